package storetest

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"testing"

	"tupo/internal/errs"
	"tupo/internal/store"
)

func testAside(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Create(t, db)
	ctx := context.Background()
	draft := store.Draft{Unit: "u1", Period: "2023-09", Account: "a1", Payload: []byte("{}"), SavedAt: 5}
	secret := store.Secret{Account: "a1", Hash: "argon2id$…", MustChange: true, ChangedAt: 6}
	session := store.Session{Token: "t1", Account: "a1", Created: 1, Seen: 2, Expires: 300}
	attempt := store.Attempt{Kind: "login", Subject: "office", Failures: 2, First: 1, Last: 2, LockedUntil: 9}
	personal := store.Personal{ID: "p1", Salt: []byte("salt"), Value: []byte("值")}
	err := db.Aside(ctx, func(a *store.Aside) error {
		return errors.Join(a.SaveDraft(District, store.Draft{Unit: "u1", Period: "2023-09", Account: "a1"}),
			a.SaveDraft(District, draft), a.SetSecret(District, secret, store.Event{At: 6, Action: "password.reset"}), a.SaveSession(District, session),
			a.SaveAttempt(District, attempt), a.SetSetting("", "key", []byte("value")), a.SetPersonal(District, personal))
	})
	if err != nil {
		t.Fatalf("Aside(save) = %v", err)
	}
	view(t, db, func(v *store.View) error {
		got, err := v.Draft("u1", "2023-09", "a1")
		same(t, "Draft", got, draft, err)
		gotSecret, err := v.Secret("a1")
		same(t, "Secret", gotSecret, secret, err)
		gotSession, err := v.Session("t1")
		same(t, "Session", gotSession, session, err)
		gotAttempt, err := v.Attempt("login", "office")
		same(t, "Attempt", gotAttempt, attempt, err)
		gotPersonal, err := v.Personal("p1")
		same(t, "Personal", gotPersonal, personal, err)
		return nil
	})
	err = db.View(ctx, "", func(v *store.View) error {
		got, err := v.Setting("key")
		if !bytes.Equal(got, []byte("value")) {
			t.Errorf("Setting(key) = %q, want value", got)
		}
		return err
	})
	if err != nil {
		t.Errorf("View(no district) = %v", err)
	}
	dropAll(t, db)
	if h := head(t, db); h.Seq != 1 {
		t.Errorf("head after Aside = %d, want 1: nothing of it is in the ledger", h.Seq)
	}
	err = db.Aside(ctx, func(a *store.Aside) error { return a.SetSetting("", "e\u0301", nil) })
	expectFault(t, "SetSetting(not NFC)", err, errs.Invalid, "store.text")
}

func same[T any](t *testing.T, call string, got, want T, err error) {
	t.Helper()
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%s = %+v, %v, want %+v", call, got, err, want)
	}
}

// dropAll removes what testAside saved, each in its own way.
func dropAll(t *testing.T, db *store.DB) {
	t.Helper()
	err := db.Aside(context.Background(), func(a *store.Aside) error {
		x, err := a.Attempt(District, "login", "office")
		if x.Failures != 2 {
			t.Errorf("Aside.Attempt = %+v, want two failures", x)
		}
		return errors.Join(err, a.TouchSession(District, "t1", 250), a.DropExpired(301), // touched, and ended at 300 all the same
			a.SaveSession(District, store.Session{Token: "t2", Account: "a1", Expires: 900}),
			a.SaveSession(District, store.Session{Token: "t3", Account: "a1", Expires: 900}),
			a.DropSessions(District, "a1", "t3"),
			a.DropDraft(District, "u1", "2023-09", "a1"), a.DropSecret(District, "a1", store.Event{At: 7, Action: "password.taken"}),
			a.DropAttempt(District, "login", "office"), a.DropSetting("", "key"), a.ErasePersonal(District, "p1"))
	})
	if err != nil {
		t.Fatalf("Aside(drop) = %v", err)
	}
	view(t, db, func(v *store.View) error {
		_, draft := v.Draft("u1", "2023-09", "a1")
		_, secret := v.Secret("a1")
		_, expired := v.Session("t1")
		_, other := v.Session("t2")
		_, attempt := v.Attempt("login", "office")
		_, personal := v.Personal("p1")
		for i, err := range []error{draft, secret, expired, other, attempt, personal} {
			if !errs.Is(err, errs.Missing) {
				t.Errorf("reading %d after it was dropped = %v, want missing", i, err)
			}
		}
		if _, err := v.Session("t3"); err != nil {
			t.Errorf("Session(t3) = %v, want the one excepted", err)
		}
		return nil
	})
}

// testEvents writes to the access log, alone and beside an entry that fails.
func testEvents(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Create(t, db)
	ctx := context.Background()
	for i := range 3 {
		err := db.Aside(ctx, func(a *store.Aside) error {
			return errors.Join(
				a.Event(District, store.Event{At: 5, Action: "login.failed", Subject: "office"}),
				a.Event(District, store.Event{At: 6, Action: "login", Account: "a1"}))
		})
		if err != nil {
			t.Fatalf("Aside(events %d) = %v", i, err)
		}
	}
	refused := errors.New("refused")
	_, err := db.Write(ctx, Meta("x", 7), func(tx *store.Tx) error {
		return errors.Join(tx.Aside().Event(District, store.Event{At: 7, Action: "lost"}), refused)
	})
	if !errors.Is(err, refused) {
		t.Errorf("Write(refused) = %v, want %v", err, refused)
	}
	view(t, db, func(v *store.View) error {
		events, err := store.List[store.Event](v, "")
		if err != nil || len(events) != 6 || events[0].Action != "login.failed" || events[5].Action != "login" {
			t.Errorf("List(events) = %+v, %v, want six in order", events, err)
		}
		access, err := v.HeadOf(store.AccessLog)
		if access.Seq != 3 || access.Time != 6 {
			t.Errorf("HeadOf(access) = %+v, want entry 3 at 6", access)
		}
		if main, err := v.Head(); err != nil || main.Seq != 1 {
			t.Errorf("Head() = %+v, %v, want 1: events are not in the main log", main, err)
		}
		return err
	})
	expectClean(t, db, store.VerifyOptions{District: District})
}
