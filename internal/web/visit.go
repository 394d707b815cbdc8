package web

import (
	"cmp"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

// Cookies of the pages. Neither is secret.
const (
	langCookie  = "lang"
	flashCookie = "flash"
	langLife    = 365 * 24 * time.Hour
)

// langOf picks the language: ?lang= of the switch, else the cookie, else what the
// browser asks for, else Chinese.
func langOf(r *http.Request) i18n.Lang {
	if lang, ok := i18n.ParseLang(r.URL.Query().Get("lang")); ok {
		return lang
	}
	if c, err := r.Cookie(langCookie); err == nil {
		if lang, ok := i18n.ParseLang(c.Value); ok {
			return lang
		}
	}
	return i18n.FromHeader(r.Header.Get("Accept-Language"))
}

func (v *visit) keepLang() {
	if lang, ok := i18n.ParseLang(v.r.URL.Query().Get("lang")); ok {
		http.SetCookie(v.w, &http.Cookie{Name: langCookie, Value: string(lang), Path: "/", MaxAge: int(langLife.Seconds()),
			SameSite: http.SameSiteLaxMode, HttpOnly: true, Secure: httpx.Secure(v.r.Context())})
	}
}

func (v *visit) t(key string, args ...string) string { return v.site.Words.Text(v.lang, key, args...) }

func itoa[T ~int | ~int64](n T) string { return strconv.FormatInt(int64(n), 10) }

// setFlash keeps a notice for the next page.
func (v *visit) setFlash(text string) {
	http.SetCookie(v.w, &http.Cookie{Name: flashCookie, Value: base64.RawURLEncoding.EncodeToString([]byte(text)), Path: "/",
		MaxAge: 60, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: httpx.Secure(v.r.Context())})
}

// flash takes the notice left by the page before.
func (v *visit) flash() []page.Notice {
	c, err := v.r.Cookie(flashCookie)
	if err != nil || c.Value == "" {
		return nil
	}
	text, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil || len(text) > 1000 {
		return nil
	}
	http.SetCookie(v.w, &http.Cookie{Name: flashCookie, Path: "/", MaxAge: -1})
	return []page.Notice{{Tone: page.ToneDone, Text: page.Plain(string(text))}}
}

// may reports whether the reader holds a permission anywhere: for links and
// buttons only, never as the check of a deed.
func (v *visit) may(p access.Permission) bool {
	return v.logged && v.who.Actor.Holds(p, v.site.App.Today(v.who.District))
}

// mayAt is may at one unit.
func (v *visit) mayAt(p access.Permission, unit core.UnitID) bool {
	return v.logged && v.who.Actor.May(p, unit, v.site.App.Today(v.who.District))
}

// bareFrame is what pages share that belong to no district.
func (v *visit) bareFrame(title string) page.Frame {
	f := page.Frame{Lang: v.lang, Words: v.site.Words.For(v.lang), Title: title, Notices: v.flash()}
	f.Languages = []page.Language{
		{Text: "中文", Lang: i18n.ZH, URL: v.here("lang", "zh"), Current: v.lang == i18n.ZH},
		{Text: "English", Lang: i18n.EN, URL: v.here("lang", "en"), Current: v.lang == i18n.EN},
	}
	return f
}

// frame is what every page of a district shares.
func (v *visit) frame(title string) page.Frame {
	f := v.bareFrame(title)
	v.frameOfDistrict(&f)
	if v.logged {
		f.Nav = v.nav()
		f.Account = &page.Account{Name: v.named(v.who.Actor.Account.Name, v.who.Actor.Account.NameEn), Role: v.roles(),
			PasswordURL: "/password", LogoutURL: "/logout"}
	}
	return f
}

func (v *visit) frameOfDistrict(f *page.Frame) {
	s, err := v.site.App.Seen(v.r.Context(), v.who)
	if err != nil {
		v.site.Log.Error("frame without a board", "error", err)
		return
	}
	d := s.District()
	f.District, f.Demo = v.named(d.Name, d.NameEn), d.Specimen
	v.day(f, v.site.App.Today(v.who.District))
	var running []string
	for _, p := range s.Book().Programmes {
		if p.State == plan.Active {
			running = append(running, cmp.Or(v.named(p.Theme, p.NameEn), p.Name))
		}
	}
	f.Programme = v.noted(running...)
	if v.logged {
		v.stamp(f, 0)
	}
	f.Printed = v.clock(v.site.App.Now())
}

// day dates the page, and says how much of the year was gone on that day.
func (v *visit) day(f *page.Frame, today core.Date) {
	f.Date = v.t("frame.date", "date", v.site.Words.Date(v.lang, today), "weekday", v.site.Words.Weekday(v.lang, today))
	f.Elapsed = v.elapsed(today)
}

// stamp prints the ledger's state after an entry, 0 being the last, by which the
// page can be held to its word.
func (v *visit) stamp(f *page.Frame, at core.Seq) {
	stamp, err := v.site.App.Stamp(v.r.Context(), v.who.District, at)
	if err != nil {
		v.site.Log.Error("frame without a checkpoint", "error", err)
		return
	}
	f.Issue = v.t("frame.issue", "n", i18n.Count(int64(stamp.Head.Seq)))
	f.Checkpoint = page.Checkpoint{Code: stamp.Code, Short: shortCode(stamp.Code), URL: "/ledger/checkpoint"}
}

// shortCode is the beginning of the printed code, for a masthead on a screen.
func shortCode(code string) string {
	dashes := 0
	for i, r := range code {
		if r == '-' {
			if dashes++; dashes == 3 {
				return code[:i]
			}
		}
	}
	return code
}

// elapsed says how much of the year is gone.
func (v *visit) elapsed(today core.Date) string {
	year := today.Year()
	first := core.Date(strconv.Itoa(year) + "-01-01")
	last := core.Date(strconv.Itoa(year) + "-12-31")
	days := first.DaysUntil(last) + 1
	gone := first.DaysUntil(today) + 1
	return v.t("frame.elapsed", "share", i18n.Percent(int64(gone)*core.Scale/int64(days), 0), "days", itoa(today.DaysUntil(last)))
}

// here is this page's address with one query value changed.
func (v *visit) here(name, value string) string {
	u := url.URL{Path: v.r.URL.Path}
	q := v.r.URL.Query()
	q.Set(name, value)
	if v.r.Method != http.MethodGet {
		q = url.Values{name: {value}}
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// next is where a login leads back to.
func next(r *http.Request) string { return url.QueryEscape(r.URL.RequestURI()) }

// named picks the name in the reader's language; Chinese stands in when there is
// no English one.
func (v *visit) named(zh, en string) string {
	if v.lang == i18n.EN && en != "" {
		return en
	}
	return zh
}

func (v *visit) roles() string {
	seen := map[access.Role]bool{}
	text := ""
	for _, g := range v.who.Actor.Grants {
		if seen[g.Role] {
			continue
		}
		seen[g.Role] = true
		if text != "" {
			text += " · "
		}
		text += v.t("role." + string(g.Role))
	}
	return text
}

// clock prints an instant at the district.
func (v *visit) clock(at core.Instant) string {
	return i18n.Moment(at, v.site.App.Zone(v.who.District))
}
