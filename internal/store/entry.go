package store

import (
	"context"
	"fmt"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/ledger"
	"tupo/internal/record"
)

// Log names one of a district's two logs.
type Log string

const (
	MainLog   Log = "main"   // every change of a versioned row
	AccessLog Log = "access" // logins and administration, see Event
)

// Origin names a log in checkpoints: "tupo/370211", "tupo/370211/access".
func Origin(d core.DistrictID, log Log) string {
	if log == AccessLog {
		return "tupo/" + string(d) + "/access"
	}
	return "tupo/" + string(d)
}

type logID struct {
	district core.DistrictID
	log      Log
}

// head is a log's state inside a batch.
type head struct {
	id       logID
	seq      core.Seq
	at       core.Instant // of the last entry
	frontier ledger.Frontier
	stored   core.Seq       // what the database's row says
	added    []record.Entry // since then
}

const selectHead = `
SELECT seq, at, frontier
FROM head
WHERE district_id = $1
AND log = $2`

// readHead reads a log's head: errs.Missing "store.no-district" when there is
// none, errs.Damaged when it cannot be read.
func readHead(r *reading, id logID, suffix string) (*head, error) {
	h := &head{id: id}
	found := false
	var frontier []byte
	err := r.query(selectHead+suffix, []any{string(id.district), string(id.log)}, func(rows scanner) error {
		found = true
		if err := rows.Scan(&h.seq, &h.at, &frontier); err != nil {
			return errs.New(errs.Damaged, string(ledger.ErrFrontier)).Because(err)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: head of %s: %w", id.district, err)
	}
	if !found {
		return nil, noDistrict(id.district)
	}
	if err := h.frontier.UnmarshalBinary(frontier); err != nil {
		return nil, err
	}
	if h.frontier.Size() != int64(h.seq) {
		return nil, errs.New(errs.Damaged, string(ledger.ErrFrontier)).Because(ledger.ErrFrontier)
	}
	h.stored = h.seq
	return h, nil
}

// head gives a log's head, reading and locking it at first use.
func (b *batch) head(r *reading, id logID) (*head, error) {
	if h := b.heads[id]; h != nil {
		return h, nil
	}
	h, err := readHead(r, id, b.db.dialect.forUpdate())
	if err != nil {
		return nil, err
	}
	b.memory.meet(h)
	b.keep(h)
	return h, nil
}

func (b *batch) keep(h *head) {
	b.heads[h.id] = h
	b.order = append(b.order, h)
}

// newTx makes a Tx without a head.
func (b *batch) newTx(m Meta) *Tx {
	tx := &Tx{b: b, meta: m}
	tx.reading = reading{ctx: context.Background(), q: b.session, shapes: &b.db.shapes, district: m.District, tx: tx}
	return tx
}

func (b *batch) open(r *request) *Tx { return b.newTx(r.meta) }

// run executes the request's closure.
func (tx *Tx) run(r *request) error {
	err := tx.start(r)
	if err == nil && !tx.written.Repeated {
		err = call(func() error {
			if r.aside != nil {
				return r.aside(tx.Aside())
			}
			return r.write(tx)
		})
	}
	if err == nil && tx.failed != nil {
		// The closure passed over a failed statement.
		err = fmt.Errorf("store: a statement failed: %w", tx.failed)
	}
	return err
}

// start finds the head and whether the request's key was seen before.
func (tx *Tx) start(r *request) error {
	if r.aside != nil {
		return nil
	}
	m := r.meta
	err := checkTexts(named{"actor", m.Actor}, named{"action", m.Action}, named{"reason", m.Reason}, named{"key", m.Key})
	if err != nil {
		return err
	}
	if r.create {
		return tx.createLogs()
	}
	if tx.head, err = tx.b.head(&tx.reading, logID{m.District, MainLog}); err != nil {
		return err
	}
	if m.Key == "" {
		return nil
	}
	return tx.repeated()
}

// createLogs makes the two empty logs of a new district. The heads join the
// batch only when the request has succeeded.
func (tx *Tx) createLogs() error {
	var empty ledger.Frontier
	frontier, err := empty.MarshalBinary()
	if err != nil {
		return err
	}
	for _, log := range []Log{MainLog, AccessLog} {
		n, err := tx.exec(`
INSERT INTO head (district_id, log, seq, at, frontier)
VALUES ($1, $2, 0, 0, $3)
ON CONFLICT DO NOTHING`, string(tx.district), string(log), frontier)
		if err != nil {
			return fmt.Errorf("store: create district: %w", err)
		}
		if n == 0 {
			return errs.New(errs.Conflict, "store.district-exists", "district", string(tx.district))
		}
	}
	tx.head = &head{id: logID{tx.district, MainLog}}
	return nil
}

// entryColumns are those of a row of table entry, in the order in which append
// gives their values.
func entryColumns() []string {
	return []string{"district_id", "log", "seq", "at", "actor", "idem_key", "idem_hash", "hash", "leaf"}
}

// append makes the entry of the changes, if any.
func (tx *Tx) append() {
	if len(tx.changes) == 0 {
		if tx.head != nil && !tx.written.Repeated {
			tx.written.Seq = tx.head.seq
		}
		return
	}
	e := record.Entry{
		District: tx.district,
		Seq:      tx.Seq(),
		Actor:    tx.meta.Actor,
		Time:     max(tx.meta.Now, tx.head.at),
		Action:   tx.meta.Action,
		Reason:   tx.meta.Reason,
		Changes:  tx.changes,
	}
	leaf := e.Encode()
	hash := ledger.LeafHash(leaf)
	var key, body any
	if tx.meta.Key != "" {
		key = tx.meta.Key
	}
	if tx.meta.Key != "" && tx.meta.Body != nil {
		body = tx.meta.Body
	}
	tx.pending.entries = append(tx.pending.entries, []any{
		string(tx.district), string(tx.head.id.log), int64(e.Seq), int64(e.Time), e.Actor, key, body, hash[:], leaf})
	tx.next = &appended{entry: e, hash: hash}
}

// settle moves the head in memory, once nothing of the request can be undone
// any more except with the whole batch.
func (tx *Tx) settle() {
	for _, e := range tx.events {
		tx.b.events[e.district] = append(tx.b.events[e.district], e.event)
	}
	if tx.next == nil {
		return
	}
	h := tx.head
	if tx.b.heads[h.id] == nil {
		tx.b.keep(h)
	}
	h.seq, h.at = tx.next.entry.Seq, tx.next.entry.Time
	h.frontier.Append(tx.next.hash)
	h.added = append(h.added, tx.next.entry)
	tx.written.Seq, tx.written.Entry = h.seq, tx.next.entry
	tx.b.pending.take(&tx.pending)
	if tx.meta.Key != "" {
		tx.b.keys[seenKey{tx.district, tx.meta.Actor, tx.meta.Key}] = seen{tx.next.entry, tx.meta.Body}
	}
}
