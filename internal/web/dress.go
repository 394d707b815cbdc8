package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

// amount prints a quantity of an indicator with its display unit.
func (v *visit) amount(q core.Quantity, x *plan.Indicator) string { return v.inDisplay(q, x).String() }

// figure prints it without the unit.
func (v *visit) figure(q core.Quantity, x *plan.Indicator) string { return v.inDisplay(q, x).Value }

// planned prints what is planned to date: a number, or a range.
func (v *visit) planned(r *progress.Result, x *plan.Indicator) i18n.Amount {
	return v.between(r.Planned, r.Ceiling, x)
}

// plans prints what is planned for a figure, and small what its other targets plan
// where that differs: each with its code.
func (v *visit) plans(planned, ceiling core.Quantity, each []app.Planned, x *plan.Indicator) (first, others string) {
	if len(each) == 0 {
		return v.between(planned, ceiling, x).Value, ""
	}
	texts := make([]string, len(each))
	for i, p := range each {
		texts[i] = p.Target.Code + " " + v.between(p.Value, p.Ceiling, x).Value
	}
	return texts[0], v.noted(texts[1:]...)
}

// between prints a range, or its lower end alone where there is no upper one.
func (v *visit) between(low, high core.Quantity, x *plan.Indicator) i18n.Amount {
	a := v.inDisplay(low, x)
	if low.Known() && high.Known() {
		a.Value += "–" + v.figure(high, x)
	}
	return a
}

// inDisplay prints a quantity in the decimals of its indicator, and to its last digit
// where somebody gave more. What Tupo reckons has no more, so that the figures on a
// page give the lights that it shows.
func (v *visit) inDisplay(q core.Quantity, x *plan.Indicator) i18n.Amount {
	return v.site.Words.ShowExactly(v.lang, x.Shown(q), x.Measure(), int(x.Decimals))
}

// money prints an amount of a project, which is kept in 万元, in whole 亿元.
func (v *visit) money(q core.Quantity) i18n.Amount {
	x := plan.Indicator{Unit: "万元", Display: "亿元"}
	return v.site.Words.Show(v.lang, x.Shown(q), x.Measure(), int(x.Decimals))
}

// gapText prints a signed gap: amounts in the display unit, rates in points, ranks in
// places, a yes that is missing as one thing.
func (v *visit) gapText(q core.Quantity, points bool, x *plan.Indicator) i18n.Amount {
	switch {
	case x.Accumulation == plan.Rank:
		return v.site.Words.ShowGap(v.lang, q, x.Measure(), int(x.Decimals), i18n.Places)
	case points:
		return v.site.Words.ShowGap(v.lang, q, x.Measure(), int(x.Decimals), i18n.Points)
	}
	return v.site.Words.ShowGap(v.lang, x.Shown(q), x.Measure(), int(x.Decimals), i18n.OwnUnit)
}

// tone is the colour of a light.
func tone(l progress.Light) page.Tone {
	switch l {
	case progress.OnTrack:
		return page.ToneOn
	case progress.Behind:
		return page.ToneBehind
	case progress.FarBehind:
		return page.ToneFar
	case progress.Done:
		return page.ToneDone
	}
	return page.ToneUnknown
}

// light dresses a light; why is its sentence, "" where the page says it elsewhere.
func (v *visit) light(l progress.Light, why string) page.Light {
	return page.Light{Tone: tone(l), Word: v.t("light." + l.String()), Why: why}
}

// judgedLight dresses a target's light; a grey one says what is not known.
func (v *visit) judgedLight(r *progress.Result, why string) page.Light {
	l := v.light(r.Light, why)
	switch {
	case r.Light != progress.Unknown:
	case r.Phase == progress.Unplanned && !r.Value.Known():
		l.Word = v.t("phase.reference")
	case r.Phase == progress.Unplanned && r.Shape == plan.Final:
		l.Word = v.t("phase.final")
	default:
		l.Word = v.t("phase." + r.Phase.String())
	}
	return l
}

