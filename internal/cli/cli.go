// Package cli is the operator's door: commands over a data folder or a database
// address. Listings go to standard output, as text or with --json; progress and
// faults to standard error.
//
// It decides nothing: every command is a use case of package app. When a server
// runs on the same folder, commands that write are carried out by the server, so
// that one process only ever writes.
package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/errs"
	"tupo/internal/i18n"
)

// Exit codes, documented in the CLI reference.
const (
	ExitOK      = 0
	ExitFault   = 1 // the command could not be done
	ExitUsage   = 2 // the command line is wrong
	ExitInvalid = 3 // the input is wrong; every fault is listed
	ExitDamaged = 4 // verification failed
)

// Program is what the commands need from the process. It has no global state, so
// a server can run a second command line inside itself.
type Program struct {
	In       io.Reader
	Out, Err io.Writer
	Dir      string // relative paths are read from here; "" is the process's own
	Env      func(string) string
	Wall     func() time.Time
	Random   io.Reader
	Version  string
	Words    *i18n.Catalogue
	Handler  func(*app.App, ServeOptions) (http.Handler, error)

	hosted *app.App // set when a server runs this command line
}

// ServeOptions are what the web and API handlers need to know of the place.
type ServeOptions struct {
	Config config.Config
	Log    *slog.Logger
	Wall   func() time.Time // of sessions and limits; the district's business has its own clock
	Demo   []DemoAccount    // shown on the login page of a demonstration
}

// DemoAccount is printed and shown in demonstrations only.
type DemoAccount struct {
	Login, Secret string
	Role          string // access.Role
	Name          string
}

// Run carries out one command line and gives the exit code.
func (p *Program) Run(ctx context.Context, args []string) int {
	root := p.root()
	root.SetArgs(args)
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	err := root.ExecuteContext(ctx)
	var busy *inUseError
	if errors.As(err, &busy) {
		return p.forward(ctx, busy, args)
	}
	return p.conclude(err)
}

// conclude prints what went wrong in the user's language, a line a fault.
func (p *Program) conclude(err error) int {
	if err == nil {
		return ExitOK
	}
	var usage *usageError
	if errors.As(err, &usage) {
		fmt.Fprintln(p.Err, "tupo:", usage.err)
		return ExitUsage
	}
	var done *exitError
	if errors.As(err, &done) {
		return done.code
	}
	all := errs.All(err)
	if len(all) == 0 {
		fmt.Fprintln(p.Err, "tupo:", err)
		return ExitFault
	}
	lang := p.lang()
	for _, e := range all {
		fmt.Fprintln(p.Err, "tupo:", p.Words.Fault(lang, e))
	}
	switch errs.KindOf(err) {
	case errs.Invalid, errs.TooLarge:
		return ExitInvalid
	case errs.Damaged:
		return ExitDamaged
	}
	return ExitFault
}

// lang is the operator's language: zh unless the locale says otherwise.
func (p *Program) lang() i18n.Lang {
	for _, name := range []string{"TUPO_LANG", "LC_ALL", "LANG"} {
		v := p.Env(name)
		if len(v) >= 2 && v[:2] == "en" {
			return i18n.EN
		}
		if len(v) >= 2 && v[:2] == "zh" {
			return i18n.ZH
		}
	}
	return i18n.ZH
}

// exitError ends a command that has printed its own findings.
type exitError struct{ code int }

func (e *exitError) Error() string { return fmt.Sprintf("exit %d", e.code) }

type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }

func (p *Program) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "tupo",
		Short:         "突破 · a year's programme: set, reported, verified, proved",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return &usageError{err} })
	root.AddCommand(p.demo(), p.serve(), p.read(), p.importBook(), p.exportBook(), p.board(), p.report(),
		p.verify(), p.backup(), p.restore(), p.user(), p.version())
	return root
}

func (p *Program) version() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "print the version", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintln(p.Out, "tupo", p.Version)
			return err
		},
	}
}

// printJSON writes v as one indented document.
func (p *Program) printJSON(v any) error {
	enc := json.NewEncoder(p.Out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// open reads a file argument; "-" is standard input.
func (p *Program) open(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(p.In), nil
	}
	f, err := os.Open(p.path(name))
	if err != nil {
		return nil, errs.Field("file", "file.unreadable", "name", name).Because(err)
	}
	return f, nil
}
