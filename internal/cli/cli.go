// Package cli is the operator's door: commands over a data folder or a database
// address. Listings go to standard output, as text or with --json; progress and
// faults to standard error.
//
// It decides nothing: every command is a use case of package app. When a server
// runs on the same folder, commands that write are carried out by the server, so
// that one process only ever writes.
package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"strings"
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
	User     string // of the operating system: the ledger says who typed a command
	Dir      string // relative paths are read from here; "" is the process's own
	Env      func(string) string
	Wall     func() time.Time
	Random   io.Reader
	Version  string
	Self     string // path of this program, which is started again to read a PDF; "" reads none
	Cache    string // the user's folder for what can be made again, "" for none
	Words    *i18n.Catalogue
	Handler  func(*app.App, ServeOptions) (http.Handler, error)

	hosted *app.App      // set when a server runs this command line
	taken  *bytes.Buffer // of In so far: a server that carries the line out needs it again
	chosen i18n.Lang     // by --lang; "" leaves it to the environment
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
	Name, NameEn  string // of the post: whose account it is
}

// Run carries out one command line and gives the exit code.
func (p *Program) Run(ctx context.Context, args []string) int {
	taken := new(bytes.Buffer)
	p.In, p.taken = io.TeeReader(p.In, taken), taken
	p.chosen = langOf(args)
	root := p.root()
	root.SetArgs(args)
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	c, err := root.ExecuteContextC(ctx)
	var busy *inUseError
	if errors.As(err, &busy) {
		if err = p.forward(ctx, busy, args); err == nil {
			return ExitOK
		}
	}
	return p.conclude(c, err)
}

// langOf finds --lang before the line is read: the words of the flags themselves
// are said in it. What it says is judged with the other flags.
func langOf(args []string) i18n.Lang {
	for i, arg := range args {
		value, given := strings.CutPrefix(arg, "--lang=")
		switch {
		case arg == "--":
			return ""
		case arg == "--lang" && i+1 < len(args):
			value, given = args[i+1], true
		}
		if lang, known := i18n.ParseLang(value); given && known {
			return lang
		}
	}
	return ""
}

// lang is the operator's language: zh unless --lang or the locale says otherwise.
func (p *Program) lang() i18n.Lang {
	if p.chosen != "" {
		return p.chosen
	}
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

func (p *Program) root() *cobra.Command {
	root := &cobra.Command{Use: "tupo", Args: p.noSuch, SilenceErrors: true, SilenceUsage: true, RunE: showHelp}
	root.PersistentFlags().Var(&langFlag{}, "lang", "")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return p.flagError(err) })
	root.AddCommand(p.demo(), p.begin(), p.serve(), p.read(), p.extract(), p.importBook(), p.exportBook(), p.board(), p.report(),
		p.verify(), p.backup(), p.restore(), p.user(), p.bench(), p.version(), p.pdfPages())
	p.describe(root)
	return root
}

// langFlag takes the two languages that there are.
type langFlag struct{ value string }

func (f *langFlag) String() string { return f.value }
func (f *langFlag) Type() string   { return "zh|en" }

func (f *langFlag) Set(text string) error {
	if _, known := i18n.ParseLang(text); !known {
		return errors.New("no such language")
	}
	f.value = text
	return nil
}

func (p *Program) version() *cobra.Command {
	var asJSON bool
	c := &cobra.Command{Use: "version", Args: p.exactly(0)}
	c.Flags().BoolVar(&asJSON, "json", false, "")
	c.RunE = func(*cobra.Command, []string) error {
		if asJSON {
			return p.printJSON(struct {
				Version string `json:"version"`
			}{p.Version})
		}
		_, err := fmt.Fprintln(p.Out, "tupo", p.Version)
		return err
	}
	return c
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
	if info, err := f.Stat(); err != nil || info.IsDir() {
		return nil, errors.Join(errs.Field("file", "file.unreadable", "name", name).Because(err), f.Close())
	}
	return f, nil
}
