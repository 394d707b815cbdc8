package board

import (
	"fmt"
	"math/rand/v2"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
)

// Specimen is a made-up district of n targets for measuring: a tenth of them
// wholes with nine parts each, thirteen actions, linear amounts for the most part,
// a figure for each month up to October and official ones up to September for a
// tenth.
func Specimen(n int) *Snapshot {
	var c Content
	c.Book.Programmes = []plan.Programme{{ID: "p", StartYear: 2023, EndYear: 2023, State: plan.Active}}
	for a := range 13 {
		c.Book.Actions = append(c.Book.Actions, plan.Action{ID: core.ActionID(fmt.Sprint("a", a)), Programme: "p", No: int64(a + 1)})
	}
	for i, a := range []plan.Accumulation{plan.Cumulative, plan.Flow, plan.Growth, plan.Stock} {
		c.Book.Indicators = append(c.Book.Indicators, plan.Indicator{
			ID: core.IndicatorID(fmt.Sprint("i", i)), Code: fmt.Sprint(i), Unit: "万元", Display: "亿元", Decimals: 4, Accumulation: a, Frequency: plan.Monthly, JanFeb: true, DueDay: 5,
		})
	}
	for i := range n {
		t := plan.Target{
			ID: core.TargetID(fmt.Sprintf("t%07d", i)), Code: fmt.Sprintf("T%07d", i), Programme: "p",
			Action: core.ActionID(fmt.Sprint("a", i/10%13)), Indicator: core.IndicatorID(fmt.Sprint("i", specimenKind(i))), Unit: specimenUnit(i), Year: 2023,
			Value: core.Whole(int64(1000 + i%97)),
		}
		if i%10 != 0 {
			t.Parent, t.Dimension = core.TargetID(fmt.Sprintf("t%07d", i/10*10)), "功能区"
		}
		c.Book.Targets = append(c.Book.Targets, t)
	}
	s := Build(c, 0)
	fillSpecimen(s, n)
	return s
}

func specimenKind(i int) int { return []int{0, 1, 0, 2, 0, 1, 0, 3, 0, 1}[i%10] }

func specimenUnit(i int) core.UnitID { return core.UnitID(fmt.Sprintf("u%06d", i)) }

func fillSpecimen(s *Snapshot, n int) {
	e := new(edit)
	random := rand.New(rand.NewPCG(1, 2))
	releases := s.index.book.Indicators[0].Periods(2023)
	put := func(i int, l progress.Lane, month int, v int64, state progress.State) {
		number := s.state.series[i]
		s.state.figures.writable(e, number, l).at(number).Set(month, core.Whole(v), state)
	}
	claimed := progress.StateOf(report.Claimed, report.Operational, true)
	for i := range n {
		for _, p := range releases[:9] {
			monthly := 60 + random.Int64N(40)
			v := monthly * int64(p.To)
			switch specimenKind(i) {
			case 1:
				v = monthly * int64(p.Len())
			case 3:
				v = 900 + random.Int64N(200)
			}
			put(i, progress.OperationalLane, int(p.To), v, claimed)
			if p.To <= 9 && i>>6%10 == 0 {
				put(i, progress.OfficialLane, int(p.To), v, claimed)
			}
		}
	}
}
