package app_test

import (
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/meeting"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/testing/pgtest"
)

// aims is a plan report in words of its own.
const aims = `关于2023年计划安排的报告
2022年，全区外贸进出口总额完成812.5亿元，增长6.4%，居全市第3位。
2023年主要目标：一般公共预算收入增长5%，力争增长6%；新建口袋公园18处；单位地区生产总值能耗下降3%；居民收入增长与经济增长同步；城镇登记失业率控制在4.5%以内。
数字产业局要在12月底前建成数据交易大厅。要持续弘扬实干作风。
`

// reading is a document with the means to decide of its facts by their words.
type reading struct {
	*testing.T
	app *app.App
	who app.Who
	app.Reading
}

func readAims(t *testing.T, a *app.App, w app.Who, text string) *reading {
	t.Helper()
	return &reading{t, a, w, addPage(t, a, w, "aims.txt", text)}
}

func (r *reading) fact(kind, text string) document.Fact {
	r.Helper()
	for _, f := range r.Facts {
		if f.Kind == kind && strings.Contains(f.Text, text) {
			return f
		}
	}
	r.Fatalf("no %s %q among %d facts", kind, text, len(r.Facts))
	return document.Fact{}
}

func (r *reading) accept(kind, text string, d app.Decision) (document.Fact, []app.Left, error) {
	r.Helper()
	d.Fact, d.Accept = r.fact(kind, text).ID, true
	left, err := r.app.Decide(r.Context(), r.who, r.Document.ID, []app.Decision{d})
	var again error
	if r.Reading, again = r.app.Document(r.Context(), r.who, r.Document.ID); again != nil {
		r.Fatal(again)
	}
	return r.fact(kind, text), left, err
}

func (r *reading) target(f document.Fact) plan.Target {
	r.Helper()
	s, err := r.app.Seen(r.Context(), r.who)
	if err != nil {
		r.Fatal(err)
	}
	ref, _ := core.ParseRef(f.Object)
	t, ok := s.Target(core.TargetID(ref.ID))
	if !ok {
		r.Fatalf("%s became %q, which is no target", f.Text, f.Object)
	}
	return *t
}

func shown(q core.Quantity) string { return q.String() }

// Targets of a document become targets of a draft, each with its indicator, its tiers
// and the words it comes from.
func TestAcceptTargets(t *testing.T) { pgtest.BothEngines(t, acceptTargets) }

