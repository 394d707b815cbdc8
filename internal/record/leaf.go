package record

import (
	"encoding/binary"
	"errors"
	"fmt"

	"tupo/internal/core"
)

// leafVersion and leafDomain begin every leaf: a leaf can be mistaken neither
// for another version's nor for another product's hash input.
const (
	leafVersion = 1
	leafDomain  = "tupo/entry"
)

// ErrLeaf is the cause of every failure to decode a leaf.
var ErrLeaf = errors.New("record: malformed leaf")

// Encode writes the entry's one canonical byte form: version, domain, then
// fields in order; text is length-prefixed, numbers are signed varints. The
// same entry always gives the same bytes and DecodeEntry gives it back.
func (e Entry) Encode() []byte {
	w := writer{buf: make([]byte, 0, 256)}
	w.buf = append(w.buf, leafVersion)
	w.text(leafDomain)
	w.text(string(e.District))
	w.num(int64(e.Seq))
	w.text(e.Actor)
	w.num(int64(e.Time))
	w.text(e.Action)
	w.text(e.Reason)
	w.num(int64(len(e.Changes)))
	for _, c := range e.Changes {
		w.change(c)
	}
	return w.buf
}

type writer struct{ buf []byte }

func (w *writer) num(n int64) { w.buf = binary.AppendVarint(w.buf, n) }

func (w *writer) text(s string) {
	w.num(int64(len(s)))
	w.buf = append(w.buf, s...)
}

func (w *writer) change(c Change) {
	w.num(int64(c.Table))
	w.num(int64(c.Op))
	w.num(int64(len(c.Key)))
	for _, k := range c.Key {
		w.text(k)
	}
	w.num(int64(len(c.Fields)))
	for _, f := range c.Fields {
		w.num(int64(f.No))
		w.num(int64(f.Type))
		if f.Type == TypeText {
			w.text(f.Value.Text)
		} else {
			w.num(f.Value.Num)
		}
	}
}

// DecodeEntry reads a leaf. It accepts canonical leaves only: whatever decodes
// encodes back to the same bytes.
func DecodeEntry(leaf []byte) (Entry, error) {
	r := reader{rest: leaf}
	if len(leaf) == 0 || leaf[0] != leafVersion {
		return Entry{}, fmt.Errorf("%w: unknown version", ErrLeaf)
	}
	r.rest = leaf[1:]
	if r.text() != leafDomain {
		return Entry{}, fmt.Errorf("%w: not a tupo entry", ErrLeaf)
	}
	e := Entry{
		District: core.DistrictID(r.text()),
		Seq:      core.Seq(r.num()),
		Actor:    r.text(),
		Time:     core.Instant(r.num()),
		Action:   r.text(),
		Reason:   r.text(),
	}
	n := r.count()
	for range n {
		e.Changes = append(e.Changes, r.change())
	}
	if r.bad || len(r.rest) != 0 {
		return Entry{}, ErrLeaf
	}
	if string(e.Encode()) != string(leaf) {
		return Entry{}, fmt.Errorf("%w: not canonical", ErrLeaf)
	}
	return e, nil
}

type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) num() int64 {
	n, size := binary.Varint(r.rest)
	if size <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

// count reads the length of what follows; it can never exceed the bytes left,
// so a forged length allocates nothing.
func (r *reader) count() int {
	n := r.num()
	if n < 0 || n > int64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return 0
	}
	return int(n)
}

func (r *reader) text() string {
	n := r.count()
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}

func (r *reader) change() Change {
	c := Change{Table: int(r.num()), Op: Op(r.num())}
	for range r.count() {
		c.Key = append(c.Key, r.text())
	}
	for range r.count() {
		f := Numbered{No: int(r.num()), Type: Type(r.num())}
		switch f.Type {
		case TypeText:
			f.Value.Text = r.text()
		case TypeInt, TypeFlag, TypeQuantity:
			f.Value.Num = r.num()
			f.Value.Known = f.Type == TypeQuantity
		default:
			r.bad = true
		}
		c.Fields = append(c.Fields, f)
	}
	return c
}
