package cli

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
)

func (p *Program) user() *cobra.Command {
	c := &cobra.Command{Use: "user", Args: p.noSuch, RunE: showHelp}
	c.AddCommand(p.userList(), p.userAdd(), p.userGrant(), p.userReset())
	return c
}

func (p *Program) userList() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{Use: "list", Args: p.exactly(0)}
	at := p.place(c)
	c.Flags().BoolVar(&asJSON, "json", false, "")
	c.RunE = func(c *cobra.Command, _ []string) error {
		return at.with(c.Context(), false, func(ctx context.Context, a *app.App) error {
			w, err := p.operator(ctx, a)
			if err != nil {
				return err
			}
			accounts, grants, err := a.Accounts(ctx, w)
			if err != nil {
				return err
			}
			b, err := a.PlanBook(ctx, w)
			if err != nil {
				return err
			}
			return p.listUsers(accounts, grants, b.Units, asJSON)
		})
	}
	return c
}

type userLine struct {
	Login  string   `json:"login"`
	Name   string   `json:"name"`
	Unit   string   `json:"unit"` // code
	Closed bool     `json:"closed"`
	Grants []string `json:"grants"` // role@unit's code
}

func (p *Program) listUsers(accounts []access.Account, grants []access.Grant, units []plan.Unit, asJSON bool) error {
	code := map[core.UnitID]string{}
	for _, u := range units {
		code[u.ID] = u.Code
	}
	lines := []userLine{}
	for _, x := range accounts {
		l := userLine{Login: x.Login, Name: x.Name, Unit: code[x.Unit], Closed: x.Closed, Grants: []string{}}
		for _, g := range grants {
			if g.Account == x.ID {
				l.Grants = append(l.Grants, string(g.Role)+"@"+code[g.Unit])
			}
		}
		lines = append(lines, l)
	}
	if asJSON {
		return p.printJSON(lines)
	}
	for i, l := range lines {
		fmt.Fprintln(p.Out, left(l.Login, 16), left(p.named(accounts[i].Name, accounts[i].NameEn), 28), strings.Join(l.Grants, " "))
	}
	return nil
}

func (p *Program) userAdd() *cobra.Command {
	var name, unit, role string
	c := &cobra.Command{Use: "add LOGIN", Args: p.exactly(1)}
	at := p.place(c)
	c.Flags().StringVar(&name, "name", "", "")
	c.Flags().StringVar(&unit, "unit", "", "")
	c.Flags().StringVar(&role, "role", "", "")
	c.RunE = func(c *cobra.Command, args []string) error {
		return at.with(c.Context(), true, func(ctx context.Context, a *app.App) error {
			w, err := p.operator(ctx, a)
			if err != nil {
				return err
			}
			at, err := a.UnitByCode(ctx, w, unit)
			if err != nil {
				return err
			}
			if role != "" && !access.Role(role).Known() { // before there is an account without it
				return errs.Field("role", "access.grant-role", "role", role)
			}
			x, secret, err := a.CreateAccount(ctx, w, app.NewAccount{Login: args[0], Name: name, Unit: at.ID})
			if err != nil {
				return err
			}
			if role != "" {
				if _, err := a.Grant(ctx, w, access.Grant{Account: x.ID, Role: access.Role(role), Unit: at.ID}); err != nil {
					return err
				}
			}
			_, err = fmt.Fprintf(p.Out, "%s %s\n", x.Login, secret)
			return err
		})
	}
	return c
}

func (p *Program) userGrant() *cobra.Command {
	var unit string
	c := &cobra.Command{Use: "grant LOGIN ROLE", Args: p.exactly(2)}
	at := p.place(c)
	c.Flags().StringVar(&unit, "unit", "", "")
	c.RunE = func(c *cobra.Command, args []string) error {
		return at.with(c.Context(), true, func(ctx context.Context, a *app.App) error {
			w, err := p.operator(ctx, a)
			if err != nil {
				return err
			}
			at, err := a.UnitByCode(ctx, w, unit)
			if err != nil {
				return err
			}
			x, err := a.AccountByLogin(ctx, w, args[0])
			if err != nil {
				return err
			}
			_, err = a.Grant(ctx, w, access.Grant{Account: x.ID, Role: access.Role(args[1]), Unit: at.ID})
			return err
		})
	}
	return c
}

func (p *Program) userReset() *cobra.Command {
	c := &cobra.Command{Use: "reset LOGIN", Args: p.exactly(1)}
	at := p.place(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		return at.with(c.Context(), true, func(ctx context.Context, a *app.App) error {
			w, err := p.operator(ctx, a)
			if err != nil {
				return err
			}
			x, err := a.AccountByLogin(ctx, w, args[0])
			if err != nil {
				return err
			}
			secret, err := a.ResetPassword(ctx, w, x.ID)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(p.Out, "%s %s\n", x.Login, secret)
			return err
		})
	}
	return c
}
