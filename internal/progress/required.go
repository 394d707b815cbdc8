package progress

import (
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// Required is what the rest of the year must bring, beside the best that was
// ever brought. It is there for amounts done that are still wanted: a ceiling, a
// rate or a stock has none. Rates are per month covered, in the storage unit and the
// decimals that are shown.
type Required struct {
	Known    bool
	Months   int           // left after the judged release
	PerMonth core.Quantity // what is left ÷ Months, rounded up: less would not do; 0 once reached; unknown when no month is left

	Best       core.Quantity // the best release's amount per month; unknown when there is none
	BestPeriod core.Period
	BestBasis  report.Basis // an earlier year may only be known on another basis: then it says so
	ToBest     Share        // PerMonth ÷ Best
}

func (j *judgement) required(r *Result) Required {
	t := j.terms
	if !t.ratable() || !j.out.HasActual {
		return Required{}
	}
	req := Required{Known: true, Months: 11 - int(j.out.Month)}
	left := core.Whole(0)
	if r.Actual.Compare(r.Value) < 0 {
		var err error
		if left, err = r.Value.Sub(r.Actual); err != nil {
			return Required{}
		}
	}
	if left.IsZero() {
		req.PerMonth = left
	} else if req.Months > 0 {
		req.PerMonth = t.perMonth(left, int64(req.Months))
	}
	j.best(&req)
	if q, err := core.Ratio(req.PerMonth, req.Best); err == nil && req.Best.Micro() > 0 {
		req.ToBest = share(q)
	}
	return req
}

// perMonth divides what is left by months, rounded up to the decimals that are
// shown; the last month's part is all of it.
func (t *Terms) perMonth(left core.Quantity, months int64) core.Quantity {
	each, err := left.Stepped(1, months, t.Step)
	if months == 1 || err != nil {
		return left
	}
	if all, err := each.Scaled(months, 1); err == nil && all.Compare(left) < 0 {
		return core.Micro(each.Micro() + t.Step)
	}
	return each
}

// best looks through this year's releases up to the judged one and all earlier
// years. Each year is read in one basis: the light's own, else, for an earlier
// year that is not known on it, the official one.
func (j *judgement) best(req *Required) {
	own := j.out.Lane
	j.bestOf(req, int(j.Target.Year), j.Figures[own], own, int(j.out.Month))
	for _, past := range j.Before {
		lane := own
		if past.Figures[lane] == nil {
			lane = OfficialLane
		}
		if past.Figures[lane] != nil {
			j.bestOf(req, past.Year, past.Figures[lane], lane, 11)
		}
	}
}

// bestOf takes the highest amount per month of one year's releases. Of a
// cumulated figure a release's amount is its difference from the release before,
// and is unknown where that is missing; the year's first counts from nought.
func (j *judgement) bestOf(req *Required, year int, s *Series, lane Lane, upTo int) {
	from := lane.threshold(j.terms.Counts)
	previous := core.Micro(0)
	if j.Indicator.Accumulation == plan.SinceStart {
		previous = core.Quantity{}
	}
	for _, p := range j.Indicator.Periods(year) {
		if int(p.To) > upTo+1 {
			break
		}
		q, state := s.At(int(p.To))
		if !state.counts(from) {
			q = core.Quantity{}
		}
		amount := q
		if !j.terms.sums {
			amount, _ = q.Sub(previous)
			previous = q
		}
		perMonth := amount
		if p.Len() > 1 {
			perMonth, _ = amount.Stepped(1, int64(p.Len()), j.terms.Step)
		}
		if !perMonth.Known() {
			continue
		}
		if !req.Best.Known() || perMonth.Compare(req.Best) > 0 {
			req.Best, req.BestPeriod, req.BestBasis = perMonth, p, lane.Basis()
		}
	}
}
