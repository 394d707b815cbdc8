package main

import (
	"net/http"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/cli"
	"tupo/internal/i18n"
	"tupo/internal/serve"
	"tupo/internal/web"
)

// handler gives the command line its server.
func handler(words *i18n.Catalogue) func(*app.App, cli.ServeOptions) (http.Handler, error) {
	return func(a *app.App, o cli.ServeOptions) (http.Handler, error) {
		return serve.Handler(serve.Options{App: a, Words: words, Config: o.Config, Log: o.Log, Wall: o.Wall, Demo: demoAccounts(o.Demo)})
	}
}

func demoAccounts(all []cli.DemoAccount) []web.DemoAccount {
	var out []web.DemoAccount
	for _, x := range all {
		out = append(out, web.DemoAccount{Login: x.Login, Secret: x.Secret, Role: access.Role(x.Role), Name: x.Name, NameEn: x.NameEn})
	}
	return out
}
