package extract

import (
	"strings"
	"testing"
)

// described writes what was read of the first project: the fields of the whole,
// then the phases.
func described(p *Page) string {
	if len(p.Projects) == 0 {
		return ""
	}
	q := &p.Projects[0]
	out := []string{q.Name.Text}
	add := func(label string, m *Measure) {
		if m != nil {
			out = append(out, label+m.Text)
		}
	}
	add("总", q.Total)
	add("年", q.YearInvestment)
	add("已", q.DoneInvestment)
	add("地", q.Land)
	add("建", q.Floor)
	for _, ph := range q.Phases {
		out = append(out, ph.Name.Text)
		add("投", ph.Investment)
		add("地", ph.Land)
	}
	for _, s := range q.PartyList {
		out = append(out, "方"+s.Text)
	}
	if q.IndustryPark != nil {
		out = append(out, "园"+q.IndustryPark.Text)
	}
	return strings.Join(out, " ")
}

// TestProjectParts: a phase, a year or what is done so far is never the whole.
func TestProjectParts(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"total before the name", "其中，总投资27亿元的瓯江精密轴承项目占地310亩，分两期建设，一期投资9亿元、占地120亩，由甲方重工集团投资建设，位于东港高新区。",
			"瓯江精密轴承项目 总27亿元 地310亩 一期 投9亿元 地120亩 方甲方重工集团 园东港高新区"},
		{"several amounts before the name", "总投资6.5亿元、占地80亩的云岭冷链物流项目开工建设。", "云岭冷链物流项目 总6.5亿元 地80亩"},
		{"amounts before two names are nobody's", "总投资30亿元、占地300亩的松江叶片项目、松江塔筒项目开工。", ""},
		{"only a phase", "青禾育种项目分三期建设，一期投资2亿元，占地60亩。", "青禾育种项目 一期 投2亿元 地60亩"},
		{"total of a phase", "青禾育种项目占地200亩，一期总投资2亿元，二期总投资3亿元。", "青禾育种项目 地200亩 一期 投2亿元 二期 投3亿元"},
		{"phase, then the whole", "青禾育种项目分两期建设，一期投资2亿元，项目总投资5亿元。", "青禾育种项目 总5亿元 一期 投2亿元"},
		{"plan of the year", "长堤码头项目总投资12亿元，2026年计划投资3亿元，占地90亩。", "长堤码头项目 总12亿元 年3亿元 地90亩"},
		{"only the plan of the year", "长堤码头项目占地90亩，年度计划投资3亿元。", "长堤码头项目 年3亿元 地90亩"},
		{"total of a year is no total", "长堤码头项目占地90亩，年度总投资3亿元。", "长堤码头项目 年3亿元 地90亩"},
		{"done so far", "长堤码头项目总投资12亿元，截至9月底累计完成投资4.2亿元。", "长堤码头项目 总12亿元 已4.2亿元"},
		{"only what is done", "长堤码头项目占地90亩，目前已完成投资4.2亿元。", "长堤码头项目 已4.2亿元 地90亩"},
		{"planned investment is the whole", "白鹭湾净水项目计划投资1.8亿元，用地面积35亩。", "白鹭湾净水项目 总1.8亿元 地35亩"},
		{"planned investment after a year is the year's", "白鹭湾净水项目用地面积35亩，2026年，计划投资1.8亿元。", "白鹭湾净水项目 年1.8亿元 地35亩"},
		{"what a party invests", "白鹭湾净水项目由乙方水务集团投资1.8亿元建设，用地面积35亩。", "白鹭湾净水项目 总1.8亿元 地35亩 方乙方水务集团"},
		{"a name with 投资 in it", "云岭储能项目总投资7亿元，用地40亩，由甲新能源科技有限公司与乙产业投资集团共同投资建设。",
			"云岭储能项目 总7亿元 地40亩 方甲新能源科技有限公司 方乙产业投资集团"},
		{"such a name first", "云岭储能项目总投资7亿元，用地40亩，由乙投资控股集团与甲新能源科技有限公司共同投资建设。",
			"云岭储能项目 总7亿元 地40亩 方乙投资控股集团 方甲新能源科技有限公司"},
		{"such a name alone", "云岭储能项目总投资7亿元，用地40亩，由丙建设发展有限公司承建。", "云岭储能项目 总7亿元 地40亩 方丙建设发展有限公司"},
		{"fixed assets are a part", "海石滩风电项目用地40亩，固定资产投资7亿元，设备总投资5亿元。", "海石滩风电项目 地40亩"},
		{"zone with a park inside", "海石滩风电项目总投资7亿元，用地40亩，落户北湾经开区临海装备产业园。", "海石滩风电项目 总7亿元 地40亩 园北湾经开区临海装备产业园"},
		{"no zone", "海石滩风电项目总投资7亿元，用地40亩，位于海石街道。", "海石滩风电项目 总7亿元 地40亩"},
		{"only suggested", "专家建议，明年可启动总投资100亿元的滨湖新城项目，占地900亩。", ""},
		{"called for", "代表呼吁尽快建设滨湖新城项目，总投资100亿元，占地900亩。", ""},
		{"a suggestion of another sentence", "专家建议加强调度。滨湖新城项目总投资100亿元，占地900亩。", "滨湖新城项目 总100亿元 地900亩"},
		{"a suggestion that was followed", "根据专家建议，滨湖新城项目总投资100亿元，占地900亩。", "滨湖新城项目 总100亿元 地900亩"},
		{"sum over many", "总投资88亿元的26个项目集中开工，占地1200亩。", ""},
	} {
		page := Read(tt.text, Options{Date: "2026-01-08"})
		checkSpans(t, tt.text, page)
		if got := described(page); got != tt.want {
			t.Errorf("%s: Read(%q).Projects =\n%s\nwant\n%s", tt.name, tt.text, got, tt.want)
		}
	}
}

