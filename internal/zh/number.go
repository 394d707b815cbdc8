// Package zh reads the small closed grammars of official Chinese: numerals
// (Chinese, Arabic, full-width), amounts with scale, unit and bound, and
// expressions of time resolved against a reference date.
//
// It is pure: no clock, no I/O, no state. It refuses to guess: an expression it
// cannot read completely is "not one" (false), never an approximation, and a
// relative date without a reference date stays unresolved.
package zh

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Decimal is an exact decimal number, unscaled × 10^-scale. Figures are carried
// as written (1.4 stays 1.4), never as binary floats.
type Decimal struct {
	unscaled int64
	scale    int
}

// NewDecimal gives a whole number.
func NewDecimal(n int64) Decimal { return Decimal{unscaled: n} }

// String is the canonical text: no exponent, no trailing zeros after the point.
func (d Decimal) String() string {
	s := strconv.FormatInt(d.unscaled, 10)
	if d.scale <= 0 {
		return s
	}
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	for len(s) <= d.scale {
		s = "0" + s
	}
	whole, part := s[:len(s)-d.scale], strings.TrimRight(s[len(s)-d.scale:], "0")
	if part == "" {
		return sign + whole
	}
	return sign + whole + "." + part
}

// MarshalJSON writes the number literal.
func (d Decimal) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }

// Int gives the value if it is a whole number.
func (d Decimal) Int() (int, bool) {
	n, err := strconv.Atoi(d.String())
	return n, err == nil
}

// Neg is d with the other sign.
func (d Decimal) Neg() Decimal { return signed(d, true) }

// Less says whether d is the smaller number.
func (d Decimal) Less(than Decimal) bool { return less(d, than) }

// Shift multiplies by 10^n (n ≥ 0); false on overflow.
func (d Decimal) Shift(n int) (Decimal, bool) {
	for ; n > 0; n-- {
		if d.scale > 0 {
			d.scale--
			continue
		}
		if d.unscaled > math.MaxInt64/10 || d.unscaled < math.MinInt64/10 {
			return Decimal{}, false
		}
		d.unscaled *= 10
	}
	return d, true
}

// ParseNumber reads a whole string as one number.
func ParseNumber(s string) (Decimal, bool) {
	d, n, ok := ScanNumber(s)
	if !ok || n != len(s) {
		return Decimal{}, false
	}
	return d, true
}

// ScanNumber reads the number at the start of s and returns the bytes it used.
// A trailing 万 or 亿 after a simple number is a scale and is left unread.
func ScanNumber(s string) (Decimal, int, bool) {
	if d, n, ok := scanArabic(s); ok {
		return d, n, true
	}
	return scanChinese(s)
}

// asciiDigit maps 0–9 and their full-width forms to '0'–'9', and the full-width
// sign, point and comma to ASCII; other runes stay.
func asciiDigit(r rune) rune {
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	switch r {
	case '．':
		return '.'
	case '，':
		return ','
	case '－', '−':
		return '-'
	case '＋':
		return '+'
	}
	return r
}

// digitAt says whether a digit starts at byte i of s.
func digitAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	r = asciiDigit(r)
	return r >= '0' && r <= '9'
}

// scanArabic reads an optional sign and digits, without a scale.
func scanArabic(s string) (Decimal, int, bool) {
	i, neg := 0, false
	if r, w := utf8.DecodeRuneInString(s); asciiDigit(r) == '-' || asciiDigit(r) == '+' {
		neg, i = asciiDigit(r) == '-', w
	}
	n, ok := Grammar{}.readDigits(s, i)
	if !ok || n.invalid {
		return Decimal{}, 0, false
	}
	return signed(n.lo, neg), n.end, true
}

func signed(d Decimal, neg bool) Decimal {
	if neg {
		d.unscaled = -d.unscaled
	}
	return d
}
