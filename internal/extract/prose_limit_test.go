package extract

import (
	"strings"
	"testing"
	"time"
)

// A list of ten thousand names for one number once made two gigabytes of facts.
func TestLongListsAreNoProse(t *testing.T) {
	for _, text := range []string{
		strings.Repeat("甲集群、", 20_000) + "分别达2个。",
		strings.Repeat("投入30亿元支持园区建设", 6_000),
		strings.Repeat("总投资80亿元的某某基地、", 6_000),
		strings.Repeat("新建学校3所，", 6_000),
	} {
		begun := time.Now()
		if got := ReadProse(text, Options{Date: "2026-01-10"}); len(got.Quantities) > 0 {
			t.Errorf("%.30s…: %d quantities in %v", text, len(got.Quantities), time.Since(begun))
		}
	}
	if got := ReadProse(strings.Repeat("新建学校3所，", 200)+"。", Options{Date: "2026-01-10"}); len(got.Quantities) != 200 {
		t.Errorf("a long sentence: %d quantities, want 200", len(got.Quantities))
	}
}
