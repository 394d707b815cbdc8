package zh

import "unicode/utf8"

// chineseDigit gives the value of a plain numeral, or -1.
func chineseDigit(r rune) int64 {
	switch r {
	case '零', '〇', '○':
		return 0
	case '一', '壹':
		return 1
	case '二', '两', '贰':
		return 2
	case '三', '叁':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

// chineseUnit gives the weight of 十, 百, 千 and of 廿, 卅 (which are 2×10, 3×10).
func chineseUnit(r rune) (weight, times int64) {
	switch r {
	case '十', '拾':
		return 10, 1
	case '百', '佰':
		return 100, 1
	case '千', '仟':
		return 1000, 1
	case '廿':
		return 10, 2
	case '卅':
		return 10, 3
	}
	return 0, 0
}

// numeral is the state of reading a Chinese numeral: total of finished 万 and 亿
// sections, the open section below 万, and the digit waiting for its weight.
type numeral struct {
	total, section, digit int64
	lastWeight            int64 // weight last used in the section; must fall
	hasDigit, hasWeight   bool
	positional            int // digits written without weights (二〇二三)
	closed                int // 万 / 亿 already taken
}

// scanChinese reads 十三, 二百零五, 二〇二三, 三亿五千万, 一点五. It refuses the
// approximate forms (五六十, 几十), which are not one number.
func scanChinese(s string) (Decimal, int, bool) {
	var n numeral
	i := 0
loop:
	for i < len(s) {
		r, w := utf8.DecodeRuneInString(s[i:])
		switch weight, times := chineseUnit(r); {
		case chineseDigit(r) >= 0:
			if !n.addDigit(chineseDigit(r)) {
				return Decimal{}, 0, false
			}
		case weight > 0:
			if !n.addWeight(weight, times) {
				return Decimal{}, 0, false
			}
		case (r == '万' || r == '亿') && n.some() && numeralFollows(s[i+w:]):
			n.close(r)
		case r == '点' && n.some() && n.closed == 0:
			return fraction(n.value(), s, i, w)
		default:
			break loop
		}
		i += w
	}
	if !n.some() {
		return Decimal{}, 0, false
	}
	// A section that ended in 万 inside a longer number owns its last 万 too.
	if r, w := utf8.DecodeRuneInString(s[i:]); n.closed > 0 && r == '万' {
		n.close(r)
		i += w
	}
	return NewDecimal(n.value()), i, true
}

func (n *numeral) some() bool {
	return n.hasDigit || n.hasWeight || n.closed > 0
}

// value adds up; a positional number has its digits in section already.
func (n *numeral) value() int64 { return n.total + n.section + n.digit }

func (n *numeral) addDigit(d int64) bool {
	if d == 0 && n.hasWeight { // 二百零五: the zero only holds the place
		return !n.hasDigit
	}
	if n.hasDigit {
		if n.hasWeight || n.closed > 0 || n.positional > 12 {
			return false
		}
		n.digit = n.digit*10 + d
		n.positional++
		return true
	}
	n.digit, n.hasDigit = d, true
	return true
}

func (n *numeral) addWeight(weight, times int64) bool {
	if n.positional > 0 || n.hasWeight && weight >= n.lastWeight {
		return false
	}
	d := n.digit
	if !n.hasDigit {
		d = times
	} else if times > 1 {
		return false
	}
	n.section += d * weight
	n.digit, n.hasDigit, n.hasWeight, n.lastWeight = 0, false, true, weight
	return true
}

func (n *numeral) close(r rune) {
	scale := int64(1e4)
	if r == '亿' {
		scale = 1e8
	}
	n.total += (n.section + n.digit) * scale
	*n = numeral{total: n.total, closed: n.closed + 1}
}

// numeralFollows says whether another Chinese numeral comes at once: only then
// is a 万 or 亿 inside the number and not its unit.
func numeralFollows(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	weight, _ := chineseUnit(r)
	return chineseDigit(r) >= 0 || weight > 0
}

// fraction reads the digits after 点.
func fraction(whole int64, s string, at, w int) (Decimal, int, bool) {
	d := Decimal{unscaled: whole}
	i := at + w
	for i < len(s) && d.scale < 9 {
		r, rw := utf8.DecodeRuneInString(s[i:])
		v := chineseDigit(r)
		if v < 0 {
			break
		}
		d.unscaled, d.scale = d.unscaled*10+v, d.scale+1
		i += rw
	}
	if d.scale == 0 { // 三点 is an hour, not a number with a fraction
		return Decimal{unscaled: whole}, at, true
	}
	return d, i, true
}
