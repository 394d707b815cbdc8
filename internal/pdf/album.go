package pdf

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"tupo/internal/errs"
)

// Album draws pages and keeps what was drawn in a folder, so that a second look costs
// no process. What was looked at longest ago goes first once the folder is full. It is
// safe for concurrent use, also by several processes.
type Album struct {
	reader *Reader
	folder string
	most   int64
	now    func() time.Time

	mu     sync.Mutex
	failed map[string]failure // pages that could not be drawn: trying costs as much each time
}

// failure is why a page could not be drawn, and until when it is not tried again.
type failure struct {
	err   error
	until time.Time
}

// Bounds of what an album keeps.
const (
	mostKept   = 256 << 20        // bytes, about 2,000 pages
	mostFailed = 1000             // pages
	tryAgain   = 10 * time.Minute // after a failure
)

// NewAlbum keeps pages in a folder, up to so many bytes (0: 256 MB). now is the wall
// clock.
func NewAlbum(reader *Reader, folder string, most int64, now func() time.Time) *Album {
	if most <= 0 {
		most = mostKept
	}
	return &Album{reader: reader, folder: folder, most: most, now: now, failed: map[string]failure{}}
}

// drawnAs is the number of the form in which pages are kept; another way to draw or to
// read takes the next.
const drawnAs = "1"

// Page gives page n, 1 for the first, of the file with this SHA-256, which is opened
// only if the page is not there. Faults are those of Reader.Draw.
func (a *Album) Page(ctx context.Context, sha256 string, n int, open func() (io.ReadCloser, error)) (*Drawing, error) {
	name := fmt.Sprintf("%s-%s-%d", drawnAs, sha256, n)
	if d, ok := a.kept(name); ok {
		return d, nil
	}
	if err := a.failure(name); err != nil {
		return nil, err
	}
	leave, err := a.reader.sit(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	if d, ok := a.kept(name); ok { // drawn while this one waited
		return d, nil
	}
	file, err := open() // not before: those who wait would hold a file each
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(file)
	if err = errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	d, err := a.reader.draw(ctx, content, n)
	if err != nil {
		a.fail(name, err)
		return nil, err
	}
	_ = a.keep(name, d) // what cannot be kept is drawn again: a look only takes longer
	return d, nil
}

// kept gives a page that is there. A file that cannot be read as one is none.
func (a *Album) kept(name string) (*Drawing, bool) {
	path := filepath.Join(a.folder, name)
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, false
	}
	about, picture, ok := bytes.Cut(b, []byte("\n"))
	d := new(Drawing)
	if !ok || json.Unmarshal(about, d) != nil || len(picture) == 0 {
		return nil, false
	}
	d.PNG = picture
	now := a.now()
	_ = os.Chtimes(path, now, now) // what is looked at stays; if it cannot be told, it goes sooner
	return d, true
}

// keep writes a page as a line of JSON and the picture, and makes room.
func (a *Album) keep(name string, d *Drawing) error {
	about := *d
	about.PNG = nil
	line, err := json.Marshal(about)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(a.folder, 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(a.folder, "new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(slices.Concat(line, []byte("\n"), d.PNG))
	if err = errors.Join(err, f.Close()); err == nil {
		now := a.now()
		err = os.Chtimes(f.Name(), now, now)
	}
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(a.folder, name))
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return a.makeRoom()
}

// makeRoom removes the pages that were looked at longest ago until the rest fits.
func (a *Album) makeRoom() error {
	listed, err := os.ReadDir(a.folder)
	if err != nil {
		return err
	}
	var all []fs.FileInfo
	size := int64(0)
	for _, e := range listed {
		if x, err := e.Info(); err == nil && x.Mode().IsRegular() {
			all, size = append(all, x), size+x.Size()
		}
	}
	slices.SortFunc(all, func(x, y fs.FileInfo) int {
		return cmp.Or(x.ModTime().Compare(y.ModTime()), strings.Compare(x.Name(), y.Name()))
	})
	for _, x := range all {
		if size <= a.most {
			break
		}
		if err := os.Remove(filepath.Join(a.folder, x.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		size -= x.Size()
	}
	return nil
}

func (a *Album) failure(name string) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	f, ok := a.failed[name]
	if !ok {
		return nil
	}
	if !a.now().Before(f.until) {
		delete(a.failed, name)
		return nil
	}
	return f.err
}

// fail remembers what is the file's own fault.
func (a *Album) fail(name string, err error) {
	if !errs.Is(err, errs.Invalid) && !errs.Is(err, errs.TooLarge) {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.failed) >= mostFailed {
		clear(a.failed)
	}
	a.failed[name] = failure{err, a.now().Add(tryAgain)}
}
