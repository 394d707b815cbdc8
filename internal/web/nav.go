package web

import (
	"strings"

	"tupo/internal/access"
	"tupo/internal/web/page"
)

// nav lists the pages that this account may open, numbered as a newspaper's.
func (v *visit) nav() []page.NavItem {
	all := []struct {
		url, key string
		may      access.Permission
	}{
		{"/", "nav.front", access.ViewBoard},
		{"/public", "nav.public", access.ViewPublicBoard},
		{"/gaps", "nav.gaps", access.ViewBoard},
		{"/targets", "nav.targets", access.ViewBoard},
		{"/units", "nav.units", access.ViewBoard},
		{"/sheets", "nav.sheets", access.ViewReport},
		{"/queue", "nav.queue", access.VerifyFigure},
		{"/documents", "nav.documents", access.ViewDocument},
		{"/plan", "nav.plan", access.ExportPlan},
		{"/ledger", "nav.ledger", access.ViewLedger},
		{"/accounts", "nav.accounts", access.ViewAccounts},
	}
	var out []page.NavItem
	for _, x := range all {
		if !v.may(x.may) || x.url == "/public" && v.may(access.ViewBoard) {
			continue // whoever sees the whole board needs no part of it
		}
		at := v.r.URL.Path
		if strings.HasPrefix(at, "/persons") || strings.HasPrefix(at, "/holdings") {
			at = "/plan" // who holds posts belongs to the plan
		}
		current := at == x.url || x.url != "/" && strings.HasPrefix(at, x.url+"/")
		out = append(out, page.NavItem{No: itoa(len(out) + 1), Text: v.t(x.key), URL: x.url, Current: current})
	}
	return out
}
