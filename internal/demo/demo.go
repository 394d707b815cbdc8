// Package demo is the demonstration district as data: the plan of a year, the
// reports, releases and orders of January to October 2023 in the order in which
// they came, and the accounts to look at them with. The same call always gives
// the same year.
//
// It writes nothing: whoever wants the district in a database replays the year
// through the use cases with a moving clock, so that the ledger holds a true
// history. Figures that are public carry their source; every other figure is
// invented and marked Specimen. Posts have names, people do not appear.
package demo

import (
	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/meeting"
	"tupo/internal/plan"
	"tupo/internal/project"
	"tupo/internal/report"
)

// The district, its programme and the days on which the story starts and stands.
const (
	District  core.DistrictID  = "370211"
	Programme core.ProgrammeID = "cxtp2023"

	setupDay core.Date = "2023-01-09"
	Today    core.Date = "2023-11-14"
	theYear            = 2023
	lastYear           = theYear - 1
)

// Year is the whole demonstration. Everything that has a date stands in the
// order of its date inside its slice; the order between slices is that of the
// fields of Month, and Corrections follow the releases of the month they mend.
type Year struct {
	Setup core.Date // the day on which Book, accounts and History are entered
	Clock core.Date // the day on which the demonstration stands

	Book     plan.Book
	Accounts []access.Account
	Grants   []access.Grant
	History  []report.Observation // 2021 and 2022

	Months      []Month // January to October
	Corrections []Correction

	Projects   []project.Project
	Phases     []project.Phase
	Parties    []project.Party
	Meetings   []meeting.Meeting
	Directives []Directive
}

// Month is what came in on one month of the year.
type Month struct {
	Period      core.Period
	Filings     []Filing  // by FiledOn, then unit
	VerifiedOn  core.Date // when the lines with a VerifiedBy were verified
	LockedOn    core.Date // "" while the month is open
	LockedBy    core.AccountID
	Official    []report.Observation // releases for the month, official and published, by Released
	Differences []report.Difference  // entered when the last of them is out
}

// Filing is one unit's report on a month.
type Filing struct {
	Unit       core.UnitID
	FiledOn    core.Date
	By         core.AccountID
	ApprovedOn core.Date
	ApprovedBy core.AccountID
	Lines      []Line
	Tasks      []TaskReport
}

// Line is one figure as filed. Cause and Answer are given where the figure
// raises a question; VerifiedBy is "" for a line still waiting.
type Line struct {
	Indicator  core.IndicatorID
	Unit       core.UnitID // whose figure
	Period     core.Period // the indicator's release
	Value      core.Quantity
	Note       string
	Cause      report.Cause
	Answer     string
	VerifiedBy core.AccountID
}

// TaskReport is what the lead unit says of a task for the month.
type TaskReport struct {
	Task           core.TaskID
	Done           string
	Blocked        string
	Next           string
	Percent        core.Quantity // milestones reached, in per cent
	MilestonesDone []MilestoneDone
}

// MilestoneDone is a milestone reached in the month.
type MilestoneDone struct {
	Milestone core.MilestoneID
	DoneOn    core.Date
}

// Correction mends figures of a locked month after two persons of three reopened it.
type Correction struct {
	Unit       core.UnitID
	Period     core.Period
	Reason     string
	AskedOn    core.Date
	AskedBy    core.AccountID
	First      core.AccountID
	Second     core.AccountID
	OpenedOn   core.Date
	FiledOn    core.Date
	By         core.AccountID
	ApprovedBy core.AccountID
	VerifiedOn core.Date
	Lines      []Line
}

// Directive is an order with its dates. Row is as it stands on the Clock's day.
type Directive struct {
	Row    meeting.Directive
	Issued core.Date
	Closed core.Date // "" while open
}

// New makes the year.
func New() *Year {
	b := newBuilder()
	b.plan()
	b.makeSeries()
	y := &Year{Setup: setupDay, Clock: Today, Book: b.book, History: b.history()}
	y.Accounts, y.Grants = b.accounts()
	y.Months, y.Corrections = b.months()
	answerQuestions(&b.book, y)
	y.Projects, y.Phases, y.Parties = projects()
	y.Meetings, y.Directives = meetings()
	return y
}
