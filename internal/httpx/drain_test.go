package httpx

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"tupo/internal/access"
	"tupo/internal/errs"
)

// patientClient writes a whole request over the loopback and reads only then, as
// simple clients do. chunked does not announce the length.
func patientClient(t *testing.T, address, path, head string, size int64, chunked bool) (*http.Response, string, error) {
	t.Helper()
	line, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { line.Close() })
	if err := line.SetDeadline(time.Now().Add(30 * time.Second)); err != nil {
		t.Fatal(err)
	}
	length := fmt.Sprintf("Content-Length: %d", size)
	if chunked {
		length = "Transfer-Encoding: chunked"
	}
	w := bufio.NewWriterSize(line, 1<<20)
	fmt.Fprintf(w, "POST %s HTTP/1.1\r\nHost: tupo.example\r\n%s%s\r\n\r\n", path, head, length)
	piece := strings.Repeat("x", 1<<20)
	for left := size; left > 0; left -= int64(len(piece)) {
		p := piece[:min(left, int64(len(piece)))]
		if chunked {
			p = fmt.Sprintf("%x\r\n%s\r\n", len(p), p)
		}
		if _, err := io.WriteString(w, p); err != nil {
			return nil, "", fmt.Errorf("%d bytes before the end: %w", left, err)
		}
	}
	if chunked {
		fmt.Fprint(w, "0\r\n\r\n")
	}
	if err := w.Flush(); err != nil {
		return nil, "", err
	}
	res, err := http.ReadResponse(bufio.NewReader(line), nil)
	if err != nil {
		return nil, "", err
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	return res, string(text), err
}

// TestRefusalsArrive sends what is refused to a real server: a client that reads
// only when it has sent everything is told why.
func TestRefusalsArrive(t *testing.T) {
	const limit, file = 50 << 20, 60 << 20
	read := func(_ http.ResponseWriter, r *http.Request) error {
		_, err := io.Copy(io.Discard, r.Body)
		return err
	}
	page := func(w http.ResponseWriter, r *http.Request) error { // brings its form back by itself
		if err := read(w, r); err == nil {
			return errors.New("read a body over its limit")
		}
		w.WriteHeader(http.StatusRequestEntityTooLarge)
		_, err := io.WriteString(w, "the form")
		return err
	}
	h := newHouse(t, []Route{
		{Method: "POST", Pattern: "/upload", Permission: access.FileReport, MaxBody: limit, Handler: read},
		{Method: "POST", Pattern: "/form", Permission: access.FileReport, MaxBody: limit, Handler: page},
		{Method: "POST", Pattern: "/full", Permission: access.FileReport, MaxBody: limit, Handler: fail(errs.New(errs.Conflict, "report.changed"))},
		{Method: "POST", Pattern: "/visitor", Permission: Open, Handler: read},
	}, nil)
	srv := httptest.NewUnstartedServer(nil)
	srv.Config = NewServer("", h.server, h.server.o.Log)
	srv.Start()
	defer srv.Close()
	cookie := h.login(access.Reporter, nil)
	logged := "Cookie: " + cookie.Name + "=" + cookie.Value + "\r\n"
	for _, c := range []struct {
		path, head string
		size       int64
		chunked    bool
		status     int
		text       string
	}{
		{"/upload", logged, file, false, 413, "http.too-large"},
		{"/upload", logged, file, true, 413, "http.too-large"},
		{"/form", logged, file, true, 413, "the form"},
		{"/full", logged, 40 << 20, false, 409, "report.changed"},
		{"/upload", logged, 40 << 20, false, 200, ""},
		{"/nowhere", logged, file, false, 404, "access.missing"},
		{"/visitor", "", 900 << 10, false, 413, "http.too-large"},
	} {
		res, text, err := patientClient(t, srv.Listener.Addr().String(), c.path, c.head, c.size, c.chunked)
		if err != nil {
			t.Errorf("POST %s of %d bytes (chunked %v): %v", c.path, c.size, c.chunked, err)
			continue
		}
		if res.StatusCode != c.status || !strings.Contains(text, c.text) {
			t.Errorf("POST %s of %d bytes (chunked %v) = %d %q, want %d %q", c.path, c.size, c.chunked, res.StatusCode, text, c.status, c.text)
		}
	}
	// A visitor's flood is not read to its end, nor anybody's beyond all measure.
	for _, head := range []string{"", logged} {
		if _, _, err := patientClient(t, srv.Listener.Addr().String(), "/upload", head, 1<<30, false); err == nil {
			t.Errorf("POST of 1 GB was read to its end (head %q)", head)
		}
	}
}

// TestClientThatAsksFirst is told no before it sends, and does not wait for it.
func TestClientThatAsksFirst(t *testing.T) {
	h := newHouse(t, []Route{{Method: "POST", Pattern: "/upload", Permission: Open, Handler: say("ok")}}, nil)
	srv := httptest.NewUnstartedServer(nil)
	srv.Config = NewServer("", h.server, h.server.o.Log)
	srv.Start()
	defer srv.Close()
	line, err := net.Dial("tcp", srv.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer line.Close()
	start := time.Now()
	fmt.Fprintf(line, "POST /upload HTTP/1.1\r\nHost: tupo.example\r\nExpect: 100-continue\r\nContent-Length: %d\r\n\r\n", 60<<20)
	res, err := http.ReadResponse(bufio.NewReader(line), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if _, err := io.ReadAll(res.Body); err != nil || res.StatusCode != 413 || time.Since(start) > drainIdle {
		t.Errorf("POST that asks first = %d, %v after %s, want 413 at once", res.StatusCode, err, time.Since(start))
	}
}
