package app

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
)

func (c *filing) fault(err error) { c.faults = append(c.faults, err) }

// refusal joins all faults, then a question for each doubted figure.
func (c *filing) refusal() error {
	keys := make([]LineKey, 0, len(c.questions))
	for k := range c.questions {
		keys = append(keys, k)
	}
	sortKeys(keys)
	for _, k := range keys {
		asked := c.questions[k]
		c.fault(errs.Field(k.Field(), "report.questioned."+string(asked.Doubt), asked.Args...).Because(&Questioned{c.questions}))
	}
	return errors.Join(c.faults...)
}

func sortKeys(keys []LineKey) {
	slices.SortFunc(keys, func(a, b LineKey) int { return strings.Compare(a.Field(), b.Field()) })
}

// blank reports whether a text says nothing.
func blank(s string) bool { return strings.TrimSpace(s) == "" }

// line checks one figure; ok is false when it is unchanged or at fault.
func (c *filing) line(in FilingLine) (report.Line, bool) {
	if in.Unit == "" {
		in.Unit = c.in.Unit
	}
	key := LineKey{in.Indicator, in.Unit}
	i := slices.IndexFunc(c.due, func(d board.DueLine) bool { return d.Indicator.ID == in.Indicator && d.Unit == in.Unit })
	if i < 0 {
		c.fault(errs.Field(key.Field(), "report.not-due"))
		return report.Line{}, false
	}
	x := c.due[i].Indicator
	value, err := ReadFigure(key, in.Value, x)
	if err != nil {
		c.fault(err)
		return report.Line{}, false
	}
	old, had := c.known[key]
	same := had && old.Standing != report.Returned && unchanged(old, in, value)
	if same && !c.partsMove(x, in.Unit, c.due[i].Period) {
		return report.Line{}, false
	}
	if same {
		in.Cause, in.Answer = cmp.Or(in.Cause, old.Cause), cmp.Or(in.Answer, old.Answer)
	}
	l := report.Line{Indicator: in.Indicator, Unit: in.Unit, Period: c.due[i].Period.String(), Value: value,
		Note: in.Note, Cause: in.Cause, Answer: in.Answer, Standing: report.Claimed}
	if !value.Known() && blank(in.Note) {
		c.fault(errs.Field(key.Field(), "report.value-or-note"))
		return l, false
	}
	asked := c.app.doubt(c.board, x, in.Unit, c.due[i].Period, value, typed(&c.in, c.due, c.standing))
	if same && asked.Doubt == old.Doubt && asked.Doubt != report.UnlikeParts {
		return report.Line{}, false // its parts moved, and it still is what they give
	}
	if had && old.Standing == report.Verified && blank(c.in.Reason) {
		c.demandReason()
	}
	c.question(&l, asked, in)
	return l, true
}

// unchanged compares what was typed with the line as it stands. An answer left
// out says nothing new.
func unchanged(old report.Line, in FilingLine, value core.Quantity) bool {
	return old.Value == value && old.Note == in.Note &&
		(in.Cause == "" || in.Cause == old.Cause) && (in.Answer == "" || in.Answer == old.Answer)
}

// demandReason asks for the reason of a correction, once however many lines change.
func (c *filing) demandReason() {
	for _, err := range c.faults {
		for _, e := range errs.All(err) {
			if e.Field == "reason" {
				return
			}
		}
	}
	c.fault(errs.Field("reason", "report.reason-needed"))
}

// question asks about an unlikely figure. An answer is a cause, a sentence and
// at least one file; the figure then waits for the verifier.
func (c *filing) question(l *report.Line, asked Asked, in FilingLine) {
	l.Doubt = asked.Doubt
	if l.Doubt == report.NoDoubt {
		l.Cause, l.Answer = "", ""
		return
	}
	l.Standing = report.Held
	if !slices.Contains(report.Causes(), l.Cause) || blank(l.Answer) || len(in.Evidence) == 0 && !c.proved(*l) {
		c.questions[LineKey{l.Indicator, l.Unit}] = asked
	}
}

