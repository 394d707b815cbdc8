package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/record"
)

// log tells which log the rows of a shape are derived from.
func (s *shape) log() Log {
	if s.table == (&Event{}).Table() {
		return AccessLog
	}
	return MainLog
}

// rowCheck compares the rows of one log's tables with what its entries say. The
// past is compared while the entries are read, table by table in the order of
// the past's key, which is the order in which entries close versions. The
// current rows are compared when the entries are through.
type rowCheck struct {
	x       *verifier
	log     Log
	derived *derivation
	past    map[*shape]*pastCursor
	suspect map[core.Seq]bool
}

func newRowCheck(x *verifier, log Log, suspect map[core.Seq]bool) *rowCheck {
	c := &rowCheck{x: x, log: log, suspect: suspect,
		derived: newDerivation(x.v.shapes), past: make(map[*shape]*pastCursor)}
	for _, s := range x.v.shapes.all {
		if s.log() == log {
			c.past[s] = &pastCursor{x: x, v: x.v, shape: s, to: math.MinInt64, n: math.MinInt64, ended: x.absent[s.past()]}
		}
	}
	return c
}

// image is a row as the database has it.
type image struct {
	from, to, n int64 // to and n of past rows only
	values      []record.Value
}

// pastCursor reads a table of past rows in pages.
type pastCursor struct {
	x     *verifier
	v     *View
	shape *shape
	to, n int64 // key of the last row read
	page  []image
	ended bool
}

// peek gives the next row, or false at the end.
func (p *pastCursor) peek() (image, bool, error) {
	for len(p.page) == 0 && !p.ended {
		if err := p.read(); err != nil {
			return image{}, false, err
		}
	}
	if len(p.page) == 0 {
		return image{}, false, nil
	}
	return p.page[0], true, nil
}

func (p *pastCursor) read() error {
	var row image
	read := 0
	c := p.shape.newCells([]any{&row.to, &row.n, &row.from})
	text := fmt.Sprintf(`
SELECT to_seq, n, from_seq, %s
FROM %s
WHERE district_id = $1
AND (to_seq, n) > ($2, $3)
ORDER BY to_seq, n
LIMIT $4`, p.shape.list(0), p.shape.past())
	args := []any{string(p.v.district), p.to, p.n, int64(verifyPage)}
	err := p.v.query(text, args, func(rows scanner) error {
		read++
		if err := rows.Scan(c.dest...); err != nil {
			p.x.unreadable(p.shape.log(), p.shape.past(), err)
			return nil
		}
		row.values = c.values()
		p.page = append(p.page, row)
		return nil
	})
	if err != nil {
		return err
	}
	// The key comes first and is read where the rest of a row is not; if it is not
	// either, there is no telling where the next page begins.
	p.ended = read < verifyPage || row.to == p.to && row.n == p.n
	p.to, p.n = row.to, row.n
	return nil
}

// values copies the received values.
func (c *cells) values() []record.Value {
	all := make([]record.Value, len(c.all))
	for i := range c.all {
		all[i] = c.all[i].value
	}
	return all
}

// apply derives an entry's changes and compares the past rows they made.
func (c *rowCheck) apply(e record.Entry) error {
	return c.derived.apply(e, func(want closedVersion) error {
		if want.shape.log() != c.log {
			return contradicts(e, want.n, "table "+want.shape.table.Name+" of another log")
		}
		return c.comparePast(want)
	})
}

// comparePast takes past rows off the cursor up to the wanted one.
func (c *rowCheck) comparePast(want closedVersion) error {
	if c.x.absent[want.shape.past()] {
		return nil
	}
	p := c.past[want.shape]
	for {
		got, ok, err := p.peek()
		if err != nil {
			return err
		}
		order := -1
		if ok {
			order = cmp.Or(cmp.Compare(int64(want.to), got.to), cmp.Compare(int64(want.n), got.n))
		}
		switch {
		case order < 0:
			c.found(Finding{Key: FoundRowDeleted, Table: want.shape.past(), Row: strings.Join(want.key, "/"), Seq: want.from}, want.to)
			return nil
		case order > 0:
			p.page = p.page[1:]
			c.added(want.shape, want.shape.past(), got)
		default:
			p.page = p.page[1:]
			return c.compare(want.shape, want.shape.past(), want.version, got)
		}
	}
}

// found reports a finding unless it only follows from an entry that is itself
// not to be believed.
func (c *rowCheck) found(f Finding, seqs ...core.Seq) {
	for _, seq := range append(seqs, f.Seq) {
		if c.suspect[seq] {
			return
		}
	}
	f.Log = c.log
	c.x.found(f)
}

func (c *rowCheck) added(s *shape, table string, got image) {
	var key []string
	for _, v := range got.values[:s.keys] {
		key = append(key, v.Text)
	}
	c.found(Finding{Key: FoundRowAdded, Table: table, Row: strings.Join(key, "/"), Seq: core.Seq(got.from)}, core.Seq(got.to))
}

