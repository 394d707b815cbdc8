package storetest

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/store"
)

// testBackup copies a store while it is written to, restores it on the same
// engine and on the other one, and works on with the copy.
func testBackup(t *testing.T, e Engine) {
	c := e.Place(t)
	db := Open(t, c)
	Sample(t, db, sampleSize)
	keyed := Meta("keyed", 60)
	keyed.Key = "k1"
	first, err := db.Write(context.Background(), keyed, putAll(Unit(1, "有键")))
	if err != nil {
		t.Fatalf("Write(k1) = %v", err)
	}
	err = db.Aside(context.Background(), func(a *store.Aside) error {
		return errors.Join(
			a.SetSecret(District, store.Secret{Account: "a1", Hash: "h"}, store.Event{At: 45, Action: "password.reset"}),
			a.SaveSession(District, store.Session{Token: "t1", Account: "a1"}),
			a.SetSetting("", "key", []byte{0, 255}))
	})
	if err != nil {
		t.Fatalf("Aside = %v", err)
	}
	want := head(t, db)
	copied := archive(t, db)
	for _, other := range []Engine{SQLite(), Postgres()} {
		if testing.Short() && other.Name == e.Name {
			continue // under -race the other engine is the better half
		}
		t.Run("into "+other.Name, func(t *testing.T) {
			moved, place := other.restored(t, copied)
			if got := head(t, moved); got != want {
				t.Errorf("head of the copy = %+v, want %+v", got, want)
			}
			expectClean(t, moved, store.VerifyOptions{District: District})
			if w, err := moved.Write(context.Background(), keyed, putAll(Unit(1, "又"))); err != nil || !w.Repeated || w.Seq != first.Seq {
				t.Errorf("Write(k1 again, in the copy) = %+v, %v, want the repeated entry %d", w, err, first.Seq)
			}
			expectOutside(t, moved)
			if again := archive(t, moved); !bytes.Equal(again, copied) {
				t.Errorf("the copy's own archive has %d bytes and differs from the first, of %d", len(again), len(copied))
			}
			Put(t, moved, 61, Unit(1, "后来"))
			expectClean(t, moved, store.VerifyOptions{District: District})
			err := store.Restore(context.Background(), bytes.NewReader(copied), place)
			expectTargetTaken(t, err)
		})
	}
	backupUnderLoad(t, db)
}

// expectTargetTaken accepts either refusal of a place in use.
func expectTargetTaken(t *testing.T, err error) {
	t.Helper()
	if !errs.Is(err, errs.Conflict) && !errs.Is(err, errs.Busy) {
		t.Errorf("Restore(into a place in use) = %v, want a refusal", err)
	}
}

func expectOutside(t *testing.T, db *store.DB) {
	t.Helper()
	view(t, db, func(v *store.View) error {
		if x, err := v.Secret("a1"); err != nil || x.Hash != "h" {
			t.Errorf("Secret(a1) in the copy = %+v, %v, want h", x, err)
		}
		if _, err := v.Session("t1"); !errs.Is(err, errs.Missing) {
			t.Errorf("Session(t1) in the copy: %v, want missing: sessions are not copied", err)
		}
		if p, err := v.Personal("p1"); err != nil || string(p.Value) != "某人" {
			t.Errorf("Personal(p1) in the copy = %+v, %v", p, err)
		}
		units, err := store.List[plan.Unit](v, "name = $1", "有键")
		if len(units) != 1 {
			t.Errorf("List(有键) in the copy = %+v, want one", units)
		}
		return err
	})
	err := db.View(context.Background(), "", func(v *store.View) error {
		value, err := v.Setting("key")
		if !bytes.Equal(value, []byte{0, 255}) {
			t.Errorf("Setting(key) in the copy = %x, want 00ff", value)
		}
		return err
	})
	if err != nil {
		t.Errorf("View(no district) in the copy = %v", err)
	}
}

// backupUnderLoad copies while others write: the copy is one state.
func backupUnderLoad(t *testing.T, db *store.DB) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		fill(t, db, 100)
	}()
	copied := archive(t, db)
	<-done
	moved, _ := SQLite().restored(t, copied)
	expectClean(t, moved, store.VerifyOptions{District: District})
}

