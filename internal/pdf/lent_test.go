package pdf

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

func TestLentFont(t *testing.T) {
	write := func(path string) string {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("font"), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	one, two := t.TempDir(), t.TempDir()
	write(filepath.Join(one, "latin", "Sans.ttf"))
	if got := lentFont(one, filepath.Join(one, "missing")); got != "" {
		t.Errorf("lentFont(no Chinese font) = %q, want none", got)
	}
	usual := write(filepath.Join(one, "wqy", "wqy-zenhei.ttc"))
	if got := lentFont(one, two); got != usual {
		t.Errorf("lentFont = %q, want %q", got, usual)
	}
	better := write(filepath.Join(two, "noto", "NotoSansCJK-Regular.ttc"))
	if got := lentFont(one, two); got != better {
		t.Errorf("lentFont = %q, want the more usual %q", got, better)
	}
}

// The lent font is all that is to be seen of the machine.
func TestLentFontAlone(t *testing.T) {
	at := filepath.Join(t.TempDir(), "lent.ttf")
	if err := os.WriteFile(at, []byte("font"), 0o600); err != nil {
		t.Fatal(err)
	}
	boxes, err := fonts()
	if err != nil {
		t.Fatal(err)
	}
	var seen []string
	err = fs.WalkDir(withFont{boxes, at}, ".", func(path string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			seen = append(seen, path)
		}
		return err
	})
	if err != nil || len(seen) != 1 || seen[0] != fontFolder+"/lent.ttf" {
		t.Errorf("the file system holds %q, %v, want the lent font", seen, err)
	}
	for _, name := range []string{fontFolder + "/boxes.ttf", "etc/passwd", "usr/share/fonts/../../../etc/passwd", at} {
		if f, err := (withFont{boxes, at}).Open(name); err == nil {
			_ = f.Close()
			t.Errorf("Open(%q) opens a file", name)
		}
	}
}

// A font that has the characters takes the place of the boxes; one that has not, or is
// none, does not.
func TestLend(t *testing.T) {
	file, err := os.ReadFile(filepath.Join("testdata", "unfonted.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	boxes, err := root.ReadFile("root/usr/share/fonts/boxes.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name string
		font []byte
		want Letters
	}{{"a font", boxes, Lent}, {"no font", []byte("no font"), Boxes}} {
		at := filepath.Join(t.TempDir(), "lent.ttf")
		if err := os.WriteFile(at, tt.font, 0o600); err != nil {
			t.Fatal(err)
		}
		s := Settings{Cache: testCache(), Pages: 10, Draw: 1}
		out, err := drawn(t.Context(), file, s)
		if err != nil || out.Letters != Boxes {
			t.Fatalf("a page whose file brings no font: %v, %v, want boxes", out.Letters, err)
		}
		if err := lend(t.Context(), file, s, at, out); err != nil || out.Letters != tt.want || len(out.PNG) == 0 {
			t.Errorf("%s: lend = %v, letters %q, want %q", tt.name, err, out.Letters, tt.want)
		}
	}
}

// testCache is where the tests of all packages keep what compiling gave.
func testCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "tupo-test", "pdf")
}
