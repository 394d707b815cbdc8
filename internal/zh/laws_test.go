package zh

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// printed writes n (0 to 10^16) in Chinese numerals, the way official texts do.
func printed(n int64) string {
	if n == 0 {
		return "零"
	}
	return section(n, false)
}

// section writes n; inner sections begin with 零 where a place is empty.
func section(n int64, inner bool) string {
	for _, s := range []struct {
		size int64
		name string
	}{{1e8, "亿"}, {1e4, "万"}} {
		if n >= s.size {
			high, low := n/s.size, n%s.size
			out := section(high, inner) + s.name
			switch {
			case low == 0:
				return out
			case low < s.size/10:
				return out + "零" + section(low, true)
			}
			return out + section(low, true)
		}
	}
	digits := []rune("零一二三四五六七八九")
	var b strings.Builder
	empty := false
	for _, w := range []struct {
		size int64
		name string
	}{{1000, "千"}, {100, "百"}, {10, "十"}, {1, ""}} {
		d := n / w.size % 10
		switch {
		case d == 0:
			empty = b.Len() > 0
			continue
		case empty:
			b.WriteRune('零')
			empty = false
		}
		if d != 1 || w.size != 10 || b.Len() > 0 || inner {
			b.WriteRune(digits[d])
		}
		b.WriteString(w.name)
	}
	return b.String()
}

// TestChineseNumeralsRoundTrip prints and reads numbers of every size.
func TestChineseNumeralsRoundTrip(t *testing.T) {
	check := func(t interface {
		Fatalf(string, ...any)
	}, n int64) {
		text := printed(n)
		full := text + "个"
		got, ok := Grammar{}.At(full, 0)
		if n == 0 {
			return // 零 alone is no amount
		}
		values, fits := got.Canonical()
		if !ok || !fits || len(values) != 1 || values[0].String() != NewDecimal(n).String() || full[got.From:got.To] != text {
			t.Fatalf("At(%q) = %q %v, %v; want %d", full, full[got.From:got.To], values, ok, n)
		}
	}
	for n := range int64(20_000) {
		check(t, n)
	}
	for _, n := range []int64{1e4, 1e5, 1e8, 1e12, 1e15, 1e16, 1e16 - 1, 100_000_001, 1_0001_0001, 9999_9999_9999_9999} {
		check(t, n)
	}
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(0, 1e16).Draw(t, "size")
		check(t, rapid.Int64Range(0, max(size, 1)).Draw(t, "n"))
	})
}

// TestDigitsRoundTrip prints decimals with and without separators and widths.
func TestDigitsRoundTrip(t *testing.T) {
	wide := strings.NewReplacer("0", "０", "1", "１", "2", "２", "3", "３", "4", "４", "5", "５", "6", "６", "7", "７", "8", "８", "9", "９", ".", "．", ",", "，")
	rapid.Check(t, func(t *rapid.T) {
		d := Decimal{rapid.Int64Range(0, 999_999_999_999).Draw(t, "unscaled"), rapid.IntRange(0, 4).Draw(t, "scale")}
		text := d.String()
		whole, part, point := strings.Cut(text, ".")
		if rapid.Bool().Draw(t, "grouped") {
			for i := len(whole) - 3; i > 0; i -= 3 {
				whole = whole[:i] + "," + whole[i:]
			}
		}
		if text = whole; point {
			text += "." + part
		}
		if rapid.Bool().Draw(t, "wide") {
			text = wide.Replace(text)
		}
		scale := rapid.SampledFrom([]string{"", "万", "千万", "亿", "万亿"}).Draw(t, "scale")
		full := text + scale + "元"
		n, ok := Grammar{}.At(full, 0)
		if !ok || n.Refused != "" || n.End != len(full) || n.Values()[0].String() != d.String() || n.Written() != scale+"元" {
			t.Fatalf("At(%q) = %q %v %s %s, %v; want %s", full, full[n.Start:n.End], n.Values(), n.Written(), n.Refused, ok, d)
		}
	})
}

