package chart

import "math"

// Size is a drawing's room in pixels and how many ticks of the time axis are
// skipped between two that are named.
type Size struct {
	Width, Height float64
	NameEvery     int
}

// Wide is for a desktop and A4, Narrow for a phone: letters keep their size
// on both, so a page carries the two and shows the one that fits.
func Wide() Size { return Size{Width: 780, Height: 300, NameEvery: 1} }

// Narrow is Wide's counterpart for 390 px.
func Narrow() Size { return Size{Width: 362, Height: 250, NameEvery: 2} }

// Forecast is the fan: the probable range and its median, each starting at the
// last actual point. Its three lines have the same places.
type Forecast struct {
	Low, Mid, High []Point
	Label          string // "预测 330"
}

// Trajectory is one target's story: what was planned (dotted), what is
// (heavy), what is needed from here (dashed), and a forecast if there is one.
// Lines are labelled where they end; there is no legend.
type Trajectory struct {
	Title string  // read aloud: "固定资产投资：1—10月完成 266 亿元，计划 308 亿元"
	Unit  string  // over the value axis: "亿元"
	From  float64 // start of the time axis, 0 for a year in months
	To    float64 // its end, 12
	Ticks []Tick  // {10, "10月"}
	Zero  bool    // the value axis starts at 0: yes for flows, no for growth and rates

	Levels []Tick // what the value axis names instead of numbers, from its lower end to its upper: {0, "否"}, {1, "是"}; none for numbers

	Plan        []Point
	Ceiling     []Point // upper end of a planned range; none otherwise
	PlanLabel   string  // "计划 308", placed at the plan's value where the actual ends
	Actual      []Point
	ActualLabel string // "完成 266"
	GapLabel    string // "差 42"; none when empty
	Doubt       Tick   // a release whose figure does not count: where, and "10月有疑问"; none without text
	Behind      bool   // the gap is a shortfall: drawn in the far tone

	Target        float64 // the year's value at To; NaN when a range or reference
	TargetLabel   string  // "目标 372"
	RequiredLabel string  // "每月需 53"; no dashed path when empty
	Forecast      *Forecast
}

// Draw makes the picture at a size. With nothing to draw it gives an SVG of
// the empty axes, so that a page keeps its shape.
func (t Trajectory) Draw(size Size) SVG {
	t.Plan, t.Ceiling, t.Actual = clean(t.Plan), clean(t.Ceiling), clean(t.Actual)
	d := newDrawing(t, size)
	d.pen.open("svg", "class", "chart trajectory", "viewBox", "0 0 "+px(size.Width)+" "+px(size.Height),
		"role", "img", "xmlns", "http://www.w3.org/2000/svg", "font-family", "sans-serif", "font-size", "12")
	d.pen.title(t.Title)
	d.axes(size)
	if t.Forecast != nil {
		d.fan(*t.Forecast)
	}
	for _, course := range [][]Point{t.Plan, t.Ceiling} {
		d.path("plan", course, "stroke", soft, "stroke-width", "1.6", "stroke-dasharray", "0.1 4.5", "stroke-linecap", "round")
	}
	d.required()
	d.path("actual", t.Actual, "stroke", ink, "stroke-width", "2.8", "stroke-linejoin", "round")
	d.doubt()
	d.gap()
	d.endLabels()
	d.pen.close("svg")
	return d.pen.svg()
}

// drawing is the state of one Draw.
type drawing struct {
	Trajectory
	pen    pen
	x, y   scale
	width  float64
	values []float64 // of the value axis
}

const labelSize = 12.5

func newDrawing(t Trajectory, size Size) *drawing {
	d := &drawing{Trajectory: t, width: size.Width}
	low, high := t.extent()
	d.values = niceTicks(low, high, 4)
	if len(t.Levels) > 1 {
		d.values = nil
		for _, l := range t.Levels {
			d.values = append(d.values, l.At)
		}
	}
	left := 0.0
	for i := range d.values {
		left = math.Max(left, textWidth(d.level(i), 12))
	}
	right := math.Max(textWidth(t.TargetLabel, labelSize), textWidth(t.RequiredLabel, labelSize))
	if t.Forecast != nil {
		right = math.Max(right, textWidth(t.Forecast.Label, labelSize))
	}
	right = math.Max(right, 14) // half of the last month's name
	d.x = scale{t.From, t.To, left + 8, size.Width - right - 12}
	d.y = scale{d.values[0], d.values[len(d.values)-1], size.Height - 24, 22}
	return d
}

// level names a value of the value axis.
func (d *drawing) level(i int) string {
	if len(d.Levels) > 1 {
		return d.Levels[i].Text
	}
	return axisNumber(d.values[i])
}

