package web

import (
	"net/url"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

// periods lists the year's months with their locks, and the requests to correct
// a locked one.
func (v *visit) periods() error {
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return err
	}
	due, err := v.site.App.DueMonth(v.ctx, v.who)
	if err != nil {
		return err
	}
	months, err := v.site.App.Months(v.ctx, v.who, int(due.Year))
	if err != nil {
		return err
	}
	asked, err := v.site.App.Reopenings(v.ctx, v.who)
	if err != nil {
		return err
	}
	people, err := v.peopleOf(months, asked)
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("periods.title")), Heading: page.Heading{Title: v.t("periods.title"), Standfirst: page.Plain(v.t("periods.stand")),
		Crumbs: []page.Link{{Text: v.t("nav.sheets"), URL: "/sheets"}}}}
	p.Blocks = []page.Block{{Table: v.monthTable(months, people)},
		{ID: "reopenings", Title: v.t("reopenings.title"), Note: v.t("reopenings.note"), Table: v.reopeningTable(s, asked, people)}}
	return v.show(p)
}

func (v *visit) peopleOf(months []app.MonthState, asked []report.Reopening) (map[core.AccountID]access.Account, error) {
	var ids []core.AccountID
	for _, m := range months {
		ids = append(ids, m.Lock.LockedBy)
	}
	for _, r := range asked {
		ids = append(ids, r.AskedBy, r.First, r.Second)
	}
	return v.site.App.AccountsNamed(v.ctx, v.who, ids...)
}

func (v *visit) monthTable(months []app.MonthState, people map[core.AccountID]access.Account) page.Table {
	columns := []page.Column{{Label: v.t("col.period")}, {Label: v.t("sheets.col.state")}, {Label: v.t("sheets.col.sheets"), Numeric: true},
		{Label: v.t("sheets.col.handed-in"), Numeric: true}, {Label: v.t("sheets.col.all-verified"), Numeric: true}, {Label: v.t("sheets.col.locked"), Minor: true}, {Label: v.t("sheets.col.deed")}}
	var rows []page.Row
	for _, m := range months {
		period := m.Month.String()
		row := page.Row{ID: period, Cells: []page.Cell{{Text: v.site.Words.Period(v.lang, m.Month), URL: "/sheets?period=" + period},
			{Light: v.lockLight(m)}, {Text: itoa(m.Asked)}, {Text: itoa(m.Filed)}, {Text: itoa(m.Verified)}, {Text: i18n.Unknown}, {}}}
		if m.Imported > 0 {
			row.Cells[3].Note = v.t("periods.imported", "n", itoa(m.Imported))
		}
		switch {
		case m.Lock.Locked:
			row.Cells[5] = page.Cell{Text: v.clock(m.Lock.LockedAt), Note: v.personOf(people, m.Lock.LockedBy)}
		case m.Over && v.mayAt(access.LockPeriod, ""): // a month is locked for all units
			row.Cells[6].Links = []page.Link{{Text: v.t("lock.deed"), URL: "/periods/lock?period=" + period}}
		}
		rows = append(rows, row)
	}
	return page.NewTable(columns, rows)
}

func (v *visit) lockLight(m app.MonthState) *page.Light {
	switch {
	case m.Lock.Locked:
		return &page.Light{Tone: page.ToneDone, Word: v.t("lock.locked")}
	case m.Over:
		return &page.Light{Tone: page.ToneUnknown, Word: v.t("lock.open")}
	}
	return &page.Light{Tone: page.ToneUnknown, Word: v.t("lock.running")}
}

func (v *visit) personOf(people map[core.AccountID]access.Account, id core.AccountID) string {
	return v.signer(string(id), func(a core.AccountID) string {
		if x, ok := people[a]; ok {
			return v.named(x.Name, x.NameEn)
		}
		return string(a)
	})
}

// signer names whoever signed: an account, the program itself, the operator at
// the command line, or the operator for an account.
func (v *visit) signer(actor string, account func(core.AccountID) string) string {
	switch s := app.SignedBy(actor); {
	case s.Shell != "" && s.Account != "":
		return v.t("account.operator-for", "user", s.Shell, "name", account(s.Account))
	case s.Shell != "":
		return v.t("account.operator", "user", s.Shell)
	case actor == "" || s.Account != "":
		return account(s.Account)
	}
	return v.t("account.system")
}

