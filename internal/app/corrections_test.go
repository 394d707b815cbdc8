package app_test

import (
	"strconv"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/testing/pgtest"
)

// A sheet that is corrected twice and then filed again without a reason is in the
// list of corrections twice, the newer first, and as of a moment between once.
func TestEveryCorrectionIsListed(t *testing.T) { pgtest.BothEngines(t, everyCorrectionIsListed) }

func everyCorrectionIsListed(t *testing.T, db string) {
	p := newMonthPlaceOn(t, db)
	p.at("2023-05-22")
	p.file("reporter", sheetOf(april, "40", "19"))
	between := core.Seq(0)
	for i, c := range []struct{ value, reason string }{{"39.6", "一个项目重复计入"}, {"39.5", "再核减一户"}, {"39.4", ""}} {
		fix := sheetOf(april, c.value, "19")
		fix.Reason = c.reason
		p.file("reporter", fix)
		if i == 0 {
			between = p.seq()
		}
	}
	list := func(asOf string) []string {
		j, err := p.app.Judge(t.Context(), p.as("office1"), app.Moment{AsOf: asOf})
		if err != nil {
			t.Fatalf("Judge(as of %q) = %v", asOf, err)
		}
		all, err := p.app.Corrections(t.Context(), p.as("office1"), j)
		if err != nil {
			t.Fatalf("Corrections(as of %q) = %v", asOf, err)
		}
		var reasons []string
		for _, c := range all {
			reasons = append(reasons, c.Reason)
		}
		return reasons
	}
	if got := list(strconv.FormatInt(int64(between), 10)); len(got) != 1 || got[0] != "一个项目重复计入" {
		t.Errorf("Corrections() after the first = %q, want that one", got)
	}
	if got := list(""); len(got) != 2 || got[0] != "再核减一户" || got[1] != "一个项目重复计入" {
		t.Errorf("Corrections() = %q, want both, the newer first", got)
	}
}
