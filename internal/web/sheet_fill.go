package web

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/report"
	"tupo/internal/web/page"
)

// filler fills one sheet's page.
type filler struct {
	*visit
	sheet  app.Sheet
	typed  app.Filing // what stands in the inputs
	edit   bool
	doubts map[app.LineKey]app.Asked
	rates  map[app.LineKey]report.Calculated   // that follow from their parts as typed
	fresh  bool                                // nothing has been sent yet
	files  map[core.EvidenceID]report.Evidence // kept with the form, not yet attached
	events []app.SheetEvent
	rivals []rival // what another filing says otherwise, when this one began before it
	picked map[string]string
	who    map[core.AccountID]access.Account
}

// sheetPage fills the page from the draft or from what was filed.
func (v *visit) sheetPage(sheet app.Sheet) (page.Sheet, error) {
	f := filler{visit: v, sheet: sheet, edit: sheet.MayFile && (!sheet.Locked || sheet.Reopening != nil), typed: sheet.AsFiled()}
	if f.edit {
		f.typed = sheet.Begun()
	}
	return f.page(true, nil)
}

// againPage shows what was just typed, with the faults found in it.
func (v *visit) againPage(sheet app.Sheet, typed app.Filing, picked map[string]string, err error) (page.Sheet, error) {
	f := filler{visit: v, sheet: sheet, edit: sheet.MayFile, typed: sheet.Resume(typed), picked: picked}
	return f.page(false, err)
}

// page fills the page from what is typed.
func (f *filler) page(fresh bool, err error) (page.Sheet, error) {
	v, sheet := f.visit, f.sheet
	f.fresh = fresh
	if fault := f.look(err); fault != nil {
		return page.Sheet{}, fault
	}
	if f.edit {
		f.rivals = v.rivalsOf(sheet, &f.typed)
	}
	p := page.Sheet{Frame: v.frame(v.named(sheet.Unit.Name, sheet.Unit.NameEn)), Heading: f.heading(), State: f.state(), Due: f.due(),
		Asked: v.t("sheet.asked", "figures", itoa(len(sheet.Lines)), "tasks", itoa(len(sheet.Tasks)))}
	p.Groups = f.groups()
	for _, t := range sheet.Tasks {
		p.Tasks = append(p.Tasks, f.task(t))
	}
	f.form(&p, fresh, err)
	f.compare(&p, err)
	f.overtaken(&p)
	f.standing(&p)
	f.mark(&p, err)
	return p, nil
}

// look finds what the page needs beside the sheet: questions, names, files.
func (f *filler) look(err error) error {
	var asked *app.Questioned
	var fault error
	if f.rates, fault = f.site.App.Calculated(f.ctx, f.visit.who, f.sheet, f.typed); fault != nil {
		return fault
	}
	switch {
	case errors.As(err, &asked):
		f.doubts = asked.Lines
	case f.edit:
		if f.doubts, fault = f.site.App.Doubts(f.ctx, f.visit.who, f.typed); fault != nil {
			return fault
		}
	}
	ids := slices.Clone(f.typed.Files)
	for _, l := range f.typed.Lines {
		ids = append(ids, l.Evidence...)
	}
	for _, t := range f.typed.Tasks {
		for _, m := range t.Milestones {
			ids = append(ids, m.Evidence...)
		}
	}
	if f.files, fault = f.site.App.EvidenceNamed(f.ctx, f.visit.who, ids...); fault != nil {
		return fault
	}
	if f.events, fault = f.site.App.Trail(f.ctx, f.visit.who, f.sheet); fault != nil {
		return fault
	}
	people := []core.AccountID{f.sheet.Report.SubmittedBy, f.sheet.Report.ApprovedBy}
	for _, e := range f.events {
		people = append(people, app.SignedBy(e.By).Account)
	}
	f.who, fault = f.site.App.AccountsNamed(f.ctx, f.visit.who, people...)
	return fault
}

