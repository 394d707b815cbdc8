package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"tupo/internal/core"
	"tupo/internal/errs"
)

// Aside writes what lies outside the ledger: drafts, secrets, sessions,
// attempts, settings and personal data. It is valid inside its closure only.
type Aside struct {
	tx *Tx
}

// Aside runs f through the same writer as Write, without an entry. What is said
// there of f, errors, panics and ctx holds here.
func (db *DB) Aside(ctx context.Context, f func(a *Aside) error) error {
	_, err := db.submit(&request{ctx: ctx, aside: f})
	return err
}

// Draft is a half-filled sheet of one account.
type Draft struct {
	Unit    core.UnitID
	Period  string
	Account core.AccountID
	Payload []byte
	SavedAt core.Instant
}

// Secret is an account's password hash in its encoded form.
type Secret struct {
	Account    core.AccountID
	Hash       string
	MustChange bool
	ChangedAt  core.Instant
}

// Session is a login; Token is the hash of what the browser holds.
type Session struct {
	Token                  string
	Account                core.AccountID
	Created, Seen, Expires core.Instant
}

// Attempt counts failures of one kind ("login", "address") for one subject.
type Attempt struct {
	Kind, Subject string
	Failures      int64
	First, Last   core.Instant
	LockedUntil   core.Instant
}

// Personal is a person's data with the salt of its hash.
type Personal struct {
	ID    string
	Salt  []byte
	Value []byte
}

// Hash gives SHA-256(salt‖value) in hex, as rows in the ledger hold it.
func (p Personal) Hash() string {
	h := sha256.New()
	h.Write(p.Salt)
	h.Write(p.Value)
	return hex.EncodeToString(h.Sum(nil))
}

// outsideTable describes a table outside the ledger: what is saved, copied and
// compared is derived from it.
type outsideTable struct {
	name    string
	columns []outsideColumn // the key first, without district_id
	keys    int
	kept    bool // part of a backup
}

type outsideColumn struct {
	name string
	kind outsideKind
}

type outsideKind uint8

const (
	outsideText outsideKind = iota
	outsideInt
	outsideBytes
)

func textColumn(name string) outsideColumn   { return outsideColumn{name, outsideText} }
func numberColumn(name string) outsideColumn { return outsideColumn{name, outsideInt} }
func bytesColumn(name string) outsideColumn  { return outsideColumn{name, outsideBytes} }

// Tables outside the ledger. Sessions and attempts are not backed up: whoever
// restores a copy must not log in people of another day.
func outsideTables() []outsideTable {
	return []outsideTable{
		{"draft", []outsideColumn{textColumn("unit_id"), textColumn("period"), textColumn("account_id"), bytesColumn("payload"), numberColumn("saved_at")}, 3, true},
		{"secret", []outsideColumn{textColumn("account_id"), textColumn("hash"), numberColumn("must_change"), numberColumn("changed_at")}, 1, true},
		{"session", []outsideColumn{textColumn("token"), textColumn("account_id"), numberColumn("created_at"), numberColumn("seen_at"), numberColumn("expires_at")}, 1, false},
		{"attempt", []outsideColumn{textColumn("kind"), textColumn("subject"), numberColumn("failures"), numberColumn("first_at"), numberColumn("last_at"), numberColumn("locked_until")}, 2, false},
		{"setting", []outsideColumn{textColumn("name"), bytesColumn("value")}, 1, true},
		{"personal", []outsideColumn{textColumn("id"), bytesColumn("salt"), bytesColumn("value")}, 1, true},
	}
}

// outsideNamed finds a table by its name.
func outsideNamed(name string) (outsideTable, bool) {
	for _, t := range outsideTables() {
		if t.name == name {
			return t, true
		}
	}
	return outsideTable{}, false
}

func (t outsideTable) names() []string {
	var all []string
	for _, c := range t.columns {
		all = append(all, c.name)
	}
	return all
}

// upsert writes a row: district, then the columns.
func (t outsideTable) upsert() string {
	names := t.names()
	return fmt.Sprintf(`
INSERT INTO %s (district_id, %s)
VALUES (%s)
ON CONFLICT (district_id, %s) DO UPDATE
SET %s`, t.name, strings.Join(names, ", "), parameters(1, len(names)+1),
		strings.Join(names[:t.keys], ", "), strings.Join(excluded(names[t.keys:]), ", "))
}

// remove deletes the row with a key: district, then the key.
func (t outsideTable) remove() string {
	return fmt.Sprintf(`
DELETE FROM %s
WHERE district_id = $1%s`, t.name, t.keyIs())
}

// lookup reads the row with a key: district, then the key.
func (t outsideTable) lookup() string {
	return fmt.Sprintf(`
SELECT %s
FROM %s
WHERE district_id = $1%s`, strings.Join(t.names(), ", "), t.name, t.keyIs())
}

func (t outsideTable) keyIs() string {
	var b strings.Builder
	for i, n := range t.names()[:t.keys] {
		fmt.Fprintf(&b, "\nAND %s = $%d", n, i+2)
	}
	return b.String()
}

// save upserts a row after checking its texts.
func (a *Aside) save(table string, d core.DistrictID, values ...any) error {
	t, _ := outsideNamed(table)
	args := []any{string(d)}
	for i, v := range values {
		v = plain(v)
		if s, ok := v.(string); ok {
			if err := checkText(t.columns[i].name, s); err != nil {
				return err
			}
		}
		args = append(args, v)
	}
	if _, err := a.tx.exec(t.upsert(), args...); err != nil {
		return fmt.Errorf("store: save %s: %w", table, err)
	}
	return nil
}

// drop deletes the row with a key; that there is none is no error.
func (a *Aside) drop(table string, d core.DistrictID, key ...any) error {
	t, _ := outsideNamed(table)
	args := []any{string(d)}
	for _, k := range key {
		args = append(args, plain(k))
	}
	if _, err := a.tx.exec(t.remove(), args...); err != nil {
		return fmt.Errorf("store: drop %s: %w", table, err)
	}
	return nil
}

// find reads the row with a key into dest: errs.Missing "store.missing".
func (r *reading) find(table string, d core.DistrictID, key []string, dest ...any) error {
	t, _ := outsideNamed(table)
	args := []any{string(d)}
	for _, k := range key {
		args = append(args, k)
	}
	found := false
	err := r.query(t.lookup(), args, func(rows scanner) error {
		found = true
		return rows.Scan(dest...)
	})
	if err != nil {
		return fmt.Errorf("store: find %s: %w", table, err)
	}
	if !found {
		// The key may be a secret's or a session's: it is not repeated.
		return errs.New(errs.Missing, "store.missing", "table", table, "key", "")
	}
	return nil
}
