package web

import (
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/i18n"
	"tupo/internal/web/page"
)

// start is the way to a running year, in place of the lead story, while no
// programme runs: the office's steps, or what the two administrators do for them.
// nil when the year runs or the reader has no part in it.
func (v *visit) start() (*page.Start, error) {
	s, open, err := v.site.App.Start(v.ctx, v.who)
	switch {
	case err != nil:
		return nil, err
	case open:
		return v.officeStart(s)
	case !v.may(access.ManageAccounts) && !v.may(access.ManageGrants):
		return nil, nil
	}
	running, err := v.site.App.ProgrammeRuns(v.ctx, v.who.District)
	if err != nil || running {
		return nil, err
	}
	return v.adminStart(), nil
}

// adminStart tells the administrators what the new district needs of them.
func (v *visit) adminStart() *page.Start {
	p := &page.Start{Title: v.t("start.title"), Lead: v.t("start.admin.lead")}
	for i, x := range []struct {
		key, url string
		may      access.Permission
	}{{"make", "/accounts/new", access.ManageAccounts}, {"grant", "/accounts", access.ManageGrants}} {
		step := page.StartStep{No: itoa(i + 1), Text: v.t("start.admin." + x.key), Note: v.t("start.admin." + x.key + ".note")}
		if v.may(x.may) {
			step.URL = x.url
		}
		p.Steps = append(p.Steps, step)
	}
	return p
}

func (v *visit) officeStart(s app.Start) (*page.Start, error) {
	p := &page.Start{Title: v.t("start.title"), Lead: v.t("start.lead")}
	programme, programmeURL, activate := "", "/plan/programme/new", "/plan/programme"
	if s.Programme != nil {
		programme = v.named(s.Programme.Name, s.Programme.NameEn)
		activate = "/plan/programme/" + string(s.Programme.ID)
		programmeURL = activate
	}
	people, err := v.lackWords(s)
	if err != nil {
		return nil, err
	}
	p.Steps = []page.StartStep{
		v.startStep("unit", s.Units > 0, v.t("start.unit.count", "n", itoa(s.Units)), v.newOrList("unit", s.Units)),
		v.startStep("programme", s.Programme != nil, programme, programmeURL),
		v.startStep("action", s.Actions > 0, v.t("start.action.count", "n", itoa(s.Actions)), v.newOrList("action", s.Actions)),
		v.startStep("measure", s.Tasks+s.Indicators > 0, v.t("start.measure.count", "tasks", itoa(s.Tasks), "indicators", itoa(s.Indicators)), v.newOrList("indicator", s.Indicators)),
		v.startStep("target", s.Targets > 0 && s.Unvalued == 0, v.targetCount(s), v.newOrList("target", s.Targets)),
		v.startStep("accounts", s.Reporting > 0 && s.Staffed == s.Reporting, v.t("start.accounts.count", "n", itoa(s.Staffed), "all", itoa(s.Reporting)), ""),
		v.startStep("activate", false, v.activateCount(s), activate),
		v.startStep("first", false, v.firstReports(s), ""),
	}
	p.Steps[3].More = []page.Link{{Text: v.t("table.task"), URL: v.newOrList("task", s.Tasks)}}
	p.Steps[5].Note, p.Steps[7].Light = people, nil
	if s.Inherited > 0 {
		p.Steps[6].Note += v.spaced(v.t("start.inherited", "n", itoa(s.Inherited)))
	}
	next := false
	for i := range p.Steps {
		p.Steps[i].No = itoa(i + 1)
		if !next && !p.Steps[i].Done {
			next, p.Steps[i].Next = true, true
		}
	}
	p.Ways = []page.Way{
		{Text: v.t("start.way.document"), URL: "/documents/new", Note: v.t("start.way.document.note")},
		{Text: v.t("start.way.workbook"), URL: "/plan/import", Note: v.t("start.way.workbook.note")},
		{Text: v.t("start.way.hand"), URL: "/plan", Note: v.t("start.way.hand.note")},
	}
	p.WaysTitle = v.t("start.ways")
	return p, nil
}

func (v *visit) startStep(key string, done bool, count, url string) page.StartStep {
	light := page.Light{Tone: page.ToneUnknown, Word: v.t("start.open")}
	if done {
		light = page.Light{Tone: page.ToneDone, Word: v.t("start.done")}
	}
	return page.StartStep{Text: v.t("start." + key), Done: done, Light: &light, Count: count, Note: v.t("start." + key + ".note"), URL: url}
}

// newOrList leads to the form while there is nothing to list.
func (v *visit) newOrList(kind string, n int) string {
	if n == 0 {
		return "/plan/" + kind + "/new"
	}
	return "/plan/" + kind
}

func (v *visit) targetCount(s app.Start) string {
	text := v.t("start.target.count", "n", itoa(s.Targets), "parts", itoa(s.Parts))
	if s.Unvalued > 0 {
		text += v.spaced(v.t("start.target.unvalued", "n", itoa(s.Unvalued)))
	}
	return text
}

func (v *visit) activateCount(s app.Start) string {
	switch {
	case s.Programme == nil || s.Targets+s.Tasks == 0:
		return v.t("start.activate.early")
	case s.Faults > 0:
		return v.t("start.activate.faults", "n", itoa(s.Faults))
	case s.Unsettled > 0:
		return v.t("start.activate.unsettled", "n", itoa(s.Unsettled))
	}
	return v.t("start.activate.ready")
}

func (v *visit) firstReports(s app.Start) string {
	if s.FirstDue == "" {
		return v.t("start.first.none")
	}
	return v.t("start.first.count", "date", v.site.Words.Date(v.lang, s.FirstDue), "period", v.site.Words.Period(v.lang, s.First))
}

// mostLacks is how many missing accounts are named; the rest is counted.
const mostLacks = 4

// lackWords says who makes the accounts of the units, and which are missing.
func (v *visit) lackWords(s app.Start) (string, error) {
	text := v.t("start.accounts.note", "system", strings.Join(s.SystemAdmins, v.list()), "security", strings.Join(s.SecurityAdmins, v.list()))
	if len(s.Lacks) == 0 {
		return text, nil
	}
	board, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return "", err
	}
	var names []string
	for i, x := range s.Lacks {
		if i == mostLacks {
			break
		}
		names = append(names, v.t("start.lack", "unit", v.unitName(board, x.Unit), "role", v.t("role."+string(x.Role))))
	}
	key := "start.lacks"
	if len(s.Lacks) > mostLacks {
		key = "start.lacks.more"
	}
	return text + v.spaced(v.t(key, "list", strings.Join(names, v.list()), "n", itoa(len(s.Lacks)))), nil
}

// spaced is a sentence that follows another.
func (v *visit) spaced(sentence string) string {
	if v.lang == i18n.ZH {
		return sentence
	}
	return " " + sentence
}
