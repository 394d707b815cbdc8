package sheet

import (
	"strconv"
	"strings"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

// index finds rows of one record table, existing ones and those of the workbook.
type index struct {
	rows    map[string]record.Row // by key columns joined
	codes   map[string]string     // scope and folded code → key
	names   map[string][]string   // scope and folded name → keys
	natural map[string]string     // what makes a row the same without its code → key
	top     map[string]int64      // scope → highest number in use
	next    map[string]int        // scope → last number tried for a made code
}

func newIndex() *index {
	return &index{map[string]record.Row{}, map[string]string{}, map[string][]string{}, map[string]string{}, map[string]int64{}, map[string]int{}}
}

func (r *resolver) table(name string) *index {
	x := r.index[name]
	if x == nil {
		x = newIndex()
		r.index[name] = x
	}
	return x
}

// label is how people name a row. Codes and names hold within their scope.
type label struct {
	scope string
	code  string
	names []string
	no    int64
}

func labelOf(row record.Row) label {
	switch x := row.(type) {
	case *plan.Unit:
		return label{code: x.Code, names: []string{x.Name}}
	case *plan.Post:
		return label{code: x.Code, names: []string{x.Name}}
	case *plan.Programme:
		return label{code: x.Code, names: []string{x.Name}}
	case *plan.Action:
		names := []string{x.Name, x.Short}
		if x.No > 0 {
			names = append(names, strconv.FormatInt(x.No, 10))
		}
		return label{scope: string(x.Programme), code: x.Code, names: names, no: x.No}
	case *plan.Task:
		return label{code: x.Code, names: []string{x.Name}}
	case *plan.Indicator:
		return label{code: x.Code, names: append(x.AliasList(), x.Name)}
	case *plan.Target:
		return label{code: x.Code}
	case *plan.Rule:
		return label{code: string(x.ID), names: []string{x.Name}}
	case *plan.Milestone:
		return label{scope: string(x.Task), no: x.No}
	}
	return label{}
}

// naturalKey says what makes two rows without codes the same; "" when that is
// not known.
func naturalKey(row record.Row) string {
	var parts []string
	switch x := row.(type) {
	case *plan.Unit:
		parts = []string{x.Name}
	case *plan.Post:
		parts = []string{string(x.Unit), x.Name}
	case *plan.Programme:
		parts = []string{x.Name}
	case *plan.Action:
		parts = []string{string(x.Programme), x.Name}
	case *plan.Task:
		parts = []string{string(x.Action), x.Name}
	case *plan.Indicator:
		parts = []string{x.Name}
	case *plan.Rule:
		parts = []string{x.Name}
	case *plan.Target:
		if x.Parent != "" {
			parts = []string{string(x.Parent), x.Dimension, string(x.Unit)}
			break
		}
		parts = []string{string(x.Programme), string(x.Indicator), string(x.Unit), strconv.FormatInt(x.Year, 10), "/" + string(x.Action)}
	case *plan.Milestone:
		if x.No > 0 {
			return string(x.Task) + "\x00#" + strconv.FormatInt(x.No, 10)
		}
		parts = []string{string(x.Task), x.Name}
	case *plan.Point:
		parts = []string{string(x.Target), x.Period}
	case *report.Progress:
		parts = []string{string(x.Task), x.Period}
	case *Question:
		parts = []string{string(x.Reporter), x.Month, string(x.Line.Indicator), string(x.Line.Unit)}
	case *report.Observation:
		parts = []string{string(x.Indicator), string(x.Unit), x.Period, string(x.Basis)}
	}
	for _, p := range parts {
		if p == "" {
			return ""
		}
	}
	return strings.Join(parts, "\x00")
}

func (x *index) add(row record.Row) {
	key := record.RefOf(row).ID
	x.rows[key] = row
	l := labelOf(row)
	code := l.code
	if code == "" {
		code = key // rows that never got a code are exported and found by their key
	}
	x.codes[l.scope+"\x00"+fold(code)] = key
	for _, name := range l.names {
		if name != "" {
			x.name(l.scope+"\x00"+fold(name), key)
		}
	}
	if n := naturalKey(row); n != "" {
		if _, taken := x.natural[n]; !taken {
			x.natural[n] = key
		}
	}
	if m, ok := row.(*plan.Milestone); ok { // found by its name too, when the row gives no number
		if n := string(m.Task) + "\x00" + m.Name; x.natural[n] == "" {
			x.natural[n] = key
		}
	}
	x.top[l.scope] = max(x.top[l.scope], l.no)
}

func (x *index) name(key, id string) {
	for _, known := range x.names[key] {
		if known == id {
			return
		}
	}
	x.names[key] = append(x.names[key], id)
}

// find resolves a code or name within a scope.
func (x *index) find(scope, text string) (string, problem) {
	key := scope + "\x00" + fold(text)
	if id, ok := x.codes[key]; ok {
		return id, problem{}
	}
	switch ids := x.names[key]; len(ids) {
	case 0:
		return "", bad("workbook.ref-missing")
	case 1:
		return ids[0], problem{}
	}
	return "", bad("workbook.ref-ambiguous")
}

func (r *resolver) indexExisting(e Existing) {
	for _, row := range e.Book.Rows() {
		r.table(row.Table().Name).add(row)
	}
	observations := r.table((&report.Observation{}).Table().Name)
	for i := range e.Observations {
		o := &e.Observations[i]
		observations.rows[record.RefOf(o).ID] = o
		observations.natural[naturalKey(o)] = record.RefOf(o).ID
	}
	for i := range e.Progress {
		r.table(e.Progress[i].Table().Name).add(&e.Progress[i])
	}
	for i := range e.Questions {
		r.table(e.Questions[i].Table().Name).add(&e.Questions[i])
	}
	for _, id := range []core.RuleID{plan.DefaultRule().ID} {
		r.table("rule").codes["\x00"+fold(string(id))] = string(id)
	}
}
