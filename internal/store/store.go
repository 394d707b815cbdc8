// Package store keeps a district's year: the current and past rows of every
// versioned type, the ledger that proves them, what lies outside the ledger,
// and files named by their content. It runs on SQLite (a file, the default) and
// on PostgreSQL with one text of SQL.
//
// Every change of a versioned row is part of exactly one ledger entry and
// commits together with it or not at all. Nothing is overwritten: a version
// that ends moves to the table of past rows.
//
// It refuses to judge: it knows no right, no rule and no sentence. It reads no
// clock, publishes nothing before the commit, and writes no text that is not
// valid, normalised UTF-8.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"tupo/internal/catalogue"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/record"
)

// Config says where the data lies. Dir holds the database file (SQLite), the
// blobs and the lock; URL, a postgres:// address, replaces the file only.
type Config struct {
	Dir string
	URL string
	// Connections bounds each of the two pools, reading and writing, of
	// PostgreSQL and the reading pool of SQLite. 0 is 8.
	Connections int
	// ArchiveLimit bounds the bytes that Restore reads. 0 is 64 GiB.
	ArchiveLimit int64
}

func (c Config) connections() int {
	if c.Connections <= 0 {
		return 8
	}
	return c.Connections
}

func (c Config) archiveLimit() int64 {
	if c.ArchiveLimit <= 0 {
		return 64 << 30
	}
	return c.ArchiveLimit
}

// check refuses a configuration that names no place.
func (c Config) check() error {
	if c.URL == "" {
		if c.Dir == "" {
			return errs.New(errs.Invalid, "store.no-folder")
		}
		return nil
	}
	u, err := url.Parse(c.URL)
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
		return errs.New(errs.Invalid, "store.url") // the address may hold a password: it is not repeated
	}
	return nil
}

// String gives the place without the password.
func (c Config) String() string {
	if c.URL == "" {
		return filepath.Join(c.Dir, databaseFile)
	}
	u, err := url.Parse(c.URL)
	if err != nil {
		return "postgres://"
	}
	return u.Redacted()
}

// Names in the data folder.
const (
	databaseFile = "tupo.db"
	lockFile     = "tupo.lock"
	blobFolder   = "blobs"
)

// DB is an open store; its methods may be called concurrently.
type DB struct {
	dialect  dialect
	write    *sql.DB
	read     *sql.DB
	shapes   shapes
	blobs    *Blobs
	lock     *os.File // nil for PostgreSQL and for read-only stores
	readOnly bool
	folder   string      // of the database file
	file     os.FileInfo // SQLite's, as it was opened

	mu      sync.Mutex // guards lanes, hooks and closed
	lanes   map[core.DistrictID]*lane
	hooks   []func(core.DistrictID, []record.Entry)
	closed  bool
	running sync.WaitGroup
}

// Open opens the store, making the folder and the tables when they are not
// there and bringing older tables up to date. For SQLite it takes the folder's
// lock: errs.Busy "store.folder-in-use" when another process has it.
func Open(ctx context.Context, c Config) (*DB, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if c.Dir != "" {
		if err := os.MkdirAll(c.Dir, 0o700); err != nil {
			return nil, fmt.Errorf("store: open %s: %w", c, err)
		}
	}
	db, err := newDB(c)
	if err != nil {
		return nil, err
	}
	if db.dialect == sqlite {
		if db.lock, err = lockFolder(c.Dir); err != nil {
			return nil, err
		}
	}
	if err := db.connect(ctx, c); err != nil {
		return nil, errors.Join(fmt.Errorf("store: open %s: %w", c, err), db.Close())
	}
	return db, nil
}

