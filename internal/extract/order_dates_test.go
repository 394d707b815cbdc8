package extract

import (
	"testing"

	"tupo/internal/zh"
)

// Of a span only the beginning was once taken for the next year's, so that it ended
// before it began.
func TestComing(t *testing.T) {
	june, november := zh.Date{Year: 2024, Month: 6, Day: 1}, zh.Date{Year: 2024, Month: 11, Day: 3}
	for _, tt := range []struct {
		text string
		base zh.Date
		want string
	}{
		{"9月30日前", june, "2024-09-30"},
		{"9月30日前", november, "2025-09-30"},
		{"10月底前", november, "2024-10"}, // a month ago: it is late, not a year ahead
		{"3月底前", june, "2025-03"},
		{"1月至3月底前", june, "2025-01/2025-03"},
		{"2月29日前", june, "2024-02-29"},
		{"2024年3月底前", june, "2024-03"},
		{"3月底前", zh.Date{}, ""},
		{"一季度前", june, "2024Q1"},
	} {
		w, ok := zh.ScanTime(tt.text, tt.base)
		if !ok {
			t.Fatalf("ScanTime(%q) finds no time", tt.text)
		}
		if got := coming(w, tt.text[:w.End], tt.base); got != tt.want {
			t.Errorf("coming(%q, %v) = %q, want %q", tt.text, tt.base, got, tt.want)
		}
	}
}
