package app

import (
	"slices"
	"strings"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
	"tupo/internal/zh"
)

// match finds the district's indicator that a figure is about.
func (o *offering) match(q *extract.Figure, as form) *plan.Indicator {
	if ofPlan(q) {
		as = aShare
	}
	found := o.indicators[subjectOf(q.Resolved, as)]
	if len(found) == 0 && as == aFall {
		found = o.indicators[subjectOf(q.Resolved, aGrowth)]
	}
	for _, x := range found {
		if q.Unit == "" || convertible(measureOf(q), x) || countsAlike(measureOf(q), x, q.Resolved) {
			return x
		}
	}
	return nil
}

func convertible(unit string, x *plan.Indicator) bool {
	if unit == x.Measure() || x.Accumulation == plan.Rank {
		return true
	}
	_, _, ok := lexicon.Sizes(unit, x.Measure())
	return ok
}

// indicatorOf is the indicator of a choice: the one that it names, or a new one.
func (o *offering) indicatorOf(c *Choice, q *extract.Figure) (x plan.Indicator, fresh bool, stop *errs.Error) {
	if c.Indicator != "" {
		known, ok := o.board.Indicator(c.Indicator)
		if !ok {
			known, ok = o.asked.indicator(c.Indicator)
		}
		if !ok {
			return x, false, errs.Field("indicator", "plan.no-such-indicator", "code", string(c.Indicator))
		}
		if countsAlike(c.Measure, known, q.Resolved) {
			c.Measure = known.Measure()
		}
		if c.Measure != "" && !convertible(c.Measure, known) {
			return *known, false, unitDiffers("indicator", c.Measure, known)
		}
		return *known, false, nil
	}
	x = plan.Indicator{Name: strings.TrimSpace(c.Name), Direction: directionOf(q), Accumulation: accumulationOf(q), Frequency: plan.Monthly, Decimals: decimalsOf(c.Value)}
	if x.Accumulation == plan.Rank || q.Measure == "avg_growth" {
		x.Frequency = plan.Yearly
	}
	x.MeasureIn(c.Measure)
	if o.nextOne == "" {
		o.nextOne = nextCode("I", 3, append(slices.Clone(o.board.Book().Indicators), o.asked.indicators...), func(x plan.Indicator) string { return x.Code })
	}
	x.Code = o.nextOne
	switch {
	case x.Name == "":
		return x, true, errs.Field("name", "document.name-needed")
	case c.Measure == "":
		return x, true, errs.Field("measure", "document.measure-needed")
	}
	return x, true, nil
}

func decimalsOf(number string) int64 {
	_, after, _ := strings.Cut(number, ".")
	return int64(min(len(after), 6))
}

func directionOf(q *extract.Figure) plan.Direction {
	known, _ := lexicon.FindIndicator(q.Resolved)
	switch {
	case q.Measure == "rank":
		return plan.AtMost
	case q.Bound == zh.Between:
		return plan.Range
	case q.Bound == zh.AtMost || q.Bound == zh.LessThan:
		return plan.AtMost
	case q.Bound == zh.AtLeast || q.Bound == zh.MoreThan:
		return plan.AtLeast
	case known.Direction == lexicon.Down && formOfFigure(q) == aLevel, known.Direction == lexicon.Hold:
		return plan.AtMost
	}
	return plan.AtLeast
}

func accumulationOf(q *extract.Figure) plan.Accumulation {
	known, isKnown := lexicon.FindIndicator(q.Resolved)
	switch as := formOfFigure(q); {
	case as == aRank:
		return plan.Rank
	case as == aGrowth || as == aFall:
		return plan.Growth
	case lexicon.IsShare(q.Unit):
		return plan.Rate
	case as == aRise:
		return plan.Cumulative
	case perHead(q.Resolved):
		return plan.YearMean
	case isKnown && known.Accumulation == lexicon.Stock:
		return plan.Stock
	case isKnown && known.Accumulation == lexicon.Rate && lexicon.IsShare(known.Unit):
		return plan.Rate
	case isKnown && known.Accumulation == lexicon.Rate:
		return plan.YearMean
	}
	for _, end := range []string{"总数", "总量", "余额", "规模", "保有量", "人口", "存量", "里程", "总里程", "数量"} {
		if strings.HasSuffix(q.Resolved, end) {
			return plan.Stock
		}
	}
	return plan.Cumulative
}

// frequencyOf is how often figures come out that cover such a stretch.
func frequencyOf(p core.Period) plan.Frequency {
	switch p.Len() {
	case 3:
		return plan.Quarterly
	case 6:
		return plan.HalfYear
	}
	return plan.Monthly
}

// contrary tells that a text sets a ceiling for what the district wants to be high, or a floor
// for what it wants to be low: the target would be judged the wrong way round. "" if not.
func contrary(q *extract.Figure, x *plan.Indicator) (key string) {
	if q.Measure != "level" && q.Measure != "growth" {
		return ""
	}
	ceiling := q.Bound == zh.AtMost || q.Bound == zh.LessThan
	floor := q.Bound == zh.AtLeast || q.Bound == zh.MoreThan
	switch {
	case ceiling && x.Direction == plan.AtLeast:
		return "document.ceiling-of-floor"
	case floor && x.Direction == plan.AtMost:
		return "document.floor-of-ceiling"
	}
	return ""
}
