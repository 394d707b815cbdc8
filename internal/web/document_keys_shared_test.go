//go:build shared

package web_test

import (
	"flag"
	"net/url"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tupo/internal/demo"
	"tupo/internal/plan"
)

// A browser needs a minute for a report, so that one is run each time, and all three
// where docs/benchmarks.md is brought up to date.
var allReports = flag.Bool("reports.all", false, "decide all three reports by keyboard, not the first alone")

// reports are three whole work reports, each of several hundred facts.
func reports() []struct{ file, date string } {
	return []struct{ file, date string }{{"2025年天津市政府工作报告.txt", "2025-01-14"}, {"2026_新疆维吾尔自治区.txt", "2026-01-26"}, {"2025年湖北省政府工作报告.txt", "2025-01-15"}}
}

// A whole report is decided by keyboard: what is offered is accepted, what cannot be
// taken as offered is opened, looked at and refused. The median is of the keys that an
// accepted fact took; the keys of refused ones stand beside it.
func TestReportsByKeyboard(t *testing.T) {
	year := demo.New()
	year.Book.Programmes = append(year.Book.Programmes, plan.Programme{ID: "reports", Code: "BG", Name: "工作报告的目标", StartYear: 2024, EndYear: 2030, State: plan.Draft, Level: plan.LevelInternal})
	folder := t.TempDir()
	if err := beginOffice(folder, year); err != nil {
		t.Fatal(err)
	}
	place := officePlace(folder)
	place.Config.Clock = "2026-03-02"
	o := serveOfficeAt(t, place)
	run := reports()
	if !*allReports {
		run = run[:1]
	}
	for _, r := range run {
		text, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "extract", "corpus", r.file))
		if err != nil {
			t.Fatal(err)
		}
		added := o.login("office").upload("/documents", "file", r.file, text, url.Values{"date": {r.date}, "kind": {"report"}})
		if added.location == "" {
			t.Fatalf("%s = %d: %.300s", r.file, added.status, added.text())
		}
		c := clerkAt(t, o, added.location+"?lang=zh")
		c.decideAll(r.file)
	}
}

// decideAll goes through a document to its last fact.
func (c *clerk) decideAll(file string) {
	c.t.Helper()
	start, refused, clashes := time.Now(), 0, 0
	facts := c.run(`String(document.querySelectorAll(".fact-row").length)`)
	for at := c.now(); at.state == "proposed"; {
		if at.clash != "" {
			clashes++
		}
		next := c.press("a")
		switch {
		case next.no == at.no && next.form == "open": // something is to be said that the text does not say
			refused++
			next = c.press("\u001br")
		case next.no == at.no && next.fault != "":
			refused++
			next = c.press("r")
		}
		if next.no == at.no {
			break // the last one
		}
		at = next
	}
	took := time.Since(start).Seconds()
	c.t.Logf("%s: %s facts, %d accepted (%d of them differing from what is known), %d refused after a look; keys per accepted fact: median %d; keys in all %d; %.0f s, %.3f s a fact",
		file, facts, len(c.accepted), clashes, refused, c.median(), c.all, took, took/float64(max(len(c.accepted)+refused, 1)))
	if left := c.run(`document.querySelector("[data-count=undecided]").textContent`); left != "0" {
		c.t.Errorf("%s: %s facts are left undecided", file, left)
	}
	if m := c.median(); m < 1 || m > 2 {
		c.t.Errorf("%s: median of keys per accepted fact is %d, want at most 2", file, m)
	}
}