// proved reports whether a file was attached to the line before, for the same figure.
func (c *filing) proved(l report.Line) bool {
	old, had := c.known[LineKey{l.Indicator, l.Unit}]
	if !had || old.Value != l.Value {
		return false
	}
	files, err := store.List[report.Attachment](c.tx, "ref = $1", lineRef(old).String())
	return err == nil && len(files) > 0
}

// yearsBack is how many earlier years a figure is compared with: two show a season.
const yearsBack = 2

// doubt holds a rate against its parts, which figure finds, and then asks package
// report how likely the figure is by what is known of it.
func (a *App) doubt(s *board.Snapshot, x *plan.Indicator, unit core.UnitID, p core.Period, value core.Quantity, figure figureOf) Asked {
	if rate, ok := calculate(s, x, unit, p, figure); ok && rate.Differs(value) {
		return Asked{Doubt: report.UnlikeParts, Args: append(rate.Args(), "value", x.Either(value))}
	}
	c := report.Circumstance{Indicator: *x, Period: p, Value: value}
	for year := int(p.Year) - yearsBack; year <= int(p.Year); year++ {
		c.History = append(c.History, pastOf(s, x, unit, year)...)
	}
	for _, t := range s.Readers(x.ID, unit) {
		if t.Value.Known() && t.Year == int64(p.Year) {
			c.Wanted = append(c.Wanted, t.Value)
		}
	}
	return Asked{Doubt: report.Question(c)}
}

// counts reports whether a figure of this standing is one to compare with.
func counts(s report.Standing) bool { return s != report.Held && s != report.Returned && s != "" }

// pastOf lists a year's figures that count, operational before official: what
// the reporter filed is what he is asked about.
func pastOf(s *board.Snapshot, x *plan.Indicator, unit core.UnitID, year int) []report.Past {
	filed, released := s.Year(x.ID, unit, year, report.Operational), s.Year(x.ID, unit, year, report.Official)
	var out []report.Past
	for _, p := range x.Periods(year) {
		v, state := filed.At(int(p.To))
		if !v.Known() || !counts(state.Standing()) {
			v, _ = released.At(int(p.To))
		}
		if v.Known() {
			out = append(out, report.Past{Period: p, Value: v})
		}
	}
	return out
}

// demandWhole names each due line that has neither been filed before nor now.
func (c *filing) demandWhole(lines []report.Line) {
	for _, d := range c.due {
		key := LineKey{d.Indicator.ID, d.Unit}
		_, had := c.known[key]
		now := slices.ContainsFunc(lines, func(l report.Line) bool { return l.Indicator == d.Indicator.ID && l.Unit == d.Unit })
		asked := slices.ContainsFunc(c.in.Lines, func(l FilingLine) bool {
			return l.Indicator == d.Indicator.ID && (l.Unit == d.Unit || l.Unit == "" && d.Unit == c.in.Unit)
		})
		if !had && !now && !asked {
			c.fault(errs.Field(key.Field(), "report.value-or-note"))
		}
	}
}

// checkTasks checks what is said of tasks and gives the milestones that change.
func (c *filing) checkTasks() []step {
	var steps []step
	then := c.board.On(c.in.Month.LastDay())
	for _, in := range c.in.Tasks {
		t, ok := then.Task(in.Task)
		if !ok || t.Lead != c.in.Unit {
			c.fault(errs.Field("task."+string(in.Task), "report.not-your-task"))
			continue
		}
		for _, m := range in.Milestones {
			if s, ok := c.checkMilestone(t.ID, m); ok {
				steps = append(steps, s)
			}
		}
	}
	return steps
}

// step is a milestone as it is to be written, with its files.
type step struct {
	row   plan.Milestone
	files []core.EvidenceID
}

