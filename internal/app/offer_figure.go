package app

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
	"tupo/internal/zh"
)

// intendedFigure is the target or published figure that a fact would become.
type intendedFigure struct {
	indicator plan.Indicator
	fresh     bool // the indicator is new
	target    plan.Target
	known     *plan.Target // as it stands; nil for a new one
	release   Release
	asked     string // the request by which the same target is asked for already
}

// figure reads a fact that says something of an indicator.
func (o *offering) figure(f document.Fact, d Decision) (intent, error) {
	q, err := payload[extract.Figure](f)
	if err != nil {
		return intent{}, err
	}
	as := AsTarget
	if q.Kind == "result" || o.past(&q) && !headed(&q) {
		as = AsResult
	}
	if slices.Contains(d.Said, "as") {
		as = d.Choice.As
	}
	read := o.readFigure(f, &q, as)
	it := intent{Offer: Offer{Choice: read.choice.said(d)}}
	c := &it.Choice
	if !slices.Contains(d.Said, "programme") && c.As == AsTarget {
		c.Programme = o.programmeFor(int64(c.Period.Year))
	}
	x, fresh, stop := o.indicatorOf(c, &q)
	it.figure.indicator, it.figure.fresh = x, fresh
	it.Near = o.alike.near(q.Resolved)
	if !fresh {
		it.Near = first(candidateOf(&x).Ref, it.Near)
	}
	switch {
	case read.stop != nil && !corrected(d, read.stop.Field):
		it.Stop = read.stop
	case stop != nil:
		it.Stop = stop
	case c.As == AsResult && o.awaited(&x):
		it.Stop = errs.Field("indicator", "document.indicator-waiting", "name", x.Name)
	case c.As == AsTarget && !fresh && contrary(&q, &x) != "":
		it.Stop = errs.Field("indicator", contrary(&q, &x), "name", x.Name, "text", q.Value.Text)
	case c.As == AsTarget:
		o.target(&it, f, d)
	case c.As == AsResult:
		o.result(&it, f)
	default:
		it.Stop = errs.Field("as", "document.as-unknown")
	}
	return it, nil
}

// corrected reports whether a person said something else of a field that could not be
// taken as it was read.
func corrected(d Decision, field string) bool {
	return slices.Contains(d.Said, field) || field == "indicator" && slices.Contains(d.Said, "name")
}

// readChoice is the choice that the text itself makes, and why it makes none.
type readChoice struct {
	choice Choice
	stop   *errs.Error
}

func (o *offering) readFigure(f document.Fact, q *extract.Figure, as As) readChoice {
	c := Choice{As: as, Unit: o.rootUnit(), Measure: measureOf(q)}
	like := formOfFigure(q)
	c.Name = newName(q, like)
	var stop *errs.Error
	c.Period, stop = periodOf(q, c.As)
	if o.ofProject(f, q) {
		stop = errs.Field("indicator", "document.of-project", "text", f.Text)
	} else if x := o.match(q, like); x != nil {
		c.Indicator, c.Name = x.ID, x.Name
	}
	if c.As == AsTarget && referred(q) {
		c.Reference = unspacedReference(q)
		return readChoice{c, stop}
	}
	wrong := o.amounts(&c, f, q)
	if stop == nil {
		stop = wrong
	}
	return readChoice{c, stop}
}

// past reports whether a figure is of a year that was over when the document came out:
// what is said of it is no target, wherever it stands.
func (o *offering) past(q *extract.Figure) bool {
	p, stop := periodOf(q, AsTarget)
	return stop == nil && o.doc.Date != "" && int(p.Year) < o.doc.Date.Year() && int(p.Year) < o.written()
}

// written is the year that the text was written in: that of the day it tells of itself where
// that is not the document's. An old report brought in today sets the targets of its own year.
func (o *offering) written() int {
	if o.year == 0 {
		o.year = o.doc.Date.Year()
		text := strings.TrimSuffix(string(o.words()), textEnd)
		if text == "" {
			return o.year
		}
		if told := o.app.layouts.of(o.doc, text).Told; told != nil {
			if y, err := strconv.Atoi(told.Value[:min(4, len(told.Value))]); err == nil {
				o.year = y
			}
		}
	}
	return o.year
}

// headed reports whether the header of a table says what a figure is: what was wanted of
// a year that is over stands beside what came of it, and is no result.
func headed(q *extract.Figure) bool { return strings.HasPrefix(q.Reason, "table.") }

