// Command tupo runs a year's programme: it serves the pages and the API, and is
// the operator's command line.
package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"os/signal"
	"os/user"
	"syscall"
	"time"
	_ "time/tzdata" // a small machine may have no time zones of its own

	"tupo/internal/cli"
	"tupo/internal/i18n"
)

// version is set at build time.
var version = "development"

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	words, err := i18n.Load(func(lang i18n.Lang, key string) {
		fmt.Fprintf(os.Stderr, "tupo: no message %s in %s\n", key, lang)
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "tupo:", err)
		return cli.ExitFault
	}
	p := cli.Program{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Env: os.Getenv, User: userName(),
		Wall: time.Now, Random: rand.Reader, Version: version, Self: path(os.Executable), Cache: path(os.UserCacheDir),
		Words: words, Handler: handler(words),
	}
	return p.Run(ctx, os.Args[1:])
}

// path is what the system says, "" where it does not know.
func path(ask func() (string, error)) string {
	known, err := ask()
	if err != nil {
		return ""
	}
	return known
}

// userName is what the operating system calls whoever runs the program; without
// a name, the number.
func userName() string {
	u, err := user.Current()
	if err != nil {
		return fmt.Sprint(os.Getuid())
	}
	return u.Username
}
