// Package lexicon knows units of measure and indicators.
//
// Of units: which of them are one family, in which unit a family is stored, by which
// whole factors its members differ, and what they are called in English. It converts
// exactly or refuses; it never rounds and prints no figure for people (package i18n
// does).
//
// Of indicators: names and aliases, what is wished of them, and whether figures of
// several periods add up.
package lexicon

import (
	_ "embed"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"tupo/internal/core"
)

//go:embed units.txt
var unitsFile string

// Unit is one unit of measure.
type Unit struct {
	Name    string // as documents write it: 亿元
	Family  string // the family's smallest unit: 元
	Size    int64  // in that unit: 100000000
	Storage string // the unit in which figures shown so are kept: 万元
	Factor  int64  // how many storage units are one of it: 10000
	English string // the English unit in which it is shown: bn yuan
	Tenfold int    // how often ten times larger that unit is: 1; -1 where it is ten times smaller
}

// table is read once from the embedded file and never changed.
var table = sync.OnceValue(func() *units {
	u, err := parse(unitsFile)
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	return u
})

type units struct {
	byName  map[string]int // names and aliases, folded
	all     []Unit
	english map[string]map[string]int64 // by family: the sizes of English names, folded
	counted map[string]bool             // families of things counted
}

// Lookup finds a unit by its name or an alias (％, pct., 百分点 …); space, the width
// of letters and other ways of writing one character (圆, ㎡) do not matter.
func Lookup(name string) (Unit, bool) {
	i, ok := table().byName[fold(name)]
	if !ok {
		return Unit{}, false
	}
	return table().all[i], true
}

// Canonical gives a unit's one name; false for a unit that Tupo does not know,
// which a district may use but which converts to nothing.
func Canonical(name string) (string, bool) {
	u, ok := Lookup(name)
	return u.Name, ok
}

// Storage gives the unit in which figures of a display unit are kept and how
// many of it make one: Storage("亿元") is "万元", 10000, true.
func Storage(display string) (unit string, factor int64, ok bool) {
	u, ok := Lookup(display)
	return u.Storage, u.Factor, ok
}

// English gives the English unit in which figures of a unit are shown; the name
// itself when the lexicon does not know it.
func English(name string) string {
	if u, ok := Lookup(name); ok {
		return u.English
	}
	return name
}

// EnglishOne gives the English unit beside a figure of exactly one: “estate” for
// 个小区. Symbols, and multiples such as “thousand firms”, have one form.
func EnglishOne(name string) string {
	many := English(name)
	if _, ok := Lookup(name); !ok || strings.Contains(many, " ") {
		return many
	}
	if many == "people" {
		return "person"
	}
	if stem, ok := strings.CutSuffix(many, "ies"); ok {
		return stem + "y"
	}
	return strings.TrimSuffix(many, "s")
}

// Tenfold says how the decimal point moves for an English reader: 1 where the
// English unit is ten times larger (亿元, bn yuan), 2 for a hundred, -1 where it is
// ten times smaller (万平方米, thousand m²), 0 for the same size.
func Tenfold(name string) int {
	u, _ := Lookup(name)
	return u.Tenfold
}

// Known reports whether a word names a unit in either language.
func Known(name string) bool {
	if _, ok := Lookup(name); ok {
		return true
	}
	for _, names := range table().english {
		if _, ok := names[fold(name)]; ok {
			return true
		}
	}
	return false
}

// Kept gives how many of the storage units of a display unit make one of another
// unit of its family, named in either language, or of a myriad as Scaled reads it:
// Kept("bn yuan", "亿元") is 100000, Kept("万", "亿元") is 1. False where that is no
// whole number.
func Kept(name, display string) (int64, bool) {
	times := int64(1)
	a, b, ok := measures(name, display)
	if !ok {
		var unit string
		if unit, times, ok = Scaled(name, display); ok {
			a, b, ok = measures(unit, display)
		}
	}
	storage, _ := Lookup(display)
	storage, known := Lookup(storage.Storage)
	if !ok || !known || a.family != b.family || a.size > math.MaxInt64/times || a.size*times%storage.Size != 0 {
		return 0, false
	}
	return a.size * times / storage.Size, true
}

// Scaled reads what may stand behind a number beside a field of a display unit and
// is no unit by itself: a myriad or more, alone or before a unit. 万 beside 家 is
// ten thousand 家, 万 beside 亿元 is ten thousand 元, 万座 is ten thousand 座. A share
// has no myriads.
func Scaled(written, display string) (unit string, times int64, ok bool) {
	rest := fold(written)
	for _, s := range []struct {
		name  string
		times int64
	}{{"万亿", 1e12}, {"千亿", 1e11}, {"百亿", 1e10}, {"十亿", 1e9}, {"亿", 1e8}, {"千万", 1e7}, {"百万", 1e6}, {"十万", 1e5}, {"万", 1e4}} {
		if unit, ok = strings.CutPrefix(rest, s.name); ok {
			times = s.times
			break
		}
	}
	if unit == "" {
		unit = unscaled(display)
	}
	return unit, times, ok && !IsShare(display) && (Known(unit) || fold(unit) == fold(display))
}

