package app

import (
	"strings"
	"unicode/utf8"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// unitNamed is the unit that a text addresses by its name, or by a short one (区住建局); of
// several bodies the first, which leads. "" where none or several units are called so.
func (o *offering) unitNamed(text string) core.UnitID {
	units, district := o.board.Book().Units, o.board.District().Name
	if id := unitCalled(units, district, text); id != "" {
		return id
	}
	if k := strings.IndexAny(text, "、，,（("); k > 0 {
		return unitCalled(units, district, text[:k])
	}
	return ""
}

// unitCalled finds the one unit with this name, else the one whose name it shortens.
func unitCalled(units []plan.Unit, district, text string) core.UnitID {
	names := unitNames(district, text)
	for _, fits := range []func(name, unit string) bool{
		func(name, unit string) bool { return name == unit },
		func(name, unit string) bool { return sameBody(bodyName(name), bodyName(unit)) },
		func(name, unit string) bool { return shortens(bodyName(name), bodyName(unit)) },
	} {
		var found []core.UnitID
		for i := range units {
			for _, name := range names {
				if fits(name, units[i].Name) {
					found = append(found, units[i].ID)
					break
				}
			}
		}
		switch len(found) {
		case 0:
		case 1:
			return found[0]
		default:
			return ""
		}
	}
	return ""
}

// unitNames are the ways to write a unit's name of which a text uses one: with the district
// before it, with 我 or 全, with its level (区城市管理局, 我区城市管理局). A body of another level
// is none of the district's.
func unitNames(district, text string) []string {
	names := []string{text}
	for _, place := range []string{district, "我", "全", "本"} {
		if rest := strings.TrimPrefix(text, place); rest != text {
			names = append(names, rest)
		}
	}
	const levels = "区市县省州旗"
	for _, name := range names {
		level, w := utf8.DecodeRuneInString(name)
		own := strings.HasSuffix(district, string(level)) || !strings.ContainsAny(district, levels)
		if strings.ContainsRune(levels, level) && own && w < len(name) {
			names = append(names, name[w:])
		}
	}
	return names
}

// bodyName is a name as it is compared: what kind of body it is, in the shortest form.
func bodyName(name string) string {
	for _, end := range [][2]string{{"委员会", "委"}, {"管委会", "管委"}, {"办公室", "办"}, {"街道办事处", "街道"}, {"镇人民政府", "镇"}, {"乡人民政府", "乡"}, {"人民政府", "政府"}} {
		if rest, ok := strings.CutSuffix(name, end[0]); ok {
			return rest + end[1]
		}
	}
	return name
}

// stem takes the word for its kind off a name; 局 and 委 are one kind.
func stem(name string) (stem, kind string) {
	_, w := utf8.DecodeLastRuneInString(name)
	stem, kind = name[:len(name)-w], name[len(name)-w:]
	if kind == "委" {
		kind = "局"
	}
	return stem, kind
}

func sameBody(a, b string) bool {
	x, kindX := stem(a)
	y, kindY := stem(b)
	return x != "" && x == y && kindX == kindY
}

// shortens reports whether a short name takes the characters of a long one in their order,
// the first and the kind of body among them: 住建局, 住房和城乡建设局. Names of places are not shortened.
func shortens(short, long string) bool {
	x, kindX := stem(short)
	y, kindY := stem(long)
	if kindX != kindY || len(x) >= len(y) || utf8.RuneCountInString(x) < 2 || strings.ContainsAny(kindX, "镇乡村道区县市园") {
		return false
	}
	_, w := utf8.DecodeRuneInString(x)
	if !strings.HasPrefix(y, x[:w]) {
		return false
	}
	for _, r := range x {
		k := strings.IndexRune(y, r)
		if k < 0 {
			return false
		}
		y = y[k+utf8.RuneLen(r):]
	}
	return true
}
