package storetest

import (
	"testing"

	"tupo/internal/store"
)

// testLayout takes away tables, columns and what holds rows apart: each is named,
// and the rest is verified all the same.
func testLayout(t *testing.T, e Engine) {
	sample := e.Fresh(t)
	Sample(t, sample, 20)
	whole := archive(t, sample)
	const edit = `UPDATE observation SET value = 130000000 WHERE unit_id = 'u0001'`
	edited := store.Finding{Key: store.FoundCellEdited, Table: "observation", Column: "value"}
	gone := func(table string) store.Finding { return store.Finding{Key: store.FoundTableMissing, Table: table} }
	bare := func(table string) []string {
		return []string{"CREATE TABLE copy AS SELECT * FROM " + table, "DROP TABLE " + table, "ALTER TABLE copy RENAME TO " + table}
	}
	for _, c := range []struct {
		name  string
		do    []string
		want  []store.Finding
		notes int
	}{
		{"current rows", []string{"DROP TABLE unit"}, []store.Finding{gone("unit"), edited}, 0},
		{"past rows", []string{"DROP TABLE unit_past"}, []store.Finding{gone("unit_past"), edited}, 0},
		{"a table that held nothing", []string{"DROP TABLE directive_past"}, []store.Finding{gone("directive_past"), edited}, 0},
		{"events", []string{"DROP TABLE access_event"}, []store.Finding{gone("access_event"), edited}, 0},
		{"heads", []string{"DROP TABLE head"}, []store.Finding{gone("head"), edited}, 0},
		{"tiles", []string{"DROP TABLE tile"}, []store.Finding{gone("tile"), edited}, 0},
		{"entries", []string{"DROP TABLE entry"}, []store.Finding{gone("entry")}, 2},
		{"personal data", []string{"DROP TABLE personal"}, []store.Finding{gone("personal"), edited}, 0},
		{"sessions", []string{"DROP TABLE session"}, []store.Finding{gone("session"), edited}, 0},
		{"a view in a table's place", []string{"ALTER TABLE unit RENAME TO hidden", "CREATE VIEW unit AS SELECT * FROM hidden"},
			[]store.Finding{gone("unit"), {Key: store.FoundMadeForeign, Table: "unit", Row: "unit"}, edited}, 0},
		{"a column", []string{"ALTER TABLE unit DROP COLUMN name"},
			[]store.Finding{{Key: store.FoundColumnMissing, Table: "unit", Column: "name"}, edited}, 0},
		{"the index of keys", []string{"DROP INDEX entry_idem_key"},
			[]store.Finding{{Key: store.FoundUniqueMissing, Table: "entry", Column: "district_id, idem_key, actor"}, edited}, 0},
		{"a primary key, and a row twice", append(bare("unit"), `INSERT INTO unit SELECT * FROM unit WHERE id = 'u0002'`),
			[]store.Finding{{Key: store.FoundUniqueMissing, Table: "unit", Column: "district_id, id"}, edited, {Key: store.FoundRowAdded, Table: "unit", Row: "u0002"}}, 0},
		{"a value that its column cannot hold", append(bare("unit"), `UPDATE unit SET from_seq = NULL WHERE id = 'u0002'`),
			[]store.Finding{{Key: store.FoundUniqueMissing, Table: "unit"}, edited, {Key: store.FoundUnreadable, Table: "unit"},
				{Key: store.FoundRowDeleted, Table: "unit", Row: "u0002"}}, 0},
		{"entries without a time", append(bare("entry"), `UPDATE entry SET at = NULL WHERE log = 'access'`),
			[]store.Finding{{Key: store.FoundUniqueMissing, Table: "entry"}, {Key: store.FoundUniqueMissing, Table: "entry"}, edited,
				{Key: store.FoundUnreadable, Log: store.AccessLog, Table: "entry"}, {Key: store.FoundLogTruncated, Log: store.AccessLog}}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			db, place := e.restored(t, whole)
			raw := Raw(t, place)
			sqlDo(t, raw, edit)
			for _, statement := range c.do {
				if _, err := raw.Exec(statement); err != nil {
					t.Fatalf("%s: %v", statement, err)
				}
			}
			v := verify(t, db, store.VerifyOptions{District: District})
			expectUnordered(t, v, c.want)
			if len(v.Notes) != c.notes {
				t.Errorf("Verify notes %+v, want %d", v.Notes, c.notes)
			}
			if all, err := db.DistrictsLeft(t.Context()); err != nil || len(all) != 1 || all[0] != District {
				t.Errorf("DistrictsLeft = %v, %v, want %s", all, err, District)
			}
		})
	}
}

// expectUnordered is expectFindings where tables are compared in no order.
func expectUnordered(t *testing.T, got store.Verdict, want []store.Finding) {
	t.Helper()
	sorted := got
	sorted.Findings = nil
	for _, w := range want {
		for i, g := range got.Findings {
			if agrees(g, w) {
				sorted.Findings = append(sorted.Findings, g)
				got.Findings = append(append([]store.Finding(nil), got.Findings[:i]...), got.Findings[i+1:]...)
				break
			}
		}
	}
	sorted.Findings = append(sorted.Findings, got.Findings...)
	expectFindings(t, sorted, want)
}
