package extract

import (
	"strings"
	"testing"
)

// tasksHead makes a report of the sentences after it: a section of tasks.
const tasksHead = "云州县人民政府工作报告\n各位代表：\n二、2026年重点工作\n"

// said lists the words of a page's directives; promises end in "~".
func said(p *Page) []string {
	var out []string
	for _, d := range p.Directives {
		s := d.Text
		if d.Weak {
			s += "~"
		}
		out = append(out, s)
	}
	return out
}

func TestTaskOrders(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"verbs at the head", "加快修通东环路。建成示范社区12个。", []string{"加快修通东环路。", "建成示范社区12个。"}},
		{"a number and a theme before it", "（一）做强县域产业。用好两个园区，引进企业30家以上。", []string{"做强县域产业。", "用好两个园区，引进企业30家以上。"}},
		{"places in a list", "一是疏浚南干渠，二是加固堤防。三是备足物资。", []string{"疏浚南干渠，二是加固堤防。", "备足物资。"}},
		{"a semicolon parts", "扩大果蔬种植；改造冷库5座；新增冷链车40辆。", []string{"扩大果蔬种植；", "改造冷库5座；", "新增冷链车40辆。"}},
		{"no cut at commas, in quotations or brackets", "推行“马上办；网上办”，压减材料（含附件；复印件）三成。", []string{"推行“马上办；网上办”，压减材料（含附件；复印件）三成。"}},
		{"words of manner", "千方百计稳住外贸。高标准建设滨河公园。更加自觉地接受监督。", []string{"千方百计稳住外贸。", "高标准建设滨河公园。", "更加自觉地接受监督。"}},
		{"a phrase of manner", "以园区为载体，培育链主企业。把就业摆在优先位置。", []string{"以园区为载体，培育链主企业。", "把就业摆在优先位置。"}},
		{"a topic before", "水利方面，完成清淤18公里。公路，改造危桥6座。", []string{"完成清淤18公里。", "改造危桥6座。"}},
		{"an aim before", "做好今年工作，必须苦干实干。为实现上述目标，我们要奋力拼搏。", []string{"必须苦干实干。", "我们要奋力拼搏。"}},
		{"who must act", "各乡镇要管好水源。金融机构要让利企业。", []string{"各乡镇要管好水源。", "金融机构要让利企业。"}},
		{"a field that must act", "食品产业突出精深加工，培育两个品牌。", []string{"食品产业突出精深加工，培育两个品牌。"}},
		{"after a statement", "水是山城的命脉，要用好每一滴水。", []string{"要用好每一滴水。"}},
		{"a lead unit", "由县水利局牵头，编制节水方案。", []string{"由县水利局牵头，编制节水方案。"}},
		{"promises", "我们一定把桥修好。", []string{"我们一定把桥修好。~"}},
		{"links", "一方面要节流，另一方面要开源。同时，盘活闲置厂房。", []string{"要节流，另一方面要开源。", "盘活闲置厂房。"}},
		{"statements order nothing", "教育是民生之基。修好东环路是今年的头等大事。我县拥有千年古镇。", nil},
		{"figures order nothing", "全县粮食总产保持稳定。城镇调查失业率5%左右。全年计划实施项目60个。", nil},
		{"goals order nothing", "今年的主要预期目标是：生产总值增长6%左右；完成节能任务。", nil},
		{"what was done orders nothing", "去年完成清淤18公里。确定这些目标，兼顾了需要和可能。", nil},
		{"appeals and salutations", "各位代表！让我们携手并进，共创未来！", nil},
		{"a colon announces", "重点抓好以下工作：", nil},
		{"thanks", "向支持云州发展的各界人士表示衷心感谢！", nil},
	} {
		page := Read(tasksHead+tt.text, Options{Date: "2026-01-20"})
		checkSpans(t, tasksHead+tt.text, page)
		if got := said(page); strings.Join(got, "|") != strings.Join(tt.want, "|") {
			t.Errorf("%s: Read(tasks + %q).Directives =\n%q\nwant\n%q", tt.name, tt.text, got, tt.want)
		}
	}
}

