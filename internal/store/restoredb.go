package store

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tupo/internal/errs"

	"github.com/jackc/pgx/v5"
)

// restoreDatabase restores into a PostgreSQL database and its folder of blobs. A
// refusal leaves both as they were.
func restoreDatabase(ctx context.Context, r io.Reader, into Config, keep Keeping) (err error) {
	empty := true
	err = newBlobs(into.Dir).list(func(string, int64) error {
		empty = false
		return nil
	})
	if err != nil {
		return err
	}
	if !empty {
		return notEmpty(filepath.Join(into.Dir, blobFolder))
	}
	pool, err := openPostgres(into)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	before, err := tableNames(ctx, pool)
	if err != nil {
		return err
	}
	_, missing := os.Stat(into.Dir)
	if err := fill(ctx, r, into, keep); err != nil {
		if !errs.Is(err, errs.Conflict) && into.Dir != "" {
			err = errors.Join(err, os.RemoveAll(filepath.Join(into.Dir, blobFolder)))
		}
		if errors.Is(missing, os.ErrNotExist) {
			_ = os.Remove(into.Dir) // stays if there is anything in it after all
		}
		return errors.Join(err, dropNew(context.WithoutCancel(ctx), pool, before))
	}
	return nil
}

// lister asks the database, inside a transaction or not.
type lister interface {
	QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error)
}

// tableNames lists the tables of the schema in which the store's tables are made.
func tableNames(ctx context.Context, q lister) (names []string, err error) {
	rows, err := q.QueryContext(ctx, `
SELECT tablename
FROM pg_tables
WHERE schemaname = current_schema()
ORDER BY tablename`)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, rows.Err()
}

// dropNew drops the tables that a refused restore made in a database without any
// of the store's. It keeps them if another process has begun to use them since.
func dropNew(ctx context.Context, pool *sql.DB, before []string) error {
	if slices.Contains(before, "head") {
		return nil
	}
	tx, err := pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	now, err := tableNames(ctx, tx)
	if err != nil {
		return err
	}
	var made []string
	for _, name := range now {
		if !slices.Contains(before, name) {
			made = append(made, pgx.Identifier{name}.Sanitize())
		}
	}
	if len(made) == 0 {
		return nil
	}
	if slices.Contains(now, "head") {
		var used int64
		if _, err := tx.ExecContext(ctx, "LOCK TABLE head IN ACCESS EXCLUSIVE MODE"); err != nil {
			return err
		}
		if err := tx.QueryRowContext(ctx, "SELECT COUNT(*) FROM head").Scan(&used); err != nil || used > 0 {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, "DROP TABLE "+strings.Join(made, ", ")); err != nil {
		return err
	}
	return tx.Commit()
}
