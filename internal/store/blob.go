package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"

	"tupo/internal/errs"
)

// Blobs are files named by the SHA-256 of their content, in folders by the
// first two digits. They are written once, never changed and never deleted.
type Blobs struct {
	dir string // "" when the store was given no folder
}

func newBlobs(dir string) *Blobs {
	if dir == "" {
		return &Blobs{}
	}
	return &Blobs{dir: filepath.Join(dir, blobFolder)}
}

// sniffed is how many bytes decide the media type.
const sniffed = 512

// Put reads a file of at most limit bytes and keeps it: its SHA-256 in hex, its
// size in bytes, and its media type as the content shows it. The file is on the
// disk, and its name too, when Put returns, so that a row naming it can commit.
// errs.TooLarge "store.blob-too-large" as soon as the limit is passed.
func (b *Blobs) Put(ctx context.Context, r io.Reader, limit int64) (sha string, size int64, media string, err error) {
	if b.dir == "" {
		return "", 0, "", errs.New(errs.Invalid, "store.no-folder")
	}
	temp, err := b.temporary()
	if err != nil {
		return "", 0, "", err
	}
	defer func() {
		// After the rename the temporary name is gone, which is as it should be.
		if e := os.Remove(temp.Name()); err == nil && e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = fmt.Errorf("store: put blob: %w", e)
		}
	}()
	head := &prefix{limit: sniffed}
	hash := sha256.New()
	size, err = io.Copy(io.MultiWriter(temp, hash, head), io.LimitReader(contextReader{ctx, r}, limit+1))
	if err == nil && size > limit {
		err = errs.New(errs.TooLarge, "store.blob-too-large", "limit", decimal(limit))
	}
	if err == nil {
		err = temp.Sync()
	}
	if e := temp.Close(); err == nil {
		err = e
	}
	if err != nil {
		return "", 0, "", fmt.Errorf("store: put blob: %w", err)
	}
	sha = hex.EncodeToString(hash.Sum(nil))
	if err := b.adopt(temp.Name(), sha); err != nil {
		return "", 0, "", fmt.Errorf("store: put blob %s: %w", sha, err)
	}
	return sha, size, http.DetectContentType(head.bytes), nil
}

// BlobName is the name under which Put keeps a content: the SHA-256 of it, in hexadecimal digits.
func BlobName(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}

func (b *Blobs) temporary() (*os.File, error) {
	if err := makeFolder(b.dir); err != nil {
		return nil, fmt.Errorf("store: blobs: %w", err)
	}
	f, err := os.CreateTemp(b.dir, "incoming-*")
	if err != nil {
		return nil, fmt.Errorf("store: blobs: %w", err)
	}
	return f, nil
}

// adopt gives a synced file its final name. An older file of that name has the
// same content or is damaged: both may be replaced.
func (b *Blobs) adopt(temp, sha string) error {
	path := b.path(sha)
	folder := filepath.Dir(path)
	if err := makeFolder(folder); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	return syncFolder(folder)
}

func (b *Blobs) path(sha string) string { return filepath.Join(b.dir, sha[:2], sha) }

// Open opens a blob for reading: errs.Missing "store.blob-missing".
func (b *Blobs) Open(sha string) (*os.File, error) {
	if b.dir == "" || !validSHA(sha) {
		return nil, blobMissing(sha)
	}
	f, err := os.Open(b.path(sha))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, blobMissing(sha)
	}
	if err != nil {
		return nil, fmt.Errorf("store: open blob: %w", err)
	}
	return f, nil
}

func blobMissing(sha string) error { return errs.New(errs.Missing, "store.blob-missing", "sha", sha) }

// Verify reads a blob and compares its content with its name: errs.Missing
// "store.blob-missing", errs.Damaged "store.blob-altered".
func (b *Blobs) Verify(ctx context.Context, sha string) error {
	f, err := b.Open(sha)
	if err != nil {
		return err
	}
	defer f.Close()
	hash := sha256.New()
	if _, err := io.Copy(hash, contextReader{ctx, f}); err != nil {
		return fmt.Errorf("store: verify blob %s: %w", sha, err)
	}
	if got := hex.EncodeToString(hash.Sum(nil)); got != sha {
		return errs.New(errs.Damaged, "store.blob-altered", "sha", sha, "got", got)
	}
	return nil
}

// list names all blobs with their sizes, in order.
func (b *Blobs) list(f func(sha string, size int64) error) error {
	if b.dir == "" {
		return nil
	}
	err := filepath.WalkDir(b.dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() || !validSHA(e.Name()) {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		return f(e.Name(), info.Size())
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil // no blob was ever put
	}
	return err
}

// validSHA keeps anything but 64 lower-case hex digits out of file names.
func validSHA(s string) bool {
	if len(s) != 2*sha256.Size {
		return false
	}
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && (s[i] < 'a' || s[i] > 'f') {
			return false
		}
	}
	return true
}

// makeFolder makes a folder and, when it is new, the entry that names it last.
func makeFolder(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(dir))
}

// syncFolder makes a folder's names durable.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// contextReader stops reading when the context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// prefix keeps the first bytes written to it.
type prefix struct {
	bytes []byte
	limit int
}

func (p *prefix) Write(b []byte) (int, error) {
	p.bytes = append(p.bytes, b[:min(len(b), p.limit-len(p.bytes))]...)
	return len(b), nil
}
