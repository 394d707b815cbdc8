package i18n

import (
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
// digit, as {"26.64", "bn yuan"}. An unknown quantity shows as “—”, which has no unit.
func (c *Catalogue) Show(lang Lang, q core.Quantity, unit string, decimals int) Amount {
	return show(lang, q, unit, decimals)
}

// EitherAmount is an argument that gives an amount in each language, as Show prints it.
func EitherAmount(q core.Quantity, unit string, decimals int) string {
	return Either(show(ZH, q, unit, decimals).String(), show(EN, q, unit, decimals).String())
}

func show(lang Lang, q core.Quantity, unit string, decimals int) Amount {
	if !q.Known() {
		return Amount{Value: Unknown}
	}
	amount := Amount{Unit: unitName(lang, unit)}
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
	return amount
}

// ShowExactly is Show with as many more decimals as the quantity has: for a figure
// as somebody gave it, which rounding would make another.
func (c *Catalogue) ShowExactly(lang Lang, q core.Quantity, unit string, decimals int) Amount {
	for ; decimals < quantityDecimals && q.Micro()%tenfold(quantityDecimals-decimals) != 0; decimals++ {
	}
	return c.Show(lang, q, unit, decimals)
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
func (c *Catalogue) UnitName(lang Lang, unit string) string { return unitName(lang, unit) }

func unitName(lang Lang, unit string) string {
	if lang == EN {
		return lexicon.English(unit)
	}
	return unit
}
