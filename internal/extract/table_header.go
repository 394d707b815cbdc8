package extract

import (
	"slices"
	"strings"

	"tupo/internal/zh"
)

// column is what the header says of the cells under it.
type column struct {
	role  columnRole
	text  string // of the header, without white space
	head  heading
	party string // of a project: the word of the header
}

type columnRole uint8

const (
	colUnknown columnRole = iota
	colAside              // numbers, notes, who is responsible
	colName               // of the indicator, the project or the task
	colPart               // the second part of a name, under a header that runs over both
	colUnit
	colValue
	colBeyond // of another name, beside the first: 收入|决算数|支出|决算数
	colTotal
	colYear
	colDone
	colContent
	colLand
	colFloor
	colParty
	colSector
	colLead
	colDue
	colOutcome // of a task: what shows that it is done
)

// heading is what the header of a column of values says, piece by piece.
type heading struct {
	kind     string   // target, result or ""
	fine     string   // estimate
	measure  string   // growth, decline, avg_growth, pp_change, share, or "" for the value itself
	certain  bool     // the measure is a rate, without a sign of per cent
	tier     string   // of a target that is set twice
	when     []string // the times named, as written
	last     bool     // of the year before
	this     bool
	month    bool // the month of the table
	sum      bool // from the year's beginning
	unit     string
	told     bool // something besides a unit was said
	yearOnly bool // times and nothing else
}

// headed reads a header of one or two rows that begins in line i, and the line after it.
func (f *tableFinder) headed(first, second []cell, i int) (*table, int) {
	if f.under(first, second) {
		if t := f.columns(joinHeads(first, second)); t != nil {
			return t, i + 2
		}
		if i+2 < len(f.lines) {
			if up := spread(&f.heads, first, second, len(f.split(i+2, byTab))); up != nil {
				if t := f.columns(up); t != nil {
					return t, i + 2
				}
			}
		}
	}
	texts := make([]string, len(first))
	for k, c := range first {
		texts[k] = c.text
	}
	return f.columns(texts), i + 1
}

// under says whether a second row belongs to the header: nothing but words of headers
// stand in it, and one at least that says something of values.
func (f *tableFinder) under(first, second []cell) bool {
	told := false
	for k, c := range second {
		if c.text == "" || k < len(first) && c.text == first[k].text && !told {
			continue
		}
		h, ok := f.heads.read(c.text)
		if !ok && k < len(first) && f.lex.has("table_words.unit", first[k].text+c.text) {
			continue // 计量 over 单位
		}
		if !ok {
			return false
		}
		told = told || h.told || h.unit != ""
	}
	return told
}

// joinHeads puts two rows of a header together: what stands over several columns is in
// the first of them.
func joinHeads(first, second []cell) []string {
	out := make([]string, max(len(first), len(second)))
	over := ""
	for k := range out {
		up, down := "", ""
		if k < len(first) {
			up = first[k].text
		}
		if k < len(second) {
			down = second[k].text
		}
		switch {
		case up != "":
			over = up
		case down != "":
			up = over
		}
		if up == down {
			down = ""
		}
		out[k] = up + down
	}
	return out
}

// spread puts two rows of a header together whose cells over several columns left no blank
// cells behind: what names only a time stands over equally many of the second row. nil
// where the rows under it, of width cells, leave that open.
func spread(x *heads, first, second []cell, width int) []string {
	over := 0
	for _, c := range first {
		if h, ok := x.read(c.text); ok && h.yearOnly {
			over++
		}
	}
	if over == 0 || len(second)%over != 0 || inner(first) || inner(second) || len(first)-over+len(second) != width {
		return nil
	}
	var out []string
	each, next := len(second)/over, 0
	for _, c := range first {
		if h, ok := x.read(c.text); !ok || !h.yearOnly {
			out = append(out, c.text)
			continue
		}
		for range each {
			out = append(out, c.text+second[next].text)
			next++
		}
	}
	return out
}

// columns gives the columns of a header by their words; nil if it heads no table.
func (f *tableFinder) columns(texts []string) *table {
	if len(texts) > maxWidth {
		return nil
	}
	for _, kind := range []tableKind{projectTable, figureTable, taskTable} {
		if !f.mayName(kind, texts) {
			continue
		}
		t := &table{kind: kind, cols: make([]column, 0, len(texts))}
		for _, s := range texts {
			t.add(&f.heads, s)
		}
		if t.complete() {
			t.settleTiers()
			return t
		}
	}
	return nil
}