func (f *filler) heading() page.Heading {
	month := f.sheet.Month
	h := page.Heading{Kicker: f.t("sheet.kicker", "period", f.site.Words.Period(f.lang, month)), Title: f.named(f.sheet.Unit.Name, f.sheet.Unit.NameEn),
		Crumbs: []page.Link{{Text: f.t("nav.sheets"), URL: "/sheets?period=" + month.String()}}}
	before, after := monthsAround(month)
	h.Buttons = append(h.Buttons, page.Button{Text: f.site.Words.Period(f.lang, before), URL: sheetURL(f.sheet.Unit, before)})
	if core.Date(after.String()+"-01") <= f.site.App.Today(f.visit.who.District) {
		h.Buttons = append(h.Buttons, page.Button{Text: f.site.Words.Period(f.lang, after), URL: sheetURL(f.sheet.Unit, after)})
	}
	if f.sheet.Report.ID != "" && f.may(access.ViewHistory) {
		h.Buttons = append(h.Buttons, page.Button{Text: f.t("history.link"), URL: "/history?ref=report:" + string(f.sheet.Report.ID)})
	}
	return h
}

func monthsAround(m core.Period) (before, after core.Period) {
	year, month := int(m.Year), int(m.From)
	before, after = core.Month(year, month-1), core.Month(year, month+1)
	if month == 1 {
		before = core.Month(year-1, 12)
	}
	if month == 12 {
		after = core.Month(year+1, 1)
	}
	return before, after
}

func (f *filler) due() string {
	if f.sheet.Due == "" {
		return ""
	}
	return f.t("sheet.due", "date", f.site.Words.Date(f.lang, f.sheet.Due))
}

// state says where the sheet stands and whose turn it is.
func (f *filler) state() page.State {
	r := f.sheet.Report
	light := func(s app.SheetState) page.Light {
		return page.Light{Tone: stateTone(s), Word: f.t("sheet-state." + string(s))}
	}
	var s page.State
	switch {
	case f.sheet.Imported:
		s.Light = light(app.SheetImported)
	case r.ID == "" && f.sheet.Due != "" && f.sheet.Due < f.site.App.Today(f.visit.who.District):
		s.Light = light(app.SheetMissing)
	case r.ID == "" && f.sheet.Draft != nil:
		s.Light = light(app.SheetDraft)
	case r.ID == "":
		s.Light = light(app.SheetOpen)
	default:
		s.Light = light(app.SheetState(r.State))
		s.Text = page.Plain(f.t("sheet.revision", "n", itoa(r.Revision), "when", f.clock(r.SubmittedAt)))
		if r.State == report.SentBack {
			s.Why = r.Reason
		}
	}
	if f.edit && f.sheet.Draft != nil && (f.sheet.DraftCounts() || len(f.rivals) > 0) {
		key := "sheet.draft-of"
		if len(s.Text) > 0 {
			key = "sheet.draft-since"
		}
		s.Text = append(s.Text, page.Run{Text: f.t(key, "when", f.clock(f.sheet.Draft.SavedAt))})
	}
	return s
}

// groups lists the figures by the action that asks for them, in the order of the actions.
func (f *filler) groups() []page.SheetGroup {
	s, err := f.site.App.Seen(f.ctx, f.visit.who)
	if err != nil {
		f.site.Log.Error("sheet without a board", "error", err)
		return nil
	}
	var out []page.SheetGroup
	at := map[core.ActionID]int{}
	lines := slices.Clone(f.sheet.Lines)
	slices.SortStableFunc(lines, func(a, b app.SheetLine) int {
		return byAction(s, firstAction(a), firstAction(b))
	})
	for _, l := range lines {
		id := firstAction(l)
		i, ok := at[id]
		if !ok {
			i = len(out)
			at[id] = i
			out = append(out, page.SheetGroup{Title: f.actionName(s, id)})
		}
		out[i].Rows = append(out[i].Rows, f.row(l))
	}
	return out
}

// byAction orders actions by programme and code; none comes first.
func byAction(s *board.Snapshot, a, b core.ActionID) int {
	code := func(id core.ActionID) (programme, own string) {
		x, ok := s.Action(id)
		if !ok {
			return "", ""
		}
		if p, ok := s.Programme(x.Programme); ok {
			programme = p.Code
		}
		return programme, x.Code
	}
	p, x := code(a)
	q, y := code(b)
	return cmp.Or(strings.Compare(p, q), strings.Compare(x, y))
}

