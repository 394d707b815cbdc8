package demo

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"tupo/internal/core"
	"tupo/internal/report"
)

// The planted trouble of October, beside the figures that are behind.
const (
	lateBureau  core.UnitID = "cgj" // has not reported on October
	lateTown    core.UnitID = "znb" // neither
	heldBy      core.UnitID = "kjj" // equals its year's target to the last firm
	heldOf                  = core.IndicatorID("hte")
	correctedOf             = core.IndicatorID("retail")
	correctedBy core.UnitID = "swj"
	overstated              = 32_000 // 万元: one firm's sales of September counted twice
)

// stillWaiting lists the units whose figures of October nobody has verified yet.
func stillWaiting() []core.UnitID { return []core.UnitID{"wjj", "jtj", "lsw"} }

// months makes January to October and the correction of September.
func (b *builder) months() ([]Month, []Correction) {
	stories := readTasks()
	b.plant()
	var all []Month
	for m := 1; m <= 10; m++ {
		period := core.Month(theYear, m)
		month := Month{Period: period, VerifiedOn: workday(following(period, 11))}
		if m < 10 {
			month.LockedOn, month.LockedBy = workday(following(period, 16)), "acc-office"
		}
		for _, u := range b.book.Units {
			if f, ok := b.filing(u.ID, period, stories); ok {
				month.Filings = append(month.Filings, f)
			}
		}
		slices.SortStableFunc(month.Filings, func(x, y Filing) int { return cmp.Compare(x.FiledOn, y.FiledOn) })
		month.Official = b.releases(period)
		month.Differences = b.differences(month.Official)
		all = append(all, month)
	}
	b.revise(&all[8])
	return all, []Correction{b.correct(&all[8])}
}

// following is a day of the month after a period.
func following(p core.Period, day int) core.Date { return p.LastDay().AddDays(day) }

// workday moves a date past the weekend.
func workday(d core.Date) core.Date {
	for d.Time().Weekday() == time.Saturday || d.Time().Weekday() == time.Sunday {
		d = d.AddDays(1)
	}
	return d
}

// plant puts the suspicious figure into October.
func (b *builder) plant() {
	s := b.series[seriesKey{heldOf, "xq"}]
	s.year[len(s.year)-1].Value = s.wanted[0].Value
}

func (b *builder) filing(unit core.UnitID, period core.Period, stories []*taskStory) (Filing, bool) {
	f := Filing{Unit: unit, By: reporterOf(unit), ApprovedBy: approverOf(unit)}
	if period == core.Month(theYear, 10) && (unit == lateBureau || unit == lateTown) {
		return f, false
	}
	for _, x := range b.reportsOn(unit, int(period.To)) {
		f.Lines = append(f.Lines, b.line(unit, period, x))
	}
	for _, s := range stories {
		if s.task.Lead != unit {
			continue
		}
		if r, told := s.tell(period); told {
			f.Tasks = append(f.Tasks, r)
		}
	}
	random := seeded("filed", string(unit), period.String())
	f.FiledOn = following(period, 3+random.IntN(4))
	if period.To == 9 { // the first six days of October are a holiday, the seventh and eighth are worked
		f.FiledOn = following(period, 7)
		f.ApprovedOn = following(period, 7+random.IntN(2))
	} else {
		f.FiledOn = workday(f.FiledOn)
		f.ApprovedOn = min(workday(f.FiledOn.AddDays(random.IntN(2))), following(period, 8))
	}
	return f, len(f.Lines)+len(f.Tasks) > 0
}

func (b *builder) line(unit core.UnitID, period core.Period, x figureOf) Line {
	indicator := b.indicators[x.key.Indicator]
	l := Line{
		Indicator: x.key.Indicator, Unit: x.key.Unit, Period: x.period, Value: x.value,
		VerifiedBy: b.verifierOf(indicator),
	}
	if period.To == 9 && x.key.Indicator == correctedOf {
		l.Value = must(l.Value.Add(core.Whole(overstated)))
		l.Note = "九月份含大型展销活动"
	}
	if period.To == 10 && (slices.Contains(stillWaiting(), unit) || x.key.Indicator == heldOf) {
		l.VerifiedBy = ""
	}
	return l
}

// correct is the mending of September's retail sales.
func (b *builder) correct(month *Month) Correction {
	c := Correction{
		Unit: correctedBy, Period: month.Period,
		Reason:  "一家企业九月销售额重复计入，核减3.2亿元",
		AskedOn: "2023-10-30", AskedBy: approverOf(correctedBy),
		First: "acc-office", Second: "acc-office3", OpenedOn: "2023-10-30",
		FiledOn: "2023-10-31", By: reporterOf(correctedBy), ApprovedBy: approverOf(correctedBy),
		VerifiedOn: "2023-11-01",
	}
	for _, x := range b.reportsOn(correctedBy, int(month.Period.To)) {
		if x.key.Indicator == correctedOf {
			c.Lines = append(c.Lines, Line{
				Indicator: x.key.Indicator, Unit: x.key.Unit, Period: x.period, Value: x.value,
				Note: "更正：剔除重复计入部分", VerifiedBy: "acc-verifier",
			})
		}
	}
	return c
}

// revise adds to September's releases a new vintage of August's retail sales and
// explains the overstated report.
func (b *builder) revise(month *Month) {
	for _, o := range month.Official {
		if o.Indicator != correctedOf || o.Basis != report.Official {
			continue
		}
		august := core.Month(theYear, 8)
		for _, old := range b.releases(august) {
			if old.Indicator == correctedOf {
				old.Vintage, old.Revision, old.Released = report.Revised, 2, o.Released
				old.Value = must(old.Value.Add(core.Whole(1_200)))
				month.Official = append(month.Official, old)
			}
		}
		month.Differences = slices.DeleteFunc(month.Differences, func(d report.Difference) bool { return d.Indicator == correctedOf })
		month.Differences = append(month.Differences, report.Difference{
			Indicator: correctedOf, Unit: o.Unit, Period: o.Period, Cause: report.WasError,
			Note: "调度数重复计入一家企业，待更正", By: "acc-verifier",
		})
		break
	}
	slices.SortStableFunc(month.Official, func(x, y report.Observation) int {
		return strings.Compare(string(x.Released), string(y.Released))
	})
}
