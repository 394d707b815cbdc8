package web

import (
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
)

// planKind is one sort of plan object: how it is listed and filled in. Columns
// are those of its record; a form's inputs carry their names behind “f.”.
type planKind struct {
	slug     string // also the record table's name
	edit     access.Permission
	fresh    func() record.Row
	list     []string
	sections []planSection
	required []string
}

type planSection struct {
	title   string // message key
	columns []string
}

// planKinds lists the kinds in the order of the hub. Milestones are reached
// through their task.
func planKinds() []planKind {
	return []planKind{unitKind(), postKind(), programmeKind(), actionKind(), taskKind(), milestoneKind(), indicatorKind(), targetKind(), ruleKind()}
}

func planKindOf(slug string) (planKind, bool) {
	all := planKinds()
	i := slices.IndexFunc(all, func(k planKind) bool { return k.slug == slug })
	if i < 0 {
		return planKind{}, false
	}
	return all[i], true
}

func unitKind() planKind {
	return planKind{slug: "unit", edit: access.EditUnits, fresh: func() record.Row { return &plan.Unit{} },
		list: []string{"name", "code", "kind", "valid_from", "valid_to"}, required: []string{"code", "name", "kind"},
		sections: []planSection{{"plan.section.what", []string{"code", "name", "name_en", "kind", "parent_id", "sort_order"}},
			{"plan.section.valid", []string{"valid_from", "valid_to", "successor_id"}}}}
}

func postKind() planKind {
	return planKind{slug: "post", edit: access.EditUnits, fresh: func() record.Row { return &plan.Post{} },
		list: []string{"name", "code", "unit_id", "leader"}, required: []string{"code", "name", "unit_id"},
		sections: []planSection{{"plan.section.what", []string{"code", "name", "name_en", "unit_id", "leader"}},
			{"plan.section.valid", []string{"valid_from", "valid_to"}}}}
}

func programmeKind() planKind {
	return planKind{slug: "programme", edit: access.EditPlan, fresh: func() record.Row { return &plan.Programme{} },
		list: []string{"name", "code", "start_year", "end_year", "state"}, required: []string{"code", "name", "start_year", "end_year"},
		sections: []planSection{{"plan.section.what", []string{"code", "name", "name_en", "theme", "start_year", "end_year"}},
			{"plan.section.judged", []string{"no_approval", "counts_from", "rule_id"}},
			{"plan.section.seen", []string{"level", "release_at"}}}}
}

func actionKind() planKind {
	return planKind{slug: "action", edit: access.EditPlan, fresh: func() record.Row { return &plan.Action{} },
		list: []string{"short", "code", "no", "name", "lead_unit_id", "programme_id"}, required: []string{"programme_id", "no", "code", "name"},
		sections: []planSection{{"plan.section.what", []string{"programme_id", "no", "code", "name", "short", "name_en"}},
			{"plan.section.who", []string{"lead_post_id", "lead_unit_id"}}}}
}

func taskKind() planKind {
	return planKind{slug: "task", edit: access.EditPlan, fresh: func() record.Row { return &plan.Task{} },
		list: []string{"name", "code", "action_id", "lead_unit_id", "due_on"}, required: []string{"action_id", "code", "name"},
		sections: []planSection{{"plan.section.what", []string{"action_id", "code", "name", "name_en", "deliverable", "weight"}},
			{"plan.section.when", []string{"start_on", "due_on"}},
			{"plan.section.who", []string{"lead_unit_id", "supporting", "supervising_unit_id"}}}}
}

func milestoneKind() planKind {
	return planKind{slug: "milestone", edit: access.EditPlan, fresh: func() record.Row { return &plan.Milestone{} },
		list: []string{"name", "task_id", "no", "due_on", "done_on"}, required: []string{"task_id", "no", "name", "due_on"},
		sections: []planSection{{"plan.section.what", []string{"task_id", "no", "name", "name_en", "due_on"}}}}
}

