package extract

import (
	"strings"

	glossary "tupo/internal/lexicon"
)

// measured is what a value of a table measures, and its unit.
type measuredValue struct {
	measure string
	unit    tableUnit
	guessed bool // the unit stands nowhere, or the measure follows from it alone
}

var perCent = tableUnit{written: "%", base: "%"}

// measureOf says what a value measures by its name, its column, its cell and its unit;
// false where they leave it open.
func measureOf(n *rowName, col *column, v *tableValue, row tableUnit) (measuredValue, bool) {
	head, _ := readUnit(col.head.unit)
	switch {
	case v.sum: // [55]: of all the years, in the unit of the row
		return levelOf(n, v, tableUnit{}, row)
	case col.head.measure == "":
		return levelOf(n, v, head, row)
	case col.head.measure == "share":
		u := firstKnown(v.unit, head)
		if !u.known() && col.head.certain {
			u = perCent
		}
		return measuredValue{measure: "level", unit: u}, u.written == "%" && n.measure == "" && v.measure == ""
	}
	if n.measure != "" && !(n.measure == "growth" && col.head.measure == "avg_growth") {
		return measuredValue{}, false // the growth of a growth
	}
	u := firstKnown(v.unit, head)
	m := measuredValue{measure: col.head.measure, unit: u}
	if v.measure != "" && m.measure == "growth" {
		m.measure = v.measure
	}
	switch {
	case u.points || col.head.measure == "pp_change" && !u.known():
		m.measure, m.unit = "pp_change", tableUnit{written: "百分点", base: "百分点", points: true}
		v.sign()
		return m, true
	case u.share():
		return m, !row.share() || v.unit.known() || n.measure != ""
	case !u.known() && col.head.certain && (!row.share() || n.measure != ""):
		m.unit, m.guessed = perCent, true
		return m, true
	}
	return m, false
}

// sign takes the sign of a change in points as its direction.
func (v *tableValue) sign() {
	for i, d := range v.values {
		if s := d.String(); strings.HasPrefix(s, "-") {
			v.down = true
			v.values[i] = d.Neg()
		}
	}
}

// levelOf reads a value whose column says nothing of a change.
func levelOf(n *rowName, v *tableValue, head, row tableUnit) (measuredValue, bool) {
	u := firstKnown(v.unit, head, row)
	m := measuredValue{measure: "level", unit: u}
	switch {
	case v.measure != "": // 增长6%左右
		m.measure = v.measure
		return m, (u.share() || u.points) && (n.measure == "" || n.measure == v.measure) && (v.unit.known() || row.share())
	case n.measure != "":
		m.measure = n.measure
		if !u.known() {
			m.unit, m.guessed = perCent, true
			return m, true
		}
		if !u.share() && !u.points {
			m.measure = map[string]string{"growth": "increase_abs", "decline": "reduction_abs"}[n.measure]
		}
		return m, m.measure != "" && !u.points
	case u.share() && v.unit.known() && row.known() && !row.share() && !row.several:
		return m, false // 6% of what is told in 亿元
	case u.share():
		if known, ok := glossary.FindIndicator(n.full); ok && !glossary.IsShare(known.Unit) && known.Unit != "" {
			m.measure, m.guessed = "growth", true
		}
		return m, true
	case row.several && !v.unit.known():
		return m, false
	case !u.known():
		m.guessed = true
		return m, loaded().suffix("table_words.index", n.full) != ""
	}
	return m, !u.points
}

// firstKnown is the nearest unit that is told.
func firstKnown(all ...tableUnit) tableUnit {
	for _, u := range all {
		if u.known() {
			return u
		}
	}
	return tableUnit{}
}
