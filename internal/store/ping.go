package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Ping reads from the database, and for SQLite sees that the file which is read is
// still the one in the folder: a file that was deleted or replaced answers its old
// connections as if nothing had happened, and what they write is lost.
func (db *DB) Ping(ctx context.Context) error {
	if err := db.ping(ctx); err != nil {
		return fmt.Errorf("store: ping: %w", err)
	}
	return nil
}

func (db *DB) ping(ctx context.Context) error {
	var seq int64
	err := db.read.QueryRowContext(ctx, `
SELECT seq
FROM head
LIMIT 1`).Scan(&seq)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if db.file == nil {
		return nil
	}
	now, err := os.Stat(filepath.Join(db.folder, databaseFile))
	if err == nil && !os.SameFile(now, db.file) {
		err = errors.New("the database file was replaced")
	}
	return err
}

// note remembers which file is open.
func (db *DB) note() (err error) {
	if db.dialect == sqlite {
		db.file, err = os.Stat(filepath.Join(db.folder, databaseFile))
	}
	return err
}
