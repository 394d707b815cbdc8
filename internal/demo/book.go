package demo

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tupo/internal/core"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
)

// builder makes the year step by step.
type builder struct {
	book       plan.Book
	indicators map[core.IndicatorID]*plan.Indicator
	factors    map[core.IndicatorID]int64 // storage units in one display unit
	profiles   map[string][12]int64       // weights in thousandths
	facts      []fact

	recipes map[core.TargetID]recipe
	series  map[seriesKey]*series
	order   []seriesKey // in the order of the targets
}

// recipe is how a target's figures are made.
type recipe struct {
	last    string // 2022's last figure, display unit
	now     string // October 2023: xN or a value
	profile string
	course  string // of 2023, see strengths
	linear  bool   // a level that moves evenly
}

func newBuilder() *builder {
	b := &builder{
		indicators: map[core.IndicatorID]*plan.Indicator{},
		factors:    map[core.IndicatorID]int64{},
		profiles:   map[string][12]int64{},
		recipes:    map[core.TargetID]recipe{},
		series:     map[seriesKey]*series{},
	}
	for _, f := range rows("profiles", 2) {
		var weights [12]int64
		for i, w := range strings.Fields(f[1]) {
			weights[i] = number(w).Micro() / 1000
		}
		b.profiles[f[0]] = weights
	}
	b.facts = readFacts()
	return b
}

func unitID(code string) core.UnitID           { return core.UnitID(strings.ToLower(code)) }
func indicatorID(code string) core.IndicatorID { return core.IndicatorID(strings.ToLower(code)) }
func actionID(code string) core.ActionID       { return core.ActionID(strings.ToLower(code)) }
func targetID(code string) core.TargetID       { return core.TargetID(strings.ToLower(code)) }

// unitIDs restates a comma separated list of codes as identifiers.
func unitIDs(codes string) string { return strings.ToLower(codes) }

func (b *builder) plan() {
	b.book.District = plan.District{ID: District, Name: "西海岸新区", NameEn: "West Coast New Area", TimeZone: "Asia/Shanghai", Specimen: true}
	b.units()
	release := core.InstantOf(time.Date(theYear, 1, 9, 1, 0, 0, 0, time.UTC))
	b.book.Programmes = []plan.Programme{{
		ID: Programme, Code: "CXTP2023", Name: "创新突破年", NameEn: "Year of Innovation and Breakthrough",
		Theme: "创新突破年", StartYear: theYear, EndYear: theYear, State: plan.Active,
		Level: plan.LevelPublic, Release: release,
	}}
	b.actions()
	b.readIndicators()
	b.targets()
	b.parts()
	b.tasks()
}

func (b *builder) units() {
	for i, f := range rows("units", 5) {
		b.book.Units = append(b.book.Units, plan.Unit{
			ID: unitID(f[0]), Code: f[0], Kind: plan.UnitKind(f[1]), Parent: unitID(f[2]),
			Name: f[3], NameEn: f[4], Order: int64(i + 1),
		})
	}
}

func (b *builder) actions() {
	b.book.Posts = append(b.book.Posts, plan.Post{ID: "head", Code: "QZ", Unit: "xq", Name: "区长", NameEn: "District head", Leader: true})
	for i, f := range rows("actions", 5) {
		post := plan.Post{
			ID: core.PostID("lead-" + strings.ToLower(f[0])), Code: f[0] + "-L", Unit: "xq",
			Name: f[2] + "行动牵头领导", NameEn: "Action lead for " + f[3], Leader: true,
		}
		b.book.Posts = append(b.book.Posts, post)
		b.book.Actions = append(b.book.Actions, plan.Action{
			ID: actionID(f[0]), Programme: Programme, No: int64(i + 1), Code: f[0],
			Name: f[1], Short: f[2], NameEn: f[3], LeadPost: post.ID, LeadUnit: unitID(f[4]),
		})
	}
}

func (b *builder) readIndicators() {
	list := rows("indicators", 13)
	b.book.Indicators = make([]plan.Indicator, 0, len(list)) // pointers into it are kept
	for _, f := range list {
		storage, factor, ok := lexicon.Storage(f[4])
		if !ok {
			panic(fmt.Sprintf("demo: indicator %s: unit %q is not in the lexicon", f[0], f[4]))
		}
		b.book.Indicators = append(b.book.Indicators, plan.Indicator{
			ID: indicatorID(f[0]), Code: f[0], Name: f[1], NameEn: f[2], Aliases: f[3],
			Unit: storage, Display: f[4], Decimals: int64(number(f[5]).Float()),
			Competent: unitID(f[6]), Verifier: unitID(f[7]),
			Direction: plan.Direction(f[8]), Accumulation: plan.Accumulation(f[9]),
			Statistical: strings.Contains(f[10], "S"), RisesOnly: strings.Contains(f[10], "R"),
			JanFeb: strings.Contains(f[10], "J"), Frequency: plan.Frequency(f[11]),
			DueDay: 8, ReleaseDay: int64(number(f[12]).Float()),
		})
		x := &b.book.Indicators[len(b.book.Indicators)-1]
		b.indicators[x.ID], b.factors[x.ID] = x, factor
	}
}

