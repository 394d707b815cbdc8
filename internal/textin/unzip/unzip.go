// Package unzip opens the zip containers of office documents (xlsx, docx) that
// strangers send, and decides from the archive's directory alone whether they
// may be unpacked at all.
//
// It refuses before it unpacks: too many parts, too much when unpacked, a ratio
// that only a bomb has, encryption, a name given twice. It writes no file and
// knows nothing of what the parts mean.
package unzip

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strconv"
	"strings"

	"tupo/internal/errs"
)

// Limits bound what is unpacked. A zero field takes the value in brackets.
type Limits struct {
	Input int64 // bytes of the archive itself (20 MB)
	Total int64 // bytes of all parts unpacked (64 MB)
	Part  int64 // bytes of one part unpacked (as Total)
	Parts int   // number of parts (2,000)
	Ratio int64 // unpacked ÷ packed of a part above 1 MB (200)
}

const megabyte = 1 << 20

func (l Limits) withDefaults() Limits {
	if l.Input <= 0 {
		l.Input = 20 * megabyte
	}
	if l.Total <= 0 {
		l.Total = 64 * megabyte
	}
	if l.Part <= 0 {
		l.Part = l.Total
	}
	if l.Parts <= 0 {
		l.Parts = 2000
	}
	if l.Ratio <= 0 {
		l.Ratio = 200
	}
	return l
}

// Archive is a container that passed the limits.
type Archive struct {
	parts map[string]*zip.File // by lower-case name
}

// Open reads the directory of the archive of size bytes in r. It fails with
// errs.TooLarge (unzip.input, unzip.total, unzip.parts, unzip.bomb) or
// errs.Invalid (unzip.damaged, unzip.locked, unzip.twice).
func Open(r io.ReaderAt, size int64, l Limits) (*Archive, error) {
	l = l.withDefaults()
	if size > l.Input {
		return nil, errs.New(errs.TooLarge, "unzip.input", "limit", megabytes(l.Input))
	}
	if err := directory(r, size, l); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, errs.New(errs.Invalid, "unzip.damaged").Because(err)
	}
	if len(z.File) > l.Parts {
		return nil, errs.New(errs.TooLarge, "unzip.parts", "limit", strconv.Itoa(l.Parts))
	}
	a := &Archive{parts: make(map[string]*zip.File, len(z.File))}
	var total uint64
	for _, f := range z.File {
		if err := weigh(f, &total, l); err != nil {
			return nil, err
		}
		name := normal(f.Name)
		if a.parts[name] != nil {
			return nil, errs.New(errs.Invalid, "unzip.twice", "name", f.Name)
		}
		a.parts[name] = f
	}
	return a, nil
}

// weigh judges one directory entry. The declared sizes can lie only downwards,
// and then reading the part fails: archive/zip stops at the declared size.
func weigh(f *zip.File, total *uint64, l Limits) error {
	const encrypted = 1
	if f.Flags&encrypted != 0 {
		return errs.New(errs.Invalid, "unzip.locked")
	}
	if f.UncompressedSize64 > uint64(l.Part) {
		return errs.New(errs.TooLarge, "unzip.total", "limit", megabytes(l.Part))
	}
	*total += f.UncompressedSize64
	if *total > uint64(l.Total) {
		return errs.New(errs.TooLarge, "unzip.total", "limit", megabytes(l.Total))
	}
	packed := max(f.CompressedSize64, 1)
	if f.UncompressedSize64 > megabyte && f.UncompressedSize64/packed > uint64(l.Ratio) {
		return errs.New(errs.TooLarge, "unzip.bomb")
	}
	return nil
}

func megabytes(n int64) string { return strconv.FormatInt((n+megabyte-1)/megabyte, 10) + " MB" }

func normal(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// directory bounds the size of the central directory before archive/zip reads
// it: that reader takes as many entries as it finds, whatever their number
// claims to be, and a 20 MB file can hold 400,000.
func directory(r io.ReaderAt, size int64, l Limits) error {
	const endLength, window = 22, 65*1024 + 22
	damaged := errs.New(errs.Invalid, "unzip.damaged")
	n := min(size, window)
	if n < endLength {
		return damaged
	}
	tail := make([]byte, n)
	if _, err := r.ReadAt(tail, size-n); err != nil && !errors.Is(err, io.EOF) {
		return damaged.Because(err)
	}
	at := bytes.LastIndex(tail[:n-endLength+4], []byte("PK\x05\x06"))
	if at < 0 || int64(at)+endLength > n {
		return damaged
	}
	end := tail[at:]
	entries := binary.LittleEndian.Uint16(end[10:])
	length := int64(binary.LittleEndian.Uint32(end[12:]))
	offset := int64(binary.LittleEndian.Uint32(end[16:]))
	const wide = 0xffff_ffff // the zip64 form, which no document of this size needs
	if length == wide || offset == wide || entries == 0xffff {
		return errs.New(errs.TooLarge, "unzip.parts", "limit", strconv.Itoa(l.Parts))
	}
	const perEntry = 512 // header, a long name, extra fields
	place := size - n + int64(at)
	limit := int64(l.Parts) * perEntry
	if int(entries) > l.Parts || length > limit || place-offset > limit {
		return errs.New(errs.TooLarge, "unzip.parts", "limit", strconv.Itoa(l.Parts))
	}
	return nil
}

// Has reports whether there is a part of this name, letter case apart.
func (a *Archive) Has(name string) bool { return a.parts[normal(name)] != nil }

// Open gives a part's content, at most its declared size. A missing part is
// errs.Missing unzip.no-part.
func (a *Archive) Open(name string) (io.ReadCloser, error) {
	f := a.parts[normal(name)]
	if f == nil {
		return nil, errs.New(errs.Missing, "unzip.no-part", "name", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, errs.New(errs.Invalid, "unzip.damaged").Because(err)
	}
	return r, nil
}

// Size is a part's unpacked size in bytes, 0 when there is none.
func (a *Archive) Size(name string) int64 {
	if f := a.parts[normal(name)]; f != nil {
		return int64(f.UncompressedSize64)
	}
	return 0
}