// TestProjectsOfNews holds what a piece of news says of each of several projects, and that
// what it says of many is said of none.
func TestProjectsOfNews(t *testing.T) {
	const head = "云州县重点项目集中开工\n\n本报讯 9月6日，云州县第三批重大项目集中开工，共28个项目，总投资116亿元。\n"
	for _, tt := range []struct{ name, text, want string }{
		{"a batch is no project", "", ""},
		{"each has its event", "现场，总投资22亿元的云岭储能电站项目正式动工，装机容量120万千瓦，占地300亩。\n县医院新院区项目同时开工，总投资5.6亿元，建筑面积8.4万平方米。",
			"云岭储能电站项目 capacity=120万千瓦 event=动工 land=300亩 total=22亿元; 县医院新院区项目 event=开工 floor=8.4万平方米 total=5.6亿元"},
		{"a yearly output in the name", "晨岭光电年产2000万片盖板项目已试生产，项目投资4.2亿元，占地75亩。",
			"晨岭光电年产2000万片盖板项目 capacity=2000万片 event=试生产 land=75亩 total=4.2亿元"},
		{"a name without 项目 begins another description", "晨岭光电盖板项目占地75亩，投资4.2亿元。青禾疫苗生产线于8月投产，总投资约3亿元，达产后年产值6亿元。",
			"晨岭光电盖板项目 land=75亩 total=4.2亿元; 青禾疫苗生产线 event=投产 output=6亿元 total=约3亿元"},
		{"a name that heads no sentence", "记者在东湖产业园看到，园区内生产线于8月投产，产值增长。", ""},
	} {
		text := head + tt.text + "\n"
		var got []string
		for _, p := range ReadProse(text, Options{Date: "2025-09-07"}).Projects {
			s := p.Name.Text
			for _, key := range []string{"capacity", "event", "floor", "land", "output", "total"} {
				switch f := p.Fields[key].(type) {
				case field:
					s += " " + key + "=" + f.Text
				case happening:
					s += " " + key + "=" + f.Text
				}
			}
			got = append(got, s)
		}
		if got := strings.Join(got, "; "); got != tt.want {
			t.Errorf("%s: the projects of %q are\n%s\nwant\n%s", tt.name, text, got, tt.want)
		}
	}
}
