package web

import (
	"cmp"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

func (s *Site) sheetRoutes(get, post routeMaker) []httpx.Route {
	file := post("/sheets/{unit}/{month}", access.FileReport, (*visit).fileSheet)
	file.MaxBody, file.MaxFile = maxForm, s.App.MaxFile()
	book := post("/sheets/{unit}/{month}/workbook", access.FileReport, (*visit).takeSheetBook)
	book.MaxBody, book.MaxFile = maxForm, app.MaxWorkbook
	return []httpx.Route{
		get("/sheets", access.ViewReport, (*visit).sheets),
		get("/sheets/{unit}/{month}", access.ViewReport, (*visit).sheet),
		file,
		get("/sheets/{unit}/{month}/workbook.xlsx", access.ViewReport, (*visit).sheetBook),
		book,
		post("/sheets/{unit}/{month}/verdict", access.ApproveReport, (*visit).judgeSheet),
		get("/queue", access.VerifyFigure, (*visit).queue),
		post("/queue", access.VerifyFigure, (*visit).verifyLines),
		get("/periods", access.ViewReport, (*visit).periods),
		get("/periods/lock", access.LockPeriod, (*visit).lockForm),
		post("/periods/lock", access.LockPeriod, (*visit).lock),
		get("/periods/reopenings/new", access.AskReopening, (*visit).reopeningForm),
		post("/periods/reopenings", access.AskReopening, (*visit).askReopening),
		get("/periods/reopenings/{id}", access.AgreeReopening, (*visit).reopening),
		post("/periods/reopenings/{id}", access.AgreeReopening, (*visit).decideReopening),
		get("/reconciliation", access.ViewReport, (*visit).reconciliation),
		post("/reconciliation", access.ExplainDifference, (*visit).explain),
		get("/official", access.EnterOfficial, (*visit).official),
		post("/official", access.EnterOfficial, (*visit).enterOfficial),
		get("/evidence/{id}", access.ViewEvidence, (*visit).evidence),
	}
}

// place finds the sheet that the address names. One that the reader may not see
// is as missing as one that is not there.
func (v *visit) place() (core.UnitID, core.Period, error) {
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return "", core.Period{}, err
	}
	u, ok := findUnit(s, v.r.PathValue("unit"))
	month, malformed := core.ParsePeriod(v.r.PathValue("month"))
	if !ok || malformed != nil || month.Len() != 1 {
		return "", core.Period{}, access.Missing()
	}
	return u.ID, month, nil
}

func findUnit(s *board.Snapshot, code string) (*plan.Unit, bool) {
	units := s.Book().Units
	for i := range units {
		if units[i].Code == code {
			return &units[i], true
		}
	}
	return nil, false
}

func sheetURL(u *plan.Unit, month core.Period) string {
	return "/sheets/" + u.Code + "/" + month.String()
}

// sheet shows a unit's sheet: to fill in, to approve or to read.
func (v *visit) sheet() error {
	unit, month, err := v.place()
	if err != nil {
		return err
	}
	sheet, err := v.site.App.Sheet(v.ctx, v.who, unit, month)
	if err != nil {
		return err
	}
	draw := v.sheetPage
	if v.r.URL.Query().Has("draft") {
		draw = v.olderDraft
	}
	p, err := draw(sheet)
	if err != nil {
		return err
	}
	return v.show(p)
}

type sheetsInput struct {
	Period core.Period    `form:"period"`
	State  app.SheetState `form:"state"`
}

// sheets lists the units' sheets. Without a month it shows the one that is due;
// with the state of a filed sheet, all months of the year that have one.
func (v *visit) sheets() error {
	var in sheetsInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	if in.Period.Len() > 1 {
		return errs.Field("period", "period.month-wanted")
	}
	due, err := v.site.App.DueMonth(v.ctx, v.who)
	if err != nil {
		return err
	}
	months := []core.Period{in.Period}
	if in.Period.IsZero() {
		months = []core.Period{due}
		switch in.State {
		case app.SheetFiled, app.SheetApproved, app.SheetReturned:
			months = yearTo(v.site.App.Today(v.who.District), due)
		}
	}
	var all []app.SheetSummary
	for _, month := range months {
		some, err := v.site.App.Sheets(v.ctx, v.who, month)
		if err != nil {
			return err
		}
		all = append(all, some...)
	}
	return v.show(v.sheetsPage(in, due, months, all))
}

// yearTo lists the months of the due month's year that have begun, newest first.
func yearTo(today core.Date, due core.Period) []core.Period {
	var out []core.Period
	for m := 12; m >= 1; m-- {
		if month := core.Month(int(due.Year), m); core.Date(month.String()+"-01") <= today {
			out = append(out, month)
		}
	}
	return out
}

