package demo

import (
	"fmt"
	"strings"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// taskStory is what is known of a task beside its plan.
type taskStory struct {
	task   *plan.Task
	steps  []step
	blocks []block
}

// step is a milestone with the day on which it was reached, "" if it is not yet.
type step struct {
	plan.Milestone
	reached core.Date
}

// block is what holds a task up from a month on, until another month or the end.
type block struct {
	from, until core.Period
	text        string
}

// tasks enters the tasks as planned: nothing is reached yet.
func (b *builder) tasks() {
	for _, s := range readTasks() {
		b.book.Tasks = append(b.book.Tasks, *s.task)
		for _, m := range s.steps {
			b.book.Milestones = append(b.book.Milestones, m.Milestone)
		}
	}
}

func readTasks() []*taskStory {
	var all []*taskStory
	for _, line := range lines("tasks") {
		mark, f := marked(line, 4)
		if mark == 'T' {
			all = append(all, newTask(f))
			continue
		}
		s := all[len(all)-1]
		switch mark {
		case '-':
			s.addStep(f)
		case '!':
			s.blocks = append(s.blocks, newBlock(f))
		default:
			panic("demo: task line " + line)
		}
	}
	return all
}

func newTask(f []string) *taskStory {
	return &taskStory{task: &plan.Task{
		ID: core.TaskID(strings.ToLower(f[0])), Action: actionID(f[0][:3]), Code: f[0], Name: f[1], NameEn: f[2],
		Deliverable: f[3], Lead: unitID(f[4]), Supporting: unitIDs(f[5]), Supervising: supervisorOf(f[4]),
		Start: "2023-01-01", Specimen: true,
	}}
}

func newBlock(f []string) block {
	b := block{until: core.Month(theYear, 12), text: f[1]}
	var err error
	if b.from, err = core.ParsePeriod(f[0]); err != nil {
		panic(fmt.Sprintf("demo: hindrance %q: %v", f[1], err))
	}
	if f[2] != "" {
		if b.until, err = core.ParsePeriod(f[2]); err != nil {
			panic(fmt.Sprintf("demo: hindrance %q: %v", f[1], err))
		}
	}
	return b
}

// supervisorOf is the Supervision Office for everybody but itself.
func supervisorOf(unit string) core.UnitID {
	if unit == "DCS" {
		return ""
	}
	return "dcs"
}

// addStep adds a milestone. Those due by October are reached a few days before
// their day unless the table says otherwise.
func (s *taskStory) addStep(f []string) {
	no := int64(len(s.steps) + 1)
	m := plan.Milestone{
		ID: core.MilestoneID(fmt.Sprintf("%s-m%d", s.task.ID, no)), Task: s.task.ID, No: no,
		Name: f[1], NameEn: f[2], Due: core.Date(f[0]),
	}
	var reached core.Date
	switch {
	case f[3] == "open":
	case f[3] != "":
		reached = core.Date(f[3])
	case m.Due <= "2023-10-31":
		reached = m.Due.AddDays(-seeded("step", string(m.ID)).IntN(min(5, m.Due.Time().Day())))
	}
	s.steps = append(s.steps, step{m, reached})
	s.task.Due = max(s.task.Due, m.Due)
}

// tell is the report on a month, false when the task ended before it.
func (s *taskStory) tell(period core.Period) (TaskReport, bool) {
	r := TaskReport{Task: s.task.ID}
	first, last := core.Date(period.String()+"-01"), period.LastDay()
	done := 0
	var next *step
	for i := range s.steps {
		m := &s.steps[i]
		switch {
		case m.reached == "" || m.reached > last:
			if next == nil {
				next = m
			}
			continue
		case m.reached >= first:
			r.MilestonesDone = append(r.MilestonesDone, MilestoneDone{m.ID, m.reached})
			r.Done += "完成“" + m.Name + "”。"
		}
		done++
	}
	if done == len(s.steps) && r.Done == "" {
		return r, false
	}
	r.Percent, _ = core.Whole(100).Scaled(int64(done), int64(len(s.steps)))
	r.Percent = core.Whole(r.Percent.Micro() / core.Scale)
	for _, b := range s.blocks {
		if b.from.Compare(period) <= 0 && period.Compare(b.until) <= 0 && next != nil {
			r.Blocked = b.text
		}
	}
	if next == nil {
		return r, true
	}
	r.Next = fmt.Sprintf("%s，计划%d月%d日前", next.Name, next.Due.Month(), next.Due.Time().Day())
	if r.Done == "" {
		r.Done = "推进“" + next.Name + "”。"
	}
	return r, true
}
