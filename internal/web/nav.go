package web

import (
	"strings"

	"tupo/internal/access"
	"tupo/internal/web/page"
)

// section is an entry of the navigation with all pages that belong to it: each is an
// address that stands for itself and for what lies below it.
type section struct {
	url, key string
	may      access.Permission
	others   []string // beside those below url
}

func sections() []section {
	return []section{
		{"/", "nav.front", access.ViewBoard, []string{"/actions", "/corrections"}},
		{"/public", "nav.public", access.ViewPublicBoard, nil},
		{"/gaps", "nav.gaps", access.ViewBoard, nil},
		{"/targets", "nav.targets", access.ViewBoard, nil},
		{"/units", "nav.units", access.ViewBoard, nil},
		{"/sheets", "nav.sheets", access.ViewReport, []string{"/periods", "/official", "/reconciliation"}},
		{"/queue", "nav.queue", access.VerifyFigure, nil},
		{"/documents", "nav.documents", access.ViewDocument, []string{"/facts", "/directives", "/projects"}},
		{"/plan", "nav.plan", access.ExportPlan, []string{"/persons", "/holdings"}}, // who holds posts belongs to the plan
		{"/ledger", "nav.ledger", access.ViewLedger, []string{"/history"}},
		{"/accounts", "nav.accounts", access.ViewAccounts, nil},
	}
}

// holds tells whether the page at this path belongs to the section.
func (x section) holds(path string) bool {
	if path == x.url {
		return true
	}
	for _, of := range append([]string{x.url}, x.others...) {
		if of != "/" && (path == of || strings.HasPrefix(path, of+"/")) {
			return true
		}
	}
	return false
}

// nav lists the pages that this account may open, numbered as a newspaper's.
func (v *visit) nav() []page.NavItem {
	var out []page.NavItem
	for _, x := range sections() {
		if !v.may(x.may) || x.url == "/public" && v.may(access.ViewBoard) {
			continue // whoever sees the whole board needs no part of it
		}
		out = append(out, page.NavItem{No: itoa(len(out) + 1), Text: v.t(x.key), URL: x.url, Current: x.holds(v.r.URL.Path)})
	}
	return out
}
