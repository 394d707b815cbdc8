package storetest

import (
	"context"
	"testing"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/store"
)

// testSecrets replaces a password record behind the store's back, logs in with it
// and puts the old one back: the login stays on record.
func testSecrets(t *testing.T, e Engine) {
	place := e.Place(t)
	db := Open(t, place)
	Create(t, db)
	raw := Raw(t, place)
	set := func(at core.Instant, hash string) store.Secret {
		x := store.Secret{Account: "a1", Hash: hash, ChangedAt: at}
		aside(t, db, func(a *store.Aside) error {
			return a.SetSecret(District, x, store.Event{At: at, Action: "password.reset"})
		})
		return x
	}
	login := func(x store.Secret) error {
		return db.Aside(context.Background(), func(a *store.Aside) error {
			return a.UseSecret(District, x, store.Event{At: 9, Account: "a1", Action: "login"})
		})
	}
	all := func(want ...store.Finding) store.Verdict {
		t.Helper()
		v := verify(t, db, store.VerifyOptions{District: District})
		expectFindings(t, v, want)
		return v
	}
	first := set(2, "one")
	second := set(3, "two")
	expectFault(t, "UseSecret(replaced)", login(first), errs.Conflict, "store.secret-changed")
	if err := login(second); err != nil {
		t.Fatalf("UseSecret: %v", err)
	}
	all()

	sqlDo(t, raw, `UPDATE secret SET hash = 'three'`)
	forged := second
	forged.Hash = "three"
	if err := login(forged); err != nil {
		t.Fatalf("UseSecret(forged): %v", err)
	}
	used := store.Finding{Key: store.FoundSecretUsed, Log: store.AccessLog, Seq: 4, Row: "a1"}
	all(used, store.Finding{Key: store.FoundSecretEdited, Row: "a1"})
	sqlDo(t, raw, `UPDATE secret SET hash = 'two'`)
	all(used)

	aside(t, db, func(a *store.Aside) error {
		return a.DropSecret(District, "a1", store.Event{At: 10, Action: "password.taken"})
	})
	all(used)
	sqlDo(t, raw, `INSERT INTO secret (district_id, account_id, hash, must_change, changed_at) VALUES ('370211', 'a1', 'two', 0, 3)`)
	all(used, store.Finding{Key: store.FoundSecretAdded, Row: "a1"})

	// An account of an earlier version: nothing was told of it before its login.
	sqlDo(t, raw, `INSERT INTO secret (district_id, account_id, hash, must_change, changed_at) VALUES ('370211', 'a2', 'old', 0, 3)`)
	sqlDo(t, raw, `DELETE FROM secret WHERE account_id = 'a1'`)
	if v := all(used); len(v.Notes) != 1 || v.Notes[0].Key != store.NotedSecretUntold || v.Notes[0].Row != "a2" {
		t.Errorf("Verify notes %+v, want a2 untold", v.Notes)
	}
	aside(t, db, func(a *store.Aside) error {
		return a.UseSecret(District, store.Secret{Account: "a2", Hash: "old", ChangedAt: 3}, store.Event{At: 11, Account: "a2", Action: "login"})
	})
	if v := all(used); len(v.Notes) != 0 {
		t.Errorf("Verify notes %+v after the login, want none", v.Notes)
	}
	sqlDo(t, raw, `UPDATE secret SET hash = 'new' WHERE account_id = 'a2'`)
	all(used, store.Finding{Key: store.FoundSecretEdited, Row: "a2"})
}

func aside(t *testing.T, db *store.DB, f func(a *store.Aside) error) {
	t.Helper()
	if err := db.Aside(context.Background(), f); err != nil {
		t.Fatalf("Aside: %v", err)
	}
}
