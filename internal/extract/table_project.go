package extract

import (
	"fmt"
	"sort"
	"strings"
)

// listedProjects adds the projects of the tables to those told, in the order of the text.
func (r *reader) listedProjects(told []Project) []Project {
	n := len(told)
	for _, t := range r.tables {
		if t.kind != projectTable {
			continue
		}
		unit := unitOfAll(t.titles)
		for _, row := range t.rows {
			if p, ok := r.projectOf(t, row, unit); ok {
				p.ID = fmt.Sprintf("p%d", len(told)+1)
				told = append(told, p)
			}
		}
	}
	if len(told) > n {
		sort.SliceStable(told, func(i, j int) bool { return told[i].Name.Start < told[j].Name.Start })
		for i := range told {
			told[i].ID = fmt.Sprintf("p%d", i+1)
		}
	}
	return told
}

// projectOf reads one row of a list of projects; false where it names none.
func (r *reader) projectOf(t *table, row []cell, unit tableUnit) (Project, bool) {
	k := t.first(colName)
	if k >= len(row) || len(row) < 2 || len(row) < len(t.cols) && !t.gaps && !t.ends(row) {
		return Project{}, false
	}
	c := row[k]
	if n := runes(c.text); n < 4 || n > maxProjectName || r.lex.has("table_words.total", c.text) || strings.ContainsAny(c.text, "。;") || !strings.ContainsFunc(c.text, func(x rune) bool { return x >= 0x4e00 }) {
		return Project{}, false
	}
	p := Project{Name: c.span(r.view.raw, "table.project", 0.9)}
	told := false
	for k, col := range t.cols {
		if k >= len(row) || row[k].text == "" || r.lex.has("table_words.nothing", row[k].text) {
			continue
		}
		told = r.projectCell(&p, col, row[k], unit) || told
	}
	return p, told
}

// ends says whether a short row may only lack what stands last: notes and who is responsible.
func (t *table) ends(row []cell) bool {
	for k := len(row); k < len(t.cols); k++ {
		if t.cols[k].role != colUnknown && t.cols[k].role != colAside {
			return false
		}
	}
	return true
}

// maxProjectName is the longest name of a project in a table, in characters.
const maxProjectName = 60

// projectCell takes over one cell; false where it holds nothing that its header says.
func (r *reader) projectCell(p *Project, col column, c cell, unit tableUnit) bool {
	switch col.role {
	case colTotal, colYear, colDone, colLand, colFloor:
		m := r.costOf(col, c, unit)
		if m == nil {
			return false
		}
		to := map[columnRole]**Measure{colTotal: &p.Total, colYear: &p.YearInvestment, colDone: &p.DoneInvestment, colLand: &p.Land, colFloor: &p.Floor}[col.role]
		if *to == nil {
			*to = m
		}
	case colContent:
		s := c.span(r.view.raw, "table.project", 0.85)
		p.Content = &s
	case colParty:
		p.Parties = append(p.Parties, Party{Role: col.party, Span: c.span(r.view.raw, "table.project", 0.85)})
	case colSector:
		s := c.span(r.view.raw, "table.project", 0.85)
		p.Sector = &s
	default:
		return false
	}
	return true
}

// costOf reads an amount of a project with its unit; nil where it has none that fits.
func (r *reader) costOf(col column, c cell, all tableUnit) *Measure {
	values, ok := readValues(r.lex, c.text)
	if !ok || len(values) != 1 || values[0].state || len(values[0].values) == 0 || values[0].measure != "" {
		return nil
	}
	head, _ := readUnit(col.head.unit)
	area := col.role == colLand || col.role == colFloor
	u := firstKnown(values[0].unit, head)
	if !u.known() && !area {
		u = all
	}
	if strings.HasSuffix(u.base, "元") == area || !u.known() || u.share() {
		return nil
	}
	return &Measure{Span: c.span(r.view.raw, "table.project", 0.9), Values: values[0].values, Unit: u.written, Bound: values[0].bound}
}
