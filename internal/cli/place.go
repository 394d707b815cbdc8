package cli

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"

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
	c.Flags().StringVar(&at.data, "data", "", "data folder (default: ./tupo-data, or TUPO_DATA)")
	c.Flags().StringVar(&at.db, "db", "", "postgres:// address instead of the folder's own database")
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
	a, err := app.Open(ctx, app.Place{Config: c, Wall: at.program.Wall, Random: at.program.Random,
		Log: slog.New(slog.NewTextHandler(at.program.Err, nil)), ReadOnly: !writes})
	if errs.Is(err, errs.Busy) && writes && c.DB == "" {
		return &inUseError{folder: c.Data, err: err}
	}
	if err != nil {
		return err
	}
	defer a.Close()
	return f(ctx, a)
}

// configWith is config with one more flag, if it was given.
func (at *place) configWith(name, value string) (config.Config, error) {
	return at.load(map[string]string{name: value})
}
