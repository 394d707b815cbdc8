package lexicon

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
)

//go:embed indicators.txt
var indicatorsFile string

// Direction is what is wished of an indicator.
type Direction string

const (
	Up   Direction = "up"
	Down Direction = "down"
	Hold Direction = "hold"
)

// Accumulation says what the figures of several periods are of an indicator.
type Accumulation string

const (
	Sum   Accumulation = "sum"   // flows: months add up to a year
	Stock Accumulation = "stock" // the state at the end of the period
	Rate  Accumulation = "rate"  // neither: a share, a mean, an index
)

// Indicator is what is measured, as official texts name it.
type Indicator struct {
	Name         string
	Unit         string // of its level, as it is mostly written: 亿元
	Direction    Direction
	Accumulation Accumulation
	Aliases      []string
}

// indicators is read once from the embedded file and never changed.
var indicators = sync.OnceValue(func() *indicatorTable {
	t, err := parseIndicators(indicatorsFile)
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	return t
})

type indicatorTable struct {
	all    []Indicator
	byName map[string]int
}

// FindIndicator finds an indicator by its name or an alias. A place before the name
// (全省, 全区) does not matter.
func FindIndicator(name string) (Indicator, bool) {
	t := indicators()
	name = fold(name)
	if i, ok := t.byName[name]; ok {
		return t.all[i], true
	}
	for _, place := range places {
		if rest, ok := strings.CutPrefix(name, place); ok {
			i, ok := t.byName[rest]
			if ok {
				return t.all[i], true
			}
		}
	}
	return Indicator{}, false
}

// places are the words of place before a name.
var places = []string{"全省", "全市", "全区", "全县", "全州", "全国", "我省", "我市", "我区", "我县", "地方"}

// Indicators lists all indicators in the order of the file.
func Indicators() []Indicator { return append([]Indicator(nil), indicators().all...) }

// indicatorFields of a line of the data file.
const indicatorFields = 5

func parseIndicators(text string) (*indicatorTable, error) {
	t := &indicatorTable{byName: map[string]int{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "|")
		if len(cells) != indicatorFields {
			return nil, fmt.Errorf("lexicon: indicators line %d: %d fields, want %d", n, len(cells), indicatorFields)
		}
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		ind := Indicator{cells[0], cells[1], Direction(cells[2]), Accumulation(cells[3]), strings.Fields(cells[4])}
		if err := t.add(ind); err != nil {
			return nil, fmt.Errorf("lexicon: indicators line %d: %w", n, err)
		}
	}
	return t, nil
}

func (t *indicatorTable) add(ind Indicator) error {
	switch {
	case ind.Direction != Up && ind.Direction != Down && ind.Direction != Hold:
		return fmt.Errorf("%q is no direction", ind.Direction)
	case ind.Accumulation != Sum && ind.Accumulation != Stock && ind.Accumulation != Rate:
		return fmt.Errorf("%q is no accumulation", ind.Accumulation)
	}
	t.all = append(t.all, ind)
	for _, name := range append([]string{ind.Name}, ind.Aliases...) {
		if _, taken := t.byName[fold(name)]; taken {
			return fmt.Errorf("%q is named twice", name)
		}
		t.byName[fold(name)] = len(t.all) - 1
	}
	return nil
}
