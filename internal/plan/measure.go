package plan

import (
	"errors"
	"strings"

	"golang.org/x/text/width"

	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/lexicon"
)

// MeasureIn sets the indicator's unit of measure as somebody wrote it (亿圆, 亿 元,
// ㎡) by its one name, with the storage unit that goes with it. A unit that the
// lexicon does not know stays as it was written and is stored as it is shown: false.
func (x *Indicator) MeasureIn(written string) (known bool) {
	written = strings.TrimSpace(width.Narrow.String(written))
	if x.Accumulation == Rank && (written == "位" || written == "名") { // elsewhere these count persons
		written = "名次"
	}
	u, known := lexicon.Lookup(written)
	if !known {
		x.Display, x.Unit = written, written
		return false
	}
	x.Display, x.Unit = u.Name, u.Storage
	return true
}

// Either is an argument of a message that gives a stored quantity with its unit of
// measure in each language, to its last digit.
func (x *Indicator) Either(q core.Quantity) string {
	return i18n.EitherExactly(x.Shown(q), x.Measure(), int(x.Decimals))
}

// Restated gives a stored quantity of this indicator as it is stored when the same
// figure is shown in the unit of another: what was 5 stays 5. Unknown stays unknown.
// It fails with core.ErrOverflow or, where six decimals cannot hold it, core.ErrTooFine.
func (x *Indicator) Restated(q core.Quantity, in *Indicator) (core.Quantity, error) {
	was, okWas := lexicon.Factor(x.display(), x.Unit)
	will, okWill := lexicon.Factor(in.display(), in.Unit)
	if !okWas || !okWill {
		return core.Quantity{}, core.ErrSyntax // no such indicator passes the check
	}
	if !q.Known() {
		return q, nil
	}
	out, err := q.Scaled(will, was)
	if err != nil {
		return core.Quantity{}, err
	}
	if back, err := out.Scaled(was, will); err != nil || back != q {
		return core.Quantity{}, core.ErrTooFine
	}
	return out, nil
}

// ErrAnswer is the cause when a figure of a yes-no indicator is neither.
var ErrAnswer = errors.New("plan: neither yes nor no")

// ReadAnswer reads a figure of a yes-no indicator: 是, 否, yes, no, true, false, 1 and 0
// in any width, or nothing. It fails with ErrAnswer.
func ReadAnswer(text string) (core.Quantity, error) {
	if yes, ok := lexicon.ReadAnswer(text); yes {
		return core.Whole(1), nil
	} else if ok {
		return core.Whole(0), nil
	}
	q, err := core.ReadQuantity(text)
	if err != nil || q.Known() && !q.IsZero() && q != core.Whole(1) {
		return core.Quantity{}, ErrAnswer
	}
	return q, nil
}

// FromNone reports whether the indicator's figures cannot lie below zero: how many
// persons or things there are, or have come about since a day. What comes and goes
// in one period (a net increase, a derived monthly flow) and growth may.
func (x *Indicator) FromNone() bool {
	switch x.Accumulation {
	case Cumulative, SinceStart, Stock, YearMean:
		return lexicon.IsCount(x.Unit)
	}
	return false
}

// BelowZero reports whether a value is one that the indicator cannot have.
func (x *Indicator) BelowZero(q core.Quantity) bool {
	return q.Known() && q.Micro() < 0 && x.FromNone()
}

// Fraction reports whether a value is a part of a person or thing that the indicator
// counts: 21.5 处, but not 0.43 万个. Means, growth, rates and scores are not counts.
func (x *Indicator) Fraction(q core.Quantity) bool {
	switch x.Accumulation {
	case Cumulative, Flow, SinceStart, Stock:
		return q.Known() && q.Micro()%core.Scale != 0 && lexicon.IsWhole(x.Unit)
	}
	return false
}

// Refuses says by a message's key why no figure and no target of the indicator can be
// this one, with the units that the message names; "" where it can. The message names
// the value as well, which is the caller's to print.
func (x *Indicator) Refuses(q core.Quantity) (key string, args []string) {
	spoken := func(unit string) string { return i18n.Either(unit, lexicon.English(unit)) }
	args = []string{"unit", spoken(x.Measure()), "one", spoken(x.Unit)}
	switch {
	case x.BelowZero(q):
		return "report.below-zero", args
	case x.Fraction(q) && x.Measure() != x.Unit:
		return "report.fraction-of", args
	case x.Fraction(q):
		return "report.fraction", args
	}
	return "", nil
}

// RefusesWanted says, as Refuses, why a value cannot be wanted. Besides what no figure
// can be, it is an amount of money below zero, counted up or at a period's end: a figure
// may come to that by refunds, but nobody plans for it. A balance is not meant.
func (x *Indicator) RefusesWanted(q core.Quantity) (key string, args []string) {
	if key, args = x.Refuses(q); key != "" || !q.Known() || q.Micro() >= 0 || !lexicon.IsMoney(x.Unit) || x.balance() {
		return key, args
	}
	switch x.Accumulation {
	case Cumulative, SinceStart, Stock, YearMean:
		return "plan.money-below-zero", []string{"name", i18n.EitherName(x.Name, x.NameEn)}
	}
	return "", nil
}

// balance reports whether an indicator is, by its name, of what is left of two amounts.
func (x *Indicator) balance() bool {
	for _, word := range []string{"利润", "利税", "差额", "顺差", "逆差", "净", "盈", "亏", "结余", "收支", "增量", "减量", "增减"} {
		if strings.Contains(x.Name, word) {
			return true
		}
	}
	return false
}

// measure checks that the storage unit is the one that goes with the display unit. A
// unit under no known name is stored as it is shown, which is hardly meant.
func (s subject) measure(x *Indicator) {
	u, known := lexicon.Lookup(x.Display)
	own := !known || u.Name != x.Display
	storage := u.Storage
	if !known || own && x.Unit == x.Display {
		storage = x.Display
	}
	switch {
	case x.Unit == "" || x.Display == "" || x.Accumulation == YesNo:
	case x.Unit != storage:
		s.fail("display_unit", "plan.unit-pair", "display", x.Display, "storage", storage, "unit", x.Unit)
	case known && own:
		s.warn("display_unit", "plan.unit-near", "unit", x.Display, "near", u.Name)
	case own:
		if near, ok := lexicon.Near(x.Display); ok {
			s.warn("display_unit", "plan.unit-near", "unit", x.Display, "near", near.Name)
			return
		}
		s.warn("display_unit", "plan.unit-own", "unit", x.Display)
	}
}
