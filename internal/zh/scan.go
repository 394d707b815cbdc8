package zh

import (
	"iter"
	"unicode/utf8"
)

// Kind says what a number measures by the way it is written.
type Kind string

const (
	Plain    Kind = ""         // 50亿元, 三百, 7个
	Percent  Kind = "percent"  // 5%, 百分之五; Values [5]
	Permille Kind = "permille" // 3‰, 千分之三; Values [3]
	Points   Kind = "points"   // 1.2个百分点
	Tenths   Kind = "tenths"   // 八成五; Values [8.5]
	Fraction Kind = "fraction" // 三分之二; Values [2], Of 3; 一半 is 1 of 2
	Ratio    Kind = "ratio"    // 6.3:37.3:56.4; Values are its parts, at most four
	Times    Kind = "times"    // 2.5倍; 翻两番 is Values [4], Unit 倍
	Duration Kind = "duration" // 三年半, 24小时
)

// Refusal says why a number is no amount; empty for an amount.
type Refusal string

const (
	Ordinal Refusal = "ordinal" // 第四, 4号线, 前十名, 三级, 之一
	Dated   Refusal = "date"    // 2023年, 1—9月, 十四五, 8时30分
	Listed  Refusal = "list"    // （一）, 1., 一是
	Named   Refusal = "name"    // “18连增”, 千亿级, 500强, 三角洲
	Coded   Refusal = "code"    // 5G, PM2.5, 12345热线, 8+4
	Worded  Refusal = "word"    // 统一, 一些, 千方百计; a single numeral without a unit
)

// Number is an expression of number as it stands in a text; offsets are bytes.
//
//	约5100多亿元以内   Start…End the whole, From…To 5100多亿, Values [5100], Power 8,
//	                   Unit 元, Bound approx
//	超100万辆          Lead at 超, Start at 1, Bound gt: a verb stays outside
//	4.5—5%             Values [4.5 5], Bound range, Kind percent
//	第四               Values [4], Refused ordinal
type Number struct {
	Lead       int // begin of a bound word before Start that is a verb: 超, 不低于; else Start
	Start, End int // with unit and with the bound words that belong to the number: 约, 以上
	From, To   int // without them: digits and scale
	Power      int // of ten that the scale multiplies by: 4 for 万, 12 for 万亿
	Of         int // denominator of a fraction, else 0
	Unit       string
	Kind       Kind
	Bound      Bound
	Refused    Refusal
	Chinese    bool // written in Chinese numerals

	values [maxParts]Decimal
	count  int
}

const maxParts = 4

// Values gives the numbers as written, before Power: two of a range, all of a ratio.
func (n *Number) Values() []Decimal { return n.values[:n.count] }

// Canonical gives the values with the scale multiplied out: 1.4万 is 14000. False on overflow.
func (n *Number) Canonical() ([]Decimal, bool) {
	out := make([]Decimal, n.count)
	for i, v := range n.Values() {
		c, ok := v.Shift(n.Power)
		if !ok {
			return nil, false
		}
		out[i] = c
	}
	return out, true
}

// Scale names the power as a unit's prefix: 万, 千万, 万亿; "" for none.
func (n *Number) Scale() string { return scaleName(n.Power) }

// Written is the unit with its scale, without bound words: 亿元, 万亩, %.
func (n *Number) Written() string { return scaleName(n.Power) + n.Unit }

// Share gives a share in per cent: 百分之五 5, 3‰ 0.3, 八成五 85, 三分之二 66.67
// (two decimals). False for what is no share.
func (n *Number) Share() (Decimal, bool) {
	if n.count == 0 {
		return Decimal{}, false
	}
	v := n.values[0]
	switch n.Kind {
	case Percent:
		return v, true
	case Permille:
		return Decimal{unscaled: v.unscaled, scale: v.scale + 1}, true
	case Tenths:
		return v.Shift(1)
	case Fraction:
		whole, ok := v.Shift(4)
		if !ok || n.Of <= 0 || v.scale > 0 {
			return Decimal{}, false
		}
		of := int64(n.Of)
		return Decimal{unscaled: (whole.unscaled + of/2) / of, scale: 2}, true
	}
	return Decimal{}, false
}

var scaleNames = [...]string{1: "十", 2: "百", 3: "千", 4: "万", 5: "十万", 6: "百万", 7: "千万", 8: "亿",
	9: "十亿", 10: "百亿", 11: "千亿", 12: "万亿", 13: "十万亿", 14: "百万亿", 15: "千万亿", 16: "亿亿"}

func scaleName(power int) string {
	if power < 0 || power >= len(scaleNames) {
		return ""
	}
	return scaleNames[power]
}

// Grammar reads numbers out of running text. The zero Grammar knows the units of
// this package and takes a line break for the end of a number.
type Grammar struct {
	// Unit gives the bytes of the longest unit of measure, without scale, at the
	// start of s; 0 if none stands there. Nil: the package's own list.
	Unit func(s string) int
	// Columns lets numbers go on over a line break, as where a newspaper's column breaks.
	Columns bool

	exact bool // one number: neither 几 nor 余 inside
}

// Next finds the first number that begins at byte from of text or later, amounts
// and refused ones alike. A text without numbers costs one look-up a rune and
// no allocation. False if there is none.
func (g Grammar) Next(text string, from int) (Number, bool) {
	for i := max(from, 0); i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if kinds[c]&^moment == other {
				i++
				continue
			}
		}
		r, w := runeAt(text, i)
		if k := kindOf(r); k != other {
			if n, ok := g.read(text, i, k); ok && n.End > i {
				return n, true
			}
		}
		i += w
	}
	return Number{}, false
}

// At reads the longest number at byte i of text, which may begin with a bound
// word, a sign or 第. False if none begins there.
func (g Grammar) At(text string, i int) (Number, bool) {
	if i < 0 || i >= len(text) {
		return Number{}, false
	}
	for j := i; j < len(text) && j < i+maxLead; {
		r, w := runeAt(text, j)
		if k := kindOf(r); k != other {
			n, ok := g.read(text, j, k)
			return n, ok && n.End > j && (n.Start == i || n.From == i || n.Lead == i)
		}
		j += w
	}
	return Number{}, false
}

// maxLead bounds what may stand before the digits: 不得低于, a sign and a space.
const maxLead = 20

// Numbers yields all numbers of a text from left to right; they do not overlap.
func (g Grammar) Numbers(text string) iter.Seq[Number] {
	return func(yield func(Number) bool) {
		for i := 0; ; {
			n, ok := g.Next(text, i)
			if !ok || !yield(n) {
				return
			}
			i = n.End
		}
	}
}

func (g Grammar) unit(s string) int {
	if g.Unit != nil {
		return max(0, min(g.Unit(s), len(s)))
	}
	return ownUnits().Match(s)
}
