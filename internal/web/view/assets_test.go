package view_test

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"tupo/internal/i18n"
	"tupo/internal/web/assets"
	"tupo/internal/web/page"
	"tupo/internal/web/view"
)

func TestAssetsAreServedForEver(t *testing.T) {
	a, err := view.NewAssets()
	if err != nil {
		t.Fatalf("NewAssets: %v", err)
	}
	for name, contentType := range map[string]string{"tupo.css": "text/css; charset=utf-8", "tupo.js": "text/javascript; charset=utf-8", "documents.js": "text/javascript; charset=utf-8", "upload.js": "text/javascript; charset=utf-8", "icon.svg": "image/svg+xml"} {
		url, err := a.URL(name)
		if err != nil {
			t.Errorf("URL(%q): %v", name, err)
			continue
		}
		if !regexp.MustCompile(`^/assets/\w+\.[0-9a-f]{16}\.\w+$`).MatchString(url) {
			t.Errorf("URL(%q) = %q, want a hash in the path", name, url)
		}
		w := httptest.NewRecorder()
		a.ServeHTTP(w, httptest.NewRequest(http.MethodGet, url, nil))
		h := w.Header()
		got := fmt.Sprint(w.Code, " ", h.Get("Content-Type"), " ", h.Get("Cache-Control"), " ", w.Body.Len() > 0)
		want := "200 " + contentType + " public, max-age=31536000, immutable true"
		if got != want {
			t.Errorf("GET %s = %s, want %s", url, got, want)
		}
	}
	if url, err := a.URL("other.css"); err == nil {
		t.Errorf("URL(other.css) = %q, want an error", url)
	}
	for _, path := range []string{"/assets/tupo.css", "/assets/", "/assets/../view.go"} {
		w := httptest.NewRecorder()
		a.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code != http.StatusNotFound {
			t.Errorf("GET %s = %d, want 404", path, w.Code)
		}
	}
}

func TestWriteSendsAWholePageOrNothing(t *testing.T) {
	s := newSampler(t, i18n.EN)
	w := httptest.NewRecorder()
	if err := newRenderer(t).Write(w, http.StatusNotFound, s.fault()); err != nil {
		t.Fatalf("Write: %v", err)
	}
	h := w.Header()
	got := []string{strconv.Itoa(w.Code), h.Get("Content-Type"), h.Get("Content-Language"), h.Get("Content-Length")}
	want := []string{"404", "text/html; charset=utf-8", "en", strconv.Itoa(w.Body.Len())}
	if strings.Join(got, "|") != strings.Join(want, "|") {
		t.Errorf("Write sent %q, want %q", got, want)
	}

	w = httptest.NewRecorder()
	err := newRenderer(t).Write(w, http.StatusOK, unknownPage{})
	if err == nil || w.Body.Len() != 0 {
		t.Errorf("Write(unknown page) = %v with %d bytes, want an error and none", err, w.Body.Len())
	}
}

type unknownPage struct{ page.Frame }

func (unknownPage) Template() string { return "no-such-page" }

// TestPagesEscapeTheirTexts prints hostile texts where names and reasons go.
func TestPagesEscapeTheirTexts(t *testing.T) {
	s := newSampler(t, i18n.ZH)
	const hostile = `"><script>alert(1)</script>`
	p := s.front(3)
	p.District, p.Story.Headline, p.Story.URL = hostile, page.Plain(hostile), "javascript:alert(1)"
	p.Strips[0].Items[0].Name = hostile
	body, err := newRenderer(t).Render(p)
	if err != nil {
		t.Fatalf("Render: %v", err)
	}
	for _, bad := range []string{"<script>alert", "javascript:alert"} {
		if strings.Contains(string(body), bad) {
			t.Errorf("Render(hostile texts) holds %q, want it escaped", bad)
		}
	}
}

// TestColoursHaveContrast holds WCAG 2.2 AA (4.5:1) for each colour of text on
// each ground it is used on, in both schemes.
func TestColoursHaveContrast(t *testing.T) {
	css, err := assets.Files.ReadFile("css/00-tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	light, dark, ok := strings.Cut(string(css), "prefers-color-scheme: dark")
	if !ok {
		t.Fatal("css/00-tokens.css has no dark scheme")
	}
	for scheme, text := range map[string]string{"light": light, "dark": dark} {
		colours := map[string]float64{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6});`).FindAllStringSubmatch(text, -1) {
			colours[m[1]] = luminance(t, m[2])
		}
		for _, ground := range []string{"paper", "card", "tint"} {
			for _, ink := range []string{"ink", "soft", "accent", "on", "behind", "far", "done", "unknown"} {
				if got := contrast(colours[ink], colours[ground]); got < 4.5 {
					t.Errorf("%s: contrast of %s on %s = %.2f, want 4.5", scheme, ink, ground, got)
				}
			}
		}
		if got := contrast(colours["on-accent"], colours["accent"]); got < 4.5 {
			t.Errorf("%s: contrast of a primary button = %.2f, want 4.5", scheme, got)
		}
	}
}

// luminance is the relative luminance of WCAG 2.2, from rrggbb.
func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil {
		t.Fatalf("colour %q: %v", hex, err)
	}
	channel := func(n uint64) float64 {
		c := float64(n&0xff) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(v>>16) + 0.7152*channel(v>>8) + 0.0722*channel(v)
}

func contrast(a, b float64) float64 { return (max(a, b) + 0.05) / (min(a, b) + 0.05) }
