// Package torture kills a writing process again and again and holds the store
// to its word: whatever was acknowledged is there, exactly once, and the ledger
// verifies.
//
// It has two sides that talk over pipes: Serve, the process that writes and is
// killed, and Client, which sends requests under keys, keeps a journal of what
// was acknowledged and sends again what was not. It simulates the end of a
// process, not of a machine: what the kernel had taken is on the disk. A lost
// tail of the write-ahead log is simulated by cutting the file.
package torture

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
)

// District is the district that is written to.
const District core.DistrictID = "370211"

// writers is how many goroutines write at once.
const writers = 32

// refused answers a key whose write failed. It must not happen: the client
// ends the run.
const refused core.Seq = -1

// Serve opens the store in dir, making the district at first, and answers each
// line of in, a key, with a line "key seq" on out when the write is durable, or
// "key -1" when it failed. It returns when in ends, with the first failure.
func Serve(ctx context.Context, dir string, in io.Reader, out io.Writer) (err error) {
	db, err := store.Open(ctx, store.Config{Dir: dir})
	if err != nil {
		return err
	}
	defer func() {
		if e := db.Close(); err == nil {
			err = e
		}
	}()
	_, err = db.CreateDistrict(ctx, store.Meta{District: District, Actor: "torture", Action: "district.create"},
		&plan.District{ID: District})
	if err != nil && !errs.Is(err, errs.Conflict) {
		return err
	}
	return serve(ctx, db, in, &answers{out: out})
}

// answers writes lines from several goroutines and keeps the first failure.
type answers struct {
	mu     sync.Mutex
	out    io.Writer
	failed error
}

func (a *answers) line(key string, seq core.Seq, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.failed == nil {
		a.failed = err
	}
	if err != nil {
		seq = refused
	}
	if _, err := fmt.Fprintf(a.out, "%s %d\n", key, seq); a.failed == nil {
		a.failed = err
	}
}

func serve(ctx context.Context, db *store.DB, in io.Reader, out *answers) error {
	keys := make(chan string, writers)
	var group sync.WaitGroup
	for range writers {
		group.Go(func() {
			for key := range keys {
				seq, err := write(ctx, db, key)
				out.line(key, seq, err)
			}
		})
	}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		keys <- lines.Text()
	}
	close(keys)
	group.Wait()
	if out.failed != nil {
		return out.failed
	}
	return lines.Err()
}

// write files one figure under a key, which is also the entry's reason, so that
// the leaves tell how often the key was written. Every tenth comes with a file.
func write(ctx context.Context, db *store.DB, key string) (core.Seq, error) {
	sum := 0
	for _, r := range key {
		sum += int(r)
	}
	var file *report.Evidence
	if sum%10 == 0 {
		sha, size, media, err := db.Blobs().Put(ctx, strings.NewReader("file of "+key), 1<<10)
		if err != nil {
			return 0, err
		}
		file = &report.Evidence{ID: core.EvidenceID(sha), Media: media, Size: size}
	}
	m := store.Meta{District: District, Actor: "torture", Now: 1, Action: "report.submit", Reason: key, Key: key}
	w, err := db.Write(ctx, m, func(tx *store.Tx) error {
		if file != nil {
			if err := tx.Put(file); err != nil {
				return err
			}
		}
		return tx.Put(&report.Observation{Indicator: "ind1", Unit: core.UnitID(fmt.Sprint(sum % 50)), Period: "2023-10",
			Basis: report.Operational, Value: core.Whole(int64(tx.Seq())), Source: key})
	})
	return w.Seq, err
}