func TestTasksOfOtherParts(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"a review", "一、2025年工作回顾\n加快修通东环路，建成示范社区12个。推进老街改造，惠及居民900户。确保了供水。", nil},
		{"a review's lesson", "一、2025年工作回顾\n我们体会到，必须依靠群众。", []string{"必须依靠群众。"}},
		{"problems and the answer to them", "一、2025年工作回顾\n我们也清醒认识到，工作中还存在不少问题：管网老化，改造仍需加快；人才不足。对此，我们将认真解决。", []string{"我们将认真解决。~"}},
		{"a review within tasks", "二、2026年重点工作\n过去一年，我们修通东环路。\n新建水厂一座。", []string{"新建水厂一座。"}},
		{"the year's matters, numbered", "二、2026年重点工作\n办好十件民生实事。（1）新建托幼园3所。（2）改造水管40公里。政府说到做到，我们一定办好。", []string{"我们一定办好。~"}},
		{"matters only spoken of", "二、2026年重点工作\n办好十件民生实事，增进民生福祉。促进充分就业。", []string{"办好十件民生实事，增进民生福祉。", "促进充分就业。"}},
		{"matters under a title", "二、2026年重点工作\n修通东环路。\n2026年十件民生实事\n一、提升供水水平。改造水管40公里。\n二、新建托幼园。", []string{"修通东环路。"}},
		{"matters in a section on livelihood", "二、2026年重点工作\n（八）办好民生实事，增进民生福祉\n新建水厂一座。", []string{"新建水厂一座。"}},
		{"a glossary", "二、2026年重点工作\n修通东环路。\n名词解释\n“三清”行动：清理河道，清运垃圾，清除违建。", []string{"修通东环路。"}},
		{"no heading, tasks", "加快修通东环路，建成示范社区12个。推动老街改造，力争9月底前完工。支持企业技改。", []string{"加快修通东环路，建成示范社区12个。", "推动老街改造，力争9月底前完工。", "支持企业技改。"}},
		{"no heading, results", "城乡面貌持续改善。修通东环路，建成示范社区12个。推进老街改造，惠及居民921户，获批省级试点。", nil},
		{"a chapter without a word of its own", "一、2025年工作回顾\n修通东环路。\n三、全面加强政府自身建设\n严守廉政纪律。", []string{"严守廉政纪律。"}},
	} {
		page := Read(tt.text, Options{Date: "2026-01-20"})
		checkSpans(t, tt.text, page)
		if got := said(page); strings.Join(got, "|") != strings.Join(tt.want, "|") {
			t.Errorf("%s: Read(%q).Directives =\n%q\nwant\n%q", tt.name, tt.text, got, tt.want)
		}
	}
}

// TestParts: what each paragraph of a short report speaks of.
func TestParts(t *testing.T) {
	text := "云州县人民政府工作报告\n各位代表：\n一、2025年工作回顾\n一年来，我们修通东环路。\n（一）产业发展\n新增企业40家。\n我们也清醒看到，还存在不少困难和问题。\n" +
		"二、2026年目标任务\n今年的主要预期目标是：生产总值增长6%左右。\n（一）做强产业\n引进企业40家以上。\n今年办好十件民生实事：新建水厂一座。\n名词解释\n东环路：全长9公里。"
	want := []part{partOpen, partOpen, partReview, partReview, partReview, partReview, partFaults, partTasks, partGoals, partTasks, partTasks, partMatters, partNotes, partNotes}
	r := read(text, Options{Date: "2026-01-20"})
	for i, p := range r.view.pars {
		if r.parts[i] != want[i] && i > 1 {
			t.Errorf("part of %q = %d; want %d", r.view.text[p.a:p.b], r.parts[i], want[i])
		}
	}
	if !partFaults.past() || partTasks.past() {
		t.Error("past of faults and tasks: want true and false")
	}
}

func TestPassingProjects(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a total and what happened", "总投资80亿元的云州光伏基地开工建设。", "云州光伏基地 total=80亿元"},
		{"a yearly capacity", "年产30万吨的云州精钢项目建成投产。", "云州精钢项目 capacity=30万吨"},
		{"capacities in a list", "25万吨乙烯项目投产、30万吨炭黑示范项目一期建成。", "乙烯项目 capacity=25万吨, 炭黑示范项目一期 capacity=30万吨"},
		{"a section of a line", "投资90亿元的“川电入云”工程云州段全线贯通。", "“川电入云”工程云州段 total=90亿元"},
		{"items with one noun at the end", "开工建设云化60万吨炭黑和20万吨纯碱升级等项目。", "云化60万吨炭黑 capacity=60万吨, 纯碱升级 capacity=20万吨"},
		{"its owner", "云石化年产15万吨原丝项目投产。", "云石化年产15万吨原丝项目 capacity=15万吨"},
		{"a list without the word", "推动云铝50万吨铝材技改、州钢20万吨板材等项目建设。", "云铝50万吨铝材技改 capacity=50万吨, 州钢20万吨板材 capacity=20万吨"},
		{"amounts in a row", "总投资45亿元、占地1200亩的云州光伏基地建成投产。", "云州光伏基地 total=45亿元 land=1200亩"},
		{"built with an amount", "投资12亿元建设云州体育中心。", "云州体育中心 total=12亿元"},
		{"of more than one nobody's", "建成3座35万千瓦光热电站。", ""},
		{"counted projects are many", "推进总投资800亿元的60个重点项目。", ""},
		{"a sum before a list is nobody's", "总投资80亿元的甲江大桥、乙江大桥开工。", ""},
		{"a bound of a set", "引进总投资10亿元以上的项目50个。", ""},
	} {
		text := "云州县人民政府工作报告\n一、2025年工作回顾\n" + tt.text
		var got []string
		for _, p := range ReadProse(text, Options{Date: "2026-01-20"}).Projects {
			s := p.Name.Text
			for _, k := range []string{"total", "capacity", "land"} {
				if f, ok := p.Fields[k].(field); ok {
					s += " " + k + "=" + f.Text
				}
			}
			got = append(got, s)
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%s: ReadProse(%q).Projects = %q; want %q", tt.name, tt.text, got, tt.want)
		}
	}
}
