package main

import (
	"net/http"

	"tupo/internal/app"
	"tupo/internal/cli"
	"tupo/internal/i18n"
	"tupo/internal/serve"
	"tupo/internal/web/page"
)

// handler gives the command line its server.
func handler(words *i18n.Catalogue) func(*app.App, cli.ServeOptions) (http.Handler, error) {
	return func(a *app.App, o cli.ServeOptions) (http.Handler, error) {
		return serve.Handler(serve.Options{App: a, Words: words, Config: o.Config, Log: o.Log, Wall: o.Wall, Demo: demoAccounts(words, o.Demo)})
	}
}

func demoAccounts(words *i18n.Catalogue, all []cli.DemoAccount) []page.DemoAccount {
	var out []page.DemoAccount
	for _, x := range all {
		out = append(out, page.DemoAccount{Name: x.Login, Password: x.Secret, Role: words.Text(i18n.ZH, "role."+x.Role)})
	}
	return out
}
