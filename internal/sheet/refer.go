package sheet

import (
	"cmp"
	"strings"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
)

// refTable names the record table that a column refers to.
func refTable(m meaning) string {
	switch m {
	case asUnit, asUnits:
		return "unit"
	case asPost:
		return "post"
	case asProgramme:
		return "programme"
	case asAction:
		return "action"
	case asTask:
		return "task"
	case asIndicator:
		return "indicator"
	case asTarget:
		return "target"
	case asRule:
		return "rule"
	}
	return ""
}

// readRef resolves a code or name into the key of the row it means.
func (r *resolver) readRef(e *entry, c *column, content cell) (record.Value, problem) {
	switch c.means {
	case asAction:
		id, why := r.findAction(content.text, r.programmeOf(e))
		return record.Value{Text: id}, why
	case asUnits:
		var ids []string
		for _, part := range splitList(content.text) {
			id, why := r.table("unit").find("", part)
			if !why.none() {
				return record.Value{}, bad(why.key, "value", part)
			}
			ids = append(ids, id)
		}
		return record.Value{Text: strings.Join(ids, ",")}, problem{}
	}
	id, why := r.table(refTable(c.means)).find("", content.text)
	if !why.none() {
		why.args = []string{"value", shorten(content.text)}
	}
	return record.Value{Text: id}, why
}

func splitList(s string) []string {
	var all []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，,;；\n", r) }) {
		if part = strings.TrimSpace(part); part != "" {
			all = append(all, part)
		}
	}
	return all
}

// findAction looks in one programme, or in all when none is known: the code A01
// of two programmes is then ambiguous.
func (r *resolver) findAction(text string, programme core.ProgrammeID) (string, problem) {
	actions := r.table("action")
	missing := bad("workbook.ref-missing", "value", shorten(text))
	if programme != "" {
		id, why := actions.find(string(programme), text)
		if why.key == missing.key {
			return "", missing
		}
		return id, why
	}
	found := ""
	for id := range r.table("programme").rows {
		hit, why := actions.find(id, text)
		switch {
		case why.key == missing.key:
		case !why.none() || found != "":
			return "", bad("workbook.ref-ambiguous", "value", shorten(text))
		default:
			found = hit
		}
	}
	if found == "" {
		return "", missing
	}
	return found, problem{}
}

// known is the row that the typed code already names, nil if there is none.
func (r *resolver) known(e *entry) record.Row {
	if e.typed == "" {
		return nil
	}
	t := r.table(e.now.Table().Name)
	return t.rows[t.codes["\x00"+fold(e.typed)]]
}

// programmeOf finds the programme in which a row's action code is to be looked
// up; "" when any may be meant.
func (r *resolver) programmeOf(e *entry) core.ProgrammeID {
	switch x := e.now.(type) {
	case *plan.Action:
		return cmp.Or(x.Programme, r.defaultProgramme())
	case *plan.Task:
		if p := e.help["programme_id"]; p != "" {
			return core.ProgrammeID(p)
		}
		if old, ok := r.known(e).(*plan.Task); ok {
			if a, ok := r.table("action").rows[string(old.Action)].(*plan.Action); ok {
				return a.Programme
			}
		}
		return r.defaultProgramme()
	case *plan.Target:
		if whole := r.target(x.Parent); whole != nil {
			return whole.Programme
		}
		if x.Programme != "" {
			return x.Programme
		}
		if old, ok := r.known(e).(*plan.Target); ok {
			return old.Programme
		}
		return r.defaultProgramme()
	}
	return ""
}

func (r *resolver) target(id core.TargetID) *plan.Target {
	t, _ := r.table("target").rows[string(id)].(*plan.Target)
	return t
}

func (r *resolver) indicator(id core.IndicatorID) *plan.Indicator {
	x, _ := r.table("indicator").rows[string(id)].(*plan.Indicator)
	return x
}

// defaultProgramme is the workbook's only programme, else the district's only
// one, else none.
func (r *resolver) defaultProgramme() core.ProgrammeID {
	if len(r.programmes) == 1 {
		return r.programmes[0]
	}
	if all := r.table("programme").rows; len(r.programmes) == 0 && len(all) == 1 {
		for id := range all {
			return core.ProgrammeID(id)
		}
	}
	return ""
}

// root is the unit without a parent, "" when there is none or several.
func (r *resolver) root() core.UnitID {
	var found core.UnitID
	for id, row := range r.table("unit").rows {
		if u, ok := row.(*plan.Unit); ok && u.Parent == "" && !r.wrongIn(u, "parent_id") {
			if found != "" {
				return ""
			}
			found = core.UnitID(id)
		}
	}
	return found
}

// indicatorOf finds the indicator by which a row's figures are read, and the
// year of its target (0 when it has none).
func (r *resolver) indicatorOf(e *entry) (*plan.Indicator, int) {
	switch x := e.now.(type) {
	case *plan.Target:
		id := x.Indicator
		if old, ok := r.known(e).(*plan.Target); ok && id == "" {
			id = old.Indicator
		}
		return r.indicator(id), int(x.Year)
	case *plan.Point:
		if t := r.target(x.Target); t != nil {
			return r.indicator(t.Indicator), int(t.Year)
		}
	default:
		if f, ok := fieldOf(e.now.Fields(), "indicator_id"); ok {
			return r.indicator(core.IndicatorID(f.Value().Text)), 0
		}
	}
	return nil, 0
}
