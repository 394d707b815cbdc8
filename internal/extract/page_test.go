package extract

import (
	"strings"
	"testing"
)

// pages are the pages of our own with the day they are read on.
var pages = []struct{ name, date string }{
	{"specimen", "2025-09-18"},       // a front page: meeting, commentary, project, guide box, column breaks, jumps
	{"ten-works", "2025-09-21"},      // full-width marks, a list with 、, names in a kicker, a byline in brackets
	{"storage-plant", "2025-09-21"},  // a start of works: two phases, floor area, output, two parties joined by 和
	{"eight-actions", "2025-09-21"},  // a commentary with single line ends; a guide box with leaders and pages in the line
	{"county-quarter", "2025-10-13"}, // a meeting without a theme year; 他强调
	{"group-signing", ""},            // the date is the page's own; two projects among sixteen
	{"fifteen-tasks", "2025-12-03"},  // actions as objects of one order; a meeting of two days; a name set wide
}

func TestPagesExact(t *testing.T) {
	for _, p := range pages {
		t.Run(p.name, func(t *testing.T) {
			text := readFile(t, "testdata/"+p.name+".txt")
			page := Read(text, Options{Date: p.date})
			checkSpans(t, text, page)
			for _, d := range difference(t, page, []byte(readFile(t, "testdata/"+p.name+".gold.json")), goldKinds) {
				t.Error(d)
			}
		})
	}
}

// news wraps sentences as the text of a piece of news.
func news(body string) string {
	return "区里开会\n□记者 王某某 报道\n本报9月18日讯 今天有会。\n" + body
}

func TestDirectives(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"news orders nothing outside speech", news("各部门要加强协作。要抓紧开工。"), nil},
		{"collective speaker", news("会议要求，各部门要加强协作，年底前完成。"), []string{"会议|各部门|年底前|各部门要加强协作，年底前完成。"}},
		{"speaker without comma", news("会议要求各部门要加强协作。"), []string{"会议|各部门||各部门要加强协作。"}},
		{"post as speaker", news("区委主要负责同志强调，必须守住底线。"), []string{"区委主要负责同志|||必须守住底线。"}},
		{"speaker in a clause of place", news("区长张某某在讲话中指出,要抓好落实。"), []string{"张某某|||要抓好落实。"}},
		{"compounds of 要 are no orders", news("张某某指出，主要指标回升，重要项目开工，需要的资金到位。"), nil},
		{"past is no order", news("张某某指出，要抓投资。推进了一批项目，取得明显成效。"), []string{"张某某|||要抓投资。"}},
		{"imperative after an order", news("张某某指出，要抓投资。加快征地拆迁。"), []string{"张某某|||要抓投资。", "张某某|||加快征地拆迁。"}},
		{"promise is no order", news("李某某表示，将认真落实。"), nil},
		{"semicolons with own words are several", news("会议强调，要抓产业；要抓项目。"), []string{"会议|||要抓产业；", "会议|||要抓项目。"}},
		{"counted orders", news("会议强调，一要抓产业，二要抓项目。"), []string{"会议|||一要抓产业，二要抓项目。"}},
		{"time before the order belongs to it", news("会议强调，下半年，要抓项目。"), []string{"会议||下半年|下半年，要抓项目。"}},
		{"time right before the order word", news("张某某指出，形势向好。下半年要抓项目。下一步要补短板。"), []string{"张某某||下半年|下半年要抓项目。", "张某某|||下一步要补短板。"}},
		{"reason before the order does not", news("会议强调，任务依然艰巨，要抓项目。"), []string{"会议|||要抓项目。"}},
		{"jump cuts", news("会议强调，要抓项目、(下转第二版)"), []string{"会议|||要抓项目、|cut"}},
		{"a commentary orders", "抓落实\n■本报评论员\n说了就干。抓落实，要动真格。落实了才算数。", []string{"本报评论员|||要动真格。"}},
	} {
		var got []string
		for _, d := range Read(tt.text, Options{Date: "2025-09-18"}).Directives {
			s := d.Speaker + "|"
			if d.Subject != nil {
				s += d.Subject.Text
			}
			s += "|"
			if d.Deadline != nil {
				s += d.Deadline.Text
			}
			s += "|" + d.Text
			if d.TruncatedByJump {
				s += "|cut"
			}
			got = append(got, s)
		}
		if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s: Read(%q).Directives =\n%s\nwant\n%s", tt.name, tt.text, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
}

func TestProgrammeActions(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"announced list", "全区实施“三大行动”：强链行动、补链行动和延链行动。", "强链行动|补链行动|延链行动"},
		{"in brackets", "“三项工程”（甲工程、乙工程、丙工程）进展顺利。", "甲工程|乙工程|丙工程"},
		{"before the name", "深入实施强链工程、补链工程、延链工程等三大工程，成效明显。", "强链工程|补链工程|延链工程"},
		{"enumerated", "围绕“三大行动”，即一是抓产业，稳增长；二是抓项目，扩投资；三是抓民生，保稳定。", "抓产业，稳增长|抓项目，扩投资|抓民生，保稳定"},
		{"one too few is no list", "全区实施“四大行动”：强链行动、补链行动和延链行动。“四大行动”开局良好。", ""},
		{"a short chain of clauses proves nothing", "落实“三大行动”，要抓产业，抓项目，抓民生。“三大行动”开局良好。", ""},
		{"chain with a summing clause", "“五大行动”要做强产业，做优城市，做美乡村，做实民生，做好生态，为全年目标提供支撑。", "做强产业|做优城市|做美乡村|做实民生|做好生态"},
		{"strategies are no programme", "服务四大国家战略，发展十大新兴产业。四大国家战略落地。", ""},
	} {
		var got []string
		if p := Read(tt.text, Options{}).Programme; p != nil {
			for _, a := range p.Actions {
				got = append(got, a.Text)
			}
		}
		if strings.Join(got, "|") != tt.want {
			t.Errorf("%s: actions of Read(%q) = %q; want %q", tt.name, tt.text, strings.Join(got, "|"), tt.want)
		}
	}
}

