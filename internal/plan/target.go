package plan

import (
	"tupo/internal/core"
	"tupo/internal/record"
)

// TargetKind says how hard a target binds.
type TargetKind string

const (
	Expected TargetKind = "" // 预期性, the default
	Binding  TargetKind = "binding"
)

// Origin says who set the target.
type Origin string

const (
	Own      Origin = ""
	Assigned Origin = "assigned" // handed down by the level above
)

// Shape is how the year's value spreads over its periods.
type Shape string

const (
	Linear   Shape = "linear"    // by months covered; flows only
	LastYear Shape = "last-year" // last year's shares; flows only
	Flat     Shape = "flat"      // the year's value in every period
	Typed    Shape = "typed"     // from Points
	Final    Shape = "final"     // the year's value in the year's last period, nothing asked before
)

// Target is an indicator's wanted value for a year at a unit. A breakdown is a
// set of targets that name the same Parent and Dimension.
type Target struct {
	ID          core.TargetID
	Code        string
	Programme   core.ProgrammeID
	Action      core.ActionID
	Indicator   core.IndicatorID
	Unit        core.UnitID // whose figure it is
	Parent      core.TargetID
	Dimension   string // 功能区, 部门, 项目; "" for a target that is not a part
	Year        int64
	Value       core.Quantity // in the indicator's storage unit; unknown for a reference
	High        core.Quantity // upper end of a range
	Floor       core.Quantity // 确保
	Stretch     core.Quantity // 力争
	Original    core.Quantity // the first value; differs from Value after a change
	Reference   string        // “不低于全市平均”: shown, not computed, until the peer figure is in
	Kind        TargetKind
	Origin      Origin
	Weight      core.Quantity // unknown counts as 1
	Lead        core.UnitID
	Responsible core.UnitID // reports the figure; "" is Unit
	Supporting  string      // unit ids, comma separated
	Supervising core.UnitID
	Shape       Shape
	Rule        core.RuleID
	From        core.Date // months before it are inherited: nobody is asked, no light is red
	Level       Level
	Specimen    bool // made up for the demonstration
	Source      string
	Revised     core.Instant // when its plan was last changed after the programme had begun; 0 = never
}

func (t *Target) Table() record.Table { return record.Table{No: 11, Name: "target"} }

func (t *Target) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&t.ID)),
		record.Text(2, "code", &t.Code),
		record.Text(3, "programme_id", (*string)(&t.Programme)),
		record.Text(4, "action_id", (*string)(&t.Action)),
		record.Text(5, "indicator_id", (*string)(&t.Indicator)),
		record.Text(6, "unit_id", (*string)(&t.Unit)),
		record.Text(7, "parent_id", (*string)(&t.Parent)),
		record.Text(8, "dimension", &t.Dimension),
		record.Int(9, "year", &t.Year),
		record.Quantity(10, "value", &t.Value),
		record.Quantity(11, "high", &t.High),
		record.Quantity(12, "floor_value", &t.Floor),
		record.Quantity(13, "stretch", &t.Stretch),
		record.Quantity(14, "original", &t.Original),
		record.Text(15, "reference", &t.Reference),
		record.Text(16, "kind", (*string)(&t.Kind)),
		record.Text(17, "origin", (*string)(&t.Origin)),
		record.Quantity(18, "weight", &t.Weight),
		record.Text(19, "lead_unit_id", (*string)(&t.Lead)),
		record.Text(20, "responsible_unit_id", (*string)(&t.Responsible)),
		record.Text(21, "supporting", &t.Supporting),
		record.Text(22, "supervising_unit_id", (*string)(&t.Supervising)),
		record.Text(23, "shape", (*string)(&t.Shape)),
		record.Text(24, "rule_id", (*string)(&t.Rule)),
		record.Text(25, "valid_from", (*string)(&t.From)),
		record.Text(26, "level", (*string)(&t.Level)),
		record.Flag(27, "specimen", &t.Specimen),
		record.Text(28, "source", &t.Source),
		record.Int(29, "revised_at", (*int64)(&t.Revised)),
	}
}

// Ceiling is the upper end of a range that holds in every month, so that what is
// planned lies between two values; unknown for all else, and for amounts that add up,
// whose planned value of a month is no range.
func (t *Target) Ceiling(x *Indicator) core.Quantity {
	if x.Direction != Range || x.Accumulation.Summable() {
		return core.Quantity{}
	}
	return t.High
}

