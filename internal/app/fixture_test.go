package app_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
	"tupo/internal/testing/begun"
)

const monthDistrict core.DistrictID = "370299"

// monthPlace is a small district whose clock a test moves: two bureaux report
// investment, a start rate and new firms; statistics and the office verify.
type monthPlace struct {
	*testing.T
	app   *app.App
	place app.Place
	now   core.Instant
	ahead time.Duration // of the wall clock, for sessions
}

func newMonthPlace(t *testing.T) *monthPlace {
	t.Helper()
	return newMonthPlaceOn(t, "")
}

// newMonthPlaceOn is newMonthPlace in a database, "" for a file. Places in files are
// copies of one that is begun once: making a hundred tables and hashing passwords
// takes most of a short test's time.
func newMonthPlaceOn(t *testing.T, db string) *monthPlace {
	t.Helper()
	if db != "" {
		return newPlaceOf(t, db, monthBook())
	}
	p := placeAt(t, config.Config{Data: monthFolder(t)}, monthBegun)
	p.open()
	return p
}

// monthBegun is when a month place has begun: what it begins with is entered before.
var monthBegun = core.InstantOf(core.Date("2023-01-03").Time().Add(2*time.Hour + time.Second))

// monthFolder makes a copy of a month place.
var monthFolder = begun.Once(func(folder string) error {
	p := &monthPlace{}
	a, err := app.Open(context.Background(), app.Place{Config: config.Config{Data: folder}, Wall: time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	return errors.Join(p.begin(context.Background(), a, monthBook()), a.Close())
})

// newPlaceOf is a place of its own with another plan.
func newPlaceOf(t *testing.T, db string, book plan.Book) *monthPlace {
	t.Helper()
	p := placeAt(t, config.Config{Data: t.TempDir(), DB: db}, 0)
	p.open()
	if err := p.begin(t.Context(), p.app, book); err != nil {
		t.Fatal(err)
	}
	return p
}

// placeAt is a place that is not opened yet, closed when t ends.
func placeAt(t *testing.T, c config.Config, now core.Instant) *monthPlace {
	p := &monthPlace{T: t, now: now}
	p.place = app.Place{Config: c, Wall: func() time.Time { return time.Now().Add(p.ahead) }, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)}
	t.Cleanup(func() {
		if p.app != nil {
			_ = p.app.Close()
		}
	})
	return p
}

// begin makes the district and its accounts.
func (p *monthPlace) begin(ctx context.Context, a *app.App, book plan.Book) error {
	p.at("2023-01-03")
	a = a.WithClock(p.tick)
	if err := a.CreateDistrict(ctx, book); err != nil {
		return fmt.Errorf("CreateDistrict: %w", err)
	}
	accounts, grants := monthAccounts()
	return a.EnterAccounts(ctx, app.Operator(monthDistrict), accounts, grants, "a long test secret")
}

// tick is the place's clock: no two moments are the same.
func (p *monthPlace) tick() core.Instant { p.now++; return p.now }

// open opens the place, a second time once it is closed.
func (p *monthPlace) open() {
	p.Helper()
	a, err := app.Open(context.Background(), p.place)
	if err != nil {
		p.Fatalf("Open() = %v", err)
	}
	p.app = a.WithClock(p.tick)
}

func (p *monthPlace) at(day core.Date) { p.now = core.InstantOf(day.Time().Add(2 * time.Hour)) }

func monthBook() plan.Book {
	b := plan.Book{District: plan.District{ID: monthDistrict, Name: "样区", NameEn: "Sample District", TimeZone: "Asia/Shanghai"}}
	unit := func(id core.UnitID, kind plan.UnitKind, parent core.UnitID, name string) {
		b.Units = append(b.Units, plan.Unit{ID: id, Code: strings.ToUpper(string(id)), Kind: kind, Parent: parent, Name: name, NameEn: "Unit " + string(id), Order: int64(len(b.Units))})
	}
	unit("root", plan.UnitDistrict, "", "样区")
	unit("fgj", plan.UnitDepartment, "root", "发展和改革局")
	unit("gxj", plan.UnitDepartment, "root", "工业和信息化局")
	unit("tjj", plan.UnitDepartment, "root", "统计局")
	unit("dcs", plan.UnitDepartment, "root", "督查室")
	b.Programmes = []plan.Programme{{ID: "p", Code: "P2023", Name: "样年", StartYear: 2023, EndYear: 2023, State: plan.Active}}
	b.Actions = []plan.Action{{ID: "a1", Programme: "p", No: 1, Code: "A01", Name: "扩大投资", Short: "投资", LeadUnit: "fgj"}}
	b.Indicators = []plan.Indicator{
		{ID: "inv", Code: "INV", Name: "固定资产投资", NameEn: "Fixed-asset investment", Unit: "万元", Display: "亿元", Decimals: 1, Competent: "tjj", Verifier: "tjj",
			Direction: plan.AtLeast, Accumulation: plan.Cumulative, RisesOnly: true, Statistical: true, Frequency: plan.Monthly, JanFeb: true, DueDay: 8, ReleaseDay: 20},
		{ID: "new", Code: "NEW", Name: "新增企业", NameEn: "New firms", Unit: "家", Display: "家", Competent: "gxj", Verifier: "dcs",
			Direction: plan.AtLeast, Accumulation: plan.Cumulative, RisesOnly: true, Frequency: plan.Monthly, DueDay: 8, ReleaseDay: 20, SampleRate: 40},
		{ID: "rate", Code: "RATE", Name: "开工率", NameEn: "Start rate", Unit: "%", Display: "%", Decimals: 1, Competent: "fgj", Verifier: "tjj",
			Direction: plan.AtLeast, Accumulation: plan.Rate, Frequency: plan.Quarterly, DueDay: 10, ReleaseDay: 20},
	}
	target := func(id core.TargetID, x core.IndicatorID, u core.UnitID, value int64, shape plan.Shape) {
		v := core.Whole(value)
		b.Targets = append(b.Targets, plan.Target{ID: id, Code: strings.ToUpper(string(id)), Programme: "p", Action: "a1", Indicator: x, Unit: u, Year: 2023,
			Value: v, Original: v, Lead: u, Responsible: u, Shape: shape, Weight: core.Whole(1)})
	}
	target("t1", "inv", "fgj", 1_234_567, plan.Linear) // 123.4567 亿元
	target("t2", "new", "fgj", 61, plan.Linear)
	target("t3", "rate", "fgj", 90, plan.Flat)
	target("t4", "inv", "gxj", 617_283, plan.Linear)
	b.Tasks = []plan.Task{{ID: "k1", Action: "a1", Code: "K01", Name: "建成产业园一期", Lead: "fgj", Start: "2023-01-05", Due: "2023-12-20"},
		{ID: "k2", Action: "a1", Code: "K02", Name: "完成设备更新", Lead: "gxj", Start: "2023-01-05", Due: "2023-12-20"}}
	b.Milestones = []plan.Milestone{{ID: "m1", Task: "k1", No: 1, Name: "主体封顶", Due: "2023-06-30"}, {ID: "m2", Task: "k1", No: 2, Name: "竣工验收", Due: "2023-12-20"},
		{ID: "m3", Task: "k2", No: 1, Name: "设备到位", Due: "2023-09-30"}}
	return b
}

func monthAccounts() ([]access.Account, []access.Grant) {
	var accounts []access.Account
	var grants []access.Grant
	add := func(id core.AccountID, unit core.UnitID, role access.Role, at core.UnitID) {
		accounts = append(accounts, access.Account{ID: id, Login: string(id), Name: "岗位 " + string(id), NameEn: "Post " + string(id), Unit: unit})
		grants = append(grants, access.Grant{ID: core.GrantID("g-" + id), Account: id, Role: role, Unit: at, From: "2023-01-01"})
	}
	add("reporter", "fgj", access.Reporter, "fgj")
	add("reporter2", "fgj", access.Reporter, "fgj")
	add("approver", "fgj", access.Approver, "fgj")
	add("other", "gxj", access.Reporter, "gxj")
	add("other-approver", "gxj", access.Approver, "gxj")
	add("stats", "tjj", access.Verifier, "tjj")
	add("checker", "dcs", access.Verifier, "dcs")
	add("office1", "dcs", access.Office, "root")
	add("office2", "dcs", access.Office, "root")
	add("office3", "dcs", access.Office, "root")
	add("leader", "root", access.Leader, "root")
	return accounts, grants
}

func (p *monthPlace) as(id core.AccountID) app.Who {
	p.Helper()
	w, err := p.app.As(p.Context(), monthDistrict, id)
	if err != nil {
		p.Fatalf("As(%s) = %v", id, err)
	}
	return w
}

// sheetOf is a whole sheet of the bureau for a month without a quarter's end.
func sheetOf(month core.Period, invest, firms string) app.Filing {
	return app.Filing{Unit: "fgj", Month: month, Whole: true, Lines: []app.FilingLine{
		{Indicator: "inv", Value: invest}, {Indicator: "new", Value: firms}}}
}

// file files and fails the test on an error.
func (p *monthPlace) file(id core.AccountID, f app.Filing) app.Filed {
	p.Helper()
	out, err := p.app.File(p.Context(), p.as(id), f)
	if err != nil {
		p.Fatalf("File(%s, %s %s) = %v", id, f.Unit, f.Month, err)
	}
	return out
}

func (p *monthPlace) approve(f app.Filed) {
	p.Helper()
	if err := p.app.Approve(p.Context(), p.as("approver"), f.Report.ID, f.Report.Hash); err != nil {
		p.Fatalf("Approve(%s) = %v", f.Report.ID, err)
	}
}

func (p *monthPlace) evidence(id core.AccountID, unit core.UnitID, text string) core.EvidenceID {
	p.Helper()
	e, err := p.app.AddEvidence(p.Context(), p.as(id), unit, "台账.txt", strings.NewReader(text))
	if err != nil {
		p.Fatalf("AddEvidence(%s, %s) = %v", id, unit, err)
	}
	return e.ID
}

func verdict(r core.ReportID, x core.IndicatorID) app.Verdict {
	return app.Verdict{Report: r, Indicator: x, Unit: "fgj", Method: report.InFull}
}

func (p *monthPlace) verify(id core.AccountID, all ...app.Verdict) {
	p.Helper()
	if err := p.app.Verify(p.Context(), p.as(id), all); err != nil {
		p.Fatalf("Verify(%s, %v) = %v", id, all, err)
	}
}

func (p *monthPlace) sheet(id core.AccountID, month core.Period) app.Sheet {
	p.Helper()
	s, err := p.app.Sheet(p.Context(), p.as(id), "fgj", month)
	if err != nil {
		p.Fatalf("Sheet(%s, fgj, %s) = %v", id, month, err)
	}
	return s
}

// figure is the operational figure that targets read, and its standing.
func (p *monthPlace) figure(x core.IndicatorID, month core.Period) (core.Quantity, report.Standing) {
	p.Helper()
	s, err := p.app.Seen(p.Context(), app.Operator(monthDistrict))
	if err != nil {
		p.Fatal(err)
	}
	o, _ := s.Observation(x, "fgj", month, report.Operational)
	return o.Value, o.Standing
}

// wantFigure compares the figure of the first bureau, in the storage unit.
func (p *monthPlace) wantFigure(x core.IndicatorID, month core.Period, value int64, standing report.Standing) {
	p.Helper()
	if v, s := p.figure(x, month); v != core.Whole(value) || s != standing {
		p.Errorf("figure of %s for %s = %v %q, want %d %q", x, month, v, s, value, standing)
	}
}

func (p *monthPlace) wantState(month core.Period, want report.State) {
	p.Helper()
	if got := p.sheet("reporter", month).Report.State; got != want {
		p.Errorf("Sheet(fgj, %s).Report.State = %q, want %q", month, got, want)
	}
}

// seq is the ledger's length: nothing was written when it did not grow.
func (p *monthPlace) seq() core.Seq {
	p.Helper()
	s, err := p.app.Seen(p.Context(), app.Operator(monthDistrict))
	if err != nil {
		p.Fatal(err)
	}
	return s.Seq()
}

// faultsOf lists an error's keys with their fields.
func faultsOf(err error) []string {
	var out []string
	for _, e := range errs.All(err) {
		text := e.Key
		if e.Field != "" {
			text += " @ " + e.Field
		}
		out = append(out, text)
	}
	return out
}

// wantFaults compares an error's keys and fields, and holds that nothing was written.
func (p *monthPlace) wantFaults(call string, before core.Seq, err error, want ...string) {
	p.Helper()
	if got := faultsOf(err); strings.Join(got, "; ") != strings.Join(want, "; ") {
		p.Errorf("%s = %q, want %q", call, got, want)
	}
	if now := p.seq(); now != before {
		p.Errorf("%s wrote entries %d to %d, want none", call, before+1, now)
	}
}

// savePlan saves one plan row as the office; what that only asks for, the leader
// approves.
func (p *monthPlace) savePlan(row record.Row) {
	p.Helper()
	id, err := p.app.SavePlan(p.Context(), p.as("office1"), app.PlanEdit{Put: []record.Row{row}, Reason: "试验"})
	if err != nil {
		p.Fatalf("SavePlan(%+v) = %v", row, err)
	}
	p.approveChange(id)
}

// approveChange approves a request as the leader; "" is none.
func (p *monthPlace) approveChange(id string) {
	p.Helper()
	if id == "" {
		return
	}
	if err := p.app.DecideTargetChange(p.Context(), p.as("leader"), id, true, ""); err != nil {
		p.Fatalf("DecideTargetChange(%s) = %v", id, err)
	}
}
