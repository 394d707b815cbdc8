package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// Releases are figures of a publication.
type Releases struct {
	Reason   string    `json:"reason,omitempty" maxLength:"1000" doc:"needed where another value of the same vintage takes the place of one"`
	Releases []Release `json:"releases" minItems:"1" maxItems:"2000" nullable:"false"`
}

// Release is one published figure.
type Release struct {
	Indicator string `json:"indicator" maxLength:"40" doc:"code"`
	Unit      string `json:"unit" maxLength:"40" doc:"whose figure: code"`
	Period    string `json:"period" maxLength:"20" doc:"a release of the indicator's calendar" example:"2023-09"`
	Value     string `json:"value" maxLength:"60" doc:"decimal in the indicator's display unit; of a yes-no indicator true, false, 1, 0, 是, 否, yes or no"`
	Basis     string `json:"basis" enum:"official,published" doc:"official: the competent department's release; published: read elsewhere"`
	Vintage   string `json:"vintage" enum:"preliminary,revised,final"`
	Released  string `json:"released" maxLength:"10" doc:"date on which it came out" example:"2023-10-20"`
	Source    string `json:"source" minLength:"1" maxLength:"400" doc:"name of the release"`
}

// Reconciled is a month's operational and official figure side by side.
type Reconciled struct {
	Indicator   string `json:"indicator" doc:"code"`
	Name        string `json:"name"`
	Unit        string `json:"unit" doc:"code"`
	Period      string `json:"period"`
	Measure     string `json:"measure" doc:"unit of measure"`
	Operational string `json:"operational"`
	Official    string `json:"official"`
	Difference  string `json:"difference" doc:"operational less official"`
	State       string `json:"state" enum:"unexplained,explained,overtaken,settled" doc:"overtaken: explained, and a later correction or vintage changed the difference; settled: it brought the two to agreement"`
	Was         string `json:"was" doc:"the difference that cause and note are about; empty while nobody explained it"`
	Cause       string `json:"cause" doc:"late-entry, scope, revision, error; empty while nobody explained it"`
	Note        string `json:"note"`
}

// Explanation says why operational and official figures differ.
type Explanation struct {
	Indicator string `json:"indicator" maxLength:"40" doc:"code"`
	Unit      string `json:"unit" maxLength:"40" doc:"code"`
	Period    string `json:"period" maxLength:"20" doc:"the release"`
	Cause     string `json:"cause" enum:"late-entry,scope,revision,error"`
	Note      string `json:"note,omitempty" maxLength:"2000"`
}

type releasesInput struct {
	Lang
	Body Releases
}

type monthInput struct {
	Lang
	Month string `path:"month" maxLength:"20" example:"2023-09"`
}

type explanationInput struct {
	Lang
	Body Explanation
}

func (s *service) figureOperations(t *table) {
	register(t, operation{Method: http.MethodPost, Path: "/official-figures", ID: "enter-official-figures", Tag: "figure", May: access.EnterOfficial,
		Summary: "Enter a release of official or published figures",
		Detail:  "All or none. A later vintage replaces an earlier one, also in a locked month."}, s.enterOfficial)
	register(t, operation{Method: http.MethodGet, Path: "/reconciliation/{month}", ID: "reconcile", Tag: "figure", May: access.ViewReport,
		Summary: "Where operational and official figures of a month differ, or did when somebody explained it"}, s.reconcile)
	register(t, operation{Method: http.MethodPut, Path: "/differences", ID: "explain-difference", Tag: "figure", May: access.ExplainDifference,
		Summary: "Explain a difference"}, s.explain)
}

func (s *service) enterOfficial(ctx context.Context, w app.Who, in *releasesInput) (done, error) {
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return done{}, err
	}
	n := names{board}
	var releases []app.Release
	var faults []error
	for i, r := range in.Body.Releases {
		out, err := releaseOf(n, fmt.Sprintf("releases[%d]", i), r)
		faults = append(faults, err)
		releases = append(releases, out)
	}
	if err := errors.Join(faults...); err != nil {
		return done{}, err
	}
	err = s.app.EnterOfficial(ctx, w, in.Body.Reason, releases)
	return done{}, relabel(err, func(field string) string {
		rest, ok := strings.CutPrefix(field, "release.")
		no, below, deeper := strings.Cut(rest, ".")
		i, err := strconv.Atoi(no)
		if !ok || err != nil {
			return field
		}
		at := fmt.Sprintf("releases[%d]", i-1)
		if deeper {
			at += "." + below
		}
		return at
	})
}

func releaseOf(n names, at string, in Release) (app.Release, error) {
	out := app.Release{Value: in.Value, Basis: report.Basis(in.Basis), Vintage: report.Vintage(in.Vintage), Source: in.Source}
	x, noIndicator := n.indicator(at+".indicator", in.Indicator)
	if noIndicator == nil {
		out.Indicator = x.ID
	}
	var noUnit, noPeriod, noDate error
	out.Unit, noUnit = n.unit(at+".unit", in.Unit)
	out.Period, noPeriod = release(at+".period", in.Period)
	out.Released, noDate = date(at+".released", in.Released)
	return out, errors.Join(noIndicator, noUnit, noPeriod, noDate)
}

func (s *service) reconcile(ctx context.Context, w app.Who, in *monthInput) (reply[Page[Reconciled]], error) {
	var none reply[Page[Reconciled]]
	m, err := month("month", in.Month)
	if err != nil {
		return none, err
	}
	all, err := s.app.Reconcile(ctx, w, m)
	if err != nil {
		return none, err
	}
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return none, err
	}
	n := names{board}
	return reply[Page[Reconciled]]{Page[Reconciled]{Items: each(all, func(r app.Reconciled) Reconciled {
		x, ok := n.s.Indicator(r.Indicator)
		if !ok {
			x = &plan.Indicator{}
		}
		return Reconciled{Indicator: x.Code, Name: x.Name, Unit: n.unitCode(r.Unit), Period: r.Period.String(), Measure: x.Measure(),
			Operational: shown(r.Operational, x), Official: shown(r.Official, x), Difference: shown(r.Difference, x), State: string(r.State), Was: shown(r.Was, x),
			Cause: string(r.Explained.Cause), Note: r.Explained.Note}
	})}}, nil
}

func (s *service) explain(ctx context.Context, w app.Who, in *explanationInput) (done, error) {
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return done{}, err
	}
	n := names{board}
	d := report.Difference{Cause: report.DifferenceCause(in.Body.Cause), Note: in.Body.Note}
	x, noIndicator := n.indicator("indicator", in.Body.Indicator)
	if noIndicator == nil {
		d.Indicator = x.ID
	}
	var noUnit error
	d.Unit, noUnit = n.unit("unit", in.Body.Unit)
	p, noPeriod := release("period", in.Body.Period)
	if err := errors.Join(noIndicator, noUnit, noPeriod); err != nil {
		return done{}, err
	}
	d.Period = p.String()
	return done{}, s.app.Explain(ctx, w, d)
}
