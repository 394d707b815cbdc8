package walk_test

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"tupo/internal/config"
)

// firstDay is when the new district begins: its first reports, for January and
// February, are due on this very day, so that they are judged on it.
const firstDay = "2024-03-05"

// empty is a place without a district, served as tupo serve does, and the code
// that was printed at its start.
func empty(t *testing.T) (*district, string) {
	t.Helper()
	d := openAt(t, config.Config{Data: filepath.Join(t.TempDir(), "data"), Clock: firstDay, MaxUpload: 50 << 20, IdleMinutes: 30})
	code, err := d.app.AwaitFirstRun(t.Context())
	if err != nil || code == "" {
		t.Fatalf("AwaitFirstRun(empty) = %q, %v; want a code", code, err)
	}
	return d, code
}

// TestFirstYear starts a district from an empty folder in the browser: setup,
// units, programme, action, indicator, target with its breakdown, accounts,
// start, the first report, and its light on the front page.
func TestFirstYear(t *testing.T) {
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range languages() {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			d, code := empty(t)
			b := d.tab(t, lang)
			if b.keep != "" {
				b.keep += "-first"
			}
			b.step("bring axe-core along", onEveryPage(string(axe)))
			first := b.begins(code)
			b.firstLogin("office", first["office"])
			b.plans()
			b.logout()
			secrets := b.makesAccounts(first)
			b.grantsRoles(first, secrets)
			b.starts()
			b.reportsFirst(secrets)
			b.seesLight()
		})
	}
}

// begins makes the district and gives the temporary passwords by login.
func (b *tab) begins(code string) map[string]string {
	b.t.Helper()
	b.open("/?lang=" + b.lang)
	if at := b.path(); !strings.HasPrefix(at, "/setup") {
		b.t.Fatalf("%s, the front page of an empty place leads to %s, want /setup", b.lang, at)
	}
	b.shot("setup")
	const send = "#begin button[type=submit]"
	b.fill("setup_code", "AAAA-BBBB-CCCC-DDDD-EEEE")
	b.refused(send, http.StatusForbidden)
	b.want("a wrong code", named("setup_code")+`[aria-invalid="true"]`)
	b.fill("setup_code", strings.ToLower(code))
	b.fill("name", "新湾区")
	b.fill("name_en", "New Bay")
	b.fill("code", "37021")
	b.refused(send, http.StatusUnprocessableEntity)
	b.want("a code of five digits", named("code")+`[aria-invalid="true"]`)
	b.shot("setup-refused")
	b.report("/setup", "light", b.grave(`{}`))
	b.fill("code", "３７０２１１")
	b.click(send)
	b.shot("begun")
	b.report("the new district", "light", b.grave(`{}`))
	found := eval[[]string](b, `[...document.querySelectorAll("[data-login]")].map(x => x.textContent + " " + x.closest("tr").querySelector("[data-secret]").textContent)`)
	out := map[string]string{}
	for _, pair := range found {
		login, secret, _ := strings.Cut(pair, " ")
		out[login] = secret
	}
	if len(out) != 4 {
		b.t.Fatalf("%s, the new district shows %q, want four accounts", b.lang, found)
	}
	b.leave("setup once more", http.StatusNotFound, chromedp.Navigate(b.address+"/setup"))
	return out
}

// firstLogin goes in with a temporary password and replaces it.
func (b *tab) firstLogin(login, temporary string) {
	b.t.Helper()
	b.open("/login?lang=" + b.lang)
	b.fill("login", login)
	b.fill("secret", temporary)
	b.click("#login button[type=submit]")
	if at := b.path(); at != "/password" {
		b.t.Fatalf("%s, the first login of %s leads to %s, want /password", b.lang, login, at)
	}
	b.fill("old", temporary)
	b.fill("next", secret)
	b.fill("again", secret)
	b.click("#password button[type=submit]")
	if at := b.path(); at != "/" {
		b.t.Fatalf("%s, the new password of %s leads to %s, want /", b.lang, login, at)
	}
}

// choose picks the option of a select by its text or value.
func (b *tab) choose(name, option string) {
	b.t.Helper()
	if !eval[bool](b, fmt.Sprintf(`(() => {
		const s = document.querySelector(%q)
		const o = s && [...s.options].find(o => o.value === %q || o.text.includes(%q))
		if (o) s.value = o.value
		return !!o
	})()`, named(name), option, option)) {
		b.t.Fatalf("%s, %s: %s offers no %q: %q", b.lang, b.path(), name, option, b.text(named(name)))
	}
}

