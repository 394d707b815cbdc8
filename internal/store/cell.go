package store

import (
	"fmt"
	"reflect"

	"tupo/internal/core"
	"tupo/internal/record"
)

// cell receives one column of a result as a record.Value.
type cell struct {
	typ   record.Type
	value record.Value
}

// Scan implements sql.Scanner. NULL is a quantity's unknown; in a column that
// cannot be NULL it can only come from tampering and gives a value that no
// field of that type has, so that a comparison finds it.
func (c *cell) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		c.value = record.Value{Known: c.typ != record.TypeQuantity}
	case int64:
		c.value = record.Value{Num: v, Known: c.typ == record.TypeQuantity}
	case string:
		c.value = record.Value{Text: v}
	case []byte:
		c.value = record.Value{Text: string(v)}
	default:
		return fmt.Errorf("store: column of type %d holds %T", c.typ, src)
	}
	return nil
}

// argument gives a field's value as a statement parameter.
func argument(t record.Type, v record.Value) any {
	switch {
	case t == record.TypeText:
		return v.Text
	case t == record.TypeQuantity && !v.Known:
		return nil
	default:
		return v.Num
	}
}

// cells receives whole rows of a shape, one after another.
type cells struct {
	shape *shape
	all   []cell
	dest  []any
}

// newCells makes the receiver. before and after are destinations of columns
// that stand around the shape's own.
func (s *shape) newCells(before []any, after ...any) *cells {
	c := &cells{shape: s, all: make([]cell, len(s.columns))}
	c.dest = append(c.dest, before...)
	for i := range c.all {
		c.all[i].typ = s.columns[i].typ
		c.dest = append(c.dest, &c.all[i])
	}
	c.dest = append(c.dest, after...)
	return c
}

// load copies the received values into a row of the shape's type.
func (c *cells) load(row record.Row) { c.set(row.Fields()) }

// set copies the received values into a row's fields.
func (c *cells) set(fields []record.Field) {
	for i, f := range fields {
		f.Set(c.all[i].value)
	}
}

// state copies the received values.
func (c *cells) state(from core.Seq) rowState {
	state := rowState{values: c.values(), key: make([]string, c.shape.keys), from: from}
	for i := range state.key {
		state.key[i] = state.values[i].Text
	}
	return state
}

// plain turns an argument of a where clause into what both drivers take: named
// strings and integers lose their names, flags become 0 or 1, quantities
// millionths.
func plain(arg any) any {
	if q, ok := arg.(core.Quantity); ok {
		return argument(record.TypeQuantity, record.Value{Num: q.Micro(), Known: q.Known()})
	}
	v := reflect.ValueOf(arg)
	switch {
	case v.Kind() == reflect.String:
		return v.String()
	case v.Kind() == reflect.Bool && v.Bool():
		return int64(1)
	case v.Kind() == reflect.Bool:
		return int64(0)
	case v.CanInt():
		return v.Int()
	}
	return arg
}
