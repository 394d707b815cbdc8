package extract

import (
	"fmt"
	"strings"
	"testing"
)

// marked takes the marks ⟦ ⟧ out of a passage and gives what stood between them
// as "start-end text", in runes.
func marked(s string) (text string, spans []string) {
	var out []rune
	from := 0
	for _, r := range s {
		switch r {
		case '⟦':
			from = len(out)
		case '⟧':
			spans = append(spans, fmt.Sprintf("%d-%d %s", from, len(out), string(out[from:])))
		default:
			out = append(out, r)
		}
	}
	return string(out), spans
}

// programmeSpans lists the spans of a programme: its name, its actions.
func programmeSpans(p *Programme) []string {
	if p == nil {
		return nil
	}
	out := []string{}
	for _, s := range append([]Span{p.Name}, actionSpans(p)...) {
		out = append(out, fmt.Sprintf("%d-%d %s", s.Start, s.End, s.Text))
	}
	return out
}

func actionSpans(p *Programme) []Span {
	var out []Span
	for _, a := range p.Actions {
		out = append(out, a.Span)
	}
	return out
}

// TestProgrammeShapes: the name of the programme and then its actions stand between
// ⟦ and ⟧.
func TestProgrammeShapes(t *testing.T) {
	for _, tt := range []struct {
		name, text, theme string
		listed            int
	}{
		{"一、 as paragraphs after a colon", "今年开展“提速增效年”活动，重点抓好⟦四大行动⟧：\n一、实施⟦园区扩容行动⟧。新增用地一千亩。\n二、实施⟦链主引育行动⟧。引进企业十家。\n三、实施⟦人才归巢行动⟧。\n四、实施⟦窗口提质行动⟧。压减材料三成。\n各单位要抓好落实。", "“提速增效年”", 0},
		{"(一) as headings over paragraphs", "为完成全年任务，组织实施⟦“三大攻坚行动”⟧。\n（一）⟦招商突围攻坚行动⟧\n年内签约项目六十个，开工四十个。\n（二）⟦要素保供攻坚行动⟧\n完成土地收储两千亩，盘活厂房十万平方米。\n（三）⟦作风提振攻坚行动⟧\n推行清单管理，逐月通报。\n", "", 0},
		{"1. with an introduction below the heading", "二、全面推进⟦五项工程⟧\n坚持一张图谋划、一盘棋推进。\n1．⟦道路畅通工程⟧：打通断头路八条。\n2．⟦管网焕新工程⟧：改造管网九十公里。\n3．⟦绿廊串联工程⟧：新建绿道三十公里。\n4．⟦学位扩充工程⟧：新增学位三千个。\n5．⟦适老改造工程⟧：改造家庭五百户。\n", "", 0},
		{"第一, in one paragraph", "会议决定实施⟦“三项工程”⟧。第一，⟦强基工程⟧。补齐村级阵地短板。第二，⟦领航工程⟧。选好带头人。第三，⟦聚力工程⟧。建强基层网格。", "", 0},
		{"一是 with semicolons", "全县部署⟦三大专项行动⟧，一是⟦欠薪清零专项行动⟧，年底前动态清零；二是⟦违建整治专项行动⟧，拆除存量；三是⟦河道清障专项行动⟧，汛前完成。", "", 0},
		{"一是 as sentences", "突出抓好⟦“三大战役”⟧。一是⟦打赢项目建设攻坚战⟧，确保开工率过九成。二是⟦打赢污染防治持久仗⟧。三是⟦打赢安全生产主动仗⟧。", "", 0},
		{"circled numbers", "启动⟦四项行动⟧：①⟦护企行动⟧；②⟦护苗行动⟧；③⟦护薪行动⟧；④⟦护老行动⟧。", "", 0},
		{"action and number", "配套制定⟦三大行动⟧方案。\n行动一：⟦数字赋能⟧\n推动百家企业上云，建设平台两个。\n行动二：⟦绿色转型⟧\n淘汰落后产能，建成示范厂三家。\n行动三：⟦开放协作⟧\n新增外贸主体三十家，办好展会。\n", "", 0},
		{"numbers in brackets", "年内推进⟦三大工程⟧：（1）⟦引水上山工程⟧；（2）⟦退渔还湖工程⟧；（3）⟦电网入户工程⟧。", "", 0},
		{"1、", "围绕目标开展⟦“三大会战”⟧：\n1、⟦征迁会战⟧，六月底前清零；\n2、⟦基建会战⟧，十月底前贯通；\n3、⟦招引会战⟧，全年不停歇。\n", "", 0},
		{"first clause of a long item", "深入实施⟦“两大行动”⟧：一是⟦聚焦主导产业建链补链⟧，围绕装备制造和新型材料引进上下游企业，年内落地项目二十个以上，形成集群效应；二是⟦聚焦城乡融合补齐短板⟧，统筹推进供水供气供热和污水处理一体化，让群众得到实惠。", "", 0},
		{"announced with commas in between", "⟦“四大提升行动”⟧，主要包括⟦交通提升⟧、⟦水利提升⟧、⟦能源提升⟧和⟦通信提升⟧，已列入规划。", "", 0},
		{"分别是", "今年新增⟦三大工程⟧，分别是⟦固本工程⟧、⟦清源工程⟧、⟦焕彩工程⟧。", "", 0},
		{"a dash", "全力打好⟦“三大攻坚战”⟧——⟦招商引资攻坚战⟧、⟦征地拆迁攻坚战⟧、⟦环境整治攻坚战⟧。", "", 0},
		{"in brackets", "⟦“三项行动”⟧（⟦暖心行动⟧、⟦安居行动⟧、⟦乐业行动⟧）全面展开。", "", 0},
		{"before the name with 等", "大力实施⟦育苗工程⟧、⟦强干工程⟧、⟦护林工程⟧等⟦三大工程⟧。", "", 0},
		{"before the name, shared noun", "重点实施⟦主城提质⟧、⟦新城扩容⟧、⟦老城焕新⟧、⟦乡镇强链⟧⟦四大行动⟧，一年见成效。", "", 0},
		{"before the name, quoted", "统筹推进⟦“引凤”行动⟧、⟦“筑巢”行动⟧、⟦“护航”行动⟧⟦“三大行动”⟧。", "", 0},
		{"headings without numbers", "今年，全区部署⟦“三大攻坚行动”⟧，各项工作全面铺开。\n⟦项目落地攻坚行动⟧\n全年开工项目三十个，竣工二十个。\n⟦城市更新攻坚行动⟧\n改造小区十五个，惠及三千户。\n⟦民生实事攻坚行动⟧\n新建学校两所，床位五百张。\n", "", 0},
		{"a chain of clauses", "落实⟦“五大行动”⟧，要⟦壮大县域产业⟧，⟦升级商贸物流⟧，⟦提质文化旅游⟧，⟦建强乡村队伍⟧，⟦守住生态红线⟧。⟦", "", 0},
		{"a digit for the count", "深化⟦3大行动⟧：\n一、⟦清风行动⟧。\n二、⟦净土行动⟧。\n三、⟦碧波行动⟧。\n", "", 0},
		{"个专项行动", "市里部署⟦3个专项行动⟧：一是⟦道路隐患整治专项行动⟧；二是⟦燃气安全整治专项行动⟧；三是⟦校园周边整治专项行动⟧。", "", 0},
		{"count too small is told", "开展⟦“四大行动”⟧：\n一、⟦强工行动⟧。\n二、⟦兴农行动⟧。\n三、⟦活商行动⟧。\n四、⟦惠民行动⟧。\n五、⟦护绿行动⟧。\n", "", 5},
		{"count too large is told", "重点实施⟦六大工程⟧：\n一、⟦筑基工程⟧。夯实基础。\n二、⟦铸链工程⟧。延伸链条。\n三、⟦育才工程⟧。引育并举。\n四、⟦智治工程⟧。数据共享。\n五、⟦暖民工程⟧。办好实事。\n", "", 5},
		{"theme year without a count", "区委决定开展⟦“基层减负年”⟧活动，具体抓好以下工作：\n一、⟦文件精简行动⟧。发文只减不增。\n二、⟦会议瘦身行动⟧。能合并的合并。\n三、⟦考核归并行动⟧。一年一考。\n", "“基层减负年”", 0},
		{"theme year in one sentence", "将明年确定为⟦“数据治理年”⟧，组织开展⟦", "“数据治理年”", 0},
		{"theme year held, without actions", "市政府印发通知，在全市开展⟦“质量兴企年”⟧活动，持续到十二月底。⟦", "“质量兴企年”", 0},
		{"the one of the theme year, not the larger", "开展“园区攻坚年”活动，实施⟦三大行动⟧：一是⟦腾笼行动⟧；二是⟦筑巢行动⟧；三是⟦引凤行动⟧。\n市里的“十大工程”继续推进。“十大工程”进展顺利。\n", "“园区攻坚年”", 0},
		{"a line break in the middle of an item", "年内打好⟦“三大攻坚战”⟧：一是⟦产业升级攻坚战⟧，培育骨干企业；二是⟦城乡建\n设攻坚战⟧，补齐短板弱项；三是⟦民生改善攻坚战⟧，办好一批实事。", "", 0},
	} {
		text, want := marked(strings.TrimSuffix(tt.text, "⟦"))
		page := Read(text, Options{Date: "2026-01-08"})
		checkSpans(t, text, page)
		if page.Programme == nil {
			t.Errorf("%s: Read(%q).Programme = nil; want %q", tt.name, text, want)
			continue
		}
		got := programmeSpans(page.Programme)
		if page.Programme.Name.Start > 0 && len(got) > 1 && page.Programme.Actions[0].Start < page.Programme.Name.Start {
			got = append(got[1:], got[0]) // the list stands before the name
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: Read(%q).Programme =\n%s\nwant\n%s", tt.name, text, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		theme := ""
		if page.Programme.ThemeYear != nil {
			theme = page.Programme.ThemeYear.Text
		}
		if theme != tt.theme || page.Programme.ListedCount != tt.listed {
			t.Errorf("%s: theme %q, listed %d; want %q, %d", tt.name, theme, page.Programme.ListedCount, tt.theme, tt.listed)
		}
	}
}

// TestNoProgramme: lists that are no programme, and names without a list.
func TestNoProgramme(t *testing.T) {
	for _, tt := range []struct{ name, text string }{
		{"points of a speech", "下面，我讲三点意见：一、提高认识。二、压实责任。三、严明纪律。"},
		{"opinions after a counted name", "总结三大行动开局情况，现提三点意见：一、抓早抓小。二、抓细抓实。三、抓常抓长。"},
		{"tasks of a meeting", "会议部署了三项任务：一是备足种子；二是检修农机；三是疏浚沟渠。"},
		{"matters of a meeting", "一、关于用地保障事项。会议同意方案。\n二、关于资金拨付事项。会议同意方案。\n三、关于人员调整事项。会议同意方案。\n"},
		{"chapters of a report", "一、去年工作回顾\n经济稳步增长。\n二、当前形势分析\n机遇大于挑战。\n三、今年工作安排\n突出重点。\n"},
		{"branches of industry", "做强装备、化工、纺织、食品四大产业，培育三大新兴板块。"},
		{"a prize", "三部作品获“五个一工程”奖。“五个一工程”奖每三年评选一次。"},
		{"works that are counted", "今年开工三十项工程，其中水利工程六项，交通工程八项。"},
		{"strategies", "对接两大战略，落实四大举措，服务三大定位。"},
		{"articles of a rule", "第一条 为规范管理，制定本办法。\n第二条 本办法适用于全区。\n第三条 各部门各负其责。\n"},
		{"a foreign theme year", "两国共同举办的“文化交流年”开幕，演出受到欢迎。"},
		{"the list belongs to another sentence", "去年实施三大行动，成效明显。今年形势复杂。主要表现为：一是需求不足。二是成本上升。三是预期偏弱。"},
		{"two items under a name of six", "推进六大工程。一是进度滞后，二是质量不高，这些问题要整改。"},
		{"a name in quoted orders", "区长指出，“要扎实推进“六大攻坚行动”，逐项销号。“六大攻坚行动”年底前要见成效。”"},
		{"a name in a meeting's orders", "会议强调，“六大攻坚行动”要加快推进。会议要求，“六大攻坚行动”年底前完成。"},
		{"a bare name in quoted orders", "会议强调，“要推进六大攻坚行动，加强协作，六大攻坚行动年底前完成。”会议还研究了其他事项。"},
		{"an age", "二十岁青年、三十岁骨干、四十岁专家各得其所，一年一个样。"},
		{"sectors after 一、二、三", "一、二、三产业增加值分别增长，四大行业全部回升。"},
	} {
		if p := Read(tt.text, Options{Date: "2026-01-08"}).Programme; p != nil {
			t.Errorf("%s: Read(%q).Programme = %q; want none", tt.name, tt.text, programmeSpans(p))
		}
	}
}

// TestPassingNames: in a long report a list named once belongs to one of its many
// matters and is not its programme.
func TestPassingNames(t *testing.T) {
	body := strings.Repeat("经济运行平稳，社会大局稳定。\n", 600)
	text := body + "实施种业振兴、农机装备、高标准农田三大行动。\n" + body
	if p := Read(text, Options{}).Programme; p != nil {
		t.Errorf("Read(long report).Programme = %q; want none", programmeSpans(p))
	}
}