// extent is the range of all values that are drawn.
func (t Trajectory) extent() (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	see := func(points []Point) {
		for _, p := range clean(points) {
			low, high = math.Min(low, p.Value), math.Max(high, p.Value)
		}
	}
	see(t.Plan)
	see(t.Ceiling)
	see(t.Actual)
	see([]Point{{t.To, t.Target}})
	if t.Forecast != nil {
		see(t.Forecast.Low)
		see(t.Forecast.High)
	}
	if low > high {
		return 0, 1
	}
	if t.Zero {
		return math.Min(low, 0), math.Max(high, 0)
	}
	margin := (high - low) * 0.1
	return low - margin, high + margin
}

func (d *drawing) axes(size Size) {
	for i, v := range d.values {
		y := px(d.y.at(v))
		class := "grid"
		if i == 0 {
			class = "grid base"
		}
		d.pen.empty("line", "class", class, "x1", px(d.x.low), "x2", px(d.x.high), "y1", y, "y2", y, "stroke", line, "stroke-width", "1")
		d.pen.text(d.level(i), "class", "axis", "x", px(d.x.low-8), "y", px(d.y.at(v)+4), "text-anchor", "end", "fill", soft)
	}
	d.pen.text(d.Unit, "class", "axis unit", "x", px(d.x.low-8), "y", "10", "text-anchor", "start", "fill", soft)
	for i, tick := range d.Ticks {
		if (len(d.Ticks)-1-i)%max(size.NameEvery, 1) != 0 {
			continue
		}
		d.pen.text(tick.Text, "class", "axis", "x", px(d.x.at(tick.At)), "y", px(size.Height-6), "text-anchor", "middle", "fill", soft)
	}
}

func (d *drawing) coordinates(points []Point) string {
	s := ""
	for i, p := range points {
		if i > 0 {
			s += " "
		}
		s += px(d.x.at(p.At)) + "," + px(d.y.at(p.Value))
	}
	return s
}

func (d *drawing) path(class string, points []Point, attributes ...string) {
	if len(points) < 2 {
		return
	}
	d.pen.empty("polyline", append([]string{"class", class, "points", d.coordinates(points), "fill", "none"}, attributes...)...)
}

func (d *drawing) fan(f Forecast) {
	low, high, mid := clean(f.Low), clean(f.High), clean(f.Mid)
	outline := append([]Point(nil), high...)
	for i := len(low) - 1; i >= 0; i-- {
		outline = append(outline, low[i])
	}
	if len(outline) > 2 {
		d.pen.empty("polygon", "class", "fan", "points", d.coordinates(outline), "fill", Far.colour(), "fill-opacity", "0.13")
	}
	d.path("median", mid, "stroke", Far.colour(), "stroke-width", "1.7")
}

// last gives the newest actual point and the planned value there: of a range the end
// that it lies beyond, the lower one inside it.
func (d *drawing) last() (actual Point, plan float64, ok bool) {
	if len(d.Actual) == 0 {
		return Point{}, 0, false
	}
	actual = d.Actual[len(d.Actual)-1]
	plan = valueAt(d.Plan, actual.At)
	if high := valueAt(d.Ceiling, actual.At); high < actual.Value {
		plan = high
	}
	return actual, plan, true
}

// valueAt interpolates a line; NaN outside it.
func valueAt(points []Point, at float64) float64 {
	for i, p := range points {
		if p.At == at {
			return p.Value
		}
		if i > 0 && points[i-1].At < at && at < p.At {
			share := (at - points[i-1].At) / (p.At - points[i-1].At)
			return points[i-1].Value + share*(p.Value-points[i-1].Value)
		}
	}
	return math.NaN()
}

// doubt marks a release that has no figure to draw, down to what was planned by it:
// below lies the label of the last figure.
func (d *drawing) doubt() {
	if d.Doubt.Text == "" {
		return
	}
	foot := d.y.low
	if plan := valueAt(d.Plan, d.Doubt.At); finite(plan) {
		foot = d.y.at(plan)
	}
	x, anchor := d.x.at(d.Doubt.At), "middle"
	half := textWidth(d.Doubt.Text, labelSize) / 2
	switch {
	case x+half > d.x.high:
		anchor = "end"
	case x-half < d.x.low:
		anchor = "start"
	}
	d.pen.empty("line", "class", "doubt", "x1", px(x), "x2", px(x), "y1", px(foot), "y2", px(d.y.high), "stroke", soft, "stroke-width", "1.2", "stroke-dasharray", "3 3")
	d.pen.text(d.Doubt.Text, "class", "doubt", "x", px(x), "y", px(d.y.high-8), "text-anchor", anchor, "fill", soft)
}

func (d *drawing) required() {
	if !d.paced() {
		return
	}
	actual, _, _ := d.last()
	d.path("required", []Point{actual, {d.To, d.Target}}, "stroke", Done.colour(), "stroke-width", "1.8", "stroke-dasharray", "6 4")
}
