package store

import (
	"fmt"
	"strconv"
	"strings"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/record"
)

// version is one state of a row as the leaves tell it.
type version struct {
	key    []string
	from   core.Seq
	fields []record.Numbered
}

// closedVersion is a version that an entry ended: exactly one past row.
type closedVersion struct {
	shape *shape
	version
	to core.Seq
	n  int // which change of the entry
}

// derivation re-derives rows from entries, one after another. It holds the
// current rows of one log in memory, about half a kilobyte each.
type derivation struct {
	shapes  *shapes
	current map[*shape]map[string]version
}

func newDerivation(sh *shapes) *derivation {
	return &derivation{shapes: sh, current: make(map[*shape]map[string]version)}
}

// rowKey joins a key's columns so that different keys give different texts.
func rowKey(key []string) string {
	if len(key) == 1 {
		return key[0]
	}
	var b strings.Builder
	for _, k := range key {
		b.WriteString(strconv.Itoa(len(k)))
		b.WriteByte(':')
		b.WriteString(k)
	}
	return b.String()
}

// apply carries out an entry's changes and hands out the versions they end. It
// refuses with errs.Damaged "store.entry-contradicts" an entry that no writer
// makes: an unknown table or field, an insert of what is there, an update or a
// deletion of what is not.
func (d *derivation) apply(e record.Entry, closed func(closedVersion) error) error {
	for n, c := range e.Changes {
		s := d.shapes.byNo[c.Table]
		if s == nil {
			return contradicts(e, n, "table "+strconv.Itoa(c.Table))
		}
		if _, err := s.expand(c.Key, c.Fields); err != nil {
			return contradicts(e, n, err.Error())
		}
		rows := d.current[s]
		if rows == nil {
			rows = make(map[string]version)
			d.current[s] = rows
		}
		k := rowKey(c.Key)
		old, exists := rows[k]
		if exists == (c.Op == record.Insert) {
			return contradicts(e, n, c.Op.String()+" "+s.table.Name+" "+strings.Join(c.Key, "/"))
		}
		if exists {
			if err := closed(closedVersion{shape: s, version: old, to: e.Seq, n: n}); err != nil {
				return err
			}
		}
		switch c.Op {
		case record.Insert, record.Update:
			rows[k] = version{key: c.Key, from: e.Seq, fields: c.Fields}
		case record.Delete:
			delete(rows, k)
		default:
			return contradicts(e, n, c.Op.String())
		}
	}
	return nil
}

func contradicts(e record.Entry, n int, what string) error {
	return errs.New(errs.Damaged, "store.entry-contradicts",
		"seq", decimal(e.Seq), "change", strconv.Itoa(n), "what", what)
}

// expand gives the value of every column of a version, keys first.
func (s *shape) expand(key []string, fields []record.Numbered) ([]record.Value, error) {
	if len(key) != s.keys {
		return nil, fmt.Errorf("table %s: key of %d columns, have %d", s.table.Name, s.keys, len(key))
	}
	all := make([]record.Value, len(s.columns))
	for i, k := range key {
		all[i].Text = k
	}
	for _, f := range fields {
		i, known := s.byNo[f.No]
		if !known || i < s.keys || s.columns[i].typ != f.Type {
			return nil, fmt.Errorf("table %s: field %d of type %d", s.table.Name, f.No, f.Type)
		}
		all[i] = f.Value
	}
	return all, nil
}
