package store

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/record"
)

// Password records lie outside the ledger, but not out of its sight: whatever sets
// one, and whatever is done with one, is an event of the access log that carries
// the record's digest. So a record that somebody puts into the database is found,
// and a login with it too, even when the old one has been put back since.

// Digest gives SHA-256 over a password record, in hex. The hash in it has a salt of
// its own, so that the digest tells nothing of the password.
func (x Secret) Digest() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "tupo secret 1\n%q %q %t %d", x.Account, x.Hash, x.MustChange, x.ChangedAt))
	return hex.EncodeToString(sum[:])
}

// SetSecret keeps an account's password hash. e says in the access log who did it
// and why.
func (a *Aside) SetSecret(d core.DistrictID, x Secret, e Event) error {
	e.SecretOf, e.SecretDigest, e.SecretSet = x.Account, x.Digest(), true
	if err := a.Event(d, e); err != nil {
		return err
	}
	return a.save("secret", d, x.Account, x.Hash, x.MustChange, x.ChangedAt)
}

// DropSecret makes an account unable to log in, with an event as SetSecret.
func (a *Aside) DropSecret(d core.DistrictID, account core.AccountID, e Event) error {
	e.SecretOf, e.SecretDigest, e.SecretSet = account, "", true
	if err := a.Event(d, e); err != nil {
		return err
	}
	return a.drop("secret", d, account)
}

// UseSecret adds an event that was done with a password record, such as a login.
// errs.Conflict "store.secret-changed" when the account has another one by now.
func (a *Aside) UseSecret(d core.DistrictID, x Secret, e Event) error {
	e.SecretOf, e.SecretDigest, e.SecretSet = x.Account, x.Digest(), false
	if err := a.Event(d, e); err != nil { // locks the log: nobody sets another one before the commit
		return err
	}
	now, err := a.tx.secret(d, x.Account)
	if err != nil && !errs.Is(err, errs.Missing) {
		return err
	}
	if now != x {
		return errs.New(errs.Conflict, "store.secret-changed").Because(err)
	}
	return nil
}

func (r *reading) secret(d core.DistrictID, account core.AccountID) (Secret, error) {
	var x Secret
	var must int64
	err := r.find("secret", d, []string{string(account)}, &x.Account, &x.Hash, &must, &x.ChangedAt)
	x.MustChange = must != 0
	return x, err
}

// Secret reads an account's password hash: errs.Missing "store.missing".
func (v *View) Secret(account core.AccountID) (Secret, error) { return v.secret(v.district, account) }

// secrets holds the password records to what the access log tells of them.
func (x *verifier) secrets(log *derivation) error {
	told, err := x.toldSecrets(log)
	if err != nil || x.absent["secret"] {
		return err
	}
	found := func(key string, account core.AccountID) {
		x.found(Finding{Key: key, Table: "secret", Row: string(account)})
	}
	err = x.v.query(`
SELECT account_id, hash, must_change, changed_at
FROM secret
WHERE district_id = $1
ORDER BY account_id`, []any{string(x.v.district)}, func(rows scanner) error {
		var s Secret
		if err := rows.Scan(&s.Account, &s.Hash, &s.MustChange, &s.ChangedAt); err != nil {
			x.unreadable("", "secret", err)
			return nil
		}
		digest, known := told[s.Account]
		delete(told, s.Account)
		switch {
		case !known:
			x.verdict.Notes = append(x.verdict.Notes, Finding{Key: NotedSecretUntold, Table: "secret", Row: string(s.Account)})
		case digest == "":
			found(FoundSecretAdded, s.Account)
		case digest != s.Digest():
			found(FoundSecretEdited, s.Account)
		}
		return nil
	})
	for _, account := range slices.Sorted(maps.Keys(told)) {
		if told[account] != "" {
			found(FoundSecretGone, account)
		}
	}
	return err
}

// toldSecrets follows the events of the access log and gives each account's last
// digest, "" for none. An account of an earlier version is known from its first
// login on.
func (x *verifier) toldSecrets(log *derivation) (map[core.AccountID]string, error) {
	told := make(map[core.AccountID]string)
	s := x.v.shapes.byName[(&Event{}).Table().Name]
	events := log.current[s]
	for _, id := range slices.Sorted(maps.Keys(events)) { // which is the order in which they were written
		var e Event
		v := events[id]
		if err := (record.Change{Table: s.table.No, Op: record.Insert, Key: v.key, Fields: v.fields}).Load(&e); err != nil {
			return nil, err
		}
		last, known := told[e.SecretOf]
		switch {
		case e.SecretOf == "":
			continue
		case !e.SecretSet && known && last != e.SecretDigest:
			x.found(Finding{Key: FoundSecretUsed, Log: AccessLog, Seq: v.from, Table: "secret", Row: string(e.SecretOf)})
		case e.SecretSet || !known:
			told[e.SecretOf] = e.SecretDigest
		}
	}
	return told, nil
}
