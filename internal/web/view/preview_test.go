//go:build preview

package view_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// TestPreview makes pictures of the sample pages for people to look at:
//
//	go test -tags preview -run TestPreview ./internal/web/view
//
// TUPO_PREVIEW names the folder for them (required). TUPO_PREVIEW_ONLY picks
// some by space-separated patterns of name-language-form, "front-zh-* *-phone";
// the forms are desk, phone, dark and print.
func TestPreview(t *testing.T) {
	folder := os.Getenv("TUPO_PREVIEW")
	if folder == "" {
		t.Fatal("TUPO_PREVIEW is not set; want a folder for the pictures")
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	base, paths := serve(t)
	browser := newBrowser(t)
	for _, path := range paths {
		for _, form := range []string{"desk", "phone", "dark", "print"} {
			name := strings.ReplaceAll(strings.TrimPrefix(path, "/"), "/", "-") + "-" + form
			if wanted(name, os.Getenv("TUPO_PREVIEW_ONLY")) {
				picture(t, browser, base+path, filepath.Join(folder, name), form)
			}
		}
	}
}

func wanted(name, only string) bool {
	for _, pattern := range strings.Fields(only) {
		if matched, err := filepath.Match(pattern, name); err == nil && matched {
			return true
		}
	}
	return only == ""
}

// picture writes one page in one form.
func picture(t *testing.T, browser context.Context, url, base, form string) {
	t.Helper()
	ctx, stop := context.WithTimeout(browser, time.Minute)
	defer stop()
	width, scheme, ext := int64(1440), "light", ".png"
	switch form {
	case "phone":
		width = 390
	case "dark":
		scheme = "dark"
	case "print":
		ext = ".pdf"
	}
	media := chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		features := []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: features})
		return err
	})
	shot := chromedp.FullScreenshot(100)
	if form == "print" {
		shot = chromedp.PrintToPDF(chromedp.PDFPrintBackground(), chromedp.PDFPreferCSSPageSize())
	}
	err := chromedp.Do(ctx, media, chromedp.EmulateViewport(width, 900), chromedp.Navigate(url))
	if err != nil {
		t.Errorf("picture(%s, %s): %v", url, form, err)
		return
	}
	// The window takes the page's height, so that what sticks to an edge of the
	// window is drawn where it belongs.
	height, err := chromedp.Run(ctx, chromedp.Evaluate[int64](`document.documentElement.scrollHeight`))
	if err != nil {
		t.Errorf("picture(%s, %s): %v", url, form, err)
		return
	}
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(width, height)); err != nil {
		t.Errorf("picture(%s, %s): %v", url, form, err)
		return
	}
	out, err := chromedp.Run(ctx, shot)
	if err != nil {
		t.Errorf("picture(%s, %s): %v", url, form, err)
		return
	}
	if err := os.WriteFile(base+ext, out, 0o644); err != nil {
		t.Errorf("picture(%s, %s): %v", url, form, err)
	}
}