func (v *visit) sheetsPage(in sheetsInput, due core.Period, months []core.Period, all []app.SheetSummary) page.List {
	var rows []page.Row
	counts := map[app.SheetState]int{}
	i18n.ByName(v.lang, all, func(x *app.SheetSummary) string { return v.named(x.Unit.Name, x.Unit.NameEn) })
	slices.SortStableFunc(all, func(a, b app.SheetSummary) int {
		return cmp.Or(urgency(a.State)-urgency(b.State), b.Month.Compare(a.Month), cmp.Compare(a.Unit.Order, b.Unit.Order))
	})
	for _, x := range all {
		counts[x.State]++
		if in.State == "" || in.State == x.State {
			rows = append(rows, v.sheetRow(x, len(months) > 1))
		}
	}
	p := page.List{Frame: v.frame(v.t("nav.sheets")), Heading: page.Heading{Title: v.sheetsTitle(months, counts, len(all)),
		Standfirst: page.Plain(v.t("sheets.stand"))}}
	for _, s := range app.SheetStates() {
		if counts[s] > 0 {
			p.Facts = append(p.Facts, page.Fact{Label: v.t("sheet-state." + string(s)), Value: itoa(counts[s]),
				URL: sheetsURL(in.Period, s), Tone: stateTone(s)})
		}
	}
	p.Filters = &page.Filters{To: "/sheets", Found: v.t("sheets.found", "n", itoa(len(rows))), Fields: []page.Field{
		v.monthField(in.Period, due), v.stateField(in.State)}}
	if in != (sheetsInput{}) {
		p.Filters.Reset = "/sheets"
	}
	if v.may(access.ViewReport) {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("periods.link"), URL: "/periods"},
			page.Button{Text: v.t("reconciliation.link"), URL: "/reconciliation"})
	}
	if v.may(access.EnterOfficial) {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("official.link"), URL: "/official"})
	}
	columns := []page.Column{{Label: v.t("col.unit")}, {Label: v.t("sheets.col.state")}, {Label: v.t("sheets.col.due"), Minor: true},
		{Label: v.t("sheets.col.asked"), Numeric: true}, {Label: v.t("sheets.col.filed"), Numeric: true}, {Label: v.t("sheets.col.verified"), Numeric: true},
		{Label: v.t("sheets.col.submitted"), Minor: true}}
	table := page.NewTable(columns, rows)
	table.Empty = page.Empty{Text: v.t("sheets.none")}
	p.Blocks = []page.Block{{Table: table}}
	return p
}

func sheetsURL(month core.Period, s app.SheetState) string {
	url := "/sheets?state=" + string(s)
	if !month.IsZero() {
		url += "&period=" + month.String()
	}
	return url
}

// sheetsTitle says how many sheets are asked and how many are late.
func (v *visit) sheetsTitle(months []core.Period, counts map[app.SheetState]int, n int) string {
	if len(months) != 1 {
		return v.t("sheets.title.year", "n", itoa(n))
	}
	period := v.site.Words.Period(v.lang, months[0])
	if late := counts[app.SheetMissing]; late > 0 {
		return v.t("sheets.title.late", "period", period, "n", itoa(n), "late", itoa(late))
	}
	return v.t("sheets.title", "period", period, "n", itoa(n))
}

// urgency puts what somebody must mend before all else.
func urgency(s app.SheetState) int {
	switch s {
	case app.SheetMissing:
		return 0
	case app.SheetReturned:
		return 1
	}
	return 2
}

func (v *visit) sheetRow(x app.SheetSummary, dated bool) page.Row {
	light := page.Light{Tone: stateTone(x.State), Word: v.t("sheet-state." + string(x.State))}
	unit := page.Cell{Text: v.named(x.Unit.Name, x.Unit.NameEn), URL: sheetURL(x.Unit, x.Month)}
	switch {
	case x.ToApprove:
		unit.Note = v.t("sheets.to-approve")
	case x.Draft:
		unit.Note = v.t("sheets.has-draft")
	}
	state := page.Cell{Light: &light}
	if x.Held > 0 {
		state.Note = v.t("sheets.held", "n", itoa(x.Held))
	}
	asked := v.t("sheets.asked", "figures", itoa(x.Figures), "tasks", itoa(x.Tasks))
	due := page.Cell{Text: v.dueText(x)}
	if dated {
		due.Note = v.site.Words.Period(v.lang, x.Month)
	}
	when := i18n.Unknown
	if x.Report.SubmittedAt != 0 {
		when = v.clock(x.Report.SubmittedAt)
	}
	return page.Row{ID: x.Unit.Code + "-" + x.Month.String(), Cells: []page.Cell{unit, state,
		due, {Text: asked}, {Text: itoa(x.Filed)}, {Text: itoa(x.Verified)}, {Text: when}}}
}