// pieces are what generated prose is made of.
var pieces = []string{"约", "近", "超", "不低于", "上", "数", "几", "十", "百", "千", "万", "亿", "一", "两", "三", "五", "半", "零", "〇", "壹", "拾", "廿",
	"1", "2", "05", "5.5", "3,000", "２０", "．", "，", ",", ".", "%", "％", "‰", "百分之", "分之", "成", "倍", "翻", "番", "个百分点", "元", "亩", "个", "年", "月", "日", "号",
	"至", "到", "—", "-", ":", "：", "/", "+", "余", "多", "来", "以上", "左右", "及", "第", "之", "“", "”", "（", "）", "《", "》", "、", "。", "\n", " ", "季度", "前", "今", "明", "去", "底",
	"十四五", "时", "分", "点", "G", "PM", "级", "强", "连增", "期", "同期", "来", "近", "下旬", "周", "春节", "的", "\x80", "\xe4\xb8"}

// checkSpans holds what is true of every text.
func checkSpans(t interface {
	Fatalf(string, ...any)
}, text string) {
	for _, g := range []Grammar{{}, {Columns: true}} {
		last := 0
		for n := range g.Numbers(text) {
			ordered := n.Lead >= 0 && n.Lead <= n.Start && n.Start <= n.From && n.From < n.To && n.To <= n.End && n.End <= len(text) && n.From >= last
			if !ordered || n.Refused == "" && (n.count == 0 || n.Bound == "") {
				t.Fatalf("Numbers(%q) gives %+v after byte %d", text, n, last)
			}
			if n.Refused == "" {
				if at, ok := g.At(text, n.From); !ok || at != n {
					t.Fatalf("At(%q, %d) = %+v, %v; want %+v", text, n.From, at, ok, n)
				}
			}
			last = n.End
		}
	}
	for _, ref := range []Date{{}, {2023, 11, 14}, {2024, 2, 29}} {
		last := 0
		for _, e := range FindTimes(text, ref) {
			if e.Start < last || e.Start >= e.End || e.End > len(text) {
				t.Fatalf("FindTimes(%q) gives %+v after byte %d", text, e, last)
			}
			if e.Period != "" && !periodShape(e.Period) {
				t.Fatalf("FindTimes(%q) resolves %q to %q", text, text[e.Start:e.End], e.Period)
			}
			last = e.End
		}
	}
}

// periodShape says whether a resolved period has one of the forms that Time names.
func periodShape(p string) bool {
	shapes := []string{"0000", "0000-00", "0000-00-00", "0000Q0", "0000H0", "0000-0000", "0000-00/0000-00", "0000-00-00/0000-00-00"}
	shape := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return '0'
		}
		return r
	}, p)
	return slices.Contains(shapes, shape)
}

// TestSpansOfGeneratedText reads texts put together from the pieces of the grammar.
func TestSpansOfGeneratedText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkSpans(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 14).Draw(t, "pieces"), ""))
	})
}

// TestOwnUnitFunction shows that a caller's units take the place of the package's.
func TestOwnUnitFunction(t *testing.T) {
	g := Grammar{Unit: NewUnits([]string{"床", "床位"}).Match}
	n, ok := g.At("约3万床位以上", 0)
	if !ok || n.Unit != "床位" || n.Power != 4 || n.Bound != Approximate || n.End != len("约3万床位以上") {
		t.Errorf("At(约3万床位以上) = %+v, %v; want unit 床位 at power 4", n, ok)
	}
	if n, ok := g.At("5亩", 0); !ok || n.Unit != "" {
		t.Errorf("At(5亩) = %+v, %v; want no unit", n, ok)
	}
	if _, ok := g.At("约莫", 0); ok {
		t.Error("At(约莫) found a number")
	}
	if _, ok := g.At("共5亩", 0); ok {
		t.Error("At(共5亩, 0) found a number that begins later")
	}
}

func FuzzZh(f *testing.F) {
	for _, s := range []string{"约50亿元", "1.4万余亩", "“十四五”期间", "二〇二三年十一月", "五六十", "3,000", "年底前", "6.3:37.3:56.4", "八成五", "翻两番", "近五年", "2023-11-14",
		"百分之五到六", "5—\n6万元", "三、四百人", "9时30分", "11月上旬", "上周三", "春节前", "一半以上"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if a, ok := ScanAmount(s); ok && (a.End > len(s) || a.End <= 0) {
			t.Errorf("ScanAmount(%q) ends at %d of %d", s, a.End, len(s))
		}
		checkSpans(t, s)
		if !utf8.ValidString(s) {
			return
		}
		for n := range (Grammar{}).Numbers(s) {
			if !utf8.ValidString(s[n.Start:n.End]) || !utf8.ValidString(s[n.From:n.To]) {
				t.Fatalf("Numbers(%q) cuts a rune: %+v", s, n)
			}
		}
	})
}
