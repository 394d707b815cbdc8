// Package browser starts a real Chromium for tests of pages, without a window,
// with an empty profile, cut off from everything but this machine's loopback.
//
// A missing Chromium fails the test and names the package to install: nothing
// here ever skips. The package knows no page of Tupo.
//
// The context that New returns is used with chromedp: chromedp.Do runs steps
// that return nothing, chromedp.Run one that returns a value. One context is
// one tab and must not be shared between goroutines.
package browser

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// grace is how long before the test binary's deadline a browser is given up, so
// that a page that hangs fails its own test and leaves no process behind.
const grace = 10 * time.Second

// New starts a browser and returns the context of its only tab. The browser is
// closed, and its profile removed, when t ends. Any fault ends t at once.
func New(t testing.TB) (ctx context.Context) {
	t.Helper()
	program, err := find()
	if err != nil {
		t.Fatalf("browser.New: %v", err)
	}
	parent, giveUp := lifetime(t)
	allocator, release := chromedp.NewExecAllocator(parent, options(program)...)
	ctx, closeTab := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		if err := chromedp.Cancel(ctx); err != nil && parent.Err() == nil {
			t.Errorf("browser.New: close the browser: %v", err)
		}
		closeTab()
		release()
		giveUp()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("browser.New: start %s: %v", filepath.Base(program), err)
	}
	return ctx
}

// lifetime returns the context of the browser's process. Benchmarks have no
// deadline.
func lifetime(t testing.TB) (context.Context, context.CancelFunc) {
	if d, ok := t.(interface{ Deadline() (time.Time, bool) }); ok {
		if end, set := d.Deadline(); set {
			return context.WithDeadline(context.Background(), end.Add(-grace))
		}
	}
	return context.WithCancel(context.Background())
}

// find returns the path of the first Chromium on the PATH.
func find() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errors.New("no chromium, chromium-browser or google-chrome on the PATH: install the Debian package chromium")
}

// options returns the flags of the command line. chromedp itself adds a new
// empty profile folder and, for root, --no-sandbox: without that Chromium
// refuses to start as root.
func options(program string) []chromedp.ExecAllocatorOption {
	return []chromedp.ExecAllocatorOption{
		chromedp.ExecPath(program),
		chromedp.Headless,
		chromedp.NoFirstRun,
		chromedp.NoDefaultBrowserCheck,
		chromedp.WindowSize(1280, 800),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-extensions", true),
		chromedp.Flag("disable-dev-shm-usage", true), // small in many containers
		chromedp.Flag("force-color-profile", "srgb"), // the same pixels on every machine
		// A page that loads anything from elsewhere must break here.
		chromedp.Flag("no-proxy-server", true),
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"),
	}
}

// Screenshot writes the tab's picture to path as PNG, making the folders above
// it. Width and height are the window's in CSS pixels; height 0 takes the whole
// page, however long. Dark asks the page for its dark colours. Afterwards the
// tab has its own size and colours again.
func Screenshot(ctx context.Context, path string, width, height int, dark bool) error {
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	shot := chromedp.CaptureScreenshot()
	if height == 0 {
		shot = chromedp.FullScreenshot(100)
	}
	err := chromedp.Do(ctx,
		chromedp.EmulateViewport(int64(width), int64(height)),
		colours(scheme),
		settled(),
	)
	if err != nil {
		return fmt.Errorf("prepare screenshot %s: %w", filepath.Base(path), err)
	}
	picture, err := chromedp.Run(ctx, shot)
	if err != nil {
		return fmt.Errorf("take screenshot %s: %w", filepath.Base(path), err)
	}
	if err := chromedp.Do(ctx, ownSize(), colours(""), settled()); err != nil {
		return fmt.Errorf("restore the tab after screenshot %s: %w", filepath.Base(path), err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("keep screenshot: %w", err)
	}
	if err := os.WriteFile(path, picture, 0o644); err != nil {
		return fmt.Errorf("keep screenshot: %w", err)
	}
	return nil
}

// PrintPDF prints the tab as PDF, with backgrounds, on the paper that the page's
// own @page rule names, else on A4.
func PrintPDF(ctx context.Context) ([]byte, error) {
	if err := chromedp.Do(ctx, settled()); err != nil {
		return nil, fmt.Errorf("prepare the print: %w", err)
	}
	pdf, err := chromedp.Run(ctx, chromedp.PrintToPDF(
		chromedp.PDFPaper(chromedp.PaperA4),
		chromedp.PDFPrintBackground(),
		chromedp.PDFPreferCSSPageSize(),
	))
	if err != nil {
		return nil, fmt.Errorf("print the page: %w", err)
	}
	return pdf, nil
}

// colours sets what the page is told of the reader's wish; "" is the browser's
// own answer.
func colours(scheme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	})
}

// ownSize takes back an emulated window.
func ownSize() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.ClearDeviceMetricsOverride, cdp.Empty{})
		return err
	})
}

// settled waits until the page's fonts are there and two frames were drawn, so
// that a picture does not catch it half done.
func settled() chromedp.Action[chromedp.Void] {
	const script = `document.fonts.ready.then(() => new Promise(done =>
		requestAnimationFrame(() => requestAnimationFrame(() => done(true)))))`
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := chromedp.Evaluate[bool](script, chromedp.EvalAwaitPromise)(ctx, tab)
		return err
	})
}
