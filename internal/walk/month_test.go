package walk_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"tupo/internal/app"
	"tupo/internal/demo"
)

// The sheet that is late in the demonstration and the figure walked with it: the
// pocket parks of the City Management Bureau, 26 wanted for the year.
const (
	lateSheet  = "/sheets/CGJ/2023-10"
	parkFigure = "/history?ref=observation:park/xq/2023-10/operational"
)

// TestMonth walks October as its people do: report, question, approval,
// verification, front page, proof, lock, in both languages.
func TestMonth(t *testing.T) {
	for _, lang := range languages() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			d := open(t)
			b := d.tab(t, lang)
			b.wrongDoor()
			before := b.leaderBefore(d.parkTarget(t))
			b.reporterFiles(t)
			b.approverApproves()
			b.verifierVerifies()
			b.leaderAfter(before)
			b.officeLocks()
			b.administratorsLook()
		})
	}
}

// parkTarget is the page of the target that reads the figure.
func (d *district) parkTarget(t *testing.T) string {
	t.Helper()
	s, err := d.app.Seen(t.Context(), app.Operator(demo.District))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range s.Readers("park", "xq") {
		return "/targets/" + x.Code
	}
	t.Fatal("no target reads the pocket parks")
	return ""
}

// wrongDoor: a page asks for the login first and leads back after it; a wrong
// password keeps the login that was typed.
func (b *tab) wrongDoor() {
	b.t.Helper()
	b.open("/gaps?lang=" + b.lang)
	if at := b.path(); !strings.HasPrefix(at, "/login?next=") {
		b.t.Fatalf("%s, /gaps as a visitor leads to %s, want the login", b.lang, at)
	}
	b.open("/login?lang=" + b.lang)
	b.shot("login")
	b.fill("login", "leader")
	b.fill("secret", "not the password")
	b.refused("#login button[type=submit]", http.StatusUnauthorized)
	b.want("after a wrong password", ".problems")
	if got := b.value("login"); got != "leader" {
		b.t.Errorf("%s, after a wrong password the login reads %q, want what was typed", b.lang, got)
	}
}

// What the leader saw before the report came in.
type seen struct {
	target, actual, guide string
}

func (b *tab) leaderBefore(target string) seen {
	b.t.Helper()
	b.login("leader")
	b.want("front page", "article.lead h1")
	out := seen{target: target, guide: b.text("section.guide")}
	if n := eval[int](b, `document.querySelectorAll("ul.strip > li:not(.tally)").length`); n != 13 {
		b.t.Errorf("%s, the front page has %d actions, want 13", b.lang, n)
	}
	b.shot("front-before")
	b.open(target)
	out.actual = b.text("main")
	b.shot("target-before")
	b.logout()
	return out
}

