package extract

import (
	"strings"

	"tupo/internal/zh"
)

// tableUnit is a unit of measure of a cell, a column or a row.
type tableUnit struct {
	written string // with scale: 亿元
	base    string // without: 元
	power   int
	points  bool
	several bool // 亿元、%: each cell has to say its own
}

func (u tableUnit) known() bool { return u.written != "" }
func (u tableUnit) share() bool { return u.written == "%" || u.written == "‰" }

// readUnit reads a unit of measure as the number grammar knows it; two of them are several.
func readUnit(s string) (tableUnit, bool) {
	s = strings.Trim(s, "()")
	if s == "" || len(s) > maxUnit {
		return tableUnit{}, false
	}
	g := zh.Grammar{Unit: figureUnits().Match}
	if n, ok := g.At("1"+s, 0); ok && n.End == len(s)+1 && n.From == 0 && len(n.Values()) == 1 && n.Values()[0].String() == "1" {
		u := tableUnit{written: n.Written(), base: n.Unit, power: n.Power}
		switch n.Kind {
		case zh.Percent:
			u.written, u.base = "%", "%"
		case zh.Permille:
			u.written, u.base = "‰", "‰"
		case zh.Points:
			u.written, u.base, u.points = "百分点", "百分点", true
		case zh.Plain, zh.Times:
		case zh.Duration:
			u = tableUnit{written: s, base: s}
		default:
			return tableUnit{}, false
		}
		return u, u.written != ""
	}
	if k := strings.IndexAny(s, "、,/;"); k > 0 && k+1 < len(s) {
		_, w := firstRune(s[k:])
		a, okA := readUnit(s[:k])
		b, okB := readUnit(s[k+w:])
		if okA && okB && (s[k] != '/' || a.share() != b.share()) {
			return tableUnit{several: true}, true
		}
	}
	return tableUnit{}, false
}

// maxUnit is the longest unit, in bytes.
const maxUnit = 40

// unitCell reads a cell under 单位: a unit that is in no list is taken as it is written,
// what ends like an organisation is none.
func unitCell(l *lexicon, s string) tableUnit {
	if u, ok := readUnit(s); ok {
		return u
	}
	if s == "" || runes(s) > 12 || l.has("table_words.nothing", s) || l.suffix("org_ends", s) != "" || strings.ContainsAny(s, "。;:、,") {
		return tableUnit{}
	}
	return tableUnit{written: s, base: s}
}

// unitOfAll finds the unit of a whole table in the lines above it: (单位:亿元).
func unitOfAll(titles []string) tableUnit {
	for _, s := range titles {
		k := strings.LastIndex(s, "单位:")
		if k < 0 {
			continue
		}
		u, _ := readUnit(strings.Trim(s[k+len("单位:"):], "()"))
		return u
	}
	return tableUnit{}
}
