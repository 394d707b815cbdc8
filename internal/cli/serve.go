package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/config"
)

// Time limits of the server's connections.
const (
	headerTime = 10 * time.Second
	idleTime   = 2 * time.Minute
	stopTime   = 10 * time.Second // for requests under way when the server stops
)

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
	log := slog.New(slog.NewJSONHandler(p.Err, nil))
	a, err := app.Open(ctx, app.Place{Config: conf, Wall: p.Wall, Random: p.Random, Log: log})
	if err != nil {
		return err
	}
	defer a.Close()
	if err := prepare(ctx, a); err != nil {
		return err
	}
	handler, err := p.Handler(a, ServeOptions{Config: conf, Log: log, Demo: accounts, Wall: p.Wall})
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", conf.Addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", conf.Addr, err)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	if err := p.listen(ctx, conf.Data, a); err != nil {
		return err
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: headerTime, IdleTimeout: idleTime,
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn)}
	stopped := make(chan error, 1)
	context.AfterFunc(ctx, func() {
		late, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		stopped <- server.Shutdown(late)
	})
	p.greet(l.Addr().String(), conf, accounts)
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return <-stopped
}

func (p *Program) greet(addr string, conf config.Config, accounts []DemoAccount) {
	lang := p.lang()
	fmt.Fprintln(p.Out, p.Words.Text(lang, "cli.serving", "address", "http://"+addr, "folder", conf.Data))
	if len(accounts) == 0 {
		return
	}
	fmt.Fprintln(p.Out, p.Words.Text(lang, "cli.demo-accounts"))
	for _, x := range accounts {
		fmt.Fprintf(p.Out, "  %-12s %-14s %s\n", x.Login, x.Secret, p.Words.Text(lang, "role."+x.Role))
	}
}
