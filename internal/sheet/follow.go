package sheet

import (
	"slices"
	"strconv"
	"strings"

	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/record"
)

// One wrong cell is told once. What depends on it (a figure whose indicator could not
// be read, a target's year beside a programme whose last year is wrong) stays silent,
// and what is wrong in many places in the same way is told at the first of them.

// reach says where a ground of a fault is looked for.
type reach uint8

const (
	near     reach = iota // in the row itself and those that it refers to
	unread                // in any row, among the cells that could not be read
	anywhere              // in any row, also among those that the check of the whole refused
)

// ground is a column that a fault may follow from.
type ground struct {
	table, field string
	reach        reach
}

// groundsOf lists what a fault of the whole rests on beside its own cell.
func groundsOf(key string) []ground {
	near := func(columns ...string) []ground {
		all := make([]ground, len(columns))
		for i, c := range columns {
			all[i].table, all[i].field, _ = strings.Cut(c, ".")
		}
		return all
	}
	switch key {
	case "plan.year-outside":
		return near("programme.start_year", "programme.end_year", "target.year", "target.programme_id", "task.due_on")
	case "plan.years-order":
		return near("programme.start_year", "programme.end_year")
	case "plan.dates-order":
		return near("unit.valid_from", "post.valid_from", "task.start_on")
	case "plan.from-late":
		return near("target.year")
	case "plan.unit-ended":
		return near("unit.valid_from", "unit.valid_to", "target.year")
	case "plan.enterprise":
		return near("unit.kind", "indicator.statistical")
	case "plan.no-such", "plan.action-elsewhere", "plan.parent-year", "plan.parent-indicator":
		return near("target.programme_id", "target.indicator_id", "action.programme_id")
	case "plan.point-year":
		return near("target.year")
	case "plan.no-release":
		return near("target.year", "indicator.frequency", "indicator.jan_feb")
	case "plan.point-falls", "plan.course-ends", "plan.course-misses":
		return near("target.value", "indicator.accumulation", "indicator.direction", "indicator.frequency", "indicator.jan_feb")
	case "plan.milestone-early", "plan.milestone-late":
		return near("task.start_on", "task.due_on")
	case "plan.no-high", "plan.high-unused", "plan.high-below", "plan.tiers-ge", "plan.tiers-le", "plan.tiers-unused":
		return near("indicator.direction")
	case "plan.shape", "plan.rank", "plan.yesno", "plan.negative", "report.below-zero", "plan.part-apart":
		return near("indicator.accumulation", "indicator.display_unit")
	case "plan.rises-only", "plan.range-of", "plan.part-of-no-rate":
		return near("indicator.accumulation")
	case "plan.jan-feb":
		return near("indicator.frequency")
	case "plan.half-rate":
		return near("indicator.numerator_id", "indicator.denominator_id")
	case "plan.verifier-inside", "plan.root-reports":
		return near("indicator.verifier_unit_id", "target.unit_id", "unit.parent_id")
	case "plan.rule-ratio", "plan.rule-points", "plan.rule-no-limits", "plan.rule-no-points", "plan.rule-no-ratio", "plan.rule-of-time":
		return near("rule.kind", "rule.green", "rule.yellow", "rule.points_yellow", "rule.points_red")
	case "plan.not-leader":
		return near("post.leader")
	case "plan.cycle":
		return near("unit.parent_id", "unit.kind", "target.parent_id")
	case "plan.no-root":
		return []ground{{"unit", "parent_id", anywhere}, {"unit", "kind", anywhere}}
	case "plan.second-root", "plan.root-kind", "plan.name-of-root":
		return []ground{{"unit", "parent_id", unread}, {"unit", "kind", unread}}
	case "plan.no-points":
		return []ground{{"trajectory", "target_id", unread}}
	case "plan.no-end":
		return []ground{{"milestone", "task_id", unread}}
	}
	return nil
}