func (v *visit) dueText(x app.SheetSummary) string {
	if x.Due == "" {
		return i18n.Unknown
	}
	return v.site.Words.Day(v.lang, x.Due)
}

func stateTone(s app.SheetState) page.Tone {
	switch s {
	case app.SheetMissing, app.SheetReturned:
		return page.ToneFar
	case app.SheetFiled:
		return page.ToneBehind
	case app.SheetApproved:
		return page.ToneOn
	case app.SheetVerified:
		return page.ToneDone
	}
	return page.ToneUnknown
}

func (v *visit) monthField(want, due core.Period) page.Field {
	f := page.Field{Kind: page.KindSelect, Name: "period", Label: v.t("col.period"),
		Options: []page.Option{{Text: v.t("sheets.due-month", "period", v.site.Words.Period(v.lang, due)), Selected: want.IsZero()}}}
	year := due
	if !want.IsZero() {
		year = want
	}
	for m := 12; m >= 1; m-- {
		month := core.Month(int(year.Year), m)
		f.Options = append(f.Options, page.Option{Value: month.String(), Text: v.site.Words.Period(v.lang, month), Selected: month == want})
	}
	return f
}

func (v *visit) stateField(want app.SheetState) page.Field {
	f := page.Field{Kind: page.KindSelect, Name: "state", Label: v.t("sheets.col.state"), Options: []page.Option{{Text: v.t("filter.all"), Selected: want == ""}}}
	for _, s := range app.SheetStates() {
		f.Options = append(f.Options, page.Option{Value: string(s), Text: v.t("sheet-state." + string(s)), Selected: s == want})
	}
	return f
}

// mendable reports whether a form is shown again for this error, with all that
// was typed; other errors have a page of their own.
func mendable(err error) bool {
	switch errs.KindOf(err) {
	case errs.Invalid, errs.Conflict, errs.TooLarge:
		return true
	}
	return false
}

// judgeInput is the approver's word on the sheet as it was shown.
type judgeInput struct {
	Do     string        `form:"do,required,oneof=approve|return"`
	Report core.ReportID `form:"report,required,max=80"`
	Hash   string        `form:"hash,max=80"`
	Reason string        `form:"reason,lines,max=1000"`
}

// judgeSheet approves the content that was seen, or sends it back.
func (v *visit) judgeSheet() error {
	unit, month, err := v.place()
	if err != nil {
		return err
	}
	var in judgeInput
	notice := "sheet.approved"
	if err = httpx.DecodeForm(v.r, &in); err == nil {
		err = v.reportAt(in.Report, unit, month)
	}
	if err == nil {
		if in.Do == "approve" {
			err = v.site.App.Approve(v.ctx, v.who, in.Report, in.Hash)
		} else {
			notice = "sheet.sent-back"
			err = v.site.App.SendBack(v.ctx, v.who, in.Report, in.Reason)
		}
	}
	if err == nil {
		return v.seeOther(strings.TrimSuffix(v.r.URL.Path, "/verdict"), notice)
	}
	if !mendable(err) {
		return err
	}
	sheet, missing := v.site.App.Sheet(v.ctx, v.who, unit, month)
	if missing != nil {
		return missing
	}
	p, fault := v.sheetPage(sheet)
	if fault != nil {
		return fault
	}
	if p.Verdict != nil && p.Verdict.Reason != nil {
		p.Verdict.Reason.Value = in.Reason
	}
	v.markVerdict(&p, err)
	return v.refuse(p, err)
}

// reportAt refuses a report that is not the one of the sheet that the address names.
func (v *visit) reportAt(id core.ReportID, unit core.UnitID, month core.Period) error {
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return err
	}
	if r, filed := s.Report(unit, month); !filed || r.ID != id {
		return errs.Field("report", "report.of-another-sheet")
	}
	return nil
}

// markVerdict puts faults beside the reason, or over the sheet.
func (v *visit) markVerdict(p *page.Sheet, err error) {
	for _, e := range errs.All(err) {
		problem := page.Problem{Text: v.fault(e)}
		if p.Verdict != nil && p.Verdict.Reason != nil && e.Field == "reason" {
			p.Verdict.Reason.Error = problem.Text
			problem.URL = "#" + p.Verdict.Reason.Key()
		}
		p.Problem = append(p.Problem, problem)
	}
}
