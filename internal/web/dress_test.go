package web

import (
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
)

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

// Of a rate that is to stay in a range the whole range is planned, and what it is
// outside by is in points: 57 with 45 planned and a gap of −2 did not compute.
func TestRangeComputes(t *testing.T) {
	words, err := i18n.Load(func(lang i18n.Lang, key string) { t.Errorf("no message %s in %s", key, lang) })
	if err != nil {
		t.Fatal(err)
	}
	x := plan.Indicator{ID: "i", Unit: "%", Display: "%", Decimals: 1, Accumulation: plan.Rate, Direction: plan.Range, Frequency: plan.Monthly, DueDay: 5}
	c := progress.Case{Target: &plan.Target{ID: "t", Indicator: "i", Unit: "u", Year: 2023, Value: core.Whole(45), High: core.Whole(55)},
		Indicator: &x, Programme: &plan.Programme{}, Rule: plan.DefaultRule()}
	june := core.Month(2023, 6)
	c.Figures.Add(june, &report.Observation{Basis: report.Operational, Standing: report.Verified, Value: core.Whole(57)})
	r := progress.Judge(&c, june, "2023-07-14")
	for lang, wants := range map[i18n.Lang][]string{i18n.ZH: {"57.0", "45.0–55.0", "−2.0"}, i18n.EN: {"57.0", "45.0–55.0", "−2.0"}} {
		v := &visit{site: &Site{Options: Options{Words: words}}, lang: lang}
		for i, f := range v.storyFacts(progress.Gap{Result: r}, &x, "")[:3] {
			if f.Value != wants[i] {
				t.Errorf("%s: %s %s, want %s", lang, f.Label, f.Value, wants[i])
			}
		}
		said := []string{v.chartTitle(&x, &r), v.plannedCell(r.Planned, app.Original{}, 6, c.Target, &x).Text, v.tiers(c.Target, &x)[0].Value, v.wanted(c.Target, &x).Value}
		for i, text := range said {
			if !strings.Contains(text, "45.0–55.0") {
				t.Errorf("%s: %q (%d) lacks the range", lang, text, i)
			}
		}
		by := map[i18n.Lang]string{i18n.ZH: "差 2.0 个百分点", i18n.EN: "by 2.0 pp"}[lang]
		if why := v.why(&r, &x); !strings.Contains(why, by) {
			t.Errorf("%s: %q lacks %q", lang, why, by)
		}
	}
}
