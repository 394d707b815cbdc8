package cli

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/errs"
)

// place is where a command works: the flags that every command has.
type place struct {
	program *Program
	data    string
	db      string
}

func (p *Program) place(c *cobra.Command) *place {
	at := &place{program: p}
	c.Flags().StringVar(&at.data, "data", "", "")
	c.Flags().StringVar(&at.db, "db", "", "")
	return at
}

func (at *place) config() (config.Config, error) { return at.load(nil) }

// load reads the settings with the flags that were given.
func (at *place) load(more map[string]string) (config.Config, error) {
	flags := map[string]string{}
	if at.data != "" {
		flags["data"] = at.program.path(at.data)
	}
	if at.db != "" {
		flags["db"] = at.db
	}
	for name, value := range more {
		if value != "" {
			flags[name] = value
		}
	}
	return config.Load(config.Sources{Flags: flags, ReadFile: os.ReadFile, Getenv: func(name string) (string, bool) {
		v := at.program.Env(name)
		return v, v != ""
	}})
}

// path resolves a relative path against the caller's folder.
func (p *Program) path(name string) string {
	if p.Dir == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(p.Dir, name)
}

// How long a writing command waits for another command's end, and how often it looks.
const (
	patience = 5 * time.Second
	glance   = 20 * time.Millisecond
)

// with runs f on the application. A reading command opens the place beside a
// running server; a writing one takes the folder's lock, or is handed to the
// server that has it.
func (at *place) with(ctx context.Context, writes bool, f func(context.Context, *app.App) error) error {
	if at.program.hosted != nil {
		return f(ctx, at.program.hosted)
	}
	c, err := at.config()
	if err != nil {
		return err
	}
	a, err := at.program.openPlace(ctx, c, writes)
	if err != nil {
		return err
	}
	defer a.Close()
	return f(ctx, a)
}

// openPlace opens the application for a command. The lock may be a server's, then
// the command goes there, or another command's, which soon ends.
func (p *Program) openPlace(ctx context.Context, c config.Config, writes bool) (*app.App, error) {
	place := app.Place{Config: c, Wall: p.Wall, Random: p.Random, Program: p.Self, Log: slog.New(slog.NewTextHandler(p.Err, nil)), ReadOnly: !writes}
	for waited := time.Duration(0); ; waited += glance {
		a, err := app.Open(ctx, place)
		if !writes || c.DB != "" || !errs.Is(err, errs.Busy) {
			return a, err
		}
		_, server := os.Stat(filepath.Join(c.Data, socketName))
		if server == nil || waited >= patience {
			return nil, &inUseError{folder: c.Data, err: err}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(glance):
		}
	}
}

// operator is whoever typed the command, in the only district.
func (p *Program) operator(ctx context.Context, a *app.App) (app.Who, error) {
	w, err := a.OperatorOf(ctx, "")
	return w.At(p.User), err
}

// files refuses to judge or copy a PostgreSQL place whose files lie elsewhere:
// all of them would look gone.
func (at *place) files() error {
	c, err := at.config()
	if err != nil || c.DB == "" || at.program.hosted != nil {
		return err
	}
	if _, err := os.Stat(c.Data); err != nil {
		return errs.Field("data", "cli.no-folder", "folder", c.Data).Because(err)
	}
	return nil
}

// configWith is config with one more flag, if it was given.
func (at *place) configWith(name, value string) (config.Config, error) {
	return at.load(map[string]string{name: value})
}
