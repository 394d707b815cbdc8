package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/i18n"
)

// begin is “tupo init”: the first-run page on the command line.
func (p *Program) begin() *cobra.Command {
	var in app.Beginning
	var code string
	var asJSON bool
	logins := map[access.Role]*string{}
	c := &cobra.Command{Use: "init", Args: p.exactly(0)}
	at := p.place(c)
	for name, value := range map[string]*string{"code": &code, "name": &in.Name, "name-en": &in.NameEn, "time-zone": &in.TimeZone,
		"root-code": &in.RootCode, "root-name": &in.RootName, "root-name-en": &in.RootNameEn} {
		c.Flags().StringVar(value, name, "", "")
	}
	for role, login := range map[access.Role]string{access.SystemAdmin: "sysadmin", access.SecurityAdmin: "secadmin", access.AuditAdmin: "auditor", access.Office: "office"} {
		logins[role] = c.Flags().String(string(role), login, "")
	}
	c.Flags().BoolVar(&asJSON, "json", false, "")
	c.RunE = func(c *cobra.Command, _ []string) error {
		in.Code = core.DistrictID(code)
		for _, role := range app.FirstRoles() {
			key := "role." + string(role)
			in.Accounts = append(in.Accounts, app.FirstAccount{Role: role, Login: *logins[role],
				Name: p.Words.Text(i18n.ZH, key), NameEn: p.Words.Text(i18n.EN, key)})
		}
		if err := in.Check(); err != nil { // before an empty folder is made
			return asFlags(err)
		}
		return at.with(c.Context(), true, func(ctx context.Context, a *app.App) error {
			begun, err := a.Begin(ctx, in)
			if err != nil {
				return asFlags(err)
			}
			return p.begun(begun, asJSON)
		})
	}
	return c
}

// asFlags names fields as flags are spelt: name_en is --name-en.
func asFlags(err error) error {
	var all []error
	for _, e := range errs.All(err) {
		c := *e
		c.Field = strings.ReplaceAll(e.Field, "_", "-")
		all = append(all, &c)
	}
	if len(all) == 0 {
		return err
	}
	return errors.Join(all...)
}

// begunLine is a new district as --json prints it.
type begunLine struct {
	District string      `json:"district"`
	Name     string      `json:"name"`
	Seq      int64       `json:"seq"`
	Accounts []givenLine `json:"accounts"`
}

type givenLine struct {
	Role     string `json:"role"`
	Login    string `json:"login"`
	Password string `json:"password"`
}

func (p *Program) begun(b app.Begun, asJSON bool) error {
	out := begunLine{District: string(b.District.ID), Name: b.District.Name, Seq: int64(b.Seq)}
	for _, x := range b.Accounts {
		out.Accounts = append(out.Accounts, givenLine{Role: string(x.Role), Login: x.Login, Password: x.Secret})
	}
	if asJSON {
		return p.printJSON(out)
	}
	fmt.Fprintln(p.Err, p.words("cli.begun", "district", b.District.Name, "code", out.District))
	for _, x := range out.Accounts {
		fmt.Fprintln(p.Out, left(x.Login, 16), left(x.Password, 16), p.words("role."+x.Role))
	}
	_, err := fmt.Fprintln(p.Err, p.words("cli.begun.next"))
	return err
}