// amounts fills the values of a choice as the text gives them.
func (o *offering) amounts(c *Choice, f document.Fact, q *extract.Figure) *errs.Error {
	x, ok := o.board.Indicator(c.Indicator)
	falls := ok && formOfFigure(q) == aFall && formOf(x, x.Name) == aGrowth // a fall is a growth below zero, unless it is called a fall
	sign := func(v zh.Decimal) string {
		if more, ok := v.Shift(2); ok && c.Measure == "%" && q.Unit == "倍" {
			v = more // 增长1.4倍 is 140%
		}
		if falls && !strings.HasPrefix(v.String(), "-") {
			return "-" + v.String()
		}
		return v.String()
	}
	switch {
	case referred(q):
		return errs.Field("value", "document.no-figure", "text", q.Value.Text)
	case len(q.Values) == 2 && q.Bound == zh.Between:
		c.Value, c.High = sign(q.Values[0]), sign(q.Values[1])
		if c.As == AsResult {
			return errs.Field("value", "document.several-values", "text", q.Value.Text)
		}
	case len(q.Values) != 1:
		return errs.Field("value", "document.several-values", "text", q.Value.Text)
	default:
		c.Value = sign(q.Values[0])
	}
	if c.As != AsTarget {
		return nil
	}
	switch q.Tier {
	case extract.TierStretch:
		c.Value, c.Stretch = "", c.Value
	case extract.TierFloor:
		c.Floor = c.Value
	}
	if next := o.striven(f, q); next != nil && len(next.Values) == 1 && q.Tier != extract.TierStretch {
		c.Stretch = sign(next.Values[0])
	}
	return nil
}

// referred reports whether a statement compares with something whose number it does
// not say, so that no number of its own can be judged.
func referred(q *extract.Figure) bool {
	return q.Measure == "nonnumeric" || q.Measure == "gap_vs_benchmark" || q.Measure == "multiple"
}

func unspacedReference(q *extract.Figure) string {
	text := strings.Join(strings.Fields(q.Value.Text), "")
	if q.Measure == "gap_vs_benchmark" && q.Benchmark != "" {
		word := "高于"
		if q.Direction == "down" {
			word = "低于"
		}
		return word + q.Benchmark + text
	}
	return text
}

// measureOf is the unit of measure of a figure; a place has its own.
func measureOf(q *extract.Figure) string {
	switch {
	case q.Measure == "rank":
		return "名次"
	case q.Unit == "" && referred(q):
		if known, ok := lexicon.FindIndicator(q.Resolved); ok && formOfFigure(q) == aLevel {
			return known.Unit
		}
		return "%"
	case q.Unit == "倍" && (formOfFigure(q) == aGrowth || formOfFigure(q) == aFall):
		return "%"
	}
	return q.Unit
}

// periodOf reads the years that a figure is about. A target is one year's; of several
// the last.
func periodOf(q *extract.Figure, as As) (core.Period, *errs.Error) {
	s := q.Period
	if a, b, two := strings.Cut(s, "-"); two && len(a) == 4 && len(b) == 4 {
		year, err := strconv.Atoi(b)
		if as == AsResult || err != nil {
			return core.Period{}, errs.Field("period", "document.period-years", "period", s)
		}
		return core.Months(year, 1, 12), nil
	}
	if a, b, two := strings.Cut(s, "/"); two && len(a) == 7 && len(b) == 7 && a[:4] == b[:4] {
		s = a + "~" + b[5:]
	}
	p, err := core.ParsePeriod(s)
	switch {
	case err != nil:
		return core.Period{}, errs.Field("period", "document.period-unknown")
	case as == AsTarget && p.Len() != 12:
		return core.Months(int(p.Year), 1, 12), nil
	}
	return p, nil
}

// number is an amount of a choice as ReadAmount takes it.
func (c *Choice) number(text string) string {
	text = strings.TrimSpace(text)
	if _, unit := splitUnit(text); text == "" || unit != "" || c.Measure == "名次" {
		return text
	}
	return text + c.Measure
}