func firstAction(l app.SheetLine) core.ActionID {
	if len(l.Targets) == 0 {
		return ""
	}
	return l.Targets[0].Action
}

// anchor makes an element's id of a name with dots.
func anchor(prefix string, k app.LineKey) string {
	return prefix + "-" + string(k.Indicator) + "-" + string(k.Unit)
}

// lineTitle names a line: its indicator, and the unit when it is not the sheet's own.
func (v *visit) lineTitle(sheet app.Sheet, l app.SheetLine) string {
	name := v.named(l.Indicator.Name, l.Indicator.NameEn)
	if l.Unit.ID == sheet.Unit.ID || l.Unit.Parent == "" {
		return name
	}
	return v.t("target.of-unit", "unit", v.named(l.Unit.Name, l.Unit.NameEn), "name", name)
}

func (f *filler) row(l app.SheetLine) page.SheetRow {
	k, x := l.Key(), l.Indicator
	in := f.line(k)
	if f.edit && f.fresh {
		in = f.sheet.Proposed(in, f.rates)
	}
	row := page.SheetRow{ID: anchor("i", k), Name: f.lineTitle(f.sheet, l), Note: f.covers(l), Unit: f.measure(x),
		Last: f.figure(l.Previous.Value, x), LastYear: f.figure(l.YearAgo.Value, x), Files: f.evidenceOf(l.Files)}
	row.Planned, row.Plans = f.plans(l.Planned, l.Ceiling, l.Plans, x)
	if len(l.Targets) > 0 {
		row.URL = "/targets/" + l.Targets[0].Code
	}
	if l.Filed != nil {
		row.Light = ptrLight(f.lineLight(l))
		if l.Filed.Standing == report.Returned && l.Filed.Reason != "" {
			row.Note += " · " + f.t("sheet.returned-line", "reason", l.Filed.Reason)
		}
	}
	if l.Filed == nil && l.Imported.Value.Known() {
		row.Note += " · " + f.visit.figureStanding(&l.Imported, false)
	}
	row.Change = f.change(l, in)
	row.Question = f.question(l, in)
	row.Calculated = f.calculated(k)
	if !f.edit {
		row.Value = i18n.Unknown
		switch {
		case l.Filed == nil && l.Imported.Value.Known():
			row.Value = f.inDisplay(l.Imported.Value, x).Value
		case l.Filed != nil:
			row.Value, row.Said = f.inDisplay(l.Filed.Value, x).Value, l.Filed.Note
		}
		return row
	}
	row.Input = f.figureField(k.Field(), row.Name, in.Value, x)
	row.Input.Error = f.misread(l, in)
	row.Remark = &page.Field{Kind: page.KindText, Name: lineName("remark", k), Label: f.t("sheet.remark"), Help: f.t("sheet.remark.help"), Value: in.Note}
	if row.Question == nil || row.Question.Upload == nil {
		row.Upload = f.upload(lineName("file", k))
		row.Files = append(row.Files, f.kept(in.Evidence)...)
	}
	row.Open = in.Note != "" || row.Upload != nil && len(in.Evidence) > 0
	return row
}

func (f *filler) line(k app.LineKey) app.FilingLine {
	for _, l := range f.typed.Lines {
		if l.Indicator == k.Indicator && (l.Unit == k.Unit || l.Unit == "" && k.Unit == f.sheet.Unit.ID) {
			return l
		}
	}
	return app.FilingLine{}
}

// covers says what the figure covers: “2023年1—10月 · 1月起累计”.
func (f *filler) covers(l app.SheetLine) string {
	return f.site.Words.Period(f.lang, l.Period) + " · " + f.t("accumulation."+string(l.Indicator.Accumulation))
}

func (f *filler) upload(name string) *page.Field {
	return &page.Field{Kind: page.KindFile, Name: name, Label: f.t("sheet.evidence"), Help: f.t("sheet.evidence.help", "max", f.maxEvidence()), Multiple: true}
}

