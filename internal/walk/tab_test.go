package walk_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"tupo/internal/testing/browser"
)

// patience is how long one step of a person may take on a slow machine.
const patience = 30 * time.Second

// A tab is one person's browser, in one language.
type tab struct {
	t       *testing.T
	ctx     context.Context
	address string
	lang    string
	keep    string // folder of the pictures; "" keeps none
	shots   int
}

// languages are those in which pages are walked; -short, which is meant for
// -race, walks one.
func languages() []string {
	if testing.Short() {
		return []string{"zh"}
	}
	return []string{"zh", "en"}
}

// tab starts a browser of its own for a district.
func (d *district) tab(t *testing.T, lang string) *tab {
	t.Helper()
	keep := os.Getenv("TUPO_ARTIFACTS")
	if keep != "" {
		keep = filepath.Join(keep, "walk-"+lang)
	}
	return &tab{t: t, ctx: browser.New(t), address: d.url, lang: lang, keep: keep}
}

// step runs actions that do not leave the page.
func (b *tab) step(what string, actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.t.Fatalf("%s, %s: %v", b.lang, what, err)
	}
}

// leave runs actions that lead to another page and holds its status and language.
func (b *tab) leave(what string, want int, actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	res, err := chromedp.RunResponse(ctx, actions...)
	if err != nil {
		b.t.Fatalf("%s, %s: %v", b.lang, what, err)
	}
	if int(res.Status) != want {
		b.t.Errorf("%s, %s: %s = %d, want %d:\n%.500s", b.lang, what, res.URL, res.Status, want, b.text("main"))
	}
	if got := eval[string](b, "document.documentElement.lang"); !strings.HasPrefix(got, b.lang) {
		b.t.Errorf("%s, %s: %s speaks %q", b.lang, what, res.URL, got)
	}
}

func (b *tab) open(path string) {
	b.t.Helper()
	b.leave("open "+path, http.StatusOK, chromedp.Navigate(b.address+path))
}

// click follows a link or sends a form, and wants the page behind it.
func (b *tab) click(selector string) {
	b.t.Helper()
	b.leave("click "+selector, http.StatusOK, chromedp.Click(chromedp.CSS(selector)))
}

// tick ticks a box.
func (b *tab) tick(selector string) {
	b.t.Helper()
	b.step("tick "+selector, chromedp.Click(chromedp.CSS(selector)))
}

// refused sends a form that is shown again with what is wrong in it.
func (b *tab) refused(selector string, status int) {
	b.t.Helper()
	b.leave("click "+selector, status, chromedp.Click(chromedp.CSS(selector)))
}

// fill types into a field in place of what stands there.
func (b *tab) fill(name, text string) {
	b.t.Helper()
	eval[string](b, fmt.Sprintf("document.querySelector(%q).value = ''", named(name)))
	b.step("fill "+name, chromedp.SendKeys(chromedp.CSS(named(name)), text))
}

func named(name string) string { return fmt.Sprintf(`[name="%s"]`, name) }

// eval asks the page.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s, evaluate %.200s: %v", b.lang, script, err)
	}
	return got
}

// text is what stands in the first element, as a person reads it; "" without one.
func (b *tab) text(selector string) string {
	b.t.Helper()
	return strings.Join(strings.Fields(eval[string](b, fmt.Sprintf("(document.querySelector(%q) || {innerText: ''}).innerText", selector))), " ")
}

func (b *tab) value(name string) string {
	b.t.Helper()
	return eval[string](b, fmt.Sprintf("document.querySelector(%q).value", named(name)))
}

func (b *tab) path() string {
	b.t.Helper()
	return eval[string](b, "location.pathname + location.search")
}

func (b *tab) has(selector string) bool {
	b.t.Helper()
	return eval[bool](b, fmt.Sprintf("document.querySelector(%q) !== null", selector))
}

// want holds that an element is there.
func (b *tab) want(what, selector string) {
	b.t.Helper()
	if !b.has(selector) {
		b.t.Errorf("%s, %s: %s has no %s:\n%.600s", b.lang, what, b.path(), selector, b.text("main"))
	}
}

// shot keeps a picture of the whole page, where pictures are kept.
func (b *tab) shot(name string) {
	b.t.Helper()
	if b.keep == "" {
		return
	}
	b.shots++
	path := filepath.Join(b.keep, fmt.Sprintf("%02d-%s.png", b.shots, name))
	if err := browser.Screenshot(b.ctx, path, 1280, 0, false); err != nil {
		b.t.Fatalf("%s, picture of %s: %v", b.lang, name, err)
	}
}

// keepFile keeps a file beside the pictures.
func (b *tab) keepFile(name string, content []byte) {
	b.t.Helper()
	if b.keep == "" {
		return
	}
	if err := os.MkdirAll(b.keep, 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(b.keep, name), content, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// login goes in through the door, in the tab's language.
func (b *tab) login(login string) {
	b.t.Helper()
	b.open("/login?lang=" + b.lang)
	b.fill("login", login)
	b.fill("secret", secret)
	b.click("#login button[type=submit]")
	if at := b.path(); strings.HasPrefix(at, "/login") || at == "/password" {
		b.t.Fatalf("%s, login as %s leads to %s", b.lang, login, at)
	}
}

// logout goes out through the menu of the head.
func (b *tab) logout() {
	b.t.Helper()
	b.step("open the menu", chromedp.Click(chromedp.CSS(`details.menu:has(form[action="/logout"]) summary`)))
	b.click(`form[action="/logout"] button`)
}