// step of the checklist: whether it counts as done.
func (b *tab) done(n int) bool {
	b.t.Helper()
	return b.has(fmt.Sprintf("ol.start > li:nth-child(%d).ready", n))
}

// follow takes the checklist's next step.
func (b *tab) follow(n int) {
	b.t.Helper()
	b.open("/")
	if b.done(n) || !b.has(fmt.Sprintf("ol.start > li:nth-child(%d).next", n)) {
		b.t.Errorf("%s, step %d of the checklist is not the next one:\n%s", b.lang, n, b.text("article.lead"))
	}
	b.click(fmt.Sprintf("ol.start > li:nth-child(%d) .what > a", n))
}

func (b *tab) save(form string, fields map[string]string) {
	b.t.Helper()
	for name, value := range fields {
		if eval[bool](b, fmt.Sprintf("document.querySelector(%q).tagName === 'SELECT'", named("f."+name))) {
			b.choose("f."+name, value)
			continue
		}
		b.fill("f."+name, value)
	}
	b.click("#" + form + " button[type=submit]")
	if at := b.path(); strings.HasSuffix(at, "/new") || at == "/plan/"+form {
		b.t.Fatalf("%s, saving the %s leads to %s:\n%.800s", b.lang, form, at, b.text("main"))
	}
}

// plans follows the checklist as far as the office can.
func (b *tab) plans() {
	b.t.Helper()
	b.want("the checklist", "ol.start > li")
	b.want("the three ways in", `ul.ways a[href="/documents/new"]`)
	b.want("the three ways in", `ul.ways a[href="/plan/import"]`)
	b.shot("start-empty")
	b.follow(1)
	b.shot("unit-new")
	b.save("unit", map[string]string{"code": "FGJ", "name": "发展和改革局", "name_en": "Development and Reform Bureau"})
	for code, unit := range map[string][3]string{"TJJ": {"统计局", "Statistics Bureau", "department"}, "JQ": {"甲功能区", "Zone A", "zone"}, "YQ": {"乙功能区", "Zone B", "zone"}} {
		b.open("/plan/unit/new")
		b.save("unit", map[string]string{"code": code, "name": unit[0], "name_en": unit[1], "kind": unit[2]})
	}
	b.follow(2)
	b.save("programme", map[string]string{"code": "CX2024", "name": "创新突破年", "name_en": "Year of Breakthrough"})
	b.shot("programme")
	b.follow(3)
	b.save("action", map[string]string{"code": "A01", "name": "扩大有效投资", "name_en": "Effective investment"})
	b.follow(4)
	b.shot("indicator-new")
	b.save("indicator", map[string]string{"code": "INV", "name": "固定资产投资", "name_en": "Fixed-asset investment", "display_unit": "亿元", "verifier_unit_id": b.said("统计局", "Statistics Bureau")})
	b.shot("indicator")
	b.follow(5)
	b.shot("target-new")
	b.save("target", map[string]string{"code": "T01", "indicator_id": b.said("固定资产投资", "Fixed-asset investment"), "unit_id": b.said("新湾区", "New Bay"),
		"value": "120", "responsible_unit_id": b.said("发展和改革局", "Development and Reform Bureau"), "action_id": "A01"})
	b.shot("target")
	b.breaksDown()
	b.open("/plan")
	b.shot("plan")
	b.open("/")
	b.shot("start-planned")
	b.report("the checklist", "light", b.grave(`{}`))
	for n := 1; n <= 5; n++ {
		if !b.done(n) {
			b.t.Errorf("%s, step %d of the checklist is not done:\n%s", b.lang, n, b.text("article.lead"))
		}
	}
}

func (b *tab) said(zh, en string) string {
	if b.lang == "zh" {
		return zh
	}
	return en
}

// breaksDown gives each zone its part of the target.
func (b *tab) breaksDown() {
	b.t.Helper()
	for _, part := range []struct{ code, zone, value string }{{"T01A", b.said("甲功能区", "Zone A"), "70"}, {"T01B", b.said("乙功能区", "Zone B"), "50"}} {
		at := b.path()
		b.click(`a[href^="/plan/target/new?"]`)
		b.shot("part-new")
		b.save("target", map[string]string{"code": part.code, "unit_id": part.zone, "value": part.value, "dimension": b.said("功能区", "zones"), "responsible_unit_id": part.zone})
		b.open(at)
	}
	b.want("the breakdown", `input[name^="part."]`)
	b.shot("target-broken-down")
}

