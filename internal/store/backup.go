package store

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/ledger"
)

// Backup writes one state of the whole store to w as an archive that either
// engine can restore. Writing goes on meanwhile. It contains every log, drafts,
// password hashes, stored settings, personal data and all files, and the place's
// own settings as given; not sessions and attempts, and no key that signs.
//
// It reads every leaf and every file again and fails with errs.Damaged rather
// than keep a copy that could not be restored.
func (db *DB) Backup(ctx context.Context, w io.Writer, settings []byte) error {
	if err := db.backup(ctx, w, settings); err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	return nil
}

func (db *DB) backup(ctx context.Context, w io.Writer, settings []byte) error {
	a, err := newArchiveWriter(w)
	if err != nil {
		return err
	}
	err = db.View(ctx, "", func(v *View) error {
		heads, err := v.allHeads()
		if err != nil {
			return err
		}
		for _, h := range heads {
			if err := v.backupLog(a, h); err != nil {
				return err
			}
		}
		for _, t := range outsideTables() {
			if err := v.backupOutside(a, t); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	// Files are there before the rows that name them, so a list made now has
	// all that the state above needs.
	err = db.blobs.list(func(sha string, size int64) error {
		return db.backupBlob(ctx, a, sha, size)
	})
	if err != nil {
		return err
	}
	if len(settings) > 0 {
		if err := a.bytes(settingsName, settings); err != nil {
			return err
		}
	}
	return a.close()
}

// allHeads reads the heads of all districts.
func (v *View) allHeads() ([]*head, error) {
	var ids []logID
	err := v.query(`
SELECT district_id, log
FROM head
ORDER BY district_id, log`, nil, func(rows scanner) error {
		var id logID
		if err := rows.Scan(&id.district, &id.log); err != nil {
			return err
		}
		ids = append(ids, id)
		return nil
	})
	var heads []*head
	for _, id := range ids {
		h, e := readHead(&v.reading, id, "")
		if e != nil {
			return nil, e
		}
		heads = append(heads, h)
	}
	return heads, err
}

// in gives the same state seen from another district.
func (v *View) in(d core.DistrictID) *View {
	other := &View{v.reading}
	other.district = d
	return other
}

// backupLog writes a log's entries and checks that they lead to its head.
func (v *View) backupLog(a *archiveWriter, h *head) error {
	p := &parts{archive: a, prefix: "log/" + string(h.id.district) + "/" + string(h.id.log)}
	var frontier ledger.Frontier
	// No statement may be sent while rows are being read, but nothing else is
	// asked of this connection here.
	err := v.in(h.id.district).leaves(h.id.log, math.MinInt64, math.MaxInt64, func(row leafRow) error {
		frontier.Append(ledger.LeafHash(row.leaf))
		p.frame.octets(row.leaf)
		p.frame.num(flag(row.key.Valid))
		p.frame.octets([]byte(row.key.String))
		return p.flush(false)
	})
	if err != nil {
		return err
	}
	if err := p.flush(true); err != nil {
		return err
	}
	if p.n == 0 { // a log without entries has a part too: it tells that there is a log
		if err := a.bytes(p.prefix+"/00000001", nil); err != nil {
			return err
		}
	}
	if frontier != h.frontier {
		return errs.New(errs.Damaged, "store.backup-damaged", "district", string(h.id.district), "log", string(h.id.log))
	}
	root := frontier.Root()
	a.manifest.Heads = append(a.manifest.Heads, archiveHead{District: string(h.id.district), Log: string(h.id.log),
		Seq: int64(h.seq), Time: int64(h.at), Root: root.String()})
	return nil
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// backupOutside writes a table outside the ledger.
func (v *View) backupOutside(a *archiveWriter, t outsideTable) error {
	if !t.kept {
		return nil
	}
	p := &parts{archive: a, prefix: "outside/" + t.name}
	row := newOutsideRow(t)
	err := v.query(fmt.Sprintf(`
SELECT district_id, %s
FROM %s
ORDER BY district_id, %s`, strings.Join(t.names(), ", "), t.name, strings.Join(t.names()[:t.keys], ", ")), nil,
		func(rows scanner) error {
			if err := rows.Scan(row.dest...); err != nil {
				return err
			}
			row.write(&p.frame)
			return p.flush(false)
		})
	if err != nil {
		return err
	}
	return p.flush(true)
}

// backupBlob writes a file and checks that it is what its name says.
func (db *DB) backupBlob(ctx context.Context, a *archiveWriter, sha string, size int64) error {
	f, err := db.blobs.Open(sha)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := a.stream("blob/"+sha, size, contextReader{ctx, f}); err != nil {
		return fmt.Errorf("blob %s: %w", sha, err)
	}
	if last := a.manifest.Members[len(a.manifest.Members)-1]; last.SHA != sha {
		return errs.New(errs.Damaged, "store.blob-altered", "sha", sha, "got", last.SHA)
	}
	return nil
}

// outsideRow is a row of a table outside the ledger on its way into or out of
// an archive.
type outsideRow struct {
	table    outsideTable
	district string
	texts    [][]byte // texts and bytes, by column
	numbers  []int64
	dest     []any
}

func newOutsideRow(t outsideTable) *outsideRow {
	r := &outsideRow{table: t, texts: make([][]byte, len(t.columns)), numbers: make([]int64, len(t.columns))}
	r.dest = append(r.dest, &r.district)
	for i, c := range t.columns {
		if c.kind == outsideInt {
			r.dest = append(r.dest, &r.numbers[i])
		} else {
			r.dest = append(r.dest, &r.texts[i])
		}
	}
	return r
}

func (r *outsideRow) write(w *frameWriter) {
	w.octets([]byte(r.district))
	for i, c := range r.table.columns {
		if c.kind == outsideInt {
			w.num(r.numbers[i])
		} else {
			w.octets(r.texts[i])
		}
	}
}

// read gives a row's parameters: district, then the columns.
func (r *outsideRow) read(f *frameReader) []any {
	args := []any{string(f.octets())}
	for _, c := range r.table.columns {
		switch c.kind {
		case outsideInt:
			args = append(args, f.num())
		case outsideText:
			args = append(args, string(f.octets()))
		default:
			args = append(args, notNil(f.octets()))
		}
	}
	return args
}
