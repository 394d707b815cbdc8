package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strconv"
	"strings"

	"tupo/internal/errs"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// migrations holds the tables' definitions, a folder per engine with the same
// numbers. They are kept by hand; a test compares them with the catalogue.
//
//go:embed migrations/sqlite/*.sql migrations/postgres/*.sql
var migrations embed.FS

// provider makes goose's view of an engine's migrations over a pool.
func provider(d dialect, pool *sql.DB) (*goose.Provider, error) {
	files, err := fs.Sub(migrations, "migrations/"+d.String())
	if err != nil {
		return nil, err
	}
	if d == sqlite {
		return goose.NewProvider(goose.DialectSQLite3, pool, files)
	}
	// Several processes may start on one database at once.
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return nil, err
	}
	return goose.NewProvider(goose.DialectPostgres, pool, files, goose.WithSessionLocker(locker))
}

// newest is the number of an engine's last migration.
func newest(d dialect) (int64, error) {
	names, err := fs.Glob(migrations, "migrations/"+d.String()+"/*.sql") // in order
	if err != nil || len(names) == 0 {
		return 0, fmt.Errorf("store: no migrations of %s: %w", d, err)
	}
	number, _, _ := strings.Cut(path.Base(names[len(names)-1]), "_")
	return strconv.ParseInt(number, 10, 64)
}

// schema is the number of the last migration that a database has seen; 0, with an
// error, where there are no tables.
func schema(ctx context.Context, pool *sql.DB) (int64, error) {
	var have sql.NullInt64
	err := pool.QueryRowContext(ctx, `
SELECT MAX(version_id)
FROM goose_db_version
WHERE is_applied`).Scan(&have)
	return have.Int64, err
}

// migrate brings the tables up to date. Nearly always they are: then one query
// says so, and nothing is read, parsed or locked.
func migrate(ctx context.Context, d dialect, pool *sql.DB) error {
	want, err := newest(d)
	if err != nil {
		return err
	}
	if have, err := schema(ctx, pool); err == nil && have == want {
		return nil
	}
	p, err := provider(d, pool)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// checkSchema refuses tables that are not of this program's version.
func (db *DB) checkSchema(ctx context.Context) error {
	want, err := newest(db.dialect)
	if err != nil {
		return err
	}
	have, err := schema(ctx, db.read)
	if err != nil || have != want {
		return errs.New(errs.Conflict, "store.schema",
			"have", strconv.FormatInt(have, 10), "want", strconv.FormatInt(want, 10)).Because(err)
	}
	return nil
}
