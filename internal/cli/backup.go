package cli

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/errs"
)

func (p *Program) backup() *cobra.Command {
	var out string
	c := &cobra.Command{Use: "backup", Args: p.exactly(0)}
	at := p.place(c)
	c.Flags().StringVarP(&out, "out", "o", "", "")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if out == "" {
			return p.usage("cli.flag-missing", "flag", "--out")
		}
		if err := at.files(); err != nil {
			return err
		}
		return at.with(c.Context(), false, func(ctx context.Context, a *app.App) error {
			if out == "-" {
				return a.Backup(ctx, p.Out)
			}
			return p.backupTo(ctx, a, p.path(out))
		})
	}
	return c
}

// backupTo writes beside the wanted name first: a broken backup never looks whole.
func (p *Program) backupTo(ctx context.Context, a *app.App, name string) error {
	part := name + ".part"
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return errs.Field("out", "file.unwritable", "name", name).Because(err)
	}
	err = errors.Join(a.Backup(ctx, f), f.Sync(), f.Close())
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	if err := os.Rename(part, name); err != nil {
		return errors.Join(errs.Field("out", "file.unwritable", "name", name).Because(err), os.Remove(part))
	}
	_, err = fmt.Fprintln(p.Err, p.words("cli.backed-up", "name", name))
	return err
}

func (p *Program) restore() *cobra.Command {
	c := &cobra.Command{Use: "restore ARCHIVE", Args: p.exactly(1)}
	at := p.place(c)
	c.RunE = func(c *cobra.Command, args []string) error {
		f, err := p.open(args[0])
		if err != nil {
			return err
		}
		defer f.Close()
		conf, err := at.config()
		if err != nil {
			return err
		}
		err = app.Restore(c.Context(), f, conf)
		if errs.Is(err, errs.Damaged) { // whatever in it was found damaged first
			return errs.New(errs.Damaged, "store.archive-damaged").Because(err)
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.Err, p.words("cli.restored", "name", args[0]))
		return err
	}
	return c
}
