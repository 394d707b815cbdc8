package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"tupo/internal/store"
	"tupo/internal/store/storetest"
)

func TestSQLite(t *testing.T) {
	t.Parallel() // beside the other engine
	storetest.Run(t, storetest.SQLite())
}

func TestPostgres(t *testing.T) {
	t.Parallel()
	storetest.Run(t, storetest.Postgres())
}

// TestLostConnection breaks the writer's connection under a closure: it runs
// again on another one. Nothing of the first run may stay.
func TestLostConnection(t *testing.T) {
	place := storetest.Postgres().Place(t)
	db := storetest.Open(t, place)
	storetest.Create(t, db)
	raw := storetest.Raw(t, place)
	runs := 0
	w, err := db.Write(context.Background(), storetest.Meta("lost", 2), func(tx *store.Tx) error {
		if err := tx.Put(storetest.Unit(1, "甲")); err != nil {
			return err
		}
		if runs++; runs == 1 {
			_, err := raw.Exec(`
SELECT pg_terminate_backend(pid)
FROM pg_stat_activity
WHERE datname = current_database()
AND pid <> pg_backend_pid()`)
			if err != nil {
				t.Errorf("pg_terminate_backend: %v", err)
			}
		}
		return tx.Put(storetest.Unit(2, "乙"))
	})
	if err != nil || w.Seq != 2 || runs < 2 {
		t.Errorf("Write(connection lost) = %+v, %v after %d runs, want entry 2 after more than one", w, err, runs)
	}
	v, err := db.Verify(context.Background(), store.VerifyOptions{District: storetest.District})
	if err != nil || !v.OK() || v.Seq != 2 {
		t.Errorf("Verify = %+v, %v, want entry 2 and nothing found", v, err)
	}
}

// TestPing asks databases that answer, one that is locked away and one whose file
// was replaced.
func TestPing(t *testing.T) {
	ctx := context.Background()
	place := storetest.Postgres().Place(t)
	db := storetest.Open(t, place)
	if err := db.Ping(ctx); err != nil {
		t.Errorf("Ping = %v", err)
	}
	lock, err := storetest.Raw(t, place).Begin()
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Rollback()
	if _, err := lock.Exec("LOCK TABLE head IN ACCESS EXCLUSIVE MODE"); err != nil {
		t.Fatal(err)
	}
	short, stop := context.WithTimeout(ctx, 200*time.Millisecond)
	defer stop()
	start := time.Now()
	if err := db.Ping(short); err == nil || time.Since(start) > 5*time.Second {
		t.Errorf("Ping(locked) = %v after %s, want an error at the deadline", err, time.Since(start))
	}

	place = storetest.SQLite().Place(t)
	db = storetest.Open(t, place)
	if err := db.Ping(ctx); err != nil {
		t.Errorf("Ping = %v", err)
	}
	file := filepath.Join(place.Dir, "tupo.db")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(os.Rename(file, file+".old"), os.WriteFile(file, content, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := db.Ping(ctx); err == nil {
		t.Error("Ping(replaced file) = nil, want an error")
	}
}

// TestTwoProcesses writes to one district through two stores at once, as two
// servers on one database do: the numbers have no hole, and a key that both
// send is written once.
func TestTwoProcesses(t *testing.T) {
	place := storetest.Postgres().Place(t)
	first := storetest.Open(t, place)
	storetest.Create(t, first)
	both := []*store.DB{first, storetest.Open(t, place)}
	const keys = 60
	repeated := make([]bool, 2*keys)
	var group sync.WaitGroup
	for i := range 2 * keys {
		group.Go(func() {
			m := storetest.Meta("both", 2)
			m.Key = storetest.Unit(i/2, "").Code
			w, err := both[i%2].Write(context.Background(), m, func(tx *store.Tx) error {
				return tx.Put(storetest.Unit(i/2, m.Key))
			})
			if err != nil {
				t.Errorf("Write(%s by %d) = %v", m.Key, i%2, err)
			}
			repeated[i] = w.Repeated
		})
	}
	group.Wait()
	for i := 0; i < 2*keys; i += 2 {
		if repeated[i] == repeated[i+1] {
			t.Errorf("key %d: repeated is %v for both", i/2, repeated[i])
		}
	}
	v, err := first.Verify(context.Background(), store.VerifyOptions{District: storetest.District})
	if err != nil || !v.OK() || v.Seq != keys+1 {
		t.Errorf("Verify = %+v, %v, want %d entries and nothing found", v, err, keys+1)
	}
}
