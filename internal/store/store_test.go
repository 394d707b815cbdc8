package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/testing/pgtest"
)

// openTest opens a SQLite store that is closed when t ends.
func openTest(t *testing.T) *DB {
	t.Helper()
	db, err := Open(context.Background(), Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return db
}

// TestPragmas asserts what durability rests on, on every connection that the
// pools can make: all are held at once, so none is asked twice.
func TestPragmas(t *testing.T) {
	db := openTest(t)
	for name, c := range map[string]struct {
		pool *sql.DB
		want map[string]string
	}{
		"write": {db.write, map[string]string{"synchronous": "2", "foreign_keys": "1", "journal_mode": "wal",
			"wal_autocheckpoint": "20000", "journal_size_limit": "134217728", "busy_timeout": "10000", "query_only": "0"}},
		"read": {db.read, map[string]string{"synchronous": "2", "foreign_keys": "1", "journal_mode": "wal",
			"busy_timeout": "10000", "query_only": "1"}},
	} {
		t.Run(name, func(t *testing.T) { checkPragmas(t, c.pool, c.want) })
	}
	if _, err := db.read.Exec(`DELETE FROM head`); err == nil {
		t.Errorf("the reading pool deleted rows")
	}
}

func checkPragmas(t *testing.T, pool *sql.DB, pragmas map[string]string) {
	t.Helper()
	for i := range pool.Stats().MaxOpenConnections {
		conn, err := pool.Conn(context.Background())
		if err != nil {
			t.Fatalf("connection %d: %v", i, err)
		}
		defer conn.Close()
		for pragma, want := range pragmas {
			var got string
			if err := conn.QueryRowContext(context.Background(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
				t.Errorf("connection %d: PRAGMA %s = %q, %v, want %q", i, pragma, got, err, want)
			}
		}
	}
}

// TestPostgresCommits asserts synchronous_commit on a server that defaults to off.
func TestPostgresCommits(t *testing.T) {
	c := Config{Dir: t.TempDir(), URL: pgtest.DSN(t)}
	admin, err := sql.Open("pgx", c.URL)
	if err != nil {
		t.Fatal(err)
	}
	defer admin.Close()
	if _, err := admin.Exec(`DO $$ BEGIN
EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database());
END $$`); err != nil {
		t.Fatal(err)
	}
	db, err := Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var got string
	if err := db.write.QueryRow(`SHOW synchronous_commit`).Scan(&got); err != nil || got != "on" {
		t.Errorf("SHOW synchronous_commit = %q, %v, want on", got, err)
	}
}

func TestFolderLock(t *testing.T) {
	dir := t.TempDir()
	first, err := Open(context.Background(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(context.Background(), Config{Dir: dir})
	var e *errs.Error
	if !errors.As(err, &e) || e.Kind != errs.Busy || e.Key != "store.folder-in-use" {
		t.Errorf("Open(folder in use) = %v, want busy store.folder-in-use", err)
	}
	reader, err := OpenReadOnly(context.Background(), Config{Dir: dir})
	if err != nil {
		t.Fatalf("OpenReadOnly(folder in use) = %v", err)
	}
	if err := errors.Join(reader.Close(), first.Close()); err != nil {
		t.Fatal(err)
	}
	again, err := Open(context.Background(), Config{Dir: dir})
	if err != nil {
		t.Fatalf("Open(folder given back) = %v", err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
	_, err = again.Write(context.Background(), Meta{District: "1"}, func(*Tx) error { return nil })
	if !errs.Is(err, errs.Busy) {
		t.Errorf("Write(closed) = %v, want busy", err)
	}
}

func TestOpenFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		open   func(context.Context, Config) (*DB, error)
		config Config
		key    string
	}{
		{"nothing", Open, Config{}, "store.no-folder"},
		{"other scheme", Open, Config{URL: "mysql://u:secret@h/d"}, "store.url"},
		{"read-only, nothing there", OpenReadOnly, Config{Dir: t.TempDir()}, "store.no-database"},
	} {
		_, err := c.open(context.Background(), c.config)
		var e *errs.Error
		if !errors.As(err, &e) || e.Key != c.key || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s = %v, want %s and no password", c.name, err, c.key)
		}
	}
	if got := (Config{URL: "postgres://u:secret@h/d"}).String(); strings.Contains(got, "secret") {
		t.Errorf("Config.String() = %q, want no password", got)
	}
}

// TestReadOnlySchema refuses tables of another version.
func TestReadOnlySchema(t *testing.T) {
	dir := t.TempDir()
	db, err := Open(context.Background(), Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.write.Exec(`DELETE FROM goose_db_version WHERE version_id > 3`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = OpenReadOnly(context.Background(), Config{Dir: dir})
	if !errs.Is(err, errs.Conflict) {
		t.Errorf("OpenReadOnly(older tables) = %v, want conflict", err)
	}
}

func TestShapeRefusals(t *testing.T) {
	for name, rows := range map[string][]record.Row{
		"twice":           {&plan.Unit{}, &plan.Unit{}},
		"no key":          {badRow{record.Text(1, "a", new(string))}},
		"key after field": {badRow{record.Text(1, "a", new(string)), record.Key(2, "b", new(string))}},
		"number twice":    {badRow{record.Key(1, "a", new(string)), record.Text(1, "b", new(string))}},
	} {
		if _, err := newShapes(rows); err == nil {
			t.Errorf("newShapes(%s) = nil, want an error", name)
		}
	}
}

// badRow is a description that breaks a rule.
type badRow []record.Field

func (badRow) Table() record.Table      { return record.Table{No: 999, Name: "bad"} }
func (b badRow) Fields() []record.Field { return b }

// TestSpecialColumns holds the few columns that verification knows by name to
// the catalogue.
func TestSpecialColumns(t *testing.T) {
	db := openTest(t)
	for _, table := range []string{"evidence", "document"} {
		s := db.shapes.byName[table]
		if s == nil || !strings.Contains(s.list(0), blobColumn(table)) {
			t.Errorf("table %s has no column %s", table, blobColumn(table))
		}
	}
	if s := db.shapes.byName["person"]; s == nil || !strings.Contains(s.list(0), "personal_hash") {
		t.Errorf("table person has no column personal_hash")
	}
}

// TestBlobNames keeps names from leaving the folder.
func TestBlobNames(t *testing.T) {
	db := openTest(t)
	outside := filepath.Join(db.blobs.dir, "..", "secret")
	if err := os.WriteFile(outside, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, sha := range []string{"", "../secret", strings.Repeat("A", 64), strings.Repeat("../", 20) + "etc"} {
		if _, err := db.blobs.Open(sha); !errs.Is(err, errs.Missing) {
			t.Errorf("Open(%q) = %v, want missing", sha, err)
		}
	}
}

// TestBlobLimit refuses what is too large while it is still being read, and
// leaves nothing behind.
func TestBlobLimit(t *testing.T) {
	db := openTest(t)
	endless := &endlessReader{}
	_, _, _, err := db.blobs.Put(context.Background(), endless, 1<<20)
	var e *errs.Error
	if !errors.As(err, &e) || e.Kind != errs.TooLarge || e.Key != "store.blob-too-large" {
		t.Errorf("Put(endless) = %v, want too-large", err)
	}
	if endless.read > 2<<20 {
		t.Errorf("Put(endless) read %d bytes of a limit of %d", endless.read, 1<<20)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, _, err := db.blobs.Put(ctx, endless, 1<<20); !errors.Is(err, context.Canceled) {
		t.Errorf("Put(cancelled) = %v, want cancelled", err)
	}
	left, err := os.ReadDir(db.blobs.dir)
	if err != nil || len(left) != 0 {
		t.Errorf("after refusals the folder holds %v, %v, want nothing", left, err)
	}
	sha, size, media, err := db.blobs.Put(context.Background(), strings.NewReader("%PDF-1.7 x"), 10)
	if err != nil || size != 10 || media != "application/pdf" {
		t.Errorf("Put(exactly the limit) = %d bytes of %s, %v, want 10 of application/pdf", size, media, err)
	}
	if err := db.blobs.Verify(context.Background(), sha); err != nil {
		t.Errorf("Verify = %v", err)
	}
}

// endlessReader gives zeros for ever.
type endlessReader struct{ read int64 }

func (r *endlessReader) Read(p []byte) (int, error) {
	clear(p)
	r.read += int64(len(p))
	return len(p), nil
}