// around lists the rows that a row refers to.
func (r *resolver) around(row record.Row) []record.Row {
	at := func(table, id string) record.Row { return r.table(table).rows[id] }
	switch x := row.(type) {
	case *plan.Unit:
		return []record.Row{at("unit", string(x.Parent))}
	case *plan.Programme:
		return []record.Row{at("rule", string(x.Rule))}
	case *plan.Action:
		return []record.Row{at("programme", string(x.Programme)), at("post", string(x.LeadPost))}
	case *plan.Target:
		return []record.Row{at("programme", string(x.Programme)), at("action", string(x.Action)), at("target", string(x.Parent)),
			at("indicator", string(x.Indicator)), at("unit", string(x.Unit)), at("rule", string(x.Rule))}
	case *plan.Point:
		return []record.Row{at("target", string(x.Target))}
	case *plan.Task:
		return []record.Row{at("action", string(x.Action))}
	case *plan.Milestone:
		return []record.Row{at("task", string(x.Task))}
	}
	return nil
}

// rests reports whether a fault of a row follows from a cell that was told to be wrong.
func (r *resolver) rests(f plan.Fault, row record.Row) bool {
	grounds := groundsOf(f.Key)
	for _, g := range grounds {
		if name := g.table + "." + g.field; g.reach >= unread && r.unread[name] || g.reach == anywhere && r.judged[name] {
			return true
		}
	}
	if len(grounds) == 0 || row == nil {
		return false
	}
	for seen, open := map[record.Row]bool{}, []record.Row{row}; len(open) > 0; open = open[1:] {
		x := open[0]
		if x == nil || seen[x] {
			continue
		}
		seen[x] = true
		if e := r.entryOf(x); e != nil && slices.ContainsFunc(grounds, func(g ground) bool {
			return g.reach == near && g.table == x.Table().Name && e.doubted(g.field)
		}) {
			return true
		}
		open = append(open, r.around(x)...)
	}
	return false
}

// entryOf is the workbook's row behind a row of the plan, nil if it has none.
func (r *resolver) entryOf(row record.Row) *entry {
	if row == nil {
		return nil
	}
	return r.source[record.RefOf(row).String()]
}

// doubted reports whether a cell was told to be wrong, by itself or in the whole.
func (e *entry) doubted(field string) bool { return e.wrong[field] || e.judged[field] }

// judge keeps a field that the check of the whole refused from being blamed for others.
func (e *entry) judge(field string) {
	if e.judged == nil {
		e.judged = map[string]bool{}
	}
	e.judged[field] = true
}

// silence keeps back what follows from another fault. Should nothing else be wrong
// in the end, it is told after all: silence lets nothing into the plan.
func (r *resolver) silence(w Wrong) { r.silenced = append(r.silenced, w) }

// speak tells what was kept back when no error is there for it to follow from.
func (r *resolver) speak() {
	if r.errors > 0 {
		return
	}
	for _, w := range r.silenced {
		if w.Severity == plan.Error {
			r.report(w)
		}
	}
}

// followsRead reports whether a cell cannot be read only because another is wrong.
func (r *resolver) followsRead(e *entry, c *column, content cell, why problem) bool {
	switch why.key {
	case "workbook.no-indicator":
		return true
	case "workbook.unit-pair":
		x, _ := r.indicatorOf(e)
		return r.wrongIn(x, "display_unit")
	case "workbook.no-release":
		x, _ := r.indicatorOf(e)
		return r.wrongIn(x, "frequency") || r.wrongIn(x, "jan_feb")
	case "workbook.period-year":
		p, ok := e.now.(*plan.Point)
		return ok && r.wrongIn(r.target(p.Target), "year")
	case "workbook.ref-ambiguous":
		return c.means == asAction && r.programmeOf(e) == "" && (e.wrong["programme_id"] || r.unplaced(e))
	case "workbook.ref-missing":
		return r.standsWrong(c, missed(why, content)) || r.lost(c, missed(why, content))
	}
	return false
}

