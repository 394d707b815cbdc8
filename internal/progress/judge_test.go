package progress

import (
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// q reads a quantity, "" being unknown.
func q(s string) core.Quantity {
	v, err := core.ReadQuantity(s)
	if err != nil {
		panic(err)
	}
	return v
}

// flow is a case of an amount cumulated from January, 120 for the year 2023,
// released monthly with January and February together and due on the 5th.
func flow(edit ...func(*Case)) *Case {
	c := &Case{
		Target:    &plan.Target{ID: "t", Code: "T1", Indicator: "i", Unit: "u", Year: 2023, Value: core.Whole(120)},
		Indicator: &plan.Indicator{ID: "i", Unit: "万元", Display: "万元", Accumulation: plan.Cumulative, Direction: plan.AtLeast, Frequency: plan.Monthly, JanFeb: true, DueDay: 5},
		Programme: &plan.Programme{ID: "p", StartYear: 2023, EndYear: 2023, State: plan.Active},
		Rule:      plan.DefaultRule(),
	}
	for _, e := range edit {
		e(c)
	}
	return c
}

func kind(a plan.Accumulation, unit string) func(*Case) {
	return func(c *Case) { c.Indicator.Accumulation, c.Indicator.Unit, c.Indicator.Display = a, unit, unit }
}

func direction(d plan.Direction) func(*Case) { return func(c *Case) { c.Indicator.Direction = d } }

func value(s string) func(*Case) { return func(c *Case) { c.Target.Value = q(s) } }

func high(s string) func(*Case) { return func(c *Case) { c.Target.High = q(s) } }

// yiyuan shows an amount kept in 万元 in 亿元.
func yiyuan(places int64) func(*Case) {
	return func(c *Case) {
		c.Indicator.Unit, c.Indicator.Display, c.Indicator.Decimals = "万元", "亿元", places
	}
}

func decimals(n int64) func(*Case) { return func(c *Case) { c.Indicator.Decimals = n } }

func shape(s plan.Shape) func(*Case) { return func(c *Case) { c.Target.Shape = s } }

func from(d core.Date) func(*Case) { return func(c *Case) { c.Target.From = d } }

func noApproval(c *Case) { c.Programme.NoApproval = true }

func rule(r plan.Rule) func(*Case) { return func(c *Case) { c.Rule = r } }

func countsFrom(f plan.CountsFrom) func(*Case) {
	return func(c *Case) { c.Programme.CountsFrom = f }
}

// op files operational figures by end month; official and published likewise.
func op(month int, v string) func(*Case) { return file(month, v, report.Operational, report.Claimed) }

func official(month int, v string) func(*Case) {
	return file(month, v, report.Official, report.Verified)
}

func file(month int, v string, b report.Basis, s report.Standing) func(*Case) {
	return func(c *Case) { fileIn(&c.Figures, c.Indicator, 2023, month, v, b, s) }
}

func fileIn(f *Figures, x *plan.Indicator, year, month int, v string, b report.Basis, s report.Standing) {
	p, ok := x.Period(year, month)
	if !ok {
		panic("no release in month " + strconv.Itoa(month))
	}
	f.Add(p, &report.Observation{Basis: b, Standing: s, Value: q(v)})
}

// steady files n per month of an amount cumulated or a flow up to the month.
func steady(perMonth, upTo int) func(*Case) {
	return func(c *Case) {
		for _, p := range c.Indicator.Periods(2023) {
			if int(p.To) > upTo {
				return
			}
			n := perMonth * int(p.To)
			if c.Indicator.Accumulation == plan.Flow {
				n = perMonth * p.Len()
			}
			op(int(p.To), strconv.Itoa(n))(c)
		}
	}
}

func point(period, planned string) func(*Case) {
	return func(c *Case) {
		c.Points = append(c.Points, plan.Point{Target: "t", Period: period, Planned: q(planned)})
	}
}

type brief struct {
	Light                     Light
	Phase                     Phase
	Period, Basis             string
	Planned, Actual, Gap, Why string
}

func briefOf(r Result) brief {
	return brief{r.Light, r.Phase, r.Period.String(), string(r.Basis), r.Planned.String(), r.Actual.String(), r.Gap.String(), r.Why.Key}
}

var (
	october = core.Month(2023, 10)
	june    = core.Month(2023, 6)
)

const (
	november = core.Date("2023-11-14")
	july     = core.Date("2023-07-14")
)

var elapsedRule = plan.Rule{ID: "e", Version: 2, Kind: plan.ByElapsed, PointsYellow: core.Whole(10), PointsRed: core.Whole(30)}

var missedRule = plan.Rule{ID: "m", Version: 1, Kind: plan.ByMissed, MissedRed: 3}

func TestJudge(t *testing.T) {
	for _, c := range []struct {
		name  string
		c     *Case
		at    core.Period
		today core.Date
		want  brief
	}{
		{"on plan", flow(op(10, "100")), october, november,
			brief{OnTrack, Judged, "2023-10", "operational", "100", "100", "0", "why.ratio.on-track"}},
		{"ratio exactly at yellow", flow(op(10, "90")), october, november,
			brief{Behind, Judged, "2023-10", "operational", "100", "90", "-10", "why.ratio.behind"}},
		{"just under yellow", flow(op(10, "89.999999")), october, november,
			brief{FarBehind, Judged, "2023-10", "operational", "100", "89.999999", "-10.000001", "why.ratio.far-behind"}},
		{"year reached early", flow(op(10, "120")), october, november,
			brief{Done, Judged, "2023-10", "operational", "100", "120", "20", "why.done"}},
		{"official before operational", flow(op(10, "100"), official(10, "80")), october, november,
			brief{FarBehind, Judged, "2023-10", "official", "100", "80", "-20", "why.ratio.far-behind"}},
		{"published only when alone", flow(file(10, "100", report.Published, report.Verified)), october, november,
			brief{OnTrack, Judged, "2023-10", "published", "100", "100", "0", "why.ratio.on-track"}},
		{"published never beside operational", flow(file(10, "100", report.Published, report.Verified), op(10, "50")), october, november,
			brief{FarBehind, Judged, "2023-10", "operational", "100", "50", "-50", "why.ratio.far-behind"}},
		{"earlier figure never stands in", flow(op(9, "90")), october, november,
			brief{Unknown, Overdue, "2023-10", "", "100", "", "", "why.overdue"}},
		{"not yet due: the release before", flow(op(9, "90")), october, "2023-11-04",
			brief{OnTrack, Judged, "2023-09", "operational", "90", "90", "0", "why.ratio.on-track"}},
		{"due on the day itself", flow(op(9, "90")), october, "2023-11-05",
			brief{Unknown, Overdue, "2023-10", "", "100", "", "", "why.overdue"}},
		{"filed before it is due", flow(op(9, "90"), op(10, "80")), october, "2023-11-04",
			brief{FarBehind, Judged, "2023-10", "operational", "100", "80", "-20", "why.ratio.far-behind"}},
		{"January is never asked", flow(), core.Month(2023, 1), "2023-02-20",
			brief{Phase: NotDue, Why: "why.not-due"}},
		{"January and February are one", flow(op(2, "20")), core.Month(2023, 2), "2023-03-20",
			brief{OnTrack, Judged, "2023-01~02", "operational", "20", "20", "0", "why.ratio.on-track"}},
		{"held counts nowhere", flow(file(10, "100", report.Operational, report.Held)), october, november,
			brief{Unknown, Questioned, "2023-10", "", "100", "", "", "why.questioned"}},
		{"held beside an official figure", flow(file(10, "100", report.Operational, report.Held), official(10, "80")), october, november,
			brief{FarBehind, Judged, "2023-10", "official", "100", "80", "-20", "why.ratio.far-behind"}},
		{"returned counts nowhere", flow(file(10, "100", report.Operational, report.Returned)), october, november,
			brief{Unknown, Overdue, "2023-10", "", "100", "", "", "why.overdue"}},
		{"claimed waits for verification", flow(op(10, "100"), countsFrom(plan.CountsVerified)), october, november,
			brief{Unknown, Waiting, "2023-10", "", "100", "", "", "why.waiting.approver"}},
		{"approved waits for verification", flow(file(10, "100", report.Operational, report.Approved), countsFrom(plan.CountsVerified)), october, november,
			brief{Unknown, Waiting, "2023-10", "", "100", "", "", "why.waiting.verifier"}},
		{"claimed waits for verification where units do not approve", flow(op(10, "100"), countsFrom(plan.CountsVerified), noApproval), october, november,
			brief{Unknown, Waiting, "2023-10", "", "100", "", "", "why.waiting.verifier"}},
		{"claimed waits for approval", flow(op(10, "100"), countsFrom(plan.CountsApproved)), october, november,
			brief{Unknown, Waiting, "2023-10", "", "100", "", "", "why.waiting.approver"}},
		{"claimed beside an official figure", flow(op(10, "100"), official(10, "80"), countsFrom(plan.CountsVerified)), october, november,
			brief{FarBehind, Judged, "2023-10", "official", "100", "80", "-20", "why.ratio.far-behind"}},
		{"returned does not wait", flow(file(10, "100", report.Operational, report.Returned), countsFrom(plan.CountsVerified)), october, november,
			brief{Unknown, Overdue, "2023-10", "", "100", "", "", "why.overdue"}},
		{"verified counts", flow(file(10, "100", report.Operational, report.Verified), countsFrom(plan.CountsVerified)), october, november,
			brief{OnTrack, Judged, "2023-10", "operational", "100", "100", "0", "why.ratio.on-track"}},
		{"filed as not available", flow(op(10, "")), october, november,
			brief{Unknown, NotAvailable, "2023-10", "operational", "100", "", "", "why.not-available"}},
		{"nothing planned, nothing done", flow(value("0"), op(6, "0"), direction(plan.AtMost)), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "0", "0", "0", "why.nothing.on-track"}},
		{"negative flow below a plan of nought", flow(value("0"), shape(plan.Typed), point("2023-06", "0"), op(6, "-1")), june, july,
			brief{FarBehind, Judged, "2023-06", "operational", "0", "-1", "-1", "why.nothing.far-behind"}},

		{"sum of a flow", flow(kind(plan.Flow, "万元"), steady(10, 10)), october, november,
			brief{OnTrack, Judged, "2023-10", "operational", "100", "100", "0", "why.ratio.on-track"}},
		{"a hole in a flow", flow(kind(plan.Flow, "万元"), steady(10, 4), op(6, "10")), june, july,
			brief{Unknown, Incomplete, "2023-06", "operational", "60", "", "", "why.incomplete"}},
		{"a flow is never summed over bases", flow(kind(plan.Flow, "万元"), steady(10, 5), official(6, "10")), june, july,
			brief{Unknown, Incomplete, "2023-06", "official", "60", "", "", "why.incomplete"}},
		{"the basis that can be summed", flow(kind(plan.Flow, "万元"), steady(10, 6), official(6, "10")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "60", "60", "0", "why.ratio.on-track"}},

		{"ceiling kept", flow(direction(plan.AtMost), op(6, "60")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "60", "60", "0", "why.ceiling.on-track"}},
		{"ceiling passed a little", flow(direction(plan.AtMost), op(6, "66")), june, july,
			brief{Behind, Judged, "2023-06", "operational", "60", "66", "-6", "why.ceiling.behind"}},
		{"ceiling passed", flow(direction(plan.AtMost), op(6, "67")), june, july,
			brief{FarBehind, Judged, "2023-06", "operational", "60", "67", "-7", "why.ceiling.far-behind"}},
		{"a ceiling is not done before the year's end", flow(direction(plan.AtMost), op(10, "0")), october, november,
			brief{OnTrack, Judged, "2023-10", "operational", "100", "0", "100", "why.under.on-track"}},
		{"below zero under a plan", flow(op(6, "-40.5")), june, july,
			brief{FarBehind, Judged, "2023-06", "operational", "60", "-40.5", "-100.5", "why.signed.far-behind"}},
		{"below zero and above a plan below zero", flow(kind(plan.Stock, "万元"), value("-6"), op(6, "-5")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "-6", "-5", "1", "why.signed.on-track"}},
		{"below zero under a ceiling", flow(direction(plan.AtMost), op(6, "-3")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "60", "-3", "63", "why.under.on-track"}},
		{"above a ceiling below zero", flow(kind(plan.Stock, "万元"), direction(plan.AtMost), value("-6"), op(6, "-5")), june, july,
			brief{FarBehind, Judged, "2023-06", "operational", "-6", "-5", "-1", "why.under.far-behind"}},
		{"a ceiling is done at the year's end", flow(direction(plan.AtMost), op(12, "119")), core.Month(2023, 12), "2024-01-10",
			brief{Done, Judged, "2023-12", "operational", "120", "119", "1", "why.met"}},

		{"growth at half its target", flow(kind(plan.Growth, "%"), value("7"), op(6, "3.5")), june, july,
			brief{FarBehind, Judged, "2023-06", "operational", "7", "3.5", "-3.5", "why.points.far-behind"}},
		{"growth within a point", flow(kind(plan.Growth, "%"), value("7"), op(6, "6")), june, july,
			brief{Behind, Judged, "2023-06", "operational", "7", "6", "-1", "why.points.behind"}},
		{"growth reached in June is not done", flow(kind(plan.Growth, "%"), value("7"), op(6, "7.1")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "7", "7.1", "0.1", "why.points.on-track"}},
		{"growth is done in December", flow(kind(plan.Growth, "%"), value("7"), op(12, "7")), core.Month(2023, 12), "2024-01-10",
			brief{Done, Judged, "2023-12", "operational", "7", "7", "0", "why.met"}},
		{"growth is never linear", flow(kind(plan.Growth, "%"), value("7"), shape(plan.Linear), op(6, "3.5")), june, july,
			brief{FarBehind, Judged, "2023-06", "operational", "7", "3.5", "-3.5", "why.points.far-behind"}},
		{"a rate with a ceiling", flow(kind(plan.Rate, "%"), direction(plan.AtMost), value("4"), op(6, "4.5")), june, july,
			brief{Behind, Judged, "2023-06", "operational", "4", "4.5", "-0.5", "why.points.behind"}},
		{"a smaller rank is better", flow(kind(plan.Rank, "名次"), value("5"), op(6, "3")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "5", "3", "2", "why.rank.on-track"}},
		{"two places short", flow(kind(plan.Rank, "名次"), value("5"), op(6, "7")), june, july,
			brief{FarBehind, Judged, "2023-06", "operational", "5", "7", "-2", "why.rank.far-behind"}},
		{"a stock is compared by ratio", flow(kind(plan.Stock, "家"), value("1000"), op(6, "960")), june, july,
			brief{Behind, Judged, "2023-06", "operational", "1000", "960", "-40", "why.ratio.behind"}},
		{"a stock may fall again", flow(kind(plan.Stock, "家"), value("1000"), op(6, "1001")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "1000", "1001", "1", "why.ratio.on-track"}},
		{"inside a range", flow(kind(plan.Rate, "%"), direction(plan.Range), value("2"), high("3"), op(6, "3")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "2", "3", "0", "why.range.on-track"}},
		{"above a range", flow(kind(plan.Rate, "%"), direction(plan.Range), value("2"), high("3"), op(6, "3.4")), june, july,
			brief{Behind, Judged, "2023-06", "operational", "2", "3.4", "-0.4", "why.range.behind"}},
		{"a range of an amount, ahead", flow(direction(plan.Range), high("130"), op(6, "125")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "60", "125", "0", "why.range.on-track"}},
		{"a range of an amount, passed", flow(direction(plan.Range), high("130"), op(6, "131")), june, july,
			brief{Behind, Judged, "2023-06", "operational", "60", "131", "-1", "why.range.behind"}},
		{"exactly, within decimals", flow(kind(plan.Rate, "%"), direction(plan.Reach), value("100"), op(6, "99.6")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "100", "99.6", "0", "why.reach.on-track"}},
		{"an amount passed", flow(direction(plan.Reach), op(6, "126")), june, july,
			brief{Behind, Judged, "2023-06", "operational", "60", "126", "-6", "why.reach.behind"}},
		{"an amount ahead of plan", flow(direction(plan.Reach), op(6, "90")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "60", "90", "0", "why.reach.on-track"}},
		{"a no is not wanted before the end", flow(kind(plan.YesNo, ""), value("1"), op(6, "0")), june, july,
			brief{Unknown, Unplanned, "2023-06", "operational", "", "0", "", "why.final"}},
		{"a no where a yes is wanted throughout", flow(kind(plan.YesNo, ""), shape(plan.Flat), value("1"), op(6, "0")), june, july,
			brief{FarBehind, Judged, "2023-06", "operational", "1", "0", "-1", "why.ratio.far-behind"}},
		{"nothing of an amount that comes all at once", flow(shape(plan.Final), op(6, "0")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "0", "0", "0", "why.nothing.on-track"}},
		{"a yes is done", flow(kind(plan.YesNo, ""), value("1"), op(6, "1")), june, july,
			brief{Done, Judged, "2023-06", "operational", "", "1", "", "why.done"}},
		{"a no in December", flow(kind(plan.YesNo, ""), value("1"), op(12, "0")), core.Month(2023, 12), "2024-01-10",
			brief{FarBehind, Judged, "2023-12", "operational", "1", "0", "-1", "why.ratio.far-behind"}},
		{"a reference has no number", flow(kind(plan.Rate, "%"), value(""), op(6, "3")), june, july,
			brief{Unknown, Unplanned, "2023-06", "operational", "", "3", "", "why.reference"}},

		{"33 of 100 by April are as planned where no decimals are shown", flow(value("100"), op(4, "33")), core.Month(2023, 4), "2023-05-10",
			brief{OnTrack, Judged, "2023-04", "operational", "33", "33", "0", "why.ratio.on-track"}},
		{"32 of them are not", flow(value("100"), op(4, "32")), core.Month(2023, 4), "2023-05-10",
			brief{Behind, Judged, "2023-04", "operational", "33", "32", "-1", "why.ratio.behind"}},
		{"with two decimals 33 are behind 33.33", flow(value("100"), decimals(2), op(4, "33")), core.Month(2023, 4), "2023-05-10",
			brief{Behind, Judged, "2023-04", "operational", "33.33", "33", "-0.33", "why.ratio.behind"}},
		{"money in the decimals of 亿元", flow(value("3580808.16"), yiyuan(2), op(10, "2984000")), october, november,
			brief{OnTrack, Judged, "2023-10", "operational", "2984000", "2984000", "0", "why.ratio.on-track"}},

		{"typed points hold until the next", flow(shape(plan.Typed), point("2023-03", "10"), point("2023-09", "80"), op(6, "10")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "10", "10", "0", "why.ratio.on-track"}},
		{"before the first typed point of a rate", flow(kind(plan.Rate, "%"), shape(plan.Typed), point("2023-09", "80"), op(6, "10")), june, july,
			brief{Unknown, Unplanned, "2023-06", "operational", "", "10", "", "why.unplanned"}},
		{"before the first typed point of an amount", flow(shape(plan.Typed), point("2023-09", "80"), op(6, "0")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "0", "0", "0", "why.nothing.on-track"}},

		{"inherited months ask nobody", flow(from("2023-07-01")), june, july,
			brief{Phase: Inherited, Why: "why.inherited"}},
		{"inherited months light nobody red", flow(from("2023-07-01"), op(6, "1")), june, july,
			brief{Phase: Inherited, Why: "why.inherited"}},
		{"a flow counts its own months only", flow(kind(plan.Flow, "万元"), from("2023-07-01"), op(7, "9"), op(8, "10")), core.Month(2023, 8), "2023-09-10",
			brief{Behind, Judged, "2023-08", "operational", "20", "19", "-1", "why.ratio.behind"}},

		{"elapsed: 9 points behind", flow(rule(elapsedRule), op(6, "49.2")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "60", "49.2", "-10.8", "why.elapsed.on-track"}},
		{"elapsed: 10 points behind", flow(rule(elapsedRule), op(6, "48")), june, july,
			brief{Behind, Judged, "2023-06", "operational", "60", "48", "-12", "why.elapsed.behind"}},
		{"elapsed: 30 points behind", flow(rule(elapsedRule), op(6, "24")), june, july,
			brief{Behind, Judged, "2023-06", "operational", "60", "24", "-36", "why.elapsed.behind"}},
		{"elapsed: more than 30", flow(rule(elapsedRule), op(6, "23.9")), june, july,
			brief{FarBehind, Judged, "2023-06", "operational", "60", "23.9", "-36.1", "why.elapsed.far-behind"}},
		{"elapsed: a ceiling ahead of the time", flow(rule(elapsedRule), direction(plan.AtMost), op(6, "73")), june, july,
			brief{Behind, Judged, "2023-06", "operational", "60", "73", "-13", "why.elapsed.behind"}},
		{"missed none", flow(rule(missedRule), op(5, "40"), op(6, "60")), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "60", "60", "0", "why.missed.on-track"}},
		{"missed two in a row", flow(rule(missedRule), op(4, "40"), op(5, "40"), op(6, "50")), june, july,
			brief{Behind, Judged, "2023-06", "operational", "60", "50", "-10", "why.missed.behind"}},
		{"missed three in a row", flow(rule(missedRule), op(4, "39"), op(5, "40"), op(6, "50")), june, july,
			brief{FarBehind, Judged, "2023-06", "operational", "60", "50", "-10", "why.missed.far-behind"}},
		{"an unknown month ends the row", flow(rule(missedRule), op(3, "1"), op(5, "40"), op(6, "50")), june, july,
			brief{Behind, Judged, "2023-06", "operational", "60", "50", "-10", "why.missed.behind"}},

		{"since 2022, two years", flow(kind(plan.SinceStart, "万元"), value("240"), op(6, "180"), func(c *Case) { c.Programme.StartYear = 2022 }), june, july,
			brief{OnTrack, Judged, "2023-06", "operational", "180", "180", "0", "why.ratio.on-track"}},
	} {
		if diff := cmp.Diff(c.want, briefOf(Judge(c.c, c.at, c.today))); diff != "" {
			t.Errorf("%s: Judge(at %s, on %s), want − got +:\n%s", c.name, c.at, c.today, diff)
		}
	}
}

