package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/ledger"
	"tupo/internal/record"
)

// View is one state of a district, however long it is read. It is valid inside
// its closure only and for one goroutine.
type View struct {
	reading
}

// Head is the state of a log: the number of its entries, the tree's root, the
// time of the last entry.
type Head struct {
	Seq  core.Seq
	Root ledger.Hash
	Time core.Instant
}

// View runs f on one state of the district. The empty district is good for
// settings that belong to none. Writing to the store inside f is allowed but
// does not show in v.
func (db *DB) View(ctx context.Context, d core.DistrictID, f func(v *View) error) error {
	tx, err := db.read.BeginTx(ctx, db.dialect.snapshot())
	if err != nil {
		return fmt.Errorf("store: begin reading: %w", err)
	}
	defer tx.Rollback() // nothing was written: there is nothing to lose
	return f(&View{reading{ctx: ctx, q: snapshot{tx}, shapes: &db.shapes, district: d}})
}

// Head gives the main log's state: errs.Missing "store.no-district" when there
// is no such district.
func (v *View) Head() (Head, error) { return v.HeadOf(MainLog) }

// HeadOf gives the state of either log.
func (v *View) HeadOf(log Log) (Head, error) {
	h, err := readHead(&v.reading, logID{v.district, log}, "")
	if err != nil {
		return Head{}, err
	}
	return Head{Seq: h.seq, Root: h.frontier.Root(), Time: h.at}, nil
}

// Checkpoint gives the log's present state as a checkpoint, to be signed or
// printed by the caller. The main log's tells of the access log too.
func (v *View) Checkpoint(log Log) (ledger.Checkpoint, error) {
	h, err := v.HeadOf(log)
	if err != nil {
		return ledger.Checkpoint{}, err
	}
	c := ledger.Checkpoint{Origin: Origin(v.district, log), Size: int64(h.Seq), Root: h.Root,
		Suite: ledger.SuiteSHA256, Time: int64(h.Time)}
	if log == MainLog {
		logins, err := v.HeadOf(AccessLog)
		if err != nil {
			return ledger.Checkpoint{}, err
		}
		c.Access = ledger.State{Size: int64(logins.Seq), Root: logins.Root}
	}
	return c, nil
}

// Entries lists up to limit entries of the main log, from the number from on.
func (v *View) Entries(from core.Seq, limit int) ([]record.Entry, error) {
	var all []record.Entry
	err := v.leaves(MainLog, from, limit, func(row leafRow) error {
		e, err := record.DecodeEntry(row.leaf)
		if err != nil {
			return errs.New(errs.Damaged, "store.leaf-damaged", "seq", decimal(row.seq)).Because(err)
		}
		all = append(all, e)
		return nil
	})
	return all, err
}

// Entry reads one entry of the main log: errs.Missing "store.no-entry".
func (v *View) Entry(seq core.Seq) (record.Entry, error) {
	all, err := v.Entries(seq, 1)
	if err != nil {
		return record.Entry{}, err
	}
	if len(all) == 0 || all[0].Seq != seq {
		return record.Entry{}, noEntry(seq)
	}
	return all[0], nil
}

// Leaf reads the bytes of an entry as the tree hashes them.
func (v *View) Leaf(seq core.Seq) ([]byte, error) {
	var leaf []byte
	err := v.leaves(MainLog, seq, 1, func(row leafRow) error {
		if row.seq == seq {
			leaf = row.leaf
		}
		return nil
	})
	if err == nil && leaf == nil {
		err = noEntry(seq)
	}
	return leaf, err
}

func noEntry(seq core.Seq) error {
	return errs.New(errs.Missing, "store.no-entry", "seq", decimal(seq))
}

func decimal[T ~int64 | ~int](n T) string { return strconv.FormatInt(int64(n), 10) }

// leafRow is a row of the table entry.
type leafRow struct {
	seq   core.Seq
	at    core.Instant
	actor string
	key   sql.NullString
	body  []byte // hash of what the key was sent with
	hash  []byte
	leaf  []byte
}

// rowError is a row whose values cannot be what its columns hold, on a connection
// that is well.
type rowError struct{ error }

func (e *rowError) Unwrap() error { return e.error }

// leaves reads up to limit rows of a log, from the number from on.
func (v *View) leaves(log Log, from core.Seq, limit int, f func(leafRow) error) error {
	err := v.query(`
SELECT seq, at, actor, idem_key, idem_hash, hash, leaf
FROM entry
WHERE district_id = $1
AND log = $2
AND seq >= $3
ORDER BY seq
LIMIT $4`, []any{string(v.district), string(log), int64(from), int64(limit)}, func(rows scanner) error {
		var row leafRow
		if err := rows.Scan(&row.seq, &row.at, &row.actor, &row.key, &row.body, &row.hash, &row.leaf); err != nil {
			return &rowError{err}
		}
		return f(row)
	})
	if err != nil {
		return fmt.Errorf("store: entries of %s: %w", v.district, err)
	}
	return nil
}

// SeqAt gives the last entry at or before a moment; 0 when there was none yet.
// Entries are ordered by time as by number, so a binary search over the numbers
// needs no index of times.
func (v *View) SeqAt(t core.Instant) (core.Seq, error) {
	head, err := v.Head()
	if err != nil {
		return 0, err
	}
	low, high := core.Seq(0), head.Seq // low is at or before t, what follows high is after
	for low < high {
		middle := low + (high-low+1)/2
		at, err := v.timeOf(middle)
		if err != nil {
			return 0, err
		}
		if at <= t {
			low = middle
		} else {
			high = middle - 1
		}
	}
	return low, nil
}

func (v *View) timeOf(seq core.Seq) (core.Instant, error) {
	at, found := core.Instant(0), false
	err := v.query(`
SELECT at
FROM entry
WHERE district_id = $1
AND log = $2
AND seq = $3`, []any{string(v.district), string(MainLog), int64(seq)}, func(rows scanner) error {
		found = true
		return rows.Scan(&at)
	})
	if err == nil && !found {
		err = noEntry(seq)
	}
	return at, err
}
