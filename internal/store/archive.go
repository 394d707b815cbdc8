package store

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"

	"tupo/internal/errs"
)

// An archive is a tar file of plain members in a fixed order:
//
//	tupo-backup                     the format's number
//	log/<district>/<log>/<part>     entries: leaf and idempotency key
//	outside/<table>/<part>          rows outside the ledger
//	blob/<sha256>                   files
//	settings                        of the place, if it has any; the store does not read them
//	manifest                        all members with size and SHA-256, all heads
//
// It knows no engine: rows are derived from the leaves when it is read back.
// The manifest comes last, so that writing needs no second pass; a truncated
// archive has none.
const (
	headerName   = "tupo-backup"
	headerText   = "1\n"
	settingsName = "settings"
	manifestName = "manifest"
)

// Bounds of members, in bytes and in number.
const (
	partSize    = 4 << 20  // a part is closed when it has passed this
	maxPart     = 96 << 20 // one entry may be large: a whole imported workbook
	maxManifest = 256 << 20
	maxBlob     = 4 << 30
	maxSettings = 64 << 10
	maxMembers  = 2_000_000
)

// manifest closes an archive.
type manifest struct {
	Format  int           `json:"format"`
	Heads   []archiveHead `json:"heads"`
	Members []member      `json:"members"`
}

// archiveHead is a log's head as the archive should lead to it.
type archiveHead struct {
	District string `json:"district"`
	Log      string `json:"log"`
	Seq      int64  `json:"seq"`
	Time     int64  `json:"time"`
	Root     string `json:"root"`
}

type member struct {
	Name string `json:"name"`
	Size int64  `json:"size"`
	SHA  string `json:"sha256"`
}

// errArchive is the cause of every refusal of an archive.
var errArchive = errors.New("not a whole archive of this program")

func badArchive(what string, args ...any) error {
	return errs.New(errs.Damaged, "store.archive-damaged").Because(
		fmt.Errorf("%w: %s", errArchive, fmt.Sprintf(what, args...)))
}

// archiveHeader gives the only tar header that a member may have.
func archiveHeader(name string, size int64) *tar.Header {
	return &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600,
		ModTime: time.Unix(0, 0), Format: tar.FormatUSTAR}
}

// archiveWriter writes members and remembers them for the manifest.
type archiveWriter struct {
	tar      *tar.Writer
	manifest manifest
}

func newArchiveWriter(w io.Writer) (*archiveWriter, error) {
	a := &archiveWriter{tar: tar.NewWriter(w), manifest: manifest{Format: 1}}
	return a, a.bytes(headerName, []byte(headerText))
}

func (a *archiveWriter) bytes(name string, content []byte) error {
	return a.stream(name, int64(len(content)), bytes.NewReader(content))
}

// stream writes a member of known size.
func (a *archiveWriter) stream(name string, size int64, r io.Reader) error {
	if err := a.tar.WriteHeader(archiveHeader(name, size)); err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(a.tar, sum), r); err != nil {
		return err
	}
	a.manifest.Members = append(a.manifest.Members, member{name, size, hex.EncodeToString(sum.Sum(nil))})
	return nil
}

func (a *archiveWriter) close() error {
	text, err := json.Marshal(a.manifest)
	if err != nil {
		return err
	}
	if err := a.bytes(manifestName, text); err != nil {
		return err
	}
	return a.tar.Close()
}

// parts writes frames into numbered members of bounded size.
type parts struct {
	archive *archiveWriter
	prefix  string
	n       int
	frame   frameWriter
}

// flush writes the frames gathered; without force only when there are enough.
func (p *parts) flush(force bool) error {
	if len(p.frame.buf) == 0 || !force && len(p.frame.buf) < partSize {
		return nil
	}
	p.n++
	err := p.archive.bytes(fmt.Sprintf("%s/%08d", p.prefix, p.n), p.frame.buf)
	p.frame.buf = p.frame.buf[:0]
	return err
}

// frameWriter appends numbers and length-prefixed texts.
type frameWriter struct{ buf []byte }

func (w *frameWriter) num(n int64) { w.buf = binary.AppendVarint(w.buf, n) }

func (w *frameWriter) octets(b []byte) {
	w.num(int64(len(b)))
	w.buf = append(w.buf, b...)
}

// frameReader reads them back; bad stays set once something did not fit.
type frameReader struct {
	rest []byte
	bad  bool
}

