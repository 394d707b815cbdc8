package view_test

import (
	"math"
	"testing"

	"tupo/internal/chart"
	"tupo/internal/i18n"
	"tupo/internal/web/page"
	"tupo/internal/web/view"
)

// sampler fills page structs with invented figures in one language. Data are
// named by posts and units only.
type sampler struct {
	lang  i18n.Lang
	words page.Words
}

func newSampler(t *testing.T, lang i18n.Lang) sampler {
	t.Helper()
	c, err := i18n.Load(func(lang i18n.Lang, key string) { t.Errorf("no message %q in %s", key, lang) })
	if err != nil {
		t.Fatalf("i18n.Load: %v", err)
	}
	return sampler{lang: lang, words: c.For(lang)}
}

// say picks the language's text.
func (s sampler) say(zh, en string) string {
	if s.lang == i18n.EN {
		return en
	}
	return zh
}

func (s sampler) plain(zh, en string) page.Text { return page.Plain(s.say(zh, en)) }

func (s sampler) light(tone page.Tone) page.Light {
	names := map[page.Tone][2]string{
		page.ToneOn: {"达序时", "On track"}, page.ToneBehind: {"落后", "Behind"}, page.ToneFar: {"严重落后", "Far behind"},
		page.ToneDone: {"已完成", "Done"}, page.ToneUnknown: {"无数据", "No data"},
	}
	return page.Light{Tone: tone, Word: s.say(names[tone][0], names[tone][1])}
}

func (s sampler) word(tone page.Tone, zh, en string) page.Light {
	return page.Light{Tone: tone, Word: s.say(zh, en)}
}

func ptr[T any](v T) *T { return &v }

func (s sampler) frame(title string, current int) page.Frame {
	nav := []page.NavItem{
		{Text: s.say("头版", "Front"), URL: "/"}, {Text: s.say("行动", "Actions"), URL: "/actions"},
		{Text: s.say("差距", "Gaps"), URL: "/gaps"}, {Text: s.say("单位", "Units"), URL: "/units"},
		{Text: s.say("填报", "Reports"), URL: "/sheets", Count: "2"}, {Text: s.say("核实", "Verify"), URL: "/queue", Count: "5"},
		{Text: s.say("文档", "Documents"), URL: "/documents"}, {Text: s.say("方案", "Programme"), URL: "/programme"},
		{Text: s.say("账本", "Ledger"), URL: "/ledger"}, {Text: s.say("管理", "Admin"), URL: "/admin"},
	}
	for i := range nav {
		nav[i].No = i18n.Count(int64(i + 1))
		nav[i].Current = i == current
	}
	return page.Frame{
		Lang: s.lang, Words: s.words, Title: title, District: s.say("西海岸新区", "West Coast New Area"),
		Programme: s.say("创新突破年", "Year of Innovation and Breakthrough"),
		Date:      s.say("2023年11月14日 星期二", "Tuesday 14 November 2023"), Period: s.say("数据截至10月", "data to October"),
		Elapsed:    s.say("时间已过 87% · 距年底 47 天", "87% of the year gone · 47 days left"),
		Issue:      s.say("第 48,213 号", "No. 48,213"),
		Checkpoint: page.Checkpoint{Code: "48213-7K3F-Q2ZD-MX4P-R6TA-B5NW-H", Short: "7K3F-Q2ZD", URL: "/ledger/checkpoint"},
		Nav:        nav, Account: &page.Account{Name: s.say("督查室", "Supervision office"), Role: s.say("办公室", "Office"), PasswordURL: "/password", LogoutURL: "/logout"},
		Languages: []page.Language{{Text: "中文", Lang: i18n.ZH, URL: "?lang=zh", Current: s.lang == i18n.ZH}, {Text: "English", Lang: i18n.EN, URL: "?lang=en", Current: s.lang == i18n.EN}},
		When: &page.When{To: "/", Summary: s.say("10月 · 现在", "October · now"), Options: []page.Option{
			{Value: "2023-10", Text: s.say("2023年10月", "October 2023"), Selected: true}, {Value: "2023-09", Text: s.say("2023年9月", "September 2023")}}},
		Demo: true, Printed: "2023-11-14 08:30",
	}
}

// pages lists every page with a file name for its pictures.
func (s sampler) pages() map[string]view.Page {
	return map[string]view.Page{
		"front": s.front(13), "front-past": s.past(), "front-quiet": s.quiet(), "front-20": s.front(20), "front-5": s.front(5),
		"action": s.action(), "target": s.target(), "gaps": s.gaps(), "units": s.units(),
		"sheet": s.sheet(), "sheet-returned": s.returned(), "approve": s.approve(), "queue": s.queue(), "reconcile": s.reconcile(),
		"periods": s.periods(), "reopen": s.reopen(), "correction": s.correction(),
		"documents": s.documents(), "documents-empty": s.noDocuments(), "upload": s.upload(), "reader": s.reader(), "fact": s.fact(), "drawn": s.drawn(), "undrawn": s.undrawn(),
		"programme": s.programme(), "tree": s.tree(), "indicator": s.indicator(), "trajectory": s.trajectoryForm(), "breakdown": s.breakdownForm(),
		"import": s.importing(false), "import-done": s.importing(true),
		"history": s.history(), "ledger": s.ledger(), "entry": s.entry(), "verify": s.verify(true), "verify-bad": s.verify(false), "checkpoint": s.checkpoint(),
		"accounts": s.accounts(), "login": s.login(), "password": s.password(), "error": s.fault(),
	}
}

func (s sampler) investment() chart.Trajectory {
	t := chart.Trajectory{
		Title: s.say("固定资产投资：1—10月完成 266 亿元，计划 308 亿元，全年目标 372 亿元", "Fixed-asset investment: 26.6 bn yuan to October, planned 30.8, target for the year 37.2"),
		Unit:  s.say("亿元", "bn yuan"), To: 12, Zero: true, Behind: true, Target: 372,
		PlanLabel: s.say("计划 308", "planned 30.8"), ActualLabel: s.say("完成 266", "actual 26.6"), GapLabel: s.say("差 42", "short 4.2"),
		TargetLabel: s.say("目标 372", "target 37.2"), RequiredLabel: s.say("每月需 53", "5.3 a month"),
	}
	plan := []float64{0, 22, 46, 82, 112, 144, 182, 212, 243, 279, 308, 339, 372}
	actual := []float64{0, 20, 41, 74, 101, 131, 163, 188, 214, 241, 266}
	unit := 1.0
	if s.lang == i18n.EN {
		unit = 0.1
	}
	t.Target *= unit
	for m, v := range plan {
		if m == 1 {
			continue // January alone is never released
		}
		t.Plan = append(t.Plan, chart.Point{At: float64(m), Value: v * unit})
		if m < len(actual) {
			t.Actual = append(t.Actual, chart.Point{At: float64(m), Value: actual[m] * unit})
		}
		if m > 0 {
			t.Ticks = append(t.Ticks, chart.Tick{At: float64(m), Text: i18n.Month(s.lang, m)})
		}
	}
	return t
}

func (s sampler) bar(done float64, tone page.Tone) chart.SVG {
	return chart.Bar(done, 0.87, chart.Tone(tone), s.say("完成情况，竖线为时间进度", "completion, with a tick where the year is"))
}

func spark(seed int) chart.SVG {
	values := make([]float64, 10)
	for i := range values {
		values[i] = 5 + 2*math.Sin(float64(seed*7+i*3)) + math.Cos(float64(seed+i*5))
	}
	return chart.Sparkline(values, "1—10")
}
