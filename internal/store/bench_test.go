package store_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
	"tupo/internal/store/storetest"
)

// clients is how many goroutines write at once.
const clients = 32

// figures is how many figures they keep correcting.
const figures = 2000

func engines(b *testing.B, f func(b *testing.B, e storetest.Engine)) {
	for _, e := range []storetest.Engine{storetest.SQLite(), storetest.Postgres()} {
		b.Run(e.Name, func(b *testing.B) { f(b, e) })
	}
}

// parallel runs f from all clients b.N times in all and reports writes a second
// and latencies.
func parallel(b *testing.B, f func(i int64) error) {
	b.Helper()
	var next atomic.Int64
	var mu sync.Mutex
	var all []time.Duration
	var group sync.WaitGroup
	b.ResetTimer()
	for range clients {
		group.Go(func() {
			var own []time.Duration
			for i := next.Add(1); i <= int64(b.N); i = next.Add(1) {
				start := time.Now()
				if err := f(i); err != nil {
					b.Error(err)
					return
				}
				own = append(own, time.Since(start))
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, own...)
		})
	}
	group.Wait()
	b.StopTimer()
	slices.Sort(all)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "writes/s")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(float64(all[len(all)*999/1000].Microseconds())/1000, "p99.9-ms")
}

// observation is the n'th figure in its i'th version.
func observation(n, i int64) *report.Observation {
	return &report.Observation{Indicator: "ind1", Unit: core.UnitID(fmt.Sprintf("u%04d", n)), Period: "2023-10",
		Basis: report.Operational, Value: core.Micro(i), Report: "r1", Source: "report:r1"}
}

// BenchmarkWrite is the full path: idempotency key, close the old version, put
// the new one, append the entry, move the tree, commit. Beside it in the same
// run stands a plain INSERT, committed one by one, by as many clients.
func BenchmarkWrite(b *testing.B) {
	engines(b, func(b *testing.B, e storetest.Engine) {
		b.Run("full", func(b *testing.B) {
			db := e.Fresh(b)
			storetest.Create(b, db)
			for n := range int64(figures) {
				storetest.Put(b, db, 1, observation(n, 0))
			}
			parallel(b, func(i int64) error {
				m := storetest.Meta("report.submit", core.Instant(i))
				m.Key = fmt.Sprint(i)
				_, err := db.Write(context.Background(), m, func(tx *store.Tx) error {
					return tx.Put(observation(i%figures, i))
				})
				return err
			})
		})
		b.Run("plain-insert", func(b *testing.B) { plainInsert(b, e) })
	})
}

// plainInsert inserts the entry's bytes into a bare table with the same
// durability and nothing else.
func plainInsert(b *testing.B, e storetest.Engine) {
	c := e.Place(b)
	storetest.Open(b, c)
	raw := storetest.Raw(b, c)
	raw.SetMaxOpenConns(1)
	text, kind := "CREATE TABLE plain (id BIGINT PRIMARY KEY, leaf %s NOT NULL)", "BYTEA"
	if c.URL == "" {
		kind = "BLOB"
		if _, err := raw.Exec("PRAGMA synchronous = FULL"); err != nil {
			b.Fatal(err)
		}
	} else {
		raw.SetMaxOpenConns(8)
		raw.SetMaxIdleConns(8)
	}
	if _, err := raw.Exec(fmt.Sprintf(text, kind)); err != nil {
		b.Fatal(err)
	}
	leaf := make([]byte, 150)
	parallel(b, func(i int64) error {
		_, err := raw.Exec("INSERT INTO plain (id, leaf) VALUES ($1, $2)", i, leaf)
		return err
	})
}

// loaded makes a store of so many rows, half of them current and half past, 500
// changes an entry.
func loaded(b *testing.B, e storetest.Engine, rows int) *store.DB {
	db := e.Fresh(b)
	storetest.Create(b, db)
	const each = 500
	for start := 0; start < rows; start += each {
		_, err := db.Write(context.Background(), storetest.Meta("load", core.Instant(start)), func(tx *store.Tx) error {
			for i := range int64(each) {
				if err := tx.Put(observation(int64(start)%(int64(rows)/2)+i, int64(start+1))); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return db
}

// BenchmarkVerify verifies 100,000 rows.
func BenchmarkVerify(b *testing.B) {
	engines(b, func(b *testing.B, e storetest.Engine) {
		db := loaded(b, e, 100_000)
		var rows int64
		b.ResetTimer()
		for range b.N {
			v, err := db.Verify(context.Background(), store.VerifyOptions{District: storetest.District})
			if err != nil || !v.OK() {
				b.Fatal(v.Findings, err)
			}
			rows += v.Rows
		}
		b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
	})
}

// BenchmarkListAsOf reads 1,000 figures as they are and as they were when all
// had been written once.
func BenchmarkListAsOf(b *testing.B) {
	engines(b, func(b *testing.B, e storetest.Engine) {
		db := loaded(b, e, 2000)
		for _, at := range []core.Seq{0, 3} {
			b.Run(fmt.Sprintf("at-%d", at), func(b *testing.B) {
				for range b.N {
					read(b, db, at)
				}
			})
		}
	})
}

func read(b *testing.B, db *store.DB, at core.Seq) {
	err := db.View(context.Background(), storetest.District, func(v *store.View) error {
		rows, err := store.ListAsOf[report.Observation](v, at, "indicator_id = $1", "ind1")
		if len(rows) != 1000 {
			b.Fatalf("ListAsOf(%d) = %d rows, want 1000", at, len(rows))
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkGet reads one row by its key.
func BenchmarkGet(b *testing.B) {
	engines(b, func(b *testing.B, e storetest.Engine) {
		db := e.Fresh(b)
		storetest.Create(b, db)
		storetest.Put(b, db, 1, storetest.Unit(1, "甲"))
		b.ResetTimer()
		for range b.N {
			err := db.View(context.Background(), storetest.District, func(v *store.View) error {
				_, err := store.Get[plan.Unit](v, "u0001")
				return err
			})
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkOpen opens and closes a store whose tables are there.
func BenchmarkOpen(b *testing.B) {
	engines(b, func(b *testing.B, e storetest.Engine) {
		c := e.Place(b)
		for i := range b.N + 1 {
			if i == 1 {
				b.ResetTimer() // the first made the tables
			}
			db, err := store.Open(context.Background(), c)
			if err != nil {
				b.Fatal(err)
			}
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
}
