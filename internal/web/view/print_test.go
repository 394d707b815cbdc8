package view_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"tupo/internal/i18n"
	"tupo/internal/web/view"
)

// serve puts the sample pages on a loopback address: /name/lang.
func serve(t *testing.T) (base string, paths []string) {
	t.Helper()
	assets, err := view.NewAssets()
	if err != nil {
		t.Fatalf("NewAssets: %v", err)
	}
	r := view.New(assets)
	pages := map[string]view.Page{}
	for _, lang := range i18n.Langs() {
		for name, p := range newSampler(t, lang).pages() {
			path := "/" + name + "/" + string(lang)
			pages[path] = p
			paths = append(paths, path)
		}
	}
	mux := http.NewServeMux()
	mux.Handle(view.Prefix, assets)
	mux.HandleFunc("/", func(w http.ResponseWriter, req *http.Request) {
		p, ok := pages[req.URL.Path]
		if !ok {
			http.NotFound(w, req)
			return
		}
		if err := r.Write(w, http.StatusOK, p); err != nil {
			t.Errorf("Write(%s): %v", req.URL.Path, err)
		}
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL, paths
}

// newBrowser starts one headless Chromium; a machine without one fails the test.
func newBrowser(t *testing.T) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU)
	ctx, stop := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil { // the browser lives as long as this first call's context
		t.Fatalf("start Chromium: %v", err)
	}
	return ctx
}

// TestFrontPagePrintsOnOneSheet prints the front page on A4 in both languages,
// for now and for a past moment, with as many actions as a programme may have.
func TestFrontPagePrintsOnOneSheet(t *testing.T) {
	base, _ := serve(t)
	browser := newBrowser(t)
	sheets := regexp.MustCompile(`/Type\s*/Page\b`)
	for _, path := range []string{"/front/zh", "/front/en", "/front-past/zh", "/front-past/en", "/front-20/zh", "/front-20/en"} {
		ctx, stop := context.WithTimeout(browser, time.Minute)
		if err := chromedp.Do(ctx, chromedp.Navigate(base+path)); err != nil {
			t.Fatalf("open %s: %v", path, err)
		}
		pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(chromedp.PDFPrintBackground(), chromedp.PDFPreferCSSPageSize()))
		stop()
		if err != nil {
			t.Fatalf("print %s: %v", path, err)
		}
		if got := len(sheets.FindAll(pdf, -1)); got != 1 || !bytes.HasPrefix(pdf, []byte("%PDF")) {
			t.Errorf("%s prints on %d sheets, want 1", path, got)
		}
	}
}

// widthIn gives the width that the open page takes in a window.
func widthIn(t *testing.T, tab context.Context, window int64) int64 {
	t.Helper()
	if err := chromedp.Do(tab, chromedp.EmulateViewport(window, 900)); err != nil {
		t.Fatalf("resize to %d: %v", window, err)
	}
	width, err := chromedp.Run(tab, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`))
	if err != nil {
		t.Fatalf("measure at %d: %v", window, err)
	}
	return width
}

// TestNoPageScrollsSideways opens every page at the widths of phones, a tablet and desktops.
func TestNoPageScrollsSideways(t *testing.T) {
	base, paths := serve(t)
	browser := newBrowser(t)
	for _, path := range paths {
		ctx, stop := context.WithTimeout(browser, time.Minute)
		if err := chromedp.Do(ctx, chromedp.Navigate(base+path)); err != nil {
			t.Fatalf("open %s: %v", path, err)
		}
		for _, width := range []int64{360, 768, 1440} {
			if got := widthIn(t, ctx, width); got > width {
				t.Errorf("%s is %d px wide in a window of %d", path, got, width)
			}
		}
		stop()
	}
}