func indicatorKind() planKind {
	return planKind{slug: "indicator", edit: access.EditPlan, fresh: func() record.Row { return &plan.Indicator{} },
		list:     []string{"name", "code", "accumulation", "direction", "display_unit", "verifier_unit_id"},
		required: []string{"code", "name", "display_unit", "direction", "accumulation", "frequency"},
		sections: []planSection{{"plan.section.what", []string{"code", "name", "name_en", "aliases", "display_unit", "unit", "decimals"}},
			{"plan.section.measured", []string{"accumulation", "direction", "rises_only", "statistical", "numerator_id", "denominator_id"}},
			{"plan.section.calendar", []string{"frequency", "jan_feb", "due_day", "release_day"}},
			{"plan.section.who", []string{"competent_unit_id", "verifier_unit_id", "sample_rate"}}}}
}

func targetKind() planKind {
	return planKind{slug: "target", edit: access.EditPlan, fresh: func() record.Row { return &plan.Target{} },
		list: []string{"indicator_id", "code", "unit_id", "year", "value", "action_id"}, required: []string{"code", "programme_id", "indicator_id", "unit_id", "year"},
		sections: []planSection{{"plan.section.what", []string{"code", "programme_id", "action_id", "indicator_id", "unit_id", "year", "parent_id", "dimension"}},
			{"plan.section.value", []string{"value", "high", "floor_value", "stretch", "reference", "original"}},
			{"plan.section.who", []string{"responsible_unit_id", "lead_unit_id", "supporting", "supervising_unit_id", "valid_from"}},
			{"plan.section.judged", []string{"kind", "origin", "weight", "shape", "rule_id", "level"}}}}
}

func ruleKind() planKind {
	return planKind{slug: "rule", edit: access.EditPlan, fresh: func() record.Row { return &plan.Rule{} },
		list: []string{"name", "version", "kind", "green", "yellow", "points_yellow", "points_red", "missed_red"}, required: []string{"name", "kind"},
		sections: []planSection{{"plan.section.what", []string{"name", "name_en", "version", "kind"}},
			{"plan.section.limits", []string{"green", "yellow", "points_yellow", "points_red", "missed_red"}}}}
}

// columnOf finds a column of a row.
func columnOf(row record.Row, name string) (record.Field, bool) {
	fields := row.Fields()
	i := slices.IndexFunc(fields, func(f record.Field) bool { return f.Column == name })
	if i < 0 {
		return record.Field{}, false
	}
	return fields[i], true
}

// textOf is a column's content as records show it.
func textOf(row record.Row, name string) string {
	f, ok := columnOf(row, name)
	if !ok {
		return ""
	}
	return f.Type.Show(f.Value())
}

// prefill sets what a new object most likely is, then what the address asks for.
func (v *visit) prefill(row record.Row, b plan.Book) {
	year := int64(v.site.App.Today(v.who.District).Year())
	switch r := row.(type) {
	case *plan.Unit:
		r.Kind = plan.UnitDepartment
		for _, u := range b.Units {
			if u.Parent == "" {
				r.Parent = u.ID
			}
		}
	case *plan.Programme:
		r.StartYear, r.EndYear, r.State = year, year, plan.Draft
	case *plan.Action:
		r.No = 1
		r.Programme = latest(b)
		for _, x := range b.Actions {
			if x.Programme == r.Programme && x.No >= r.No {
				r.No = x.No + 1
			}
		}
	case *plan.Milestone:
		r.No = 1
		r.Task = core.TaskID(v.r.URL.Query().Get("task_id"))
		for _, m := range b.Milestones {
			if m.Task == r.Task && m.No >= r.No {
				r.No = m.No + 1
			}
		}
	case *plan.Indicator:
		r.Accumulation, r.Direction, r.Frequency, r.Decimals = plan.Cumulative, plan.AtLeast, plan.Monthly, 2
		r.DueDay, r.ReleaseDay, r.JanFeb = 5, 20, true
	case *plan.Target:
		r.Programme, r.Year, r.Shape = latest(b), year, plan.Linear
	case *plan.Rule:
		*r = plan.DefaultRule()
		r.ID, r.Name, r.NameEn = "", "", ""
	}
	for name, given := range v.r.URL.Query() {
		f, ok := columnOf(row, name)
		if ok && !f.Key && f.Type == record.TypeText && len(given) == 1 {
			f.Set(record.Value{Text: given[0]})
		}
	}
}

// latest is the programme that plans are most likely being made for: the last draft,
// else the last of all.
func latest(b plan.Book) core.ProgrammeID {
	var id core.ProgrammeID
	draft := false
	for _, p := range b.Programmes {
		if p.State == plan.Draft || !draft {
			id, draft = p.ID, p.State == plan.Draft
		}
	}
	return id
}