// compare compares a row cell by cell with the version it should be.
func (c *rowCheck) compare(s *shape, table string, want version, got image) error {
	c.x.verdict.Rows++
	values, err := s.expand(want.key, want.fields)
	if err != nil {
		return err
	}
	row := strings.Join(want.key, "/")
	if int64(want.from) != got.from {
		c.found(Finding{Key: FoundCellEdited, Table: table, Row: row, Seq: want.from, Column: "from_seq",
			Want: decimal(want.from), Got: decimal(got.from)}, core.Seq(got.from), core.Seq(got.to))
	}
	for i, v := range values {
		if v != got.values[i] {
			t := s.columns[i].typ
			c.found(Finding{Key: FoundCellEdited, Table: table, Row: row, Seq: want.from, Column: s.columns[i].name,
				Want: t.Show(v), Got: t.Show(got.values[i])}, core.Seq(got.from), core.Seq(got.to))
		}
	}
	c.x.note(s, row, values)
	return nil
}

// finish compares what is left of the past, and the current rows.
func (c *rowCheck) finish() error {
	for _, s := range c.x.v.shapes.all {
		if s.log() != c.log {
			continue
		}
		for {
			got, ok, err := c.past[s].peek()
			if err != nil {
				return err
			}
			if !ok {
				break
			}
			c.past[s].page = c.past[s].page[1:]
			c.added(s, s.past(), got)
		}
		if err := c.current(s); err != nil {
			return err
		}
	}
	return nil
}

// current compares a table of current rows.
func (c *rowCheck) current(s *shape) error {
	wanted := c.derived.current[s]
	if c.x.absent[s.table.Name] {
		return nil
	}
	var got image
	key := make([]string, s.keys)
	received := s.newCells(nil, &got.from)
	text := fmt.Sprintf(`
SELECT %s, from_seq
FROM %s
WHERE district_id = $1`, s.list(0), s.table.Name)
	err := c.x.v.query(text, []any{string(c.x.v.district)}, func(rows scanner) error {
		if err := rows.Scan(received.dest...); err != nil {
			c.x.unreadable(c.log, s.table.Name, err)
			return nil
		}
		got.values = received.values()
		for i := range key {
			key[i] = got.values[i].Text
		}
		k := rowKey(key)
		want, known := wanted[k]
		if !known {
			c.added(s, s.table.Name, got)
			return nil
		}
		delete(wanted, k)
		return c.compare(s, s.table.Name, want, got)
	})
	if err != nil {
		return err
	}
	for _, k := range slices.Sorted(maps.Keys(wanted)) {
		c.found(Finding{Key: FoundRowDeleted, Table: s.table.Name, Row: strings.Join(wanted[k].key, "/"), Seq: wanted[k].from})
	}
	return nil
}

// blobColumn names the column of a table that holds the SHA-256 of a file.
func blobColumn(table string) string {
	switch table {
	case "evidence":
		return "id"
	case "document":
		return "text_id"
	}
	return ""
}

// note remembers the files that rows name. The leaf is asked, not the row.
func (x *verifier) note(s *shape, row string, values []record.Value) {
	name := blobColumn(s.table.Name)
	if name == "" {
		return
	}
	i := slices.IndexFunc(s.columns, func(c column) bool { return c.name == name })
	if sha := values[i].Text; sha != "" {
		x.blobs[sha] = blobUse{s.table.Name, row}
	}
}

// files reads every file that a row names.
func (x *verifier) files(ctx context.Context, b *Blobs) error {
	for _, sha := range slices.Sorted(maps.Keys(x.blobs)) {
		use := x.blobs[sha]
		f := Finding{Log: MainLog, Table: use.table, Row: use.row, Want: sha}
		err := b.Verify(ctx, sha)
		switch errs.KindOf(err) {
		case errs.Missing:
			f.Key = FoundBlobMissing
		case errs.Damaged:
			f.Key = FoundBlobAltered
			f.Got = got(err)
		default:
			if err != nil {
				return err
			}
			x.verdict.Blobs++
			continue
		}
		x.found(f)
	}
	return nil
}

func got(err error) string {
	for _, e := range errs.All(err) {
		return arg(e, "got")
	}
	return ""
}

// personal compares personal data with the hashes in the rows. Data may be missing
// where the row says who erased it, and nowhere else; none is of nobody.
func (x *verifier) personal() error {
	if x.absent["personal"] || x.absent["person"] {
		return nil
	}
	held, err := x.v.Personals()
	if err != nil {
		return err
	}
	err = x.v.query(`
SELECT id, personal_hash, erased_at
FROM person
WHERE district_id = $1
AND personal_hash <> ''
ORDER BY id`, []any{string(x.v.district)}, func(rows scanner) error {
		var id, want string
		var erased int64
		if err := rows.Scan(&id, &want, &erased); err != nil {
			return nil // it was named when the table was compared
		}
		f := Finding{Log: MainLog, Table: "person", Row: id, Want: want}
		p, ok := held[id]
		delete(held, id)
		switch {
		case !ok && erased != 0:
			f.Key = NotedPersonalErased
			x.verdict.Notes = append(x.verdict.Notes, f)
		case !ok:
			f.Key = FoundPersonalGone
			x.found(f)
		case erased != 0:
			f.Key = FoundPersonalKept
			x.found(f)
		case p.Hash() != want:
			f.Key, f.Got = FoundPersonalEdited, p.Hash()
			x.found(f)
		}
		return nil
	})
	for _, id := range slices.Sorted(maps.Keys(held)) {
		x.found(Finding{Key: FoundPersonalAdded, Log: MainLog, Table: "personal", Row: id})
	}
	return err
}
