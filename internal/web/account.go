package web

import (
	"cmp"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

func (s *Site) accountRoutes(get, post routeMaker) []httpx.Route {
	return []httpx.Route{
		get("/accounts", access.ViewAccounts, (*visit).accounts),
		post("/accounts", access.ManageAccounts, (*visit).addAccount),
		get("/accounts/new", access.ManageAccounts, (*visit).newAccount),
		get("/accounts/log", access.ReadAccessLog, (*visit).accessLog),
		get("/accounts/{id}", access.ViewAccounts, (*visit).account),
		post("/accounts/{id}", access.ManageAccounts, (*visit).saveAccount),
		post("/accounts/{id}/password", access.ManageAccounts, (*visit).resetPassword),
		post("/accounts/{id}/grants", access.ManageGrants, (*visit).giveGrant),
		post("/accounts/{id}/revoke", access.ManageGrants, (*visit).revokeGrant),
	}
}

func (v *visit) accounts() error {
	all, grants, err := v.site.App.Accounts(v.ctx, v.who)
	if err != nil {
		return err
	}
	d, err := v.dresser()
	if err != nil && !errs.Is(err, errs.Forbidden) {
		return err
	}
	q := v.r.URL.Query()
	p := page.List{Frame: v.frame(v.t("nav.accounts")), Heading: page.Heading{Title: v.t("accounts.title"), Standfirst: page.Plain(v.t("accounts.lead"))}}
	if v.may(access.ReadAccessLog) {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("access-log.title"), URL: "/accounts/log"})
	}
	if v.may(access.ManageAccounts) {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("accounts.new"), URL: "/accounts/new", Primary: true})
	}
	slices.SortFunc(all, func(x, y access.Account) int { return cmp.Compare(x.Login, y.Login) })
	var rows []page.Row
	for _, x := range all {
		held := v.grantWords(d, grants, x.ID)
		if q.Get("role") != "" && !holds(grants, x.ID, access.Role(q.Get("role"))) || !matches(q.Get("q"), x.Login, x.Name, x.NameEn, d.object("unit", string(x.Unit)), held) {
			continue
		}
		rows = append(rows, page.Row{ID: x.Login, Cells: []page.Cell{{Text: x.Login, URL: "/accounts/" + string(x.ID)}, {Text: v.named(x.Name, x.NameEn)},
			{Text: d.object("unit", string(x.Unit))}, {Text: held}, {Light: v.accountLight(x)}}})
	}
	p.Filters = &page.Filters{To: "/accounts", Found: v.t("accounts.found", "n", itoa(len(rows))), Fields: []page.Field{
		{Kind: page.KindText, Name: "q", Label: v.t("filter.search"), Value: q.Get("q")}, v.roleField("role", q.Get("role"), v.t("filter.all"))}}
	if q.Get("q") != "" || q.Get("role") != "" {
		p.Filters.Reset = "/accounts"
	}
	table := page.NewTable([]page.Column{{Label: v.t("account.login")}, {Label: v.t("account.name")}, {Label: v.t("account.unit")}, {Label: v.t("account.roles")}, {Label: v.t("account.state")}}, rows)
	table.Empty = page.Empty{Text: v.t("accounts.none")}
	p.Blocks = []page.Block{{Table: table}}
	return v.show(p)
}

func holds(grants []access.Grant, id core.AccountID, role access.Role) bool {
	return slices.ContainsFunc(grants, func(g access.Grant) bool { return g.Account == id && g.Role == role })
}

// grantWords lists an account's roles with their places.
func (v *visit) grantWords(d dresser, grants []access.Grant, id core.AccountID) string {
	var words []string
	for _, g := range grants {
		if g.Account == id {
			words = append(words, v.t("role."+string(g.Role))+" · "+d.object("unit", string(g.Unit)))
		}
	}
	return strings.Join(words, v.list())
}

func (v *visit) accountLight(x access.Account) *page.Light {
	if x.Closed {
		return &page.Light{Tone: page.ToneUnknown, Word: v.t("account.closed")}
	}
	return &page.Light{Tone: page.ToneOn, Word: v.t("account.open")}
}

func (v *visit) roleField(name, chosen, none string) page.Field {
	f := page.Field{Kind: page.KindSelect, Name: name, Label: v.t("account.role"), Short: true, Options: []page.Option{{Text: none, Selected: chosen == ""}}}
	for _, r := range access.Roles() {
		f.Options = append(f.Options, page.Option{Value: string(r), Text: v.t("role." + string(r)), Selected: string(r) == chosen})
	}
	return f
}

