package board

import (
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
)

// figureKey names a series through the years: an indicator at a unit.
type figureKey struct {
	indicator core.IndicatorID
	unit      core.UnitID
}

// seriesKey names one year of it.
type seriesKey struct {
	figureKey
	year int16
}

// observationKey is the natural key of an observation.
type observationKey struct {
	figureKey
	period core.Period
	text   string // the period as stored, where it could not be read
	basis  report.Basis
}

// chunk holds the figures of 64 series, one lane per basis. Lanes are made when
// their first figure arrives: few indicators have a published one.
type chunk struct {
	owner *edit
	lanes [progress.Lanes]*lane
}

// lane is the column of a chunk, in strips of which those that are written are
// copied: a report of one figure copies about 2 KB. The numbers lie apart from the
// pointers, so that the garbage collector need not look at them.
type lane struct {
	owner   *edit
	mine    uint8 // strips that the owner has copied for itself, a bit each
	series  [strips]*[stripSize]progress.Series
	origins [strips]*[stripSize]*origins
}

const (
	stripSize = 16
	strips    = pageSize / stripSize
)

// place gives the strip of a series and its place in the strip. (Of unsigned
// numbers division by a power of two is one step, and this is done a million times.)
func place(n int32) (strip, at uint32) { return uint32(n) / stripSize % strips, uint32(n) % stripSize }

// at gives a series of the lane.
func (l *lane) at(n int32) *progress.Series {
	strip, i := place(n)
	return &l.series[strip][i]
}

// from gives where the figures of a series come from; nil where nothing is known.
func (l *lane) from(n int32) *origins {
	strip, i := place(n)
	if l.origins[strip] == nil {
		return nil
	}
	return l.origins[strip][i]
}

// comes notes where the figures of a series come from. The strip must be the edit's.
func (l *lane) comes(n int32, where *origins) {
	strip, i := place(n)
	if l.origins[strip] == nil {
		l.origins[strip] = new([stripSize]*origins)
	}
	l.origins[strip][i] = where
}

func newLane(e *edit) *lane {
	l := &lane{owner: e, mine: 1<<strips - 1}
	for i := range l.series {
		l.series[i] = new([stripSize]progress.Series)
	}
	return l
}

// take makes the strip of a series the edit's own.
func (l *lane) take(n int32) {
	strip, _ := place(n)
	if l.mine>>strip&1 != 0 {
		return
	}
	l.mine |= 1 << strip
	series := *l.series[strip]
	l.series[strip] = &series
	if l.origins[strip] != nil {
		from := *l.origins[strip]
		l.origins[strip] = &from
	}
}

// origins says for each figure of a series where it comes from. It is replaced
// whole, never written in place.
type origins [12]*origin

// origin is what an observation says beside its value. The lines of one report
// share one.
type origin struct {
	Vintage  report.Vintage
	Standing report.Standing
	Report   core.ReportID
	Revision int64
	Released core.Date
	Specimen bool
	Source   string
}

func originOf(o *report.Observation) origin {
	return origin{o.Vintage, o.Standing, o.Report, o.Revision, o.Released, o.Specimen, o.Source}
}

// figures is the store of observations.
type figures struct {
	numbers table[seriesKey, int32]
	count   int32
	chunks  paged[*chunk]
	// loose holds what is no release of its indicator's calendar (a quarter's
	// figure of a monthly indicator, an unreadable period): kept, shown, never judged.
	loose table[observationKey, report.Observation]
}

// number finds or makes the number of a series.
func (f *figures) number(e *edit, k seriesKey) int32 {
	if n, ok := f.numbers.get(k); ok {
		return n
	}
	n := f.count
	f.numbers.put(e, k, n)
	f.count++
	return n
}

// lanesOf gives the lanes of a series; lanes without any figure are nil.
func (f *figures) lanesOf(n int32, out *progress.Figures) {
	c := f.chunks.get(int(n) >> 6)
	if c == nil {
		*out = progress.Figures{}
		return
	}
	for l, lane := range c.lanes {
		if lane == nil {
			out[l] = nil
			continue
		}
		out[l] = lane.at(n)
	}
}

// find gives the lanes of a series by its key.
func (f *figures) find(k seriesKey) (progress.Figures, bool) {
	var out progress.Figures
	n, ok := f.numbers.get(k)
	if ok {
		f.lanesOf(n, &out)
	}
	return out, ok
}

