package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/errs"
	"tupo/internal/httpx"
)

// stopTime is how long requests under way have when the server stops.
const stopTime = 10 * time.Second

// startGC lets the heap grow while a server starts: a few megabytes live, and
// collecting them five times would take a third of the start.
const startGC = 400

func (p *Program) serve() *cobra.Command {
	var addr string
	c := &cobra.Command{Use: "serve", Args: p.exactly(0)}
	at := p.place(c)
	c.Flags().StringVar(&addr, "addr", "", "")
	c.RunE = func(c *cobra.Command, _ []string) error {
		conf, err := at.configWith("addr", addr)
		if err != nil {
			return err
		}
		return p.run(c.Context(), conf, nil, func(context.Context, *app.App) error { return nil })
	}
	return c
}

// run opens the place, prepares it, and serves until ctx ends.
func (p *Program) run(ctx context.Context, conf config.Config, accounts []DemoAccount, prepare func(context.Context, *app.App) error) error {
	if err := probe(conf.Addr); err != nil {
		return err
	}
	usual := debug.SetGCPercent(startGC)
	log := slog.New(slog.NewJSONHandler(p.Err, &slog.HandlerOptions{Level: logLevel(conf.Log)}))
	a, err := app.Open(ctx, app.Place{Config: conf, Wall: p.Wall, Random: p.Random, Program: p.Self, Log: log})
	if err != nil {
		return err
	}
	defer a.Close()
	err = prepare(ctx, a)
	if errors.Is(err, context.Canceled) {
		return nil
	}
	if err != nil {
		return err
	}
	go func() { // beside what is left of the start: /healthz does not wait for it
		if err := a.Prepare(ctx); err != nil {
			log.Warn("the board is not prepared", "error", err)
		}
		debug.SetGCPercent(usual)
	}()
	handler, err := p.Handler(a, ServeOptions{Config: conf, Log: log, Demo: accounts, Wall: p.Wall})
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", conf.Addr)
	if err != nil {
		return busyAddress(conf.Addr, err)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if err := p.listen(ctx, conf.Data, a); err != nil {
		return errors.Join(err, l.Close())
	}
	kept := make(chan struct{})
	go func() {
		defer close(kept)
		a.Keep(ctx)
	}()
	if err = p.greet(ctx, a, l.Addr().String(), conf, accounts); err == nil {
		err = serveUntil(ctx, httpx.NewServer(conf.Addr, handler, log), l)
	} else {
		err = errors.Join(err, l.Close())
	}
	stop()
	<-kept
	return err
}

// serveUntil serves until ctx ends, then lets requests under way finish.
func serveUntil(ctx context.Context, server *http.Server, l net.Listener) error {
	stopped := make(chan error, 1)
	context.AfterFunc(ctx, func() {
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		stopped <- server.Shutdown(late)
	})
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

// probe says that an address cannot be served before seconds are spent on making
// what would be served there.
func probe(addr string) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return busyAddress(addr, err)
	}
	return l.Close()
}

func busyAddress(addr string, err error) error {
	why := err.Error()
	var op *net.OpError
	if errors.As(err, &op) {
		why = op.Err.Error()
	}
	return &errs.Error{Kind: errs.Conflict, Key: "cli.addr-busy", Field: "addr", Args: []string{"addr", addr, "why", why}, Cause: err}
}

// logLevel reads a level that config has checked.
func logLevel(name string) slog.Level {
	var level slog.Level
	if level.UnmarshalText([]byte(name)) != nil {
		return slog.LevelInfo
	}
	return level
}

// greet says where the server is, and in an empty place how a district begins. It
// comes before the first request is answered, so that the code is there for it.
func (p *Program) greet(ctx context.Context, a *app.App, addr string, conf config.Config, accounts []DemoAccount) error {
	code, err := a.AwaitFirstRun(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintln(p.Out, p.words("cli.serving", "address", "http://"+addr, "folder", conf.Data))
	if code != "" {
		fmt.Fprintln(p.Out, p.words("cli.first-run", "address", "http://"+addr+"/setup"))
		fmt.Fprintln(p.Out, p.words("cli.setup-code", "code", code))
	}
	if len(accounts) > 0 {
		fmt.Fprint(p.Out, p.describeAccounts(accounts))
	}
	return nil
}
