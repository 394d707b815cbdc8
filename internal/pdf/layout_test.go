package pdf

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// set places a text of 10 points, each Chinese character as wide as it is high.
func set(x, y float64, s string) []glyph {
	var out []glyph
	for _, r := range s {
		width := 10.0
		if r < 0x80 {
			width = 5
		}
		out = append(out, glyph{r: r, left: x, right: x + width, bottom: y, top: y + 10})
		x += width
	}
	return out
}

// down places lines under one another.
func down(x, y, step float64, lines ...string) []glyph {
	var out []glyph
	for i, l := range lines {
		out = append(out, set(x, y-step*float64(i), l)...)
	}
	return out
}

func TestCompose(t *testing.T) {
	const ten = "一二三四五六七八九甲"
	gap := func(x float64) glyph { return glyph{r: ' ', left: x, right: x, bottom: 700, top: 700, made: true} }
	tests := []struct {
		name  string
		pages [][]glyph
		want  string
	}{
		{"lines of one paragraph", [][]glyph{down(100, 700, 16, ten, ten, "完。")}, ten + ten + "完。\n"},
		{"a line that ends early", [][]glyph{down(100, 700, 16, ten, "一二三四", ten)}, ten + "一二三四\n" + ten + "\n"},
		{"space between paragraphs", [][]glyph{append(down(100, 700, 16, ten, ten), down(100, 658, 16, ten, ten)...)}, ten + ten + "\n" + ten + ten + "\n"},
		{"numbered points as long as the line", [][]glyph{down(100, 700, 16, "一、三四五六七八九甲", "二、三四五六七八九甲", "2.1三四五六七八九")}, "一、三四五六七八九甲\n二、三四五六七八九甲2.1三四五六七八九\n"},
		{"a narrow list", [][]glyph{down(100, 700, 16, "区发改局", "区工信局", "区商务局")}, "区发改局\n区工信局\n区商务局\n"},
		{"a heading of another size", [][]glyph{append([]glyph{{r: '大', left: 100, right: 120, bottom: 720, top: 740}, {r: '会', left: 120, right: 140, bottom: 720, top: 740}}, down(100, 700, 16, ten, ten)...)}, "大会\n" + ten + ten + "\n"},
		{"English", [][]glyph{down(100, 700, 16, "the growth of all", "revenue,", "in parts of those", "2023 and")}, "the growth of all revenue,\nin parts of those 2023 and\n"},
		{"a space set between Chinese and figures", [][]glyph{append(append(set(100, 700, "到"), gap(110)), set(112.5, 700, "2023")...)}, "到2023\n"},
		{"a space of the file", [][]glyph{set(100, 700, "讯 今天")}, "讯 今天\n"},
		{"cells", [][]glyph{append(set(100, 700, "合计"), set(130, 700, "12")...)}, "合计\t12\n"},
		{"cells close together under others", [][]glyph{append(append(set(100, 700, "单位"), set(160, 700, "数")...), append(append(set(100, 684, "工业信息"), set(142, 684, "元")...), append(set(160.5, 684, "12"), append(append(set(100, 668, "局"), set(142, 668, "个")...), set(160, 668, "3")...)...)...)...)},
			"单位\t数\n工业信息\t元\t12\n局\t个\t3\n"},
		{"raised", [][]glyph{append(set(100, 700, "面积12m"), glyph{r: '2', left: 135, right: 138, bottom: 705, top: 711})}, "面积12m2\n"},
		{"nothing", [][]glyph{nil, nil}, "|"},
		{"spaces alone", [][]glyph{{gap(100), {r: '\u3000', left: 100, right: 110, bottom: 700, top: 710}}}, ""},
		{"over the page", [][]glyph{down(100, 100, 16, ten, ten), down(80, 700, 16, ten, "完。")}, ten + ten + "|" + ten + "完。\n"},
		{"not over the page: a sentence ended", [][]glyph{down(100, 100, 16, ten, ten[:27]+"。"), down(100, 700, 16, ten, "完。")}, ten + ten[:27] + "。\n|" + ten + "完。\n"},
		{"places that are no numbers", [][]glyph{{{r: '一', left: math.NaN(), right: math.Inf(1), bottom: math.NaN(), top: 1}, {r: '二', left: 1, right: 0, bottom: 2, top: 1}}}, "一\n二\n"},
	}
	for _, tt := range tests {
		var sheets []sheet
		for _, p := range tt.pages {
			sheets = append(sheets, layOut(p))
		}
		if got := strings.Join(compose(sheets), "|"); got != tt.want {
			t.Errorf("compose(%s) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestPageNumber(t *testing.T) {
	for s, want := range map[string]int{"— 3 —": 3, "—12—": 12, "- 7 -": 7, "第 5 页": 5, "第5页 共9页": 5, "3/10": 3, "Page 2 of 9": 2, "12": 12, "2023年": 0, "12.5": 0, "—": 0, "12345": 0} {
		if n, _, is := pageNumber(s); n != want || is != (want > 0) {
			t.Errorf("pageNumber(%q) = %d, %t, want %d", s, n, is, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	many := []int{}
	for i := range 30 {
		many = append(many, 2*i+1)
	}
	for _, tt := range []struct {
		pages []int
		want  string
	}{{[]int{2}, "2"}, {[]int{1, 2, 3, 7, 9, 10}, "1–3, 7, 9–10"}, {many, "1, 3, 5, 7, 9, 11, 13, 15, 17, 19 …"}} {
		if got := numbers(tt.pages); got != tt.want {
			t.Errorf("numbers(%v) = %q, want %q", tt.pages, got, tt.want)
		}
	}
}

// Whatever stands wherever: no character is lost, doubled or changed.
func FuzzCompose(f *testing.F) {
	f.Add([]byte("\x10\x10\x40\x10\x20\x10\x41\x12"), uint8(1))
	f.Add([]byte("0123456789abcdefghijklmnopqrstuvwxyz"), uint8(2))
	f.Fuzz(func(t *testing.T, places []byte, pages uint8) {
		sheets := make([]sheet, max(int(pages%4), 1))
		var in []rune
		for i := range sheets {
			var glyphs []glyph
			for k := i * 4; k+4 <= len(places); k += 4 * len(sheets) {
				p := places[k : k+4]
				g := glyph{r: '一' + rune(p[2]), left: float64(p[0]) * 3, bottom: float64(p[1]) * 3, angle: float64(p[3]>>6) * math.Pi / 2}
				g.right, g.top = g.left+float64(p[3]&31), g.bottom+float64(p[3]&15)
				glyphs = append(glyphs, g)
				in = append(in, g.r)
			}
			sheets[i] = layOut(glyphs)
		}
		plain := make([]sheet, len(sheets))
		copy(plain, sheets)
		var out []rune
		for _, s := range compose(plain) {
			if !utf8.ValidString(s) {
				t.Errorf("compose() = %q, want UTF-8", s)
			}
			out = append(out, []rune(strings.NewReplacer("\n", "", "\t", "", " ", "", "　", "").Replace(s))...)
		}
		slices.Sort(in)
		slices.Sort(out)
		if len(sheets) < 3 && string(in) != string(out) { // from three pages on a running title is told once
			t.Errorf("compose() has %q, want %q", string(out), string(in))
		}
	})
}
