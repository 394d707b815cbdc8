package storetest

import (
	"database/sql"
	"fmt"
	"os"
	"testing"

	"tupo/internal/core"
	"tupo/internal/store"
)

// tampering is one way of changing the data behind the store's back, and what
// verification must say of it: exactly these findings. Fields of a wanted
// finding that are empty are not compared.
type tampering struct {
	name string
	do   func(t *testing.T, raw *sql.DB, c store.Config)
	want []store.Finding
}

// run makes a tampering out of SQL statements.
func run(statements ...string) func(*testing.T, *sql.DB, store.Config) {
	return func(t *testing.T, raw *sql.DB, _ store.Config) {
		for _, s := range statements {
			sqlDo(t, raw, s)
		}
	}
}

// testTamper undoes each tampering after it was judged, so that each has one
// cause.
func testTamper(t *testing.T, e Engine) {
	place := e.Place(t)
	db := Open(t, place)
	Sample(t, db, sampleSize)
	raw := Raw(t, place)
	saved := save(t, raw, place)
	for _, group := range [][]tampering{rowTamperings(), logTamperings(), treeTamperings(), outsideTamperings()} {
		for _, c := range group {
			t.Run(c.name, func(t *testing.T) {
				defer saved.restore(t)
				c.do(t, raw, place)
				expectFindings(t, verify(t, db, store.VerifyOptions{District: District}), c.want)
			})
		}
	}
	expectClean(t, db, store.VerifyOptions{District: District})
}

func expectFindings(t *testing.T, got store.Verdict, want []store.Finding) {
	t.Helper()
	if len(got.Findings) != len(want) {
		t.Errorf("Verify found %d:", len(got.Findings))
		for _, f := range got.Findings {
			t.Errorf("  %+v", f)
		}
		t.Fatalf("want %d: %+v", len(want), want)
	}
	for i, w := range want {
		g := got.Findings[i]
		if !agrees(g, w) {
			t.Errorf("Verify found %+v, want %+v", g, w)
		}
	}
}

// agrees compares the fields that the wanted finding sets.
func agrees(got, want store.Finding) bool {
	same := func(g, w string) bool { return w == "" || g == w }
	return got.Key == want.Key && (want.Seq == 0 || got.Seq == want.Seq) && same(got.Table, want.Table) &&
		same(got.Row, want.Row) && same(got.Column, want.Column) && same(got.Want, want.Want) && same(got.Got, want.Got)
}

