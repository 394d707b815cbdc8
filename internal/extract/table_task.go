package extract

import (
	"fmt"
	"sort"
	"strings"

	"tupo/internal/zh"
)

// tasksOf adds the rows of a list of tasks to the orders of the text: what is to be done,
// who leads, by when and what shows that it is done.
func (r *reader) tasksOf(t *table) {
	n := len(r.page.Directives)
	for _, row := range t.rows {
		if d, ok := r.taskOf(t, row); ok {
			r.page.Directives = append(r.page.Directives, d)
		}
	}
	if len(r.page.Directives) == n {
		return
	}
	sort.SliceStable(r.page.Directives, func(i, j int) bool { return r.page.Directives[i].Start < r.page.Directives[j].Start })
	for i := range r.page.Directives {
		r.page.Directives[i].ID = fmt.Sprintf("d%d", i+1)
	}
}

// taskOf reads one row of a list of tasks; false where it names none.
func (r *reader) taskOf(t *table, row []cell) (Directive, bool) {
	if len(row) < 2 || len(row) < len(t.cols) && !t.gaps && !t.ends(row) {
		return Directive{}, false
	}
	name, ok := t.taskCell(row)
	if !ok || r.lex.has("table_words.total", name.text) {
		return Directive{}, false
	}
	d := Directive{Span: name.span(r.view.raw, "table.task", 0.8)}
	if who, ok := r.whoLeads(t, row); ok {
		d.Subject = &who
	} else if !r.stands(t, row) {
		return Directive{}, false
	}
	if c, ok := t.cellOf(row, colDue); ok {
		d.Deadline = r.dueOf(c)
	}
	if c, ok := t.cellOf(row, colOutcome); ok && !r.lex.has("table_words.nothing", c.text) {
		s := c.span(r.view.raw, "table.task", 0.8)
		d.Deliverable = &s
	}
	return d, true
}

const (
	minTask = 4   // characters
	maxTask = 400 // characters
)

// taskCell is what is to be done: of several columns of tasks the last, which is the closest
// (重点任务|具体措施), where it is filled.
func (t *table) taskCell(row []cell) (cell, bool) {
	for k := len(t.cols) - 1; k >= 0; k-- {
		if t.cols[k].role != colName || k >= len(row) {
			continue
		}
		if n := runes(row[k].text); n >= minTask && n <= maxTask {
			return row[k], true
		}
	}
	return cell{}, false
}

// cellOf is the filled cell of a row in the first column of this role.
func (t *table) cellOf(row []cell, role columnRole) (cell, bool) {
	if k := t.first(role); k >= 0 && k < len(row) && row[k].text != "" {
		return row[k], true
	}
	return cell{}, false
}

// stands says whether a row that names nobody is a task all the same, and not a heading over
// others: it has an Arabic number, or something beside its number and its name.
func (r *reader) stands(t *table, row []cell) bool {
	for k, c := range row {
		if k >= len(t.cols) || c.text == "" || r.lex.has("table_words.nothing", c.text) {
			continue
		}
		switch {
		case r.lex.has("table_words.number", t.cols[k].text):
			if digitByte(c.text[0]) {
				return true
			}
		case t.cols[k].role != colName:
			return true
		}
	}
	return false
}

// whoLeads is the body that leads a task: the first of the lead units, else of those that
// are responsible.
func (r *reader) whoLeads(t *table, row []cell) (Span, bool) {
	for _, role := range []columnRole{colLead, colParty} {
		if c, ok := t.cellOf(row, role); ok && runes(c.text) > 1 && !digitByte(c.text[0]) && !r.lex.has("table_words.nothing", c.text) {
			return r.leader(c), true
		}
	}
	return Span{}, false
}

// leader is the body that a cell marks as the one that leads, else the first it names.
func (r *reader) leader(c cell) Span {
	var first, marked cell
	from := c.a
	for k := c.a; k <= c.b; k++ {
		if k < c.b && !strings.ContainsRune("、，,；;/\n\r", r.view.raw[k]) && !(blank(r.view.raw[k]) && r.endsBody(c, from, k)) {
			continue
		}
		part, leads := r.body(from, k)
		if first.text == "" {
			first = part
		}
		if leads && marked.text == "" {
			marked = part
		}
		from = k + 1
	}
	switch {
	case marked.text != "":
		return marked.span(r.view.raw, "table.task", 0.8)
	case first.text != "":
		return first.span(r.view.raw, "table.task", 0.8)
	}
	return c.span(r.view.raw, "table.task", 0.8)
}

// endsBody says whether the source from…to, before a blank, is the whole name of a body.
func (r *reader) endsBody(c cell, from, to int) bool {
	return to > from && r.lex.suffix("subjects.tail", normalise(r.view.raw[from:to])) != ""
}

// body is one name of a cell, without what says that it leads: 牵头单位:县水利局, 县水利局(牵头).
func (r *reader) body(a, b int) (part cell, leads bool) {
	f := tableFinder{raw: r.view.raw}
	part = f.cell(a, b)
	if k := strings.IndexByte(part.text, ':'); k > 0 && r.lex.has("table_words.lead_unit", part.text[:k]) {
		leads = strings.HasPrefix(part.text, "牵头")
		p := part.place(r.view.raw, k+1, len(part.text))
		part = f.cell(p.Start, p.End)
	}
	if k := strings.IndexByte(part.text, '('); k > 0 {
		leads = leads || strings.HasPrefix(part.text[k:], "(牵头")
		p := part.place(r.view.raw, 0, k)
		part = f.cell(p.Start, p.End)
	}
	return part, leads
}

// dueOf reads a time by which a task is to be done; nil where a cell names none (长期坚持).
func (r *reader) dueOf(c cell) *Dated {
	s := strings.TrimSuffix(c.text, "完成")
	s = strings.TrimSuffix(strings.TrimSuffix(s, "前"), "之")
	t, ok := zh.ScanTime(s, r.ref)
	if !ok || t.End < len(s) {
		return nil
	}
	t.Limit = true // whatever stands behind it
	return &Dated{Span: c.span(r.view.raw, "table.task", 0.8), Resolved: coming(t, s+"前", r.ref)}
}
