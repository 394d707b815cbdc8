package record

import (
	"fmt"
	"slices"

	"tupo/internal/core"
)

// Op is what a change does to the current version under its key.
type Op uint8

const (
	Insert Op = iota + 1
	Update    // closes the current version and opens the next
	Delete    // closes the current version; no field but the key is kept
)

// String gives the machine name.
func (o Op) String() string {
	switch o {
	case Insert:
		return "insert"
	case Update:
		return "update"
	case Delete:
		return "delete"
	}
	return fmt.Sprintf("op(%d)", uint8(o))
}

// Numbered is a field's number with its value.
type Numbered struct {
	No    int
	Type  Type
	Value Value
}

// Change is one row's change inside an entry. Fields holds the new version's
// non-default fields without the key, by ascending number; it is empty for a
// deletion.
type Change struct {
	Table  int
	Op     Op
	Key    []string
	Fields []Numbered
}

// Entry is one ledger entry: who changed what, when and why. Changes keep the
// order in which they were made.
type Entry struct {
	District core.DistrictID
	Seq      core.Seq
	Actor    string // account id; "system" for migrations and demonstration data
	Time     core.Instant
	Action   string // use case, e.g. "report.submit"
	Reason   string
	Changes  []Change
}

// ChangeOf makes the change that writes row.
func ChangeOf(op Op, row Row) Change {
	c := Change{Table: row.Table().No, Op: op}
	for _, f := range row.Fields() {
		v := f.Value()
		switch {
		case f.Key:
			c.Key = append(c.Key, v.Text)
		case op != Delete && v != (Value{}):
			c.Fields = append(c.Fields, Numbered{No: f.No, Type: f.Type, Value: v})
		}
	}
	if !slices.IsSortedFunc(c.Fields, byNo) {
		slices.SortFunc(c.Fields, byNo)
	}
	return c
}

func byNo(a, b Numbered) int { return a.No - b.No }

// Load fills row, a fresh struct of the change's table, from the change. Fields
// absent from the change get their default. It fails when the change holds a
// field the type does not have or of another type.
func (c Change) Load(row Row) error {
	fields := row.Fields()
	keys := 0
	for _, f := range fields {
		if !f.Key {
			f.Set(Value{})
			continue
		}
		if keys >= len(c.Key) {
			return fmt.Errorf("record: %s: key has %d columns, change has %d", row.Table().Name, keys+1, len(c.Key))
		}
		f.Set(Value{Text: c.Key[keys]})
		keys++
	}
	if keys != len(c.Key) {
		return fmt.Errorf("record: %s: key has %d columns, change has %d", row.Table().Name, keys, len(c.Key))
	}
	for _, n := range c.Fields {
		i := slices.IndexFunc(fields, func(f Field) bool { return f.No == n.No })
		if i < 0 || fields[i].Key || fields[i].Type != n.Type {
			return fmt.Errorf("record: %s has no field %d of type %d", row.Table().Name, n.No, n.Type)
		}
		fields[i].Set(n.Value)
	}
	return nil
}

// Difference is one field's old and new value, as people read them.
type Difference struct {
	Column   string
	Old, New string
}

// Diff lists the fields in which two rows of one type differ. Either may be nil.
func Diff(before, after Row) []Difference {
	var old, neu []Field
	if before != nil {
		old = before.Fields()
	}
	if after != nil {
		neu = after.Fields()
	}
	shape := neu
	if shape == nil {
		shape = old
	}
	var out []Difference
	for i, f := range shape {
		if f.Key {
			continue
		}
		var a, b Value
		if old != nil {
			a = old[i].Value()
		}
		if neu != nil {
			b = neu[i].Value()
		}
		if a != b {
			out = append(out, Difference{Column: f.Column, Old: show(f.Type, a, old != nil), New: show(f.Type, b, neu != nil)})
		}
	}
	return out
}

func show(t Type, v Value, exists bool) string {
	if !exists {
		return ""
	}
	return t.Show(v)
}
