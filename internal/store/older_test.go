package store_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tupo/internal/plan"
	"tupo/internal/store"
	"tupo/internal/store/storetest"
)

// TestOlderArchives restores what earlier versions backed up, on both engines:
// leaves written before a field existed must still give the rows they gave.
func TestOlderArchives(t *testing.T) {
	for _, path := range older(t, "*.archive") {
		for _, e := range []storetest.Engine{storetest.SQLite(), storetest.Postgres()} {
			t.Run(filepath.Base(path)+"/"+e.Name, func(t *testing.T) {
				archive, err := os.ReadFile(path)
				if err != nil {
					t.Fatal(err)
				}
				place := e.Place(t)
				if err := store.Restore(context.Background(), bytes.NewReader(archive), place); err != nil {
					t.Fatalf("Restore(%s): %v", path, err)
				}
				goOn(t, storetest.Open(t, place))
			})
		}
	}
}

// TestOlderDatabases opens database files of earlier versions.
func TestOlderDatabases(t *testing.T) {
	for _, path := range older(t, "*.db.gz") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			place := storetest.SQLite().Place(t)
			unpack(t, path, filepath.Join(place.Dir, "tupo.db"))
			archive := strings.TrimSuffix(path, ".db.gz") + ".archive"
			copyBlobs(t, archive, place)
			goOn(t, storetest.Open(t, place))
		})
	}
}

// older lists the kept files; there is at least one.
func older(t *testing.T, pattern string) []string {
	t.Helper()
	all, err := filepath.Glob(filepath.Join("testdata", "older", pattern))
	if err != nil || len(all) == 0 {
		t.Fatalf("Glob(%s) = %v, %v", pattern, all, err)
	}
	return all
}

// goOn verifies a store, writes to it as today, and verifies it again.
func goOn(t *testing.T, db *store.DB) {
	t.Helper()
	storetest.Clean(t, db)
	storetest.Put(t, db, 1<<40, storetest.Unit(1, "今名"), storetest.Unit(77, "新设"))
	storetest.Clean(t, db)
	err := db.View(context.Background(), storetest.District, func(v *store.View) error {
		first, err := store.GetAsOf[plan.Unit](v, 3, "u0000")
		if err == nil && first.Name != "单位0" {
			t.Errorf("unit u0000 as of entry 3 is named %q", first.Name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func unpack(t *testing.T, from, to string) {
	t.Helper()
	packed, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, plain, 0o600); err != nil {
		t.Fatal(err)
	}
}

// copyBlobs takes the files that belong to a database from its archive.
func copyBlobs(t *testing.T, archive string, to store.Config) {
	t.Helper()
	content, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	from := storetest.SQLite().Place(t)
	if err := store.Restore(context.Background(), bytes.NewReader(content), from); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(to.Dir, "blobs"), os.DirFS(filepath.Join(from.Dir, "blobs"))); err != nil {
		t.Fatal(err)
	}
}
