package app_test

import (
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
)

// What a table says becomes targets and published figures as what a sentence says does;
// what it wanted of a year that is over becomes neither.
func TestAcceptFromTable(t *testing.T) {
	a, w := draftPlace(t, "")
	r := readAims(t, a, w, "样区主要指标\n指标\t单位\t2022年目标\t2022年实际\t2023年预期\n地区生产总值\t亿元\t410\t400.5\t430\n"+
		"规模以上工业增加值增速\t%\t7\t7.2\t8-9\n城镇登记失业率\t%\t4.6\t4.4\t≤4.5\n居民人均可支配收入增速\t%\t6\t5.9\t与经济增长同步\n")
	f, _, err := r.accept("quantity", "430", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	x := r.target(f)
	s, _ := a.Seen(t.Context(), w)
	if ind, ok := s.Indicator(x.Indicator); !ok || ind.Name != "地区生产总值" || ind.Measure() != "亿元" || x.Year != 2023 || shown(x.Value) != "4300000" {
		t.Errorf("地区生产总值 is %+v of %+v", x, ind)
	}
	f, _, err = r.accept("quantity", "≤4.5", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	x = r.target(f)
	s, _ = a.Seen(t.Context(), w)
	if ind, ok := s.Indicator(x.Indicator); !ok || ind.Direction != plan.AtMost || shown(x.Value) != "4.5" {
		t.Errorf("城镇登记失业率 is %+v of %+v", x, ind)
	}
	f, _, err = r.accept("nonnumeric", "同步", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	if x = r.target(f); x.Value.Known() || !strings.Contains(x.Reference, "同步") {
		t.Errorf("居民人均可支配收入: %+v", x)
	}
	f, _, err = r.accept("quantity", "400.5", app.Decision{})
	if err != nil {
		t.Fatal(err)
	}
	if ref, _ := core.ParseRef(f.Object); ref.Kind == "target" || ref.Kind == "" {
		t.Errorf("the result of 2022 became %q, want a published figure", f.Object)
	}
	if o := r.Offers[r.fact("quantity", "410").ID]; o.Choice.As != app.AsTarget || o.Stop == nil {
		t.Errorf("the target of 2022 would become %s (%v), want nothing yet: no programme has that year", o.Choice.As, o.Stop)
	}
}

// A report of an earlier year set the targets of its own year, whenever it is brought in:
// they are no published figures.
func TestTargetsOfAnOldReport(t *testing.T) {
	a, w := draftPlace(t, "")
	r := readAims(t, a, w, "2022年政府工作报告\n——2022年1月12日在第二次会议上\n今年主要预期目标是：地区生产总值增长6.5%以上，城镇新增就业2万人。\n")
	for _, value := range []string{"6.5%以上", "2万人"} {
		if o := r.Offers[r.fact("quantity", value).ID]; o.Choice.As != app.AsTarget || o.Stop == nil {
			t.Errorf("%s of 2022 would become %s (%v), want nothing yet: no programme has that year", value, o.Choice.As, o.Stop)
		}
	}
}
