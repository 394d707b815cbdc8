// Package walk_test walks the whole product as its people do: the real handler
// on the demonstration district, in a real browser and over plain HTTP. It holds
// what no package can hold alone: the month from report to proof, the table of
// routes and roles, what one unit may learn of another, what a page offers to
// those who do not see or do not use a mouse, and the paper it is printed on.
package walk_test

import (
	"context"
	"crypto/rand"
	"io/fs"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/demo"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/pdf/pdftest"
	"tupo/internal/serve"
)

const secret = "a long enough phrase 7"

// A specimen is the demonstration's year, played once for all tests of this
// package into a folder that each test copies: playing takes seconds.
type specimen struct {
	dir  string
	play func() error
}

var once specimen // made by TestMain, read by the tests

func TestMain(m *testing.M) {
	pdftest.Child()
	dir, err := os.MkdirTemp("", "walk")
	if err != nil {
		panic(err)
	}
	once = specimen{dir: dir, play: sync.OnceValue(func() error { return play(dir) })}
	code := m.Run()
	if err := os.RemoveAll(dir); err != nil {
		panic(err)
	}
	os.Exit(code)
}

func play(dir string) error {
	ctx := context.Background()
	a, err := app.Open(ctx, app.Place{Config: settings(dir), Wall: time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	if err := demo.Play(ctx, a, demo.Options{Secret: secret}); err != nil {
		return err
	}
	return a.Close()
}

func settings(dir string) config.Config {
	return config.Config{Data: dir, Clock: demo.Today, Demo: true, MaxUpload: 50 << 20, IdleMinutes: 30}
}

// A district is a copy of the demonstration of its own, served on the loopback
// address by the program's own handler.
type district struct {
	t      *testing.T
	app    *app.App
	folder string
	server *httpx.Server
	url    string
}

func open(t *testing.T) *district {
	t.Helper()
	if err := once.play(); err != nil {
		t.Fatalf("play the demonstration: %v", err)
	}
	dir := filepath.Join(t.TempDir(), "data")
	if err := copyFolder(dir, once.dir); err != nil {
		t.Fatalf("copy the demonstration: %v", err)
	}
	pdftest.Warm(t, dir)
	d := openAt(t, settings(dir))
	d.folder = dir
	return d
}

// openAt serves a place.
func openAt(t *testing.T, conf config.Config) *district {
	t.Helper()
	log := slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError}))
	a, err := app.Open(t.Context(), app.Place{Config: conf, Wall: time.Now, Random: rand.Reader, Program: pdftest.Program(t), Log: log})
	if err != nil {
		t.Fatalf("open %s: %v", conf.Data, err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Errorf("close the district: %v", err)
		}
	})
	words, err := i18n.Load(func(lang i18n.Lang, key string) { t.Errorf("no message %s in %s", key, lang) })
	if err != nil {
		t.Fatal(err)
	}
	server, err := serve.Handler(serve.Options{App: a, Words: words, Config: conf, Log: log, Wall: time.Now})
	if err != nil {
		t.Fatalf("serve.Handler: %v", err)
	}
	listening := httptest.NewServer(server)
	t.Cleanup(listening.Close)
	return &district{t: t, app: a, server: server, url: listening.URL}
}

// copyFolder copies a closed data folder; a lock or socket is not data.
func copyFolder(to, from string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		inside, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, inside)
		switch {
		case entry.IsDir():
			return os.MkdirAll(target, 0o700)
		case !entry.Type().IsRegular():
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o600)
	})
}