// writable gives the lane of a series for writing.
func (f *figures) writable(e *edit, n int32, l progress.Lane) *lane {
	at := int(n) >> 6
	c := f.chunks.get(at)
	if c == nil || c.owner != e {
		copied := chunk{owner: e}
		if c != nil {
			copied.lanes = c.lanes
		}
		c = &copied
		f.chunks.set(e, at, c)
	}
	switch old := c.lanes[l]; {
	case old == nil:
		c.lanes[l] = newLane(e)
	case old.owner != e:
		copied := *old
		copied.owner, copied.mine = e, 0
		c.lanes[l] = &copied
	}
	c.lanes[l].take(n)
	return c.lanes[l]
}

// filing is a run of observations being filed: it remembers what the last one had
// in common with the next, which in a report is nearly everything.
type filing struct {
	edit   *edit
	origin *origin
	text   string
	period core.Period
}

// slot says where an observation belongs: false when it is loose.
func (g *filing) slot(x *plan.Indicator, o *report.Observation) (core.Period, progress.Lane, bool) {
	if o.Period != g.text {
		g.text, g.period = o.Period, core.Period{}
		if p, err := core.ParsePeriod(o.Period); err == nil {
			g.period = p
		}
	}
	p, l := g.period, progress.LaneOf(o.Basis)
	if p.IsZero() || l == progress.NoLane || x == nil {
		return p, l, false
	}
	release, ok := x.Period(int(p.Year), int(p.To))
	return p, l, ok && release == p
}

// from gives the observation's origin, the last one again when it is equal.
func (g *filing) from(o *report.Observation) *origin {
	if from := originOf(o); g.origin == nil || *g.origin != from {
		g.origin = &from
	}
	return g.origin
}

// put files an observation; x is its indicator, nil when the plan has none.
func (f *figures) put(g *filing, x *plan.Indicator, o *report.Observation) {
	p, l, ok := g.slot(x, o)
	if !ok {
		f.loose.put(g.edit, looseKey(p, o), *o)
		return
	}
	n := f.number(g.edit, seriesKey{figureKey{o.Indicator, o.Unit}, p.Year})
	ln := f.writable(g.edit, n, l)
	ln.at(n).Set(int(p.To), o.Value, progress.StateOf(o.Standing, o.Basis, o.Value.Known()))
	var where origins
	if old := ln.from(n); old != nil {
		where = *old
	}
	where[p.To-1] = g.from(o)
	ln.comes(n, &where)
}

// remove takes an observation out.
func (f *figures) remove(g *filing, x *plan.Indicator, o *report.Observation) {
	p, l, ok := g.slot(x, o)
	if !ok {
		f.loose.remove(g.edit, looseKey(p, o))
		return
	}
	n, known := f.numbers.get(seriesKey{figureKey{o.Indicator, o.Unit}, p.Year})
	if !known {
		return
	}
	ln := f.writable(g.edit, n, l)
	ln.at(n).Set(int(p.To), core.Quantity{}, progress.Nothing)
	if old := ln.from(n); old != nil {
		where := *old
		where[p.To-1] = nil
		ln.comes(n, &where)
	}
}

func looseKey(p core.Period, o *report.Observation) observationKey {
	k := observationKey{figureKey: figureKey{o.Indicator, o.Unit}, period: p, basis: o.Basis}
	if p.IsZero() {
		k.text = o.Period
	}
	return k
}

// at rebuilds the observation in a slot.
func (f *figures) at(k seriesKey, p core.Period, l progress.Lane) (report.Observation, bool) {
	n, ok := f.numbers.get(k)
	if !ok {
		return report.Observation{}, false
	}
	c := f.chunks.get(int(n) >> 6)
	if c == nil || c.lanes[l] == nil {
		return report.Observation{}, false
	}
	return observation(k, p, l, c.lanes[l], n)
}

func observation(k seriesKey, p core.Period, l progress.Lane, ln *lane, i int32) (report.Observation, bool) {
	value, state := ln.at(i).At(int(p.To))
	known := ln.from(i)
	if state == progress.Nothing || known == nil {
		return report.Observation{}, false
	}
	from := known[p.To-1]
	return report.Observation{
		Indicator: k.indicator, Unit: k.unit, Period: p.String(), Basis: l.Basis(), Value: value,
		Vintage: from.Vintage, Standing: from.Standing, Report: from.Report, Revision: from.Revision,
		Released: from.Released, Specimen: from.Specimen, Source: from.Source,
	}, true
}
