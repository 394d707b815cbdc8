package storetest

import (
	"bytes"
	"context"
	"testing"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/ledger"
	"tupo/internal/store"
)

// sampleSize is enough entries for a full tile and a tail.
const sampleSize = 300

// verify verifies and fails t when that cannot be done at all.
func verify(t testing.TB, db *store.DB, o store.VerifyOptions) store.Verdict {
	t.Helper()
	verdict, err := db.Verify(context.Background(), o)
	if err != nil {
		t.Fatalf("Verify(%s): %v", o.District, err)
	}
	return verdict
}

// expectClean fails t when verification finds anything.
func expectClean(t testing.TB, db *store.DB, o store.VerifyOptions) store.Verdict {
	t.Helper()
	verdict := verify(t, db, o)
	for _, f := range verdict.Findings {
		t.Errorf("Verify(%s) found %+v, want nothing", o.District, f)
	}
	return verdict
}

// Clean expects a store's district to verify without a finding.
func Clean(t testing.TB, db *store.DB) {
	t.Helper()
	expectClean(t, db, store.VerifyOptions{District: District})
}

func testVerify(t *testing.T, e Engine) {
	db := e.Fresh(t)
	Sample(t, db, sampleSize)
	h := head(t, db)
	verdict := expectClean(t, db, store.VerifyOptions{District: District})
	if verdict.Seq != h.Seq || verdict.Root != h.Root || verdict.Witness {
		t.Errorf("Verify = %d %s witness %v, want %d %s and no witness",
			verdict.Seq, verdict.Root, verdict.Witness, h.Seq, h.Root)
	}
	if verdict.Entries != sampleSize+1 || verdict.Rows < sampleSize || verdict.Blobs != 1 || len(verdict.Notes) != 0 {
		t.Errorf("Verify counted %d entries, %d rows, %d blobs, %d notes; want %d, at least %d, 1, 0",
			verdict.Entries, verdict.Rows, verdict.Blobs, len(verdict.Notes), sampleSize+1, sampleSize)
	}
	_, err := db.Verify(context.Background(), store.VerifyOptions{District: "370299"})
	expectFault(t, "Verify(unknown district)", err, errs.Missing, "store.no-district")
}

// archive copies a store.
func archive(t testing.TB, db *store.DB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := db.Backup(context.Background(), &b, nil); err != nil {
		t.Fatalf("Backup: %v", err)
	}
	return b.Bytes()
}

// restored restores an archive into a fresh place and opens it.
func (e Engine) restored(t testing.TB, archive []byte) (*store.DB, store.Config) {
	t.Helper()
	c := e.Place(t)
	if err := store.Restore(context.Background(), bytes.NewReader(archive), c); err != nil {
		t.Fatalf("Restore: %v", err)
	}
	return Open(t, c), c
}

// testWitness holds a log to checkpoints and printed codes of itself, of its
// future (a rollback) and of a history that went another way (a fork).
func testWitness(t *testing.T, e Engine) {
	origin := e.Fresh(t)
	Sample(t, origin, sampleSize)
	old := archive(t, origin)
	early := witnessOf(t, origin)
	fill(t, origin, 20)
	late := witnessOf(t, origin)
	expectWitness(t, "itself", origin, early, "", "")
	expectWitness(t, "itself", origin, late, "", "")
	access := store.VerifyOptions{District: District, Checkpoint: checkpoint(t, origin, store.AccessLog)}
	if v := expectClean(t, origin, access); !v.Witness {
		t.Errorf("Verify(checkpoint of the access log) has no witness")
	}

	copied, c := e.restored(t, old)
	expectWitness(t, "its own state", copied, early, "", "")
	expectWitness(t, "an old copy put back", copied, late, store.FoundRolledBack, store.FoundRolledBack)
	for i := range 25 {
		Put(t, copied, 70, Unit(i, "另一段历史"))
	}
	expectWitness(t, "a fork", copied, late, store.FoundForked, store.FoundCodeDiffers)
	expectWitness(t, "a fork's common past", copied, early, "", "")

	forge(t, Raw(t, c), 5)
	expectWitness(t, "a forged past", copied, early, store.FoundForked, store.FoundCodeDiffers)
	if v := verify(t, copied, store.VerifyOptions{District: District}); !v.OK() || v.Witness {
		t.Errorf("Verify(forged, no witness) = %+v witness %v, want nothing found and no witness", v.Findings, v.Witness)
	}
	foreign := *early.Checkpoint
	foreign.Origin = store.Origin("370299", store.MainLog)
	_, err := origin.Verify(context.Background(), store.VerifyOptions{District: District, Checkpoint: &foreign})
	expectFault(t, "Verify(checkpoint of another district)", err, errs.Invalid, "ledger.other-log")
}

