package extract

import (
	"fmt"
	"strings"

	"tupo/internal/zh"
)

// coming is the period of a time as a date to be kept: 9月30日前, said in March, is of the same
// year, not of the one before. written is the time as the text has it.
func coming(t zh.Time, written string, base zh.Date) string {
	if !t.Limit || t.Since || !base.Known() || !strings.HasSuffix(written, "前") || strings.Contains(written, "年") || len(t.Period) < len("2026-05") || t.Period[4] != '-' {
		return t.Period
	}
	year, month := 0, 0
	if n, err := fmt.Sscanf(t.Period[:7], "%4d-%2d", &year, &month); err != nil || n != 2 {
		return t.Period
	}
	if 12*(base.Year-year)+base.Month-month < longOver {
		return t.Period
	}
	return fmt.Sprintf("%04d%s", year+1, t.Period[4:])
}

// longOver is how many months a date must be over before it is taken for that of the next year.
const longOver = 2