// unverified is the mark beside a figure that nobody has verified yet, or for which a
// newer one is in question; "" beside one that stands.
func (v *visit) unverified(r *progress.Result) string {
	var word, newer string
	if r.Unverified() {
		word = v.t("standing.unverified")
	}
	if len(r.Newer) > 0 {
		newer = v.t("standing.newer")
	}
	return v.noted(word, newer)
}

// turnOf says whose step the target's filed figure waits for, with its unit; "" where
// it waits for none.
func (v *visit) turnOf(s *board.Snapshot, r *progress.Result, t *plan.Target, x *plan.Indicator) string {
	if r.Turn == progress.NoTurn {
		return ""
	}
	u, ok := app.TurnUnit(s, r, t, x)
	if !ok {
		return v.t("turn.nobody")
	}
	return v.t("turn."+string(r.Turn), "unit", v.named(u.Name, u.NameEn))
}

// reached is the last figure that counts, with its own months, beside one that does
// not; "" where the judged release has its figure.
func (v *visit) reached(r *progress.Result, x *plan.Indicator) string {
	if !r.Reached.Actual.Known() {
		return ""
	}
	return v.t("chart.reached", "through", v.through(r.Reached.Period), "value", v.figure(r.Reached.Actual, x))
}

// noted joins small remarks under a figure; empty ones are left out.
func (v *visit) noted(remarks ...string) string {
	return strings.Join(slices.DeleteFunc(remarks, func(s string) bool { return s == "" }), " · ")
}

// marked is a figure with its mark behind it, for sentences and charts.
func (v *visit) marked(text string, r *progress.Result) string {
	if r.Unverified() {
		return v.t("figure.unverified", "figure", text)
	}
	return text
}

// why makes the sentence behind a light: every argument dressed by its kind.
func (v *visit) why(r *progress.Result, x *plan.Indicator) string {
	w := r.Why
	args := make([]string, 0, len(w.Args))
	for i := 0; i+1 < len(w.Args); i += 2 {
		text := v.whyArg(w, w.Args[i], w.Args[i+1], x)
		switch q, err := core.ParseQuantity(w.Args[i+1]); {
		case w.Args[i] == "actual":
			text = v.marked(text, r)
		case w.Args[i] == "short" && (r.Points || x.Accumulation == plan.YesNo) && err == nil:
			text = v.gapText(q, r.Points, x).String()
		}
		args = append(args, w.Args[i], text)
	}
	args = append(args, "limits", v.limits(w, args, x))
	text := v.t(w.Key, args...)
	if w.Arg("revised") != "" {
		text = v.t("why.revised", "why", text)
	}
	if len(r.Newer) > 0 {
		text = v.t("why.newer", "why", text, "periods", v.periodList(r.Newer))
	}
	return text
}

// periodList names periods one after the other.
func (v *visit) periodList(all []core.Period) string {
	names := make([]string, len(all))
	for i, p := range all {
		names[i] = v.site.Words.Period(v.lang, p)
	}
	return strings.Join(names, v.list())
}

// limits words the limits by which a light was found, as far as its sentence does
// not name them; args are those of the sentence.
func (v *visit) limits(w progress.Why, args []string, x *plan.Indicator) string {
	text := ""
	if w.Limits != "" {
		unit := v.site.Words.UnitName(v.lang, "个百分点")
		if x.Accumulation == plan.Rank {
			unit = v.t("why.places")
		}
		text = v.t(w.Limits, append(args, "unit", unit)...)
	}
	if w.Arg("builtin") != "" {
		text += v.t("why.limits.builtin")
	}
	return text
}

