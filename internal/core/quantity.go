package core

import (
	"errors"
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// Quantity is a decimal number of millionths in an int64, or unknown. Its zero
// value is unknown, not 0: what a source leaves out stays out. The unit of
// measure belongs to the indicator, never to the quantity.
//
// Range: ±9,223,372,036,854.775807. Beyond it every operation fails; nothing wraps.
type Quantity struct {
	micro int64
	known bool
}

// Scale is how many stored steps make one.
const Scale = 1_000_000

// Faults of quantity arithmetic and reading.
var (
	ErrOverflow = errors.New("core: quantity out of range")
	ErrUnknown  = errors.New("core: quantity unknown")
	ErrSyntax   = errors.New("core: not a decimal number")
	ErrTooFine  = errors.New("core: more than six decimals")
)

// Micro makes a known quantity from millionths.
func Micro(n int64) Quantity { return Quantity{micro: n, known: true} }

// Whole makes a known quantity from an integer of at most nine trillion.
func Whole(n int64) Quantity { return Micro(n * Scale) }

// Known reports whether there is a number.
func (q Quantity) Known() bool { return q.known }

// Micro gives the stored millionths; 0 when unknown.
func (q Quantity) Micro() int64 { return q.micro }

// IsZero reports whether q is a known nought.
func (q Quantity) IsZero() bool { return q.known && q.micro == 0 }

// Float is for drawing and forecasting only.
func (q Quantity) Float() float64 { return float64(q.micro) / Scale }

// Add is the checked sum; unknown if either is unknown.
func (q Quantity) Add(r Quantity) (Quantity, error) {
	if !q.known || !r.known {
		return Quantity{}, ErrUnknown
	}
	sum := q.micro + r.micro
	if (sum > q.micro) != (r.micro > 0) && r.micro != 0 {
		return Quantity{}, ErrOverflow
	}
	return Micro(sum), nil
}

// Sub is the checked difference q − r.
func (q Quantity) Sub(r Quantity) (Quantity, error) {
	if r.known && r.micro == math.MinInt64 {
		return Quantity{}, ErrOverflow
	}
	r.micro = -r.micro
	return q.Add(r)
}

// Magnitude is q without its sign; unknown if q is.
func (q Quantity) Magnitude() Quantity {
	if q.micro < 0 {
		q.micro = -q.micro
	}
	return q
}

// Sum adds all; the empty sum is a known 0.
func Sum(all ...Quantity) (Quantity, error) {
	total := Micro(0)
	var err error
	for _, q := range all {
		if total, err = total.Add(q); err != nil {
			return Quantity{}, err
		}
	}
	return total, nil
}

// Compare orders two known quantities: −1, 0, +1. Unknown sorts first.
func (q Quantity) Compare(r Quantity) int {
	switch {
	case q.known != r.known:
		if r.known {
			return -1
		}
		return 1
	case q.micro < r.micro:
		return -1
	case q.micro > r.micro:
		return 1
	}
	return 0
}

// Ratio gives q ÷ r in millionths of one, rounded half away from zero, with a
// 128-bit intermediate. It fails on unknown, on r = 0 and on overflow.
func Ratio(q, r Quantity) (int64, error) {
	if !q.known || !r.known {
		return 0, ErrUnknown
	}
	return mulDiv(q.micro, Scale, r.micro)
}

// Scaled gives q × num ÷ den, rounded half away from zero.
func (q Quantity) Scaled(num, den int64) (Quantity, error) {
	if !q.known {
		return Quantity{}, ErrUnknown
	}
	n, err := mulDiv(q.micro, num, den)
	if err != nil {
		return Quantity{}, err
	}
	return Micro(n), nil
}

// Stepped gives q × num ÷ den as a multiple of step millionths, rounded once, half
// away from zero: 100 by 4 twelfths to whole ones is 33. It fails on unknown, on
// den = 0, on overflow and on a step below 1.
func (q Quantity) Stepped(num, den, step int64) (Quantity, error) {
	if !q.known {
		return Quantity{}, ErrUnknown
	}
	if den == 0 || step < 1 {
		return Quantity{}, ErrOverflow
	}
	hi, lo := bits.Mul64(magnitude(q.micro), magnitude(num))
	m := magnitude(den)
	if hi >= m {
		return Quantity{}, ErrOverflow
	}
	quotient, rest := bits.Div64(hi, lo, m)
	s := uint64(step)
	steps, over := quotient/s, quotient%s
	// Over and the rest ÷ m of one more are together at least half a step.
	if over >= s-over || over+1 == s-over && rest >= m-rest {
		steps++
	}
	if hi, lo = bits.Mul64(steps, s); hi != 0 || lo > math.MaxInt64 {
		return Quantity{}, ErrOverflow
	}
	return Micro(signed(lo, (q.micro < 0) != (num < 0) != (den < 0))), nil
}

func signed(magnitude uint64, negative bool) int64 {
	if negative {
		return -int64(magnitude)
	}
	return int64(magnitude)
}

func mulDiv(a, b, c int64) (int64, error) {
	if c == 0 {
		return 0, ErrOverflow
	}
	negative := (a < 0) != (b < 0) != (c < 0)
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	m := magnitude(c)
	lo, carry := bits.Add64(lo, m/2, 0)
	hi += carry
	if hi >= m {
		return 0, ErrOverflow
	}
	quotient, _ := bits.Div64(hi, lo, m)
	if quotient > math.MaxInt64 {
		return 0, ErrOverflow
	}
	return signed(quotient, negative), nil
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-(n + 1)) + 1
	}
	return uint64(n)
}

