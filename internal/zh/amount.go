package zh

import (
	_ "embed"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// Bound says how a stated number limits the true one.
type Bound string

const (
	Equal       Bound = "eq"
	Approximate Bound = "approx" // 约, 近, 左右
	AtLeast     Bound = "ge"     // 以上, 不低于
	MoreThan    Bound = "gt"     // 超, 逾, 余, 多
	AtMost      Bound = "le"     // 以内, 不超过
	LessThan    Bound = "lt"     // 以下, 不足
	Between     Bound = "range"  // 4.5-5%
)

// Amount is a number with scale, unit and bound. Offsets are bytes of the
// string it was read from. 约50亿元 is Values [50], Scale 亿, Unit 元, Approximate.
type Amount struct {
	Start, End int
	Values     []Decimal
	Scale      string // as written: "", 千, 万, 百万, 亿, 万亿 …
	Unit       string // base unit as written, may be empty
	Bound      Bound
}

// Written is the unit as it stands in the text, without bound words: 亿元, 万亩.
func (a Amount) Written() string { return a.Scale + a.Unit }

// Canonical multiplies the scale out: 1.4 万亩 is 14000 亩. False on overflow.
func (a Amount) Canonical() ([]Decimal, bool) {
	power := 0
	for _, r := range a.Scale {
		power += scalePower(r)
	}
	out := make([]Decimal, 0, len(a.Values))
	for _, v := range a.Values {
		c, ok := v.Shift(power)
		if !ok {
			return nil, false
		}
		out = append(out, c)
	}
	return out, true
}

func scalePower(r rune) int {
	switch r {
	case '十':
		return 1
	case '百':
		return 2
	case '千':
		return 3
	case '万':
		return 4
	case '亿':
		return 8
	}
	return 0
}

//go:embed units.txt
var unitText string

// units is the embedded list, longest first; it never changes after loading.
var units = sync.OnceValue(func() []string {
	var all []string
	for _, l := range strings.Split(unitText, "\n") {
		if !strings.HasPrefix(l, "#") {
			all = append(all, strings.Fields(l)...)
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return len(all[i]) > len(all[j]) })
	return all
})

// word pairs a word with the bound it gives.
type word struct {
	text  string
	bound Bound
}

// Words that touch a number from the left and belong to it, and those that
// follow the number (before or after its unit). Verbs (超过, 突破) are not here.
func leftWords() []word {
	return []word{{"大约", Approximate}, {"约", Approximate}, {"近", Approximate}}
}

func tailWords() []word { return []word{{"余", MoreThan}, {"多", MoreThan}} }

func endWords() []word {
	return []word{{"左右", Approximate}, {"上下", Approximate}, {"以上", AtLeast}, {"以内", AtMost}, {"以下", LessThan}}
}

func cutWord(s string, words []word) (int, Bound) {
	for _, w := range words {
		if strings.HasPrefix(s, w.text) {
			return len(w.text), w.bound
		}
	}
	return 0, ""
}

// ScanAmount reads the amount at the start of s: bound word, number or range,
// 余/多, scale, unit, 以上/左右. A bare number without scale and unit is an amount
// with an empty unit.
func ScanAmount(s string) (Amount, bool) {
	a := Amount{Bound: Equal}
	i, b := cutWord(s, leftWords())
	a.bind(b)
	v, n, ok := ScanNumber(s[i:])
	if !ok {
		return Amount{}, false
	}
	i += n
	a.Values = []Decimal{v}
	if w := dash(s[i:]); w > 0 {
		if hi, n, ok := ScanNumber(s[i+w:]); ok {
			a.Values, a.Bound = append(a.Values, hi), Between
			i += w + n
		}
	}
	i += a.tail(s[i:])
	for i < len(s) {
		r, w := utf8.DecodeRuneInString(s[i:])
		if scalePower(r) == 0 || r == '十' && a.Scale == "" {
			break
		}
		a.Scale += string(r)
		i += w
		i += a.tail(s[i:])
	}
	for _, u := range units() {
		if strings.HasPrefix(s[i:], u) {
			a.Unit = u
			i += len(u)
			break
		}
	}
	n, b = cutWord(s[i:], endWords())
	a.bind(b)
	a.End = i + n
	return a, true
}

func (a *Amount) bind(b Bound) {
	if b != "" && a.Bound == Equal {
		a.Bound = b
	}
}

// tail takes 余 or 多 and returns the bytes used.
func (a *Amount) tail(s string) int {
	n, b := cutWord(s, tailWords())
	a.bind(b)
	return n
}

// dash gives the width of a range sign.
func dash(s string) int {
	for _, d := range []string{"——", "—", "－", "-", "–", "~", "～", "至"} {
		if strings.HasPrefix(s, d) {
			return len(d)
		}
	}
	return 0
}
