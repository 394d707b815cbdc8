package browser

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// specimen is white in light, black in dark, 2000 CSS pixels high, and asks for
// paper that is not A4.
const specimen = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>样页</title>
<style>
html { background: #fff } body { margin: 0; height: 2000px } p { margin: 0 }
@media (prefers-color-scheme: dark) { html { background: #000 } }
@page { size: 100mm 200mm; margin: 0 }
@media print { body { height: auto } }
</style><body><p id="p">突破</p></body></html>`

// open serves a page on the loopback address and shows it in a new browser.
func open(t *testing.T, page string) context.Context {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, page)
	}))
	t.Cleanup(server.Close)
	ctx := New(t)
	if err := chromedp.Do(ctx, chromedp.Navigate(server.URL)); err != nil {
		t.Fatalf("Navigate: %v", err)
	}
	return ctx
}

func decode(t *testing.T, path string) image.Image {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("read the screenshot: %v", err)
	}
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("decode the screenshot: %v", err)
	}
	return picture
}

func TestScreenshot(t *testing.T) {
	ctx := open(t, specimen)
	before := innerSize(t, ctx)
	tests := []struct {
		name          string
		width, height int
		dark          bool
		wantHeight    int
		wantCorner    color.Gray
	}{
		{"phone", 390, 844, false, 844, color.Gray{255}},
		{"desktop-dark", 1280, 800, true, 800, color.Gray{0}},
		{"whole-page", 800, 0, false, 2000, color.Gray{255}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "new", test.name+".png")
			if err := Screenshot(ctx, path, test.width, test.height, test.dark); err != nil {
				t.Fatalf("Screenshot(%d, %d, %t): %v", test.width, test.height, test.dark, err)
			}
			picture := decode(t, path)
			if got, want := picture.Bounds().Size(), image.Pt(test.width, test.wantHeight); got != want {
				t.Errorf("Screenshot(%d, %d, %t) size: got %v, want %v", test.width, test.height, test.dark, got, want)
			}
			corner := picture.At(test.width-1, 5)
			if got := color.GrayModel.Convert(corner); got != test.wantCorner {
				t.Errorf("Screenshot(%d, %d, %t) corner: got %v, want %v", test.width, test.height, test.dark, got, test.wantCorner)
			}
		})
	}
	if got := innerSize(t, ctx); got != before {
		t.Errorf("window after the screenshots: got %s, want %s", got, before)
	}
}

func innerSize(t *testing.T, ctx context.Context) string {
	t.Helper()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string](
		"innerWidth + 'x' + innerHeight + ' ' + matchMedia('(prefers-color-scheme: dark)').matches"))
	if err != nil {
		t.Fatalf("ask for the window's size: %v", err)
	}
	return got
}

func TestPrintPDFUsesThePagesOwnPaper(t *testing.T) {
	ctx := open(t, specimen)
	pdf, err := PrintPDF(ctx)
	if err != nil {
		t.Fatalf("PrintPDF: %v", err)
	}
	if !bytes.HasPrefix(pdf, []byte("%PDF-")) {
		t.Fatalf("PrintPDF: got %d bytes starting %q, want a PDF", len(pdf), pdf[:min(8, len(pdf))])
	}
	// 100 mm × 200 mm are 283.5 × 566.9 points; Chromium rounds to its pixels.
	want := regexp.MustCompile(`/MediaBox \[0 0 28[23]\.\d+ 56[67]\.\d+\]`)
	if !want.Match(pdf) {
		t.Errorf("PrintPDF: got no %v, want the page's own paper", want)
	}
}

func TestNothingBeyondTheLoopbackIsReached(t *testing.T) {
	ctx := open(t, specimen)
	for _, address := range []string{"http://tupo.invalid/", "http://192.0.2.1/"} {
		err := chromedp.Do(ctx, chromedp.Navigate(address))
		if err == nil || !strings.Contains(err.Error(), "ERR_NAME_NOT_RESOLVED") {
			t.Errorf("Navigate(%s): got %v, want ERR_NAME_NOT_RESOLVED", address, err)
		}
	}
}

func TestTwoBrowsersShareNothing(t *testing.T) {
	first, second := open(t, specimen), open(t, specimen)
	if _, err := chromedp.Run(first, chromedp.Evaluate[string]("document.cookie = 'k=v'")); err != nil {
		t.Fatalf("set a cookie: %v", err)
	}
	got, err := chromedp.Run(second, chromedp.Evaluate[string]("document.cookie"))
	if err != nil {
		t.Fatalf("read the cookies: %v", err)
	}
	if got != "" {
		t.Errorf("cookies of the second browser: got %q, want none", got)
	}
}