func TestCompletionAndRequired(t *testing.T) {
	past := func(c *Case) {
		var f Figures
		for i, v := range []string{"14", "20", "31", "38", "50", "61", "70", "80", "90", "96", "100"} {
			fileIn(&f, c.Indicator, 2022, i+2, v, report.Official, report.Verified)
		}
		c.Before = []PastYear{{2022, f}}
	}
	r := Judge(flow(op(8, "60"), op(9, "70"), op(10, "75"), past), october, november)
	if want := share(625_000); r.Completion != want {
		t.Errorf("completion of 75 of 120 = %v, want %v", r.Completion, want)
	}
	// 45 are left for two months, of which 22 each would not do; the best month was June 2022, 50 − 38 = 12, known officially only.
	want := Required{
		Known: true, Months: 2, PerMonth: q("23"),
		Best: q("12"), BestPeriod: core.Month(2022, 6), BestBasis: report.Official, ToBest: share(1_916_667),
	}
	if diff := cmp.Diff(want, r.Required, compareQuantities); diff != "" {
		t.Errorf("Required, want − got +:\n%s", diff)
	}
	if got := Judge(flow(op(11, "75.5")), core.Month(2023, 11), "2023-12-10").Required; got.PerMonth != q("44.5") {
		t.Errorf("required of the last month = %s, want all that is left, 44.5", got.PerMonth)
	}
	if got := Judge(flow(op(10, "130")), october, november).Required; got.PerMonth != q("0") || !got.Known {
		t.Errorf("required of a target that is reached = %+v, want 0 a month", got)
	}
	if got := Judge(flow(op(12, "100")), core.Month(2023, 12), "2024-01-10").Required; got.PerMonth.Known() || got.Months != 0 {
		t.Errorf("required with no month left = %+v, want unknown", got)
	}
	for _, c := range []*Case{flow(direction(plan.AtMost), op(6, "60")), flow(kind(plan.Growth, "%"), op(6, "60"))} {
		if got := Judge(c, june, july); got.Required.Known || got.Completion.Known {
			t.Errorf("%s %s: completion %v, required %+v; want none", c.Indicator.Accumulation, c.Indicator.Direction, got.Completion, got.Required)
		}
	}
}

