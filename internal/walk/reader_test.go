package walk_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// A reader is one person's connection without a browser: no redirect is followed
// and every header is seen.
type reader struct {
	t       *testing.T
	address string
	client  *http.Client
	header  http.Header // sent with every request
}

// visitor gives a reader that is not logged in.
func (d *district) visitor(t *testing.T) *reader {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &reader{t: t, address: d.url, header: http.Header{}, client: &http.Client{Jar: jar,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// as gives a reader that is logged in.
func (d *district) as(t *testing.T, login string) *reader {
	t.Helper()
	r := d.visitor(t)
	if a := r.post("/login", url.Values{"login": {login}, "secret": {secret}}); a.status != http.StatusSeeOther || a.header.Get("Location") == "/password" {
		t.Fatalf("POST /login as %s = %d to %q, want the way in", login, a.status, a.header.Get("Location"))
	}
	return r
}

// An answer is what came back.
type answer struct {
	status int
	header http.Header
	body   string
}

func (r *reader) do(method, path, media string, body io.Reader) answer {
	r.t.Helper()
	req, err := http.NewRequestWithContext(r.t.Context(), method, r.address+path, body)
	if err != nil {
		r.t.Fatal(err)
	}
	for name, values := range r.header {
		req.Header[name] = values
	}
	if media != "" {
		req.Header.Set("Content-Type", media)
	}
	res, err := r.client.Do(req)
	if err != nil {
		r.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close() // it was read to its end
	content, err := io.ReadAll(res.Body)
	if err != nil {
		r.t.Fatalf("%s %s: %v", method, path, err)
	}
	return answer{res.StatusCode, res.Header, string(content)}
}

func (r *reader) get(path string) answer {
	r.t.Helper()
	return r.do(http.MethodGet, path, "", nil)
}

func (r *reader) post(path string, form url.Values) answer {
	r.t.Helper()
	return r.do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

func (r *reader) json(method, path, body string) answer {
	r.t.Helper()
	return r.do(method, path, "application/json", strings.NewReader(body))
}

// upload posts a multipart form; a file without a name is left out.
func (r *reader) upload(path string, form url.Values, field, name string, content []byte) answer {
	r.t.Helper()
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	for key, values := range form {
		for _, text := range values {
			if err := m.WriteField(key, text); err != nil {
				r.t.Fatal(err)
			}
		}
	}
	if name != "" {
		f, err := m.CreateFormFile(field, name)
		if err != nil {
			r.t.Fatal(err)
		}
		if _, err := f.Write(content); err != nil {
			r.t.Fatal(err)
		}
	}
	if err := m.Close(); err != nil {
		r.t.Fatal(err)
	}
	return r.do(http.MethodPost, path, m.FormDataContentType(), &b)
}

var mainPart = regexp.MustCompile(`(?s)<main\b.*</main>`)

// main is the page without its head and foot, which print the ledger's state.
func (a answer) main() string { return mainPart.FindString(a.body) }

// minute is the time of printing at a page's foot.
var minute = regexp.MustCompile(`\d{4}-\d{2}-\d{2} \d{2}:\d{2}`)

// printedCode is the ledger's code at a page's foot.
var printedCode = regexp.MustCompile(`\d+(-[0-9A-Z]{5}){4}-[0-9A-Z]`)

// same makes answers comparable: the request's id and the minute are taken out,
// and what the request named, since pages repeat their own address.
func (a answer) same(named string) string {
	text := minute.ReplaceAllString(strings.ReplaceAll(a.body, a.header.Get("X-Request-Id"), "(request)"), "(now)")
	text = printedCode.ReplaceAllString(text, "(code)") // its letters are chance: they may spell a name
	return strings.ReplaceAll(strings.ReplaceAll(text, url.QueryEscape(named), "(named)"), named, "(named)")
}
