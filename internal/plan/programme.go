package plan

import (
	"cmp"

	"tupo/internal/core"
	"tupo/internal/record"
)

// State of a programme: drafts are seen by the office only, closed ones do not change.
type State string

const (
	Draft  State = "draft"
	Active State = "active"
	Closed State = "closed"
)

// Level says who may read an object. State secrets do not belong in Tupo at all.
type Level string

const (
	LevelPublic   Level = "public"
	LevelInternal Level = ""       // the default: every account of the district with a grant
	LevelSecret   Level = "secret" // work secret: office, leaders and the units concerned
)

// CountsFrom says from which state on a reported figure moves lights.
type CountsFrom string

const (
	CountsSubmitted CountsFrom = "" // the default: as soon as filed, marked 待核实 until verified
	CountsApproved  CountsFrom = "approved"
	CountsVerified  CountsFrom = "verified"
)

// Programme is a body of work of one or several years: 创新突破年 2023.
type Programme struct {
	ID         core.ProgrammeID
	Code       string
	Name       string
	NameEn     string
	Theme      string // the theme year, if it has one
	StartYear  int64
	EndYear    int64
	State      State
	NoApproval bool // the unit's own approval step is switched off
	CountsFrom CountsFrom
	Rule       core.RuleID // for targets that name none; "" is the built-in default
	Level      Level
	Release    core.Instant // when the public may read it; 0 = not
	Source     string       // core.Ref text, e.g. "fact:…"
	Revised    core.Instant // when its settings were last changed while it ran; 0 = never
}

func (p *Programme) Table() record.Table { return record.Table{No: 6, Name: "programme"} }

func (p *Programme) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&p.ID)),
		record.Text(2, "code", &p.Code),
		record.Text(3, "name", &p.Name),
		record.Text(4, "name_en", &p.NameEn),
		record.Text(5, "theme", &p.Theme),
		record.Int(6, "start_year", &p.StartYear),
		record.Int(7, "end_year", &p.EndYear),
		record.Text(8, "state", (*string)(&p.State)),
		record.Flag(9, "no_approval", &p.NoApproval),
		record.Text(10, "counts_from", (*string)(&p.CountsFrom)),
		record.Text(11, "rule_id", (*string)(&p.Rule)),
		record.Text(12, "level", (*string)(&p.Level)),
		record.Int(13, "release_at", (*int64)(&p.Release)),
		record.Text(14, "source", &p.Source),
		record.Int(15, "revised_at", (*int64)(&p.Revised)),
	}
}

// Action is one of the programme's few fields of work, led by one post.
type Action struct {
	ID        core.ActionID
	Programme core.ProgrammeID
	No        int64 // 1-based order in the programme
	Code      string
	Name      string // as the document says it: 加力提速实体经济发展
	Short     string // as the board says it: 实体经济
	NameEn    string
	LeadPost  core.PostID
	LeadUnit  core.UnitID
	Source    string
}

// Brief is what the board calls the action.
func (a *Action) Brief() string { return cmp.Or(a.Short, a.Name) }

func (a *Action) Table() record.Table { return record.Table{No: 7, Name: "action"} }

func (a *Action) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&a.ID)),
		record.Text(2, "programme_id", (*string)(&a.Programme)),
		record.Int(3, "no", &a.No),
		record.Text(4, "code", &a.Code),
		record.Text(5, "name", &a.Name),
		record.Text(6, "short", &a.Short),
		record.Text(7, "name_en", &a.NameEn),
		record.Text(8, "lead_post_id", (*string)(&a.LeadPost)),
		record.Text(9, "lead_unit_id", (*string)(&a.LeadUnit)),
		record.Text(10, "source", &a.Source),
	}
}

// Task is a piece of work with an end, judged by its milestones' dates.
type Task struct {
	ID          core.TaskID
	Action      core.ActionID
	Code        string
	Name        string
	NameEn      string
	Deliverable string
	Lead        core.UnitID // reports on it
	Supporting  string      // unit ids, comma separated
	Supervising core.UnitID
	Start, Due  core.Date
	Weight      core.Quantity // unknown counts as 1
	Specimen    bool          // made up for the demonstration
	Source      string
}

func (t *Task) Table() record.Table { return record.Table{No: 8, Name: "task"} }

func (t *Task) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&t.ID)),
		record.Text(2, "action_id", (*string)(&t.Action)),
		record.Text(3, "code", &t.Code),
		record.Text(4, "name", &t.Name),
		record.Text(5, "name_en", &t.NameEn),
		record.Text(6, "deliverable", &t.Deliverable),
		record.Text(7, "lead_unit_id", (*string)(&t.Lead)),
		record.Text(8, "supporting", &t.Supporting),
		record.Text(9, "supervising_unit_id", (*string)(&t.Supervising)),
		record.Text(10, "start_on", (*string)(&t.Start)),
		record.Text(11, "due_on", (*string)(&t.Due)),
		record.Quantity(12, "weight", &t.Weight),
		record.Flag(13, "specimen", &t.Specimen),
		record.Text(14, "source", &t.Source),
	}
}

// Milestone is a dated step of a task. DoneOn is when it was reached, as
// reported; evidence attaches to the milestone itself.
type Milestone struct {
	ID     core.MilestoneID
	Task   core.TaskID
	No     int64
	Name   string
	NameEn string
	Due    core.Date
	DoneOn core.Date
}

func (m *Milestone) Table() record.Table { return record.Table{No: 9, Name: "milestone"} }

func (m *Milestone) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&m.ID)),
		record.Text(2, "task_id", (*string)(&m.Task)),
		record.Int(3, "no", &m.No),
		record.Text(4, "name", &m.Name),
		record.Text(5, "name_en", &m.NameEn),
		record.Text(6, "due_on", (*string)(&m.Due)),
		record.Text(7, "done_on", (*string)(&m.DoneOn)),
	}
}