// Ownerless reports whether a target of the whole district has nobody who answers for
// it; u is its unit.
func (t *Target) Ownerless(u *Unit) bool {
	return t.Responsible == "" && t.Lead == "" && u != nil && u.Parent == ""
}

// Reporter is the unit that files the target's figure.
func (t *Target) Reporter() core.UnitID {
	if t.Responsible != "" {
		return t.Responsible
	}
	return t.Unit
}

// Planned is what is planned of a year's value for a part of the year: whole ×
// part ÷ all, rounded half away from zero to step (Indicator.Step), so that the
// planned value is the number that is shown, and whoever reckons with shown numbers
// finds the light. Where the part is all of it, the whole is planned to its last
// digit; short of that never more than it. It fails as Quantity.Stepped does.
func Planned(whole core.Quantity, part, all, step int64) (core.Quantity, error) {
	if part == all && whole.Known() {
		return whole, nil
	}
	planned, err := whole.Stepped(part, all, step)
	if err == nil && 0 <= part && part < all && planned.Magnitude().Compare(whole.Magnitude()) > 0 {
		return whole, nil
	}
	return planned, err
}

// Point is a typed planned value: what the indicator should read at the end of
// the period (cumulated for flows), in the storage unit.
type Point struct {
	Target  core.TargetID
	Period  string // core.Period text
	Planned core.Quantity
}

func (p *Point) Table() record.Table { return record.Table{No: 12, Name: "trajectory"} }

func (p *Point) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "target_id", (*string)(&p.Target)),
		record.Key(2, "period", &p.Period),
		record.Quantity(3, "planned", &p.Planned),
	}
}

// RuleKind is a template of light rules.
type RuleKind string

const (
	// ByRatio compares actual with planned to date: green from Green on, yellow
	// from Yellow on, red below. What is judged in points (Indicator.InPoints) is
	// yellow from PointsYellow points short, red beyond PointsRed.
	ByRatio RuleKind = "ratio"
	// ByElapsed compares the completion rate with the share of the year elapsed:
	// yellow from PointsYellow points behind, red beyond PointsRed.
	ByElapsed RuleKind = "elapsed"
	// ByMissed counts releases in a row below plan: yellow from one, red from MissedRed.
	ByMissed RuleKind = "missed"
)

// Rule is a versioned light rule. A change is a new Version of the same ID; a
// light names both.
type Rule struct {
	ID           core.RuleID
	Version      int64
	Name         string
	NameEn       string
	Kind         RuleKind
	Green        core.Quantity // ratio, 1 = as planned
	Yellow       core.Quantity
	PointsYellow core.Quantity // points behind
	PointsRed    core.Quantity
	MissedRed    int64
}

func (r *Rule) Table() record.Table { return record.Table{No: 13, Name: "rule"} }

func (r *Rule) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&r.ID)),
		record.Int(2, "version", &r.Version),
		record.Text(3, "name", &r.Name),
		record.Text(4, "name_en", &r.NameEn),
		record.Text(5, "kind", (*string)(&r.Kind)),
		record.Quantity(6, "green", &r.Green),
		record.Quantity(7, "yellow", &r.Yellow),
		record.Quantity(8, "points_yellow", &r.PointsYellow),
		record.Quantity(9, "points_red", &r.PointsRed),
		record.Int(10, "missed_red", &r.MissedRed),
	}
}

// LimitsRatio reports whether the rule has limits of its own for what is judged by
// ratio; where it has none, the default's are used.
func (r *Rule) LimitsRatio() bool { return r.Green.Known() && r.Yellow.Known() }

// LimitsPoints reports the same for what is judged in points.
func (r *Rule) LimitsPoints() bool { return r.PointsYellow.Known() && r.PointsRed.Known() }

// DefaultRule is the rule of DESIGN for targets that name none: green at the
// plan, yellow from 90 % of it; rates yellow within one point below.
func DefaultRule() Rule {
	return Rule{
		ID: "default", Version: 1, Name: "计划进度", NameEn: "planned to date", Kind: ByRatio,
		Green: core.Whole(1), Yellow: core.Micro(900_000),
		PointsYellow: core.Micro(0), PointsRed: core.Whole(1), MissedRed: 3,
	}
}
