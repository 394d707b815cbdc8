// Package view prints page structs as HTML. A page's templates are parsed when
// the page is first asked for; a page is rendered into memory before a byte is
// sent, so that a fault in a template never gives half a page.
//
// It decides nothing: it reads no request, checks no right, fills no struct.
package view

import (
	"bytes"
	"fmt"
	"html/template"
	"net/http"
	"strconv"
	"sync"

	"tupo/internal/i18n"
	"tupo/internal/web/page"
	"tupo/internal/web/templates"
)

// Page is a page struct of package page.
type Page interface {
	Template() string // "front": the file front.html
	Base() page.Frame
}

// Renderer renders pages. It is safe for concurrent use.
type Renderer struct {
	assets *Assets
	mu     sync.Mutex
	shared *template.Template // layout and parts, from which each page's set is cloned
	parsed map[string]*template.Template
}

// New makes a renderer whose pages link to these assets.
func New(assets *Assets) *Renderer {
	return &Renderer{assets: assets, parsed: map[string]*template.Template{}}
}

// usualPage is about what a page takes: growing into it costs several copies.
const usualPage = 40 << 10

// Render gives a page's HTML. An error is a fault of the program, not of input.
func (r *Renderer) Render(p Page) ([]byte, error) {
	t, err := r.lookup(p.Template())
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	out.Grow(usualPage)
	if err := t.Execute(&out, p); err != nil {
		return nil, fmt.Errorf("view: page %s: %w", p.Template(), err)
	}
	return inTongue(p, out.Bytes()), nil
}

// inTongue says of which language the words of a page in English are.
func inTongue(p Page, body []byte) []byte {
	if p.Base().Lang == i18n.EN {
		return markChinese(body)
	}
	return body
}

// Part gives one named template of a page's file alone, to be kept and printed
// into later pages as it is.
func (r *Renderer) Part(p Page, name string) (template.HTML, error) {
	t, err := r.lookup(p.Template())
	if err != nil {
		return "", err
	}
	var out bytes.Buffer
	if err := t.ExecuteTemplate(&out, name, p); err != nil {
		return "", fmt.Errorf("view: %s of page %s: %w", name, p.Template(), err)
	}
	return template.HTML(out.String()), nil
}

// Write renders a page and sends it with a status. Nothing is sent when it
// fails; the caller then answers with its plain error.
func (r *Renderer) Write(w http.ResponseWriter, status int, p Page) error {
	body, err := r.Render(p)
	if err != nil {
		return err
	}
	send(w, status, p, body)
	return nil
}

// WritePart sends one named template of a page alone, to be put into the page by its
// script. Like Write it sends nothing when it fails.
func (r *Renderer) WritePart(w http.ResponseWriter, status int, p Page, name string) error {
	part, err := r.Part(p, name)
	if err != nil {
		return err
	}
	send(w, status, p, inTongue(p, []byte(part)))
	return nil
}

func send(w http.ResponseWriter, status int, p Page, body []byte) {
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", p.Base().Tag())
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the reader has gone; nothing can be told to it
}

func (r *Renderer) lookup(name string) (*template.Template, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if t, ok := r.parsed[name]; ok {
		return t, nil
	}
	t, err := r.parse(name)
	if err != nil {
		return nil, err
	}
	r.parsed[name] = t
	return t, nil
}

func (r *Renderer) parse(name string) (*template.Template, error) {
	if r.shared == nil {
		t, err := template.New("layout.html").
			Option("missingkey=error").
			Funcs(template.FuncMap{"asset": r.assets.URL}).
			ParseFS(templates.Files, "layout.html", "part-*.html")
		if err != nil {
			return nil, fmt.Errorf("view: shared templates: %w", err)
		}
		r.shared = t
	}
	t, err := r.shared.Clone()
	if err == nil {
		t, err = t.ParseFS(templates.Files, name+".html")
	}
	if err != nil {
		return nil, fmt.Errorf("view: page %s: %w", name, err)
	}
	return t, nil
}

// Prepare parses pages before they are asked for. A page that cannot be parsed
// says so to its first reader.
func (r *Renderer) Prepare(names ...string) {
	for _, name := range names {
		_, _ = r.lookup(name)
	}
}