// What the units need: who reports, who approves, who verifies.
func newDesks() [][3]string {
	return [][3]string{{"fgj-r", "FGJ", "reporter"}, {"fgj-a", "FGJ", "approver"}, {"jq-r", "JQ", "reporter"}, {"jq-a", "JQ", "approver"},
		{"yq-r", "YQ", "reporter"}, {"yq-a", "YQ", "approver"}, {"tjj-v", "TJJ", "verifier"}}
}

func (b *tab) unitNamed(code string) string {
	return map[string]string{"FGJ": b.said("发展和改革局", "Development and Reform Bureau"), "TJJ": b.said("统计局", "Statistics Bureau"),
		"JQ": b.said("甲功能区", "Zone A"), "YQ": b.said("乙功能区", "Zone B")}[code]
}

// makesAccounts is the system administrator's part.
func (b *tab) makesAccounts(first map[string]string) map[string]string {
	b.t.Helper()
	b.firstLogin("sysadmin", first["sysadmin"])
	b.want("the administrator's part", `ol.start a[href="/accounts/new"]`)
	b.shot("start-sysadmin")
	out := map[string]string{}
	for _, desk := range newDesks() {
		b.open("/accounts/new")
		b.fill("login", desk[0])
		b.fill("name", desk[0])
		b.choose("unit", b.unitNamed(desk[1]))
		b.click("#account button[type=submit]")
		out[desk[0]] = b.text(".big-code")
	}
	b.shot("account-made")
	b.logout()
	return out
}

// grantsRoles is the security administrator's.
func (b *tab) grantsRoles(first, made map[string]string) {
	b.t.Helper()
	b.firstLogin("secadmin", first["secadmin"])
	b.want("the administrator's part", `ol.start a[href="/accounts"]`)
	for _, desk := range newDesks() {
		if made[desk[0]] == "" {
			b.t.Fatalf("%s, %s got no temporary password", b.lang, desk[0])
		}
		b.open("/accounts")
		b.click(fmt.Sprintf(`tr[id="%s"] a`, desk[0]))
		b.choose("role", desk[2])
		b.choose("unit", b.unitNamed(desk[1]))
		b.click("#grant button[type=submit]")
	}
	b.shot("granted")
	b.logout()
}

// starts: the office finds the accounts there and starts the year.
func (b *tab) starts() {
	b.t.Helper()
	b.login("office")
	b.shot("start-ready")
	if !b.done(6) {
		b.t.Errorf("%s, the accounts are not done:\n%s", b.lang, b.text("article.lead"))
	}
	b.follow(7)
	b.shot("start-unsettled")
	b.tick(named("anyway")) // the action has nobody who leads it yet
	b.click("#state button[type=submit]")
	b.shot("started")
	b.open("/")
	if b.has("ol.start") {
		b.t.Errorf("%s, the checklist outlives the start", b.lang)
	}
	b.shot("front-started")
	b.logout()
}

// reportsFirst files January and February for Zone A, and approves.
func (b *tab) reportsFirst(secrets map[string]string) {
	b.t.Helper()
	b.firstLogin("jq-r", secrets["jq-r"])
	b.shot("reporter-front")
	b.open("/sheets")
	b.shot("reporter-sheets")
	b.click(`main a[href="/sheets/JQ/2024-02"]`)
	b.shot("reporter-sheet")
	cell := eval[string](b, `document.querySelector('input[name^="value."]').name`)
	b.fill(cell, "5.2")
	b.click(`form[data-sheet] button[name=do][value=submit]`)
	b.shot("reporter-filed")
	b.logout()
	b.firstLogin("jq-a", secrets["jq-a"])
	b.open("/sheets/JQ/2024-02")
	b.click(`form.verdict button[value=approve]`)
	b.logout()
}

// seesLight: the figure is on the front page, and the verifier has it to verify.
func (b *tab) seesLight() {
	b.t.Helper()
	b.login("office")
	b.shot("front-light")
	if text := b.text("article.lead"); !strings.Contains(text, b.said("甲功能区", "Zone A")) || !strings.Contains(text, b.said("6.47", "6.467")) {
		b.t.Errorf("%s, the front page does not tell of the first report:\n%s", b.lang, b.text("main"))
	}
	b.logout()
}
