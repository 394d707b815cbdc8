package extract

import "testing"

// saidCases are sentences written for this table on what is said of counted things after their
// number: the written name, the full one and the value.
var saidCases = []struct{ text, want string }{
	{"去年，9个乡镇通了新的公路。", "乡镇 / 通了新的公路乡镇 / 9个"},
	{"去年，3000名选手参赛，80批次外宾来访。", "选手 / 参赛选手 / 3000名; 外宾 / 来访外宾 / 80批次"},
	{"去年，12个项目进入全国示范名录，6起案例获市委表扬。", "项目进入全国示范名录 / 项目进入全国示范名录 / 12个; 案例获市委表扬 / 案例获市委表扬 / 6起"},
	{"去年，5家县级医院达到甲等水平。", "县级医院 / 达到甲等水平县级医院 / 5家"},
	{"去年，7个县与外地医院建立协作关系。", "县 / 与外地医院建立协作关系县 / 7个"},
	{"去年，30项改革任务有序推进，18项举措落地见效，9件实事圆满办结。", "改革任务 / 改革任务 / 30项; 举措 / 举措 / 18项; 实事 / 实事 / 9件"},
	{"去年，4家医院在行业评比中获评甲级。", "医院在行业评比中获评甲级 / 医院在行业评比中获评甲级 / 4家"},
	{"去年，4万户农牧民喝上放心水。", "农牧民喝上放心水 / 农牧民喝上放心水 / 4万户"},
	{"去年，8个园区、3条街区入选市级名单。", "园区 / 园区入选市级名单 / 8个; 街区入选市级名单 / 街区入选市级名单 / 3条"},
	{"去年，新建6所以照护为主的养老机构。", "以照护为主的养老机构 / 新建以照护为主的养老机构 / 6所"},
	{"去年，3个县区均衡发展通过验收。", "县区 / 均衡发展通过验收县区 / 3个"},
}

func TestWhatIsSaidOfCountedThings(t *testing.T) {
	for _, c := range saidCases {
		got := ""
		for _, q := range ReadProse(c.text, Options{Date: "2026-01-20"}).Quantities {
			if got != "" {
				got += "; "
			}
			got += q.Indicator.Text + " / " + q.Resolved + " / " + q.Value.Text
		}
		if got != c.want {
			t.Errorf("ReadProse(%q) gives %s; want %s", c.text, got, c.want)
		}
	}
}
