package zh

import "math"

// numeral is one number as it is written, with the scale that is left standing:
// 五十亿 is 50 at power 8, 三亿五千万 is 350000000 at power 0. lo and hi differ
// where two digits stand side by side: 五六十 is 50 to 60.
type numeral struct {
	lo, hi Decimal
	power  int // of the scale: 8 for 亿, 12 for 万亿, 7 for 千万
	end    int // byte after it
	core   int // byte after the number itself, before its scale

	some    bool // 几, 数, 余 or 多 stands inside
	about   bool // 来 stands inside
	bare    bool // begins with 百, 千, 万 or 亿
	arabic  bool
	runes   int  // digits and weights
	places  bool // digits without weights: 二〇二三
	odd     bool // two digits that are no pair: 九三, 六四
	invalid bool // too long to be a number: a code
	mixed   bool // more than one scale, multiplied out
}

// reading is the state of reading a Chinese numeral; each sum is kept twice, for
// the lower and the higher reading.
type reading struct {
	total, section, digit [2]int64
	hasDigit, zero        bool
	lastWeight            int64 // in the section; must fall
	lastPower             int   // of the last scale taken; must fall, or lifts all before it
	scales                int   // runs of 万 and 亿 taken
	lead                  [2]int64
	leadEnd               int
	after                 bool // something follows the first scale
	finance, plain        bool // which digits it is written in
}

// maxPower bounds scales: 万万亿 and 亿亿 are 10^16.
const maxPower = 16

var powers = [...]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// readNumeral reads the Chinese numeral at byte i of s; false if none begins there.
func (g Grammar) readNumeral(s string, i int) (numeral, bool) {
	var st reading
	n := numeral{end: i, core: i}
loop:
	for {
		at := g.join(s, n.end, n.runes > 0)
		r, w := runeAt(s, at)
		next := at + w
		took := false
		switch kindOf(r) {
		case digit, finance:
			took = st.digits(&n, s, at, r)
		case weight:
			took = st.weigh(&n, s, at, next, r)
		case scale:
			took = st.close(&n, s, at)
		case several:
			took = !g.exact && st.vague(&n, s, next, r)
		default:
			switch r {
			case '余', '餘', '多':
				// 十余万: only before a scale is it inside the number.
				if after, _ := runeAt(s, next); n.runes > 0 && !n.some && !g.exact && kindOf(after) == scale {
					n.some, n.end, took = true, next, true
				}
			case '点', '點':
				if d, end, ok := st.point(s, next); ok {
					n.lo, n.hi, n.end, n.core, n.runes = d, d, end, end, n.runes+2
					g.readScale(s, &n)
					return n, true
				}
			}
		}
		if !took || n.invalid {
			break loop
		}
	}
	if n.invalid {
		return n, true
	}
	return st.finish(n)
}

// digits takes the run of digits at byte i: one digit, two side by side (七八个),
// or a number written by places (二〇二三).
func (st *reading) digits(n *numeral, s string, i int, first rune) bool {
	fin := kindOf(first) == finance
	if n.some || n.bare || st.hasDigit || n.places || st.mixes(first, fin) {
		return false
	}
	var v [2]int64
	var all int64
	count, end := 0, i
	for {
		r, w := runeAt(s, end)
		d := digitValue(r)
		if d < 0 || (kindOf(r) == finance) != fin && r != '零' {
			break
		}
		if count < 2 {
			v[count] = d
		}
		if count < maxDigits {
			all = all*10 + d
		}
		count++
		end += w
	}
	begun := n.runes > 0
	if second, after := pairMark(s, end); count == 1 && second == v[0]+1 && v[0] > 0 {
		v[1], count, end = second, 2, after // 三、四百
	}
	switch {
	case count > maxDigits:
		n.invalid, n.end, n.runes = true, end, count
		return true
	case count == 1 && v[0] == 0 && begun:
		st.zero = true
	case count == 1:
		st.digit, st.hasDigit = [2]int64{v[0], v[0]}, true
	case count == 2 && v[0] == 0 && begun:
		st.digit, st.hasDigit, st.zero = [2]int64{v[1], v[1]}, true, true
	case count == 2 && (v[1] == v[0]+1 && v[0] > 0 || v[0] == 3 && v[1] == 5):
		st.digit, st.hasDigit = v, true
	case begun:
		return false
	default:
		st.digit, st.hasDigit = [2]int64{all, all}, true
		n.places, n.odd = true, count == 2
	}
	st.finance, st.plain = st.finance || fin, st.plain || !fin && first != '零'
	n.end, n.runes = end, n.runes+count
	return true
}