func (r *frameReader) num() int64 {
	n, size := binary.Varint(r.rest)
	if size <= 0 {
		r.bad, r.rest = true, nil
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

func (r *frameReader) octets() []byte {
	n := r.num()
	if n < 0 || n > int64(len(r.rest)) {
		r.bad, r.rest = true, nil
		return nil
	}
	b := r.rest[:n:n]
	r.rest = r.rest[n:]
	return b
}

// archiveReader reads members, holds each to its bounds and, at the end, all of
// them to the manifest. What it reads it writes once more into a hash: the
// archive must be, to the last byte of filling, what its members make.
type archiveReader struct {
	source  *countingReader
	tar     *tar.Reader
	members []member
	again   *tar.Writer
	made    hash.Hash // of the archive as the writer would have written it
	sum     hash.Hash
	open    *member
}

func newArchiveReader(r io.Reader, limit int64) *archiveReader {
	source := &countingReader{r: r, left: limit, sum: sha256.New()}
	made := sha256.New()
	return &archiveReader{source: source, tar: tar.NewReader(source), again: tar.NewWriter(made), made: made, sum: sha256.New()}
}

// next finishes the member in hand and opens the next one. ok is false after
// the manifest, which is then in the result.
func (a *archiveReader) next() (m member, ok bool, err error) {
	if err := a.finish(); err != nil {
		return member{}, false, err
	}
	h, err := a.tar.Next()
	if err != nil {
		return member{}, false, a.refuse(err)
	}
	want := archiveHeader(h.Name, h.Size)
	if h.Typeflag != want.Typeflag || h.Mode != want.Mode || !h.ModTime.Equal(want.ModTime) ||
		h.Format != want.Format || h.Size < 0 || h.Linkname != "" || h.Uname != "" || h.Gname != "" {
		return member{}, false, badArchive("member %q is no plain file", h.Name)
	}
	if len(a.members) >= maxMembers {
		return member{}, false, badArchive("more than %d members", maxMembers)
	}
	if err := a.again.WriteHeader(want); err != nil {
		return member{}, false, badArchive("member %q: %v", h.Name, err)
	}
	a.open = &member{Name: h.Name, Size: h.Size}
	a.sum.Reset()
	return *a.open, h.Name != manifestName, nil
}

// refuse tells a damaged archive from a source that cannot be read.
func (a *archiveReader) refuse(err error) error {
	switch {
	case a.source.failed != nil:
		return a.source.failed
	case errors.Is(err, io.EOF):
		return badArchive("it ends without a manifest")
	default:
		return badArchive("%v", err)
	}
}

// Read reads the member in hand.
func (a *archiveReader) Read(p []byte) (int, error) {
	n, err := a.tar.Read(p)
	a.sum.Write(p[:n])
	if _, wrong := a.again.Write(p[:n]); wrong != nil {
		return n, badArchive("member %q: %v", a.open.Name, wrong)
	}
	if err != nil && err != io.EOF {
		err = a.refuse(err)
	}
	return n, err
}

// all reads the member in hand as a whole.
func (a *archiveReader) all(limit int64) ([]byte, error) {
	if a.open.Size > limit {
		return nil, badArchive("member %q has %d bytes", a.open.Name, a.open.Size)
	}
	return io.ReadAll(a)
}

// finish reads the rest of the member in hand and remembers its hash.
func (a *archiveReader) finish() error {
	if a.open == nil {
		return nil
	}
	if _, err := io.Copy(io.Discard, a); err != nil {
		return err
	}
	a.open.SHA = hex.EncodeToString(a.sum.Sum(nil))
	a.members = append(a.members, *a.open)
	a.open = nil
	return nil
}

// end reads the manifest, which is in hand, and holds everything read to it:
// every member, in order, and not a byte before, between or after.
func (a *archiveReader) end() (manifest, error) {
	text, err := a.all(maxManifest)
	if err != nil {
		return manifest{}, err
	}
	a.open = nil
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil || m.Format != 1 {
		return manifest{}, badArchive("the manifest cannot be read")
	}
	if again, err := json.Marshal(m); err != nil || !bytes.Equal(again, text) {
		return manifest{}, badArchive("the manifest is not as it was written")
	}
	if len(m.Members) != len(a.members) {
		return manifest{}, badArchive("%d members, the manifest has %d", len(a.members), len(m.Members))
	}
	for i := range m.Members {
		if m.Members[i] != a.members[i] {
			return manifest{}, badArchive("member %q is not as the manifest says", a.members[i].Name)
		}
	}
	if _, err := a.tar.Next(); err != io.EOF {
		return manifest{}, badArchive("something follows the manifest")
	}
	if _, err := io.Copy(io.Discard, a.source); err != nil {
		return manifest{}, a.refuse(err)
	}
	if err := a.again.Close(); err != nil {
		return manifest{}, badArchive("%v", err)
	}
	if !bytes.Equal(a.made.Sum(nil), a.source.sum.Sum(nil)) {
		return manifest{}, badArchive("its %d bytes are not those that its members make", a.source.read)
	}
	return m, nil
}

// countingReader counts and hashes, and refuses to read on past a limit.
type countingReader struct {
	r      io.Reader
	sum    hash.Hash
	read   int64
	left   int64
	failed error // why reading stopped, if not for the end
}

func (c *countingReader) Read(p []byte) (int, error) {
	if c.left <= 0 {
		c.failed = errs.New(errs.TooLarge, "store.archive-too-large", "read", decimal(c.read))
		return 0, c.failed
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.sum.Write(p[:n])
	c.read += int64(n)
	c.left -= int64(n)
	if err != nil && err != io.EOF {
		c.failed = err
	}
	return n, err
}
