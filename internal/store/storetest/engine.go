// Package storetest is the one suite that both storage engines must pass: what
// is written, read, verified, copied and refused. It runs on real engines only.
//
// It knows nothing of how package store does it, except for the names of tables
// and columns, which the tamper suite edits behind the store's back.
package storetest

import (
	"context"
	"database/sql"
	"path/filepath"
	"slices"
	"testing"

	"tupo/internal/store"
	"tupo/internal/testing/pgtest"
)

// Engine is one way of storing.
type Engine struct {
	Name string
	// Place gives a place where nothing is stored yet, gone when t ends.
	Place func(t testing.TB) store.Config
	// bare gives a place where not even the tables stand.
	bare func(t testing.TB) store.Config
}

// SQLite stores in a file of a temporary folder.
func SQLite() Engine {
	place := func(t testing.TB) store.Config {
		return store.Config{Dir: filepath.Join(t.TempDir(), "data")}
	}
	return Engine{Name: "sqlite", Place: place, bare: place}
}

// Postgres stores in an empty database of the test server.
func Postgres() Engine {
	place := func(t testing.TB) store.Config {
		return store.Config{Dir: filepath.Join(t.TempDir(), "data"), URL: pgtest.DSN(t)}
	}
	return Engine{Name: "postgres", Place: place, bare: place}
}

// prepared is an engine like e in whose places the tables stand already, copied
// from one model that is gone when t ends: PostgreSQL takes seconds to make a
// hundred tables, and tenths of one to copy them.
func (e Engine) prepared(t testing.TB) Engine {
	t.Helper()
	model := e.bare(t)
	if model.URL == "" {
		return e
	}
	db, err := store.Open(context.Background(), model)
	if err != nil {
		t.Fatalf("store.Open(%s): %v", model, err)
	}
	if err := db.Close(); err != nil {
		t.Fatalf("Close: %v", err)
	}
	e.Place = func(t testing.TB) store.Config {
		return store.Config{Dir: filepath.Join(t.TempDir(), "data"), URL: pgtest.Copy(t, model.URL)}
	}
	return e
}

// Open opens a store that is closed when t ends.
func Open(t testing.TB, c store.Config) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), c)
	if err != nil {
		t.Fatalf("store.Open(%s): %v", c, err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return db
}

// Fresh opens an empty store.
func (e Engine) Fresh(t testing.TB) *store.DB {
	t.Helper()
	return Open(t, e.Place(t))
}

// Raw opens a connection past the store, as an administrator of the database
// could.
func Raw(t testing.TB, c store.Config) *sql.DB {
	t.Helper()
	driver, address := "pgx", c.URL
	if c.URL == "" {
		driver, address = "sqlite", "file:"+filepath.Join(c.Dir, "tupo.db")+"?_pragma=busy_timeout(10000)"
	}
	raw, err := sql.Open(driver, address)
	if err != nil {
		t.Fatalf("sql.Open(%s): %v", driver, err)
	}
	t.Cleanup(func() { raw.Close() })
	return raw
}

// Run runs the whole suite on an engine.
func Run(t *testing.T, e Engine) {
	e = e.prepared(t)
	for _, part := range []struct {
		name string
		run  func(*testing.T, Engine)
	}{
		{"write", testWrite},
		{"refusals", testRefusals},
		{"read", testRead},
		{"as of", testAsOf},
		{"idempotency", testIdempotency},
		{"batch", testBatch},
		{"batches", testBatches},
		{"failed send", testFailedSend},
		{"cancel", testCancel},
		{"commit hook", testOnCommit},
		{"follow", testFollow},
		{"proof", testProof},
		{"aside", testAside},
		{"events", testEvents},
		{"dated", testDated},
		{"properties", testProperties},
		{"verify", testVerify},
		{"tamper", testTamper},
		{"layout", testLayout},
		{"made by others", testMade},
		{"secrets", testSecrets},
		{"witness", testWitness},
		{"witness of the access log", testAccessWitness},
		{"backup", testBackup},
		{"damaged archive", testDamagedArchive},
	} {
		if testing.Short() && slices.Contains(oneByOne, part.name) {
			continue
		}
		t.Run(part.name, func(t *testing.T) { part.run(t, e) })
	}
}

// oneByOne are long parts that try one damage after another and start nothing beside
// themselves: a short run, which watches for races, leaves them out.
var oneByOne = []string{"tamper", "layout", "damaged archive"}
