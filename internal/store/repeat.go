package store

import (
	"fmt"

	"tupo/internal/core"
	"tupo/internal/record"
)

// seenKey is an idempotency key with all that makes it unique.
type seenKey struct {
	district   core.DistrictID
	actor, key string
}

// repeated looks for the request's idempotency key.
func (tx *Tx) repeated() error {
	err := tx.query(`
SELECT leaf
FROM entry
WHERE district_id = $1
AND actor = $2
AND idem_key = $3`, []any{string(tx.district), tx.meta.Actor, tx.meta.Key}, func(rows scanner) error {
		var leaf []byte
		if err := rows.Scan(&leaf); err != nil {
			return err
		}
		e, err := record.DecodeEntry(leaf)
		tx.repeats(e)
		return err
	})
	if err != nil {
		return fmt.Errorf("store: look for a repeated key: %w", err)
	}
	return nil
}

// repeats answers the request with the first time's entry.
func (tx *Tx) repeats(e record.Entry) {
	tx.written = Written{Seq: e.Seq, Entry: e, Repeated: true}
}

// gathered is repeated for all requests of the batch at once. It must come
// after the head was locked, so that no other process can add one of the keys.
func (tx *Tx) gathered() error {
	if tx.b.keys == nil {
		if err := tx.gather(); err != nil {
			return fmt.Errorf("store: look for repeated keys: %w", err)
		}
	}
	if e, ok := tx.b.keys[seenKey{tx.district, tx.meta.Actor, tx.meta.Key}]; ok {
		tx.repeats(e)
	}
	return nil
}

// gather reads the entries with any of the batch's keys. The list is filled up
// to a power of two with repetitions, so that there are few different texts.
// Every request of a batch that gathers is of one district.
func (tx *Tx) gather() error {
	args := []any{string(tx.district)}
	for _, r := range tx.b.requests {
		if r.meta.Key != "" {
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
	tx.b.keys = make(map[seenKey]record.Entry)
	text := `
SELECT actor, idem_key, leaf
FROM entry
WHERE district_id = $1
AND idem_key IN (` + parameters(2, n) + `)`
	return tx.query(text, args, func(rows scanner) error {
		k := seenKey{district: tx.district}
		var leaf []byte
		if err := rows.Scan(&k.actor, &k.key, &leaf); err != nil {
			return err
		}
		e, err := record.DecodeEntry(leaf)
		tx.b.keys[k] = e
		return err
	})
}