// kept lists files that came with the form and are not yet attached.
func (f *filler) kept(ids []core.EvidenceID) []page.Evidence {
	var out []page.Evidence
	for _, id := range ids {
		if e, ok := f.files[id]; ok {
			out = append(out, f.file(e, f.t("sheet.kept")))
		}
	}
	return out
}

// form adds what makes the page a form.
func (f *filler) form(p *page.Sheet, fresh bool, err error) {
	p.Files = f.evidenceOf(f.sheet.Files)
	p.Export = &page.Link{Text: f.t("sheet.book.download"), URL: sheetURL(f.sheet.Unit, f.sheet.Month) + "/workbook.xlsx"}
	if !f.edit {
		p.Said = f.sheet.Report.Note
		return
	}
	p.To = sheetURL(f.sheet.Unit, f.sheet.Month)
	p.Import = f.bookForm()
	key := f.typed.Key
	if fresh || key == "" {
		key = httpx.RequestID(f.ctx)
	}
	p.Hidden = append(p.Hidden, page.Hidden{Name: "key", Value: key}, page.Hidden{Name: "seen", Value: itoa(f.began())})
	p.Hidden = append(p.Hidden, f.keptHidden()...)
	p.Submits = []page.Submit{{Text: f.t("sheet.save-draft"), Name: "do", Value: "draft"}, {Text: f.t("sheet.submit"), Name: "do", Value: "submit", Primary: true}}
	p.Note = &page.Field{Kind: page.KindArea, Name: "note", Label: f.t("sheet.note"), Value: f.typed.Note, Rows: "2"}
	p.Upload = f.upload("file")
	p.Upload.Label, p.Upload.Help = f.t("sheet.upload"), f.t("sheet.upload.help", "max", f.maxEvidence())
	p.Files = append(p.Files, f.kept(f.typed.Files)...)
	p.Reason = f.reason(err)
}

// reason asks why figures are corrected that were verified or locked; nil where
// nothing of the kind is at hand. Its own reason, not that of the reopening,
// which was given before the correction was known.
func (f *filler) reason(err error) *page.Field {
	asked := slices.ContainsFunc(errs.All(err), func(e *errs.Error) bool { return e.Field == "reason" })
	if f.sheet.Reopening == nil && f.typed.Reason == "" && !asked && !f.corrects() {
		return nil
	}
	field := &page.Field{Kind: page.KindArea, Name: "reason", Label: f.t("sheet.reason"), Help: f.t("sheet.reason.help"), Value: f.typed.Reason, Rows: "2"}
	if r := f.sheet.Reopening; r != nil {
		field.Required, field.Help = true, f.t("sheet.reason.reopened", "reason", r.Reason)
	}
	return field
}

// corrects: a verified figure is about to change, or no other could. A reporter
// who mends a returned line among verified ones corrects nothing.
func (f *filler) corrects() bool {
	verified, others := false, false
	for _, l := range f.sheet.Lines {
		if l.Filed == nil || l.Filed.Standing != report.Verified {
			others = true
			continue
		}
		verified = true
		in := f.line(l.Key())
		if now, err := app.ReadFigure(l.Key(), in.Value, l.Indicator); err != nil || now != l.Filed.Value || in.Note != l.Filed.Note {
			return true
		}
	}
	return verified && !others
}

// keptHidden carries files from one showing of the form to the next.
func (f *filler) keptHidden() []page.Hidden {
	var out []page.Hidden
	add := func(name string, ids []core.EvidenceID) {
		if len(ids) == 0 {
			return
		}
		texts := make([]string, len(ids))
		for i, id := range ids {
			texts[i] = string(id)
		}
		out = append(out, page.Hidden{Name: name, Value: strings.Join(texts, ",")})
	}
	add("kept", f.typed.Files)
	for _, l := range f.typed.Lines {
		add(lineName("kept-line", app.LineKey{Indicator: l.Indicator, Unit: l.Unit}), l.Evidence)
	}
	for _, t := range f.typed.Tasks {
		for _, m := range t.Milestones {
			add("kept-step."+string(m.Milestone), m.Evidence)
		}
	}
	return out
}
