package app_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/testing/pgtest"
)

// ratePlace is a month place whose start rate has its parts: projects begun, of those
// that are to begin. All three are asked of the first bureau at a quarter's end.
func ratePlace(t *testing.T, db string) *monthPlace {
	b := monthBook()
	count := func(id core.IndicatorID, name, english string, a plan.Accumulation) {
		b.Indicators = append(b.Indicators, plan.Indicator{ID: id, Code: strings.ToUpper(string(id)), Name: name, NameEn: english, Unit: "个", Display: "个", Competent: "fgj",
			Verifier: "tjj", Direction: plan.AtLeast, Accumulation: a, Frequency: plan.Quarterly, DueDay: 10, ReleaseDay: 20})
		b.Targets = append(b.Targets, plan.Target{ID: core.TargetID("t-" + id), Code: "T-" + strings.ToUpper(string(id)), Programme: "p", Action: "a1", Indicator: id, Unit: "fgj",
			Year: 2023, Value: core.Whole(60), Original: core.Whole(60), Lead: "fgj", Responsible: "fgj", Shape: plan.Flat, Weight: core.Whole(1)})
	}
	count("begun", "开工项目", "Projects begun", plan.Stock)
	count("all", "应开工项目", "Projects to begin", plan.Stock)
	rate := &b.Indicators[2]
	rate.NumeratorOf, rate.Denominator = "begun", "all"
	return newPlaceOf(t, db, b)
}

// quarterOf is a filing of the start rate with its parts; "" leaves a figure out.
func quarterOf(rate, begun, all string) app.Filing {
	f := app.Filing{Unit: "fgj", Month: march}
	for _, l := range []app.FilingLine{{Indicator: "rate", Value: rate}, {Indicator: "begun", Value: begun}, {Indicator: "all", Value: all}} {
		if l.Value != "" {
			f.Lines = append(f.Lines, l)
		}
	}
	return f
}

func (p *monthPlace) quarterLine(x core.IndicatorID) *report.Line {
	p.Helper()
	for _, l := range p.sheet("reporter", march).Lines {
		if l.Indicator.ID == x {
			return l.Filed
		}
	}
	p.Fatalf("no line of %s", x)
	return nil
}

func TestRateIsHeldAgainstItsParts(t *testing.T) { pgtest.BothEngines(t, rateIsHeldAgainstItsParts) }

func rateIsHeldAgainstItsParts(t *testing.T, db string) {
	p := ratePlace(t, db)
	p.at("2023-04-04")
	before := p.seq()
	const asked = "report.questioned.parts @ value.rate.fgj"
	for _, tt := range []struct {
		rate, begun, all string
		want             []string
	}{
		{"90", "41", "50", []string{asked}}, // 82
		{"82.1", "41", "50", []string{asked}},
		{"66.6", "2", "3", []string{asked}},
		{"120", "41", "50", []string{asked}}, // the parts say more than the bounds
	} {
		_, err := p.app.File(t.Context(), p.as("reporter"), quarterOf(tt.rate, tt.begun, tt.all))
		p.wantFaults("File of "+tt.rate+" = "+tt.begun+" ÷ "+tt.all, before, err, tt.want...)
		if text := sentence(t, "zh", err); tt.rate == "90" && text != "按“开工项目”41 个÷“应开工项目”50 个计算为 82.0%，与所报的 90.0% 不符。请改正，或选择原因、作出说明并附佐证。" {
			t.Errorf("the question in Chinese = %q", text)
		}
		if text := sentence(t, "en", err); tt.rate == "90" && text != "Projects begun (41) ÷ Projects to begin (50) gives 82.0%, not 90.0%. Correct it, or choose a cause, explain and attach evidence." {
			t.Errorf("the question in English = %q", text)
		}
	}
	in := quarterOf("90", "41", "50")
	in.Lines[0].Cause, in.Lines[0].Answer = report.CauseScope, "分母不含跨年项目"
	in.Lines[0].Evidence = []core.EvidenceID{p.evidence("reporter", "fgj", "口径说明")}
	filed := p.file("reporter", in)
	if len(filed.Held) != 1 || filed.Held[0].Doubt != report.UnlikeParts {
		t.Errorf("File with an answer: held %+v, want the rate, unlike its parts", filed.Held)
	}
	p.approve(filed)
	queue, err := p.app.Queue(t.Context(), p.as("stats"))
	if err != nil || len(queue) != 1 {
		t.Fatalf("Queue(stats) = %d reports, %v", len(queue), err)
	}
	for _, l := range queue[0].Lines {
		if l.Indicator.ID == "rate" && (l.Rate == nil || l.Rate.Shown != core.Whole(82) || !l.Rate.Differs(l.Line.Value)) {
			t.Errorf("the rate in the queue stands beside %+v, want 82 from its parts", l.Rate)
		}
	}
}

func TestRateThatFollowsIsNotAsked(t *testing.T) {
	for _, tt := range []app.Filing{quarterOf("82", "41", "50"), quarterOf("66.7", "2", "3"), quarterOf("66.67", "2", "3"),
		quarterOf("70", "", "50"), quarterOf("70", "41", "")} { // and where a part is not known there is nothing to hold it against
		p := ratePlace(t, "")
		p.at("2023-04-04")
		p.file("reporter", tt)
	}
}