// percent prints a share of a light's sentence with one decimal, or as many as tell
// it from the limits that it is held against: 89.96 % is not 90 %.
func percent(millionths int64, limits ...int64) string {
	decimals := 1
	for step := int64(1000); step > 1; step /= 10 {
		shown := (millionths + step/2) / step * step
		if !slices.ContainsFunc(limits, func(l int64) bool { return cmp.Compare(shown, l) != cmp.Compare(millionths, l) }) {
			break
		}
		decimals++
	}
	return i18n.Percent(millionths, decimals)
}

// whyArg dresses an argument of a why; x is the target's indicator, nil of a task.
func (v *visit) whyArg(w progress.Why, name, value string, x *plan.Indicator) string {
	switch progress.KindOfArg(name) {
	case progress.AmountArg:
		q, err := core.ParseQuantity(value)
		if err != nil {
			return value
		}
		return v.amount(q, x)
	case progress.ShareArg:
		n, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return value
		}
		limits := []int64{n}
		if name == "ratio" {
			green, _ := strconv.ParseInt(w.Arg("green"), 10, 64)
			yellow, _ := strconv.ParseInt(w.Arg("yellow"), 10, 64)
			limits = []int64{green, yellow}
		} else if name != "green" && name != "yellow" {
			limits = nil
		}
		return percent(n, limits...)
	case progress.WordsArg:
		return v.t(value)
	case progress.PointsArg:
		q, err := core.ParseQuantity(value)
		if err != nil {
			return value
		}
		if name == "points" && x != nil && x.InPoints() {
			return v.gapText(q, true, x).Value
		}
		places := 1
		if x != nil && x.Accumulation == plan.Rank {
			places = 0
		}
		return v.site.Words.ShowExactly(v.lang, q, "个百分点", places).Value
	case progress.PeriodArg:
		return v.periodText(value)
	case progress.PeriodsArg:
		var all []string
		for _, p := range strings.Split(value, ",") {
			all = append(all, v.periodText(p))
		}
		return strings.Join(all, v.list())
	case progress.BasisArg:
		return v.basis(report.Basis(value))
	case progress.DateArg:
		return v.site.Words.Date(v.lang, core.Date(value))
	}
	if name == "rule" {
		return v.ruleName(core.RuleID(value))
	}
	return v.term(value)
}

// board is the board that the page is about, or else the present one; nil when it
// cannot be read. What is printed once for all readers has a board and no reader.
func (v *visit) board() *board.Snapshot {
	if v.seen != nil || v.r == nil {
		return v.seen
	}
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		v.site.Log.Error("names without a board", "error", err)
		return nil
	}
	return s
}

// ruleName is what people call a rule of lights; the built-in one is the default.
func (v *visit) ruleName(id core.RuleID) string {
	switch id {
	case plan.DefaultRule().ID:
		return v.t("rule.default")
	case progress.TaskRule:
		return v.t("rule.milestones")
	}
	if s := v.board(); s != nil {
		for _, r := range s.Book().Rules {
			if r.ID == id {
				return v.t("rule.named", "name", v.named(r.Name, r.NameEn))
			}
		}
	}
	return v.t("rule.named", "name", string(id))
}

func (v *visit) periodText(text string) string {
	p, err := core.ParsePeriod(text)
	if err != nil {
		return text
	}
	return v.site.Words.Period(v.lang, p)
}

func (v *visit) basis(b report.Basis) string {
	if b == "" {
		return ""
	}
	return v.t("basis." + string(b))
}

// through names a cumulated stretch: “1—10月”.
func (v *visit) through(p core.Period) string {
	if p.To == 1 {
		return i18n.Month(v.lang, 1)
	}
	return v.t("period.through", "from", v.firstMonth(), "to", i18n.Month(v.lang, int(p.To)))
}

func (v *visit) firstMonth() string {
	if v.lang == i18n.ZH {
		return "1"
	}
	return i18n.Month(v.lang, 1)
}

// share prints a completion, “—” when there is none.
func share(s progress.Share, decimals int) string {
	if !s.Known {
		return i18n.Unknown
	}
	return i18n.Percent(s.Millionths, decimals)
}