func (c *filing) checkMilestone(task core.TaskID, in MilestoneDone) (step, bool) {
	field := "milestone." + string(in.Milestone)
	m, err := store.Get[plan.Milestone](c.tx, string(in.Milestone))
	switch {
	case err != nil && !errs.Is(err, errs.Missing):
		c.fault(err)
		return step{}, false
	case err != nil || m.Task != task:
		c.fault(errs.Field(field, "report.not-your-task"))
		return step{}, false
	}
	if _, err := core.ParseDate(string(in.On)); err != nil && in.On != "" {
		c.fault(errs.Field(field, "date.malformed", "value", string(in.On)))
		return step{}, false
	}
	if said := (plan.Milestone{DoneOn: in.On}); said.Ahead(c.app.Today(c.who.District)) {
		c.fault(errs.Field(field, "report.future-date", "date", string(in.On)))
		return step{}, false
	}
	if m.DoneOn != "" && in.On != m.DoneOn && blank(c.in.Reason) {
		c.demandReason() // what was said to be reached is not taken back in silence
	}
	m.DoneOn = in.On
	return step{m, in.Evidence}, true
}

// ReadFigure reads a figure as File does; it fails with Invalid at the line's
// field. Figures are written in digits: 一亿 in a cell of 亿元 could mean one or a
// hundred million, so numerals in words are refused everywhere.
func ReadFigure(k LineKey, text string, x *plan.Indicator) (core.Quantity, error) {
	q, err := ReadAmount(text, x)
	if err == nil {
		return q, refused(k.Field(), text, x, q)
	}
	return q, AmountFault(k.Field(), text, x, err)
}

// ReadAmount reads a typed figure and converts it to the storage unit. Without a
// unit behind it, it is in the display unit; with one, in that unit, if the two
// convert into each other. 万 and 亿 may stand alone: 100万 beside 家 is a million 家.
// Of a yes-no indicator it reads the answer.
func ReadAmount(text string, x *plan.Indicator) (core.Quantity, error) {
	if x.Accumulation == plan.YesNo {
		return plan.ReadAnswer(text)
	}
	number, unit := splitUnit(text)
	q, err := core.ReadQuantity(number)
	switch {
	case err != nil || !q.Known() && unit == "":
		return q, err
	case !q.Known():
		return q, core.ErrSyntax
	}
	from := x.Display
	if unit != "" && unit != x.Display {
		if !lexicon.Known(unit) {
			var times int64
			var ok bool
			if unit, times, ok = lexicon.Scaled(unit, x.Measure()); !ok {
				return core.Quantity{}, core.ErrSyntax
			}
			if q, err = q.Scaled(times, 1); err != nil {
				return q, err
			}
		}
		from = unit
	}
	if from == "" || from == x.Unit {
		return q, nil
	}
	return lexicon.Convert(q, from, x.Unit)
}

// splitUnit parts a figure from what is written after its last digit.
func splitUnit(text string) (number, unit string) {
	end := strings.LastIndexFunc(text, func(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' })
	if end < 0 {
		return text, ""
	}
	for i := range text[end:] {
		if i > 0 {
			end += i
			return text[:end], strings.TrimSpace(text[end:])
		}
	}
	return text, ""
}

// AmountFault names a fault of ReadAmount beside its field; nil for none. x may be
// nil where no indicator says what is measured.
func AmountFault(field, text string, x *plan.Indicator, err error) error {
	if err == nil {
		return nil
	}
	unit := ""
	if x != nil {
		unit = x.Measure()
	}
	return errs.Field(field, errorKey(err), "value", text, "unit", unit)
}

// refused is the fault of a figure that its indicator cannot have, nil for none.
func refused(field, text string, x *plan.Indicator, value core.Quantity) error {
	key, args := x.Refuses(value)
	if key == "" {
		return nil
	}
	return errs.Field(field, key, append(args, "value", text)...)
}

// errorKey names the fault of a typed number for people.
func errorKey(err error) string {
	switch {
	case errors.Is(err, core.ErrTooFine):
		return "number.too-fine"
	case errors.Is(err, core.ErrOverflow):
		return "number.too-large"
	case errors.Is(err, plan.ErrAnswer):
		return "plan.yesno"
	case errors.Is(err, lexicon.ErrFamily):
		return "number.unit"
	}
	return "number.malformed"
}
