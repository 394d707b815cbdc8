package demo

import (
	"fmt"
	"strings"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// asker replays the filings in order and says which of them raise a question.
type asker struct {
	history map[seriesKey][]report.Past
	wanted  map[seriesKey][]core.Quantity // of the year, without the plan to date
	index   map[core.IndicatorID]plan.Indicator
}

func newAsker(book *plan.Book, history []report.Observation) *asker {
	a := &asker{
		history: map[seriesKey][]report.Past{}, wanted: map[seriesKey][]core.Quantity{},
		index: map[core.IndicatorID]plan.Indicator{},
	}
	for _, x := range book.Indicators {
		a.index[x.ID] = x
	}
	for _, o := range history {
		key := seriesKey{o.Indicator, o.Unit}
		if o.Basis == report.Operational {
			a.history[key] = append(a.history[key], report.Past{Period: periodOf(o), Value: o.Value})
		}
	}
	for i := range book.Targets {
		t := &book.Targets[i]
		if t.Value.Known() {
			key := seriesKey{t.Indicator, t.Unit}
			a.wanted[key] = append(a.wanted[key], t.Value)
		}
	}
	return a
}

// ask questions a figure and then remembers it in place of an earlier one for
// the same period.
func (a *asker) ask(l *Line) report.Doubt {
	key := seriesKey{l.Indicator, l.Unit}
	doubt := report.Question(report.Circumstance{
		Indicator: a.index[l.Indicator], Period: l.Period, Value: l.Value,
		History: a.history[key], Wanted: a.wanted[key],
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
