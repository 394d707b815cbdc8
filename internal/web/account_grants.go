package web

import (
	"errors"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

// grantInput gives a role at a unit and below, for a time.
type grantInput struct {
	Role access.Role `form:"role,required"`
	Unit core.UnitID `form:"unit,required"`
	From core.Date   `form:"from"`
	To   core.Date   `form:"to"`
}

func (v *visit) grantForm(in grantInput, id core.AccountID) page.Form {
	units := page.Field{Kind: page.KindSelect, Name: "unit", ID: "f-grant-unit", Label: v.t("account.place"), Help: v.t("account.place.help"), Required: true, Short: true}
	if s, err := v.site.App.Seen(v.ctx, v.who); err == nil {
		units.Groups = v.unitGroups(s.Book(), orText(string(in.Unit), string(rootUnit(s.Book()))))
	}
	role := v.roleField("role", string(in.Role), v.t("account.choose"))
	role.Required = true
	return page.Form{ID: "grant", To: "/accounts/" + string(id) + "/grants", Sections: []page.Section{{Title: v.t("account.grant"), Note: page.Plain(v.t("account.grant.note")), Fields: []page.Field{
		role, units,
		{Kind: page.KindDate, Name: "from", Label: v.t("account.from-date"), Value: string(in.From), Short: true},
		{Kind: page.KindDate, Name: "to", Label: v.t("account.to-date"), Value: string(in.To), Short: true}}}},
		Submits: []page.Submit{{Text: v.t("account.give"), Primary: true}}}
}

func rootUnit(b *plan.Book) core.UnitID {
	for _, u := range b.Units {
		if u.Parent == "" {
			return u.ID
		}
	}
	return ""
}

func (v *visit) giveGrant() error {
	var in grantInput
	err := httpx.DecodeForm(v.r, &in)
	if err == nil {
		_, err = v.site.App.Grant(v.ctx, v.who, access.Grant{Account: v.accountID(), Role: in.Role, Unit: in.Unit, From: in.From, To: in.To})
	}
	if err == nil {
		return v.seeOther("/accounts/"+string(v.accountID()), "account.given")
	}
	if !mendable(err) {
		return err
	}
	p, pageErr := v.accountPage(v.accountID())
	if pageErr != nil {
		return pageErr
	}
	form := v.grantForm(in, v.accountID())
	v.mark(&form, v.roleNames(err))
	p.Grant = &form
	return v.refuse(p, err)
}

// roleNames puts the roles that exclude each other into words.
func (v *visit) roleNames(err error) error {
	var all []error
	for _, e := range errs.All(err) {
		c := *e
		if c.Key == "access.grant-excludes" {
			c.Args = slices.Clone(c.Args)
			for i := 1; i < len(c.Args); i += 2 {
				c.Args[i] = v.t("role." + c.Args[i])
			}
		}
		all = append(all, &c)
	}
	return errors.Join(all...)
}

// revokeInput names the grant that ends.
type revokeInput struct {
	Grant core.GrantID `form:"grant,required"`
}

func (v *visit) revokeGrant() error {
	var in revokeInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	_, grants, err := v.site.App.Accounts(v.ctx, v.who)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(grants, func(g access.Grant) bool { return g.ID == in.Grant && g.Account == v.accountID() }) {
		return access.Missing() // of another account than the address names, or of none
	}
	if err := v.site.App.Revoke(v.ctx, v.who, in.Grant, ""); err != nil {
		return err
	}
	return v.seeOther("/accounts/"+string(v.accountID()), "account.revoked")
}

// logLines is how many events stand on a page.
const logLines = 500

// logInput is the stretch of the access log that is asked for.
type logInput struct {
	From core.Date `form:"from"`
	To   core.Date `form:"to"`
	Q    string    `form:"q,max=80"`
}

func (v *visit) accessLog() error {
	var in logInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	today := core.InstantOf(v.site.Wall()).Date(v.site.App.Zone(v.who.District))
	if in.To == "" {
		in.To = today
	}
	if in.From == "" {
		in.From = in.To.AddDays(-30)
	}
	events, more, err := v.site.App.AccessLog(v.ctx, v.who, in.From, in.To, logLines)
	if err != nil {
		return err
	}
	d, err := v.dresser()
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("access-log.title")), Heading: page.Heading{Title: v.t("access-log.title"), Standfirst: page.Plain(v.t("access-log.lead")),
		Crumbs: []page.Link{{Text: v.t("nav.accounts"), URL: "/accounts"}}}}
	var rows []page.Row
	for _, e := range events {
		who, subject := "", e.Subject
		if e.Account != "" {
			who = d.account(string(e.Account))
		}
		if n, ok := d.names[core.AccountID(e.Subject)]; ok {
			subject = v.named(n.Name, n.NameEn)
		}
		detail := e.Detail
		if role, unit, ok := strings.Cut(e.Detail, "@"); ok && strings.HasPrefix(e.Action, "grant.") {
			detail = v.t("role."+role) + " · " + d.object("unit", unit)
		}
		if !matches(in.Q, who, subject, e.Remote, detail, v.deed(e.Action)) {
			continue
		}
		tone := page.Tone("")
		if e.Action == "login.failed" {
			tone = page.ToneFar
		}
		rows = append(rows, page.Row{Cells: []page.Cell{{Text: v.clock(e.At)}, {Text: v.deed(e.Action), Tone: tone}, {Text: who}, {Text: subject, Note: detail}, {Text: e.Remote}}})
	}
	p.Filters = &page.Filters{To: "/accounts/log", Found: v.t("access-log.found", "n", itoa(len(rows))), Fields: []page.Field{
		{Kind: page.KindText, Name: "q", Label: v.t("filter.search"), Value: in.Q},
		{Kind: page.KindDate, Name: "from", Label: v.t("account.from-date"), Value: string(in.From)}, {Kind: page.KindDate, Name: "to", Label: v.t("account.to-date"), Value: string(in.To)}}}
	if more {
		p.Filters.Found = v.t("access-log.first", "n", itoa(len(rows)))
	}
	table := page.NewTable([]page.Column{{Label: v.t("ledger.col.when")}, {Label: v.t("ledger.col.deed")}, {Label: v.t("ledger.col.who")}, {Label: v.t("access-log.subject")}, {Label: v.t("access-log.remote")}}, rows)
	table.Dense, table.Empty = true, page.Empty{Text: v.t("access-log.none")}
	p.Blocks = []page.Block{{Table: table}}
	return v.show(p)
}
