package store

import (
	"maps"
	"slices"
	"strings"
)

// tableLayout is what verification needs of a table: its columns, and the lists of
// columns by which no two rows may be alike.
type tableLayout struct {
	columns []string
	unique  []string // each list joined by ", "
}

// layout is tables by name.
type layout map[string]*tableLayout

// wantedLayout gives the tables as the migrations make them, derived from the
// descriptions; a test compares the two.
func wantedLayout(sh shapes) layout {
	all := layout{
		"head":  {[]string{"district_id", "log", "seq", "at", "frontier"}, []string{"district_id, log"}},
		"entry": {entryColumns(), []string{"district_id, log, seq", "district_id, idem_key, actor"}},
		"tile":  {[]string{"district_id", "log", "level", "idx", "root", "hashes"}, []string{"district_id, log, level, idx"}},
	}
	for _, s := range sh.all {
		all[s.table.Name] = &tableLayout{s.currentColumns(), []string{"district_id, " + s.keyList()}}
		all[s.past()] = &tableLayout{s.pastColumns(), []string{"district_id, to_seq, n"}}
	}
	for _, t := range outsideTables() {
		all[t.name] = &tableLayout{append([]string{"district_id"}, t.names()...), []string{"district_id, " + strings.Join(t.names()[:t.keys], ", ")}}
	}
	return all
}

// layoutQueries are an engine's own account of its tables: (table, column), and
// (table, index, column) of unique indexes in the order of their columns. A view
// is no table, whatever it is called.
func (d dialect) layoutQueries() (columns, unique string) {
	if d == postgres {
		return `
SELECT c.relname, a.attname
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = current_schema()::regnamespace
AND c.relkind IN ('r', 'p')
AND a.attnum > 0
AND NOT a.attisdropped`, `
SELECT c.relname, i.indexrelid::text, a.attname
FROM pg_class c
JOIN pg_index i ON i.indrelid = c.oid
CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
WHERE c.relnamespace = current_schema()::regnamespace
AND i.indisunique
AND i.indisvalid
AND k.place <= i.indnkeyatts
ORDER BY c.relname, i.indexrelid, k.place`
	}
	return `
SELECT m.name, c.name
FROM sqlite_master m
JOIN pragma_table_info(m.name) c
WHERE m.type = 'table'`, `
SELECT m.name, i.name, c.name
FROM sqlite_master m
JOIN pragma_index_list(m.name) i
JOIN pragma_index_info(i.name) c
WHERE m.type = 'table'
AND i."unique" = 1
ORDER BY m.name, i.name, c.seqno`
}

// layout reads the tables as the database has them.
func (v *View) layout(d dialect) (layout, error) {
	columns, unique := d.layoutQueries()
	have := layout{}
	var table, index, column string
	err := v.query(columns, nil, func(rows scanner) error {
		err := rows.Scan(&table, &column)
		if have[table] == nil {
			have[table] = &tableLayout{}
		}
		have[table].columns = append(have[table].columns, column)
		return err
	})
	if err != nil {
		return nil, err
	}
	last := ""
	err = v.query(unique, nil, func(rows scanner) error {
		if err := rows.Scan(&table, &index, &column); err != nil {
			return err
		}
		t := have[table]
		if name := table + " " + index; name != last {
			last, t.unique = name, append(t.unique, column)
		} else {
			t.unique[len(t.unique)-1] += ", " + column
		}
		return nil
	})
	return have, err
}

// layout compares the tables with what they should be. One that lacks something
// which is read cannot be asked about its rows: the rest goes on without it.
func (x *verifier) layout(d dialect) error {
	have, err := x.v.layout(d)
	if err != nil {
		return err
	}
	want := wantedLayout(*x.v.shapes)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		t := have[name]
		if t == nil {
			x.absent[name] = true
			x.found(Finding{Key: FoundTableMissing, Table: name})
			continue
		}
		for _, c := range want[name].columns {
			if !slices.Contains(t.columns, c) {
				x.absent[name] = true
				x.found(Finding{Key: FoundColumnMissing, Table: name, Column: c})
			}
		}
		for _, u := range want[name].unique {
			if !x.absent[name] && !slices.Contains(t.unique, u) {
				x.found(Finding{Key: FoundUniqueMissing, Table: name, Column: u})
			}
		}
	}
	return nil
}

// foreignQuery lists what acts on tables or stands before them and is none: (table,
// name) of triggers, rules and views. The program makes none of them. One that its
// owner switched off is listed too, since it is switched on as easily; an extension's
// views are its own.
func (d dialect) foreignQuery() string {
	if d == postgres {
		return `
SELECT c.relname, t.tgname
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
WHERE c.relnamespace = current_schema()::regnamespace
AND NOT t.tgisinternal
UNION ALL
SELECT c.relname, CASE WHEN r.rulename = '_RETURN' THEN c.relname ELSE r.rulename END
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class
WHERE c.relnamespace = current_schema()::regnamespace
AND NOT EXISTS (
	SELECT 1
	FROM pg_depend d
	WHERE d.classid = 'pg_class'::regclass
	AND d.objid = c.oid
	AND d.deptype = 'e'
)
ORDER BY 1, 2`
	}
	return `
SELECT tbl_name, name
FROM sqlite_master
WHERE type IN ('trigger', 'view')
ORDER BY tbl_name, name`
}

// made makes findings of triggers, rules and views.
func (x *verifier) made(d dialect) error {
	return x.v.query(d.foreignQuery(), nil, func(rows scanner) error {
		var table, name string
		if err := rows.Scan(&table, &name); err != nil {
			return err
		}
		x.found(Finding{Key: FoundMadeForeign, Table: table, Row: name})
		return nil
	})
}

// unreadable makes a value that cannot be what its column holds a finding and
// passes its row over, which is then missing as well.
func (x *verifier) unreadable(log Log, table string, err error) {
	x.found(Finding{Key: FoundUnreadable, Log: log, Table: table, Got: err.Error()})
}

// foreign looks for rows of a log that the district has not. Nothing reads them as
// a log, but an idempotency key in one would make a filing look repeated.
func (x *verifier) foreign() error {
	for _, table := range []string{"entry", "head", "tile"} {
		if x.absent[table] {
			continue
		}
		err := x.v.query(`
SELECT DISTINCT log
FROM `+table+`
WHERE district_id = $1
AND log <> $2
AND log <> $3
ORDER BY log`, []any{string(x.v.district), string(MainLog), string(AccessLog)}, func(rows scanner) error {
			var name string
			if err := rows.Scan(&name); err != nil {
				return err
			}
			x.found(Finding{Key: FoundLogAdded, Table: table, Row: name})
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}
