package progress

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

func milestone(id string, due, done core.Date) plan.Milestone {
	return plan.Milestone{ID: core.MilestoneID(id), Task: "k", Due: due, DoneOn: done}
}

// told is a report of October.
func told(percent string) []report.Progress {
	return []report.Progress{{Period: "2023-10", Percent: q(percent)}}
}

func TestJudgeTask(t *testing.T) {
	halfway := []plan.Milestone{milestone("a", "2023-05-01", "2023-04-30"), milestone("b", "2023-12-01", "")}
	for _, c := range []struct {
		name       string
		task       plan.Task
		list       []plan.Milestone
		told       []report.Progress
		at         core.Period
		light      Light
		completion int64
		overdueBy  int
	}{
		{"all done", plan.Task{}, []plan.Milestone{milestone("a", "2023-05-01", "2023-04-30")}, nil, october, Done, Whole, 0},
		{"on track", plan.Task{}, []plan.Milestone{milestone("a", "2023-05-01", "2023-04-30"), milestone("b", "2023-12-01", "")}, nil, october, OnTrack, 500_000, 0},
		{"due today is not overdue", plan.Task{}, []plan.Milestone{milestone("a", "2023-11-14", "")}, nil, october, OnTrack, 0, 0},
		{"one overdue", plan.Task{}, []plan.Milestone{milestone("a", "2023-11-13", ""), milestone("b", "2023-05-01", "2023-06-01"), milestone("c", "2023-12-01", "")}, nil, october, Behind, 333_333, 1},
		{"overdue by thirty days", plan.Task{}, []plan.Milestone{milestone("a", "2023-10-15", "")}, nil, october, Behind, 0, 30},
		{"overdue by more", plan.Task{}, []plan.Milestone{milestone("a", "2023-10-14", "")}, nil, october, FarBehind, 0, 31},
		{"two overdue", plan.Task{}, []plan.Milestone{milestone("a", "2023-11-12", ""), milestone("b", "2023-11-13", "")}, nil, october, FarBehind, 0, 2},
		{"an old month keeps its light", plan.Task{}, []plan.Milestone{milestone("a", "2023-04-20", "2023-06-02")}, nil, core.Month(2023, 4), FarBehind, 0, 41},
		{"no milestones, on time", plan.Task{Due: "2023-12-31"}, nil, []report.Progress{{Period: "2023-09", Percent: q("40")}, {Period: "2023-10", Percent: q("75")}}, october, OnTrack, 750_000, 0},
		{"no milestones, reported 23 points below its days", plan.Task{Due: "2023-12-31"}, nil, []report.Progress{{Period: "2023-10", Percent: q("60")}}, october, Behind, 600_000, 0},
		{"no milestones, reported 83 points below its days", plan.Task{Due: "2023-12-31"}, nil, []report.Progress{{Period: "2023-10", Percent: q("0")}}, october, FarBehind, 0, 0},
		{"no milestones, nothing reported", plan.Task{Due: "2023-12-31"}, nil, nil, october, Unknown, 0, 0},
		{"no milestones, nothing reported, nothing asked yet", plan.Task{Start: "2023-10-25", Due: "2023-12-31"}, nil, nil, october, OnTrack, 0, 0},
		{"milestones reached, reported far below them", plan.Task{}, halfway, []report.Progress{{Period: "2023-10", Percent: q("0")}}, october, FarBehind, 500_000, 0},
		{"milestones reached, reported a little below them", plan.Task{}, halfway, []report.Progress{{Period: "2023-10", Percent: q("40")}}, october, OnTrack, 500_000, 0},
		{"milestones reached, reported below them", plan.Task{}, halfway, []report.Progress{{Period: "2023-10", Percent: q("39")}}, october, Behind, 500_000, 0},
		{"what is reported later does not count", plan.Task{}, halfway, []report.Progress{{Period: "2023-11", Percent: q("0")}}, october, OnTrack, 500_000, 0},
		{"the dates are graver than the report", plan.Task{}, []plan.Milestone{milestone("a", "2023-10-01", "")}, []report.Progress{{Period: "2023-10", Percent: q("85")}}, october, FarBehind, 0, 44},
		{"no milestones, late", plan.Task{Due: "2023-10-31"}, nil, nil, october, Behind, 0, 14},
		{"no milestones, no date", plan.Task{}, nil, nil, october, Unknown, 0, 0},
		{"no milestones, all done", plan.Task{}, nil, []report.Progress{{Period: "2023-10", Percent: q("100")}}, october, Done, Whole, 0},
	} {
		r := JudgeTask(&c.task, c.list, c.told, c.at, november)
		if r.Light != c.light || r.Completion.Millionths != c.completion || r.OverdueBy != c.overdueBy {
			t.Errorf("%s: JudgeTask = %s, %d, overdue by %d; want %s, %d, %d", c.name, r.Light, r.Completion.Millionths, r.OverdueBy, c.light, c.completion, c.overdueBy)
		}
	}
}

