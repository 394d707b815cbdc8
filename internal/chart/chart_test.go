package chart_test

import (
	"encoding/xml"
	"io"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"tupo/internal/chart"
	"tupo/internal/testing/golden"
)

func points(from float64, values ...float64) []chart.Point {
	var all []chart.Point
	for i, v := range values {
		all = append(all, chart.Point{At: from + float64(i), Value: v})
	}
	return all
}

func months() []chart.Tick {
	var all []chart.Tick
	for m, name := range []string{"2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"} {
		all = append(all, chart.Tick{At: float64(m + 2), Text: name})
	}
	return all
}

func flow() chart.Trajectory {
	return chart.Trajectory{
		Title: "投资：完成 266，计划 308", Unit: "亿元", To: 12, Ticks: months(), Zero: true,
		Plan:   append([]chart.Point{{}}, points(2, 46, 82, 112, 144, 182, 212, 243, 279, 308, 339, 372)...),
		Actual: append([]chart.Point{{}}, points(2, 41, 74, 101, 131, 163, 188, 214, 241, 266)...),
		Target: 372, PlanLabel: "计划 308", ActualLabel: "完成 266", GapLabel: "差 42", Behind: true, TargetLabel: "目标 372", RequiredLabel: "每月需 53",
	}
}

func drawings() map[string]chart.SVG {
	forecast := flow()
	forecast.Forecast = &chart.Forecast{Low: points(10, 266, 286, 309), Mid: points(10, 266, 297, 330), High: points(10, 266, 310, 352), Label: "预测 330"}
	growth := chart.Trajectory{Title: "增速", Unit: "%", To: 12, Ticks: months(), Plan: points(2, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7), Actual: points(2, 5.1, 6.2, 7.4, 7.8, 7.9), Target: 7, PlanLabel: "计划 7.0", ActualLabel: "完成 7.9", TargetLabel: "目标 7.0"}
	within := growth
	within.Title, within.Ceiling, within.TargetLabel, within.PlanLabel, within.GapLabel, within.Behind = "区间", points(2, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5, 7.5), "目标 7.0–7.5", "计划 7.0–7.5", "超 0.4", true
	doubt := flow()
	doubt.Actual, doubt.ActualLabel, doubt.PlanLabel, doubt.GapLabel, doubt.RequiredLabel = doubt.Actual[:9], "1—9月 241", "", "", ""
	doubt.Doubt = chart.Tick{At: 10, Text: "10月：有疑问"}
	falling := flow()
	falling.Actual = points(2, -12, -20, math.NaN(), 5)
	falling.ActualLabel = `<&"'>`
	return map[string]chart.SVG{
		"flow-wide": flow().Draw(chart.Wide()), "flow-narrow": flow().Draw(chart.Narrow()), "forecast": forecast.Draw(chart.Wide()),
		"doubt": doubt.Draw(chart.Narrow()), "growth": growth.Draw(chart.Wide()), "range": within.Draw(chart.Wide()), "falling": falling.Draw(chart.Narrow()), "empty": chart.Trajectory{Title: "无数据", To: 12, Target: math.NaN()}.Draw(chart.Wide()),
		"spark": chart.Sparkline([]float64{1, 3, math.NaN(), 2, 5}, "走势"), "spark-flat": chart.Sparkline([]float64{4, 4, 4}, "走势"),
		"bar": chart.Bar(0.71, 0.87, chart.Far, "完成 71%，时间 87%"), "bar-over": chart.Bar(1.5, 0.87, chart.Done, "完成"), "bar-unknown": chart.Bar(math.NaN(), math.NaN(), chart.Unknown, "无数据"),
	}
}

// TestDrawings compares each drawing with its golden file; look at a changed
// one in a browser before writing it with -update.
func TestDrawings(t *testing.T) {
	for name, svg := range drawings() {
		golden.Check(t, filepath.Join("testdata", name+".svg"), svg.String()+"\n")
	}
}

// TestDrawingsAreSound holds what each drawing owes its page: well-formed XML,
// a title, a role, finite coordinates, and the same bytes when drawn again.
func TestDrawingsAreSound(t *testing.T) {
	again := drawings()
	for name, svg := range drawings() {
		text := svg.String()
		decoder := xml.NewDecoder(strings.NewReader(text))
		for {
			_, err := decoder.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Errorf("%s is not XML: %v", name, err)
				break
			}
		}
		for _, want := range []string{`role="img"`, "<title>", "viewBox="} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s", name, want)
			}
		}
		for _, bad := range []string{"NaN", "Inf", "style=", "<script"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s holds %s", name, bad)
			}
		}
		if text != again[name].String() {
			t.Errorf("%s differs when drawn twice", name)
		}
		if string(svg.HTML()) != text {
			t.Errorf("%s: HTML() and String() differ", name)
		}
	}
}

func TestTooLittleDrawsNothing(t *testing.T) {
	for _, values := range [][]float64{nil, {1}, {math.NaN(), 2}, {math.Inf(1), 2}} {
		if svg := chart.Sparkline(values, "t"); !svg.Empty() {
			t.Errorf("Sparkline(%v) = %s, want nothing", values, svg)
		}
	}
}

// TestLabelsStayInside draws with long labels and a late actual point; nothing
// may start left of the drawing or end right of it.
func TestLabelsStayInside(t *testing.T) {
	for _, size := range []chart.Size{chart.Wide(), chart.Narrow()} {
		long := flow()
		long.Actual = long.Plan
		long.ActualLabel, long.TargetLabel, long.RequiredLabel = "actual 1,234,567.8", "target 1,234,567.8", "123,456.7 a month"
		for _, text := range labels(t, long.Draw(size).String()) {
			if text.left < -1 || text.right > size.Width+1 {
				t.Errorf("at width %v the label %q runs from %v to %v", size.Width, text.words, text.left, text.right)
			}
		}
	}
}

type placed struct {
	words       string
	left, right float64
}

// labels reads the texts of a drawing with their estimated extent.
func labels(t *testing.T, svg string) []placed {
	t.Helper()
	var doc struct {
		Texts []struct {
			X      float64 `xml:"x,attr"`
			Anchor string  `xml:"text-anchor,attr"`
			Words  string  `xml:",chardata"`
		} `xml:"text"`
	}
	if err := xml.Unmarshal([]byte(svg), &doc); err != nil {
		t.Fatalf("Unmarshal: %v", err)
	}
	var all []placed
	for _, x := range doc.Texts {
		width := 0.0
		for _, r := range x.Words {
			if width += 7; r >= 0x2e80 {
				width += 5.5
			}
		}
		p := placed{x.Words, x.X, x.X + width}
		switch x.Anchor {
		case "end":
			p.left, p.right = x.X-width, x.X
		case "middle":
			p.left, p.right = x.X-width/2, x.X+width/2
		}
		all = append(all, p)
	}
	return all
}