var compareQuantities = cmp.Comparer(func(a, b core.Quantity) bool { return a == b })

func TestMissingIsNamed(t *testing.T) {
	flowOf := kind(plan.Flow, "万元")
	for _, c := range []struct {
		name string
		c    *Case
		want string
	}{
		{"a flow names every hole", flow(flowOf, op(2, "20"), op(4, "10"), op(6, "10")), "2023-03,2023-05"},
		{"overdue flow", flow(flowOf, op(2, "20"), op(3, "10"), op(4, "10"), op(5, "10")), "2023-06"},
		{"cumulated: the release itself", flow(), "2023-06"},
		{"nothing missing", flow(op(6, "1")), ""},
		{"not available is not missing", flow(op(6, "")), ""},
	} {
		r := Judge(c.c, june, july)
		if got := periods(r.Missing); got != c.want || r.Why.Arg("missing") != c.want {
			t.Errorf("%s: missing %q, in why %q; want %q", c.name, got, r.Why.Arg("missing"), c.want)
		}
	}
}

// A release that has no figure does not wipe out those before it: the latest that
// counts stands by, with its own period, and is compared with nothing.
func TestReachedBeforeAReleaseInQuestion(t *testing.T) {
	inQuestion := file(10, "100", report.Operational, report.Held)
	for _, c := range []struct {
		name    string
		c       *Case
		phase   Phase
		reached string
	}{
		{"in question", flow(steady(10, 9), inQuestion), Questioned, "2023-09 operational claimed 90"},
		{"overdue", flow(steady(10, 8)), Overdue, "2023-08 operational claimed 80"},
		{"a flow in question is summed before it", flow(kind(plan.Flow, "万元"), steady(10, 9), inQuestion), Questioned, "2023-09 operational claimed 90"},
		{"a flow with a hole is summed before the hole", flow(kind(plan.Flow, "万元"), steady(10, 4), op(10, "10")), Incomplete, "2023-04 operational claimed 40"},
		{"only what counts", flow(steady(10, 9), countsFrom(plan.CountsVerified), inQuestion), Questioned, "   "},
		{"waiting", flow(verifiedTo(9), op(10, "100"), countsFrom(plan.CountsVerified)), Waiting, "2023-09 operational verified 90"},
		{"judged", flow(op(10, "100")), Judged, "   "},
	} {
		r := Judge(c.c, october, november)
		e := r.Reached
		if got := e.Period.String() + " " + string(e.Basis) + " " + string(e.Standing) + " " + e.Actual.String(); r.Phase != c.phase || got != c.reached {
			t.Errorf("%s: %s, reached %q; want %s, %q", c.name, r.Phase, got, c.phase, c.reached)
		}
	}
}
