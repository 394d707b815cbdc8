package demo

import (
	"fmt"
	"strings"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/progress"
	"tupo/internal/report"
)

// asker replays the filings in order and says which of them raise a question.
type asker struct {
	book    *plan.Book
	history map[seriesKey][]report.Past
	wanted  map[seriesKey][]core.Quantity // of the year, without the plan to date
	courses map[seriesKey][]progress.Trajectory
	index   map[core.IndicatorID]plan.Indicator
}

func newAsker(book *plan.Book, history []report.Observation) *asker {
	a := &asker{
		book: book, history: map[seriesKey][]report.Past{}, wanted: map[seriesKey][]core.Quantity{},
		courses: map[seriesKey][]progress.Trajectory{}, index: map[core.IndicatorID]plan.Indicator{},
	}
	for _, x := range book.Indicators {
		a.index[x.ID] = x
	}
	past := map[seriesKey]*progress.PastYear{}
	for _, o := range history {
		key, p := seriesKey{o.Indicator, o.Unit}, periodOf(o)
		if o.Basis == report.Operational {
			a.history[key] = append(a.history[key], report.Past{Period: p, Value: o.Value})
		}
		if p.Year != lastYear {
			continue
		}
		if past[key] == nil {
			past[key] = &progress.PastYear{Year: lastYear}
		}
		past[key].Figures.Add(p, &o)
	}
	for i := range book.Targets {
		a.want(&book.Targets[i], past)
	}
	return a
}

// want notes the values that a figure should not equal to the last decimal.
func (a *asker) want(t *plan.Target, past map[seriesKey]*progress.PastYear) {
	key, x := seriesKey{t.Indicator, t.Unit}, a.index[t.Indicator]
	for _, q := range []core.Quantity{t.Value, t.Floor, t.Stretch, t.High} {
		if q.Known() {
			a.wanted[key] = append(a.wanted[key], q)
		}
	}
	c := progress.Case{Target: t, Indicator: &x, Programme: &a.book.Programmes[0], Rule: plan.DefaultRule()}
	for _, p := range a.book.Points {
		if p.Target == t.ID {
			c.Points = append(c.Points, p)
		}
	}
	if past[key] != nil {
		c.Before = []progress.PastYear{*past[key]}
	}
	a.courses[key] = append(a.courses[key], progress.TrajectoryOf(&c))
}

// ask questions a figure and then remembers it in place of an earlier one for
// the same period.
func (a *asker) ask(l *Line) report.Doubt {
	key := seriesKey{l.Indicator, l.Unit}
	wanted := a.wanted[key]
	for _, c := range a.courses[key] {
		if q := c.At(int(l.Period.To)); q.Known() {
			wanted = append(wanted[:len(wanted):len(wanted)], q)
		}
	}
	doubt := report.Question(report.Circumstance{
		Indicator: a.index[l.Indicator], Period: l.Period, Value: l.Value,
		History: a.history[key], Wanted: wanted,
	})
	for i, p := range a.history[key] {
		if p.Period == l.Period {
			a.history[key][i].Value = l.Value
			return doubt
		}
	}
	a.history[key] = append(a.history[key], report.Past{Period: l.Period, Value: l.Value})
	return doubt
}

// answerQuestions gives every questioned line its cause and answer.
func answerQuestions(book *plan.Book, y *Year) {
	a := newAsker(book, y.History)
	for i := range y.Months {
		for j := range y.Months[i].Filings {
			lines := y.Months[i].Filings[j].Lines
			for k := range lines {
				if doubt := a.ask(&lines[k]); doubt != report.NoDoubt {
					lines[k].Cause, lines[k].Answer = answer(&lines[k], doubt)
				}
			}
		}
		for j := range y.Corrections {
			if c := &y.Corrections[j]; c.Period == y.Months[i].Period {
				for k := range c.Lines {
					if doubt := a.ask(&c.Lines[k]); doubt != report.NoDoubt {
						c.Lines[k].Cause, c.Lines[k].Answer = report.CauseRevision, c.Reason
					}
				}
			}
		}
	}
}

func answer(l *Line, doubt report.Doubt) (report.Cause, string) {
	switch {
	case l.Indicator == heldOf:
		return report.CauseBatch, "第三批认定名单十月集中公示，一次计入，公示文件待核"
	case l.Indicator == "zfai":
		return report.CauseOther, "用地和施工许可未到位，在建面减少，本月入库投资下降"
	case l.Indicator == "pm25" || l.Indicator == "start":
		return report.CauseSeason, "新年度重新起算，与上年十二月累计值不可比"
	case doubt == report.ExactlyMet:
		return report.CauseBatch, "本期集中办结，与计划数相同，清单已附"
	case doubt == report.Jumps:
		return report.CauseBatch, "前期工作集中在本期确认，清单已附"
	}
	return report.CauseOther, "已与统计部门核对，数据无误"
}

// Evidence is the specimen file that goes with an answered line: its name and
// its text, both empty for a line that raised no question.
func (l *Line) Evidence() (name, text string) {
	if l.Answer == "" {
		return "", ""
	}
	name = fmt.Sprintf("佐证-%s-%s-%s.txt", strings.ToUpper(string(l.Indicator)), strings.ToUpper(string(l.Unit)), l.Period)
	return name, specimenSource + "\n" + l.Answer + "\n"
}
