package store

import (
	"bytes"
	"fmt"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/record"
)

// seenKey is an idempotency key with all that makes it unique.
type seenKey struct {
	district   core.DistrictID
	actor, key string
}

// seen is what a key was used for.
type seen struct {
	entry record.Entry
	body  []byte // hash of what came with it; nil is not known
}

// repeated answers a request whose key was seen before with the first time's
// entry. It must come after the head was locked, so that no other process can
// add the key. errs.Conflict "store.key-reused" when something else came with it
// then: that was another request.
func (tx *Tx) repeated() error {
	if !tx.b.gathered[tx.district] {
		if err := tx.gather(); err != nil {
			return fmt.Errorf("store: look for repeated keys: %w", err)
		}
		tx.b.gathered[tx.district] = true
	}
	first, known := tx.b.keys[seenKey{tx.district, tx.meta.Actor, tx.meta.Key}]
	if !known {
		return nil
	}
	if first.body != nil && tx.meta.Body != nil && !bytes.Equal(first.body, tx.meta.Body) {
		return errs.New(errs.Conflict, "store.key-reused", "key", tx.meta.Key)
	}
	tx.written = Written{Seq: first.entry.Seq, Entry: first.entry, Repeated: true}
	return nil
}

// gather reads the entries with any of the keys that the batch's requests of
// the district bring. The list is filled up to a power of two with repetitions,
// so that there are few different texts.
func (tx *Tx) gather() error {
	args := []any{string(tx.district)}
	for _, r := range tx.b.requests {
		if r.meta.Key != "" && r.meta.District == tx.district {
			args = append(args, r.meta.Key)
		}
	}
	n := 1
	for n < len(args)-1 {
		n *= 2
	}
	for len(args)-1 < n {
		args = append(args, args[len(args)-1])
	}
	text := `
SELECT actor, idem_key, idem_hash, leaf
FROM entry
WHERE district_id = $1
AND idem_key IN (` + parameters(2, n) + `)`
	return tx.query(text, args, func(rows scanner) error {
		k := seenKey{district: tx.district}
		var body, leaf []byte
		if err := rows.Scan(&k.actor, &k.key, &body, &leaf); err != nil {
			return err
		}
		e, err := record.DecodeEntry(leaf)
		tx.b.keys[k] = seen{e, body}
		return err
	})
}
