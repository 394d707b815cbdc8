package progress

import (
	"strconv"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// The limits of task lights. By its dates a task is behind with one milestone
// overdue, and far behind when it is overdue by more than OverdueDaysRed days or
// when OverdueMilestonesRed of them are. By what its unit reports as done it is
// behind when that lies more than ToldPointsYellow below what the dates ask, and far
// behind by more than ToldPointsRed (millionths of the whole). The graver decides.
const (
	OverdueDaysRed       = 30
	OverdueMilestonesRed = 2
	ToldPointsYellow     = Whole / 10
	ToldPointsRed        = 3 * Whole / 10
)

// TaskRule and TaskRuleVersion name these limits in a task's light.
const (
	TaskRule        core.RuleID = "milestones"
	TaskRuleVersion int64       = 2
)

// Keys of a task's why, each + light: with milestones, without any, and where the
// reported share decided.
const (
	whyTask      = "why.task."
	whyTaskPlain = "why.task.plain."
	whyTaskTold  = "why.task.told."

	whyTaskEarly  = "why.task.early"  // the same while they ask hardly anything
	whyTaskUntold = "why.task.untold" // no milestones, nothing reported, and the dates ask for something
)

// TaskResult is a task's judgement.
type TaskResult struct {
	Task       core.TaskID
	Light      Light
	Milestones int
	Done       int
	Completion Share              // done ÷ milestones, each weighing the same; of a task without any, what was last reported
	Planned    Share              // what should be complete by that day: milestones past their date ÷ milestones; without any, Asked
	Told       Share              // what the unit last reported as done, by the month looked at; unknown while it reported none
	Asked      Share              // what the dates ask by the end of that month: milestones due ÷ milestones; without any, the days gone ÷ the days from start to due
	Overdue    []core.MilestoneID // due and not done, earliest first
	OverdueBy  int                // days of the earliest of them
	Next       core.MilestoneID   // the earliest not done, "" when none
	NextDue    core.Date
	Reported   bool // the unit has reported on the task for the month looked at
	Why        Why

	byTold bool  // the light is that of what was reported
	lost   int64 // of what is due, the share that is overdue, each by its days: what Relative is made of
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

// JudgeTask judges a task by its milestones, in order of their dates, and by what
// its unit has said of it (told, in any order), as seen from the month at on the day
// today. A task without milestones is judged by its own due date and what was
// reported.
func JudgeTask(t *plan.Task, milestones []plan.Milestone, told []report.Progress, at core.Period, today core.Date) TaskResult {
	day := DayOf(at, today)
	r := TaskResult{Task: t.ID, Milestones: len(milestones)}
	r.hear(told, at)
	asked := min(day, at.LastDay().AddDays(1)) // what is due before this day
	var earliest core.Date
	due, dueAtEnd := 0, 0
	for _, m := range milestones {
		if m.Due != "" && m.Due < asked {
			dueAtEnd++
		}
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
			r.lost += lostBy(m.Due.DaysUntil(day))
			if earliest == "" || m.Due < earliest {
				earliest = m.Due
			}
		}
	}
	if len(milestones) == 0 {
		r.withoutMilestones(t, day, min(day, at.LastDay()))
	} else {
		r.Completion, r.Planned, r.Asked = shareOf(r.Done, len(milestones)), shareOf(due, len(milestones)), shareOf(dueAtEnd, len(milestones))
		r.lost /= int64(max(due, 1))
	}
	if earliest != "" {
		r.OverdueBy = earliest.DaysUntil(day)
	}
	r.Light = r.light(t)
	r.Why = r.why()
	return r
}

// hear finds what was said last by the month looked at.
func (r *TaskResult) hear(told []report.Progress, at core.Period) {
	month, latest := at.String(), ""
	for _, p := range told {
		r.Reported = r.Reported || p.Period == month
		if p.Period <= month && p.Period >= latest && p.Percent.Known() {
			latest, r.Told = p.Period, share(min(max(p.Percent.Micro()/100, 0), Whole))
		}
	}
}

// withoutMilestones reads the completion from what was reported, 0 when nothing was.
func (r *TaskResult) withoutMilestones(t *plan.Task, day, end core.Date) {
	r.Completion = share(r.Told.Millionths)
	r.NextDue = t.Due
	r.Asked = courseOfTask(t, end)
	r.Planned = r.Asked
	if r.Completion.Millionths < Whole && t.Due != "" && t.Due < day {
		r.OverdueBy = t.Due.DaysUntil(day)
		r.lost = lostBy(r.OverdueBy) * (Whole - r.Completion.Millionths) / Whole
	}
}

// lostBy is how much of a milestone counts as missing when it is some days overdue.
func lostBy(days int) int64 { return int64(min(days, OverdueDaysWhole)) * Whole / OverdueDaysWhole }

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

// light is the graver of what the dates and what the report say. Nobody knows how a
// task stands that has no milestones and of which nothing was ever reported; it is
// grey from when its dates ask more than ToldPointsYellow of it until it is overdue.
func (r *TaskResult) light(t *plan.Task) Light {
	switch {
	case r.Milestones > 0 && r.Done == r.Milestones, r.Milestones == 0 && r.Completion.Millionths == Whole:
		return Done
	case r.Milestones == 0 && t.Due == "":
		return Unknown
	}
	dates := OnTrack
	switch {
	case r.OverdueBy > OverdueDaysRed || len(r.Overdue) >= OverdueMilestonesRed:
		dates = FarBehind
	case r.OverdueBy > 0:
		dates = Behind
	case r.Milestones == 0 && !r.Told.Known && r.Asked.Millionths > ToldPointsYellow:
		return Unknown
	}
	if told := r.toldLight(); told.Worse(dates) {
		r.byTold = true
		return told
	}
	return dates
}

// toldLight is the light of the reported share alone; on track while nothing was
// reported.
func (r *TaskResult) toldLight() Light {
	switch behind := r.toldBehind(); {
	case behind > ToldPointsRed:
		return FarBehind
	case behind > ToldPointsYellow:
		return Behind
	}
	return OnTrack
}

// toldBehind is by how much the reported share lies below what the dates ask; 0
// where it does not or where one of the two is unknown.
func (r *TaskResult) toldBehind() int64 {
	if !r.Told.Known || !r.Asked.Known {
		return 0
	}
	return max(r.Asked.Millionths-r.Told.Millionths, 0)
}

// Untold reports whether the light is grey because nothing was ever reported on a
// task whose dates ask for something.
func (r *TaskResult) Untold() bool { return r.Light == Unknown && r.Asked.Known }

func (r *TaskResult) why() Why {
	key := whyTask
	switch {
	case r.byTold:
		key = whyTaskTold
	case r.Milestones == 0:
		key = whyTaskPlain
	}
	key += r.Light.String()
	switch {
	case r.Untold():
		key = whyTaskUntold
	case r.Milestones == 0 && !r.Told.Known && r.Light == OnTrack:
		key = whyTaskEarly
	}
	args := []string{
		"done", strconv.Itoa(r.Done), "milestones", strconv.Itoa(r.Milestones),
		"overdue", strconv.Itoa(len(r.Overdue)), "days", strconv.Itoa(r.OverdueBy),
		"due", string(r.NextDue), "completion", strconv.FormatInt(r.Completion.Millionths, 10),
	}
	if r.Told.Known {
		args = append(args, "told", strconv.FormatInt(r.Told.Millionths, 10))
	}
	if r.Asked.Known {
		args = append(args, "asked", strconv.FormatInt(r.Asked.Millionths, 10), "points", core.Micro(100*r.toldBehind()).String())
	}
	limit := int64(ToldPointsYellow)
	if r.byTold && r.Light == FarBehind {
		limit = ToldPointsRed
	}
	return Why{Key: key, Args: append(args, "limit", core.Micro(100*limit).String(),
		"rule", string(TaskRule), "version", strconv.FormatInt(TaskRuleVersion, 10))}
}

// counts reports whether the task takes part in roll-ups: there is a plan to hold
// its completion against.
func (r *TaskResult) counts() bool { return r.Completion.Known && r.Planned.Known }
