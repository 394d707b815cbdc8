package demo

import (
	"fmt"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

const (
	specimenSource = "示例数据"
	releaseSource  = "示例数据：统计发布"
)

// fact is a public figure with its page.
type fact struct {
	key      seriesKey
	period   core.Period
	basis    report.Basis
	value    string // display unit
	vintage  report.Vintage
	released core.Date
	source   string
}

func readFacts() []fact {
	var all []fact
	for _, f := range rows("facts", 8) {
		p, err := core.ParsePeriod(f[2])
		if err != nil {
			panic(fmt.Sprintf("demo: fact %s: %v", f[0], err))
		}
		all = append(all, fact{
			key: seriesKey{indicatorID(f[0]), unitID(f[1])}, period: p, basis: report.Basis(f[3]),
			value: f[4], vintage: report.Vintage(f[5]), released: core.Date(f[6]), source: f[7],
		})
	}
	return all
}

func (b *builder) fact(f fact) report.Observation {
	return report.Observation{
		Indicator: f.key.Indicator, Unit: f.key.Unit, Period: f.period.String(), Basis: f.basis,
		Value: scaled(f.value, b.factors[f.key.Indicator]), Vintage: f.vintage, Standing: report.Verified,
		Revision: 1, Released: f.released, Source: f.source,
	}
}

// agree lets a level's invented operational figures agree with the public ones
// where both exist: the official of 2022 and the published of 2023.
func (b *builder) agree(s *series, figures []figure) {
	for _, f := range b.facts {
		if f.key != s.key || (f.basis == report.Official) != (f.period.Year == lastYear) {
			continue
		}
		for i := range figures {
			if figures[i].Period == f.period {
				x := b.indicators[s.key.Indicator]
				g := grower{x: x, step: x.Step()}
				figures[i].Value = core.Micro(g.toStep(b.fact(f).Value.Micro()))
			}
		}
	}
}

// observations makes rows of a series' figures.
func (b *builder) observations(s *series, figures []figure, basis report.Basis) []report.Observation {
	var all []report.Observation
	for _, f := range figures {
		all = append(all, report.Observation{
			Indicator: s.key.Indicator, Unit: s.key.Unit, Period: f.Period.String(), Basis: basis,
			Value: f.Value, Standing: report.Verified, Revision: 1, Specimen: true, Source: specimenSource,
		})
	}
	return all
}

// official makes the releases for a statistical series: near the operational
// figures, the public figure where there is one, none for others. A whole's
// release is the sum of its parts'.
func (b *builder) official(s *series, figures []figure) []report.Observation {
	x := b.indicators[s.key.Indicator]
	if !x.Statistical {
		return nil
	}
	if parts := b.partsOf(s); len(parts) > 0 {
		return b.officialSum(s, parts, figures)
	}
	random := seeded("official", string(s.key.Indicator), string(s.key.Unit))
	bias := int64(random.IntN(9) - 4)
	if x.Frequency == plan.Quarterly {
		bias /= 4
	}
	g := grower{x: x, step: x.Step()}
	all := b.observations(s, figures, report.Official)
	for i := range all {
		o := &all[i]
		p := figures[i].Period
		value := o.Value.Micro()
		if x.Accumulation.Summable() {
			value = g.share(value, 1000+bias+int64(random.IntN(3)-1), 1000)
		} else {
			value += g.step * int64(random.IntN(3)-1)
		}
		o.Value, o.Source, o.Vintage, o.Released = core.Micro(value), releaseSource, report.Final, x.Released(p)
		if p.Year == theYear {
			o.Vintage = report.Preliminary
		}
		b.known(o, s.key, p)
	}
	return all
}

// known puts a public figure in place of an invented release. What a newspaper
// published of 2023 lends its number only: the release stays invented.
func (b *builder) known(o *report.Observation, key seriesKey, p core.Period) {
	for _, f := range b.facts {
		switch {
		case f.key != key || f.period != p:
		case f.basis == report.Official:
			*o = b.fact(f)
		case p.Year == theYear:
			o.Value = b.fact(f).Value
		}
	}
}

// partsOf lists the series of the parts of a series' first target.
func (b *builder) partsOf(s *series) []*series {
	var parts []*series
	for _, t := range b.book.Targets {
		if t.Parent == s.wanted[0].ID {
			parts = append(parts, b.series[seriesKey{t.Indicator, t.Unit}])
		}
	}
	return parts
}

func (b *builder) officialSum(s *series, parts []*series, figures []figure) []report.Observation {
	all := b.observations(s, figures, report.Official)
	for i := range all {
		all[i].Value = core.Micro(0)
	}
	for _, p := range parts {
		own := p.past
		if len(figures) > 0 && figures[0].Period.Year == theYear {
			own = p.year
		}
		for i, o := range b.official(p, own) {
			all[i].Value = must(all[i].Value.Add(o.Value))
			all[i].Source, all[i].Vintage, all[i].Released = o.Source, o.Vintage, o.Released
		}
	}
	return all
}

// history is everything known when the year is set up: 2022 on all bases and the
// public figures of 2021.
func (b *builder) history() []report.Observation {
	var all []report.Observation
	for _, key := range b.order {
		s := b.series[key]
		all = append(all, b.observations(s, s.past, report.Operational)...)
		all = append(all, b.official(s, s.past)...)
	}
	for _, f := range b.facts {
		if f.basis == report.Published && f.period.Year < theYear {
			all = append(all, b.fact(f))
		}
	}
	return all
}

// releases lists what was published on a month of 2023, as far as it is out.
func (b *builder) releases(month core.Period) []report.Observation {
	var all []report.Observation
	for _, key := range b.order {
		s := b.series[key]
		for _, o := range b.official(s, s.year) {
			if p := periodOf(o); p.To == month.To && o.Released <= Today {
				all = append(all, o)
			}
		}
	}
	for _, f := range b.facts {
		if f.basis == report.Published && f.period.Year == theYear && f.period.To == month.To {
			all = append(all, b.fact(f))
		}
	}
	return all
}

// differences explains releases that are further than four in a thousand, or two
// last decimals of a rate, from what was reported.
func (b *builder) differences(releases []report.Observation) []report.Difference {
	var all []report.Difference
	for _, o := range releases {
		s, x := b.series[seriesKey{o.Indicator, o.Unit}], b.indicators[o.Indicator]
		reported := s.at(periodOf(o))
		if o.Basis != report.Official || o.Vintage == report.Revised || !reported.Known() {
			continue
		}
		off := o.Value.Micro() - reported.Micro()
		limit := reported.Micro() / 1000 * 4
		if !x.Accumulation.Summable() {
			limit = 2*x.Step() - 1
		}
		if max(off, -off) < limit {
			continue
		}
		d := report.Difference{Indicator: o.Indicator, Unit: o.Unit, Period: o.Period, Cause: report.LateEntry, Note: "部分单位月末数据未及时入库", By: "acc-verifier"}
		if off < 0 {
			d.Cause, d.Note = report.ScopeDiffer, "调度口径含未入库单位"
		}
		all = append(all, d)
	}
	return all
}

// reportsOn lists the figures of a month that a unit files, in the order of the plan.
func (b *builder) reportsOn(unit core.UnitID, month int) []figureOf {
	var all []figureOf
	for _, key := range b.order {
		s := b.series[key]
		p, ok := b.indicators[key.Indicator].Period(theYear, month)
		if s.reporter != unit || !ok {
			continue
		}
		if v := s.at(p); v.Known() {
			all = append(all, figureOf{key, p, v})
		}
	}
	return all
}

type figureOf struct {
	key    seriesKey
	period core.Period
	value  core.Quantity
}

// verifierOf is the account that verifies an indicator.
func (b *builder) verifierOf(x *plan.Indicator) core.AccountID {
	if x.Verifier == "tjj" {
		return "acc-verifier"
	}
	return "acc-verifier2"
}
