package api_test

import (
	"strings"
	"testing"

	"tupo/internal/api"
	"tupo/internal/core"
	"tupo/internal/plan"
)

// A yes or a no comes as a truth value or as a word, and goes out as a number.
func TestAnswersOverTheAPI(t *testing.T) {
	b := book()
	b.Indicators[0].Accumulation, b.Indicators[0].RisesOnly, b.Indicators[0].Decimals = plan.YesNo, false, 0
	for i := range b.Targets {
		if x := &b.Targets[i]; x.Indicator == "x1" {
			x.Value, x.Original, x.Shape = core.Whole(1), core.Whole(1), plan.Flat
		}
	}
	p := open(t, b)
	filer, stats := p.login(t, "filer"), p.login(t, "stats")
	type line map[string]any
	filing := func(value any) map[string]any {
		return map[string]any{"lines": []line{{"indicator": "I0101", "value": value}}}
	}
	for _, tt := range []struct {
		value any
		want  string
	}{{true, "1"}, {false, "0"}, {"是", "1"}, {"否", "0"}, {"yes", "1"}, {"0", "0"}, {"true", "1"}} {
		filer.want(200, "POST", "/sheets/ZQ1/2023-09", filing(tt.value), nil)
		var sheet api.Sheet
		filer.want(200, "GET", "/sheets/ZQ1/2023-09", nil, &sheet)
		if l := sheet.Lines[0]; l.Filed == nil || l.Filed.Value != tt.want || l.Measure != "是/否" {
			t.Errorf("filed %v: %+v in %s, want %s in 是/否", tt.value, l.Filed, l.Measure, tt.want)
		}
	}
	problem := readProblem(t, filer.call("POST", "/sheets/ZQ1/2023-09", filing("2")), "neither")
	if got := fieldsOf(problem); len(got) != 1 || got[0] != "lines[0].value plan.yesno" {
		t.Errorf("filed 2: %q", got)
	}
	for _, value := range []any{1, nil, []string{"是"}} {
		filer.want(422, "POST", "/sheets/ZQ1/2023-09", filing(value), nil)
	}
	problem = readProblem(t, filer.call("POST", "/sheets/ZQ1/2023-09", filing(strings.Repeat("1", 61))), "too long")
	if got := fieldsOf(problem); len(got) != 1 || got[0] != "lines[0].value form.long" {
		t.Errorf("filed 61 digits: %q", got)
	}
	stats.want(204, "POST", "/official-figures", map[string]any{"releases": []line{{"indicator": "I0101", "unit": "ZQ1", "period": "2023-09", "value": true,
		"basis": "official", "vintage": "preliminary", "released": "2023-10-20", "source": "认定名单"}}}, nil)
}

// The rate that follows from its parts stands in the sheet and in the queue.
func TestCalculatedRate(t *testing.T) {
	b := book()
	all := b.Indicators[0]
	all.ID, all.Code, all.Name, all.Accumulation, all.RisesOnly = "x3", "I0103", "应完成投资", plan.Stock, false
	b.Indicators = append(b.Indicators, all)
	x := &b.Indicators[1]
	x.Accumulation, x.NumeratorOf, x.Denominator = plan.Rate, "x1", "x3"
	for i := range b.Targets {
		if b.Targets[i].Indicator == "x2" {
			b.Targets[i].Unit, b.Targets[i].Responsible, b.Targets[i].Lead = "zone", "zone", "zone"
		}
	}
	whole := b.Targets[0]
	whole.ID, whole.Code, whole.Indicator, whole.Shape = "t9", "T0109", "x3", plan.Flat
	b.Targets = append(b.Targets, whole)
	p := open(t, b)
	filer := p.login(t, "filer")
	parts := []api.FilingLine{{Indicator: "I0101", Value: "80"}, {Indicator: "I0103", Value: "100"}}
	problem := readProblem(t, filer.call("POST", "/sheets/ZQ1/2023-09", api.Filing{Lines: append([]api.FilingLine{{Indicator: "I0102", Value: "82"}}, parts...)}), "another rate")
	if got := fieldsOf(problem); len(got) != 1 || got[0] != "lines[0] report.questioned.parts" && got[0] != "lines[0].value report.questioned.parts" {
		t.Errorf("another rate: %q", got)
	}
	filer.want(200, "POST", "/sheets/ZQ1/2023-09", api.Filing{Lines: parts}, nil)
	var sheet api.Sheet
	filer.want(200, "GET", "/sheets/ZQ1/2023-09", nil, &sheet)
	got := map[string]string{}
	for _, l := range sheet.Lines {
		got[l.Indicator] = l.Calculated
	}
	if len(got) != 3 || got["I0102"] != "80" || got["I0101"] != "" {
		t.Errorf("calculated on the sheet: %v, want 80 of the rate alone", got)
	}
}
