package torture_test

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"tupo/internal/core"
	"tupo/internal/ledger"
	"tupo/internal/store"
	"tupo/internal/torture"
)

var (
	kills = flag.Int("torture.kills", 0, "how often to kill the writer; 0 is 20, or 5 with -short")
	seed  = flag.Uint64("torture.seed", 0, "seed of the moments of death; 0 is a new one")
)

// place tells a test binary that it is the process to be killed, and where.
const place = "TUPO_TORTURE_DIR"

func TestMain(m *testing.M) {
	if dir := os.Getenv(place); dir != "" {
		if err := torture.Serve(context.Background(), dir, os.Stdin, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	flag.Parse()
	os.Exit(m.Run())
}

// client makes a client whose process is this test binary.
func client(t *testing.T, dir string) *torture.Client {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	if *seed == 0 {
		*seed = rand.Uint64()
	}
	t.Logf("-torture.seed=%d", *seed)
	return &torture.Client{Dir: dir, Acknowledged: make(map[string]core.Seq),
		Random: rand.New(rand.NewPCG(*seed, 1)),
		Command: func(dir string) *exec.Cmd {
			cmd := exec.Command(program)
			cmd.Env = append(os.Environ(), place+"="+dir)
			return cmd
		}}
}

func count() int {
	switch {
	case *kills > 0:
		return *kills
	case testing.Short():
		return 5
	}
	return 20
}

// TestTorture kills the writer under load. Afterwards every key that was ever
// sent is in exactly one entry, the one that was acknowledged, and the data
// verifies.
func TestTorture(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	c := client(t, dir)
	for range count() {
		if err := c.Life(); err != nil {
			t.Fatalf("Life(%d): %v", c.Kills+1, err)
		}
	}
	if err := c.Finish(); err != nil {
		t.Fatalf("Finish: %v", err)
	}
	db := open(t, dir)
	written, err := torture.Written(context.Background(), db)
	if err != nil {
		t.Fatalf("Written: %v", err)
	}
	for key, seqs := range written {
		if len(seqs) != 1 || c.Acknowledged[key] != seqs[0] {
			t.Errorf("key %s is in entries %d, acknowledged was %d", key, seqs, c.Acknowledged[key])
		}
	}
	for key, seq := range c.Acknowledged {
		if len(written[key]) == 0 {
			t.Errorf("key %s, acknowledged as entry %d, is nowhere", key, seq)
		}
	}
	expectClean(t, db, store.VerifyOptions{District: torture.District})
	t.Logf("%d kills, %d keys, each in exactly one entry", c.Kills, len(written))
}

func open(t *testing.T, dir string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), store.Config{Dir: dir})
	if err != nil {
		t.Fatalf("store.Open: %v", err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return db
}

func expectClean(t *testing.T, db *store.DB, o store.VerifyOptions) store.Verdict {
	t.Helper()
	v, err := db.Verify(context.Background(), o)
	if err != nil {
		t.Fatalf("Verify: %v", err)
	}
	for _, f := range v.Findings {
		t.Errorf("Verify found %+v", f)
	}
	return v
}

// TestCutLog damages the write-ahead log of a killed writer: its tail is cut
// off at a random byte, or something foreign follows it.
//
// What is guaranteed, and what is not: an acknowledged entry is on the disk, so
// a killed process loses none. If the disk itself loses the end of the log,
// which it has said it kept, acknowledged entries are gone and no database can
// bring them back. Then it is guaranteed that the store opens, that what is
// left is a whole beginning of the same log with all its rows, and that a
// checkpoint taken before names the loss a rollback.
func TestCutLog(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "data")
	c := client(t, whole)
	if err := c.Life(); err != nil {
		t.Fatalf("Life: %v", err)
	}
	saved := t.TempDir()
	duplicate(t, whole, saved)
	witness, leaves := state(t, whole)
	for key, seq := range c.Acknowledged {
		if int64(seq) > witness.Size {
			t.Errorf("key %s, acknowledged as entry %d, is beyond the head %d", key, seq, witness.Size)
		}
	}
	n := 12
	if testing.Short() {
		n = 3
	}
	for i := range n {
		dir := filepath.Join(t.TempDir(), fmt.Sprintf("cut%d", i))
		duplicate(t, saved, dir)
		left, foreign := damage(t, c.Random, filepath.Join(dir, "tupo.db-wal"), i%3 == 0)
		checkRemains(t, dir, *witness, leaves, foreign)
		t.Logf("%d bytes of the log left, foreign tail %v", left, foreign)
	}
}

// damage cuts the log at random or lets random bytes follow it.
func damage(t *testing.T, random *rand.Rand, wal string, foreign bool) (left int64, _ bool) {
	t.Helper()
	info, err := os.Stat(wal)
	if err != nil || info.Size() == 0 {
		t.Fatalf("Stat(%s) = %v, %v, want a log", wal, info, err)
	}
	if !foreign {
		left = random.Int64N(info.Size())
		if err := os.Truncate(wal, left); err != nil {
			t.Fatal(err)
		}
		return left, false
	}
	f, err := os.OpenFile(wal, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tail := make([]byte, 1+random.IntN(20000))
	for i := range tail {
		tail[i] = byte(random.Uint32())
	}
	if _, err := f.Write(tail); err != nil {
		t.Fatal(err)
	}
	return info.Size(), true
}

// checkRemains holds what a damaged copy has to the undamaged log.
func checkRemains(t *testing.T, dir string, witness ledger.Checkpoint, leaves []string, complete bool) {
	t.Helper()
	db := open(t, dir)
	districts, err := db.Districts(context.Background())
	if err != nil {
		t.Fatalf("Districts: %v", err)
	}
	if len(districts) == 0 && !complete {
		return // cut before the first commit: a store as new
	}
	_, rest := stateOf(t, db)
	if complete && len(rest) != len(leaves) {
		t.Errorf("with foreign bytes after it the log has %d entries, want all %d", len(rest), len(leaves))
	}
	for i, leaf := range rest {
		if leaf != leaves[i] {
			t.Fatalf("entry %d of the cut log is not the one of the whole log", i+1)
		}
	}
	expectClean(t, db, store.VerifyOptions{District: torture.District})
	v, err := db.Verify(context.Background(), store.VerifyOptions{District: torture.District, Checkpoint: &witness})
	if err != nil {
		t.Fatalf("Verify(witness): %v", err)
	}
	lost := len(rest) < len(leaves)
	if told := len(v.Findings) == 1 && v.Findings[0].Key == store.FoundRolledBack; told != lost {
		t.Errorf("%d of %d entries left; Verify(witness) found %+v", len(rest), len(leaves), v.Findings)
	}
}

// state opens a folder and gives its checkpoint and leaves.
func state(t *testing.T, dir string) (*ledger.Checkpoint, []string) {
	t.Helper()
	return stateOf(t, open(t, dir))
}

func stateOf(t *testing.T, db *store.DB) (*ledger.Checkpoint, []string) {
	t.Helper()
	var c ledger.Checkpoint
	var leaves []string
	err := db.View(context.Background(), torture.District, func(v *store.View) (err error) {
		if c, err = v.Checkpoint(store.MainLog); err != nil {
			return err
		}
		for seq := core.Seq(1); int64(seq) <= c.Size; seq++ {
			leaf, err := v.Leaf(seq)
			if err != nil {
				return err
			}
			leaves = append(leaves, string(leaf))
		}
		return nil
	})
	if err != nil {
		t.Fatalf("View: %v", err)
	}
	return &c, leaves
}

// duplicate copies a folder as a crash leaves it, without the shared-memory
// index, which does not survive one.
func duplicate(t *testing.T, from, to string) {
	t.Helper()
	if err := os.MkdirAll(to, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(to, "blobs"), os.DirFS(filepath.Join(from, "blobs"))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"tupo.db", "tupo.db-wal"} {
		content, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(to, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
