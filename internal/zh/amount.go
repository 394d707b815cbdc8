package zh

import (
	_ "embed"
	"strings"
	"sync"
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

// ownUnits finds the package's own units; it never changes after loading.
var ownUnits = sync.OnceValue(func() *Units { return NewUnits(listed(unitText)) })

// ScanAmount reads the amount at the start of s: bound word, number or range,
// 余/多, scale, unit, 以上/左右. A bare number without scale and unit is an amount
// with an empty unit. What stands before s is not looked at, and ordinals, names
// and dates are not told apart: Grammar does that in running text.
func ScanAmount(s string) (Amount, bool) {
	i := cutAny(s, 0, "大约", "将近", "约", "近", "上百", "上千", "上万", "上亿", "上十")
	if strings.HasPrefix(s, "上") {
		i = min(i, len("上"))
	}
	sign := cutAny(s, i, "-", "－", "−", "负")
	g := Grammar{}
	p, ok := g.part(s, i+sign)
	if !ok || p.invalid || p.bare && !p.some && i == 0 {
		return Amount{}, false
	}
	n := p.number()
	if p.lo == p.hi {
		g.span(s, &p, &n)
	}
	g.bounds(s, &n, &p)
	return Amount{End: n.End, Values: append([]Decimal(nil), n.Values()...), Scale: n.Scale(), Unit: n.Unit, Bound: n.Bound}, true
}
