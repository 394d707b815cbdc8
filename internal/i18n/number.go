package i18n

import (
	"strconv"
	"strings"

	"tupo/internal/core"
)

// Minus is the true minus sign U+2212; a hyphen is never shown before a figure.
const Minus = "−"

// Unknown is what stands where a figure is not known. It is never 0.
const Unknown = "—"

// Number prints a quantity rounded half away from zero to decimals places
// (0 to 6), digits grouped by three, with a true minus: "1,234.5", "−0.3", "—".
// Both languages print figures alike.
func Number(q core.Quantity, decimals int) string {
	steps, ok := round(q, decimals)
	if !ok {
		return Unknown
	}
	digits, negative := strings.CutPrefix(strconv.FormatInt(steps, 10), "-")
	if short := places(decimals) + 1 - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	point := len(digits) - places(decimals)
	s := group(digits[:point])
	if point < len(digits) {
		s += "." + digits[point:]
	}
	if negative {
		return Minus + s
	}
	return s
}

// Signed is Number with a plus before what is above nought: "+1.2", "−3", "0".
func Signed(q core.Quantity, decimals int) string {
	s := Number(q, decimals)
	if steps, ok := round(q, decimals); ok && steps > 0 {
		return "+" + s
	}
	return s
}

// round counts the steps of the last decimal place in q, rounded half away
// from zero: 1.25 to one place is 13 steps. It fails on an unknown quantity only.
func round(q core.Quantity, decimals int) (steps int64, ok bool) {
	step := int64(core.Scale)
	for range places(decimals) {
		step /= 10
	}
	n, err := q.Scaled(1, step)
	return n.Micro(), err == nil
}

func places(decimals int) int { return min(max(decimals, 0), 6) }

// Percent prints a ratio held in millionths of one (core.Ratio) as a
// percentage: Percent(871_234, 0) is "87%", Percent(-3_000, 1) is "−0.3%".
func Percent(millionths int64, decimals int) string {
	q, err := core.Micro(millionths).Scaled(100, 1)
	if err != nil {
		return Unknown
	}
	return Number(q, decimals) + "%"
}

// Count prints a whole number with grouped digits: "48,213".
func Count(n int64) string { return Number(core.Whole(n), 0) }

func group(whole string) string {
	var b strings.Builder
	for i, r := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(r)
	}
	return b.String()
}