func (b *builder) targets() {
	for _, f := range rows("targets", 14) {
		x := b.indicators[indicatorID(f[1])]
		if x == nil {
			panic("demo: target " + f[0] + ": no indicator " + f[1])
		}
		more := options(f[13])
		factor := b.factors[x.ID]
		unit := unitID(f[2])
		if unit == "" {
			unit = "xq"
		}
		shape, _, _ := strings.Cut(f[9], ":")
		t := plan.Target{
			ID: targetID(f[0]), Code: f[0], Programme: Programme, Action: actionID(f[0][:3]), Indicator: x.ID,
			Unit: unit, Year: theYear, Value: scaled(f[4], factor), Floor: scaled(f[5], factor),
			Stretch: scaled(f[6], factor), High: scaled(more["high"], factor), Reference: more["ref"],
			Weight: number(f[8]), Lead: unitID(f[3]), Responsible: unitID(f[3]),
			Supporting: unitIDs(more["sup"]), Supervising: "dcs", Shape: plan.Shape(shape),
			Specimen: !strings.Contains(f[7], "R"), Source: more["src"],
		}
		t.Original = t.Value
		b.flags(&t, f[7])
		b.add(t, recipe{last: f[10], now: f[11], profile: f[12], linear: f[9] == "typed:ramp"}, f[9])
	}
}

func (b *builder) flags(t *plan.Target, flags string) {
	if strings.Contains(flags, "B") {
		t.Kind = plan.Binding
	}
	if strings.Contains(flags, "A") {
		t.Origin = plan.Assigned
	}
	if strings.Contains(flags, "P") {
		t.Level = plan.LevelPublic
	}
	if t.Supervising == t.Reporter() {
		t.Supervising = ""
	}
}

// options reads “name=value; name=value”.
func options(s string) map[string]string {
	all := map[string]string{}
	for part := range strings.SplitSeq(s, ";") {
		if name, value, ok := strings.Cut(strings.TrimSpace(part), "="); ok {
			all[name] = value
		}
	}
	return all
}

// parts breaks targets down to units, with the whole's shape and profile.
func (b *builder) parts() {
	for _, f := range rows("parts", 6) {
		whole := b.target(targetID(f[0]))
		x := b.indicators[whole.Indicator]
		part := whole
		part.Code = f[0] + "-" + f[1]
		part.ID, part.Parent = targetID(part.Code), whole.ID
		part.Unit, part.Lead, part.Responsible = unitID(f[1]), unitID(f[1]), unitID(f[1])
		part.Supporting, part.Floor, part.Stretch = "", core.Quantity{}, core.Quantity{}
		part.Value = scaled(f[2], b.factors[x.ID])
		part.Original, part.Weight, part.Specimen, part.Source = part.Value, core.Whole(1), true, ""
		part.Dimension = "功能区"
		if b.unit(part.Unit).Kind == plan.UnitTown {
			part.Dimension = "镇街"
		}
		r := b.recipes[whole.ID]
		r.last, r.now, r.course = f[3], f[4], f[5]
		b.add(part, r, string(part.Shape)+":"+r.profile)
	}
}

func (b *builder) target(id core.TargetID) plan.Target {
	i := slices.IndexFunc(b.book.Targets, func(t plan.Target) bool { return t.ID == id })
	if i < 0 {
		panic("demo: no target " + string(id))
	}
	return b.book.Targets[i]
}

func (b *builder) unit(id core.UnitID) plan.Unit {
	i := slices.IndexFunc(b.book.Units, func(u plan.Unit) bool { return u.ID == id })
	if i < 0 {
		panic("demo: no unit " + string(id))
	}
	return b.book.Units[i]
}

// add keeps a target and types its course where the shape asks for it.
func (b *builder) add(t plan.Target, r recipe, shape string) {
	b.book.Targets = append(b.book.Targets, t)
	b.recipes[t.ID] = r
	if t.Shape != plan.Typed {
		return
	}
	_, course, _ := strings.Cut(shape, ":")
	for _, p := range b.indicators[t.Indicator].Periods(theYear) {
		b.book.Points = append(b.book.Points, plan.Point{
			Target: t.ID, Period: p.String(), Planned: b.typed(&t, r, course, p),
		})
	}
}