// unscaled takes the myriads off a unit's name as long as a unit remains: 元 of 万亿元,
// 千瓦时 of 万千瓦时, 公里 of itself.
func unscaled(display string) string {
	name := []rune(fold(display))
	for i := range name {
		if !strings.ContainsRune("百千万亿", name[i]) || i+1 == len(name) {
			break
		}
		if rest := string(name[i+1:]); Known(rest) {
			display = rest
		}
	}
	return display
}

// measure is what a conversion needs to know of a unit.
type measure struct {
	family string
	size   int64
}

// measures finds two units of a conversion. English names belong to a family
// each (the items of 个 are not those of 项), so that one is read beside the other.
func measures(from, to string) (a, b measure, ok bool) {
	x, okX := Lookup(from)
	y, okY := Lookup(to)
	a, b = measure{x.Family, x.Size}, measure{y.Family, y.Size}
	switch {
	case okX && (!okY || x.Family != y.Family):
		if size, known := table().english[x.Family][fold(to)]; known {
			return a, measure{x.Family, size}, true
		}
	case okY && !okX:
		if size, known := table().english[y.Family][fold(from)]; known {
			return measure{y.Family, size}, b, true
		}
	}
	return a, b, okX && okY && x.Family == y.Family
}

// Units lists all units in the order of the file, by family.
func Units() []Unit { return append([]Unit(nil), table().all...) }

// IsShare reports whether a figure in this unit is a share or a rate, whose
// differences are points: per cent, per mille, percentage points.
func IsShare(name string) bool {
	u, ok := Lookup(name)
	return ok && (u.Family == "%" || u.Family == "‰" || u.Family == "个百分点")
}

// IsCount reports whether a figure in this unit counts persons or things, of which
// there are never fewer than none.
func IsCount(name string) bool {
	u, ok := Lookup(name)
	return ok && table().counted[u.Family]
}

// IsWhole reports whether what a unit counts comes in whole ones. Containers (标箱) do
// not: one of 45 feet counts as two and a quarter.
func IsWhole(name string) bool {
	u, _ := Lookup(name)
	return IsCount(name) && u.Family != "标箱"
}

// IsMoney reports whether a unit is one of money: 亿元, 万美元.
func IsMoney(name string) bool {
	u, ok := Lookup(name)
	return ok && (u.Family == "元" || u.Family == "美元")
}

// Factor gives how many of one unit make one of a larger unit of its family:
// Factor("亿元", "元") is 100000000, true. False where that is no whole number.
func Factor(larger, smaller string) (int64, bool) {
	if fold(larger) == fold(smaller) {
		return 1, true
	}
	a, okA := Lookup(larger)
	b, okB := Lookup(smaller)
	if !okA || !okB || a.Family != b.Family || a.Size%b.Size != 0 {
		return 0, false
	}
	return a.Size / b.Size, true
}

// Sizes restates two units as whole multiples of what they share: 万元 and 亿元 are
// 10000 and 100000000 元. Things counted share the single thing whatever it is called,
// so that a share of projects (个) may be taken of items (项). Units that the lexicon
// does not know share one with themselves alone. False for units of unlike kind.
func Sizes(a, b string) (sizeA, sizeB int64, ok bool) {
	if fold(a) == fold(b) {
		return 1, 1, true
	}
	x, okX := Lookup(a)
	y, okY := Lookup(b)
	alike := x.Family == y.Family || table().counted[x.Family] && table().counted[y.Family]
	return x.Size, y.Size, okX && okY && alike
}

// Convert restates a quantity from one unit in another of the same family. It
// fails with ErrFamily for units of unlike kind, with core.ErrOverflow beyond the
// range and with core.ErrTooFine where six decimals cannot hold the result. An
// unknown quantity stays unknown. One of the two may be English: “bn yuan”, 亿元.
func Convert(q core.Quantity, from, to string) (core.Quantity, error) {
	if fold(from) == fold(to) {
		return q, nil
	}
	a, b, ok := measures(from, to)
	if !ok {
		return core.Quantity{}, fmt.Errorf("lexicon: convert %s to %s: %w", from, to, ErrFamily)
	}
	if !q.Known() {
		return q, nil
	}
	converted, err := q.Scaled(a.size, b.size)
	if err != nil {
		return core.Quantity{}, fmt.Errorf("lexicon: convert %s %s to %s: %w", q, from, to, err)
	}
	if back, err := converted.Scaled(b.size, a.size); err != nil || back != q {
		return core.Quantity{}, fmt.Errorf("lexicon: convert %s %s to %s: %w", q, from, to, core.ErrTooFine)
	}
	return converted, nil
}

// ErrFamily is the cause when two units do not convert into each other.
var ErrFamily = errors.New("units of measure of unlike kind")

// fields of a line of the data file, and of a line of an English unit.
const (
	fields        = 6
	englishFields = 5
)

