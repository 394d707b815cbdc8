package progress

import (
	"strconv"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// The limits of task lights. A task is behind with one milestone overdue, and
// far behind when it is overdue by more than OverdueDaysRed days or when
// OverdueMilestonesRed of them are.
const (
	OverdueDaysRed       = 30
	OverdueMilestonesRed = 2
)

// TaskRule and TaskRuleVersion name these limits in a task's light.
const (
	TaskRule        core.RuleID = "milestones"
	TaskRuleVersion int64       = 1
)

const whyTask = "why.task." // + light

// TaskResult is a task's judgement.
type TaskResult struct {
	Task       core.TaskID
	Light      Light
	Milestones int
	Done       int
	Completion Share              // done ÷ milestones, each weighing the same; of a task without any, what was last reported
	Planned    Share              // what should be complete by that day: milestones past their date ÷ milestones; without any, the days gone ÷ the days from start to due
	Overdue    []core.MilestoneID // due and not done, earliest first
	OverdueBy  int                // days of the earliest of them
	Next       core.MilestoneID   // the earliest not done, "" when none
	NextDue    core.Date
	Reported   bool // the unit has reported on the task for the month looked at
	Why        Why
}

// DayOf is the day as of which milestones are judged for a month: today, but not
// later than the end of the following month, in which reports on it come in. So
// an old month keeps the light it had.
func DayOf(at core.Period, today core.Date) core.Date {
	next := core.Month(int(at.Year), int(at.To)+1)
	if at.To == 12 {
		next = core.Month(int(at.Year)+1, 1)
	}
	return min(today, next.LastDay())
}

// JudgeTask judges a task by its milestones, in order of their dates, as seen
// from the month at on the day today. told is what the unit has said of it, in
// any order. A task without milestones is judged by its own due date and its
// reported per cent.
func JudgeTask(t *plan.Task, milestones []plan.Milestone, told []report.Progress, at core.Period, today core.Date) TaskResult {
	day := DayOf(at, today)
	r := TaskResult{Task: t.ID, Milestones: len(milestones)}
	latest, month := report.Progress{}, at.String()
	for _, p := range told {
		r.Reported = r.Reported || p.Period == month
		if p.Period <= month && p.Period >= latest.Period {
			latest = p
		}
	}
	var earliest core.Date
	due := 0
	for _, m := range milestones {
		if m.Due != "" && m.Due < day {
			due++
		}
		if m.DoneOn != "" && m.DoneOn <= day {
			r.Done++
			continue
		}
		if r.Next == "" || m.Due < r.NextDue {
			r.Next, r.NextDue = m.ID, m.Due
		}
		if m.Due != "" && m.Due < day {
			r.Overdue = append(r.Overdue, m.ID)
			if earliest == "" || m.Due < earliest {
				earliest = m.Due
			}
		}
	}
	if len(milestones) == 0 {
		r.withoutMilestones(t, latest, day)
	} else {
		r.Completion, r.Planned = shareOf(r.Done, len(milestones)), shareOf(due, len(milestones))
	}
	if earliest != "" {
		r.OverdueBy = earliest.DaysUntil(day)
	}
	r.Light = r.light(t, len(r.Overdue))
	r.Why = r.why(t)
	return r
}

// withoutMilestones reads the completion from what was reported, 0 when nothing was.
func (r *TaskResult) withoutMilestones(t *plan.Task, latest report.Progress, day core.Date) {
	done := core.Whole(0)
	if latest.Percent.Known() {
		done = latest.Percent
	}
	r.Completion = share(min(max(done.Micro()/100, 0), Whole))
	r.NextDue = t.Due
	r.Planned = courseOfTask(t, day)
	if r.Completion.Millionths < Whole && t.Due != "" && t.Due < day {
		r.OverdueBy = t.Due.DaysUntil(day)
	}
}

func shareOf(n, all int) Share { return share((int64(n)*Whole + int64(all)/2) / int64(all)) }

// courseOfTask is the even course of a task without milestones by a day; a task
// without a start begins with the year of its end.
func courseOfTask(t *plan.Task, day core.Date) Share {
	if t.Due == "" {
		return Share{}
	}
	start := t.Start
	if start == "" {
		start = core.Date(strconv.Itoa(t.Due.Year()) + "-01-01")
	}
	switch {
	case day >= t.Due:
		return share(Whole)
	case day < start:
		return share(0)
	}
	return shareOf(start.DaysUntil(day), start.DaysUntil(t.Due))
}

func (r *TaskResult) light(t *plan.Task, overdue int) Light {
	switch {
	case r.Milestones > 0 && r.Done == r.Milestones, r.Milestones == 0 && r.Completion.Millionths == Whole:
		return Done
	case r.OverdueBy > OverdueDaysRed || overdue >= OverdueMilestonesRed:
		return FarBehind
	case r.OverdueBy > 0:
		return Behind
	case r.Milestones == 0 && t.Due == "":
		return Unknown
	}
	return OnTrack
}

func (r *TaskResult) why(t *plan.Task) Why {
	return Why{Key: whyTask + r.Light.String(), Args: []string{
		"done", strconv.Itoa(r.Done), "milestones", strconv.Itoa(r.Milestones),
		"overdue", strconv.Itoa(len(r.Overdue)), "days", strconv.Itoa(r.OverdueBy),
		"due", string(r.NextDue), "completion", strconv.FormatInt(r.Completion.Millionths, 10),
		"rule", string(TaskRule), "version", strconv.FormatInt(TaskRuleVersion, 10),
	}}
}
