package walk_test

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"tupo/internal/app"
	"tupo/internal/demo"
)

// inspect has axe-core look at the page as it stands. In the second scheme only
// colours can differ, so only they are looked at again.
const inspect = `axe.run(document, OPTIONS).then(found => JSON.stringify(found.violations.map(v =>
	({id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.slice(0, 4).map(n => n.target.join(' ') + ': ' + n.failureSummary)}))))`

// A violation is what axe-core found wrong, with the first places.
type violation struct {
	ID, Impact, Help string
	Nodes            []string
}

// A reading is one account's pages.
type reading struct {
	login string
	paths []string
}

// readings are the pages looked at, one of each kind.
func (d *district) readings(t *testing.T) []reading {
	t.Helper()
	drawn, fact := d.readPDF(t)
	return []reading{
		{"", []string{"/login"}},
		{"leader", []string{"/", d.parkTarget(t)}},
		{"reporter", []string{lateSheet}},
		{"verifier2", []string{"/queue"}},
		{"office", []string{"/documents/" + d.readDocument(t), "/documents/" + drawn + "/pages/1?fact=" + fact, "/plan/target/new", "/ledger"}},
	}
}

// readDocument brings the specimen page in and has it read.
func (d *district) readDocument(t *testing.T) string {
	t.Helper()
	who := app.Operator(demo.District)
	doc, err := d.app.AddDocument(t.Context(), who, app.NewDocument{Name: "page.txt", Body: strings.NewReader(demo.Page()), Date: demo.Today})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.app.ReadPage(t.Context(), who, doc.ID); err != nil {
		t.Fatal(err)
	}
	return string(doc.ID)
}

// TestAccess: axe-core finds nothing serious or critical on any kind of page, in
// both languages, light and dark.
func TestAccess(t *testing.T) {
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	d := open(t)
	all := d.readings(t)
	for _, lang := range languages() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			b := d.tab(t, lang)
			b.step("bring axe-core along", onEveryPage(string(axe)))
			b.open("/login?lang=" + lang)
			b.spoil()
			b.reads(all, b.inspectPage)
		})
	}
}

// reads shows each account's pages to look, in turn.
func (b *tab) reads(all []reading, look func(path string)) {
	b.t.Helper()
	for _, x := range all {
		if x.login != "" {
			b.login(x.login)
		}
		for _, path := range x.paths {
			look(path)
		}
		if x.login != "" {
			b.logout()
		}
	}
}

func (b *tab) inspectPage(path string) {
	b.t.Helper()
	b.step("light", scheme("light"))
	with := "?"
	if strings.Contains(path, with) {
		with = "&"
	}
	b.open(path + with + "lang=" + b.lang)
	b.report(path, "light", b.grave(`{}`))
	b.step("dark", scheme("dark"))
	b.report(path, "dark", b.grave(`{runOnly: ["color-contrast"]}`))
}

func (b *tab) report(path, colours string, found []violation) {
	b.t.Helper()
	for _, v := range found {
		b.t.Errorf("%s, %s, %s: %s (%s): %s\n\t%s", b.lang, colours, path, v.ID, v.Impact, v.Help, strings.Join(v.Nodes, "\n\t"))
	}
}

// grave lists what axe-core calls serious or critical.
func (b *tab) grave(options string) []violation {
	b.t.Helper()
	var found []violation
	if err := json.Unmarshal([]byte(eval[string](b, strings.Replace(inspect, "OPTIONS", options, 1))), &found); err != nil {
		b.t.Fatal(err)
	}
	return slices.DeleteFunc(found, func(v violation) bool { return v.Impact != "serious" && v.Impact != "critical" })
}

// spoil puts two faults into the page, which must be found: an inspection that
// sees nothing proves nothing.
func (b *tab) spoil() {
	b.t.Helper()
	eval[bool](b, `(() => {
		const main = document.querySelector("main"), image = document.createElement("img"), pale = document.createElement("p");
		image.src = "/assets/icon.svg"; pale.textContent = "pale"; pale.style.color = "#777"; pale.style.background = "#888";
		main.append(image, pale); return true })()`)
	var got []string
	for _, v := range b.grave(`{}`) {
		got = append(got, v.ID)
	}
	if !slices.Contains(got, "image-alt") || !slices.Contains(got, "color-contrast") {
		b.t.Errorf("%s: a spoiled page gives %v, want image-alt and color-contrast", b.lang, got)
	}
}

// onEveryPage runs a script before each page's own: the page's own policy lets
// no foreign script in later.
func onEveryPage(script string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	})
}

// scheme sets the colours that the reader wishes.
func scheme(name string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, tab *chromedp.Target) error {
		_, err := cdp.Call(ctx, tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}}})
		return err
	})
}
