package store

import (
	"fmt"
	"slices"
	"strings"

	"tupo/internal/core"
	"tupo/internal/record"
)

// EntriesOf lists the entries that began or ended a version of a row, oldest
// first; none when the row never was. An unknown kind of object is
// errs.Missing "store.missing".
func (v *View) EntriesOf(ref core.Ref) ([]record.Entry, error) {
	r := v.reader()
	s := r.shapes.byName[ref.Kind]
	if s == nil {
		return nil, missing(&shape{table: record.Table{Name: ref.Kind}}, []string{ref.ID})
	}
	key := strings.SplitN(ref.ID, "/", s.keys)
	if len(key) != s.keys {
		return nil, missing(s, key)
	}
	args, err := r.keyArgs(s, key)
	if err != nil {
		return nil, err
	}
	var seqs []core.Seq
	dest := make([]any, 3+len(s.columns))
	var from, to, n int64
	dest[0], dest[1], dest[2] = &from, &to, &n
	for i := 3; i < len(dest); i++ {
		dest[i] = new(any)
	}
	err = r.query(s.versions, args, func(rows scanner) error {
		err := rows.Scan(dest...)
		seqs = append(seqs, core.Seq(from), core.Seq(to))
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: entries of %s: %w", ref, err)
	}
	slices.Sort(seqs)
	var out []record.Entry
	for _, seq := range slices.Compact(seqs) {
		if seq == 0 {
			continue // a version that is current has no end
		}
		e, err := v.Entry(seq)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}