// testDamagedArchive offers every kind of damaged archive: each must be refused
// and leave the place as empty as it was.
func testDamagedArchive(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Sample(t, db, 20)
	whole := archive(t, db)
	place := e.bare(t)
	blobs := bytes.Index(whole, []byte("blob/"))
	cuts := map[string][]byte{
		"nothing":           {},
		"no archive":        []byte("PK\x03\x04 this is a zip file"),
		"no trailer":        whole[:len(whole)-1024],
		"half a trailer":    whole[:len(whole)-512],
		"one byte less":     whole[:len(whole)-1],
		"cut in half":       whole[:len(whole)/2],
		"cut at a block":    whole[:len(whole)/1024*512],
		"only the header":   whole[:1024],
		"filling changed":   changedAt(whole, bytes.Index(whole, []byte(headerContent))+len(headerContent)+20),
		"header changed":    changedAt(whole, 500),
		"trailer changed":   changedAt(whole, len(whole)-700),
		"one byte more":     append(bytes.Clone(whole), 0),
		"twice":             append(bytes.Clone(whole), whole...),
		"member left out":   append(bytes.Clone(whole[:blobs]), whole[blobs+1024:]...),
		"member repeated":   append(bytes.Clone(whole[:blobs+1024]), whole[blobs:]...),
		"file with no name": bytes.Replace(whole, []byte(blobText), []byte(strings.ToUpper(blobText[:len(blobText)-1]+"!")), 1),
	}
	for i, name := range slices.Sorted(maps.Keys(cuts)) {
		// A database makes and drops its tables each time; what is damaged is found
		// before either engine has a say in it.
		if content := cuts[name]; i%3 == 0 || !testing.Short() && place.URL == "" {
			t.Run(name, func(t *testing.T) {
				err := store.Restore(context.Background(), bytes.NewReader(content), place)
				expectFault(t, "Restore("+name+")", err, errs.Damaged, "store.archive-damaged")
				expectUntouched(t, place)
			})
		}
	}
	flipped(t, whole, place)
	small := place
	small.ArchiveLimit = 4096
	err := store.Restore(context.Background(), bytes.NewReader(whole), small)
	expectFault(t, "Restore(past the limit)", err, errs.TooLarge, "store.archive-too-large")
	expectUntouched(t, place)
	if err := store.Restore(context.Background(), bytes.NewReader(whole), place); err != nil {
		t.Errorf("Restore(whole, after all refusals) = %v", err)
	}
}

// headerContent is all that the first member holds; filling follows it.
const headerContent = "1\n"

// changedAt changes one byte.
func changedAt(whole []byte, at int) []byte {
	broken := bytes.Clone(whole)
	broken[at] ^= 0x20
	return broken
}

// flipped changes single bytes all over the archive, its filling included.
func flipped(t *testing.T, whole []byte, place store.Config) {
	t.Helper()
	n := 40
	if testing.Short() || place.URL != "" {
		n = 4
	}
	for i := range n {
		at := i * (len(whole) - 1) / n
		err := store.Restore(context.Background(), bytes.NewReader(changedAt(whole, at)), place)
		if !errs.Is(err, errs.Damaged) {
			t.Errorf("Restore(byte %d of %d changed) = %v, want damaged", at, len(whole), err)
		}
		expectUntouched(t, place)
	}
}

// expectUntouched checks that a refused restore left nothing to be seen.
func expectUntouched(t *testing.T, place store.Config) {
	t.Helper()
	if _, err := os.Stat(place.Dir); !os.IsNotExist(err) {
		t.Errorf("Stat(%s) after a refused restore = %v, want that it does not exist", place.Dir, err)
	}
	if place.URL == "" {
		return
	}
	var tables int
	raw := Raw(t, place)
	if err := raw.QueryRow("SELECT COUNT(*) FROM pg_tables WHERE schemaname = current_schema()").Scan(&tables); err != nil || tables != 0 {
		t.Errorf("tables after a refused restore = %d, %v, want none", tables, err)
	}
	if err := raw.Close(); err != nil { // the database is dropped when its test ends
		t.Error(err)
	}
}