// OpenReadOnly opens an existing store beside a process that may be writing to
// it. It takes no lock and changes nothing: Write and Aside are refused with
// errs.Forbidden "store.read-only". A store whose tables are of another version
// than the program's is errs.Conflict "store.schema".
func OpenReadOnly(ctx context.Context, c Config) (*DB, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if c.URL == "" {
		if _, err := os.Stat(filepath.Join(c.Dir, databaseFile)); err != nil {
			return nil, errs.New(errs.Missing, "store.no-database", "place", c.String()).Because(err)
		}
	}
	db, err := newDB(c)
	if err != nil {
		return nil, err
	}
	db.readOnly = true
	if db.read, err = openPool(c, true); err != nil {
		return nil, fmt.Errorf("store: open %s: %w", c, err)
	}
	if err := errors.Join(db.checkSchema(ctx), db.note()); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// newDB makes the parts that need no connection.
func newDB(c Config) (*DB, error) {
	sh, err := newShapes(append(catalogue.Rows(), &Event{}))
	if err != nil {
		return nil, err
	}
	db := &DB{dialect: sqlite, shapes: sh, folder: c.Dir, lanes: make(map[core.DistrictID]*lane)}
	if c.URL != "" {
		db.dialect = postgres
	}
	db.blobs = newBlobs(c.Dir)
	return db, nil
}

// connect opens both pools and migrates through the writing one.
func (db *DB) connect(ctx context.Context, c Config) error {
	var err error
	if db.write, err = openPool(c, false); err != nil {
		return err
	}
	if err := migrate(ctx, db.dialect, db.write); err != nil {
		return err
	}
	if db.read, err = openPool(c, true); err != nil {
		return err
	}
	return db.note()
}

// Close refuses further writes, waits for those under way and closes.
func (db *DB) Close() error {
	db.mu.Lock()
	db.closed = true
	db.mu.Unlock()
	db.running.Wait()
	var all []error
	for _, l := range db.lanes {
		all = append(all, l.session.close())
	}
	for _, pool := range []*sql.DB{db.read, db.write} {
		if pool != nil {
			all = append(all, pool.Close())
		}
	}
	if db.lock != nil {
		all = append(all, db.lock.Close())
	}
	return errors.Join(all...)
}

// OnCommit registers f to be told of every entry of the main logs that this
// process commits: after the commit, before the writers get their answers, in
// the order of the entries, once per district and batch. f runs on the writer
// and holds it up; it must not write to the store. The entries are shared and
// must not be changed.
func (db *DB) OnCommit(f func(d core.DistrictID, entries []record.Entry)) {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.hooks = append(db.hooks[:len(db.hooks):len(db.hooks)], f)
}

// Blobs gives the files named by their content.
func (db *DB) Blobs() *Blobs { return db.blobs }

// Districts lists the districts that have a ledger, in order.
func (db *DB) Districts(ctx context.Context) ([]core.DistrictID, error) {
	return db.districts(ctx, `
SELECT district_id
FROM head
WHERE log = $1
ORDER BY district_id`)
}

// DistrictsLeft is Districts for a verification: where the heads are gone it asks
// the entries; errs.Damaged "verify.table-missing" where they are gone too.
func (db *DB) DistrictsLeft(ctx context.Context) ([]core.DistrictID, error) {
	all, err := db.Districts(ctx)
	if err == nil && len(all) > 0 || ctx.Err() != nil {
		return all, err
	}
	left, wrong := db.districts(ctx, `
SELECT DISTINCT district_id
FROM entry
WHERE log = $1
ORDER BY district_id`)
	if wrong == nil {
		return left, nil
	}
	return all, db.View(ctx, "", func(v *View) error {
		have, unknown := v.layout(db.dialect)
		if unknown != nil || have["head"] != nil {
			return errors.Join(err, unknown)
		}
		return errs.New(errs.Damaged, FoundTableMissing, "table", "head").Because(err)
	})
}

func (db *DB) districts(ctx context.Context, text string) ([]core.DistrictID, error) {
	rows, err := db.read.QueryContext(ctx, text, string(MainLog))
	if err != nil {
		return nil, fmt.Errorf("store: districts: %w", err)
	}
	defer rows.Close()
	var all []core.DistrictID
	for rows.Next() {
		var d core.DistrictID
		if err := rows.Scan(&d); err != nil {
			return nil, fmt.Errorf("store: districts: %w", err)
		}
		all = append(all, d)
	}
	return all, rows.Err()
}