// quantity reads an amount of a choice into the storage unit of its indicator.
func (c *Choice) quantity(field, text string, x *plan.Indicator) (core.Quantity, *errs.Error) {
	if strings.TrimSpace(text) == "" {
		return core.Quantity{}, nil
	}
	q, err := ReadAmount(c.number(text), x)
	if err == nil && q.Known() {
		refuses := x.Refuses
		if c.As == AsTarget {
			refuses = x.RefusesWanted
		}
		if key, args := refuses(q); key != "" {
			return q, errs.Field(field, key, append(args, "value", text)...)
		}
		return q, nil
	}
	if _, unit := splitUnit(c.number(text)); unit != "" && errors.Is(err, lexicon.ErrFamily) {
		return q, unitDiffers(field, unit, x)
	}
	return q, errs.Field(field, errorKey(err), "value", text, "unit", x.Display)
}

// target finds the target that a choice is about, and how it differs.
func (o *offering) target(it *intent, f document.Fact, d Decision) {
	c, x := &it.Choice, &it.figure.indicator
	p, ok := o.board.Programme(c.Programme)
	_, there := o.board.Unit(c.Unit)
	switch {
	case c.Period.IsZero():
		it.Stop = errs.Field("period", "document.period-unknown")
		return
	case !there:
		it.Stop = errs.Field("unit", "plan.no-such-unit", "code", string(c.Unit))
		return
	case !ok:
		it.Stop = errs.Field("programme", "document.no-programme", "year", fmt.Sprint(c.Period.Year))
		return
	case p.State == plan.Closed:
		it.Stop = errs.Field("programme", "plan.programme-closed", "programme", p.Name)
		return
	}
	it.figure.known = o.knownTarget(c, x, it.figure.fresh)
	if it.Stop = o.place(it, f, d); it.Stop != nil {
		return
	}
	for _, a := range []struct {
		field, text string
		to          *core.Quantity
	}{{"value", c.Value, &it.figure.target.Value}, {"high", c.High, &it.figure.target.High}, {"floor_value", c.Floor, &it.figure.target.Floor}, {"stretch", c.Stretch, &it.figure.target.Stretch}} {
		if *a.to, it.Stop = c.quantity(a.field, a.text, x); it.Stop != nil {
			return
		}
	}
	t := &it.figure.target
	t.Programme, t.Action, t.Indicator, t.Unit, t.Year, t.Reference = c.Programme, c.Action, x.ID, c.Unit, int64(c.Period.Year), strings.TrimSpace(c.Reference)
	t.Shape, t.Source, t.Responsible = x.UsualShape(), source(f), c.Responsible
	it.Does = DoesNew
	if p.State == plan.Active {
		it.Does = DoesAsk
	}
	if it.tier(x, d); t.High.Known() && x.Direction != plan.Range {
		it.Stop = errs.Field("high", "document.no-range", "name", x.Name)
		return
	}
	if it.figure.known != nil {
		o.against(it, p)
		return
	}
	if asked := o.askedFor(c, x); asked != nil && !it.figure.fresh {
		if it.Does, it.figure.asked = DoesLink, asked.change; !asked.says(t) {
			if t.Value.Known() && asked.Value.Known() {
				it.Clash = append(it.Clash, Clash{Field: "value", Known: x.Either(asked.Value), Here: x.Either(t.Value), Source: asked.Source})
			}
			it.Stop = errs.Field("value", "plan.change-waiting")
		}
		return
	}
	if o.awaited(x) {
		it.Stop = errs.Field("indicator", "document.indicator-waiting", "name", x.Name)
		return
	}
	if !t.Value.Known() && t.Stretch.Known() { // what is striven for stands alone
		t.Value, t.Stretch = t.Stretch, core.Quantity{}
	}
	if !t.Value.Known() && t.Reference == "" {
		it.Stop = errs.Field("value", "document.value-needed")
	}
}

// awaited reports whether an indicator comes only with a request that nobody has
// decided yet.
func (o *offering) awaited(x *plan.Indicator) bool {
	_, ok := o.asked.indicator(x.ID)
	return ok
}

// knownTarget is the target of the same figure in the same year, nil if there is none.
func (o *offering) knownTarget(c *Choice, x *plan.Indicator, fresh bool) *plan.Target {
	if fresh {
		return nil
	}
	var found *plan.Target
	for i := range o.board.Book().Targets {
		t := &o.board.Book().Targets[i]
		if t.Programme != c.Programme || t.Indicator != x.ID || t.Unit != c.Unit || t.Year != int64(c.Period.Year) || t.Parent != "" {
			continue
		}
		if found == nil || t.Action == c.Action {
			found = t
		}
	}
	return found
}
