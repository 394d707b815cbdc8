package app_test

import (
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
)

// A target once approved in November was at once overdue for October, when it was not
// there. What was asked before by another target stays owed.
func TestDutyBeginsWithTheApproval(t *testing.T) {
	for _, tt := range []struct {
		name      string
		indicator plan.Indicator
		known     core.IndicatorID // in place of a new indicator
		unit      core.UnitID
		from      core.Date // said by the asker
		want      core.Date
		october   progress.Phase
		asked     []string // of the months September to December
	}{
		{name: "a new figure", indicator: plan.Indicator{Code: "PARK", Name: "口袋公园", Unit: "个", Display: "个", Frequency: plan.Monthly, Direction: plan.AtLeast, Accumulation: plan.Cumulative},
			unit: "gxj", want: "2023-11-01", october: progress.Inherited, asked: []string{"2023-11", "2023-12"}},
		{name: "a new figure of quarters", indicator: plan.Indicator{Code: "PARK", Name: "口袋公园", Unit: "个", Display: "个", Frequency: plan.Quarterly, Direction: plan.AtLeast, Accumulation: plan.Cumulative},
			unit: "gxj", want: "2023-11-01", october: progress.Inherited, asked: []string{"2023-12"}},
		{name: "amounts of months", indicator: plan.Indicator{Code: "PARK", Name: "口袋公园", Unit: "个", Display: "个", Frequency: plan.Monthly, Direction: plan.AtLeast, Accumulation: plan.Flow},
			unit: "gxj", october: progress.Overdue, asked: []string{"2023-09", "2023-10", "2023-11", "2023-12"}},
		{name: "a known indicator of another unit", known: "new", unit: "gxj", want: "2023-11-01", october: progress.Inherited, asked: []string{"2023-11", "2023-12"}},
		{name: "a day of the asker's", known: "new", unit: "gxj", from: "2023-10-01", want: "2023-10-01", october: progress.Overdue, asked: []string{"2023-10", "2023-11", "2023-12"}},
		{name: "a figure that is asked for", known: "new", unit: "fgj", october: progress.Overdue, asked: []string{"2023-09", "2023-10", "2023-11", "2023-12"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := newMonthPlace(t)
			p.at("2023-11-14")
			x := plan.Target{Code: "T9", Programme: "p", Action: "a1", Indicator: tt.known, Unit: tt.unit, Responsible: tt.unit, Lead: tt.unit, Year: 2023,
				Value: core.Whole(20), Shape: plan.Linear, From: tt.from}
			if tt.known == "" {
				tt.indicator.Competent, tt.indicator.Verifier = "tjj", "tjj"
				p.savePlan(&tt.indicator)
				for _, i := range p.planOf().Indicators {
					if i.Code == tt.indicator.Code {
						x.Indicator = i.ID
					}
				}
			}
			p.savePlan(&x)
			var made plan.Target
			for _, o := range p.planOf().Targets {
				if o.Code == "T9" {
					made = o
				}
			}
			if made.From != tt.want {
				t.Errorf("the target begins %q, want %q", made.From, tt.want)
			}
			p.wantAsked(made, tt.asked)
			j, err := p.app.Judge(t.Context(), p.as("leader"), app.Moment{Month: core.Month(2023, 10)})
			if err != nil {
				t.Fatal(err)
			}
			if r, _ := j.Result(made.ID); r.Phase != tt.october {
				t.Errorf("in October it is %s, want %s", r.Phase, tt.october)
			}
			if r, _ := j.Result("t2"); r.Phase != progress.Overdue {
				t.Errorf("in October the target that was there before is %s, want overdue", r.Phase)
			}
		})
	}
}

// wantAsked holds in which months from September on a target's figure is asked for.
func (p *monthPlace) wantAsked(x plan.Target, want []string) {
	p.Helper()
	s, err := p.app.Seen(p.Context(), p.as("leader"))
	if err != nil {
		p.Fatal(err)
	}
	var got []string
	for month := 9; month <= 12; month++ {
		m := core.Month(2023, month)
		for _, l := range s.DueLines(x.Reporter(), m) {
			if l.Indicator.ID == x.Indicator && l.Unit == x.Unit {
				got = append(got, m.String())
			}
		}
	}
	if len(got) != len(want) || len(got) > 0 && got[0] != want[0] {
		p.Errorf("%s is asked for in %v, want %v", x.Code, got, want)
	}
}