// pairMark reads the second digit of 三、四百 and 八、九个 behind the mark at byte i.
func pairMark(s string, i int) (int64, int) {
	w := cutAny(s, i, "、")
	if w == 0 {
		return 0, 0
	}
	r, rw := runeAt(s, i+w)
	end := i + w + rw
	next := firstRune(s, end)
	if digitValue(r) < 1 || kindOf(r) != digit || kindOf(next) != weight && kindOf(next) != scale && !oneOf(next, "个年天名倍成岁") || cutAny(s, end, "年级") > 0 {
		return 0, 0
	}
	return digitValue(r), end
}

// mixes says whether a digit is of the other way of writing than those before it.
func (st *reading) mixes(r rune, fin bool) bool {
	return fin && st.plain || !fin && st.finance && r != '零'
}

// weigh takes 十, 百 or 千.
func (st *reading) weigh(n *numeral, s string, at, next int, r rune) bool {
	size, times := weightOf(r)
	after, _ := runeAt(s, next)
	switch {
	case n.places || n.some || n.bare, st.lastWeight > 0 && size >= st.lastWeight:
		return false
	case size == 1000 && n.runes > 0 && oneOf(after, "克瓦米伏卡帕赫焦"):
		return false // 五千克
	case size == 100 && oneOf(after, "分") && cutAny(s, next, "分之", "分点", "分比", "分百") > 0:
		return false // 百分之, 五个百分点
	case kindOf(r) == weight && (r == '拾' || r == '佰' || r == '仟') && (!st.hasDigit || st.plain):
		return false
	}
	d := st.digit
	switch {
	case st.hasDigit && times > 1, !st.hasDigit && n.runes > 0 && size > 10:
		return false
	case !st.hasDigit:
		d = [2]int64{times, times}
		n.bare = size > 10
	}
	for k := range d {
		st.section[k] += d[k] * size
	}
	st.digit, st.hasDigit, st.zero, st.lastWeight = [2]int64{}, false, false, size
	n.end, n.runes = next, n.runes+1
	return true
}

// vague takes 几 and 数: 十几, 几十, 数百万. Alone they are no number.
func (st *reading) vague(n *numeral, s string, next int, r rune) bool {
	after, w := runeAt(s, next)
	switch {
	case n.runes > 0:
		if (r != '几' && r != '幾') || st.lastWeight != 10 || st.hasDigit || n.some {
			return false
		}
	case kindOf(after) == weight && after != '廿' && after != '卅' && cutAny(s, next, "百分") == 0:
		size, _ := weightOf(after)
		st.section, st.lastWeight, next = [2]int64{size, size}, size, next+w
	case kindOf(after) == scale:
		st.digit, st.hasDigit = [2]int64{1, 1}, true
	default:
		return false
	}
	n.some, n.end, n.runes = true, next, n.runes+1
	return true
}

