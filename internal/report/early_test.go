package report_test

import (
	"testing"

	"tupo/internal/core"
	"tupo/internal/report"
)

func TestEarly(t *testing.T) {
	const today = core.Date("2023-11-14")
	tests := []struct {
		period core.Period
		basis  report.Basis
		want   string
	}{
		{core.Month(2023, 10), report.Official, ""},
		{core.Month(2023, 11), report.Operational, ""},
		{core.Month(2023, 11), report.Official, "report.not-over"},
		{core.Month(2023, 11), report.Published, "report.not-over"},
		{core.Month(2023, 12), report.Operational, "report.not-begun"},
		{core.Months(2023, 10, 12), report.Operational, "report.not-begun"},
		{core.Months(2023, 1, 12), report.Published, "report.not-begun"},
		{core.Months(2023, 9, 11), report.Operational, ""},
	}
	for _, tt := range tests {
		if got := report.Early(tt.basis, tt.period, today); got != tt.want {
			t.Errorf("Early(%s, %s, %s) = %q, want %q", tt.basis, tt.period, today, got, tt.want)
		}
	}
	if got := report.Early(report.Official, core.Month(2023, 11), "2023-11-30"); got != "" {
		t.Errorf("Early(official, 2023-11, its last day) = %q, want none", got)
	}
}
