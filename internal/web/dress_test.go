package web

import "testing"

// 89.96 % once stood as “90.0%, below 90.0%”.
func TestPercentKeepsItsSideOfALimit(t *testing.T) {
	for _, c := range []struct {
		millionths int64
		limits     []int64
		want       string
	}{
		{899_600, []int64{1_000_000, 900_000}, "89.96%"},
		{899_999, []int64{1_000_000, 900_000}, "89.9999%"},
		{900_000, []int64{1_000_000, 900_000}, "90.0%"},
		{863_000, []int64{1_000_000, 900_000}, "86.3%"},
		{999_600, []int64{1_000_000, 900_000}, "99.96%"},
		{1_200_000, []int64{1_000_000, 900_000}, "120.0%"},
		{955_500, []int64{955_500}, "95.55%"},
		{333_333, nil, "33.3%"},
	} {
		if got := percent(c.millionths, c.limits...); got != c.want {
			t.Errorf("percent(%d, %v) = %s, want %s", c.millionths, c.limits, got, c.want)
		}
	}
}