// close takes the run of 万 and 亿 at byte i.
func (st *reading) close(n *numeral, s string, i int) bool {
	power, end := 0, i
	for {
		r, w := runeAt(s, end)
		if kindOf(r) != scale || power+scaleOf(r) > maxPower {
			break
		}
		power += scaleOf(r)
		end += w
	}
	part := [2]int64{st.section[0] + st.digit[0], st.section[1] + st.digit[1]}
	if n.runes == 0 {
		part, n.bare = [2]int64{1, 1}, true
	}
	lifts := st.scales > 0 && power > st.lastPower
	if lifts {
		part[0], part[1] = part[0]+st.total[0], part[1]+st.total[1]
	}
	if power == 0 || n.places && n.odd || st.scales > 0 && power == st.lastPower || part[0] <= 0 || part[1] > math.MaxInt64/2/powers[power] {
		return false
	}
	if st.scales == 0 {
		st.lead, st.leadEnd, n.power = part, i, power
	} else {
		st.after = true
	}
	for k := range part {
		part[k] *= powers[power]
		if lifts {
			st.total[k] = 0
		}
		st.total[k] += part[k]
	}
	st.section, st.digit, st.hasDigit, st.zero, st.lastWeight = [2]int64{}, [2]int64{}, false, false, 0
	st.lastPower, st.scales = power, st.scales+1
	n.end, n.runes = end, n.runes+1
	return true
}

// point reads the digits after 点: 三点五, but neither 三点 nor 三点五十分.
func (st *reading) point(s string, i int) (Decimal, int, bool) {
	if !st.hasDigit && st.section[0] == 0 || st.scales > 0 || st.digit[0] != st.digit[1] || st.section[0] != st.section[1] {
		return Decimal{}, 0, false
	}
	d := Decimal{unscaled: st.section[0] + st.digit[0]}
	for d.scale < 9 {
		r, w := runeAt(s, i)
		v := digitValue(r)
		if v < 0 || kindOf(r) == finance {
			break
		}
		d.unscaled, d.scale = d.unscaled*10+v, d.scale+1
		i += w
	}
	after, _ := runeAt(s, i)
	if d.scale == 0 || oneOf(after, "十百分刻钟整") && cutAny(s, i, "百分点", "百万", "百亿") == 0 || digitValue(after) >= 0 {
		return Decimal{}, 0, false
	}
	return d, i, true
}

// finish adds up. The last digit after a large weight stands for the next place
// (两万五 is 25000) unless a 零 says otherwise.
func (st *reading) finish(n numeral) (numeral, bool) {
	if n.runes == 0 || st.finance && n.runes < 2 {
		return numeral{}, false
	}
	if st.hasDigit && !st.zero && !n.some {
		lift := int64(1)
		if st.lastWeight >= 100 {
			lift = st.lastWeight / 10
		} else if st.lastWeight == 0 && st.scales > 0 {
			lift = powers[st.lastPower-1]
		}
		st.digit[0], st.digit[1] = st.digit[0]*lift, st.digit[1]*lift
	}
	rest := st.section[0] + st.digit[0]
	if st.scales == 1 && rest == 0 && !st.after {
		n.lo, n.hi, n.core = NewDecimal(st.lead[0]), NewDecimal(st.lead[1]), st.leadEnd
		return n, true
	}
	n.lo, n.hi = NewDecimal(st.total[0]+rest), NewDecimal(st.total[1]+st.section[1]+st.digit[1])
	n.power, n.core, n.mixed = 0, n.end, st.scales > 0
	return n, true
}

// scanChinese reads 十三, 二百零五, 二〇二三, 三亿五千万, 一点五 at the start of s.
// It refuses the approximate forms (五六十, 几十), which are not one number, and
// leaves a single 万 or 亿 at the end unread.
func scanChinese(s string) (Decimal, int, bool) {
	if k := kindOf(firstRune(s, 0)); k != digit && k != finance && k != weight {
		return Decimal{}, 0, false
	}
	n, ok := Grammar{exact: true}.readNumeral(s, 0)
	if !ok || n.invalid || n.some || n.lo != n.hi || n.odd {
		return Decimal{}, 0, false
	}
	return n.lo, n.core, true
}
