package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/demo"
	"tupo/internal/errs"
	"tupo/internal/i18n"
)

func (p *Program) demo() *cobra.Command {
	var addr string
	var anew bool
	c := &cobra.Command{Use: "demo", Args: p.exactly(0)}
	at := p.place(c)
	c.Flags().StringVar(&addr, "addr", "", "")
	c.Flags().BoolVar(&anew, "anew", false, "")
	c.RunE = func(c *cobra.Command, _ []string) error {
		first, err := at.configWith("addr", addr)
		if err != nil {
			return err
		}
		if anew {
			if err := p.dropDemo(c.Context(), first); err != nil {
				return err
			}
		}
		if err := p.prepareFolder(first); err != nil {
			return err
		}
		conf, err := at.configWith("addr", addr) // with what the folder's own file says now
		if err != nil {
			return err
		}
		return p.run(c.Context(), conf, demoAccounts(), func(ctx context.Context, a *app.App) error {
			return p.makeDemo(ctx, a, conf)
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
		out = append(out, DemoAccount{Login: x.Login, Secret: demoSecret, Role: string(x.Role), Name: x.Name, NameEn: x.NameEn})
	}
	return out
}

// unfinished marks a folder while the demonstration is being made in it. An
// interrupted one would otherwise look like a district with half a year.
const unfinished = "demo.unfinished"

// prepareFolder writes a new folder's settings, and empties one in which an
// earlier demonstration was not finished.
func (p *Program) prepareFolder(conf config.Config) error {
	if err := os.MkdirAll(conf.Data, 0o700); err != nil {
		return errs.Field("data", "file.unwritable", "name", conf.Data).Because(err)
	}
	if _, err := os.Stat(filepath.Join(conf.Data, unfinished)); err == nil {
		if err := p.startAnew(conf); err != nil {
			return err
		}
	}
	return p.pin(conf)
}

// startAnew removes what an interrupted demonstration left behind. The lock tells
// that nobody is at work on it.
func (p *Program) startAnew(conf config.Config) error {
	if conf.DB != "" {
		return errs.Field("db", "cli.demo-unfinished")
	}
	a, err := app.Open(context.Background(), app.Place{Config: conf, Wall: p.Wall, Random: p.Random})
	if err != nil {
		return err
	}
	defer a.Close()
	fmt.Fprintln(p.Err, p.words("cli.demo-again"))
	return removeData(conf.Data)
}

// removeData removes what a demonstration keeps; settings stay.
func removeData(folder string) error {
	for _, name := range []string{"tupo.db", "tupo.db-wal", "tupo.db-shm", "blobs", unfinished} {
		if err := os.RemoveAll(filepath.Join(folder, name)); err != nil {
			return err
		}
	}
	return nil
}

// dropDemo removes the demonstration of a folder, so that it is made anew. Nothing
// else is removed: the folder's settings must say that it is one, it must hold the
// demonstration's district and no other, and nobody may be at work on it.
func (p *Program) dropDemo(ctx context.Context, conf config.Config) error {
	if conf.DB != "" {
		return errs.Field("anew", "cli.demo-anew-folder")
	}
	if _, err := os.Stat(filepath.Join(conf.Data, "tupo.db")); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	foreign := errs.Field("data", "cli.not-a-demo", "folder", conf.Data)
	if !conf.Demo {
		return foreign
	}
	a, err := app.Open(ctx, app.Place{Config: conf, Wall: p.Wall, Random: p.Random})
	if err != nil {
		return err
	}
	defer a.Close()
	all, err := a.Districts(ctx)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(all, func(d core.DistrictID) bool { return d != demo.District }) {
		return foreign
	}
	return removeData(conf.Data)
}

// pin writes the demonstration's settings into its new folder: the day at which
// its clock stands. A folder with data and without that mark is somebody's own.
func (p *Program) pin(conf config.Config) error {
	name := filepath.Join(conf.Data, config.FileName)
	_, file := os.Stat(name)
	_, database := os.Stat(filepath.Join(conf.Data, "tupo.db"))
	if file == nil && conf.Demo {
		return nil
	}
	if file == nil || database == nil {
		return errs.Field("data", "cli.not-a-demo", "folder", conf.Data)
	}
	text := fmt.Sprintf("# A demonstration: its clock stands at this day.\nclock = %s\ndemo = true\n", demo.Today)
	return os.WriteFile(name, []byte(text), 0o600)
}

// makeDemo plays the year, once.
func (p *Program) makeDemo(ctx context.Context, a *app.App, conf config.Config) error {
	all, err := a.Districts(ctx)
	switch {
	case err != nil:
		return err
	case slices.Contains(all, demo.District):
		return nil
	case len(all) > 0:
		return errs.Field("db", "cli.not-a-demo", "folder", conf.Data)
	}
	mark := filepath.Join(conf.Data, unfinished)
	if err := os.WriteFile(mark, nil, 0o600); err != nil {
		return err
	}
	fmt.Fprintln(p.Err, p.words("cli.demo-making"))
	if err := demo.Play(ctx, a, demo.Options{Secret: demoSecret}); err != nil {
		if errors.Is(err, context.Canceled) {
			return context.Canceled // the operator's own wish
		}
		return err
	}
	return os.Remove(mark)
}

// describeAccounts lists the demonstration's accounts.
func (p *Program) describeAccounts(accounts []DemoAccount) string {
	var b strings.Builder
	fmt.Fprintln(&b, p.words("cli.demo-accounts"))
	for _, x := range accounts {
		name := x.Name
		if p.lang() == i18n.EN {
			name = x.NameEn
		}
		fmt.Fprintln(&b, " ", left(x.Login, 12), left(x.Secret, 16), left(p.words("role."+x.Role), 24), name)
	}
	return b.String()
}
