package sheet

import (
	"cmp"
	"strings"
	"unicode"

	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

// complete fills what the sheet's rows leave open. Existing rows keep what they
// have; only new ones get defaults.
func (r *resolver) complete(f *filled, rows []*entry) {
	if f.table.id == unitsSheet {
		r.completeTree(rows)
	}
	for _, e := range rows {
		switch x := e.now.(type) {
		case *plan.Programme:
			if !e.twice {
				r.programmes = append(r.programmes, x.ID)
			}
			if e.fresh() {
				x.EndYear = cmp.Or(x.EndYear, x.StartYear)
				x.State = cmp.Or(x.State, plan.Draft)
			}
		case *plan.Action:
			if e.fresh() {
				x.Short = cmp.Or(x.Short, x.Name)
			}
		case *plan.Rule:
			r.completeRule(e, x)
		case *plan.Indicator:
			r.completeIndicator(e, x)
		case *plan.Target:
			r.completeTarget(e, x)
		case *report.Progress:
			r.completeProgress(e, x)
		case *Question:
			r.completeQuestion(e, x)
		case *report.Observation:
			r.completeObservation(e, x)
		}
	}
}

// completeTree gives new units their kind and parent. The root is the existing
// one, else the only unit of the kind district, else the first row if it names
// no kind and no parent.
func (r *resolver) completeTree(rows []*entry) {
	var open []*entry
	var root core.UnitID
	var districts []core.UnitID
	fresh := map[core.UnitID]bool{}
	for _, e := range rows {
		u := e.now.(*plan.Unit)
		fresh[u.ID] = e.fresh()
		if e.fresh() && u.Parent == "" && !e.wrong["parent_id"] {
			open = append(open, e)
			if u.Kind == plan.UnitDistrict {
				districts = append(districts, u.ID)
			}
		}
	}
	for _, row := range r.table("unit").rows {
		if u := row.(*plan.Unit); u.Parent == "" && !fresh[u.ID] {
			root = u.ID
		}
	}
	if root == "" && len(districts) == 1 {
		root = districts[0]
	}
	if root == "" && len(districts) == 0 && len(open) > 0 && !open[0].gave("kind") {
		u := open[0].now.(*plan.Unit)
		root, u.Kind = u.ID, plan.UnitDistrict
		r.warn(open[0], "kind", bad("workbook.default-root", "unit", i18n.EitherName(u.Name, u.NameEn)))
	}
	for _, e := range open {
		if u := e.now.(*plan.Unit); u.ID != root && u.Kind != plan.UnitDistrict {
			u.Parent = root
		}
	}
	for _, e := range rows {
		if u := e.now.(*plan.Unit); e.fresh() && u.Kind == "" && !e.wrong["kind"] {
			u.Kind = kindByName(u.Name)
		}
	}
}

// kindByName judges a unit by how its name ends; a department when that says nothing.
func kindByName(name string) plan.UnitKind {
	for _, k := range []struct {
		kind plan.UnitKind
		ends []string
	}{
		{plan.UnitTaskForce, []string{"专班", "指挥部", "task force"}},
		{plan.UnitEnterprise, []string{"公司", "集团", "厂", "ltd", "co."}},
		{plan.UnitTown, []string{"街道", "街道办事处", "镇", "乡", "镇政府", "town"}},
		{plan.UnitZone, []string{"功能区", "开发区", "园区", "新区", "经济区", "合作区", "保税区", "产业园", "zone", "park"}},
	} {
		for _, end := range k.ends {
			if strings.HasSuffix(strings.ToLower(strings.TrimSpace(name)), end) {
				return k.kind
			}
		}
	}
	return plan.UnitDepartment
}

// completeRule counts versions: a changed rule is the next one.
func (r *resolver) completeRule(e *entry, x *plan.Rule) {
	if e.fresh() {
		x.Version = 1
	} else if len(record.Diff(e.old, x)) > 0 {
		x.Version++
	}
}

func (r *resolver) completeIndicator(e *entry, x *plan.Indicator) {
	if e.gave("display_unit") {
		r.measure(e, x)
	}
	if !e.fresh() {
		return
	}
	if x.Accumulation == "" && !e.wrong["accumulation"] {
		x.Accumulation = accumulationByUnit(x)
		words := accumulations()
		r.warn(e, "accumulation", bad("workbook.default-accumulation",
			"word", i18n.Either(show(words, "", string(x.Accumulation)), show(words, english, string(x.Accumulation)))))
	}
	if x.Direction == "" && !e.wrong["direction"] {
		x.Direction = plan.AtLeast
		if x.Accumulation == plan.Rank {
			x.Direction = plan.AtMost
		}
	}
	x.Frequency = cmp.Or(x.Frequency, plan.Monthly)
	if !e.gave("jan_feb") {
		x.JanFeb = x.Statistical && x.Frequency == plan.Monthly
	}
	if !e.gave("rises_only") {
		x.RisesOnly = x.Accumulation == plan.Cumulative || x.Accumulation == plan.SinceStart
	}
	if !e.gave("decimals") {
		x.Decimals = decimalsByUnit(x)
	}
	if x.Verifier == "" && !e.wrong["verifier_unit_id"] {
		r.defaultVerifier(e, x)
	}
}

// measure sets the storage unit that goes with the display unit. A unit that
// the lexicon does not know may be the district's own, if it looks like a unit; the
// check of the whole warns of it. Once figures are filed it stays as it is.
func (r *resolver) measure(e *entry, x *plan.Indicator) {
	typed := *x
	if !typed.MeasureIn(x.Display) && !looksLikeUnit(typed.Display) {
		r.fail(e, "display_unit", bad("workbook.unit-unknown"))
		return
	}
	if old, ok := e.old.(*plan.Indicator); ok {
		if narrow(x.Display) == old.Display && old.Unit != typed.Unit && r.figured[old.ID] || fold(typed.Display) == fold(old.Display) {
			x.Display, x.Unit = old.Display, old.Unit
			return // whatever it is stored in, it stays
		}
		if old.Unit != typed.Unit && r.figured[old.ID] {
			r.fail(e, "display_unit", bad("workbook.unit-changed", "unit", old.Unit))
			return
		}
	}
	x.Display, x.Unit = typed.Display, typed.Unit
}

// looksLikeUnit accepts a short word of letters: 艘次, 个小区. Figures, signs and
// scaled shares (万%, 亿个百分点) measure nothing.
func looksLikeUnit(s string) bool {
	const longest = 8
	runes := []rune(s)
	if len(runes) == 0 || len(runes) > longest {
		return false
	}
	for _, c := range runes {
		if !unicode.IsLetter(c) && c != '/' && c != '·' {
			return false
		}
	}
	return !strings.Contains(s, "百分点") && !strings.Contains(s, "百分比") && strings.Trim(s, "百千万亿") != ""
}

func accumulationByUnit(x *plan.Indicator) plan.Accumulation {
	name := strings.ToLower(x.Name + x.NameEn)
	grows := strings.Contains(name, "增长") || strings.Contains(name, "增速") || strings.Contains(name, "增幅") || strings.Contains(name, "growth")
	switch {
	case lexicon.IsShare(x.Display) && grows:
		return plan.Growth
	case lexicon.IsShare(x.Display):
		return plan.Rate
	case x.Unit == "名次":
		return plan.Rank
	case x.Unit == "分":
		return plan.Score
	}
	return plan.Cumulative
}

func decimalsByUnit(x *plan.Indicator) int64 {
	_, factor, _ := lexicon.Storage(x.Display)
	switch {
	case x.Accumulation == plan.Rank || x.Accumulation == plan.YesNo:
		return 0
	case lexicon.IsShare(x.Display):
		return 1
	case factor > 1 || strings.HasSuffix(x.Display, "元"):
		return 2
	}
	return 0
}

// defaultVerifier picks the statistics department, else the supervising office,
// else the root, which is worth a warning.
func (r *resolver) defaultVerifier(e *entry, x *plan.Indicator) {
	for _, words := range [][]string{{"统计", "statistic"}, {"督查", "supervis"}, {"办公室", "office"}} {
		var found *plan.Unit
		for _, row := range r.table("unit").rows {
			u := row.(*plan.Unit)
			if u.Kind == plan.UnitDepartment && containsAny(strings.ToLower(u.Name+" "+u.NameEn), words) && (found == nil || u.Code < found.Code) {
				found = u
			}
		}
		if found != nil {
			x.Verifier = found.ID
			return
		}
	}
	x.Verifier = r.root()
	r.warnOnce(e, "verifier_unit_id", bad("workbook.default-verifier"))
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

func (r *resolver) completeTarget(e *entry, x *plan.Target) {
	if old, ok := e.old.(*plan.Target); ok {
		if old.Value != x.Value {
			r.warn(e, "value", bad("workbook.target-changed", "code", old.Code))
		}
		return
	}
	if !x.Original.Known() {
		x.Original = x.Value
	}
	measured := r.indicator(x.Indicator)
	if x.Responsible == "" && x.Unit == r.root() && !e.wrong["responsible_unit_id"] {
		x.Responsible = x.Lead
		if measured != nil && x.Responsible == "" && measured.Competent != measured.Verifier {
			x.Responsible = measured.Competent
		}
	}
	if x.Shape != "" || e.wrong["shape"] || measured == nil {
		return
	}
	x.Shape = measured.UsualShape()
	r.shaped = append(r.shaped, e)
}

// typedShapes makes new targets whose shape was left open and that have points
// follow their points.
func (r *resolver) typedShapes() {
	points := map[core.TargetID]bool{}
	for _, row := range r.table("trajectory").rows {
		points[row.(*plan.Point).Target] = true
	}
	for _, e := range r.shaped {
		if x := e.now.(*plan.Target); points[x.ID] {
			x.Shape = plan.Typed
		}
	}
}

// completeObservation sets where a figure stands. Official and published ones
// are born verified; an operational one brought by the office is a claim like
// any other. A figure that a unit has reported is corrected by a report, another value
// of the same vintage where a reason can be given, and in a locked month only a new
// release is taken.
func (r *resolver) completeObservation(e *entry, x *report.Observation) {
	old, _ := e.old.(*report.Observation)
	if old != nil && x.Vintage == "" && !e.wrong["vintage"] {
		x.Vintage = old.Vintage
	}
	if old != nil && old.Value == x.Value && old.Vintage == x.Vintage {
		if old.Report != "" {
			x.Source, x.Specimen = old.Source, old.Specimen // as the report has them
		}
		return
	}
	switch {
	case old != nil && old.Report != "":
		r.fail(e, "value", bad("workbook.reported"))
		return
	case x.Basis == report.Operational && r.closed(x.Period):
		r.fail(e, "value", bad("report.locked", "period", x.Period))
		return
	case x.Basis != report.Operational && old != nil && !e.wrong["vintage"]:
		before, _ := old.Vintage.Order()
		now, _ := x.Vintage.Order()
		if now < before {
			r.fail(e, "vintage", bad("report.vintage-later"))
			return
		}
		if now == before {
			r.fail(e, "value", bad("workbook.same-vintage"))
			return
		}
	}
	if x.Basis == report.Operational && x.Vintage != "" {
		r.fail(e, "vintage", bad("workbook.vintage"))
	}
	if x.Basis == report.Official && x.Vintage == "" && old == nil && !e.wrong["vintage"] {
		x.Vintage = report.Preliminary
	}
	x.Standing = report.Verified
	if x.Basis == report.Operational {
		x.Standing = report.Claimed
	}
	if old != nil {
		x.Revision = old.Revision + 1
	}
	if x.Released > r.today && r.today != "" {
		r.fail(e, "released_on", bad("report.future-date", "date", string(x.Released)))
	}
	r.tooEarly(e, x)
	r.bounds(e, x)
}

// closed reports whether the month in which a period ends is locked.
func (r *resolver) closed(period string) bool {
	p, err := core.ParsePeriod(period)
	return err == nil && r.locked[p.End().String()]
}

// tooEarly names a figure of a period that has not come so far.
func (r *resolver) tooEarly(e *entry, x *report.Observation) {
	p, err := core.ParsePeriod(x.Period)
	if err != nil || r.today == "" {
		return
	}
	if early := report.Early(x.Basis, p, r.today); early != "" {
		r.fail(e, "period", bad(early, "period", x.Period))
	} else if report.EarlinessOf(p, r.today) != report.Over {
		r.warn(e, "period", bad("report.running", "period", x.Period))
	}
}

// bounds refuses what no indicator of its kind can read.
func (r *resolver) bounds(e *entry, x *report.Observation) {
	measured := r.indicator(x.Indicator)
	if measured == nil || !x.Value.Known() {
		return
	}
	if key, args := measured.Refuses(x.Value); key != "" {
		r.fail(e, "value", bad(key, append(args, "value", measured.Shown(x.Value).String())...))
	}
	switch measured.Accumulation {
	case plan.Rank:
		if x.Value.Micro() <= 0 || x.Value.Micro()%core.Scale != 0 {
			r.fail(e, "value", bad("plan.rank", "value", x.Value.String()))
		}
	case plan.YesNo:
		if !x.Value.IsZero() && x.Value != core.Whole(1) {
			r.fail(e, "value", bad("plan.yesno", "value", x.Value.String()))
		}
	}
}