// mayName says whether a word of a header is one of the names of a kind of table, without
// which none is complete.
func (f *tableFinder) mayName(kind tableKind, texts []string) bool {
	list := [...]string{figureTable: "table_words.indicator", projectTable: "table_words.project", taskTable: "table_words.task"}[kind]
	return slices.ContainsFunc(texts, func(s string) bool {
		bare, _ := bracketed(s)
		return f.lex.has(list, bare)
	})
}

// maxWidth is how many columns a table has at most.
const maxWidth = 60

// add appends the column under a word of the header.
func (t *table) add(x *heads, s string) {
	c := t.column(x, s, len(t.cols))
	t.cols = append(t.cols, c)
}

func (t *table) column(x *heads, s string, k int) column {
	l := x.lex
	c := column{text: s}
	bare, unit := bracketed(s)
	has := func(list string) bool { return l.has("table_words."+list, bare) }
	switch t.kind {
	case projectTable:
		c.role, c.party = t.projectColumn(l, bare), bare
		c.head.unit = unit
	case taskTable:
		switch {
		case has("task"):
			c.role = colName
		case has("lead_unit") && strings.HasPrefix(bare, "牵头") && !t.has(colLead):
			c.role = colLead
		case has("lead_unit"):
			c.role = colParty
		case has("due") && !t.has(colDue):
			c.role = colDue
		case has("outcome") && !t.has(colOutcome):
			c.role = colOutcome
		case has("number"), has("aside"):
			c.role = colAside
		}
	default:
		h, ok := x.read(s)
		switch {
		case has("indicator") && !t.has(colValue):
			if n := t.first(colName); n >= 0 {
				t.cols[n].role = colAside // 二级指标|三级指标: the last of them is what is measured
			}
			c.role, c.head.unit = colName, unit
		case has("indicator") || k > 0 && t.cols[k-1].role == colBeyond:
			c.role = colBeyond
		case s == "" && k > 0 && t.cols[k-1].role == colName:
			c.role = colPart
		case has("unit"):
			c.role = colUnit
		case has("number"), has("group"), has("aside"):
			c.role = colAside
		case ok && h.told:
			c.role, c.head = colValue, h
		}
	}
	return c
}

// projectColumn is the role of a column of a list of projects; the year of an amount
// (2024年计划投资) is no part of its word.
func (t *table) projectColumn(l *lexicon, s string) columnRole {
	has := func(list, s string) bool { return l.has("table_words."+list, s) }
	bare := s
	for _, x := range zh.FindTimes(s, zh.Date{}) {
		bare = strings.Replace(bare, s[x.Start:x.End], "", 1)
	}
	bare = strings.TrimPrefix(strings.TrimPrefix(bare, "年"), "度")
	switch {
	case has("project", s) && !t.has(colName):
		return colName
	case has("total_cost", bare):
		return colTotal
	case has("done_cost", bare):
		return colDone
	case has("year_cost", bare), bare != s && has("total_cost", bare):
		return colYear
	case has("content", s):
		return colContent
	case has("land", s):
		return colLand
	case has("floor_area", s):
		return colFloor
	case has("party", s):
		return colParty
	case has("sector", s):
		return colSector
	}
	return colUnknown
}

// has says whether a column of this role stands before.
func (t *table) has(role columnRole) bool { return t.first(role) >= 0 }

func (t *table) first(role columnRole) int {
	for k := range t.cols {
		if t.cols[k].role == role {
			return k
		}
	}
	return -1
}

// complete says whether the columns make a table of its kind. Before the first value every
// column must be known: an unknown one may say whose value it is.
func (t *table) complete() bool {
	name := t.first(colName)
	if name < 0 {
		return false
	}
	switch t.kind {
	case projectTable:
		return t.has(colTotal) || t.has(colContent) || t.has(colYear) && t.has(colParty)
	case taskTable:
		return t.has(colLead) || t.has(colParty)
	}
	for k := range t.cols {
		switch t.cols[k].role {
		case colValue:
			return k > name
		case colUnknown:
			return false
		}
	}
	return false
}

// bracketed takes what stands in brackets off a word of a header: 指标(单位), 总投资(万元).
func bracketed(s string) (bare, in string) {
	a, b := strings.IndexByte(s, '('), strings.LastIndexByte(s, ')')
	if a <= 0 || b < a {
		return s, ""
	}
	in = s[a+1 : b]
	return s[:a] + s[b+1:], strings.TrimPrefix(strings.TrimPrefix(in, "单位"), ":")
}
