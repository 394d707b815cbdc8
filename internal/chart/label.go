package chart

import "math"

// gap marks the last actual point, the distance to the plan there, and names
// both: what lies above is labelled above it, what lies below below it.
func (d *drawing) gap() {
	actual, plan, ok := d.last()
	if !ok {
		return
	}
	x, y := d.x.at(actual.At), d.y.at(actual.Value)
	tone := On
	if d.Behind {
		tone = Far
	}
	if finite(plan) && d.GapLabel != "" && math.Abs(d.y.at(plan)-y) > 3 {
		d.pen.empty("line", "class", "gap "+string(tone), "x1", px(x), "x2", px(x), "y1", px(d.y.at(plan)), "y2", px(y),
			"stroke", tone.colour(), "stroke-width", "2")
	}
	d.pen.empty("circle", "class", "now", "cx", px(x), "cy", px(y), "r", "4.2", "fill", ink)
	below := !finite(plan) || plan >= actual.Value
	d.note("label", d.ActualLabel, x, y, below, "font-weight", "600", "fill", ink)
	if !finite(plan) {
		return
	}
	d.note("label plan-label", d.PlanLabel, x, d.y.at(plan), !below, "fill", soft)
	d.gapLabel(x, y, d.y.at(plan), tone)
}

// gapLabel stands right of the gap's middle when the gap is tall enough for a
// line of text; otherwise the facts beside the chart say it.
func (d *drawing) gapLabel(x, y, planY float64, tone Tone) {
	if math.Abs(planY-y) < 15 {
		return
	}
	d.pen.text(d.GapLabel, "class", "label gap-label "+string(tone), "x", px(x-7), "y", px((y+planY)/2+4),
		"text-anchor", "end", "font-weight", "600", "fill", tone.colour())
}

// note puts a label over or under a point, to its left when it is over a
// rising line and to its right when it is under one, and inside the drawing.
func (d *drawing) note(class, text string, x, y float64, below bool, attributes ...string) {
	anchor, dx, dy := "end", 2.0, -9.0
	if below {
		anchor, dx, dy = "start", -4.0, 20.0
	}
	width := textWidth(text, labelSize)
	if anchor == "start" && x+dx+width > d.width {
		dx = d.width - width - x // as little to the left as it takes
	}
	if anchor == "end" && x+dx-width < d.x.low {
		anchor, dx = "start", -2
	}
	if below && y+dy > d.y.low-3 {
		dy = -9
	}
	d.pen.text(text, append([]string{"class", class, "x", px(x + dx), "y", px(y + dy), "text-anchor", anchor}, attributes...)...)
}

// endLabels names, in the right margin, what the year ends with: the target,
// under it the pace it takes, and the forecast, a line of text apart.
func (d *drawing) endLabels() {
	const lineHeight = 16
	top, bottom := math.Inf(1), math.Inf(-1) // of the target's lines
	if finite(d.Target) {
		y := d.y.at(d.Target)
		d.pen.empty("circle", "class", "goal", "cx", px(d.x.high), "cy", px(y), "r", "3.4", "fill", "none", "stroke", Done.colour(), "stroke-width", "1.8")
		d.margin("target-label", d.TargetLabel, y, Done.colour(), "600")
		top, bottom = y, y
		if d.paced() {
			bottom = y + lineHeight
			d.margin("required-label", d.RequiredLabel, bottom, Done.colour(), "400")
		}
	}
	if d.Forecast == nil {
		return
	}
	mid := clean(d.Forecast.Mid)
	if len(mid) == 0 {
		return
	}
	y := d.y.at(mid[len(mid)-1].Value)
	if y > top-lineHeight && y < bottom+lineHeight {
		if y < top {
			y = top - lineHeight
		} else {
			y = bottom + lineHeight
		}
	}
	d.margin("forecast-label", d.Forecast.Label, y, Far.colour(), "600")
}

func (d *drawing) margin(class, text string, y float64, colour, weight string) {
	d.pen.text(text, "class", "label "+class, "x", px(d.x.high+8), "y", px(y+4), "font-weight", weight, "fill", colour)
}

// paced reports whether the dashed path from the last actual point to the
// target is drawn.
func (d *drawing) paced() bool {
	actual, _, ok := d.last()
	return ok && d.RequiredLabel != "" && finite(d.Target) && actual.At < d.To
}
