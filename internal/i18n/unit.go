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

// storedIn tells by what a stored quantity is divided to be shown in a display
// unit, 1 when the pair is the same or unknown to this table.
func storedIn(storage, display string) int64 {
	const wan, yi = 10_000, 100_000_000
	switch storage + "→" + display {
	case "元→万元", "美元→万美元", "人→万人", "户→万户", "吨→万吨", "平方米→万平方米", "万元→亿元", "万美元→亿美元", "万吨→亿吨":
		return wan
	case "元→亿元", "美元→亿美元", "吨→亿吨":
		return yi
	}
	return 1
}

// Show prints a quantity kept in a storage unit (元) in its indicator's display
// unit (亿元) with the indicator's decimals: 26640000000 元 shows as
// {"266.4", "亿元"} or {"26.64", "bn yuan"}. An unknown quantity shows as “—”.
func (c *Catalogue) Show(lang Lang, q core.Quantity, storage, display string, decimals int) Amount {
	amount := Amount{Value: Unknown, Unit: c.UnitName(lang, display)}
	if !q.Known() {
		return amount
	}
	divisor := storedIn(storage, display)
	if lang == EN {
		if s, ok := englishScale(display); ok {
			for range s.shift {
				divisor *= 10
				decimals++
			}
		}
	}
	shown, err := q.Scaled(1, divisor)
	if err != nil {
		return amount
	}
	amount.Value = Number(shown, decimals)
	return amount
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
