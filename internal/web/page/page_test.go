package page_test

import (
	"reflect"
	"testing"

	"tupo/internal/i18n"
	"tupo/internal/web/page"
)

func TestNewTableLabelsCells(t *testing.T) {
	table := page.NewTable(
		[]page.Column{{Label: "目标"}, {Label: "差", Numeric: true, Minor: true}},
		[]page.Row{{Cells: []page.Cell{{Text: "投资"}, {Text: "−42"}, {Text: "extra"}}}, {Group: "部门"}, {Cells: []page.Cell{{Text: "07"}, {Text: "行动", Head: true}}}},
	).WithFoot(page.Cell{Text: "合计"}, page.Cell{Text: "−50"})
	want := []page.Cell{
		{Text: "投资", Label: "目标", Head: true}, {Text: "−42", Label: "差", Numeric: true, Minor: true}, {Text: "extra"},
		{Text: "07", Label: "目标"}, {Text: "行动", Label: "差", Numeric: true, Minor: true, Head: true},
		{Text: "合计", Label: "目标", Head: true}, {Text: "−50", Label: "差", Numeric: true, Minor: true},
	}
	got := append(append(append([]page.Cell(nil), table.Rows[0].Cells...), table.Rows[2].Cells...), table.Foot...)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("NewTable cells = %+v\nwant %+v", got, want)
	}
}

func TestNewGridLabelsInputs(t *testing.T) {
	grid := page.NewGrid(
		[]page.Column{{Label: "期间"}, {Label: "计划", Numeric: true}, {Label: "说明"}},
		[]page.GridRow{{Head: "3月", Cells: []page.GridCell{{Text: "82"}, {Text: "—"}, {Text: "extra"}}}},
	).WithFoot(page.Cell{Text: "合计"}, page.Cell{Text: "82"})
	want := []page.GridCell{{Text: "82", Label: "计划", Numeric: true}, {Text: "—", Label: "说明"}, {Text: "extra"}}
	if got := grid.Rows[0].Cells; !reflect.DeepEqual(got, want) {
		t.Errorf("NewGrid cells = %+v, want %+v", got, want)
	}
	if got, want := grid.Foot[1], (page.Cell{Text: "82", Label: "计划", Numeric: true}); !reflect.DeepEqual(got, want) {
		t.Errorf("NewGrid foot = %+v, want %+v", got, want)
	}
}

// TestStripFillsItsRows holds that the last row of the strip is full, or lacks
// as few cells as any number of columns from four to seven allows.
func TestStripFillsItsRows(t *testing.T) {
	for actions, want := range map[int]string{1: "cols-2", 3: "cols-4", 6: "cols-7", 7: "cols-4", 10: "cols-6", 13: "cols-7", 14: "cols-5", 15: "cols-4", 17: "cols-6", 19: "cols-5", 20: "cols-7"} {
		if got := page.NewStrip("", make([]page.StripItem, actions), nil, "").Columns; got != want {
			t.Errorf("NewStrip of %d actions has %s, want %s", actions, got, want)
		}
	}
}

func TestLinkedMakesLinksOfHoles(t *testing.T) {
	got := page.Linked([]i18n.Segment{{Text: "完成 "}, {Text: "266 亿元", Hole: "actual"}, {Text: "，计划 "}, {Text: "308 亿元", Hole: "planned"}}, "actual", "/targets/T0102")
	want := page.Text{{Text: "完成 "}, {Text: "266 亿元", URL: "/targets/T0102", Strong: true}, {Text: "，计划 "}, {Text: "308 亿元", Strong: true}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Linked = %+v, want %+v", got, want)
	}
	if got := page.Plain(""); got != nil {
		t.Errorf("Plain(%q) = %+v, want nil", "", got)
	}
}

func TestLightHasAShapeOfItsOwn(t *testing.T) {
	seen := map[string]page.Tone{}
	for _, tone := range []page.Tone{page.ToneOn, page.ToneBehind, page.ToneFar, page.ToneDone, page.ToneUnknown} {
		shape := page.Light{Tone: tone}.Shape()
		if other, twice := seen[shape]; twice {
			t.Errorf("Shape of %s and of %s is %s, want two shapes", tone, other, shape)
		}
		seen[shape] = tone
	}
}

func TestFieldKey(t *testing.T) {
	for want, f := range map[string]page.Field{"f-unit": {Name: "unit"}, "unit-2": {Name: "unit", ID: "unit-2"}} {
		if got := f.Key(); got != want {
			t.Errorf("Key of %+v = %q, want %q", f, got, want)
		}
	}
}

// TestLightEscapes: what a rule's sentence or a word holds is text, never markup.
func TestLightEscapes(t *testing.T) {
	for want, l := range map[string]page.Light{
		`<span class="light far"><i aria-hidden="true">■</i>严重落后</span>`:                                      {Tone: page.ToneFar, Word: "严重落后"},
		`<span class="light on" title="&#34;&lt;b&gt;&#39;&amp;"><i aria-hidden="true">●</i>&lt;i&gt;</span>`: {Tone: page.ToneOn, Word: "<i>", Why: `"<b>'&`},
	} {
		if got := string(l.HTML()); got != want {
			t.Errorf("HTML of %+v = %s, want %s", l, got, want)
		}
	}
}
