package zh

import "testing"

func TestPlanName(t *testing.T) {
	for year, want := range map[int]string{1955: "一", 1964: "", 1983: "六", 2000: "九", 2003: "十", 2010: "十一", 2023: "十四", 2026: "十五", 2051: "二十", 2056: "二十一", 1900: ""} {
		if got := PlanName(year); got != want {
			t.Errorf("PlanName(%d) = %q; want %q", year, got, want)
		}
	}
}
