package progress

import (
	"strconv"
	"strings"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// Why is the one sentence behind a light, as a message key with named arguments
// (name, value, name, value …). Values are canonical and untranslated: ArgKind
// says how a page dresses each of them. A hand calculation from the arguments
// gives the light.
type Why struct {
	Key    string
	Args   []string
	Limits string // key of the words for the limits that were used, "" where the sentence itself names them
}

// Arg gives an argument's value, "" when absent.
func (w Why) Arg(name string) string {
	for i := 0; i+1 < len(w.Args); i += 2 {
		if w.Args[i] == name {
			return w.Args[i+1]
		}
	}
	return ""
}

// ArgKind is what an argument's canonical text stands for.
type ArgKind uint8

const (
	TextArg    ArgKind = iota // shown as it is: rule, version, a number of days
	AmountArg                 // canonical decimal in the indicator's storage unit
	ShareArg                  // whole millionths of one: a ratio or rate
	PointsArg                 // canonical decimal of percentage points
	PeriodArg                 // core.Period text
	PeriodsArg                // core.Period texts, comma separated
	BasisArg                  // report.Basis
	DateArg                   // core.Date
	WordsArg                  // key of a message
)

// KindOfArg gives the kind of an argument of any Why of this package.
func KindOfArg(name string) ArgKind {
	switch name {
	case "planned", "actual", "value", "gap", "short", "high":
		return AmountArg
	case "ratio", "green", "yellow", "completion", "elapsed", "told", "asked":
		return ShareArg
	case "points", "least", "limit":
		return PointsArg
	case "period":
		return PeriodArg
	case "missing":
		return PeriodsArg
	case "basis":
		return BasisArg
	case "from", "due":
		return DateArg
	case "counts":
		return WordsArg
	}
	return TextArg
}

// Keys of whys. Where a light decides, the key ends in the light's name:
// why.ratio.behind.
const (
	whyNotDue       = "why.not-due"
	whyInherited    = "why.inherited"
	whyOverdue      = "why.overdue"
	whyQuestioned   = "why.questioned"
	whyWaiting      = "why.waiting." // + a Turn
	whyNotAvailable = "why.not-available"
	whyIncomplete   = "why.incomplete"
	whyUnplanned    = "why.unplanned"
	whyReference    = "why.reference"
	whyFinal        = "why.final" // planned for the year's end, and it has not come
	whyTooLarge     = "why.too-large"
	whyDone         = "why.done"     // the year's value is reached
	whyMet          = "why.met"      // the year is over and the target met
	whyRatio        = "why.ratio."   // + on-track | behind | far-behind
	whyCeiling      = "why.ceiling." // + …
	whyPoints       = "why.points."  // + …
	whyRank         = "why.rank."    // + …
	whyRange        = "why.range."   // + …
	whyReach        = "why.reach."   // + …
	whyElapsed      = "why.elapsed." // + …
	whyMissed       = "why.missed."  // + …
	whyNothing      = "why.nothing." // nothing is planned to date: no ratio; + on-track | far-behind
	whySigned       = "why.signed."  // a figure or plan below zero: no ratio; + on-track | far-behind
	whyUnder        = "why.under."   // a ceiling, and a figure or ceiling that gives no ratio; + on-track | far-behind

	limitsRatio  = "why.limits.ratio"  // green from … on, yellow from … on
	limitsPoints = "why.limits.points" // yellow from … points short, red beyond …
	limitsShort  = "why.limits.short"  // yellow as soon as anything is short, red beyond …

	countsNought = "why.counts.nought" // an amount without a figure counts 0 in the completion
	countsUnmet  = "why.counts.unmet"  // what has no completion counts as not met
)

// WhyKeys lists every key, for the test that each has a sentence in each language.
func WhyKeys() []string {
	keys := []string{
		whyNotDue, whyInherited, whyOverdue, whyQuestioned, whyWaiting + string(ReporterTurn),
		whyWaiting + string(ApproverTurn), whyWaiting + string(VerifierTurn), countsNought, countsUnmet, whyNotAvailable, whyIncomplete, whyUnplanned,
		whyReference, whyFinal, whyTooLarge, whyDone, whyMet,
	}
	for _, stem := range []string{whyRatio, whyCeiling, whyPoints, whyRank, whyRange, whyReach, whyElapsed, whyMissed, whyNothing, whySigned, whyUnder, whyTask, whyTaskPlain, whyTaskTold} {
		for _, l := range []Light{OnTrack, Behind, FarBehind} {
			noRatio := stem == whyNothing || stem == whySigned || stem == whyUnder
			if (!noRatio || l != Behind) && (stem != whyTaskTold || l != OnTrack) {
				keys = append(keys, stem+l.String())
			}
		}
	}
	return append(keys, whyTask+Done.String(), whyTaskPlain+Done.String(), whyTaskPlain+Unknown.String(), whyTaskUntold, whyTaskEarly, limitsRatio, limitsPoints, limitsShort)
}

func (j *judgement) why(r *Result) Why {
	w := Why{Key: j.whyKey(r), Args: make([]string, 0, 36)}
	add := func(name, value string) {
		if value != "" {
			w.Args = append(w.Args, name, value)
		}
	}
	add("period", r.Period.String())
	add("basis", string(r.Basis))
	add("planned", r.Planned.String())
	add("actual", r.Actual.String())
	add("value", r.Value.String())
	add("high", j.Target.High.String())
	add("gap", r.Gap.String())
	add("short", shortOf(r.Gap).String())
	if r.Points && r.Gap.Known() {
		add("points", shortOf(r.Gap).String())
	}
	addShare := func(name string, s Share) {
		if s.Known {
			add(name, strconv.FormatInt(s.Millionths, 10))
		}
	}
	addShare("ratio", r.Ratio)
	completion, elapsed := r.Completion, r.Elapsed
	if strings.HasPrefix(w.Key, whyElapsed) {
		want := aim{value: r.Value.Micro()}
		add("points", core.Micro(max(j.terms.behindTime(int(j.out.Month), j.out.Actual, want), 0)).String())
		completion, elapsed = share(tenths(rate(j.out.Actual, want.value))), share(tenths(elapsed.Millionths))
	}
	addShare("completion", completion)
	addShare("elapsed", elapsed)
	if j.out.Phase == Inherited {
		add("from", string(j.Target.From))
	}
	add("reference", j.Target.Reference)
	if add("missing", periods(r.Missing)); len(r.Missing) > 0 {
		add("counts", j.counts())
	}
	w.Limits = j.limits(w.Key, add)
	add("rule", string(r.Rule))
	add("version", strconv.FormatInt(r.RuleVersion, 10))
	if r.Revised {
		add("revised", "1")
	}
	return w
}

// limits adds the limits by which the light was found, and no others, and gives the
// key of their words. “builtin” says that the rule has none of the sort, so that
// they are the default's.
func (j *judgement) limits(key string, add func(name, value string)) string {
	l := j.terms.Limits
	builtin := func(is bool) {
		if is {
			add("builtin", "1")
		}
	}
	switch {
	case j.out.Phase != Judged || j.out.Light == Done:
		return ""
	case l.Kind == plan.ByMissed:
		s := j.Figures[j.out.Lane]
		n := j.terms.missed(j.frame, s, int(j.out.Month), j.out.Lane.threshold(j.terms.Counts), j.table)
		add("missed", strconv.FormatInt(n, 10))
		add("red", strconv.FormatInt(l.MissedRed, 10))
		return ""
	case j.terms.points || strings.HasPrefix(key, whyElapsed):
		add("least", core.Micro(l.PointsYellow).String())
		add("limit", core.Micro(l.PointsRed).String())
		builtin(l.builtinPoints)
		switch {
		case l.PointsYellow > 0:
			return limitsPoints
		case strings.HasPrefix(key, whyRange) || strings.HasPrefix(key, whyReach):
			return limitsShort
		}
		return ""
	case strings.HasPrefix(key, whySigned) || strings.HasPrefix(key, whyUnder):
		return ""
	}
	add("green", strconv.FormatInt(l.Green, 10))
	add("yellow", strconv.FormatInt(l.Yellow, 10))
	builtin(l.builtinRatio)
	if strings.HasPrefix(key, whyRatio) || strings.HasPrefix(key, whyCeiling) {
		return ""
	}
	return limitsRatio
}

// counts is the key of the words for how a target without a figure counts.
func (j *judgement) counts() string {
	if j.terms.ratable() {
		return countsNought
	}
	return countsUnmet
}

func (j *judgement) whyKey(r *Result) string {
	switch j.out.Phase {
	case NotDue:
		return whyNotDue
	case Inherited:
		return whyInherited
	case Overdue:
		return whyOverdue
	case Questioned:
		return whyQuestioned
	case Waiting:
		return whyWaiting + string(r.Turn)
	case NotAvailable:
		return whyNotAvailable
	case Incomplete:
		return whyIncomplete
	case TooLarge:
		return whyTooLarge
	case Unplanned:
		if j.terms.course == courseNone {
			return whyReference
		}
		if j.terms.course == courseFinal {
			return whyFinal
		}
		return whyUnplanned
	}
	if r.Light == Done {
		if j.out.Month == j.frame.Last {
			return whyMet
		}
		return whyDone
	}
	return j.stem(r) + r.Light.String()
}

// stem names the comparison that decided, in the order in which light tries them.
func (j *judgement) stem(r *Result) string {
	t := j.terms
	switch {
	case t.Limits.Kind == plan.ByMissed:
		return whyMissed
	case t.points && j.Indicator.Accumulation == plan.Rank && t.sense == atMost:
		return whyRank
	case t.points && t.sense != within && t.sense != reach:
		return whyPoints
	case !t.points && t.byTime(aim{value: r.Value.Micro()}):
		return whyElapsed
	case t.sense == within:
		return whyRange
	case t.sense == reach:
		return whyReach
	case !r.Ratio.Known && r.Planned.Micro() == 0:
		return whyNothing
	case !r.Ratio.Known && t.sense == atMost:
		return whyUnder
	case !r.Ratio.Known:
		return whySigned
	case t.sense == atMost:
		return whyCeiling
	}
	return whyRatio
}

// shortOf turns a negative gap into the amount short; 0 when nothing is, unknown
// when the gap is.
func shortOf(gap core.Quantity) core.Quantity {
	switch {
	case !gap.Known():
		return gap
	case gap.Micro() >= 0:
		return core.Micro(0)
	}
	return core.Micro(-gap.Micro())
}

func periods(list []core.Period) string {
	texts := make([]string, len(list))
	for i, p := range list {
		texts[i] = p.String()
	}
	return strings.Join(texts, ",")
}
