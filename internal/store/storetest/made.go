package storetest

import (
	"database/sql"
	"testing"

	"tupo/internal/store"
)

// thing is what acts on a table or stands before it without being one: how it is
// made and taken away again, and where it is said to be.
type thing struct {
	name         string
	make, remove []string
	table, row   string
}

func things(engine string) []thing {
	view := thing{"view", []string{`CREATE VIEW seen_units AS SELECT * FROM unit`}, []string{`DROP VIEW seen_units`}, "seen_units", "seen_units"}
	if engine == "sqlite" {
		return []thing{view, {"trigger", []string{`CREATE TRIGGER quiet AFTER INSERT ON unit BEGIN UPDATE unit SET name = 'x'; END`},
			[]string{`DROP TRIGGER quiet`}, "unit", "quiet"}}
	}
	trigger := thing{"trigger", []string{`CREATE FUNCTION quietly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
		`CREATE TRIGGER quiet BEFORE UPDATE ON unit FOR EACH ROW EXECUTE FUNCTION quietly()`},
		[]string{`DROP TRIGGER quiet ON unit`, `DROP FUNCTION quietly()`}, "unit", "quiet"}
	off := trigger
	off.name, off.make = "trigger switched off", append(append([]string{}, trigger.make...), `ALTER TABLE unit DISABLE TRIGGER quiet`)
	return []thing{view, trigger, off, {"rule", []string{`CREATE RULE deaf AS ON DELETE TO unit DO INSTEAD NOTHING`}, []string{`DROP RULE deaf ON unit`}, "unit", "deaf"}}
}

// testMade puts triggers, rules and views into the database that the program did not make.
func testMade(t *testing.T, e Engine) {
	place := e.Place(t)
	db := Open(t, place)
	Sample(t, db, 3)
	raw := Raw(t, place)
	for _, x := range things(e.Name) {
		t.Run(x.name, func(t *testing.T) {
			doAll(t, raw, x.make)
			defer doAll(t, raw, x.remove)
			expectFindings(t, verify(t, db, store.VerifyOptions{District: District}), []store.Finding{{Key: store.FoundMadeForeign, Table: x.table, Row: x.row}})
		})
	}
	expectClean(t, db, store.VerifyOptions{District: District})
}

func doAll(t *testing.T, raw *sql.DB, statements []string) {
	t.Helper()
	for _, s := range statements {
		if _, err := raw.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
}
