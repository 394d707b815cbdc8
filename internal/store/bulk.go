package store

import (
	"fmt"
	"math/bits"
	"strings"
)

// A statement inserts at most 128 rows, and always a power of two of them: so there
// are few different texts and each is prepared once.
const (
	bulkSizes = 8
	maxBulk   = 1 << (bulkSizes - 1)
)

// maxParameters bounds the parameters of one statement, well under both engines'
// limits (32,766 and 65,535).
const maxParameters = 16000

// bulk inserts rows into one table, many at a time. The zero values of key and
// wait insert only, and leave the sending to the session.
type bulk struct {
	session session
	table   string
	columns []string
	key     int  // > 0: a row whose first key columns are taken is replaced
	wait    bool // send each statement at once: what is inserted exceeds memory

	texts [bulkSizes]string // by the power of two of the rows; made when first needed
	args  []any
}

func (b *bulk) add(args ...any) error {
	b.args = append(b.args, args...)
	if len(b.args) == maxBulk*len(b.columns) {
		return b.flush()
	}
	return nil
}

// flush sends what was added. The arguments are the session's from then on.
func (b *bulk) flush() error {
	args := b.args
	b.args = nil
	for len(args) > 0 {
		power := bits.Len(uint(len(args)/len(b.columns))) - 1
		n := len(b.columns) << power
		if err := b.send(b.text(power), args[:n:n]); err != nil {
			return fmt.Errorf("insert into %s: %w", b.table, err)
		}
		args = args[n:]
	}
	return nil
}

func (b *bulk) send(text string, args []any) error {
	if !b.wait {
		return b.session.later(text, args...)
	}
	_, err := b.session.exec(text, args...)
	return err
}

// text is the statement for two to the power rows.
func (b *bulk) text(power int) string {
	if b.texts[power] != "" {
		return b.texts[power]
	}
	var text strings.Builder
	fmt.Fprintf(&text, "\nINSERT INTO %s (%s)\nVALUES ", b.table, strings.Join(b.columns, ", "))
	for i := range 1 << power {
		if i > 0 {
			text.WriteString(", ")
		}
		text.WriteString("(" + parameters(i*len(b.columns)+1, len(b.columns)) + ")")
	}
	if b.key > 0 {
		fmt.Fprintf(&text, "\nON CONFLICT (%s) DO UPDATE\nSET %s",
			strings.Join(b.columns[:b.key], ", "), strings.Join(excluded(b.columns[b.key:]), ", "))
	}
	b.texts[power] = text.String()
	return b.texts[power]
}

// excluded assigns to columns what the conflicting row holds.
func excluded(columns []string) []string {
	var sets []string
	for _, c := range columns {
		sets = append(sets, c+" = excluded."+c)
	}
	return sets
}