// accountInput is the form of an account; Login is read for new ones only.
type accountInput struct {
	Login  string      `form:"login,max=32"`
	Name   string      `form:"name,required,max=80"`
	NameEn string      `form:"name_en,max=80"`
	Post   core.PostID `form:"post"`
	Unit   core.UnitID `form:"unit,required"`
	Closed bool        `form:"closed"`
	Reason string      `form:"reason,max=300"`
}

func (v *visit) newAccount() error {
	p, err := v.newAccountPage(accountInput{}, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

func (v *visit) newAccountPage(in accountInput, fault error) (page.FormPage, error) {
	p := page.FormPage{Frame: v.frame(v.t("accounts.new")), Heading: page.Heading{Title: v.t("accounts.new"), Standfirst: page.Plain(v.t("accounts.new.lead")),
		Crumbs: []page.Link{{Text: v.t("nav.accounts"), URL: "/accounts"}}}}
	fields, err := v.accountFields(in)
	if err != nil {
		return p, err
	}
	fields = append([]page.Field{{Kind: page.KindText, Name: "login", Label: v.t("account.login"), Help: v.t("account.login.help"), Value: in.Login, Required: true, Complete: "off", Short: true}}, fields...)
	p.Form = page.Form{ID: "account", To: "/accounts", Sections: []page.Section{{Fields: fields}},
		Submits: []page.Submit{{Text: v.t("accounts.create"), Primary: true}}, Cancel: &page.Link{Text: v.t("form.cancel"), URL: "/accounts"}}
	v.mark(&p.Form, fault)
	return p, nil
}

func (v *visit) accountFields(in accountInput) ([]page.Field, error) {
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return nil, err
	}
	b := s.Book()
	posts := page.Field{Kind: page.KindSelect, Name: "post", Label: v.t("account.post"), Short: true, Options: []page.Option{{Text: v.t("plan.nothing"), Selected: in.Post == ""}}}
	named := slices.Clone(b.Posts)
	i18n.ByName(v.lang, named, func(p *plan.Post) string { return v.named(p.Name, p.NameEn) })
	for _, p := range named {
		posts.Options = append(posts.Options, page.Option{Value: string(p.ID), Text: v.named(p.Name, p.NameEn), Selected: p.ID == in.Post})
	}
	return []page.Field{
		{Kind: page.KindText, Name: "name", Label: v.t("account.name"), Help: v.t("account.name.help"), Value: in.Name, Required: true},
		{Kind: page.KindText, Name: "name_en", Label: v.t("account.name-en"), Value: in.NameEn},
		{Kind: page.KindSelect, Name: "unit", Label: v.t("account.unit"), Required: true, Short: true, Groups: v.unitGroups(b, string(in.Unit))}, posts,
	}, nil
}

func (v *visit) addAccount() error {
	var in accountInput
	err := httpx.DecodeForm(v.r, &in)
	var acct access.Account
	var secret string
	if err == nil {
		acct, secret, err = v.site.App.CreateAccount(v.ctx, v.who, app.NewAccount{Login: in.Login, Name: in.Name, NameEn: in.NameEn, Post: in.Post, Unit: in.Unit})
	}
	if err != nil {
		if !mendable(err) {
			return err
		}
		p, pageErr := v.newAccountPage(in, err)
		if pageErr != nil {
			return pageErr
		}
		return v.refuse(p, err)
	}
	return v.showSecret(acct.ID, secret)
}

// showSecret shows a first password, this once; it is kept nowhere.
func (v *visit) showSecret(id core.AccountID, secret string) error {
	p, err := v.accountPage(id)
	if err != nil {
		return err
	}
	p.Secret = &page.Secret{Title: v.t("account.secret"), Text: secret, Note: v.t("account.secret.note")}
	return v.show(p)
}

func (v *visit) accountID() core.AccountID { return core.AccountID(v.r.PathValue("id")) }

func (v *visit) account() error {
	p, err := v.accountPage(v.accountID())
	if err != nil {
		return err
	}
	return v.show(p)
}

// accountPage is one account: who it is, what it may do, and what the reader may
// change of it.
func (v *visit) accountPage(id core.AccountID) (page.AccountPage, error) {
	out, err := v.site.App.Account(v.ctx, v.who, id)
	if err != nil {
		return page.AccountPage{}, err
	}
	d, err := v.dresser()
	if err != nil && !errs.Is(err, errs.Forbidden) {
		return page.AccountPage{}, err
	}
	x := out.Account
	p := page.AccountPage{Frame: v.frame(x.Login), Heading: page.Heading{Kicker: v.t("account.kicker"), Title: v.named(x.Name, x.NameEn), Light: v.accountLight(x),
		Crumbs: []page.Link{{Text: v.t("nav.accounts"), URL: "/accounts"}}}}
	if h := v.historyURL("account:" + string(x.ID)); h != "" {
		p.Heading.Buttons = []page.Button{{Text: v.t("history.link"), URL: h}}
	}
	p.Facts = []page.Fact{{Label: v.t("account.login"), Value: x.Login}, {Label: v.t("account.unit"), Value: d.object("unit", string(x.Unit))}}
	if post := d.object("post", string(x.Post)); post != "" {
		p.Facts = append(p.Facts, page.Fact{Label: v.t("account.post"), Value: post})
	}
	if out.MustChange {
		p.Facts = append(p.Facts, page.Fact{Label: v.t("account.password"), Value: v.t("account.must-change"), Tone: page.ToneBehind})
	}
	p.Grants = v.grantLines(d, out)
	p.Empty = v.t("account.no-grants")
	if v.may(access.ManageAccounts) {
		form, err := v.accountForm(accountInput{Name: x.Name, NameEn: x.NameEn, Post: x.Post, Unit: x.Unit, Closed: x.Closed}, x.ID)
		if err != nil {
			return p, err
		}
		p.Form = &form
		p.Password = &page.Deed{To: "/accounts/" + string(x.ID) + "/password", Submit: page.Submit{Text: v.t("account.reset")}}
	}
	if v.may(access.ManageGrants) {
		form := v.grantForm(grantInput{}, x.ID)
		p.Grant = &form
	}
	return p, nil
}

func (v *visit) grantLines(d dresser, out app.AccountPage) []page.GrantLine {
	var lines []page.GrantLine
	for _, g := range out.Grants {
		l := page.GrantLine{Role: v.t("role." + string(g.Role)), Place: v.t("account.at", "unit", d.object("unit", string(g.Unit)))}
		switch {
		case g.From != "" && g.To != "":
			l.Time = v.t("account.from-to", "from", v.site.Words.Date(v.lang, g.From), "to", v.site.Words.Date(v.lang, g.To))
		case g.From != "":
			l.Time = v.t("account.from", "from", v.site.Words.Date(v.lang, g.From))
		case g.To != "":
			l.Time = v.t("account.to", "to", v.site.Words.Date(v.lang, g.To))
		}
		if g.By != "" && d.names != nil {
			l.By = v.t("account.by", "who", d.account(string(g.By)))
		}
		if v.may(access.ManageGrants) {
			l.To, l.ID, l.Submit = "/accounts/"+string(g.Account)+"/revoke", string(g.ID), page.Submit{Text: v.t("account.revoke")}
		}
		lines = append(lines, l)
	}
	return lines
}

func (v *visit) accountForm(in accountInput, id core.AccountID) (page.Form, error) {
	fields, err := v.accountFields(in)
	if err != nil {
		return page.Form{}, err
	}
	fields = append(fields, page.Field{Kind: page.KindCheck, Name: "closed", Label: v.t("account.close"), Help: v.t("account.close.help"), Checked: in.Closed},
		page.Field{Kind: page.KindText, Name: "reason", Label: v.t("plan.reason"), Value: in.Reason})
	return page.Form{ID: "account", To: "/accounts/" + string(id), Sections: []page.Section{{Title: v.t("account.edit"), Fields: fields}},
		Submits: []page.Submit{{Text: v.t("form.save"), Primary: true}}}, nil
}

func (v *visit) saveAccount() error {
	var in accountInput
	err := httpx.DecodeForm(v.r, &in)
	if err == nil {
		err = v.site.App.SaveAccount(v.ctx, v.who, app.AccountEdit{ID: v.accountID(), Name: in.Name, NameEn: in.NameEn, Post: in.Post, Unit: in.Unit, Closed: in.Closed}, in.Reason)
	}
	if err == nil {
		return v.seeOther("/accounts/"+string(v.accountID()), "account.saved")
	}
	if !mendable(err) {
		return err
	}
	p, pageErr := v.accountPage(v.accountID())
	if pageErr != nil {
		return pageErr
	}
	form, pageErr := v.accountForm(in, v.accountID())
	if pageErr != nil {
		return pageErr
	}
	v.mark(&form, err)
	p.Form = &form
	return v.refuse(p, err)
}

func (v *visit) resetPassword() error {
	secret, err := v.site.App.ResetPassword(v.ctx, v.who, v.accountID())
	if err != nil {
		return err
	}
	v.site.Cache.ForgetAll()
	return v.showSecret(v.accountID(), secret)
}
