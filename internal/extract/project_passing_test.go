package extract

import (
	"slices"
	"strings"
	"testing"
)

// TestProjectsInPassing reads projects that a report names with their amount, and none where
// the amount is of a kind of thing, of many or of nothing built.
func TestProjectsInPassing(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"去年，总投资30亿元的乙电站项目开工建设。", "乙电站项目 total=30亿元"},
		{"去年，全省最大的20万吨丙材料项目建成投产。", "丙材料项目 capacity=20万吨"},
		{"全长64公里的云松高速公路建成通车。", "云松高速公路 scale=64公里"},
		{"双向6车道松江快速路通车，旅客增长8%。", "松江快速路 scale=6车道"},
		{"开工示例湾5万吨级散货码头、青石水库等项目。", "示例湾5万吨级散货码头 capacity=5万吨级"},
		{"示例县200兆瓦压缩空气储能、甲能源300兆瓦光伏项目并网。", "示例县200兆瓦压缩空气储能 capacity=200兆瓦; 甲能源300兆瓦光伏项目 capacity=300兆瓦"},
		{"投资3.6亿元、可提供学位3000个的城东实验学校年内启用。", "城东实验学校 scale=3000个 total=3.6亿元"},
		{"年产40万辆的甲汽车整车基地投产，新增就业2万人。", "甲汽车整车基地 capacity=40万辆"},
		{"建成示例湾50万千瓦海上光伏，新增煤电装机80万千瓦。", "示例湾50万千瓦海上光伏 capacity=50万千瓦"},
		{"由甲集团投资9亿元建设的示例古城文旅综合体开业。", "示例古城文旅综合体 total=9亿元"},
		{"建成3个5万吨级泊位，新增万吨级以上泊位6个。", ""},
		{"全市最大的3000吨级起重机下线。", ""},
		{"35个储能项目开工，力争新增装机600万千瓦。", ""},
		{"完成重点项目投资3557亿元，省大中型项目投资突破1万亿元。", ""},
		{"甲、乙等煤电项目建成，电力装机规模达1.1亿千瓦。", ""},
		{"实施3个福利机构优化提质项目、新增床位470张。", ""},
		{"清单化项目化改造燃气管网650公里。", ""},
	} {
		var got []string
		for _, p := range ReadProse(c.text, Options{Date: "2026-01-20"}).Projects {
			amounts := slices.DeleteFunc(slices.Sorted(slices.Values(fieldTexts(p))), func(f string) bool { return fieldTally(f, new(tally), nil) == nil })
			got = append(got, p.Name.Text+" "+strings.Join(amounts, " "))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("ReadProse(%q).Projects = %q; want %q", c.text, s, c.want)
		}
	}
}

// TestAmountsInPassingStay: the values of a project's amount are its own, whatever number is read after it.
func TestAmountsInPassingStay(t *testing.T) {
	text := "投资3.6亿元、可提供学位3000个的城东实验学校和投资5.5亿元、设床位600张的甲中医院新院区年内启用。"
	for _, p := range ReadProse(text, Options{Date: "2026-01-20"}).Projects {
		for name, f := range p.Fields {
			if f, ok := f.(field); ok && !strings.HasPrefix(f.Text, f.Values[0].String()) {
				t.Errorf("%s of %s is %s, its value %s", name, p.Name.Text, f.Text, f.Values[0])
			}
		}
	}
}
