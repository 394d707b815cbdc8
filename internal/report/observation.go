// Package report is what was filed: observations with their basis and vintage,
// the units' reports with questions and answers, locks, reopenings, evidence.
//
// It says what the figures are, not how good they are: lights and gaps are
// computed in package progress. It does no I/O.
package report

import (
	"tupo/internal/core"
	"tupo/internal/record"
)

// Basis says where a figure comes from. Figures of unlike basis are never
// summed, mixed or compared as if they were one.
type Basis string

const (
	Operational Basis = "operational" // 调度数: reported by units
	Official    Basis = "official"    // 统计数: the competent department's release
	Published   Basis = "published"   // 公开数: read in a newspaper or document
)

// Vintage of an official or published figure.
type Vintage string

const (
	Preliminary Vintage = "preliminary"
	Revised     Vintage = "revised"
	Final       Vintage = "final"
)

// Standing is how far a reported figure has come. Official figures are born verified.
type Standing string

const (
	Claimed  Standing = "claimed"  // filed by the unit
	Held     Standing = "held"     // filed, but a question about it is not yet settled: it counts nowhere
	Approved Standing = "approved" // by the unit's approver
	Verified Standing = "verified"
	Returned Standing = "returned" // counts nowhere
)

// Order is a vintage's place among those of one figure, of which a later one is never
// replaced by an earlier; 0 for "", which does not say it. False for no vintage at all.
func (v Vintage) Order() (place int, known bool) {
	switch v {
	case "":
		return 0, true
	case Preliminary:
		return 1, true
	case Revised:
		return 2, true
	case Final:
		return 3, true
	}
	return 0, false
}

// Observation is the one figure of an indicator at a unit for a period on a
// basis. Every target, programme and page that needs it reads this row.
type Observation struct {
	Indicator core.IndicatorID
	Unit      core.UnitID
	Period    string // core.Period text
	Basis     Basis
	Value     core.Quantity // storage unit; unknown = reported as not available
	Vintage   Vintage
	Standing  Standing
	Report    core.ReportID
	Revision  int64
	Released  core.Date // official and published: the day it came out
	Specimen  bool      // made up for the demonstration
	Source    string    // core.Ref text or the release's name
}

// Imported reports whether an operational figure was brought by a workbook: no
// report is behind it, so that nobody has it to approve or to verify until its unit
// files it.
func (o *Observation) Imported() bool {
	return o.Basis == Operational && o.Report == "" && o.Standing != ""
}

func (o *Observation) Table() record.Table { return record.Table{No: 20, Name: "observation"} }

func (o *Observation) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "indicator_id", (*string)(&o.Indicator)),
		record.Key(2, "unit_id", (*string)(&o.Unit)),
		record.Key(3, "period", &o.Period),
		record.Key(4, "basis", (*string)(&o.Basis)),
		record.Quantity(5, "value", &o.Value),
		record.Text(6, "vintage", (*string)(&o.Vintage)),
		record.Text(7, "standing", (*string)(&o.Standing)),
		record.Text(8, "report_id", (*string)(&o.Report)),
		record.Int(9, "revision", &o.Revision),
		record.Text(10, "released_on", (*string)(&o.Released)),
		record.Flag(11, "specimen", &o.Specimen),
		record.Text(12, "source", &o.Source),
	}
}