// parse reads the data file; its head says what a line holds, “#” begins a comment.
func parse(text string) (*units, error) {
	u := &units{byName: map[string]int{}, english: map[string]map[string]int64{}, counted: map[string]bool{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		add := u.add
		switch cells[0] {
		case "en":
			add = u.addEnglish
		case "counted":
			add = u.addCounted
		}
		if err := add(cells); err != nil {
			return nil, fmt.Errorf("lexicon: line %d: %w", n, err)
		}
	}
	for i, unit := range u.all {
		k, ok := u.byName[fold(unit.Storage)]
		if !ok || u.all[k].Family != unit.Family || unit.Size%u.all[k].Size != 0 {
			return nil, fmt.Errorf("lexicon: %s cannot be kept in %s", unit.Name, unit.Storage)
		}
		u.all[i].Factor = unit.Size / u.all[k].Size
		if err := u.showEnglish(&u.all[i]); err != nil {
			return nil, err
		}
	}
	return u, nil
}

func (u *units) add(line []string) error {
	if len(line) == fields-1 {
		line = append(line, "") // no aliases
	}
	if len(line) != fields {
		return fmt.Errorf("%d fields, want %d", len(line), fields)
	}
	size, err := strconv.ParseInt(line[1], 10, 64)
	if err != nil || size < 1 {
		return fmt.Errorf("%q is no size", line[1])
	}
	unit := Unit{Family: line[0], Size: size, Name: line[2], Storage: line[3], English: line[4]}
	u.all = append(u.all, unit)
	for _, name := range append([]string{unit.Name}, strings.Fields(line[5])...) {
		if _, taken := u.byName[fold(name)]; taken {
			return fmt.Errorf("%q is named twice", name)
		}
		u.byName[fold(name)] = len(u.all) - 1
	}
	return nil
}

func (u *units) addEnglish(line []string) error {
	if len(line) != englishFields {
		return fmt.Errorf("%d fields, want %d", len(line), englishFields)
	}
	size, err := strconv.ParseInt(line[2], 10, 64)
	if err != nil || size < 1 {
		return fmt.Errorf("%q is no size", line[2])
	}
	for _, name := range append([]string{line[3]}, strings.Split(line[4], ";")...) {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		if !u.nameEnglish(line[1], name, size) {
			return fmt.Errorf("%q is named twice", name)
		}
	}
	return nil
}

func (u *units) addCounted(line []string) error {
	for _, family := range strings.Fields(strings.Join(line[1:], " ")) {
		if _, known := u.byName[fold(family)]; !known || u.counted[family] {
			return fmt.Errorf("%q is no family, or named twice", family)
		}
		u.counted[family] = true
	}
	return nil
}

// nameEnglish gives a size an English name; false when another has it.
func (u *units) nameEnglish(family, name string, size int64) bool {
	names := u.english[family]
	if names == nil {
		names = map[string]int64{}
		u.english[family] = names
	}
	if other, taken := names[fold(name)]; taken && other != size {
		return false
	}
	names[fold(name)] = size
	return true
}

// showEnglish finds the English unit's size: its own where the file gives no other.
func (u *units) showEnglish(unit *Unit) error {
	size, named := u.english[unit.Family][fold(unit.English)]
	if !named {
		u.nameEnglish(unit.Family, unit.English, unit.Size)
		return nil
	}
	larger := unit.Size
	for ; larger < size; unit.Tenfold++ {
		larger *= 10
	}
	for ; size < larger; unit.Tenfold-- {
		size *= 10
	}
	if size != larger {
		return fmt.Errorf("lexicon: %s is no power of ten of %s", unit.English, unit.Name)
	}
	return nil
}

// fold makes names comparable: one form of every character (㎡ is m2, ％ is %), no
// space, lower case, and the characters of today for money and myriads.
func fold(name string) string {
	if strings.IndexFunc(name, folds) < 0 {
		return name
	}
	return strings.ToLower(strings.Map(func(r rune) rune {
		switch r {
		case '圆', '圓':
			return '元'
		case '億':
			return '亿'
		case '萬':
			return '万'
		case '\u200b', '\ufeff':
			return -1
		}
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(name)))
}

// folds says whether a character may have another form; most of the names are of those that have none.
func folds(r rune) bool {
	return r < '一' || r > '龥' || r == '圆' || r == '圓' || r == '億' || r == '萬'
}

// Near finds the known unit whose name is most like one that is not known: another
// by a single character. False where none is as near as that.
func Near(name string) (Unit, bool) {
	typed := []rune(fold(name))
	if len(typed) < 2 {
		return Unit{}, false
	}
	for _, u := range table().all {
		known := []rune(fold(u.Name))
		if oneApart(typed, known) && (len(typed) > 2 || typed[0] == known[0] && strings.ContainsRune("百千万亿", typed[0])) { // 艘次 is no slip for 人次
			return u, true
		}
	}
	return Unit{}, false
}

// oneApart reports whether one character more, less or other makes one word of the
// other.
func oneApart(a, b []rune) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i < len(b) && slices.Equal(a[i+1:], b[i+1:])
	}
	return slices.Equal(a[i+1:], b[i:])
}
