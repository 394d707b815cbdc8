package unzip_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"tupo/internal/errs"
	"tupo/internal/textin/unzip"
)

// pack makes an archive of name, content, name, content …
func pack(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, parts[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func noise(n int) string {
	source := rand.NewChaCha8([32]byte{1})
	b := make([]byte, n)
	_, _ = source.Read(b)
	return string(b)
}

func keyOf(err error) string {
	var e *errs.Error
	if errors.As(err, &e) {
		return e.Kind.String() + " " + e.Key
	}
	return ""
}

func TestOpen(t *testing.T) {
	sound := pack(t, "xl/Workbook.xml", "<a/>")
	locked := bytes.Clone(sound)
	locked[bytes.Index(locked, []byte("PK\x01\x02"))+8] |= 1
	many := make([]string, 0, 80)
	for range 20 {
		many = append(many, noise(6)+".xml", "x")
	}
	for i := range many {
		if i%2 == 0 {
			many[i] = "p" + string(rune('a'+i/2)) + ".xml"
		}
	}
	lying := pack(t, many...)
	end := bytes.LastIndex(lying, []byte("PK\x05\x06"))
	binary.LittleEndian.PutUint16(lying[end+8:], 1)
	binary.LittleEndian.PutUint16(lying[end+10:], 1)
	wide := bytes.Clone(sound)
	binary.LittleEndian.PutUint32(wide[len(wide)-6:], 0xffff_ffff)
	tests := []struct {
		name  string
		bytes []byte
		l     unzip.Limits
		want  string
	}{
		{"sound", sound, unzip.Limits{}, ""},
		{"empty file", nil, unzip.Limits{}, "invalid unzip.damaged"},
		{"no archive", []byte(strings.Repeat("hello ", 20)), unzip.Limits{}, "invalid unzip.damaged"},
		{"cut", sound[:len(sound)-4], unzip.Limits{}, "invalid unzip.damaged"},
		{"input", sound, unzip.Limits{Input: 10}, "too-large unzip.input"},
		{"total", pack(t, "a", noise(600), "b", noise(600)), unzip.Limits{Total: 1000}, "too-large unzip.total"},
		{"part", pack(t, "a", noise(600)), unzip.Limits{Part: 500}, "too-large unzip.total"},
		{"parts", pack(t, many...), unzip.Limits{Parts: 19}, "too-large unzip.parts"},
		{"number of parts lies", lying, unzip.Limits{Parts: 2}, "too-large unzip.parts"},
		{"bomb", pack(t, "a", strings.Repeat("0", 2<<20)), unzip.Limits{}, "too-large unzip.bomb"},
		{"locked", locked, unzip.Limits{}, "invalid unzip.locked"},
		{"name twice", pack(t, "a.xml", "1", "A.xml", "2"), unzip.Limits{}, "invalid unzip.twice"},
		{"zip64", wide, unzip.Limits{}, "too-large unzip.parts"},
	}
	for _, tt := range tests {
		a, err := unzip.Open(bytes.NewReader(tt.bytes), int64(len(tt.bytes)), tt.l)
		if got := keyOf(err); got != tt.want {
			t.Errorf("Open(%s) = %q (%v), want %q", tt.name, got, err, tt.want)
		}
		if (a == nil) != (tt.want != "") {
			t.Errorf("Open(%s) archive = %v beside error %v", tt.name, a, err)
		}
	}
}

func TestArchive(t *testing.T) {
	b := pack(t, "xl/Workbook.xml", "<a/>")
	a, err := unzip.Open(bytes.NewReader(b), int64(len(b)), unzip.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := a.Open("/xl/workbook.xml")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(r); string(got) != "<a/>" || err != nil {
		t.Errorf("Open(/xl/workbook.xml) reads %q, %v, want <a/>", got, err)
	}
	if _, err := a.Open("no.xml"); keyOf(err) != "missing unzip.no-part" {
		t.Errorf("Open(no.xml) = %v, want missing unzip.no-part", err)
	}
	if !a.Has("XL/WORKBOOK.XML") || a.Size("xl/workbook.xml") != 4 || a.Size("no.xml") != 0 {
		t.Errorf("Has, Size = %v, %d, %d, want true, 4, 0", a.Has("XL/WORKBOOK.XML"), a.Size("xl/workbook.xml"), a.Size("no.xml"))
	}
}

// A directory that declares less than the part holds must not get more out.
func TestSizeThatLies(t *testing.T) {
	b := pack(t, "a.xml", strings.Repeat("0123456789", 1000))
	header := bytes.Index(b, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(b[header+24:], 100)
	a, err := unzip.Open(bytes.NewReader(b), int64(len(b)), unzip.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	r, err := a.Open("a.xml")
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err == nil || len(got) > 100 {
		t.Errorf("reading a part declared as 100 bytes gives %d bytes, error %v, want an error and at most 100", len(got), err)
	}
}

func FuzzOpen(f *testing.F) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("a.xml")
	if err != nil {
		f.Fatal(err)
	}
	_, _ = io.WriteString(w, "<a/>")
	_ = z.Close()
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, in []byte) {
		l := unzip.Limits{Total: 1 << 20, Parts: 50}
		a, err := unzip.Open(bytes.NewReader(in), int64(len(in)), l)
		if err != nil {
			return
		}
		if !a.Has("a.xml") {
			return
		}
		r, err := a.Open("a.xml")
		if err != nil {
			return
		}
		if got, _ := io.ReadAll(r); len(got) > 1<<20 {
			t.Errorf("part of %d bytes passes a limit of 1 MB", len(got))
		}
	})
}
