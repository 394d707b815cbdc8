package web

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/web/page"
)

type loginInput struct {
	Login  string `form:"login"`
	Secret string `form:"secret"`
	Next   string `form:"next"`
}

func (v *visit) loginForm() error {
	q := v.r.URL.Query()
	in := loginInput{Next: q.Get("next")}
	for _, x := range v.site.Demo {
		if x.Login == q.Get("as") {
			in.Login, in.Secret = x.Login, x.Secret
		}
	}
	return v.show(v.loginPage(in, nil))
}

// demoAccounts lists a demonstration's accounts, each as a link that fills the
// form; the password stands over them when it is one for all.
func (v *visit) demoAccounts(p *page.Login, to string) {
	all := v.site.Demo
	shared := !slices.ContainsFunc(all, func(x DemoAccount) bool { return x.Secret != all[0].Secret })
	for _, x := range all {
		q := url.Values{"as": {x.Login}}
		if to != "" {
			q.Set("next", to)
		}
		d := page.DemoAccount{Name: x.Login, URL: "/login?" + q.Encode(), Role: v.t("role." + string(x.Role)), Whose: v.named(x.Name, x.NameEn), Can: v.t("role.can." + string(x.Role))}
		if strings.EqualFold(d.Whose, d.Role) {
			d.Whose = "" // an administrator's post is the role
		}
		if shared {
			p.Password = x.Secret
		} else {
			d.Password = x.Secret
		}
		p.Demo = append(p.Demo, d)
	}
}

func (v *visit) login() error {
	var in loginInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return v.refuse(v.loginPage(in, err), err)
	}
	session, err := v.site.App.Login(v.ctx, v.who.District, in.Login, in.Secret, httpx.ClientIP(v.ctx).String())
	if err != nil {
		if errs.Is(err, errs.Unauthenticated) {
			return v.refuse(v.loginPage(in, err), err)
		}
		return err
	}
	if v.logged { // one browser, one session: the one before must not live on unseen
		if err := v.site.App.Logout(v.ctx, v.who, v.inform.Hash); err != nil {
			return err
		}
		v.site.Cache.Forget(v.inform.Hash)
	}
	httpx.SetSession(v.w, v.r, session.Token)
	if session.MustChange {
		return v.seeOther("/password", "")
	}
	return v.seeOther(httpx.LocalPath(in.Next), "")
}

func (v *visit) loginPage(in loginInput, err error) page.Login {
	p := page.Login{Frame: v.frame(v.t("login.title"))}
	v.demoAccounts(&p, in.Next)
	secret := ""
	if err == nil {
		secret = in.Secret // a demonstration's; what was typed is not sent back
	}
	p.Form = page.Form{ID: "login", To: "/login", Hidden: []page.Hidden{{Name: "next", Value: in.Next}},
		Sections: []page.Section{{Fields: []page.Field{
			{Kind: page.KindText, Name: "login", Label: v.t("login.name"), Value: in.Login, Required: true, Complete: "username"},
			{Kind: page.KindPassword, Name: "secret", Label: v.t("login.secret"), Value: secret, Required: true, Complete: "current-password"},
		}}},
		Submits: []page.Submit{{Text: v.t("login.enter"), Primary: true}},
	}
	if v.site.App.Publishes(v.ctx, v.who.District) {
		p.Public = &page.Link{Text: v.t("login.public"), URL: "/public"}
	}
	v.mark(&p.Form, err)
	return p
}

// mark puts each fault beside its field, or over the form when it names none of
// the form's fields.
func (v *visit) mark(f *page.Form, err error) {
	for _, e := range errs.All(err) {
		text := v.fault(e)
		problem := page.Problem{Text: text}
		for i := range f.Sections {
			if field := findField(f.Sections[i].Fields, e.Field); field != nil {
				field.Error = text
				problem = page.Problem{Text: field.Label + "：" + text, URL: "#" + field.Key()}
				if v.lang == "en" {
					problem.Text = field.Label + ": " + text
				}
			}
		}
		f.Problems = append(f.Problems, problem)
	}
}

func findField(fields []page.Field, name string) *page.Field {
	for i := range fields {
		if name != "" && fields[i].Name == name {
			return &fields[i]
		}
	}
	return nil
}

func (v *visit) logout() error {
	if err := v.site.App.Logout(v.ctx, v.who, v.inform.Hash); err != nil {
		return err
	}
	v.site.Cache.Forget(v.inform.Hash)
	httpx.ClearSession(v.w, v.r)
	return v.seeOther("/login", "")
}

type passwordInput struct {
	Old   string `form:"old"`
	Next  string `form:"next"`
	Again string `form:"again"`
}

func (v *visit) passwordForm() error { return v.show(v.passwordPage(nil)) }

func (v *visit) password() error {
	var in passwordInput
	err := httpx.DecodeForm(v.r, &in)
	if err == nil && in.Next != in.Again {
		err = errs.Field("again", "password.not-same")
	}
	if err == nil {
		err = v.site.App.ChangePassword(v.ctx, v.who, in.Old, in.Next, httpx.ClientIP(v.ctx).String(), v.inform.Hash)
	}
	if err != nil {
		var e *errs.Error
		if errors.As(err, &e) && e.Kind == errs.Invalid {
			return v.refuse(v.passwordPage(err), err)
		}
		return err
	}
	v.site.Cache.ForgetAll() // the account's other sessions have ended too
	return v.seeOther("/", "password.changed")
}

func (v *visit) passwordPage(err error) page.FormPage {
	p := page.FormPage{Frame: v.frame(v.t("password.title")), Bare: v.inform.MustChange,
		Heading: page.Heading{Title: v.t("password.title")}}
	if v.inform.MustChange {
		p.Heading.Standfirst = page.Plain(v.t("password.first"))
	}
	p.Form = page.Form{ID: "password", To: "/password",
		Sections: []page.Section{{Fields: []page.Field{
			{Kind: page.KindPassword, Name: "old", Label: v.t("password.old"), Required: true, Complete: "current-password"},
			{Kind: page.KindPassword, Name: "next", Label: v.t("password.next"), Help: v.t("password.rules"), Required: true, Complete: "new-password"},
			{Kind: page.KindPassword, Name: "again", Label: v.t("password.again"), Required: true, Complete: "new-password"},
		}}},
		Submits: []page.Submit{{Text: v.t("form.save"), Primary: true}},
	}
	v.mark(&p.Form, err)
	return p
}
