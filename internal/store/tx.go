package store

import (
	"context"
	"fmt"
	"slices"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/ledger"
	"tupo/internal/record"
)

// system is the actor of entries that no account made.
const system = "system"

// Meta says who writes, where, when and why. Now is the caller's clock; the
// entry's time is never before that of the entry before it.
type Meta struct {
	District core.DistrictID
	Actor    string
	Now      core.Instant
	Action   string
	Reason   string
	Key      string // idempotency key, unique with district and actor; "" is none
	Body     []byte // hash of what the key was sent with; nil is not compared
}

// Written is the outcome of a write.
type Written struct {
	Seq      core.Seq     // of the entry, or the head's when nothing changed
	Entry    record.Entry // without changes when nothing changed
	Repeated bool         // the key was seen before: nothing was written, Seq and Entry are the first time's
}

// Tx is the writing side of one entry. It is valid inside its closure only and
// for one goroutine.
type Tx struct {
	reading
	b       *batch
	head    *head
	meta    Meta
	pending pending
	changes []record.Change
	events  []eventOf
	next    *appended // the entry that the changes make
	written Written
	dirty   bool // a statement that may have changed something was run
	point   bool // and a savepoint was set before it
}

// appended is an entry that is not yet in the head.
type appended struct {
	entry record.Entry
	hash  ledger.Hash
}

// eventOf is an event with its district.
type eventOf struct {
	district core.DistrictID
	event    Event
}

// Write runs f and makes one ledger entry of what it changed. Without a change
// there is no entry. The entry is durable when Write returns.
//
// f may run more than once, so it must have no effect but through tx, and it
// must not wait for anything: other writers wait behind it. An error or a panic
// of f undoes what it wrote and nothing else; the error comes back as it is, a
// panic as errs.Internal "store.panic". When ctx ends before f was started
// nothing is written; after that Write waits for the outcome.
func (db *DB) Write(ctx context.Context, m Meta, f func(tx *Tx) error) (Written, error) {
	return db.submit(&request{ctx: ctx, meta: m, write: f})
}

// CreateDistrict makes a district's two logs and, as their first entry, its own
// row, whose table is "district" and whose key is m.District, together with what
// more writes. Of more holds what is said of the closure of Write. errs.Conflict
// "store.district-exists" when there is one.
func (db *DB) CreateDistrict(ctx context.Context, m Meta, row record.Row, more ...func(tx *Tx) error) (Written, error) {
	key := record.KeyOf(row)
	if row.Table().Name != "district" || len(key) != 1 || key[0] != string(m.District) || !validDistrict(m.District) {
		return Written{}, errs.Field("id", "store.district-code", "district", string(m.District))
	}
	return db.submit(&request{ctx: ctx, meta: m, create: true, write: func(tx *Tx) error {
		if err := tx.Insert(row); err != nil {
			return err
		}
		for _, f := range more {
			if err := f(tx); err != nil {
				return err
			}
		}
		return nil
	}})
}

