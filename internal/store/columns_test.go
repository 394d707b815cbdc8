package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"tupo/internal/catalogue"
	"tupo/internal/record"
	"tupo/internal/testing/pgtest"
)

// described lists, as "table.column type", every column that the descriptions
// demand.
func described() []string {
	var all []string
	add := func(table, column, kind string) { all = append(all, table+"."+column+" "+kind) }
	for _, r := range append(catalogue.Rows(), &Event{}) {
		name := r.Table().Name
		for _, table := range []string{name, name + "_past"} {
			add(table, "district_id", "text")
			add(table, "from_seq", "number")
			for _, f := range r.Fields() {
				kind := map[record.Type]string{record.TypeText: "text", record.TypeInt: "number",
					record.TypeFlag: "number", record.TypeQuantity: "number or null"}[f.Type]
				add(table, f.Column, kind)
			}
		}
		add(name+"_past", "to_seq", "number")
		add(name+"_past", "n", "number")
	}
	for _, t := range outsideTables() {
		add(t.name, "district_id", "text")
		for _, c := range t.columns {
			add(t.name, c.name, map[outsideKind]string{outsideText: "text", outsideInt: "number", outsideBytes: "bytes"}[c.kind])
		}
	}
	slices.Sort(all)
	return all
}

// queryAll gives the first column of a result.
func queryAll(t *testing.T, db *sql.DB, text string) []string {
	t.Helper()
	rows, err := db.Query(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		all = append(all, s)
	}
	return all
}

// own tells the tables of the ledger itself and of goose, which have no
// description.
func own(table string) bool {
	return slices.Contains([]string{"head", "entry", "tile", "goose_db_version", "sqlite_sequence"}, table)
}

// kinds turns an engine's type names into those of described.
func kind(typ string, nullable bool) string {
	k := map[string]string{"TEXT": "text", "text": "text", "INTEGER": "number", "bigint": "number",
		"BLOB": "bytes", "bytea": "bytes"}[typ]
	if nullable {
		k += " or null"
	}
	return k
}

func sqliteColumns(t *testing.T, db *sql.DB) []string {
	t.Helper()
	var all []string
	for _, table := range queryAll(t, db, `SELECT name FROM sqlite_master WHERE type = 'table'`) {
		if own(table) {
			continue
		}
		for _, c := range queryAll(t, db, fmt.Sprintf(
			`SELECT name || '|' || type || '|' || "notnull" FROM pragma_table_info('%s')`, table)) {
			part := strings.Split(c, "|")
			all = append(all, table+"."+part[0]+" "+kind(part[1], part[2] == "0"))
		}
	}
	for _, definition := range queryAll(t, db, `SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'`) {
		if !strings.HasSuffix(definition, "STRICT") {
			t.Errorf("table is not STRICT: %s", definition)
		}
	}
	slices.Sort(all)
	return all
}

func postgresColumns(t *testing.T, db *sql.DB) []string {
	t.Helper()
	var all []string
	for _, c := range queryAll(t, db, `
SELECT table_name || '|' || column_name || '|' || data_type || '|' || is_nullable || '|' || COALESCE(collation_name, '')
FROM information_schema.columns
WHERE table_schema = 'public'`) {
		part := strings.Split(c, "|")
		if own(part[0]) {
			continue
		}
		if part[2] == "text" && part[4] != "C" {
			t.Errorf("column %s.%s has collation %q, want C", part[0], part[1], part[4])
		}
		all = append(all, part[0]+"."+part[1]+" "+kind(part[2], part[3] == "YES"))
	}
	slices.Sort(all)
	return all
}

// TestColumns compares the tables of both engines with the descriptions: a
// column that only one of them has would be a cell that nothing protects.
func TestColumns(t *testing.T) {
	want := described()
	for _, c := range []struct {
		config  Config
		columns func(*testing.T, *sql.DB) []string
	}{
		{Config{Dir: t.TempDir()}, sqliteColumns},
		{Config{Dir: t.TempDir(), URL: pgtest.DSN(t)}, postgresColumns},
	} {
		db, err := Open(context.Background(), c.config)
		if err != nil {
			t.Fatalf("Open: %v", err)
		}
		got := c.columns(t, db.read)
		for _, g := range got {
			if !slices.Contains(want, g) {
				t.Errorf("%s has %q, which nothing describes", db.dialect, g)
			}
		}
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s lacks %q", db.dialect, w)
			}
		}
		if err := db.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	}
}

// TestMigrationNumbers holds both engines to the same numbers.
func TestMigrationNumbers(t *testing.T) {
	list := func(d dialect) []string {
		entries, err := migrations.ReadDir("migrations/" + d.String())
		if err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return names
	}
	if a, b := list(sqlite), list(postgres); !slices.Equal(a, b) {
		t.Errorf("migrations of sqlite %q and of postgres %q differ", a, b)
	}
}