// Parts that were filed before count as well as those of the same filing, and a rate
// that its own report leaves as it is is asked about when a part of it is corrected.
func TestRateAfterAndBeforeItsParts(t *testing.T) {
	p := ratePlace(t, "")
	p.at("2023-04-04")
	p.file("reporter", quarterOf("", "41", "50"))
	before := p.seq()
	_, err := p.app.File(t.Context(), p.as("reporter"), quarterOf("85", "", ""))
	p.wantFaults("File of a rate after its parts", before, err, "report.questioned.parts @ value.rate.fgj")
	p.file("reporter", quarterOf("82", "", ""))
	before = p.seq()
	_, err = p.app.File(t.Context(), p.as("reporter"), quarterOf("82", "40", "50"))
	p.wantFaults("File of a corrected part beside the rate as it was", before, err, "report.questioned.parts @ value.rate.fgj")
	in := quarterOf("82", "40", "50")
	in.Lines[0].Cause, in.Lines[0].Answer = report.CauseOther, "待复核"
	in.Lines[0].Evidence = []core.EvidenceID{p.evidence("reporter", "fgj", "说明")}
	p.file("reporter", in)
	if l := p.quarterLine("rate"); l.Standing != report.Held || l.Doubt != report.UnlikeParts {
		t.Errorf("rate that no longer follows = %+v, want held", l)
	}
	p.file("reporter", quarterOf("82", "41", "50"))
	if l := p.quarterLine("rate"); l.Standing != report.Claimed || l.Doubt != report.NoDoubt {
		t.Errorf("rate that follows again = %+v, want claimed without a question", l)
	}
	// A part alone: what is filed of it counts, and the rate is shown not to follow.
	p.file("reporter", quarterOf("", "45", ""))
	s, err := p.app.Seen(t.Context(), p.as("office1"))
	if err != nil {
		t.Fatal(err)
	}
	x, _ := s.Indicator("rate")
	quarter := core.Months(2023, 1, 3)
	o, _ := s.Observation("rate", "fgj", quarter, report.Operational)
	c, ok := app.CalculatedRate(s, x, "fgj", quarter, report.Operational)
	if !ok || c.Shown != core.Whole(90) || !c.Differs(o.Value) {
		t.Errorf("CalculatedRate after a part alone = %+v, %t, want 90 that differs from %v", c, ok, o.Value)
	}
	if _, ok := app.CalculatedRate(s, x, "fgj", quarter, report.Official); ok {
		t.Error("CalculatedRate of official figures = true, want nothing: bases are never mixed")
	}
}

// A sheet proposes the rate that follows, until something else is said of it.
func TestRateIsProposed(t *testing.T) {
	p := ratePlace(t, "")
	p.at("2023-04-04")
	w := p.as("reporter")
	draft := quarterOf("", "41", "50")
	if err := p.app.SaveDraft(t.Context(), w, draft); err != nil {
		t.Fatal(err)
	}
	proposed := func(f app.Filing, value, note string) string {
		t.Helper()
		s := p.sheet("reporter", march)
		rates, err := p.app.Calculated(t.Context(), w, s, s.Resume(f))
		if err != nil {
			t.Fatal(err)
		}
		return s.Proposed(app.FilingLine{Indicator: "rate", Value: value, Note: note}, rates).Value
	}
	if got := proposed(draft, "", ""); got != "82" {
		t.Errorf("Proposed beside both parts = %q, want 82", got)
	}
	for _, tt := range []struct{ value, note, want string }{{"80", "", "80"}, {"", "尚无数据", ""}} {
		if got := proposed(draft, tt.value, tt.note); got != tt.want {
			t.Errorf("Proposed over %q, note %q = %q, want %q", tt.value, tt.note, got, tt.want)
		}
	}
	if got := proposed(quarterOf("", "41", "五十"), "", ""); got != "" {
		t.Errorf("Proposed beside a part that cannot be read = %q, want nothing", got)
	}
	var book bytes.Buffer
	if err := p.app.ExportSheet(t.Context(), w, "fgj", march, &book, "zh"); err != nil {
		t.Fatal(err)
	}
	got, err := p.app.ImportSheet(t.Context(), w, "fgj", march, &book)
	if i := slices.IndexFunc(got.Filing.Lines, func(l app.FilingLine) bool { return l.Indicator == "rate" }); err != nil || i < 0 || got.Filing.Lines[i].Value != "82" {
		t.Errorf("the sheet's workbook brought back %+v, %v, want the rate proposed in it", got.Filing.Lines, err)
	}
}

// sentence words the first fault of an error.
func sentence(t *testing.T, lang i18n.Lang, err error) string {
	t.Helper()
	words, wrong := i18n.Load(func(_ i18n.Lang, key string) { t.Errorf("no message %s", key) })
	if wrong != nil {
		t.Fatal(wrong)
	}
	for _, e := range errs.All(err) {
		return words.Fault(lang, e)
	}
	return ""
}