func TestJoins(t *testing.T) {
	body := "□记者 王某某 报道\n本报9月18日讯 今天有会。\n"
	for _, tt := range []struct {
		name, text string
		want       int
	}{
		{"cut word", body + "这一片区是全市重点发\n展的片区，面貌已变。", 1},
		{"half word before 的", body + "新材料是全区着力培\n育的产业，前景可期。", 1},
		{"cross heading", body + "前面说完。\n实干担当显作为\n今年以来，各项工作推进有力。", 0},
		{"finished sentence", body + "前面说完。\n后面再说。", 0},
		{"indented paragraph", body + "前面没有说完\n　　后面再说，另起一段。", 0},
		{"unclosed quotation", body + "大家都说“这件事\n办得好”，很满意。", 1},
		{"after a comma", body + "前面有话,\n后面再说。", 1},
		{"salutation stands alone", body + "以上是说明情况，请审议，下面\n各位代表：请听报告。", 0},
		{"headline above", "全区重点发\n□记者 王某某 报道\n本报讯 展开说。", 0},
	} {
		if got := len(Read(tt.text, Options{}).LineBreaks); got != tt.want {
			t.Errorf("%s: Read(%q) joins %d breaks; want %d", tt.name, tt.text, got, tt.want)
		}
	}
}

func TestNoInvention(t *testing.T) {
	for _, tt := range []struct{ name, text string }{
		{"empty", ""}, {"blank", " \n\n　\r\n"}, {"no sentence", "目录"},
		{"sums of projects", "一季度开工项目31个，总投资116.3亿元，占地800亩。"},
		{"generic project", "重点项目建设加快，在建产业项目总投资稳步增加。"},
		{"English", "Nothing to read here, 100%."},
	} {
		p := Read(tt.text, Options{})
		for _, f := range p.Facts() {
			if f.Kind != KindStructure {
				t.Errorf("%s: Read(%q) claims %s %q", tt.name, tt.text, f.Kind, f.Text)
			}
		}
	}
	p := Read(news("会议强调，今年四季度，要抓项目。"), Options{})
	if len(p.Directives) != 1 || p.Directives[0].Deadline == nil || p.Directives[0].Deadline.Resolved != "" {
		t.Errorf("without a date the quarter must stay open: %+v", p.Directives)
	}
}

func TestFingerprintsAreStable(t *testing.T) {
	text := readFile(t, "testdata/specimen.txt")
	first, second := Read(text, Options{Date: "2025-09-18"}).Facts(), Read("\n\n"+text, Options{Date: "2025-09-19"}).Facts()
	if len(first) != len(second) {
		t.Fatalf("facts: %d and %d", len(first), len(second))
	}
	seen := map[string]bool{}
	for i := range first {
		if first[i].Fingerprint != second[i].Fingerprint {
			t.Errorf("fact %d %s %q: fingerprints %s and %s", i, first[i].Kind, first[i].Text, first[i].Fingerprint, second[i].Fingerprint)
		}
		if seen[first[i].Fingerprint] {
			t.Errorf("fingerprint %s stands twice", first[i].Fingerprint)
		}
		seen[first[i].Fingerprint] = true
	}
}

func TestWriteText(t *testing.T) {
	page := Read(readFile(t, "testdata/specimen.txt"), Options{Date: "2025-09-18"})
	for lang, words := range map[Lang][]string{Chinese: {"年度计划", "行动  09", "督办事项", "总投资"}, English: {"Programme", "action  09", "Directive", "total investment"}} {
		var b strings.Builder
		if err := WriteText(&b, page, lang); err != nil {
			t.Fatalf("WriteText(%s): %v", lang, err)
		}
		for _, w := range words {
			if !strings.Contains(b.String(), w) {
				t.Errorf("WriteText(%s) lacks %q", lang, w)
			}
		}
	}
}

// A deadline that the columns cut was once listed with the break inside.
func TestListingJoinsDates(t *testing.T) {
	page := Read(news("会议强调，各乡镇要压实责任，在5月20\n日前完成清淤。"), Options{Date: "2026-03-18"})
	if len(page.Directives) != 1 || page.Directives[0].Deadline == nil || !strings.Contains(page.Directives[0].Deadline.Text, "\n") {
		t.Fatalf("directives %+v; want one with a deadline over the break", page.Directives)
	}
	var b strings.Builder
	if err := WriteText(&b, page, Chinese); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "5月20日前  2026-05-20") {
		t.Errorf("WriteText() = %s; want the deadline in one line", b.String())
	}
}

func TestLexiconLoads(t *testing.T) {
	l, err := loadLexicon()
	if err != nil {
		t.Fatal(err)
	}
	if len(l.rules) < 30 || len(l.lists) < 40 {
		t.Errorf("loadLexicon() has %d rules and %d lists", len(l.rules), len(l.lists))
	}
}
