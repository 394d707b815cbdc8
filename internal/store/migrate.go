package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strconv"

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

// migrate brings the tables up to date.
func migrate(ctx context.Context, d dialect, pool *sql.DB) error {
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
	p, err := provider(db.dialect, db.read)
	if err != nil {
		return fmt.Errorf("store: migrations: %w", err)
	}
	sources := p.ListSources()
	want := sources[len(sources)-1].Version
	var have sql.NullInt64
	err = db.read.QueryRowContext(ctx, `
SELECT MAX(version_id)
FROM goose_db_version
WHERE is_applied`).Scan(&have)
	if err != nil || have.Int64 != want {
		return errs.New(errs.Conflict, "store.schema",
			"have", strconv.FormatInt(have.Int64, 10), "want", strconv.FormatInt(want, 10)).Because(err)
	}
	return nil
}