func rowTamperings() []tampering {
	const insertPast = `INSERT INTO unit_past (district_id, to_seq, n, from_seq, id) VALUES ('370211', %d, %d, 4, 'u0009')`
	cell := func(table, row, column, want, got string) store.Finding {
		return store.Finding{Key: store.FoundCellEdited, Table: table, Row: row, Column: column, Want: want, Got: got}
	}
	row := func(key, table, row string) store.Finding { return store.Finding{Key: key, Table: table, Row: row} }
	figure := "ind1/u0001/2023-09/operational"
	blank := "ind1/u0002/2023-09/operational"
	return []tampering{
		{"name", run(`UPDATE unit SET name = '假' WHERE id = 'u0001'`),
			[]store.Finding{cell("unit", "u0001", "name", "单位一改", "假")}},
		{"figure", run(`UPDATE observation SET value = 130000000 WHERE unit_id = 'u0001'`),
			[]store.Finding{cell("observation", figure, "value", "120", "130")}},
		{"unknown figure made nought", run(`UPDATE observation SET value = 0 WHERE unit_id = 'u0002'`),
			[]store.Finding{cell("observation", blank, "value", "", "0")}},
		{"figure made unknown", run(`UPDATE observation SET value = NULL WHERE unit_id = 'u0001'`),
			[]store.Finding{cell("observation", figure, "value", "120", "")}},
		{"past figure", run(`UPDATE observation_past SET value = 90000000 WHERE unit_id = 'u0001'`),
			[]store.Finding{cell("observation_past", figure, "value", "100", "90")}},
		{"when a row became current", run(`UPDATE unit SET from_seq = 2 WHERE id = 'u0002'`),
			[]store.Finding{cell("unit", "u0002", "from_seq", "5", "2")}},
		{"two rows exchanged", run(`UPDATE unit SET id = 'x' WHERE id = 'u0002'`,
			`UPDATE unit SET id = 'u0002' WHERE id = 'u0003'`, `UPDATE unit SET id = 'u0003' WHERE id = 'x'`),
			[]store.Finding{cell("unit", "", "from_seq", "", ""), cell("unit", "", "code", "", ""),
				cell("unit", "", "name", "", ""), cell("unit", "", "sort_order", "", ""),
				cell("unit", "", "from_seq", "", ""), cell("unit", "", "code", "", ""),
				cell("unit", "", "name", "", ""), cell("unit", "", "sort_order", "", "")}},
		{"row deleted", run(`DELETE FROM unit WHERE id = 'u0002'`), []store.Finding{row(store.FoundRowDeleted, "unit", "u0002")}},
		{"row added", run(`INSERT INTO unit (district_id, id, from_seq) VALUES ('370211', 'u0009', 4)`),
			[]store.Finding{row(store.FoundRowAdded, "unit", "u0009")}},
		{"deleted row brought back", run(`INSERT INTO unit (district_id, id, from_seq) VALUES ('370211', 'u0004', 7)`),
			[]store.Finding{row(store.FoundRowAdded, "unit", "u0004")}},
		{"past row deleted", run(`DELETE FROM unit_past WHERE id = 'u0001'`), []store.Finding{row(store.FoundRowDeleted, "unit_past", "u0001")}},
		{"past row added", run(fmt.Sprintf(insertPast, 5, 9)), []store.Finding{row(store.FoundRowAdded, "unit_past", "u0009")}},
		{"past row added at the end", run(fmt.Sprintf(insertPast, 100000, 0)), []store.Finding{row(store.FoundRowAdded, "unit_past", "u0009")}},
		{"past row moved", run(`UPDATE unit_past SET to_seq = 9 WHERE id = 'u0001'`),
			[]store.Finding{row(store.FoundRowDeleted, "unit_past", "u0001"), row(store.FoundRowAdded, "unit_past", "u0001")}},
		{"event", run(`UPDATE access_event SET remote = '10.0.0.1'`), []store.Finding{cell("access_event", "", "remote", "127.0.0.1", "10.0.0.1")}},
		{"event deleted", run(`DELETE FROM access_event`), []store.Finding{row(store.FoundRowDeleted, "access_event", "")}},
	}
}

