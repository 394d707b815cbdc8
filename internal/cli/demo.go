package cli

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/demo"
)

func (p *Program) demo() *cobra.Command {
	var addr string
	c := &cobra.Command{Use: "demo", Args: p.exactly(0)}
	at := p.place(c)
	c.Flags().StringVar(&addr, "addr", "", "")
	c.RunE = func(c *cobra.Command, _ []string) error {
		first, err := at.configWith("addr", addr)
		if err != nil {
			return err
		}
		if err := p.pin(first); err != nil {
			return err
		}
		conf, err := at.configWith("addr", addr)
		if err != nil {
			return err
		}
		return p.run(c.Context(), conf, demoAccounts(), func(ctx context.Context, a *app.App) error {
			all, err := a.Districts(ctx)
			if err != nil || len(all) > 0 {
				return err
			}
			fmt.Fprintln(p.Err, p.Words.Text(p.lang(), "cli.demo-making"))
			return demo.Play(ctx, a, demo.Options{Secret: demoSecret})
		})
	}
	return c
}

// demoSecret opens every account of a demonstration. It is printed, so it
// protects nothing, and a demonstration holds nothing to protect.
const demoSecret = "tupo-demo-2023"

func demoAccounts() []DemoAccount {
	var out []DemoAccount
	for _, x := range demo.Principals() {
		out = append(out, DemoAccount{Login: x.Login, Secret: demoSecret, Role: string(x.Role), Name: x.Name})
	}
	return out
}

// pin writes the demonstration's settings into its new folder: the day at which
// its clock stands.
func (p *Program) pin(conf config.Config) error {
	name := filepath.Join(conf.Data, config.FileName)
	if _, err := os.Stat(name); err == nil {
		return nil
	}
	if err := os.MkdirAll(conf.Data, 0o700); err != nil {
		return err
	}
	text := fmt.Sprintf("# A demonstration: its clock stands at this day.\nclock = %s\ndemo = true\n", demo.Today)
	return os.WriteFile(name, []byte(text), 0o600)
}
