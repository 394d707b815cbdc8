package httpx

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf8"

	"tupo/internal/errs"
)

// multipartBody makes a form with fields and files (field → content, the file's
// name being the field's with .bin).
func multipartBody(t testing.TB, fields, files map[string]string) (body, media string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for name, value := range fields {
		if err := w.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	for name, value := range files {
		part, err := w.CreateFormFile(name, name+".bin")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(part, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String(), w.FormDataContentType()
}

func uploadRequest(body, media string) *http.Request {
	r := httptest.NewRequest("POST", "/x", strings.NewReader(body))
	r.Header.Set("Content-Type", media)
	return r
}

func TestUpload(t *testing.T) {
	body, media := multipartBody(t, map[string]string{"note": "说明"}, map[string]string{"scan": "0123456789"})
	var got []string
	values, err := Upload(uploadRequest(body, media), UploadLimits{File: 10, Files: 1}, func(f File) error {
		content, err := io.ReadAll(iotest.OneByteReader(f.Content))
		got = append(got, f.Field, f.Name, f.Media, string(content))
		return err
	})
	if err != nil || values.Get("note") != "说明" || !slices.Equal(got, []string{"scan", "scan.bin", "application/octet-stream", "0123456789"}) {
		t.Errorf("Upload = %v, %v, files %q", values, err, got)
	}
}

func TestUploadFaults(t *testing.T) {
	small, smallType := multipartBody(t, nil, map[string]string{"a": "12345678901"})
	two, twoType := multipartBody(t, nil, map[string]string{"a": "1", "b": "2"})
	field, fieldType := multipartBody(t, map[string]string{"a": strings.Repeat("x", 64<<10+1)}, nil)
	named, namedType := multipartBody(t, map[string]string{"\xff": "x"}, nil)
	readAll := func(f File) error { _, err := io.Copy(io.Discard, f.Content); return err }
	own := errs.New(errs.Conflict, "store.exists")
	for _, c := range []struct {
		name, body, media string
		take              func(f File) error
		key, field        string
	}{
		{"too large", small, smallType, readAll, "upload.large", "a"},
		{"too large, error ignored", small, smallType, func(f File) error { _ = readAll(f); return nil }, "upload.large", "a"},
		{"too many", two, twoType, readAll, "upload.many", ""},
		{"not multipart", "x", "text/plain", readAll, "form.type", ""},
		{"cut in a file", two[:len(two)/3], twoType, readAll, "upload.broken", ""},
		{"cut in a file, error ignored", "--B\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n123", "multipart/form-data; boundary=B", func(f File) error { _ = readAll(f); return nil }, "upload.broken", ""},
		{"large field", field, fieldType, readAll, "form.field-large", "a"},
		{"name that is no text", named, namedType, readAll, "form.malformed", ""},
		{"take's own", two, twoType, func(File) error { return own }, "store.exists", ""},
	} {
		_, err := Upload(uploadRequest(c.body, c.media), UploadLimits{File: 10, Files: 1}, c.take)
		var e *errs.Error
		if !errors.As(err, &e) || e.Key != c.key || c.field != "" && e.Field != c.field {
			t.Errorf("%s: Upload = %v, want %s (%s)", c.name, err, c.key, c.field)
		}
	}
}

// With Whole a file over its limit costs nothing of the form: what follows it is read.
func TestUploadReadsOnPastALargeFile(t *testing.T) {
	part := func(name, file, text string) string {
		return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file + "\r\n\r\n" + text + "\r\n"
	}
	body := part("a", `; filename="a.bin"`, "12345678901") + part("note", "", "说明") + part("b", `; filename="b.bin"`, "1") + "--B--\r\n"
	var read []string
	values, err := Upload(uploadRequest(body, "multipart/form-data; boundary=B"), UploadLimits{File: 10, Files: 2, Whole: true}, func(f File) error {
		_, err := io.Copy(io.Discard, f.Content)
		if err == nil {
			read = append(read, f.Field)
		}
		return err
	})
	if all := errs.All(err); len(all) != 1 || all[0].Key != "upload.large" || all[0].Field != "a" || values.Get("note") != "说明" || !slices.Equal(read, []string{"b"}) {
		t.Errorf("Upload = %v, %v, files read %q, want upload.large at a, the note and b", values, err, read)
	}
}

func TestUploadOfTooManyFields(t *testing.T) {
	var b strings.Builder
	for range maxFields + 1 {
		b.WriteString("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n")
	}
	b.WriteString("--B--\r\n")
	if _, err := Upload(uploadRequest(b.String(), "multipart/form-data; boundary=B"), UploadLimits{}, nil); keyOf(err) != "form.many" {
		t.Errorf("Upload of %d fields = %v, want form.many", maxFields+1, err)
	}
}

func TestUploadOfNothing(t *testing.T) {
	body := "--B\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n%s\r\n--B--\r\n"
	take := func(File) error { return errors.New("take was called") }
	if _, err := Upload(uploadRequest(fmt.Sprintf(body, ""), "multipart/form-data; boundary=B"), UploadLimits{File: 10, Files: 1}, take); err != nil {
		t.Errorf("a file input left alone: %v, want nothing", err)
	}
	if _, err := Upload(uploadRequest(fmt.Sprintf(body, "x"), "multipart/form-data; boundary=B"), UploadLimits{File: 10, Files: 1}, take); keyOf(err) != "form.malformed" {
		t.Errorf("a file without a name: %v, want form.malformed", err)
	}
}

// TestUploadStreams: a file far larger than any buffer is refused after little
// more than the limit has been read.
func TestUploadStreams(t *testing.T) {
	head := "--B\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"a.bin\"\r\n\r\n"
	endless := &counter{from: io.MultiReader(strings.NewReader(head), zeros{})}
	r := httptest.NewRequest("POST", "/x", endless)
	r.Header.Set("Content-Type", "multipart/form-data; boundary=B")
	_, err := Upload(r, UploadLimits{File: 1 << 20, Files: 1}, func(f File) error {
		_, err := io.Copy(io.Discard, f.Content)
		return err
	})
	if keyOf(err) != "upload.large" || endless.n > 1<<20+1<<16 {
		t.Errorf("an endless upload = %v after %d bytes, want upload.large after about a megabyte", err, endless.n)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

type counter struct {
	from io.Reader
	n    int
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.n += n
	return n, err
}

func TestSafeName(t *testing.T) {
	for in, want := range map[string]string{
		"佐证材料（盖章）.pdf":            "佐证材料（盖章）.pdf",
		"../../etc/passwd":        "passwd",
		`C:\Users\a\报告.docx`:      "报告.docx",
		"a\x00b\r\n.txt":          "ab  .txt",
		"invoice\u202efdp.exe":    "invoicefdp.exe",
		"a<b>:\"c\"|?*.txt":       "a_b___c____.txt",
		"  .hidden. ":             "hidden",
		"":                        "file",
		"..":                      "file",
		"/":                       "file",
		"CON":                     "_CON",
		"nul.txt":                 "_nul.txt",
		"LPT1.tar.gz":             "_LPT1.tar.gz",
		"console.txt":             "console.txt",
		"cafe\u0301.txt":          "café.txt",
		"\xb1\xa8\xb8\xe6.xlsx":   "报告.xlsx", // GB18030
		"\xff\xff\xff":            "file",
		strings.Repeat("长", 100):  strings.Repeat("长", 66),
		"x\u200b\u2066y\ufeff.md": "xy.md",
	} {
		got := SafeName(in)
		if got != want {
			t.Errorf("SafeName(%q) = %q, want %q", in, got, want)
		}
		if SafeName(got) != got {
			t.Errorf("SafeName(%q) = %q, want it to stay", got, SafeName(got))
		}
	}
	long := SafeName(strings.Repeat("长", 100) + ".docx")
	if len(long) > maxName || !strings.HasSuffix(long, "长.docx") || !utf8.ValidString(long) {
		t.Errorf("SafeName of a long name = %q (%d bytes)", long, len(long))
	}
}

func TestAttach(t *testing.T) {
	attach := func(media string, header ...string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("GET", "/evidence/1", nil)
		for i := 0; i+1 < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		w := httptest.NewRecorder()
		secureHeaders(w.Header(), false)
		err := Attach(w, r, Attachment{Name: "佐证 1%.html", Media: media, SHA256: "abc", Content: strings.NewReader("<script>alert(1)</script>")})
		if err != nil {
			t.Fatal(err)
		}
		return w
	}
	w := attach("text/html; charset=utf-8")
	for name, want := range map[string]string{
		"Content-Type":            "application/octet-stream",
		"Content-Security-Policy": "sandbox; default-src 'none'",
		"X-Content-Type-Options":  "nosniff",
		"Content-Disposition":     `attachment; filename="__ 1_.html"; filename*=UTF-8''%E4%BD%90%E8%AF%81%201%25.html`,
		"Etag":                    `"abc"`,
	} {
		if got := w.Header().Get(name); got != want {
			t.Errorf("Attach: %s = %q, want %q", name, got, want)
		}
	}
	if _, params, err := mime.ParseMediaType(w.Header().Get("Content-Disposition")); err != nil || params["filename"] != "佐证 1%.html" {
		t.Errorf("Content-Disposition reads as %q, %v", params["filename"], err)
	}
	for media, want := range map[string]string{
		"application/pdf": "application/pdf", "image/svg+xml": "application/octet-stream", "text/plain; charset=utf-8": "text/plain; charset=utf-8",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"text/xml": "application/octet-stream", "": "application/octet-stream", "a/b/c": "application/octet-stream",
	} {
		if got := attach(media).Header().Get("Content-Type"); got != want {
			t.Errorf("Attach of %q = %q, want %q", media, got, want)
		}
	}
	if w := attach("application/pdf", "Range", "bytes=1-6"); w.Code != 206 || w.Body.String() != "script" {
		t.Errorf("a range = %d %q, want 206 script", w.Code, w.Body)
	}
	if w := attach("application/pdf", "If-None-Match", `"abc"`); w.Code != 304 {
		t.Errorf("a known file = %d, want 304", w.Code)
	}
}

func TestDownload(t *testing.T) {
	w := httptest.NewRecorder()
	Download(w, "计划.xlsx", "application/x-test")
	if h := w.Header(); h.Get("Content-Type") != "application/x-test" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment; ") || !strings.HasPrefix(h.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("Download: headers %v", h)
	}
}

func TestFresh(t *testing.T) {
	tag := ETag([]byte("front page"))
	for _, c := range []struct {
		method, sent string
		want         bool
	}{
		{"GET", "", false}, {"GET", tag, true}, {"HEAD", tag, true}, {"GET", "W/" + tag, true}, {"GET", `"x", ` + tag, true},
		{"GET", "*", true}, {"GET", `"x"`, false}, {"POST", tag, false},
	} {
		r := httptest.NewRequest(c.method, "/", nil)
		r.Header.Set("If-None-Match", c.sent)
		w := httptest.NewRecorder()
		if got := Fresh(w, r, tag); got != c.want || (w.Code == 304) != c.want || w.Header().Get("Etag") != tag {
			t.Errorf("Fresh(%s, %q) = %v, status %d; want %v", c.method, c.sent, got, w.Code, c.want)
		}
	}
}

func TestServeAsset(t *testing.T) {
	content := []byte("body{}")
	for _, c := range []struct {
		hashed bool
		sent   string
		code   int
		cache  string
	}{
		{true, "", 200, "public, max-age=31536000, immutable"},
		{false, "", 200, "public, no-cache"},
		{true, ETag(content), 304, "public, max-age=31536000, immutable"},
	} {
		r := httptest.NewRequest("GET", "/assets/x.css", nil)
		r.Header.Set("If-None-Match", c.sent)
		w := httptest.NewRecorder()
		if err := ServeAsset(w, r, "text/css", ETag(content), c.hashed, content); err != nil || w.Code != c.code || w.Header().Get("Cache-Control") != c.cache || (w.Body.Len() > 0) != (c.code == 200) {
			t.Errorf("ServeAsset(hashed %v, %q) = %d %v %q, %v", c.hashed, c.sent, w.Code, w.Header(), w.Body, err)
		}
	}
}

func TestProblem(t *testing.T) {
	text := func(e *errs.Error) string { return "«" + e.Key + "»" }
	r := httptest.NewRequest("GET", "/api/v1/x", nil).WithContext(withInside(t.Context(), &inside{id: "REQ"}))
	w := httptest.NewRecorder()
	WriteProblem(w, r, errors.Join(errs.Field("a", "form.date"), errs.Field("b", "form.number")), text)
	want := `{"type":"about:blank","title":"«form.date»","status":422,"kind":"invalid","key":"form.date","request":"REQ",` +
		`"errors":[{"field":"a","key":"form.date","detail":"«form.date»"},{"field":"b","key":"form.number","detail":"«form.number»"}]}`
	if got := strings.TrimSpace(w.Body.String()); w.Code != 422 || got != want || w.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("WriteProblem = %d %s\nwant 422 %s", w.Code, got, want)
	}
	w = httptest.NewRecorder()
	WriteProblem(w, r, errs.New(errs.Unauthenticated, KeyLogin), text)
	if w.Code != 401 || w.Header().Get("WWW-Authenticate") != "Bearer" {
		t.Errorf("WriteProblem of a missing login = %d %v", w.Code, w.Header())
	}
}

func TestPrintSize(t *testing.T) {
	for n, want := range map[int64]string{50 << 20: "50 MB", 1 << 20: "1 MB", 64 << 10: "64 KB", 10: "10 B", 1<<20 + 1: "1024 KB"} {
		if got := printSize(n); got != want {
			t.Errorf("printSize(%d) = %s, want %s", n, got, want)
		}
	}
}