// testAccessWitness rolls the access log back and lets it go another way, with all
// that follows from it, while the main log stays as it is: only a checkpoint that
// tells of both finds it.
func testAccessWitness(t *testing.T, e Engine) {
	db, c := e.restored(t, archive(t, sampleWith(t, e.Fresh(t))))
	raw := Raw(t, c)
	login := func(at core.Instant, remote string) {
		err := db.Aside(context.Background(), func(a *store.Aside) error {
			return a.Event(District, store.Event{At: at, Account: "a1", Action: "login", Remote: remote})
		})
		if err != nil {
			t.Fatalf("Aside(event): %v", err)
		}
	}
	judge := func(name string, kept *ledger.Checkpoint, want ...store.Finding) {
		t.Helper()
		v := verify(t, db, store.VerifyOptions{District: District, Checkpoint: kept})
		expectFindings(t, v, want)
		agrees := len(want) == 0
		if v.Witness != agrees || v.WitnessAccess != (agrees && kept.Access.Known()) {
			t.Errorf("Verify(%s) has witness %v, of the access log %v", name, v.Witness, v.WitnessAccess)
		}
	}
	early := checkpoint(t, db, store.MainLog)
	login(41, "10.0.0.1")
	kept := checkpoint(t, db, store.MainLog)
	silent := *kept
	silent.Access = ledger.State{}
	judge("as it is", kept)
	judge("grown since", early)

	sqlDo(t, raw, `DELETE FROM entry WHERE log = 'access' AND seq = 2`)
	sqlDo(t, raw, `DELETE FROM access_event WHERE from_seq = 2`)
	rebuild(t, raw, store.AccessLog)
	judge("rolled back", kept, store.Finding{Key: store.FoundAccessRolled, Log: store.AccessLog, Want: "2", Got: "1"})
	judge("rolled back, by a checkpoint that says nothing", &silent)
	judge("rolled back, by an earlier checkpoint", early)
	login(42, "10.0.0.2")
	judge("forked", kept, store.Finding{Key: store.FoundAccessForked, Log: store.AccessLog, Seq: 2})
	judge("forked, by an earlier checkpoint", early)
}

// sampleWith gives a store filled with the sample.
func sampleWith(t testing.TB, db *store.DB) *store.DB {
	t.Helper()
	Sample(t, db, sampleSize)
	return db
}

func checkpoint(t testing.TB, db *store.DB, log store.Log) (c *ledger.Checkpoint) {
	t.Helper()
	view(t, db, func(v *store.View) error {
		got, err := v.Checkpoint(log)
		c = &got
		return err
	})
	return c
}

// witnessOf gives checkpoint and code of the present state.
func witnessOf(t testing.TB, db *store.DB) store.VerifyOptions {
	t.Helper()
	c := checkpoint(t, db, store.MainLog)
	code := c.Code()
	return store.VerifyOptions{District: District, Checkpoint: c, Code: &code}
}

// expectWitness verifies once with the checkpoint and once with the code; ""
// wants agreement.
func expectWitness(t *testing.T, name string, db *store.DB, o store.VerifyOptions, byCheckpoint, byCode string) {
	t.Helper()
	for _, c := range []struct {
		kind    string
		options store.VerifyOptions
		want    string
	}{
		{"checkpoint", store.VerifyOptions{District: District, Checkpoint: o.Checkpoint}, byCheckpoint},
		{"code", store.VerifyOptions{District: District, Code: o.Code}, byCode},
	} {
		v := verify(t, db, c.options)
		got := ""
		for _, f := range v.Findings {
			got += f.Key
		}
		if got != c.want || v.Witness != (c.want == "") {
			t.Errorf("Verify(%s of %s) found %q, witness %v; want %q", c.kind, name, got, v.Witness, c.want)
		}
	}
	if o.Checkpoint.Size == 0 {
		t.Errorf("the witness of %s is of the empty log", name)
	}
}
