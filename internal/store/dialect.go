package store

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // registers the driver "sqlite"
)

// dialect is one of the two engines; its methods are all that tells them apart.
type dialect uint8

const (
	sqlite dialect = iota
	postgres
)

// String names the engine as the folder of its migrations.
func (d dialect) String() string {
	if d == postgres {
		return "postgres"
	}
	return "sqlite"
}

// forUpdate ends the statement that reads a head in order to move it.
func (d dialect) forUpdate() string {
	if d == postgres {
		return "\nFOR UPDATE"
	}
	return "" // BEGIN IMMEDIATE holds the only write lock
}

// savepoints reports whether a request in a batch gets a savepoint of its own.
// On PostgreSQL each would cost two round trips, more than running the batch's
// requests again on the rare error.
func (d dialect) savepoints() bool { return d == sqlite }

// snapshot gives the options of a reading transaction that sees one state.
func (d dialect) snapshot() *sql.TxOptions {
	if d == postgres {
		return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true}
	}
	return nil // the pool is read-only and a WAL reader always has one state
}

// retryable reports whether the whole transaction may simply be run again:
// serialization failure and deadlock, both of which rolled it back.
func (d dialect) retryable(err error) bool {
	var pg *pgconn.PgError
	return errors.As(err, &pg) && (pg.Code == "40001" || pg.Code == "40P01")
}

// unknown reports whether a commit that failed so may have happened all the
// same: the server did not get to say. Running the transaction again could then
// write twice.
func (d dialect) unknown(err error) bool {
	var pg *pgconn.PgError
	return d == postgres && !errors.As(err, &pg)
}

// Bounds of the write-ahead log: a checkpoint is attempted every 20000 pages
// (80 MB), because the default of 1000 makes one writer in a hundred wait for
// it; the file is cut back to 128 MB after a checkpoint that emptied it.
const (
	autocheckpointPages = 20000
	journalLimit        = 128 << 20
)

// sqliteAddress gives the driver's address of the database file. Pragmas stand
// in it because they hold for one connection only, and pools make new ones.
func sqliteAddress(dir string, readOnly bool) (string, error) {
	path, err := filepath.Abs(filepath.Join(dir, databaseFile))
	if err != nil {
		return "", err
	}
	q := url.Values{"_pragma": {
		"busy_timeout(10000)",
		"synchronous(FULL)", // NORMAL loses acknowledged writes when the power fails
		"foreign_keys(ON)",
		"cache_size(-32768)",
		"temp_store(MEMORY)",
	}}
	if readOnly {
		q.Set("mode", "ro")
		q.Add("_pragma", "query_only(ON)")
	} else {
		q.Add("_pragma", "journal_mode(WAL)")
		q.Add("_pragma", fmt.Sprintf("wal_autocheckpoint(%d)", autocheckpointPages))
		q.Add("_pragma", fmt.Sprintf("journal_size_limit(%d)", journalLimit))
	}
	u := url.URL{Scheme: "file", Path: path, RawQuery: q.Encode()}
	return u.String(), nil
}

// openPool opens the reading or the writing pool. SQLite writes through one
// connection; the reading pool cannot write.
func openPool(c Config, readOnly bool) (*sql.DB, error) {
	if c.URL != "" {
		return openPostgres(c)
	}
	address, err := sqliteAddress(c.Dir, readOnly)
	if err != nil {
		return nil, err
	}
	pool, err := sql.Open("sqlite", address)
	if err != nil {
		return nil, err
	}
	n := 1
	if readOnly {
		n = c.connections()
	}
	pool.SetMaxOpenConns(n)
	pool.SetMaxIdleConns(n)
	return pool, nil
}

func openPostgres(c Config) (*sql.DB, error) {
	config, err := parsePostgres(c.URL)
	if err != nil {
		return nil, err
	}
	// A server set to lazier commits must not make ours lazy.
	config.RuntimeParams["synchronous_commit"] = "on"
	pool := stdlib.OpenDB(*config)
	pool.SetMaxOpenConns(c.connections())
	pool.SetMaxIdleConns(c.connections())
	return pool, nil
}
