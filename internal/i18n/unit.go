package i18n

import (
	"strings"

	"tupo/internal/core"
	"tupo/internal/lexicon"
)

// Amount is a figure with its unit of measure as a page prints them: the
// number large, the unit small. Amount{"266.4", "亿元"}, Amount{"26.64", "bn yuan"}.
type Amount struct {
	Value string
	Unit  string
}

// String joins the two: "266.4 亿元", "12.5%". A percent sign stands close.
func (a Amount) String() string {
	switch {
	case a.Value == Unknown || a.Unit == "":
		return a.Value
	case a.Unit == "%":
		return a.Value + a.Unit
	}
	return a.Value + " " + a.Unit
}

// alone reports an English unit that a caption names and a figure does without:
// what counts things without saying of what (个), and ranks.
func alone(unit string) bool { return unit == "number" || unit == "rank" }

// Show prints a quantity of an indicator's display unit with its decimals:
// 266.4 亿元 shows as {"266.4", "亿元"} or, in the English unit and to the same last
// digit, as {"26.64", "bn yuan"}. An unknown quantity shows as “—”, which has no unit;
// of lexicon.YesNo 1 is {"是", ""} and 0 {"否", ""}.
func (c *Catalogue) Show(lang Lang, q core.Quantity, unit string, decimals int) Amount {
	return show(lang, q, unit, decimals)
}

// EitherAmount is an argument that gives an amount in each language, as Show prints it.
func EitherAmount(q core.Quantity, unit string, decimals int) string {
	return Either(show(ZH, q, unit, decimals).String(), show(EN, q, unit, decimals).String())
}

// EitherExactly is EitherAmount as ShowExactly prints it.
func EitherExactly(q core.Quantity, unit string, decimals int) string {
	return EitherAmount(q, unit, exactDecimals(q, decimals))
}

func show(lang Lang, q core.Quantity, unit string, decimals int) Amount {
	if !q.Known() {
		return Amount{Value: Unknown}
	}
	if unit == lexicon.YesNo && (q.IsZero() || q == core.Whole(1)) {
		return Amount{Value: Answer(lang, !q.IsZero())}
	}
	amount := Amount{Unit: UnitName(lang, unit)}
	if lang == EN {
		if alone(amount.Unit) {
			amount.Unit = ""
		}
		shift := lexicon.Tenfold(unit)
		decimals = max(decimals+shift, 0)
		multiplier, divisor := tenfold(-shift), tenfold(shift)
		var err error
		if q, err = q.Scaled(multiplier, divisor); err != nil {
			return Amount{Value: Unknown}
		}
	}
	amount.Value = Number(q, decimals)
	if lang == EN && amount.Unit != "" && strings.TrimPrefix(amount.Value, Minus) == "1" {
		amount.Unit = lexicon.EnglishOne(unit)
	}
	return amount
}

// Answer words a yes or a no.
func Answer(lang Lang, yes bool) string {
	for _, a := range lexicon.Answers() {
		if a.Yes == yes && lang == EN {
			return a.English
		} else if a.Yes == yes {
			return a.Chinese
		}
	}
	return ""
}

// GapUnit is in what a gap is told.
type GapUnit int

// A gap's units.
const (
	OwnUnit GapUnit = iota // as the figures
	Points                 // percentage points, between rates
	Places                 // between ranks
)

// ShowGap is ShowExactly for the difference of two figures of a display unit.
func (c *Catalogue) ShowGap(lang Lang, q core.Quantity, unit string, decimals int, in GapUnit) Amount {
	switch in {
	case OwnUnit:
		if unit == lexicon.YesNo { // a yes that is missing is one thing
			unit = "项"
		}
	case Points:
		return c.ShowExactly(lang, q, "个百分点", max(decimals, 1))
	case Places:
		amount := c.ShowExactly(lang, q, unit, decimals)
		switch {
		case !q.Known():
		case strings.TrimPrefix(amount.Value, Minus) == "1":
			amount.Unit = c.Text(lang, "gap.place")
		default:
			amount.Unit = c.Text(lang, "gap.places")
		}
		return amount
	}
	return c.ShowExactly(lang, q, unit, decimals)
}

// ShowExactly is Show with as many more decimals as the quantity has: for a figure
// as somebody gave it, which rounding would make another.
func (c *Catalogue) ShowExactly(lang Lang, q core.Quantity, unit string, decimals int) Amount {
	return c.Show(lang, q, unit, exactDecimals(q, decimals))
}

// exactDecimals is how many decimals a quantity is shown with that is not rounded.
func exactDecimals(q core.Quantity, decimals int) int {
	for ; decimals < quantityDecimals && q.Micro()%tenfold(quantityDecimals-decimals) != 0; decimals++ {
	}
	return decimals
}

// quantityDecimals is how many decimals a quantity has.
const quantityDecimals = 6

// tenfold is ten to the power of n, 1 for a negative one.
func tenfold(n int) int64 {
	power := int64(1)
	for ; n > 0; n-- {
		power *= 10
	}
	return power
}

// UnitName gives a unit of measure's name. A unit that the lexicon does not know
// is the district's own and shows as it was written.
func (c *Catalogue) UnitName(lang Lang, unit string) string { return UnitName(lang, unit) }

// UnitName is Catalogue.UnitName, which needs no catalogue.
func UnitName(lang Lang, unit string) string {
	if unit == lexicon.YesNo {
		return Answer(lang, true) + "/" + Answer(lang, false)
	}
	if lang == EN {
		return lexicon.English(unit)
	}
	return unit
}
