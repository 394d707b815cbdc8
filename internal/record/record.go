// Package record describes versioned types once: table, numbered fields, key.
// SQL, ledger leaves, verification, comparison and history are all derived from
// that one description, so a column that is not in the ledger cannot exist.
//
// It is pure: it knows neither a database nor any domain type.
package record

import (
	"fmt"
	"strconv"
	"strings"

	"tupo/internal/core"
)

// Table names a versioned type. No is written into leaves and never reused.
type Table struct {
	No   int
	Name string // current rows; past versions live in Name + "_past"
}

// Type is a column's type. Flags are 0 or 1, instants milliseconds, quantities
// millionths with NULL for unknown.
type Type uint8

const (
	TypeText Type = iota + 1
	TypeInt
	TypeFlag
	TypeQuantity
)

// Row is a pointer to a versioned struct. Fields binds each numbered field to
// the struct's memory, key fields first, in a fixed order.
type Row interface {
	Table() Table
	Fields() []Field
}

// Field is one numbered field bound to a struct's memory. Numbers are unique in
// the table, start at 1 and are never reused.
type Field struct {
	No     int
	Column string
	Type   Type
	Key    bool

	text *string
	num  *int64
	flag *bool
	qty  *core.Quantity
}

// Key binds a text field of the natural key.
func Key(no int, column string, p *string) Field {
	return Field{No: no, Column: column, Type: TypeText, Key: true, text: p}
}

// Text binds a text field; its default is "".
func Text(no int, column string, p *string) Field {
	return Field{No: no, Column: column, Type: TypeText, text: p}
}

// Int binds an integer field; its default is 0. Instants use it too.
func Int(no int, column string, p *int64) Field {
	return Field{No: no, Column: column, Type: TypeInt, num: p}
}

// Flag binds a yes-no field; its default is no.
func Flag(no int, column string, p *bool) Field {
	return Field{No: no, Column: column, Type: TypeFlag, flag: p}
}

// Quantity binds a quantity; its default is unknown.
func Quantity(no int, column string, p *core.Quantity) Field {
	return Field{No: no, Column: column, Type: TypeQuantity, qty: p}
}

// Value is a field's content apart from its struct. Values are comparable. The
// zero Value of a type is its default, which leaves omit.
type Value struct {
	Text  string
	Num   int64
	Known bool // quantities only: Num holds millionths
}

// Value reads the bound memory.
func (f Field) Value() Value {
	switch f.Type {
	case TypeText:
		return Value{Text: *f.text}
	case TypeInt:
		return Value{Num: *f.num}
	case TypeFlag:
		if *f.flag {
			return Value{Num: 1}
		}
		return Value{}
	default:
		return Value{Num: f.qty.Micro(), Known: f.qty.Known()}
	}
}

// Set writes the bound memory.
func (f Field) Set(v Value) {
	switch f.Type {
	case TypeText:
		*f.text = v.Text
	case TypeInt:
		*f.num = v.Num
	case TypeFlag:
		*f.flag = v.Num != 0
	default:
		*f.qty = core.Quantity{}
		if v.Known {
			*f.qty = core.Micro(v.Num)
		}
	}
}

// Show prints a value of a type for people and messages: canonical decimals,
// "" for unknown.
func (t Type) Show(v Value) string {
	switch t {
	case TypeText:
		return v.Text
	case TypeQuantity:
		if !v.Known {
			return ""
		}
		return core.Micro(v.Num).String()
	default:
		return fmt.Sprint(v.Num)
	}
}

// KeyOf lists the row's key columns in order.
func KeyOf(r Row) []string {
	var key []string
	for _, f := range r.Fields() {
		if f.Key {
			key = append(key, *f.text)
		}
	}
	return key
}

// RefOf names the row as other objects refer to it.
func RefOf(r Row) core.Ref {
	return core.Ref{Kind: r.Table().Name, ID: strings.Join(KeyOf(r), "/")}
}

// Read is the inverse of Show.
func (t Type) Read(text string) (Value, error) {
	switch {
	case t == TypeText:
		return Value{Text: text}, nil
	case t != TypeQuantity:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return Value{}, fmt.Errorf("record: %q is no whole number: %w", text, err)
		}
		return Value{Num: n}, nil
	case text == "":
		return Value{}, nil
	}
	q, err := core.ParseQuantity(text)
	return Value{Num: q.Micro(), Known: q.Known()}, err
}