func logTamperings() []tampering {
	return []tampering{
		{"entries exchanged", run(`UPDATE entry SET seq = -1 WHERE log = 'main' AND seq = 50`,
			`UPDATE entry SET seq = 50 WHERE log = 'main' AND seq = 60`, `UPDATE entry SET seq = 60 WHERE log = 'main' AND seq = -1`),
			[]store.Finding{{Key: store.FoundEntryMoved, Seq: 50, Got: "60"}, {Key: store.FoundEntryMoved, Seq: 60, Got: "50"}}},
		{"entry deleted", run(`DELETE FROM entry WHERE log = 'main' AND seq = 50`),
			[]store.Finding{{Key: store.FoundEntryMissing, Seq: 50}}},
		{"last entries deleted", run(`DELETE FROM entry WHERE log = 'main' AND seq > 290`),
			[]store.Finding{{Key: store.FoundLogTruncated, Seq: 290, Want: "300", Got: "290"}}},
		{"entry added", run(`INSERT INTO entry (district_id, log, seq, at, actor, hash, leaf)
			SELECT district_id, log, 301, at, actor, hash, leaf FROM entry WHERE log = 'main' AND seq = 300`),
			[]store.Finding{{Key: store.FoundEntryAdded, Seq: 301}}},
		{"entry of another log", run(`INSERT INTO entry (district_id, log, seq, at, actor, idem_key, hash, leaf)
			SELECT district_id, 'other', seq, at, actor, 'planted', hash, leaf FROM entry WHERE log = 'main' AND seq = 50`),
			[]store.Finding{{Key: store.FoundLogAdded, Table: "entry", Row: "other"}}},
		{"actor beside the leaf", run(`UPDATE entry SET actor = 'another' WHERE log = 'main' AND seq = 50`),
			[]store.Finding{{Key: store.FoundEntryEdited, Seq: 50, Column: "actor", Want: "tester", Got: "another"}}},
		{"time beside the leaf", run(`UPDATE entry SET at = 5 WHERE log = 'main' AND seq = 50`),
			[]store.Finding{{Key: store.FoundEntryEdited, Seq: 50, Column: "at", Got: "5"}}},
		{"key in the access log", run(`UPDATE entry SET idem_key = 'k' WHERE log = 'access'`),
			[]store.Finding{{Key: store.FoundKeyWrong, Log: store.AccessLog, Got: "k"}}},
		{"empty key", run(`UPDATE entry SET idem_key = '' WHERE log = 'main' AND seq = 50`), []store.Finding{{Key: store.FoundKeyWrong, Seq: 50}}},
		{"key in another spelling", run("UPDATE entry SET idem_key = 'e\u0301' WHERE log = 'main' AND seq = 50"), []store.Finding{{Key: store.FoundKeyWrong, Seq: 50}}},
		{"hash without a key", func(t *testing.T, raw *sql.DB, _ store.Config) {
			sqlDo(t, raw, `UPDATE entry SET idem_hash = $1 WHERE log = 'main' AND seq = 50`, make([]byte, 32))
		}, []store.Finding{{Key: store.FoundKeyWrong, Seq: 50}}},
		{"hash of another length", func(t *testing.T, raw *sql.DB, _ store.Config) {
			sqlDo(t, raw, `UPDATE entry SET idem_key = 'k', idem_hash = $1 WHERE log = 'main' AND seq = 50`, make([]byte, 5))
		}, []store.Finding{{Key: store.FoundKeyWrong, Seq: 50}}},
		{"leaf in a full tile", leafEdit(50, false), []store.Finding{{Key: store.FoundLeafEdited, Seq: 50}}},
		{"leaf in the tail", leafEdit(299, false), []store.Finding{{Key: store.FoundLeafEdited, Seq: 299}}},
		{"leaf and hash in a full tile", leafEdit(50, true), []store.Finding{{Key: store.FoundLeafEdited, Seq: 50}}},
		{"leaf and hash in the tail", leafEdit(299, true), []store.Finding{{Key: store.FoundHeadEdited, Seq: 300}}},
		{"leaf made unreadable", func(t *testing.T, raw *sql.DB, _ store.Config) {
			flip(t, raw, "entry", "leaf", "log = 'main' AND seq = 299", 0)
		}, []store.Finding{{Key: store.FoundLeafEdited, Seq: 299}, {Key: store.FoundLeafUnreadable, Seq: 299}}},
		{"hash beside the leaf", func(t *testing.T, raw *sql.DB, _ store.Config) {
			flip(t, raw, "entry", "hash", "log = 'main' AND seq = 299", 3)
		}, []store.Finding{{Key: store.FoundLeafEdited, Seq: 299}}},
		{"log cut and head rewritten", func(t *testing.T, raw *sql.DB, _ store.Config) {
			sqlDo(t, raw, `DELETE FROM entry WHERE log = 'main' AND seq = 300`)
			rebuild(t, raw, store.MainLog)
		}, []store.Finding{{Key: store.FoundRowAdded, Table: "unit_past"}, {Key: store.FoundCellEdited, Column: "from_seq"}, {Key: store.FoundCellEdited, Column: "name"}}},
	}
}

func leafEdit(seq core.Seq, withHash bool) func(*testing.T, *sql.DB, store.Config) {
	return func(t *testing.T, raw *sql.DB, _ store.Config) {
		editLeaf(t, raw, seq, withHash)
	}
}