// enum is a column with a list of words: the message key's beginning, and the
// values in order; "" is a value where the zero value means something.
type enum struct {
	prefix string
	empty  string // what stands in the key for ""
	values []string
}

// enumOf gives the words of a column of a table.
func enumOf(table, column string) (enum, bool) {
	switch table + "." + column {
	case "unit.kind":
		return enum{prefix: "word.unit.kind.", values: []string{"department", "zone", "town", "enterprise", "taskforce", "district"}}, true
	case "programme.state":
		return enum{prefix: "programme-state.", values: []string{"draft", "active", "closed"}}, true
	case "programme.counts_from":
		return enum{prefix: "counts-from.", empty: "submitted", values: []string{"", "approved", "verified"}}, true
	case "programme.level", "target.level":
		return enum{prefix: "level.", empty: "internal", values: []string{"", "public", "secret"}}, true
	case "indicator.accumulation":
		return enum{prefix: "accumulation.", values: []string{"cumulative", "flow", "since", "stock", "mean", "growth", "rate", "rank", "score", "yesno"}}, true
	case "indicator.direction":
		return enum{prefix: "direction.", values: []string{"ge", "le", "eq", "range"}}, true
	case "indicator.frequency":
		return enum{prefix: "frequency.", values: []string{"month", "quarter", "half", "year"}}, true
	case "target.kind":
		return enum{prefix: "kind.", empty: "expected", values: []string{"", "binding"}}, true
	case "target.origin":
		return enum{prefix: "origin.", empty: "own", values: []string{"", "assigned"}}, true
	case "target.shape":
		return enum{prefix: "shape.", values: []string{"linear", "last-year", "flat", "final", "typed"}}, true
	case "rule.kind":
		return enum{prefix: "rule-kind.", values: []string{"ratio", "elapsed", "missed"}}, true
	}
	return enumOfReports(table, column)
}

// enumOfReports gives the words of what is filed, read and granted; they are
// never chosen in a plan's form.
func enumOfReports(table, column string) (enum, bool) {
	prefix := map[string]string{
		"observation.basis": "basis.", "observation.vintage": "vintage.", "observation.standing": "standing.", "report_line.standing": "standing.",
		"target_change.state": "change-state.", "project.stage": "stage.", "access_grant.role": "role.",
		"document.kind": "document-kind.", "fact.state": "fact-state.", "fact.kind": "fact-kind.", "directive.state": "directive-state.",
		"report.state": "sheet-state.", "report_line.doubt": "word.line.doubt.", "report_line.cause": "word.line.cause.",
		"report_line.method": "word.line.method.", "reopening.state": "word.reopening.state.", "difference.cause": "word.difference.cause.",
	}[table+"."+column]
	return enum{prefix: prefix}, prefix != ""
}

// word dresses one value of a list of words.
func (v *visit) word(e enum, value string) string {
	if value == "" {
		value = e.empty
	}
	if value == "" {
		return ""
	}
	return v.t(e.prefix + value)
}

// selects tells which table a column refers to; "" when it refers to none.
func selects(table, column string) string {
	switch {
	case column == "lead_post_id" || column == "post_id":
		return "post"
	case column == "person_id":
		return "person"
	case column == "programme_id":
		return "programme"
	case column == "action_id":
		return "action"
	case column == "task_id":
		return "task"
	case column == "indicator_id" || column == "numerator_id" || column == "denominator_id":
		return "indicator"
	case column == "rule_id":
		return "rule"
	case column == "target_id" || table == "target" && column == "parent_id":
		return "target"
	case column == "unit_id" || strings.HasSuffix(column, "_unit_id") || column == "zone_id" || table == "unit" && (column == "parent_id" || column == "successor_id"):
		return "unit"
	}
	return ""
}

// label is what people call a column.
func (v *visit) label(table, column string) string {
	if key := "column." + table + "." + column; v.site.Words.Has(key) {
		return v.t(key)
	}
	return v.t("column." + column)
}

// helpOf is the line under an input, where one was written.
func (v *visit) helpOf(table, column string) string {
	if key := "help." + table + "." + column; v.site.Words.Has(key) {
		return v.t(key)
	}
	return ""
}
