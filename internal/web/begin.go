package web

import (
	"net/http"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/web/page"
)

const beginPath = "/setup"

// beginRoutes are open to whoever reaches the server, as long as there is no
// district; what begins one is the code that the server printed where it was
// started.
func (s *Site) beginRoutes() []httpx.Route {
	return []httpx.Route{
		{Method: http.MethodGet, Pattern: beginPath, Permission: httpx.Open, Handler: s.founding((*visit).beginForm)},
		{Method: http.MethodPost, Pattern: beginPath, Permission: httpx.Open, Handler: s.founding((*visit).begin), Limited: true},
	}
}

// founding is handle for a place without a district: there is no session, no unit
// and no ledger yet. Once there are, nothing is left here.
func (s *Site) founding(f func(*visit) error) httpx.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		open, err := s.App.AwaitsFirstRun(r.Context())
		if err != nil {
			return err
		}
		if !open {
			return access.Missing()
		}
		v := &visit{site: s, w: w, r: r, ctx: r.Context(), lang: langOf(r)}
		v.keepLang()
		return f(v)
	}
}

// awaiting reports whether a page is missing because there is no district yet, and
// the first-run page is open: then that page is where to go.
func (s *Site) awaiting(r *http.Request, err error) bool {
	lost := errs.Is(err, errs.Missing) || errs.Is(err, errs.Unauthenticated)
	if r.Method != http.MethodGet || !lost || r.URL.Path == beginPath {
		return false
	}
	open, err := s.App.AwaitsFirstRun(r.Context())
	return err == nil && open
}

// toBegin leads to the first-run page, in the language that was asked for.
func toBegin(w http.ResponseWriter, r *http.Request) {
	to := beginPath
	if lang, chosen := i18n.ParseLang(r.URL.Query().Get("lang")); chosen {
		to += "?lang=" + string(lang)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// beginInput is the form of the first run.
type beginInput struct {
	SetupCode  string `form:"setup_code,max=80"`
	Name       string `form:"name,max=200"`
	NameEn     string `form:"name_en,max=200"`
	Code       string `form:"code,max=40"`
	TimeZone   string `form:"time_zone,max=80"`
	RootName   string `form:"root_name,max=200"`
	RootNameEn string `form:"root_name_en,max=200"`
	RootCode   string `form:"root_code,max=80"`

	SystemAdmin   string `form:"system-admin,max=80"`
	SecurityAdmin string `form:"security-admin,max=80"`
	AuditAdmin    string `form:"audit-admin,max=80"`
	Office        string `form:"office,max=80"`
}

// login is what was typed for a role.
func (in beginInput) login(role access.Role) string {
	switch role {
	case access.SystemAdmin:
		return in.SystemAdmin
	case access.SecurityAdmin:
		return in.SecurityAdmin
	case access.AuditAdmin:
		return in.AuditAdmin
	}
	return in.Office
}

// usualBeginning is what the form proposes.
func usualBeginning() beginInput {
	return beginInput{TimeZone: "Asia/Shanghai", SystemAdmin: "sysadmin", SecurityAdmin: "secadmin", AuditAdmin: "auditor", Office: "office"}
}

func (in beginInput) beginning(words *i18n.Catalogue) app.Beginning {
	out := app.Beginning{Code: core.DistrictID(in.Code), Name: in.Name, NameEn: in.NameEn, TimeZone: in.TimeZone,
		RootCode: in.RootCode, RootName: in.RootName, RootNameEn: in.RootNameEn}
	for _, role := range app.FirstRoles() {
		key := "role." + string(role)
		out.Accounts = append(out.Accounts, app.FirstAccount{Role: role, Login: in.login(role), Name: words.Text(i18n.ZH, key), NameEn: words.Text(i18n.EN, key)})
	}
	return out
}

func (v *visit) beginForm() error { return v.show(v.beginPage(usualBeginning(), nil)) }

func (v *visit) beginPage(in beginInput, err error) page.FormPage {
	p := page.FormPage{Frame: v.beginFrame(v.t("begin.title")), Bare: true,
		Heading: page.Heading{Title: v.t("begin.title"), Standfirst: page.Plain(v.t("begin.lead"))}}
	text := func(name, value string, required bool) page.Field {
		f := page.Field{Kind: page.KindText, Name: name, Label: v.t("begin.field." + name), Value: value, Required: required, Short: true, Complete: "off"}
		if key := "begin.help." + name; v.site.Words.Has(key) {
			f.Help = v.t(key)
		}
		return f
	}
	code := text("setup_code", in.SetupCode, true)
	code.Short = false
	accounts := page.Section{Title: v.t("begin.section.accounts"), Note: page.Plain(v.t("begin.accounts.note"))}
	for _, role := range app.FirstRoles() {
		accounts.Fields = append(accounts.Fields, page.Field{Kind: page.KindText, Name: string(role), Label: v.t("role." + string(role)),
			Help: v.t("begin.help." + string(role)), Value: in.login(role), Required: true, Short: true, Complete: "off"})
	}
	p.Form = page.Form{ID: "begin", To: beginPath, Sections: []page.Section{
		{Title: v.t("begin.section.proof"), Fields: []page.Field{code}},
		{Title: v.t("begin.section.district"), Fields: []page.Field{text("name", in.Name, true), text("name_en", in.NameEn, false),
			text("code", in.Code, true), text("time_zone", in.TimeZone, true)}},
		{Title: v.t("begin.section.root"), Note: page.Plain(v.t("begin.root.note")), Fields: []page.Field{
			text("root_name", in.RootName, false), text("root_name_en", in.RootNameEn, false), text("root_code", in.RootCode, false)}},
		accounts,
	}, Submits: []page.Submit{{Text: v.t("begin.submit"), Primary: true}}}
	v.mark(&p.Form, err)
	return p
}

func (v *visit) begin() error {
	var in beginInput
	err := httpx.DecodeForm(v.r, &in)
	var begun app.Begun
	if err == nil {
		begun, err = v.site.App.BeginWith(v.ctx, in.SetupCode, in.beginning(v.site.Words))
	}
	switch {
	case errs.Is(err, errs.Invalid), errs.Is(err, errs.Forbidden), errs.Is(err, errs.Busy), errs.Is(err, errs.TooLarge):
		return v.refuse(v.beginPage(in, err), err)
	case err != nil:
		return err
	}
	return v.show(v.begunPage(begun))
}

// begunPage shows the temporary passwords, this once, and leads to the login.
func (v *visit) begunPage(b app.Begun) page.Begun {
	p := page.Begun{Frame: v.beginFrame(v.t("begun.title")), Heading: page.Heading{Title: v.t("begun.title"),
		Standfirst: page.Plain(v.t("begun.lead", "district", v.named(b.District.Name, b.District.NameEn), "code", string(b.District.ID)))},
		Note: v.t("begun.note"), Enter: page.Button{Text: v.t("begun.enter"), URL: "/login", Primary: true}}
	p.District = v.named(b.District.Name, b.District.NameEn)
	for _, x := range b.Accounts {
		p.Accounts = append(p.Accounts, page.BegunAccount{Role: v.t("role." + string(x.Role)), Does: v.t("role.can." + string(x.Role)), Login: x.Login, Secret: x.Secret})
	}
	for _, key := range []string{"begun.next.office", "begun.next.admins", "begun.next.reset"} {
		p.Steps = append(p.Steps, v.t(key))
	}
	return p
}

// beginFrame is the frame of a place that has no district to name.
func (v *visit) beginFrame(title string) page.Frame {
	f := v.bareFrame(title)
	f.District = v.t("begin.place")
	return f
}