func treeTamperings() []tampering {
	const mainHead = "log = 'main'"
	return []tampering{
		{"head's root", func(t *testing.T, raw *sql.DB, _ store.Config) {
			flip(t, raw, "head", "frontier", mainHead, 20)
		}, []store.Finding{{Key: store.FoundHeadEdited, Seq: 300}}},
		{"head's time", run(`UPDATE head SET at = 5 WHERE log = 'main'`), []store.Finding{{Key: store.FoundHeadTime, Seq: 300, Got: "5"}}},
		{"access log's time", run(`UPDATE head SET at = 5 WHERE log = 'access'`), []store.Finding{{Key: store.FoundHeadTime, Log: store.AccessLog, Got: "5"}}},
		{"head of another log", run(`INSERT INTO head (district_id, log, seq, at, frontier) SELECT district_id, 'other', seq, at, frontier FROM head WHERE log = 'main'`),
			[]store.Finding{{Key: store.FoundLogAdded, Table: "head", Row: "other"}}},
		{"head's number", run(`UPDATE head SET seq = 299 WHERE log = 'main'`), []store.Finding{{Key: store.FoundHeadUnreadable}}},
		{"head deleted", run(`DELETE FROM head WHERE log = 'main'`), []store.Finding{{Key: store.FoundHeadMissing}}},
		{"tile's hash", func(t *testing.T, raw *sql.DB, _ store.Config) {
			flip(t, raw, "tile", "hashes", "level = 0 AND idx = 0", 1000)
		}, []store.Finding{{Key: store.FoundTileEdited, Row: "0/0"}}},
		{"tile's root", func(t *testing.T, raw *sql.DB, _ store.Config) {
			flip(t, raw, "tile", "root", "level = 0 AND idx = 0", 1)
		}, []store.Finding{{Key: store.FoundTileEdited, Row: "0/0"}}},
		{"tile deleted", run(`DELETE FROM tile`), []store.Finding{{Key: store.FoundTileMissing, Row: "0/0"}}},
		{"tile added", run(`UPDATE tile SET idx = 1`),
			[]store.Finding{{Key: store.FoundTileMissing, Row: "0/0"}, {Key: store.FoundTileAdded, Row: "0/1"}}},
	}
}

func outsideTamperings() []tampering {
	return []tampering{
		{"personal data", run(`UPDATE personal SET value = salt`), []store.Finding{{Key: store.FoundPersonalEdited, Table: "person", Row: "p1"}}},
		{"personal data of nobody", run(`INSERT INTO personal (district_id, id, salt, value) SELECT district_id, 'p2', salt, value FROM personal`),
			[]store.Finding{{Key: store.FoundPersonalAdded, Table: "personal", Row: "p2"}}},
		{"personal data deleted", run(`DELETE FROM personal`), []store.Finding{{Key: store.FoundPersonalGone, Table: "person", Row: "p1"}}},
		{"password record", run(`UPDATE secret SET hash = 'argon2id$another'`), []store.Finding{{Key: store.FoundSecretEdited, Table: "secret", Row: "a1"}}},
		{"password that must be changed", run(`UPDATE secret SET must_change = 1`), []store.Finding{{Key: store.FoundSecretEdited, Table: "secret", Row: "a1"}}},
		{"password record of another account", run(`UPDATE secret SET account_id = 'a2'`), []store.Finding{{Key: store.FoundSecretGone, Table: "secret", Row: "a1"}}},
		{"password record deleted", run(`DELETE FROM secret`), []store.Finding{{Key: store.FoundSecretGone, Table: "secret", Row: "a1"}}},
		{"file deleted", func(t *testing.T, _ *sql.DB, c store.Config) {
			if err := os.Remove(blobPath(t, c)); err != nil {
				t.Fatal(err)
			}
		}, []store.Finding{{Key: store.FoundBlobMissing}}},
		{"file altered", func(t *testing.T, _ *sql.DB, c store.Config) {
			if err := os.WriteFile(blobPath(t, c), []byte("另一份"), 0o600); err != nil {
				t.Fatal(err)
			}
		}, []store.Finding{{Key: store.FoundBlobAltered}}},
	}
}
