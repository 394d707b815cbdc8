package demo

import (
	"testing"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
)

// verdicts judges the whole year as the board does.
type verdicts struct {
	groups  map[core.ActionID]*progress.Group
	results map[core.TargetID]progress.Result
	tasks   map[core.TaskID]progress.TaskResult
	gaps    []progress.Gap
}

// known lists all observations that the replayed district would hold, with the
// correction in place of what it corrects.
func known(y *Year) []report.Observation {
	all := append([]report.Observation(nil), y.History...)
	corrected := map[seriesKey]Line{}
	for _, c := range y.Corrections {
		for _, l := range c.Lines {
			corrected[seriesKey{l.Indicator, l.Unit}] = l
		}
	}
	for _, m := range y.Months {
		all = append(all, m.Official...)
		for _, f := range m.Filings {
			for _, l := range f.Lines {
				o := report.Observation{Indicator: l.Indicator, Unit: l.Unit, Period: l.Period.String(), Basis: report.Operational, Value: l.Value, Standing: report.Verified}
				if c, ok := corrected[seriesKey{l.Indicator, l.Unit}]; ok && c.Period == l.Period {
					o.Value = c.Value
				}
				switch {
				case l.VerifiedBy == "" && l.Answer != "":
					o.Standing = report.Held
				case l.VerifiedBy == "":
					o.Standing = report.Approved
				}
				all = append(all, o)
			}
		}
	}
	return all
}

func judge(y *Year, at core.Period, day core.Date) verdicts {
	figures := map[seriesKey]map[int]*progress.Figures{}
	for _, o := range known(y) {
		key, p := seriesKey{o.Indicator, o.Unit}, periodOf(o)
		if figures[key] == nil {
			figures[key] = map[int]*progress.Figures{}
		}
		if figures[key][int(p.Year)] == nil {
			figures[key][int(p.Year)] = new(progress.Figures)
		}
		figures[key][int(p.Year)].Add(p, &o)
	}
	v := verdicts{groups: map[core.ActionID]*progress.Group{}, results: map[core.TargetID]progress.Result{}, tasks: map[core.TaskID]progress.TaskResult{}}
	for _, a := range y.Book.Actions {
		v.groups[a.ID] = new(progress.Group)
	}
	for i := range y.Book.Targets {
		v.target(y, &y.Book.Targets[i], figures[seriesKey{y.Book.Targets[i].Indicator, y.Book.Targets[i].Unit}], at, day)
	}
	v.judgeTasks(y, at, day)
	for _, g := range v.groups {
		g.Close()
	}
	progress.SortGaps(v.gaps)
	return v
}

func (v *verdicts) target(y *Year, t *plan.Target, figures map[int]*progress.Figures, at core.Period, day core.Date) {
	x := indicatorOf(y, t.Indicator)
	c := progress.Case{Target: t, Indicator: &x, Programme: &y.Book.Programmes[0], Rule: plan.DefaultRule()}
	for _, p := range y.Book.Points {
		if p.Target == t.ID {
			c.Points = append(c.Points, p)
		}
	}
	for year, f := range figures {
		if year == theYear {
			c.Figures = *f
		} else {
			c.Before = append(c.Before, progress.PastYear{Year: year, Figures: *f})
		}
	}
	r := progress.Judge(&c, at, day)
	v.results[t.ID] = r
	if g, short := progress.GapOf(t, &r); short {
		v.gaps = append(v.gaps, g)
	}
	if t.Parent != "" {
		return
	}
	limits := progress.LimitsOf(c.Rule)
	terms := progress.NewTerms(t, &x, c.Programme, &limits)
	completion := int32(-1)
	if r.Completion.Known {
		completion = int32(min(r.Completion.Millionths, progress.Whole))
	} else if r.Phase == progress.Overdue && x.Accumulation.Summable() && x.Direction == plan.AtLeast {
		completion = 0
	}
	v.groups[t.Action].AddTarget(&terms, r.Light, r.Phase, completion, r.Met)
}

func (v *verdicts) judgeTasks(y *Year, at core.Period, day core.Date) {
	reached := map[core.MilestoneID]core.Date{}
	told := map[core.TaskID][]report.Progress{}
	for _, m := range y.Months {
		for _, f := range m.Filings {
			for _, r := range f.Tasks {
				told[r.Task] = append(told[r.Task], report.Progress{Task: r.Task, Period: m.Period.String(), Percent: r.Percent})
				for _, d := range r.MilestonesDone {
					reached[d.Milestone] = d.DoneOn
				}
			}
		}
	}
	for i := range y.Book.Tasks {
		t := &y.Book.Tasks[i]
		var steps []plan.Milestone
		for _, m := range y.Book.Milestones {
			if m.Task == t.ID {
				m.DoneOn = reached[m.ID]
				steps = append(steps, m)
			}
		}
		r := progress.JudgeTask(t, steps, told[t.ID], at, day)
		v.tasks[t.ID] = r
		if g, short := progress.TaskGapOf(t, &r); short {
			v.gaps = append(v.gaps, g)
		}
		v.groups[t.Action].AddTask(&r, t.Weight)
	}
}

func indicatorOf(y *Year, id core.IndicatorID) plan.Indicator {
	for _, x := range y.Book.Indicators {
		if x.ID == id {
			return x
		}
	}
	return plan.Indicator{}
}

func TestExactlyThreeActionsAreBehind(t *testing.T) {
	y := New()
	v := judge(y, core.Month(theYear, 10), y.Clock)
	want := map[core.ActionID]progress.Light{"a04": progress.Behind, "a07": progress.FarBehind, "a08": progress.Behind}
	for _, a := range y.Book.Actions {
		g := v.groups[a.ID]
		t.Logf("%s %-11s completion %d‰, binding %d of %d, targets %d of %d, unfiled %d, tasks %v",
			a.Code, g.Light, g.Completion.Millionths/1000, g.BindingOn, g.Binding, g.On(), g.Targets(), g.Unfiled, g.TaskLights)
		expected, behind := want[a.ID]
		if behind && g.Light != expected || !behind && !g.Light.Good() {
			t.Errorf("light of %s = %s, want %s (behind %v)", a.Code, g.Light, expected, behind)
		}
	}
	for _, r := range v.gaps {
		t.Logf("gap %-10s %-10s score %7d short %s of %s", r.Code, r.Light, r.Score, r.Short, r.Planned)
	}
}

func TestHeadlineIsTheZonesInvestment(t *testing.T) {
	y := New()
	v := judge(y, core.Month(theYear, 10), y.Clock)
	lead, ok := progress.Lead(v.gaps)
	if !ok || lead.Code != "A07T1" || lead.Light != progress.FarBehind {
		t.Errorf("headline gap = %s %s, want A07T1 far behind", lead.Code, lead.Light)
	}
	worst := progress.Gap{}
	for _, g := range v.gaps {
		if g.Parent == lead.Target && g.Short.Compare(worst.Short) > 0 {
			worst = g
		}
	}
	if worst.Unit != "djk" || worst.Short.Float() < lead.Short.Float()/2 {
		t.Errorf("the largest part of the gap = %s %s of %s, want djk with more than half", worst.Unit, worst.Short, lead.Short)
	}
	t.Logf("zones: value %s, planned %s, actual %s, short %s 万元; required %s a month, best %s in %s; djk short %s",
		lead.Value, lead.Planned, lead.Actual, lead.Short, lead.Required.PerMonth, lead.Required.Best, lead.Required.BestPeriod, worst.Short)
}