// The sentence behind a task's light carries what a hand calculation needs.
func TestTaskWhy(t *testing.T) {
	for _, c := range []struct {
		name                       string
		task                       plan.Task
		list                       []plan.Milestone
		told                       []report.Progress
		key                        string
		asked, said, points, limit string
	}{
		{"by its dates", plan.Task{}, []plan.Milestone{milestone("a", "2023-11-01", "")}, told("0"), "why.task.behind", "0", "0", "0", "10"},
		{"by its report", plan.Task{}, []plan.Milestone{milestone("a", "2023-05-01", "2023-05-01"), milestone("b", "2023-12-01", "")}, told("15"), "why.task.told.far-behind", "500000", "150000", "35", "30"},
		{"by its days", plan.Task{Start: "2023-10-01", Due: "2023-11-30"}, nil, told("20"), "why.task.told.behind", "500000", "200000", "30", "10"},
		{"silent", plan.Task{Start: "2023-10-01", Due: "2023-11-30"}, nil, nil, "why.task.untold", "500000", "", "0", "10"},
		{"overdue", plan.Task{Start: "2023-10-01", Due: "2023-11-01"}, nil, told("99"), "why.task.plain.behind", "967742", "990000", "0", "10"},
		{"no date", plan.Task{}, nil, told("99"), "why.task.plain.unknown", "", "990000", "", "10"},
	} {
		r := JudgeTask(&c.task, c.list, c.told, october, november)
		got := []string{r.Why.Key, r.Why.Arg("asked"), r.Why.Arg("told"), r.Why.Arg("points"), r.Why.Arg("limit"), r.Why.Arg("version")}
		if diff := cmp.Diff([]string{c.key, c.asked, c.said, c.points, c.limit, "2"}, got); diff != "" {
			t.Errorf("%s: JudgeTask(…).Why, want − got +:\n%s", c.name, diff)
		}
	}
}

// Targets and tasks stand in one order: by the share of what should be done by now
// that is missing, weighted; the silent ones last.
func TestGapOrderWithTasks(t *testing.T) {
	var gaps []Gap
	target := func(code string, c *Case) {
		c.Target.Code = code
		r := Judge(c, october, november)
		g, ok := GapOf(c.Target, &r)
		if !ok {
			t.Fatalf("GapOf(%s) is no gap", code)
		}
		gaps = append(gaps, g)
	}
	task := func(code string, weight string, k plan.Task, list []plan.Milestone, said []report.Progress) {
		k.ID, k.Code, k.Weight = core.TaskID(code), code, q(weight)
		r := JudgeTask(&k, list, said, october, november)
		if g, ok := TaskGapOf(&k, &r); ok {
			gaps = append(gaps, g)
		}
	}
	done := milestone("a", "2023-05-01", "2023-05-01")
	target("tenth", flow(op(10, "90")))                                                            // 0.1
	target("half", flow(op(10, "50")))                                                             // 0.5
	target("unfiled", flow())                                                                      // nobody knows
	task("on-track", "1", plan.Task{}, []plan.Milestone{done}, nil)                                // no gap
	task("a-day", "1", plan.Task{}, []plan.Milestone{milestone("b", "2023-11-13", "")}, nil)       // 1 ÷ 90
	task("long", "1", plan.Task{}, []plan.Milestone{done, milestone("b", "2023-06-01", "")}, nil)  // one of two, past 90 days: 0.5
	task("heavy", "3", plan.Task{}, []plan.Milestone{done, milestone("b", "2023-06-01", "")}, nil) // 1.5
	task("told", "1", plan.Task{Start: "2023-10-01", Due: "2023-11-30"}, nil, told("20"))          // (50 − 20) ÷ 50 = 0.6
	task("silent", "1", plan.Task{Start: "2023-10-01", Due: "2023-11-30"}, nil, nil)
	SortGaps(gaps)
	var order []string
	for _, g := range gaps {
		order = append(order, g.Code)
	}
	if diff := cmp.Diff([]string{"heavy", "told", "half", "long", "tenth", "a-day", "unfiled", "silent"}, order); diff != "" {
		t.Errorf("SortGaps, want − got +:\n%s", diff)
	}
	if lead, ok := Lead(gaps); !ok || lead.Task == nil || lead.Score != 1_500_000 || lead.Owner != lead.Unit {
		t.Errorf("Lead = %s, score %d; want the heavy task with 1500000", lead.Code, lead.Score)
	}
}
