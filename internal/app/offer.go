package app

import (
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
)

// Choice is what a fact is to become, as a person says it. Where a field is empty the
// offer's stands; Fields names those that were said, so that one may be emptied too.
// Amounts are as typed, in the unit of the choice.
type Choice struct {
	As        As
	Programme core.ProgrammeID
	Action    core.ActionID
	Indicator core.IndicatorID // the one it is merged with; "" makes a new one of Name
	Name      string           // of a new indicator
	Measure   string           // unit of a new indicator, and of the amounts: 亿元, %
	Unit      core.UnitID      // whose figure it is
	// Responsible answers for a target and reports its figure; "" leaves it to Unit.
	Responsible core.UnitID
	Period      core.Period // of a result; of a target its year
	Value       string
	High        string // upper end of a range
	Floor       string // 确保
	Stretch     string // 力争
	Reference   string // “不低于全市平均”, for a target without a value

	Text        string // of a directive, as it is registered
	Deliverable string
	Due         core.Date
	Lead        core.UnitID
	Closer      core.UnitID // verifies that it is done

	// Directive is the order that says the same in other words, of which this sentence
	// becomes another source; "" makes a new one.
	Directive core.DirectiveID

	Project core.ProjectID // the one it is merged with; "" makes a new one
	Take    []string       // fields of a Clash in which the document is believed

	Reason string // of a change in a plan that runs, of a figure that replaces another
}

// As is the kind of thing that a fact becomes.
type As string

const (
	AsTarget    As = "target"
	AsResult    As = "result" // a published figure
	AsDirective As = "directive"
	AsPrinciple As = "principle" // an order kept without a clock
	AsProject   As = "project"
)

// Effect is what accepting a fact would do.
type Effect string

const (
	DoesNew       Effect = "new"    // makes the target, figure, directive or project
	DoesLink      Effect = "link"   // it is there and says the same: only the source is noted
	DoesChange    Effect = "change" // the draft's target takes the value
	DoesAsk       Effect = "ask"    // the programme runs: a request is made that somebody else decides
	DoesRevise    Effect = "revise" // another published figure is replaced
	DoesMerge     Effect = "merge"  // the project takes what it lacks
	DoesPrinciple Effect = "principle"
)

// Offer is what accepting a proposed fact would do as things stand.
type Offer struct {
	Choice Choice
	Does   Effect
	Near   []Candidate // what it may be the same as, the likeliest first, at most five
	Clash  []Clash     // what is known otherwise
	Ends   *Ends       // of a range in the text that becomes two tiers; nil for none
	Stop   *errs.Error // why it cannot be accepted with this choice; nil if it can
}

// Ends are the two ends of a range where one is the target and the other striven for, as
// people read them, with their unit.
type Ends struct{ Target, Stretch string }

// Ready reports whether a fact is taken together with all others, without a look at it:
// nothing stands against it, it is like nothing else, and its reader was sure.
func (o *Offer) Ready(f document.Fact) bool {
	another := f.Kind == extract.KindDirective && o.Does != DoesLink && len(o.Near) > 0
	return o.Stop == nil && len(o.Clash) == 0 && !another && f.Confidence >= LeastSure
}

// Candidate is an indicator, a project or a directive that a fact may be about.
type Candidate struct {
	Ref  core.Ref
	Code string
	Name string
	Unit string // of an indicator
}

// Clash is a field in which what is known and what the document says differ. Both are
// as people read them, with their unit.
type Clash struct {
	Field  string // value, high, floor_value, stretch, reference; total, land, phase1.land …
	Known  string
	Here   string
	Source string // where the known one comes from: core.Ref text or a name
}
