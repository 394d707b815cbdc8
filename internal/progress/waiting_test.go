package progress

import (
	"strconv"
	"testing"

	"tupo/internal/plan"
	"tupo/internal/report"
)

// verifiedTo files the plan's figures up to the month, verified.
func verifiedTo(upTo int) func(*Case) {
	return func(c *Case) {
		for m := 2; m <= upTo; m++ {
			n := 10
			if c.Indicator.Accumulation != plan.Flow || m == 2 {
				n *= m
			}
			file(m, strconv.Itoa(n), report.Operational, report.Verified)(c)
		}
	}
}

// What a sum lacks is named by what it lacks: what is filed is never called missing,
// and what is missing goes before what waits.
func TestWaitingIsToldFromMissing(t *testing.T) {
	sum, verified := kind(plan.Flow, "万元"), countsFrom(plan.CountsVerified)
	approved := func(m int) func(*Case) { return file(m, "10", report.Operational, report.Approved) }
	for _, c := range []struct {
		name    string
		c       *Case
		phase   Phase
		missing string
		turn    Turn
		counts  string
	}{
		{"the release waits", flow(sum, verified, verifiedTo(9), approved(10)), Waiting, "2023-10", VerifierTurn, countsNought},
		{"several wait", flow(sum, verified, verifiedTo(8), approved(9), op(10, "10")), Waiting, "2023-09,2023-10", ApproverTurn, countsNought},
		{"one before waits", flow(sum, verified, verifiedTo(10), approved(9)), Waiting, "2023-09", VerifierTurn, countsNought},
		{"one before is in question", flow(sum, verifiedTo(10), file(9, "10", report.Operational, report.Held)), Questioned, "2023-09", VerifierTurn, countsNought},
		{"one before is missing, another waits", flow(sum, verified, verifiedTo(7), approved(9), file(10, "10", report.Operational, report.Verified)), Incomplete, "2023-08", NoTurn, countsNought},
		{"the release is missing, one before waits", flow(sum, verified, verifiedTo(8), approved(9)), Overdue, "2023-10", NoTurn, countsNought},
		{"a rate waits", flow(kind(plan.Rate, "%"), verified, approved(10)), Waiting, "2023-10", VerifierTurn, countsUnmet},
		{"a rank is missing", flow(kind(plan.Rank, "名次"), value("5")), Overdue, "2023-10", NoTurn, countsUnmet},
		{"a ceiling is missing", flow(direction(plan.AtMost)), Overdue, "2023-10", NoTurn, countsUnmet},
	} {
		r := Judge(c.c, october, november)
		if got := periods(r.Missing); r.Phase != c.phase || got != c.missing || r.Turn != c.turn || r.Why.Arg("counts") != c.counts {
			t.Errorf("%s: %s, %q, turn %q, %s; want %s, %q, %q, %s", c.name, r.Phase, got, r.Turn, r.Why.Arg("counts"), c.phase, c.missing, c.turn, c.counts)
		}
	}
}

// A group counts what waits apart from what is missing; both count 0.
func TestGroupTellsWaitingFromMissing(t *testing.T) {
	var g Group
	limits := LimitsOf(plan.DefaultRule())
	for _, c := range []*Case{
		flow(op(10, "100"), countsFrom(plan.CountsVerified)), flow(countsFrom(plan.CountsVerified)), flow(file(10, "100", report.Operational, report.Verified), countsFrom(plan.CountsVerified)),
	} {
		r := Judge(c, october, november)
		terms := NewTerms(c.Target, c.Indicator, c.Programme, &limits)
		g.AddTarget(&terms, r.Light, r.Phase, int32(r.Completion.Millionths), r.Met)
	}
	g.Close()
	if want := share(277_778); g.Waiting != 1 || g.Unfiled != 1 || g.Nought != 2 || g.Completion != want {
		t.Errorf("group: waiting %d, unfiled %d, nought %d, completion %v; want 1, 1, 2, %v", g.Waiting, g.Unfiled, g.Nought, g.Completion, want)
	}
}
