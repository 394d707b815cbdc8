package extract

import (
	"strings"
	"testing"
)

// TestOrdersToBodies: orders that name a body or a date, and no 要.
func TestOrdersToBodies(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"要 before a time", "会议要求，要在12月底前抓紧清淤渠道。", []string{"|12月底前 2026-12|要在12月底前抓紧清淤渠道。"}},
		{"a time before 要", "会议要求，9月底前要全面完成渠道清淤。", []string{"|9月底前 2026-09|9月底前要全面完成渠道清淤。"}},
		{"so under 强调 and 指出", "会议强调，5月15日前要备齐物资。会议指出，年内要建成两个分站。", []string{"|5月15日前 2026-05-15|5月15日前要备齐物资。", "|年内 2026|年内要建成两个分站。"}},
		{"asked by a date", "请于4月10日前将自查报告报送县政府办公室。", []string{"|4月10日前 2026-04-10|请于4月10日前将自查报告报送县政府办公室。"}},
		{"a body is asked", "请各乡镇于4月12日前上报受灾户名单。", []string{"各乡镇|4月12日前 2026-04-12|请各乡镇于4月12日前上报受灾户名单。"}},
		{"a body is asked without a date", "请县资源规划局牵头核实用地情况。", []string{"县资源规划局||请县资源规划局牵头核实用地情况。"}},
		{"asked to hear a report", "以上报告，请予审议。请各位代表提出意见。", nil},
		{"charged", "责成县城管局限期拆除，4月30日前反馈结果。责令丁方建工集团立即停工。", []string{"县城管局|4月30日前 2026-04-30|责成县城管局限期拆除，4月30日前反馈结果。", "丁方建工集团||责令丁方建工集团立即停工。"}},
		{"nobody is named", "责令整改隐患三十处，停产企业两家。", nil},
		{"jointly", "县水利局会同县财政局于6月底前制定补助方案。", []string{"县水利局|6月底前 2026-06|县水利局会同县财政局于6月底前制定补助方案。"}},
		{"by 负责 with a date", "县交通局负责，7月底前修通便道。", []string{"县交通局|7月底前 2026-07|县交通局负责，7月底前修通便道。"}},
		{"a body with its date", "县教体局于8月20日前完成校舍检查。", []string{"县教体局|8月20日前 2026-08-20|县教体局于8月20日前完成校舍检查。"}},
		{"a date late in the year", "请县教体局于11月20日前完成校舍检查。", []string{"县教体局|11月20日前 2026-11-20|请县教体局于11月20日前完成校舍检查。"}},
		{"a date just over", "请县教体局于3月10日前完成校舍检查。", []string{"县教体局|3月10日前 2026-03-10|请县教体局于3月10日前完成校舍检查。"}},
		{"a thing that must be done", "便桥工程务必于5月10日前合龙，县交通局负总责。", []string{"县交通局|5月10日前 2026-05-10|便桥工程务必于5月10日前合龙，县交通局负总责。"}},
		{"by whom", "征迁工作由城东街道负责，4月底前完成。补助方案由县财政局按程序报批。", []string{"城东街道|4月底前 2026-04|征迁工作由城东街道负责，4月底前完成。", "县财政局||补助方案由县财政局按程序报批。"}},
		{"behind the label of a form", "办理要求：请县住建局研究提出意见。", []string{"县住建局||请县住建局研究提出意见。"}},
		{"what is over", "县教体局于2025年8月底前完成校舍检查。", nil},
		{"done", "县水利局会同县财政局制定了补助方案。", nil},
		{"who is in charge of what", "县水利局负责人介绍情况。县水利局负责的水库年底前蓄水。", nil},
		{"in brackets", "（一）修复北堤险段。（县水利局牵头，县财政局、各乡镇配合）", []string{"县水利局||修复北堤险段。"}},
		{"in brackets, each", "1.疏浚南渠。（县水利局牵头）2.修复便道。（县交通局负责）", []string{"县水利局||疏浚南渠。", "县交通局||修复便道。"}},
	} {
		text := "关于做好防汛准备的督查通知\n各乡镇、县有关部门：\n" + tt.text
		page := Read(text, Options{Date: "2026-03-18"})
		checkSpans(t, text, page)
		if got := ordered(page); strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s: Read(notice + %q).Directives =\n%s\nwant\n%s", tt.name, tt.text, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}
