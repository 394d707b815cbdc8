package bench

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/demo"
	"tupo/internal/httpx"
)

// Machine is what measuring takes from the process.
type Machine struct {
	Wall    func() time.Time
	Random  io.Reader
	Handler func(*app.App, config.Config) (http.Handler, error) // the whole server
}

// secret opens the accounts of places that are measured and thrown away.
const secret = "measured and thrown away"

// Demonstration is the demonstration district in a folder of its own, behind the
// whole server, asked without a network in between.
type Demonstration struct {
	app     *app.App
	handler http.Handler
	machine Machine
}

// PlayDemonstration plays the demonstration's year into an empty folder.
func PlayDemonstration(ctx context.Context, m Machine, folder string) (*Demonstration, error) {
	conf := settings(folder)
	a, err := app.Open(ctx, app.Place{Config: conf, Wall: m.Wall, Random: m.Random, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	d := &Demonstration{app: a, machine: m}
	if err := demo.Play(ctx, a, demo.Options{Secret: secret}); err != nil {
		_ = d.Close()
		return nil, fmt.Errorf("bench: demonstration: %w", err)
	}
	if d.handler, err = m.Handler(a, conf); err != nil {
		_ = d.Close()
		return nil, err
	}
	return d, nil
}

func settings(folder string) config.Config {
	return config.Config{Data: folder, Clock: demo.Today, Demo: true, MaxUpload: 1 << 20, IdleMinutes: 30}
}

// Close ends the district; its folder is the caller's.
func (d *Demonstration) Close() error { return d.app.Close() }

// FrontPage measures the server's time for the front page as the account with
// this login sees it. For a fresh page one month after another is asked for: a
// board keeps fewer months than a year has, so that each time the board is judged,
// the story written and the page printed anew.
func (d *Demonstration) FrontPage(ctx context.Context, login string, fresh bool, b Budget) (Timing, error) {
	s, err := d.app.Login(ctx, demo.District, login, secret, "")
	if err != nil {
		return Timing{}, err
	}
	n := 0
	return repeat(d.machine.Wall, b, func() error {
		n++
		address := "/"
		if fresh {
			address = fmt.Sprintf("/?period=2023-%02d", 1+n%12)
		}
		return get(ctx, d.handler, address, s.Token)
	})
}

// get asks the handler itself and wants the page.
func get(ctx context.Context, h http.Handler, address string, token httpx.Token) error {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return err
	}
	r.RemoteAddr = "127.0.0.1:1"
	r.Header.Set("Authorization", "Bearer "+string(token))
	w := answer{header: http.Header{}}
	h.ServeHTTP(&w, r)
	if w.status != http.StatusOK || w.bytes == 0 {
		return fmt.Errorf("bench: GET %s: status %d, %d bytes", address, w.status, w.bytes)
	}
	return nil
}

// answer counts what a handler writes.
type answer struct {
	header http.Header
	status int
	bytes  int
}

func (w *answer) Header() http.Header { return w.header }

func (w *answer) WriteHeader(status int) { w.status = status }

func (w *answer) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	w.bytes += len(p)
	return len(p), nil
}

// day is the business day on which measured districts stand.
const day core.Date = demo.Today
