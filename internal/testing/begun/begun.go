// Package begun keeps a place as many tests begin with it, so that its tables are
// made and its passwords hashed once and not for every test.
//
// It copies the embedded database and nothing else: what a place keeps in further
// files is not there in a copy.
package begun

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// database is the file in a place's folder.
const database = "tupo.db"

// Once gives a function that makes a copy of one place, in a folder that is gone
// when t ends. The place is made at the first call, by begin, which must close it.
func Once(begin func(folder string) error) func(t testing.TB) (folder string) {
	first := sync.OnceValues(func() ([]byte, error) {
		folder, err := os.MkdirTemp("", "tupo-begun")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(folder)
		if err := begin(folder); err != nil {
			return nil, fmt.Errorf("begin the place: %w", err)
		}
		return os.ReadFile(filepath.Join(folder, database))
	})
	return func(t testing.TB) string {
		t.Helper()
		file, err := first()
		if err != nil {
			t.Fatal(err)
		}
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, database), file, 0o600); err != nil {
			t.Fatal(err)
		}
		return folder
	}
}