// missed is the part of a cell that names nothing.
func missed(why problem, content cell) string {
	if len(why.args) == 2 {
		return why.args[1]
	}
	return content.text
}

// wrongIn reports whether the workbook's row behind a row has a wrong cell.
func (r *resolver) wrongIn(row record.Row, field string) bool {
	e := r.entryOf(row)
	return e != nil && e.wrong[field]
}

// standsWrong reports whether a row that a cell names stands in the workbook, but is
// wrong itself: that was said there.
func (r *resolver) standsWrong(c *column, text string) bool {
	return slices.ContainsFunc(sheetsNamedIn(c), func(id string) bool { return r.spoilt[id+"\x00"+fold(text)] })
}

// lost reports whether what a cell names may be a row whose own code cannot be read:
// each such row accounts for one name.
func (r *resolver) lost(c *column, text string) bool {
	key := refTable(c.means) + "\x00" + fold(text)
	codeless := 0
	for _, id := range sheetsNamedIn(c) {
		codeless += r.codeless[id]
	}
	if !r.accounted[key] && r.accountedIn[refTable(c.means)] < codeless {
		r.accounted[key] = true
		r.accountedIn[refTable(c.means)]++
	}
	return r.accounted[key]
}

// sheetsNamedIn lists the sheets with the rows that a column's cells name.
func sheetsNamedIn(c *column) []string {
	switch c.means {
	case asPost:
		return []string{postsSheet}
	case asProgramme:
		return []string{programmeSheet}
	case asAction:
		return []string{actionsSheet}
	case asTask:
		return []string{tasksSheet}
	case asIndicator:
		return []string{indicatorsSheet}
	case asTarget:
		return []string{targetsSheet, breakdownSheet}
	case asRule:
		return []string{rulesSheet}
	}
	return []string{unitsSheet}
}

// doubt marks a cell that cannot be read, and keeps by what others may name its row.
func (r *resolver) doubt(e *entry, field string) {
	if e.mark(field); field == codeField(&e.from.table) {
		r.codeless[e.from.table.id]++
	}
	for _, f := range []string{codeField(&e.from.table), "name", "short"} {
		if p, ok := e.from.find(f); ok {
			if text := e.row.at(p.col).text; text != "" {
				r.spoilt[e.from.table.id+"\x00"+fold(text)] = true
			}
		}
	}
}

// again is one thing that is wrong in several places.
type again struct {
	first  int // in the list of faults
	places []Place
}

// Place is a further cell with the same fault.
type Place struct {
	Sheet  string
	Row    int
	Column string
}

// once tells a fault that many cells may share at the first of them; what says
// by what they are the same.
func (r *resolver) once(what string, w Wrong) {
	if known := r.repeated[what]; known != nil {
		known.places = append(known.places, Place{w.Sheet, w.Row, w.Column})
		return
	}
	r.repeated[what] = &again{first: len(r.wrongs)}
	r.report(w)
}

// gather names the further places of repeated faults in the first one's words.
func (r *resolver) gather() {
	const listed = 8
	for _, a := range r.repeated {
		if len(a.places) == 0 {
			continue
		}
		var names []string
		for _, p := range a.places[:min(listed, len(a.places))] {
			names = append(names, p.Sheet+" "+p.Column+strconv.Itoa(p.Row))
		}
		if len(a.places) > listed {
			names = append(names, "…")
		}
		w := &r.wrongs[a.first]
		w.Also = a.places
		w.Args = append(slices.Clone(w.Args), "n", strconv.Itoa(len(a.places)), "places", i18n.Either(strings.Join(names, "、"), strings.Join(names, ", ")))
		w.Key = severalKey(w.Key)
	}
}

// severalKey is the message for several places of one fault; "" for faults of which
// each stands alone.
func severalKey(key string) string {
	switch key {
	case "workbook.ref-missing":
		return "workbook.several.ref-missing"
	case "plan.year-outside":
		return "workbook.several.year-outside"
	case "plan.unit-ended":
		return "workbook.several.unit-ended"
	}
	return ""
}