// validDistrict allows what can stand in a checkpoint's origin and in a file
// name: 1 to 32 letters, digits, "-" and "_".
func validDistrict(d core.DistrictID) bool {
	for _, r := range string(d) {
		if (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '-' && r != '_' {
			return false
		}
	}
	return len(d) >= 1 && len(d) <= 32
}

// Seq gives the number that the entry will have.
func (tx *Tx) Seq() core.Seq { return tx.head.seq + 1 }

// Put writes the row: a new one, or a new version of the current one. A row
// that is unchanged makes no change.
func (tx *Tx) Put(row record.Row) error {
	s, next, err := tx.stateOf(row)
	if err != nil {
		return err
	}
	old, err := tx.find(s, next.key)
	switch {
	case err != nil:
		return fmt.Errorf("store: put %s: %w", s.table.Name, err)
	case !old.exists():
		tx.change(record.Insert, s, old, next)
	case !slices.Equal(old.values, next.values):
		tx.change(record.Update, s, old, next)
	}
	return nil
}

// Insert writes a new row: errs.Conflict "store.exists" when the key is taken.
func (tx *Tx) Insert(row record.Row) error {
	s, next, err := tx.stateOf(row)
	if err != nil {
		return err
	}
	old, err := tx.find(s, next.key)
	if err != nil {
		return fmt.Errorf("store: insert %s: %w", s.table.Name, err)
	}
	if old.exists() {
		return errs.New(errs.Conflict, "store.exists", "table", s.table.Name, "key", record.RefOf(row).ID)
	}
	tx.change(record.Insert, s, old, next)
	return nil
}

// Delete ends the row with row's key; its other fields do not matter.
// errs.Missing "store.missing" when there is none.
func (tx *Tx) Delete(row record.Row) error {
	s, err := tx.shape(row)
	if err != nil {
		return err
	}
	key := record.KeyOf(row)
	old, err := tx.find(s, key)
	if err != nil {
		return fmt.Errorf("store: delete %s: %w", s.table.Name, err)
	}
	if !old.exists() {
		return missing(s, key)
	}
	tx.change(record.Delete, s, old, rowState{key: key})
	return nil
}

// change notes a row's next state, the version it ends and its part of the leaf.
// Nothing is sent yet: the rows of all requests of a batch go out together.
func (tx *Tx) change(op record.Op, s *shape, old, next rowState) {
	id := tx.id(s, next.key)
	if old.exists() {
		tx.pending.ended = append(tx.pending.ended, ended{id: id, state: old, to: tx.Seq(), n: len(tx.changes)})
	}
	tx.pending.change(id, next)
	tx.changes = append(tx.changes, s.changeOf(op, next))
}

// stateOf checks the row's texts and gives its next state.
func (tx *Tx) stateOf(row record.Row) (*shape, rowState, error) {
	s, err := tx.shape(row)
	if err != nil {
		return nil, rowState{}, err
	}
	next := rowState{key: make([]string, 0, s.keys), values: make([]record.Value, 0, len(s.columns)), from: tx.Seq()}
	for _, f := range row.Fields() {
		v := f.Value()
		if f.Type == record.TypeText {
			if err := checkText(f.Column, v.Text); err != nil {
				return nil, rowState{}, err
			}
		}
		if f.Key {
			next.key = append(next.key, v.Text)
		}
		next.values = append(next.values, v)
	}
	return s, next, nil
}

// changeOf is record.ChangeOf of a state.
func (s *shape) changeOf(op record.Op, state rowState) record.Change {
	c := record.Change{Table: s.table.No, Op: op, Key: state.key}
	for _, i := range s.fields {
		if state.exists() && state.values[i] != (record.Value{}) {
			c.Fields = append(c.Fields, record.Numbered{No: s.columns[i].no, Type: s.columns[i].typ, Value: state.values[i]})
		}
	}
	return c
}

// exec runs a statement that changes something and counts the rows.
func (tx *Tx) exec(text string, args ...any) (int64, error) {
	if err := tx.guard(); err != nil {
		return 0, err
	}
	n, err := tx.b.session.exec(text, args...)
	return n, tx.fail(err)
}

// later runs a statement whose effect nobody waits for; see session.
func (tx *Tx) later(text string, args ...any) error {
	if err := tx.guard(); err != nil {
		return err
	}
	return tx.fail(tx.b.session.later(text, args...))
}

// guard comes before a statement that changes something: a savepoint, so that
// the request can be undone without its neighbours. A request that is alone
// needs none, the whole transaction goes; nor does one that sends nothing.
func (tx *Tx) guard() error {
	tx.dirty = true
	if tx.point || tx.b.alone() || !tx.b.db.dialect.savepoints() {
		return nil
	}
	// What the neighbours decided must not be undone with this request.
	if err := tx.b.sync(); err != nil {
		return tx.fail(err)
	}
	if err := tx.b.session.later("SAVEPOINT request"); err != nil {
		tx.b.broken = true
		return tx.fail(err)
	}
	tx.point = true
	return nil
}

// sync sends what is pending, so that a statement that lists rows finds it.
func (tx *Tx) sync() error {
	if err := tx.b.sync(); err != nil {
		return tx.fail(err)
	}
	if !tx.pending.unsent() {
		return nil
	}
	if err := tx.guard(); err != nil {
		return err
	}
	return tx.fail(tx.b.desk.send(&tx.pending))
}

// Aside gives access to what lies outside the ledger, in the same transaction:
// an account and its secret commit together.
func (tx *Tx) Aside() *Aside { return &Aside{tx: tx} }
