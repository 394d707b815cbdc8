// Package lexicon knows units of measure: which of them are one family, in which
// unit a family is stored, by which whole factors its members differ, and what
// they are called in English.
//
// It converts exactly or refuses; it never rounds, prints no figure for people
// (package i18n does) and knows no indicator.
package lexicon

import (
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"

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
	English string // as a table head shows it
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
	byName map[string]int // names and aliases, folded
	all    []Unit
}

// Lookup finds a unit by its name or an alias (％, pct., 百分点 …); surrounding
// space and the width of letters do not matter.
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

// English gives a unit's English name; the name itself when it has none.
func English(name string) string {
	if u, ok := Lookup(name); ok && u.English != "" {
		return u.English
	}
	return name
}

// Units lists all units in the order of the file, by family.
func Units() []Unit { return append([]Unit(nil), table().all...) }

// IsShare reports whether a figure in this unit is a share or a rate, whose
// differences are points: per cent, per mille, percentage points.
func IsShare(name string) bool {
	u, ok := Lookup(name)
	return ok && (u.Family == "%" || u.Family == "‰" || u.Family == "个百分点")
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

// Convert restates a quantity from one unit in another of the same family. It
// fails with ErrFamily for units of unlike kind, with core.ErrOverflow beyond the
// range and with core.ErrTooFine where six decimals cannot hold the result. An
// unknown quantity stays unknown.
func Convert(q core.Quantity, from, to string) (core.Quantity, error) {
	if fold(from) == fold(to) {
		return q, nil
	}
	a, okA := Lookup(from)
	b, okB := Lookup(to)
	if !okA || !okB || a.Family != b.Family {
		return core.Quantity{}, fmt.Errorf("lexicon: convert %s to %s: %w", from, to, ErrFamily)
	}
	if !q.Known() {
		return q, nil
	}
	converted, err := q.Scaled(a.Size, b.Size)
	if err != nil {
		return core.Quantity{}, fmt.Errorf("lexicon: convert %s %s to %s: %w", q, from, to, err)
	}
	if back, err := converted.Scaled(b.Size, a.Size); err != nil || back != q {
		return core.Quantity{}, fmt.Errorf("lexicon: convert %s %s to %s: %w", q, from, to, core.ErrTooFine)
	}
	return converted, nil
}

// ErrFamily is the cause when two units do not convert into each other.
var ErrFamily = errors.New("units of measure of unlike kind")

// fields of a line of the data file.
const fields = 6

// parse reads the data file; its head says what a line holds, “#” begins a comment.
func parse(text string) (*units, error) {
	u := &units{byName: map[string]int{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := u.add(strings.Split(line, "|")); err != nil {
			return nil, fmt.Errorf("lexicon: line %d: %w", n, err)
		}
	}
	for i, unit := range u.all {
		k, ok := u.byName[fold(unit.Storage)]
		if !ok || u.all[k].Family != unit.Family || unit.Size%u.all[k].Size != 0 {
			return nil, fmt.Errorf("lexicon: %s cannot be kept in %s", unit.Name, unit.Storage)
		}
		u.all[i].Factor = unit.Size / u.all[k].Size
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
	for i := range line {
		line[i] = strings.TrimSpace(line[i])
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

// fold makes names comparable: no surrounding space, half-width, lower case.
func fold(name string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			return r - '！' + '!'
		}
		return r
	}, strings.TrimSpace(name)))
}
