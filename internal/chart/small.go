package chart

import "math"

// Sparkline draws a short run of values, oldest first, with a dot on the last.
// Unknown values are NaN and break the line. All values equal draw a flat line
// at mid-height. Fewer than two known values draw nothing.
func Sparkline(values []float64, title string) SVG {
	const width, height, margin = 96.0, 24.0, 4.0
	low, high, known := math.Inf(1), math.Inf(-1), 0
	for _, v := range values {
		if finite(v) {
			low, high, known = math.Min(low, v), math.Max(high, v), known+1
		}
	}
	if known < 2 {
		return SVG{}
	}
	x := scale{0, float64(len(values) - 1), margin, width - margin}
	y := scale{low, high, height - margin, margin}
	if low == high {
		y = scale{low, high, height / 2, height / 2}
	}
	var p pen
	p.open("svg", "class", "spark", "viewBox", "0 0 96 24", "role", "img", "xmlns", "http://www.w3.org/2000/svg")
	p.title(title)
	runs(values, func(from, to int) {
		points := ""
		for i := from; i < to; i++ {
			points += px(x.at(float64(i))) + "," + px(y.at(values[i])) + " "
		}
		p.empty("polyline", "points", points[:len(points)-1], "fill", "none", "stroke", soft, "stroke-width", "1.4")
	})
	for i := len(values) - 1; i >= 0; i-- {
		if finite(values[i]) {
			p.empty("circle", "cx", px(x.at(float64(i))), "cy", px(y.at(values[i])), "r", "2.4", "fill", ink)
			break
		}
	}
	p.close("svg")
	return p.svg()
}

// runs calls do for each unbroken run of known values, as a half-open range.
func runs(values []float64, do func(from, to int)) {
	from := 0
	for i := 0; i <= len(values); i++ {
		if i < len(values) && finite(values[i]) {
			continue
		}
		if i > from {
			do(from, i)
		}
		from = i + 1
	}
}

// Bar draws a completion bar with a tick where the year is. done and elapsed
// are shares of one; what is above 1 fills the bar and no more, an unknown done
// is NaN and leaves it empty. The bar stretches to its container's width.
func Bar(done, elapsed float64, tone Tone, title string) SVG {
	share := func(v float64) float64 {
		if !finite(v) {
			return 0
		}
		return math.Min(math.Max(v, 0), 1) * 200
	}
	var p pen
	p.open("svg", "class", "bar", "viewBox", "0 0 200 12", "preserveAspectRatio", "none", "role", "img", "xmlns", "http://www.w3.org/2000/svg")
	p.title(title)
	p.empty("rect", "class", "track", "x", "0", "y", "3", "width", "200", "height", "6", "fill", line)
	p.empty("rect", "class", "fill "+string(tone), "x", "0", "y", "3", "width", px(share(done)), "height", "6", "fill", tone.colour())
	if finite(elapsed) {
		at := px(share(elapsed))
		p.empty("line", "class", "tick", "x1", at, "x2", at, "y1", "0", "y2", "12", "stroke", ink, "stroke-width", "2", "vector-effect", "non-scaling-stroke")
	}
	p.close("svg")
	return p.svg()
}
