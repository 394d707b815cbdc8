package i18n

import "tupo/internal/core"

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

// scale says how a unit of measure is shown in English: under another name and
// with the decimal point moved left by shift places, keeping the same last digit.
type scale struct {
	name  string
	shift int
}

// englishScale covers the units whose size is a Chinese myriad; other units
// are only renamed by the catalogue ("unit.个" and so on).
func englishScale(unit string) (scale, bool) {
	switch unit {
	case "亿元":
		return scale{"bn yuan", 1}, true
	case "亿美元":
		return scale{"bn US$", 1}, true
	case "亿吨":
		return scale{"bn t", 1}, true
	case "万元":
		return scale{"m yuan", 2}, true
	case "万美元":
		return scale{"m US$", 2}, true
	}
	return scale{}, false
}

// Show prints a quantity of an indicator's display unit with its decimals:
// 266.4 亿元 shows as {"266.4", "亿元"} or {"26.64", "bn yuan"}. An unknown
// quantity shows as “—”, which has no unit.
func (c *Catalogue) Show(lang Lang, q core.Quantity, unit string, decimals int) Amount {
	if !q.Known() {
		return Amount{Value: Unknown}
	}
	if lang == EN {
		if s, ok := englishScale(unit); ok {
			divisor := int64(1)
			for range s.shift {
				divisor *= 10
				decimals++
			}
			var err error
			if q, err = q.Scaled(1, divisor); err != nil {
				return Amount{Value: Unknown} // unreachable: a division only makes it smaller
			}
		}
	}
	return Amount{Value: Number(q, decimals), Unit: c.UnitName(lang, unit)}
}

// UnitName gives a unit of measure's name. A unit that the catalogue does not
// know is the district's own and shows as it was written.
func (c *Catalogue) UnitName(lang Lang, unit string) string {
	if lang == EN {
		if s, ok := englishScale(unit); ok {
			return s.name
		}
	}
	if key := "unit." + unit; unit != "" && c.Has(key) {
		return c.Text(lang, key)
	}
	return unit
}
