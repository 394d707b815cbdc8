package app_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/demo"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/sheet"
	"tupo/internal/sheet/sheettest"
)

// emptyPlace opens a fresh folder on the 14th of November 2023.
func emptyPlace(t *testing.T) *app.App { return emptyPlaceOn(t, "") }

// emptyPlaceOn is a fresh folder with a database elsewhere, "" for a file.
func emptyPlaceOn(t *testing.T, db string) *app.App {
	t.Helper()
	a, err := app.Open(context.Background(), app.Place{
		Config: config.Config{Data: t.TempDir(), DB: db, Clock: "2023-11-14"},
		Wall:   time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatalf("Open() = %v", err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

// specimenPlace is a fresh folder with the specimen workbook imported.
func specimenPlace(t *testing.T) (*app.App, app.Who) {
	t.Helper()
	a := emptyPlace(t)
	out, err := a.Import(t.Context(), app.Operator(""), bytes.NewReader(specimenBook(t)), false)
	if err != nil || out.Failed() {
		t.Fatalf("Import(specimen) = %+v, %v", out.Wrong, err)
	}
	return a, app.Operator(out.District)
}

func specimenBook(t *testing.T) []byte {
	t.Helper()
	book, figures := sheettest.Book()
	var b bytes.Buffer
	if err := sheet.Export(&b, sheet.Existing{Book: book, Observations: figures}, "zh"); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func addPage(t *testing.T, a *app.App, w app.Who, name, text string) app.Reading {
	t.Helper()
	doc, err := a.AddDocument(t.Context(), w, app.NewDocument{Name: name, Kind: "news", Date: "2023-11-14", Source: "test", Body: strings.NewReader(text)})
	if err != nil {
		t.Fatalf("AddDocument(%s) = %v", name, err)
	}
	r, err := a.ReadPage(t.Context(), w, doc.ID)
	if err != nil {
		t.Fatalf("ReadPage(%s) = %v", name, err)
	}
	return r
}

func decisions(facts []document.Fact, accept bool, kinds ...string) []app.Decision {
	var out []app.Decision
	for _, f := range facts {
		for _, k := range kinds {
			if f.Kind == k && f.State == document.Proposed {
				out = append(out, app.Decision{Fact: f.ID, Accept: accept})
			}
		}
	}
	return out
}

func count(facts []document.Fact, kind string, state document.FactState) int {
	n := 0
	for _, f := range facts {
		if f.Kind == kind && f.State == state {
			n++
		}
	}
	return n
}

// A page's accepted facts become a draft programme of thirteen actions,
// directives, the meeting and the project, each keeping its span as source.
func TestAcceptedFactsBecomeObjects(t *testing.T) {
	a, w := specimenPlace(t)
	r := addPage(t, a, w, "page.txt", demo.Page())
	if got := count(r.Facts, "action", document.Proposed); got != 13 {
		t.Fatalf("ReadPage() proposes %d actions, want 13", got)
	}
	if _, err := a.Decide(t.Context(), w, r.Document.ID, decisions(r.Facts, true, "action")); !hasKey(err, "document.programme-first") {
		t.Errorf("Decide(actions before their programme) = %v, want document.programme-first", err)
	}
	if _, err := a.Decide(t.Context(), w, r.Document.ID, decisions(r.Facts, true, "programme", "action", "directive", "meeting", "project")); err != nil {
		t.Fatalf("Decide(all) = %v", err)
	}
	r, err := a.Document(t.Context(), w, r.Document.ID)
	if err != nil {
		t.Fatal(err)
	}
	made := map[string]document.Fact{}
	for _, f := range r.Facts {
		if (f.State != document.Accepted || f.Object == "") && f.Kind != "quantity" {
			t.Errorf("fact %s %q is %s with object %q, want accepted with one", f.Kind, f.Text, f.State, f.Object)
		}
		made[f.Object] = f
	}
	s, err := a.Seen(t.Context(), app.Operator(w.District))
	if err != nil {
		t.Fatal(err)
	}
	actions := 0
	for _, x := range s.Book().Actions {
		f, ok := made["action:"+string(x.ID)]
		if !ok {
			continue
		}
		actions++
		if x.Source != "fact:"+string(f.ID) || int(x.No) != actions {
			t.Errorf("action %d %s has no %d and source %q, want its place and fact:%s", actions, x.Name, x.No, x.Source, f.ID)
		}
		if got := string([]rune(r.Text)[f.Start:f.End]); strings.ReplaceAll(got, "\n", "") != x.Name {
			t.Errorf("the span of action %s holds %q", x.Name, got)
		}
	}
	if actions != 13 {
		t.Errorf("%d actions were made, want 13", actions)
	}
	for _, f := range s.Book().Check() {
		if f.Kind == "programme" || f.Kind == "action" {
			t.Errorf("the plan has a fault after accepting: %+v", f)
		}
	}
	projects, err := a.Projects(t.Context(), w, 0)
	if err != nil || len(projects) != 1 {
		t.Fatalf("Projects() = %d, %v; want 1", len(projects), err)
	}
	if p := projects[0]; p.Total != core.Whole(500_000) || !p.About || p.Land != core.Whole(400) || p.Phases != 3 {
		t.Errorf("project = %+v, want about 500000 万元, 400 亩, 3 phases", p)
	}
	whole, err := a.Project(t.Context(), w, projects[0].Code)
	if err != nil || len(whole.Parties) != 2 || len(whole.Phases) == 0 || whole.Phases[0].Money != core.Whole(100_000) || whole.Phases[0].Land != core.Whole(143) {
		t.Errorf("Project(%s) = %+v, %v; want two parties and phase 1 of 100000 万元 on 143 亩", projects[0].Code, whole, err)
	}
	directives, err := a.Directives(t.Context(), w)
	if err != nil || len(directives) != count(r.Facts, "directive", document.Accepted) || directives[0].Source == "" {
		t.Errorf("Directives() = %d, %v; want the accepted ones with their sources", len(directives), err)
	}
}

func hasKey(err error, key string) bool {
	for _, e := range errs.All(err) {
		if e.Key == key {
			return true
		}
	}
	return false
}

// A refused fact stays refused when its page is read again, uploaded again, or
// comes back inside another text.
func TestRefusedStaysRefused(t *testing.T) {
	a, w := specimenPlace(t)
	r := addPage(t, a, w, "page.txt", demo.Page())
	all := len(r.Facts)
	refused := decisions(r.Facts, false, "directive")
	if _, err := a.Decide(t.Context(), w, r.Document.ID, refused); err != nil {
		t.Fatalf("Decide(refuse) = %v", err)
	}
	for _, again := range []struct{ name, text string }{
		{"read again", demo.Page()},
		{"uploaded under another name.txt", demo.Page()},
		{"with a line more.txt", demo.Page() + "\n\n（完）\n"},
	} {
		r := addPage(t, a, w, again.name, again.text)
		if got := count(r.Facts, "directive", document.Refused); got != len(refused) || len(r.Facts) != all {
			t.Errorf("%s: %d of %d facts refused, want %d of %d", again.name, got, len(r.Facts), len(refused), all)
		}
	}
}

// Text in an office's old encoding is read, and the file is given back as it came.
func TestOriginalIsKept(t *testing.T) {
	a, w := specimenPlace(t)
	raw := "\xef\xbb\xbf区里开会\r\n会议强调，要抓产业。\r\n"
	r := addPage(t, a, w, `C:\会议.txt`, raw)
	if r.Text != "区里开会\n会议强调，要抓产业。\n" {
		t.Errorf("Text = %q, want plain lines", r.Text)
	}
	e, content, err := a.Original(t.Context(), w, r.Document.ID)
	if err != nil {
		t.Fatalf("Original() = %v", err)
	}
	defer content.Close()
	if got, err := io.ReadAll(content); err != nil || string(got) != raw || e.Name != "会议.txt" {
		t.Errorf("Original() = %q %q, %v; want the bytes as they came", e.Name, got, err)
	}
}

// Whoever may not see documents learns nothing of them.
func TestDocumentRights(t *testing.T) {
	a, w := specimenPlace(t)
	r := addPage(t, a, w, "page.txt", demo.Page())
	s, err := a.Seen(t.Context(), app.Operator(w.District))
	if err != nil {
		t.Fatal(err)
	}
	root := s.Book().Units[0].ID
	admin := app.Who{District: w.District, Actor: access.Actor{Account: access.Account{ID: "x"}, Units: access.NewTree(s.Book().Units),
		Grants: []access.Grant{{ID: "g", Account: "x", Role: access.SystemAdmin, Unit: root}}}}
	if _, err := a.Document(t.Context(), admin, r.Document.ID); !errs.Is(err, errs.Forbidden) {
		t.Errorf("Document(administrator) = %v, want Forbidden", err)
	}
	reporter := admin
	reporter.Actor.Grants = []access.Grant{{ID: "g", Account: "x", Role: access.Reporter, Unit: root}}
	_, err = a.Decide(t.Context(), reporter, r.Document.ID, decisions(r.Facts, true, "programme"))
	if !errs.Is(err, errs.Forbidden) || errors.Is(err, io.EOF) {
		t.Errorf("Decide(reporter) = %v, want Forbidden", err)
	}
}
