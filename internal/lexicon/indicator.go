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

// FindIndicator finds an indicator by its name or an alias. What stands before the name of
// place, time and reaching (全省, 全年, 实现) or after it of aiming (预期目标) does not matter.
func FindIndicator(name string) (Indicator, bool) {
	t := indicators()
	name = fold(name)
	if i, ok := t.byName[name]; ok {
		return t.all[i], true
	}
	for range maxWordsBefore {
		var cut bool
		if name, cut = withoutWord(name); !cut {
			break
		}
		if i, ok := t.byName[name]; ok {
			return t.all[i], true
		}
	}
	return Indicator{}, false
}

// withoutWord takes one word off a name that does not matter to what is measured; false if there is none.
func withoutWord(name string) (string, bool) {
	for _, w := range before {
		if rest, ok := strings.CutPrefix(name, w); ok {
			return rest, true
		}
	}
	for _, w := range after {
		if rest, ok := strings.CutSuffix(name, w); ok {
			return rest, true
		}
	}
	return name, false
}

// before are words of place, time and reaching before a name, after words of aiming behind it.
var (
	before = []string{"全省", "全市", "全区", "全县", "全州", "全国", "我省", "我市", "我区", "我县", "地方", "全年", "累计", "预计", "力争", "确保", "实现", "完成"}
	after  = []string{"预期目标", "目标"}
)

// maxWordsBefore is how many such words are taken off: 全区|全年|实现|地区生产总值.
const maxWordsBefore = 4

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