// reporterFiles: a wrong figure loses nothing, a questioned one is answered with
// a file.
func (b *tab) reporterFiles(t *testing.T) {
	b.t.Helper()
	b.login("reporter")
	b.open("/sheets")
	b.click(fmt.Sprintf(`main a[href="%s"]`, lateSheet))
	b.shot("sheet-empty")
	b.fill("value.park.xq", "2x")
	b.fill("value.parking.xq", "4,190")
	b.fill("value.garbage.xq", "９３．１")
	b.fill("note", "第一行 first line")
	const file = `form[data-sheet] button[name=do][value=submit]`
	b.refused(file, http.StatusUnprocessableEntity)
	b.want("a figure that is none", named("value.park.xq")+`[aria-invalid="true"]`)
	b.want("its fault beside it", `.cell.wrong .error`)
	b.want("its fault over the sheet", `.problems a[href="#f-value.park.xq"]`)
	for name, want := range map[string]string{"value.park.xq": "2x", "value.parking.xq": "4,190", "value.garbage.xq": "９３．１", "note": "第一行 first line"} {
		if got := b.value(name); got != want {
			b.t.Errorf("%s, after a refusal %s reads %q, want %q as it was typed", b.lang, name, got, want)
		}
	}
	b.shot("sheet-refused")
	b.fill("value.park.xq", "26")
	b.refused(file, http.StatusUnprocessableEntity)
	b.want("the question", named("cause.park.xq"))
	b.shot("sheet-questioned")
	b.fill("answer.park.xq", "十月集中验收 accepted together in October")
	proof := filepath.Join(t.TempDir(), "验收 acceptance.pdf")
	if err := os.WriteFile(proof, []byte("%PDF-1.4 of "+b.lang), 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.step("choose cause and file", chromedp.SetValue(chromedp.CSS(named("cause.park.xq")), "batch"),
		chromedp.SetUploadFiles(chromedp.CSS(`.question `+named("file.park.xq")), []string{proof}))
	b.click(file)
	if at := b.path(); at != lateSheet {
		b.t.Fatalf("%s, filing leads to %s, want %s:\n%.800s", b.lang, at, lateSheet, b.text("main"))
	}
	b.want("the evidence", `a[href^="/evidence/"]`)
	if b.has(`form[action$="/verdict"]`) {
		b.t.Errorf("%s, the reporter is offered the approval of the own sheet", b.lang)
	}
	b.shot("sheet-filed")
	b.logout()
}

func (b *tab) approverApproves() {
	b.t.Helper()
	b.login("approver")
	b.open(lateSheet)
	b.want("approval", `form.verdict button[value=approve]`)
	b.refused(`form.verdict button[value=return]`, http.StatusUnprocessableEntity)
	b.want("a return without a reason", `form.verdict [name=reason][aria-invalid="true"]`)
	b.click(`form.verdict button[value=approve]`)
	if b.has(`form.verdict`) {
		b.t.Errorf("%s, the approved sheet still waits for approval", b.lang)
	}
	b.shot("sheet-approved")
	b.logout()
}

// verifierVerifies accepts the answer to the question, then the other figures.
func (b *tab) verifierVerifies() {
	b.t.Helper()
	b.login("verifier2")
	b.open("/queue")
	b.shot("queue")
	// The bureau's report is the one with the sheet's address.
	report := fmt.Sprintf(`section.queued:has(h2 a[href="%s"]) `, lateSheet)
	b.want("the bureau's report", report+`form.question`)
	b.refused(report+`form.question button[value=refuse]`, http.StatusUnprocessableEntity)
	b.want("a refusal without a reason", report+`form.question [name=reason][aria-invalid="true"]`)
	b.click(report + `form.question button[value=accept]`)
	b.want("the other figures", report+`form.verdict`)
	b.click(report + `form.verdict button[value=verify]`)
	if b.has(report) {
		b.t.Errorf("%s, the verified report still waits", b.lang)
	}
	b.shot("queue-after")
	b.logout()
}

// leaderAfter: target, front page and guide have moved, the past has not, and
// the entry is proved.
func (b *tab) leaderAfter(before seen) {
	b.t.Helper()
	b.login("leader")
	b.shot("front-after")
	if got := b.text("section.guide"); got == before.guide {
		b.t.Errorf("%s, the guide of the front page has not changed: %q", b.lang, got)
	}
	b.open(before.target)
	if got := b.text("main"); got == before.actual || !strings.Contains(got, "26") {
		b.t.Errorf("%s, %s has not changed with the figure:\n%.600s", b.lang, before.target, got)
	}
	b.shot("target-after")
	b.open(parkFigure)
	b.want("history", "ol.history > li .entry-what")
	if got := b.text("ol.history"); !strings.Contains(got, "26") {
		b.t.Errorf("%s, the history of the figure does not tell 26: %q", b.lang, got)
	}
	b.shot("history")
	b.click("ol.history > li .entry-when a")
	b.want("inclusion proof", "#proof ol.path li")
	if n := eval[int](b, `document.querySelectorAll("#proof ol.path li").length`); n < 5 {
		b.t.Errorf("%s, the proof has %d hashes, want those of a log of hundreds", b.lang, n)
	}
	b.shot("entry")
	b.open(before.target + "?asof=2023-11-13")
	b.want("the past", "aside.past")
	if got := b.text("main"); got != before.actual {
		b.t.Errorf("%s, %s as of the day before is not what was seen before the report:\n%s\n%s", b.lang, before.target, got, before.actual)
	}
	b.logout()
}

func (b *tab) officeLocks() {
	b.t.Helper()
	b.login("office")
	b.open("/periods/lock?period=2023-10")
	b.shot("lock")
	b.tick("#f-anyway")
	b.click(`main form[action="/periods/lock"] button.grave`)
	b.logout()
	b.login("reporter")
	b.open(lateSheet)
	if b.has(named("value.park.xq")) {
		b.t.Errorf("%s, the locked sheet still has fields", b.lang)
	}
	b.want("the way to a correction", `a[href^="/periods/reopenings/new"]`)
	b.shot("sheet-locked")
	b.logout()
}

// administratorsLook: every other role finds its pages, and none of the others'.
func (b *tab) administratorsLook() {
	b.t.Helper()
	for _, x := range []struct{ login, page, closed string }{
		{"sysadmin", "/accounts", lateSheet},
		{"secadmin", "/accounts/acc-reporter", "/accounts/log"},
		{"auditor", "/accounts/log", "/queue"},
		{"public", "/password", "/gaps"},
	} {
		b.login(x.login)
		b.open(x.page)
		b.shot(x.login)
		b.leave("open "+x.closed+" as "+x.login, http.StatusForbidden, chromedp.Navigate(b.address+x.closed))
		b.logout()
	}
}