func acceptTargets(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	r := readAims(t, a, w, aims)

	f, _, err := r.accept("quantity", "5%", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	x := r.target(f)
	if shown(x.Value) != "5" || shown(x.Stretch) != "6" || x.Floor.Known() || x.Source != "fact:"+string(f.ID) || x.Year != 2023 {
		t.Errorf("一般公共预算收入: %+v", x)
	}
	if o := r.Offers[r.fact("quantity", "6%").ID]; o.Does != app.DoesLink {
		t.Errorf("the value striven for would %s, want link", o.Does)
	}
	f, _, err = r.accept("quantity", "18处", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	if x = r.target(f); shown(x.Value) != "18" || x.Shape != plan.Linear {
		t.Errorf("口袋公园: %+v", x)
	}
	quotes, err := a.Quotes(t.Context(), w, core.Ref{Kind: "target", ID: string(x.ID)})
	if err != nil || len(quotes) != 1 || quotes[0].Fact.Text != "18处" || !strings.HasSuffix(quotes[0].Before, "新建口袋公园") || quotes[0].After != "；" {
		t.Errorf("the words of a target: %+v, %v", quotes, err)
	}
	f, _, err = r.accept("nonnumeric", "同步", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	if x = r.target(f); x.Value.Known() || !strings.Contains(x.Reference, "同步") {
		t.Errorf("居民收入: %+v", x)
	}
	f, _, err = r.accept("quantity", "4.5%", app.Decision{Choice: app.Choice{Value: "4.4"}, Said: []string{"value"}})
	if err != nil {
		t.Fatal(err)
	}
	s, _ := a.Seen(t.Context(), w)
	x = r.target(f)
	if ind, ok := s.Indicator(x.Indicator); !ok || ind.Direction != plan.AtMost || ind.Accumulation != plan.Rate || shown(x.Value) != "4.4" {
		t.Errorf("失业率: %+v of %+v", x, ind)
	}
	f, _, err = r.accept("quantity", "3%", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	x = r.target(f)
	if ind, _ := s.Indicator(x.Indicator); ind != nil {
		t.Error("the indicator of a fall was known before")
	}
	s, _ = a.Seen(t.Context(), w)
	if ind, _ := s.Indicator(x.Indicator); !strings.HasSuffix(ind.Name, "降幅") || shown(x.Value) != "3" {
		t.Errorf("能耗: %s %s", ind.Name, shown(x.Value))
	}
	if _, _, err := r.accept("quantity", "18处", app.Decision{}); err != nil {
		t.Errorf("accepted again: %v", err)
	}
	n := 0
	for _, x := range s.Book().Targets {
		if x.Year == 2023 {
			n++
		}
	}
	if n != 5 {
		t.Errorf("%d targets, want 5", n)
	}
}

// What a document reports becomes a published figure, of a new indicator or of one that
// is known, and another figure of the same period is shown beside it.
func TestAcceptResults(t *testing.T) { pgtest.BothEngines(t, acceptResults) }

func acceptResults(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	r := readAims(t, a, w, aims)
	f, _, err := r.accept("quantity", "812.5亿元", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	s, _ := a.Seen(t.Context(), w)
	var x *plan.Indicator
	for i := range s.Book().Indicators {
		if s.Book().Indicators[i].Name == "外贸进出口总额" {
			x = &s.Book().Indicators[i]
		}
	}
	if x == nil || x.Display != "亿元" {
		t.Fatalf("no indicator of trade: %+v", s.Book().Indicators)
	}
	root := s.Book().Units[0].ID
	o, ok := s.Observation(x.ID, root, core.Month(2022, 12), report.Published)
	if !ok || shown(x.Shown(o.Value)) != "812.5" || o.Source != "fact:"+string(f.ID) || o.Vintage != report.Preliminary {
		t.Errorf("figure %+v, %v", o, ok)
	}
	f, _, err = r.accept("rank", "第3位", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(f.Object, "observation:") {
		t.Errorf("the place became %q", f.Object)
	}

	other := readAims(t, a, w, strings.ReplaceAll(aims, "812.5亿元", "812.9亿元"))
	offer := other.Offers[other.fact("quantity", "812.9亿元").ID]
	if offer.Does != app.DoesRevise || len(offer.Clash) != 1 || offer.Clash[0].Source != "fact:"+string(r.fact("quantity", "812.5亿元").ID) {
		t.Fatalf("another figure would %s: %+v", offer.Does, offer.Clash)
	}
	if _, left, err := other.accept("quantity", "812.9亿元", app.Decision{Among: true}); !hasKey(err, "report.vintage-reason") {
		t.Errorf("accepted among others: %v, %v", left, err)
	}
	if _, _, err := other.accept("quantity", "812.9亿元", app.Decision{}); !hasKey(err, "report.vintage-reason") {
		t.Errorf("another figure without a reason: %v", err)
	}
	if _, _, err := other.accept("quantity", "812.9亿元", app.Decision{Choice: app.Choice{Unit: "nowhere"}, Said: []string{"unit"}}); !hasKey(err, "plan.no-such-unit") {
		t.Errorf("a figure of no unit: %v", err)
	}
	if _, _, err := other.accept("quantity", "812.9亿元", app.Decision{Choice: app.Choice{Reason: "核对后更正"}, Said: []string{"reason"}}); err != nil {
		t.Fatal(err)
	}
	s, _ = a.Seen(t.Context(), w)
	if o, _ = s.Observation(x.ID, root, core.Month(2022, 12), report.Published); shown(x.Shown(o.Value)) != "812.9" || o.Vintage != report.Revised {
		t.Errorf("revised figure %+v", o)
	}
	all, err := a.PublishedFigures(t.Context(), w)
	if err != nil || len(all) != 2 {
		t.Errorf("published: %+v, %v", all, err)
	}
}

// A target of a programme that runs changes by a request only.
func TestAcceptAsksWhereThePlanRuns(t *testing.T) { pgtest.BothEngines(t, acceptAsksWhereThePlanRuns) }

func acceptAsksWhereThePlanRuns(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	r := readAims(t, a, w, aims)
	first, _, err := r.accept("quantity", "18处", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	was := r.target(first)
	if err := a.SetProgrammeState(t.Context(), w, was.Programme, app.StateChange{Next: plan.Active, Anyway: true}); err != nil {
		t.Fatal(err)
	}
	next := readAims(t, a, w, strings.ReplaceAll(aims, "18处", "21处"))
	offer := next.Offers[next.fact("quantity", "21处").ID]
	if offer.Does != app.DoesAsk || len(offer.Clash) != 1 || !strings.Contains(offer.Clash[0].Known, "18") {
		t.Fatalf("it would %s: %+v %v", offer.Does, offer.Clash, offer.Stop)
	}
	f, _, err := next.accept("quantity", "21处", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(f.Object, "target_change:") {
		t.Errorf("it became %q", f.Object)
	}
	s, _ := a.Seen(t.Context(), w)
	if now, _ := s.Target(was.ID); shown(now.Value) != "18" {
		t.Errorf("the running plan's value is %s", shown(now.Value))
	}
	// a new target of what runs is asked for as well, once, under a code of its own
	f, _, err = next.accept("quantity", "4.5%", app.Decision{})
	if err != nil || !strings.HasPrefix(f.Object, "target_change:") {
		t.Errorf("a new target became %q, %v", f.Object, err)
	}
	second, _, err := r.accept("quantity", "4.5%", app.Decision{})
	if err != nil || second.Object != f.Object {
		t.Errorf("the same target asked for again became %q, %v", second.Object, err)
	}
	third := readAims(t, a, w, strings.ReplaceAll(aims, "4.5%", "4.8%"))
	if _, _, err := third.accept("quantity", "4.8%", app.Decision{}); !hasKey(err, "plan.change-waiting") {
		t.Errorf("another value beside a request: %v", err)
	}
	if _, _, err := next.accept("nonnumeric", "同步", app.Decision{}); err != nil {
		t.Fatal(err)
	}
	changes, err := a.TargetChanges(t.Context(), w, "")
	codes := map[string]bool{}
	for _, c := range changes {
		for _, x := range c.Items {
			if x.Field == "code" && codes[x.New] {
				t.Errorf("two requests would add a target %s", x.New)
			}
			codes[x.New] = codes[x.New] || x.Field == "code"
		}
	}
	if err != nil || len(codes) < 2 {
		t.Errorf("requests %+v, %v", changes, err)
	}
	// what was refused may be decided once more
	ref, _ := core.ParseRef(f.Object)
	if err := a.WithdrawTargetChange(t.Context(), w, ref.ID); err != nil {
		t.Fatal(err)
	}
	for _, from := range []*reading{r, next} {
		if from.Reading, err = a.Document(t.Context(), w, from.Document.ID); err != nil || from.fact("quantity", "4.5%").State != document.Proposed {
			t.Errorf("after the request was withdrawn: %+v, %v", from.fact("quantity", "4.5%"), err)
		}
	}
	// a figure that the reader took for a result is a target where a person says so
	f, _, err = third.accept("quantity", "812.5亿元", app.Decision{Choice: app.Choice{As: app.AsTarget, Period: core.Months(2023, 1, 12)}, Said: []string{"as", "period"}})
	if err != nil || !strings.HasPrefix(f.Object, "target_change:") {
		t.Errorf("a result taken as a target became %q, %v", f.Object, err)
	}
}

// Orders are registered with who, by when and who verifies, or kept as principles.
func TestAcceptOrders(t *testing.T) { pgtest.BothEngines(t, acceptOrders) }

func acceptOrders(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	r := readAims(t, a, w, aims)
	s, _ := a.Seen(t.Context(), w)
	units := s.Book().Units
	offer := r.Offers[r.fact("directive", "数据交易大厅").ID]
	if offer.Choice.As != app.AsDirective || offer.Choice.Due != "2023-12-31" {
		t.Errorf("offer %+v", offer)
	}
	f, _, err := r.accept("directive", "数据交易大厅", app.Decision{Choice: app.Choice{Lead: units[1].ID, Closer: units[1].ID, Deliverable: "大厅启用"}, Said: []string{"lead", "closer", "deliverable"}})
	if !hasKey(err, "document.closer-other") || f.State != document.Proposed {
		t.Errorf("closed by its own lead: %v", err)
	}
	if _, _, err = r.accept("directive", "数据交易大厅", app.Decision{Choice: app.Choice{Lead: units[1].ID, Deliverable: "大厅启用"}, Said: []string{"lead", "deliverable"}}); err != nil {
		t.Fatal(err)
	}
	if _, _, err = r.accept("directive", "实干作风", app.Decision{}); err != nil {
		t.Fatal(err)
	}
	all, err := a.Directives(t.Context(), w)
	if err != nil || len(all) != 2 {
		t.Fatalf("%d directives, %v", len(all), err)
	}
	if x := all[0]; x.State != meeting.DirectiveIssued || x.Deliverable != "大厅启用" || x.Closer != units[0].ID || x.Lead != units[1].ID {
		t.Errorf("registered as %+v", x)
	}
	if x := all[1]; x.State != meeting.DirectivePrinciple || x.Due != "" {
		t.Errorf("kept as %+v", x)
	}
}

// draftPlace is a district with a draft programme of 2023 and nothing in it but these
// indicators.
func draftPlace(t *testing.T, db string, indicators ...plan.Indicator) (*app.App, app.Who) {
	t.Helper()
	a := emptyPlaceOn(t, db)
	book := plan.Book{District: plan.District{ID: monthDistrict, Name: "样区", NameEn: "Sample District", TimeZone: "Asia/Shanghai"},
		Units: []plan.Unit{{ID: "root", Code: "ROOT", Name: "样区", NameEn: "Sample District", Kind: plan.UnitDistrict},
			{ID: "szj", Code: "SZJ", Name: "数字产业局", NameEn: "Digital industry", Kind: plan.UnitDepartment, Parent: "root", Order: 1}},
		Programmes: []plan.Programme{{ID: "p", Code: "P2023", Name: "样年", StartYear: 2023, EndYear: 2023, State: plan.Draft}},
		Indicators: indicators}
	if err := a.CreateDistrict(t.Context(), book); err != nil {
		t.Fatal(err)
	}
	return a, app.Operator(monthDistrict)
}

// Neither money nor what is counted is wanted below zero: a dash before the number is
// no minus.
func TestAcceptRefusesTargetsBelowZero(t *testing.T) {
	pgtest.BothEngines(t, acceptRefusesTargetsBelowZero)
}

func acceptRefusesTargetsBelowZero(t *testing.T, db string) {
	a, w := draftPlace(t, db)
	r := readAims(t, a, w, "2023年主要目标：实际使用外资3亿美元；新建口袋公园18处；规上工业企业利润总额2亿元。\n")
	minus := func(v string) app.Decision {
		return app.Decision{Choice: app.Choice{Value: v}, Said: []string{"value"}}
	}
	if f, _, err := r.accept("quantity", "3亿美元", minus("-3")); !hasKey(err, "plan.money-below-zero") || f.State != document.Proposed {
		t.Errorf("money below zero: %v, %s", err, f.State)
	}
	if f, _, err := r.accept("quantity", "18处", minus("-18")); !hasKey(err, "report.below-zero") || f.State != document.Proposed {
		t.Errorf("a count below zero: %v, %s", err, f.State)
	}
	f, _, err := r.accept("quantity", "2亿元", minus("-2"))
	if err != nil {
		t.Fatal(err)
	}
	if x := r.target(f); shown(x.Value) != "-20000" {
		t.Errorf("a loss of 2亿元 is wanted as %s", shown(x.Value))
	}
}

// A fact both accepted and refused in one call is neither.
func TestAFactIsDecidedOnce(t *testing.T) {
	a, w := draftPlace(t, "")
	r := readAims(t, a, w, aims)
	f := r.fact("quantity", "18处")
	left, err := a.Decide(t.Context(), w, r.Document.ID, []app.Decision{{Fact: f.ID, Accept: true}, {Fact: f.ID}})
	if !hasKey(err, "document.fact-twice") || len(left) > 0 {
		t.Errorf("accepted and refused at once: %v, %v", left, err)
	}
	if r.Reading, err = a.Document(t.Context(), w, r.Document.ID); err != nil || r.fact("quantity", "18处").State != document.Proposed {
		t.Errorf("it is %s, %v; want it as it was", r.fact("quantity", "18处").State, err)
	}
}
