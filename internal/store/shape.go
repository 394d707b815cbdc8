package store

import (
	"fmt"
	"slices"
	"strings"

	"tupo/internal/record"
)

// column is one field of a versioned type apart from any struct.
type column struct {
	no   int
	name string
	typ  record.Type
}

// shape is a versioned type as the database sees it: its columns, keys first,
// and the texts of its statements, all derived from the record's description.
type shape struct {
	table   record.Table
	columns []column
	keys    int // how many of columns are the key
	byNo    map[int]int
	fields  []int // the places of the columns that are no key, by number

	get      string // district, key → columns, from_seq
	group    string // district, first column of the key → columns, from_seq
	getAsOf  string // district, key, at → columns
	remove   string // district, key
	versions string // district, key → from_seq, to_seq, columns, oldest first
}

// past names the table of closed versions.
func (s *shape) past() string { return s.table.Name + "_past" }

// shapes finds shapes by table name and by number.
type shapes struct {
	all    []*shape // in the order of the catalogue
	byName map[string]*shape
	byNo   map[int]*shape
}

// newShapes builds the shape of each row's type. It fails on a description that
// breaks the rules of package record.
func newShapes(rows []record.Row) (shapes, error) {
	out := shapes{byName: make(map[string]*shape), byNo: make(map[int]*shape)}
	for _, r := range rows {
		s, err := newShape(r)
		if err != nil {
			return shapes{}, err
		}
		if out.byName[s.table.Name] != nil || out.byNo[s.table.No] != nil {
			return shapes{}, fmt.Errorf("store: table %d %s is described twice", s.table.No, s.table.Name)
		}
		out.all = append(out.all, s)
		out.byName[s.table.Name] = s
		out.byNo[s.table.No] = s
	}
	return out, nil
}

func newShape(r record.Row) (*shape, error) {
	s := &shape{table: r.Table(), byNo: make(map[int]int)}
	for i, f := range r.Fields() {
		if f.Key && s.keys != i {
			return nil, fmt.Errorf("store: table %s: key column %s comes after a field", s.table.Name, f.Column)
		}
		if f.Key {
			s.keys++
		}
		if _, twice := s.byNo[f.No]; twice || f.No < 1 {
			return nil, fmt.Errorf("store: table %s: field number %d", s.table.Name, f.No)
		}
		s.byNo[f.No] = i
		s.columns = append(s.columns, column{no: f.No, name: f.Column, typ: f.Type})
	}
	if s.keys == 0 {
		return nil, fmt.Errorf("store: table %s has no key", s.table.Name)
	}
	if len(s.pastColumns())*maxBulk > maxParameters {
		return nil, fmt.Errorf("store: table %s has %d columns, too many for one statement of %d rows", s.table.Name, len(s.columns), maxBulk)
	}
	for i := s.keys; i < len(s.columns); i++ {
		s.fields = append(s.fields, i)
	}
	slices.SortFunc(s.fields, func(a, b int) int { return s.columns[a].no - s.columns[b].no })
	s.statements()
	return s, nil
}

// statements writes the SQL. The district is always $1 and the key follows.
func (s *shape) statements() {
	cols, x, past := s.list(0), s.table.Name, s.past()
	key := s.keyIs(2)
	after := 2 + s.keys // the first parameter after district and key
	s.get = fmt.Sprintf(`
SELECT %s, from_seq
FROM %s
WHERE %s`, cols, x, key)
	s.group = fmt.Sprintf(`
SELECT %s, from_seq
FROM %s
WHERE district_id = $1
AND %s = $2`, cols, x, s.columns[0].name)
	s.getAsOf = fmt.Sprintf(`
SELECT %[1]s
FROM %[2]s
WHERE %[4]s
AND from_seq <= $%[5]d
UNION ALL
SELECT %[1]s
FROM %[3]s
WHERE %[4]s
AND from_seq <= $%[5]d
AND to_seq > $%[5]d`, cols, x, past, key, after)
	s.remove = fmt.Sprintf(`
DELETE FROM %s
WHERE %s`, x, key)
	s.versions = fmt.Sprintf(`
SELECT from_seq, to_seq, n, %[1]s
FROM %[3]s
WHERE %[4]s
UNION ALL
SELECT from_seq, 0, 0, %[1]s
FROM %[2]s
WHERE %[4]s`, cols, x, past, key)
}

// list joins the column names from a place on.
func (s *shape) list(from int) string {
	var names []string
	for _, c := range s.columns[from:] {
		names = append(names, c.name)
	}
	return strings.Join(names, ", ")
}

// keyIs compares the district with $1 and the key with the parameters from n on.
func (s *shape) keyIs(n int) string {
	var b strings.Builder
	b.WriteString("district_id = $1")
	for i, c := range s.columns[:s.keys] {
		fmt.Fprintf(&b, "\nAND %s = $%d", c.name, n+i)
	}
	return b.String()
}

// names lists the columns.
func (s *shape) names() []string {
	var all []string
	for _, c := range s.columns {
		all = append(all, c.name)
	}
	return all
}

// currentColumns are those of the table of current rows, in the order in which
// rows are written.
func (s *shape) currentColumns() []string {
	return append(append([]string{"district_id"}, s.names()...), "from_seq")
}

// pastColumns are those of the table of past rows.
func (s *shape) pastColumns() []string {
	return append([]string{"district_id", "to_seq", "n", "from_seq"}, s.names()...)
}

// selection reads the current rows; its parameters are those of where, then the
// district. order is a list of columns.
func (s *shape) selection(where string, args int) string {
	return fmt.Sprintf(`
SELECT %s
FROM %s
WHERE district_id = $%d%s
ORDER BY %s`, s.list(0), s.table.Name, args+1, andWhere(where), s.keyList())
}

// selectionAsOf reads the rows that were current at a sequence; its parameters
// are those of where, then district and sequence.
func (s *shape) selectionAsOf(where string, args int) string {
	return fmt.Sprintf(`
SELECT %[1]s
FROM %[2]s
WHERE district_id = $%[4]d%[6]s
AND from_seq <= $%[5]d
UNION ALL
SELECT %[1]s
FROM %[3]s
WHERE district_id = $%[4]d%[6]s
AND from_seq <= $%[5]d
AND to_seq > $%[5]d
ORDER BY %[7]s`, s.list(0), s.table.Name, s.past(), args+1, args+2, andWhere(where), s.keyList())
}

func (s *shape) keyList() string {
	var names []string
	for _, c := range s.columns[:s.keys] {
		names = append(names, c.name)
	}
	return strings.Join(names, ", ")
}

func andWhere(where string) string {
	if where == "" {
		return ""
	}
	return "\nAND (" + where + ")"
}

// parameters lists $from to $(from+n-1).
func parameters(from, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", from+i)
	}
	return b.String()
}
