package storetest

import (
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"tupo/internal/core"
	"tupo/internal/ledger"
	"tupo/internal/record"
	"tupo/internal/store"
)

// The tamperer's tools: what an administrator of the database can do who knows
// exactly how the store works.

// sqlDo runs statements and fails t when one changes nothing.
func sqlDo(t testing.TB, raw *sql.DB, statement string, args ...any) {
	t.Helper()
	result, err := raw.Exec(statement, args...)
	if err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		t.Fatalf("%s changed %d rows, %v", statement, n, err)
	}
}

// leaf reads an entry's leaf.
func leaf(t testing.TB, raw *sql.DB, seq core.Seq) []byte {
	t.Helper()
	var b []byte
	err := raw.QueryRow(`SELECT leaf FROM entry WHERE log = 'main' AND seq = $1`, int64(seq)).Scan(&b)
	if err != nil {
		t.Fatalf("leaf %d: %v", seq, err)
	}
	return b
}

// altered gives an entry's leaf with another reason.
func altered(t testing.TB, raw *sql.DB, seq core.Seq) []byte {
	t.Helper()
	e, err := record.DecodeEntry(leaf(t, raw, seq))
	if err != nil {
		t.Fatalf("DecodeEntry(%d): %v", seq, err)
	}
	e.Reason = "另一个理由"
	return e.Encode()
}

// editLeaf changes an entry's leaf, and its hash too if wanted.
func editLeaf(t testing.TB, raw *sql.DB, seq core.Seq, withHash bool) {
	t.Helper()
	forged := altered(t, raw, seq)
	hash := ledger.LeafHash(forged)
	sqlDo(t, raw, `UPDATE entry SET leaf = $1 WHERE log = 'main' AND seq = $2`, forged, int64(seq))
	if withHash {
		sqlDo(t, raw, `UPDATE entry SET hash = $1 WHERE log = 'main' AND seq = $2`, hash[:], int64(seq))
	}
}

// forge changes an entry and everything that follows from it: hash, tiles, head.
func forge(t testing.TB, raw *sql.DB, seq core.Seq) {
	t.Helper()
	editLeaf(t, raw, seq, true)
	rebuild(t, raw, store.MainLog)
}

// rebuild computes a log's tiles and head anew from the leaves that are there.
func rebuild(t testing.TB, raw *sql.DB, log store.Log) {
	t.Helper()
	rows, err := raw.Query(`SELECT at, leaf FROM entry WHERE log = $1 ORDER BY seq`, string(log))
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	replay := ledger.NewReplay()
	var tiles []ledger.FullTile
	var at int64
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&at, &b); err != nil {
			t.Fatal(err)
		}
		tiles = append(tiles, replay.Append(ledger.LeafHash(b))...)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	for _, x := range tiles {
		sqlDo(t, raw, `UPDATE tile SET hashes = $1, root = $2 WHERE log = $3 AND level = $4 AND idx = $5`,
			ledger.EncodeTile(x.Hashes), x.Root[:], string(log), int64(x.Level), x.Index)
	}
	frontier := replay.Frontier()
	stored, err := frontier.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	sqlDo(t, raw, `UPDATE head SET seq = $1, at = $2, frontier = $3 WHERE district_id = $4 AND log = $5`,
		frontier.Size(), at, stored, string(District), string(log))
}

// flip changes one byte of a stored value.
func flip(t testing.TB, raw *sql.DB, table, column, where string, at int) {
	t.Helper()
	var b []byte
	if err := raw.QueryRow("SELECT " + column + " FROM " + table + " WHERE " + where).Scan(&b); err != nil {
		t.Fatalf("%s of %s: %v", column, table, err)
	}
	b[at] ^= 1
	sqlDo(t, raw, "UPDATE "+table+" SET "+column+" = $1 WHERE "+where, b)
}

// savedState is the sample's untouched state.
type savedState struct {
	raw  *sql.DB
	blob string
}

// tamperedTables lists the tables that tamperings touch.
func tamperedTables() []string {
	return []string{"head", "entry", "tile", "unit", "unit_past", "observation", "observation_past",
		"access_event", "personal", "secret"}
}

// save copies the tables that tamperings touch.
func save(t *testing.T, raw *sql.DB, c store.Config) savedState {
	t.Helper()
	for _, table := range tamperedTables() {
		if _, err := raw.Exec("CREATE TABLE saved_" + table + " AS SELECT * FROM " + table); err != nil {
			t.Fatalf("save %s: %v", table, err)
		}
	}
	return savedState{raw, blobPath(t, c)}
}

// restore puts everything back as it was.
func (s savedState) restore(t *testing.T) {
	t.Helper()
	for _, table := range tamperedTables() {
		if _, err := s.raw.Exec("DELETE FROM " + table); err != nil {
			t.Fatalf("restore %s: %v", table, err)
		}
		if _, err := s.raw.Exec("INSERT INTO " + table + " SELECT * FROM saved_" + table); err != nil {
			t.Fatalf("restore %s: %v", table, err)
		}
	}
	if err := os.WriteFile(s.blob, []byte(blobText), 0o600); err != nil {
		t.Fatal(err)
	}
}

// blobPath finds the sample's one file.
func blobPath(t *testing.T, c store.Config) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(c.Dir, "blobs", "*", "*"))
	if err != nil || len(found) != 1 {
		t.Fatalf("blobs in %s: %q, %v, want one", c.Dir, found, err)
	}
	return found[0]
}