func (v *visit) reopeningTable(s *board.Snapshot, asked []report.Reopening, people map[core.AccountID]access.Account) page.Table {
	columns := []page.Column{{Label: v.t("col.unit")}, {Label: v.t("col.period")}, {Label: v.t("sheets.col.reason")}, {Label: v.t("sheets.col.state")},
		{Label: v.t("sheets.col.asked-by"), Minor: true}, {Label: v.t("sheets.col.agreed-by")}, {Label: v.t("sheets.col.deed")}}
	var rows []page.Row
	for _, r := range asked {
		light := v.reopeningLight(r)
		row := page.Row{ID: r.ID, Cells: []page.Cell{{Text: v.unitName(s, r.Unit)}, {Text: v.periodText(r.Period)}, {Text: r.Reason}, {Light: &light},
			{Text: v.personOf(people, r.AskedBy), Note: v.clock(r.AskedAt)}, {Text: v.agreed(r, people)}, {}}}
		if u, ok := s.Unit(r.Unit); ok && v.mayAt(access.ViewReport, r.Unit) {
			row.Cells[0].URL = "/sheets/" + u.Code + "/" + r.Period
		}
		if v.mayDecide(r) {
			row.Cells[6].Links = []page.Link{{Text: v.t("reopening.deed"), URL: "/periods/reopenings/" + r.ID}}
		}
		rows = append(rows, row)
	}
	t := page.NewTable(columns, rows)
	t.Empty = page.Empty{Text: v.t("reopenings.none")}
	return t
}

// mayDecide shows the link to a decision; the decision itself is checked in app.
func (v *visit) mayDecide(r report.Reopening) bool {
	me := v.who.ID()
	return r.State == report.ReopeningAsked && r.AskedBy != me && r.First != me && v.mayAt(access.AgreeReopening, r.Unit)
}

func (v *visit) agreed(r report.Reopening, people map[core.AccountID]access.Account) string {
	switch {
	case r.First == "":
		return i18n.Unknown
	case r.Second == "":
		return v.personOf(people, r.First)
	}
	return v.personOf(people, r.First) + v.list() + v.personOf(people, r.Second)
}

func (v *visit) reopeningLight(r report.Reopening) page.Light {
	l := page.Light{Tone: page.ToneBehind, Word: v.t("reopening-state." + string(r.State))}
	switch {
	case r.State == report.ReopeningAsked && r.First != "":
		l.Word = v.t("reopening-state.half")
	case r.State == report.ReopeningOpen:
		l.Tone = page.ToneOn
	case r.State == report.ReopeningUsed:
		l.Tone = page.ToneDone
	case r.State == report.ReopeningEnded:
		l.Tone = page.ToneUnknown
	}
	return l
}

type reopeningInput struct {
	Unit   string      `form:"unit,required,max=40"`
	Period core.Period `form:"period,required"`
	Reason string      `form:"reason,lines,max=1000"`
}

// reopeningURL is where a unit's reopening of a month is asked for.
func reopeningURL(u *plan.Unit, month core.Period) string {
	return "/periods/reopenings/new?unit=" + url.QueryEscape(u.Code) + "&period=" + month.String()
}

func (v *visit) reopeningForm() error {
	var in reopeningInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	p, err := v.reopeningPage(in, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

func (v *visit) reopeningPage(in reopeningInput, err error) (page.FormPage, error) {
	s, fault := v.site.App.Seen(v.ctx, v.who)
	if fault != nil {
		return page.FormPage{}, fault
	}
	u, ok := findUnit(s, in.Unit)
	if !ok || !v.mayAt(access.AskReopening, u.ID) {
		return page.FormPage{}, access.Missing()
	}
	p := page.FormPage{Frame: v.frame(v.t("reopening.ask")), Heading: page.Heading{Title: v.t("reopening.title", "unit", v.named(u.Name, u.NameEn), "period", v.site.Words.Period(v.lang, in.Period)),
		Standfirst: page.Plain(v.t("reopening.stand")), Crumbs: []page.Link{{Text: v.t("periods.title"), URL: "/periods"}}}}
	p.Form = page.Form{ID: "reopening", To: "/periods/reopenings", Hidden: []page.Hidden{{Name: "unit", Value: u.Code}, {Name: "period", Value: in.Period.String()}},
		Sections: []page.Section{{Fields: []page.Field{{Kind: page.KindArea, Name: "reason", Label: v.t("reopening.reason"), Value: in.Reason, Required: true}}}},
		Submits:  []page.Submit{{Text: v.t("reopening.ask"), Primary: true}}, Cancel: &page.Link{Text: v.t("form.cancel"), URL: sheetURL(u, in.Period)}}
	v.mark(&p.Form, err)
	return p, nil
}

func (v *visit) askReopening() error {
	var in reopeningInput
	err := httpx.DecodeForm(v.r, &in)
	if err == nil {
		var s *board.Snapshot
		if s, err = v.site.App.Seen(v.ctx, v.who); err != nil {
			return err
		}
		u, ok := findUnit(s, in.Unit)
		if !ok {
			return access.Missing()
		}
		_, err = v.site.App.AskReopening(v.ctx, v.who, u.ID, in.Period, in.Reason)
	}
	if err == nil {
		return v.seeOther("/periods#reopenings", "reopening.asked")
	}
	if !mendable(err) {
		return err
	}
	p, fault := v.reopeningPage(in, err)
	if fault != nil {
		return fault
	}
	return v.refuse(p, err)
}
