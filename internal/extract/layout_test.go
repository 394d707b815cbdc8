package extract

import (
	"strings"
	"testing"
)

// TestLayOut holds that a layout has the breaks, the blocks and the day of a whole reading.
func TestLayOut(t *testing.T) {
	text := readFile(t, "testdata/specimen.txt")
	opts := Options{Date: "2025-09-18"}
	page, l := Read(text, opts), LayOut(text, opts)
	if len(page.LineBreaks) == 0 || len(l.Breaks) != len(page.LineBreaks) {
		t.Fatalf("LayOut has %d breaks, want the %d of Read", len(l.Breaks), len(page.LineBreaks))
	}
	for i, b := range page.LineBreaks {
		if got := l.Breaks[i]; int(got.Start) != b.Start || int(got.End) != b.End {
			t.Errorf("break %d is %v, want %d–%d", i, got, b.Start, b.End)
		}
		if from := l.BreaksFrom(b.Start); len(from) != len(l.Breaks)-i {
			t.Errorf("BreaksFrom(%d) has %d breaks, want those from %d on", b.Start, len(from), i)
		}
		if from := l.BreaksFrom(b.End); len(from) != len(l.Breaks)-i-1 {
			t.Errorf("BreaksFrom(%d) has %d breaks, want those after %d", b.End, len(from), i)
		}
	}
	headlines := 0
	for _, a := range page.Articles {
		if h := a.Headline; h != nil {
			if headlines++; l.KindOf(h.Start, h.End) != HeadlineBlock {
				t.Errorf("KindOf the headline %q is %d", h.Text, l.KindOf(h.Start, h.End))
			}
		}
		if d := a.Byline; d != nil && l.KindOf(d.Start, d.End) != BylineBlock {
			t.Errorf("KindOf the byline %q is %d", d.Text, l.KindOf(d.Start, d.End))
		}
	}
	if headlines == 0 || l.KindOf(page.Chars, page.Chars+10) != 0 {
		t.Errorf("the page has %d headlines, and after its end is a block of kind %d", headlines, l.KindOf(page.Chars, page.Chars+10))
	}
}

// TestKindOf holds which block a stretch is of where blocks lie in each other.
func TestKindOf(t *testing.T) {
	l := &Layout{Blocks: []Block{{Stretch{0, 100}, GuideBlock}, {Stretch{10, 20}, BylineBlock}, {Stretch{30, 40}, HeadlineBlock}}, ends: []int32{100, 100, 100}}
	for _, c := range []struct {
		start, end int
		want       BlockKind
	}{{12, 18, GuideBlock}, {90, 109, GuideBlock}, {90, 130, 0}, {100, 110, 0}} {
		if got := l.KindOf(c.start, c.end); got != c.want {
			t.Errorf("KindOf(%d, %d) = %d, want %d", c.start, c.end, got, c.want)
		}
	}
}

// TestColumnHeads holds how many lines head a table that is set one cell to a line.
func TestColumnHeads(t *testing.T) {
	for _, c := range []struct {
		text string
		want int // words of the header; 0 is none
	}{
		{"指标\n单位\n2024年完成\n粮食产量\n吨\n5", 3},
		{"指标\n单位\n2024年完成\n2025年目标\n粮食产量\n吨\n5\n6", 4},
		{"指标\n单位\n粮食产量", 0},
		{"指标\n" + strings.Repeat("指标\n", 20), 0},
		{"指标\n2024年完成\n2024年完成\n5", 2},
	} {
		f := &tableFinder{lex: loaded(), raw: []rune(c.text), lines: splitLines([]rune(c.text)), heads: heads{lex: loaded(), known: map[string]headRead{}}}
		got := 0
		if head := f.columnHeads(0); head != nil {
			got = len(head.cols)
		}
		if got != c.want {
			t.Errorf("columnHeads(%q) has %d words, want %d", c.text, got, c.want)
		}
	}
}

// TestLinesAreSearchedOnce holds that every structure mark has a character by which its line
// is looked at.
func TestLinesAreSearchedOnce(t *testing.T) {
	for text, want := range map[string]lineKind{
		"本报11月14日讯 今天召开会议": lineDateline, "本报电 (记者": lineDateline, "更多报道见3版": linePointer, "2024年3月1日 星期五": linePubdate,
		"云溪日报 星期五": linePubdate, "第3版 2024年3月1日": linePubdate, "国内统一刊号CN12-0001": lineNoise, "邮发代号": lineNoise, "总第123期": lineNoise,
		"今日8版": lineNoise, "农历": lineNoise, "星期五": lineNoise, "责编": lineNoise, "美编": lineNoise, "版式": lineNoise, "校对": lineNoise,
		"云溪市委主管": lineNoise, "云溪市委主办": lineNoise, "云溪日报社出版": lineNoise, "甲乙": lineText,
	} {
		if got := loaded().lineKind(text); got != want {
			t.Errorf("lineKind(%q) = %d, want %d", text, got, want)
		}
	}
}