// String is the canonical decimal: no exponent, no trailing zeros, "" when unknown.
func (q Quantity) String() string {
	if !q.known {
		return ""
	}
	m := magnitude(q.micro)
	s := strconv.FormatUint(m/Scale, 10)
	if frac := m % Scale; frac != 0 {
		s += "." + strings.TrimRight(fmt.Sprintf("%06d", frac), "0")
	}
	if q.micro < 0 {
		return "-" + s
	}
	return s
}

// ParseQuantity reads a plain decimal: optional sign, digits, optional point
// and digits. Six decimals at most; trailing zeros beyond do no harm. It fails
// with ErrSyntax, ErrTooFine or ErrOverflow.
func ParseQuantity(s string) (Quantity, error) {
	digits, negative := s, false
	if digits != "" && (digits[0] == '-' || digits[0] == '+') {
		negative, digits = digits[0] == '-', digits[1:]
	}
	whole, frac, _ := strings.Cut(digits, ".")
	if whole == "" && frac == "" || !allDigits(whole) || !allDigits(frac) {
		return Quantity{}, ErrSyntax
	}
	frac = strings.TrimRight(frac, "0")
	if len(frac) > 6 {
		return Quantity{}, ErrTooFine
	}
	text := strings.TrimLeft(whole, "0") + frac + strings.Repeat("0", 6-len(frac))
	if negative {
		text = "-" + text
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return Quantity{}, ErrOverflow
	}
	return Micro(n), nil
}

// ReadQuantity reads what a person typed or pasted: full-width digits and
// signs, the true minus, surrounding space, and thousands separators where each
// group has three digits. The empty text is unknown. It never guesses: “1,23”
// or “约5” fail with ErrSyntax.
func ReadQuantity(s string) (Quantity, error) {
	s = strings.TrimSpace(strings.Map(halfWidth, s))
	if s == "" {
		return Quantity{}, nil
	}
	if strings.Contains(s, ",") {
		plain, ok := ungroup(s)
		if !ok {
			return Quantity{}, ErrSyntax
		}
		s = plain
	}
	return ParseQuantity(s)
}

func halfWidth(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '　' || r == '\u00a0' || r == '\u202f':
		return ' '
	case r == '−' || r == '–':
		return '-'
	}
	return r
}

func ungroup(s string) (string, bool) {
	whole, frac, hasPoint := strings.Cut(s, ".")
	groups := strings.Split(whole, ",")
	head := strings.TrimLeft(groups[0], "+-")
	if len(head) == 0 || len(head) > 3 {
		return "", false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 {
			return "", false
		}
	}
	plain := strings.Join(groups, "")
	if hasPoint {
		plain += "." + frac
	}
	return plain, true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
