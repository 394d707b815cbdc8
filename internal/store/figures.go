package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// WALSize is the length of SQLite's write-ahead log in bytes; 0 on PostgreSQL,
// which keeps its own.
func (db *DB) WALSize() (int64, error) {
	if db.dialect != sqlite {
		return 0, nil
	}
	info, err := os.Stat(filepath.Join(db.folder, databaseFile+"-wal"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
