package cli_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/rogpeppe/go-internal/testscript"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/cli"
	"tupo/internal/i18n"
	"tupo/internal/pdf/pdftest"
	"tupo/internal/serve"
	"tupo/internal/testing/pgtest"
	"tupo/internal/web"
)

// TestMain makes this binary the program itself when a script runs “tupo”: locks,
// sockets and signals are those of real processes.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tupo": func() { os.Exit(tupo()) }})
}

func tupo() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	p, err := program()
	if err != nil {
		fmt.Fprintln(os.Stderr, "tupo:", err)
		return cli.ExitFault
	}
	return p.Run(ctx, os.Args[1:])
}

func program() (*cli.Program, error) {
	words, err := i18n.Load(func(lang i18n.Lang, key string) {
		fmt.Fprintf(os.Stderr, "tupo: no message %s in %s\n", key, lang)
	})
	return &cli.Program{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Getenv, Wall: time.Now, Random: rand.Reader,
		Version: "test", User: "clerk:1", Self: path(os.Executable), Cache: path(os.UserCacheDir), Words: words, Handler: handler(words),
	}, err
}

func path(ask func() (string, error)) string {
	known, err := ask()
	if err != nil {
		return ""
	}
	return known
}

func handler(words *i18n.Catalogue) func(*app.App, cli.ServeOptions) (http.Handler, error) {
	return func(a *app.App, o cli.ServeOptions) (http.Handler, error) {
		var accounts []web.DemoAccount
		for _, x := range o.Demo {
			accounts = append(accounts, web.DemoAccount{Login: x.Login, Secret: x.Secret, Role: access.Role(x.Role), Name: x.Name, NameEn: x.NameEn})
		}
		return serve.Handler(serve.Options{App: a, Words: words, Config: o.Config, Log: o.Log, Wall: o.Wall, Demo: accounts})
	}
}

// template makes the demonstration once for all scripts; they work on copies.
var template = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "tupo-cli-")
	if err != nil {
		return "", err
	}
	p, err := program()
	if err != nil {
		return "", err
	}
	p.Out, p.Err = os.Stderr, os.Stderr
	made := errors.New("made")
	p.Handler = func(*app.App, cli.ServeOptions) (http.Handler, error) { return nil, made }
	if code := p.Run(context.Background(), []string{"demo", "--data", filepath.Join(dir, "demo"), "--addr", "127.0.0.1:0"}); code != cli.ExitFault {
		return "", fmt.Errorf("making the demonstration ended with %d", code)
	}
	return filepath.Join(dir, "demo"), nil
})

func params(t *testing.T, dir string, vars map[string]string) testscript.Params {
	t.Helper()
	specimenPage, err := filepath.Abs("../extract/testdata/specimen.txt")
	if err != nil {
		t.Fatal(err)
	}
	return testscript.Params{
		Dir: dir,
		Setup: func(e *testscript.Env) error {
			e.Setenv("TUPO_LANG", "en")
			e.Setenv("PAGE", specimenPage)
			e.Setenv("XDG_CACHE_HOME", pdftest.Cache()) // scripts have no home; compiling for each would take seconds
			files, err := filepath.Abs(filepath.Join("..", "pdf", "testdata"))
			if err != nil {
				return err
			}
			e.Setenv("PDFS", files)
			for name, value := range vars {
				e.Setenv(name, value)
			}
			return nil
		},
		Cmds:                scriptCommands(),
		RequireExplicitExec: true,
	}
}

func TestScripts(t *testing.T) {
	if testing.Short() { // under -race: the engine is slow, and these have all the goroutines
		testscript.Run(t, withFiles(params(t, "", nil), "testdata/script/usage.txtar", "testdata/script/serve.txtar"))
		return
	}
	t.Cleanup(func() {
		if dir, err := template(); err == nil {
			os.RemoveAll(filepath.Dir(dir))
		}
	})
	testscript.Run(t, params(t, "testdata/script", nil))
}

func withFiles(p testscript.Params, names ...string) testscript.Params {
	p.Files = names
	return p
}

func TestScriptsOnPostgres(t *testing.T) {
	if testing.Short() {
		testscript.Run(t, withFiles(params(t, "", map[string]string{"DB": pgtest.DSN(t)}), "testdata/postgres/import.txtar"))
		return
	}
	for _, name := range []string{"import", "init", "demo"} {
		t.Run(name, func(t *testing.T) {
			vars := map[string]string{"DB": pgtest.DSN(t), "DB2": pgtest.DSN(t)}
			testscript.Run(t, withFiles(params(t, "", vars), "testdata/postgres/"+name+".txtar"))
		})
	}
}
