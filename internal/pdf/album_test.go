package pdf_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"tupo/internal/pdf"
	"tupo/internal/pdf/pdftest"
)

// shelf is files by name, which counts how often they are opened.
type shelf struct {
	files  map[string][]byte
	opened int
}

func (s *shelf) open(name string) func() (io.ReadCloser, error) {
	return func() (io.ReadCloser, error) {
		s.opened++
		return io.NopCloser(bytes.NewReader(s.files[name])), nil
	}
}

func TestAlbum(t *testing.T) {
	page := func(s string) pdftest.Page { return pdftest.Page{Content: pdftest.Latin("1 0 0 1 73 700", 16, s)} }
	files := &shelf{files: map[string][]byte{"a": pdftest.Make(page("one"), page("two"), page("three")), "bad": []byte("no PDF")}}
	now := time.Date(2023, 11, 14, 8, 0, 0, 0, time.UTC)
	folder := filepath.Join(t.TempDir(), "pages")
	reader := pdftest.Reader(t, pdf.Limits{})
	album := func(most int64) *pdf.Album {
		return pdf.NewAlbum(reader, folder, most, func() time.Time { return now })
	}
	look := func(a *pdf.Album, name string, n, wantOpened int) *pdf.Drawing {
		t.Helper()
		now = now.Add(time.Minute)
		d, err := a.Page(t.Context(), name, n, files.open(name))
		if err != nil {
			t.Fatalf("Page(%s, %d) = %v", name, n, err)
		}
		if files.opened != wantOpened {
			t.Errorf("Page(%s, %d): the file was opened %d times, want %d", name, n, files.opened, wantOpened)
		}
		return d
	}
	a := album(0)
	first := look(a, "a", 1, 1)
	second := look(album(0), "a", 1, 1) // another process finds it too
	if !bytes.Equal(first.PNG, second.PNG) || len(second.Lines) != 1 || second.Lines[0].Text != "one" || second.Width != first.Width {
		t.Errorf("a page that was kept = %d × %d, %v, want it as it was drawn", second.Width, second.Height, second.Lines)
	}
	look(a, "a", 2, 2)
	look(a, "a", 1, 2)
	listed, err := os.ReadDir(folder)
	if err != nil || len(listed) != 2 {
		t.Fatalf("the folder has %d files, %v, want 2", len(listed), err)
	}
	size := int64(0)
	for _, e := range listed {
		info, err := e.Info()
		if err != nil {
			t.Fatal(err)
		}
		size += info.Size()
	}
	small := album(size + size/4) // room for two
	look(small, "a", 3, 3)
	look(small, "a", 1, 3) // looked at later than page 2, which went
	look(small, "a", 2, 4)
	damage(t, folder)
	look(album(0), "a", 2, 5)
}

// damage cuts every file of a folder.
func damage(t *testing.T, folder string) {
	t.Helper()
	listed, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range listed {
		if err := os.Truncate(filepath.Join(folder, e.Name()), 20); err != nil {
			t.Fatal(err)
		}
	}
}

// A page that cannot be drawn is not tried again at once: it would cost as much.
func TestAlbumRemembersFailures(t *testing.T) {
	files := &shelf{files: map[string][]byte{"bad": []byte("no PDF")}}
	now := time.Date(2023, 11, 14, 8, 0, 0, 0, time.UTC)
	a := pdf.NewAlbum(pdftest.Reader(t, pdf.Limits{}), t.TempDir(), 0, func() time.Time { return now })
	for _, x := range []struct {
		later  time.Duration
		opened int
	}{{0, 1}, {time.Minute, 1}, {8 * time.Minute, 1}, {time.Minute, 2}} {
		now = now.Add(x.later)
		if _, err := a.Page(t.Context(), "bad", 1, files.open("bad")); keyOf(err) != "invalid pdf.damaged" {
			t.Errorf("Page(a damaged file) = %v", err)
		}
		if files.opened != x.opened {
			t.Errorf("after %v the file was opened %d times, want %d", x.later, files.opened, x.opened)
		}
	}
	gone := errors.New("gone")
	_, err := a.Page(t.Context(), "none", 1, func() (io.ReadCloser, error) { return nil, gone })
	if !errors.Is(err, gone) {
		t.Errorf("Page(a file that cannot be opened) = %v, want %v", err, gone)
	}
}

// Those who ask for a page at the same time wait for one drawing.
func TestAlbumDrawsOnce(t *testing.T) {
	files := &shelf{files: map[string][]byte{"a": pdftest.Make(pdftest.Page{Content: body(700, "云溪区")})}}
	a := pdf.NewAlbum(pdftest.Reader(t, pdf.Limits{}), t.TempDir(), 0, time.Now)
	var all sync.WaitGroup
	for range 5 {
		all.Go(func() {
			if _, err := a.Page(t.Context(), "a", 1, files.open("a")); err != nil {
				t.Errorf("Page = %v", err)
			}
		})
	}
	all.Wait()
	if files.opened != 1 {
		t.Errorf("five looks opened the file %d times, want 1", files.opened)
	}
}
