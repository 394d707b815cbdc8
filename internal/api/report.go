package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/report"
)

// Reason is the words of a return, a refusal or a request.
type Reason struct {
	Reason string `json:"reason" minLength:"1" maxLength:"1000"`
}

// Verdicts are a verifier's decisions; all land together or none does.
type Verdicts struct {
	Verdicts []Verdict `json:"verdicts" minItems:"1" maxItems:"2000" nullable:"false"`
}

// Verdict is a verifier's decision on one figure.
type Verdict struct {
	Report    string `json:"report" maxLength:"40" doc:"identifier of the report"`
	Indicator string `json:"indicator" maxLength:"40" doc:"code"`
	Unit      string `json:"unit" maxLength:"40" doc:"whose figure: code"`
	Hash      string `json:"hash,omitempty" maxLength:"80" doc:"the report's, as the queue gave it: a report filed anew since is not verified; without it, what stands there now is"`
	Method    string `json:"method" enum:"full,sample,site" doc:"in full, by sample, on site"`
	Return    bool   `json:"return,omitempty" doc:"send the figure back instead"`
	Reason    string `json:"reason,omitempty" maxLength:"1000" doc:"required to return"`
}

type approvalInput struct {
	Lang
	ID    string `path:"id" maxLength:"40" doc:"identifier of the report"`
	Match string `header:"If-Match" required:"true" maxLength:"200" doc:"the report's hash in quotes, as the sheet's ETag gave it: a report changed since is not approved"`
}

type returnInput struct {
	Lang
	ID   string `path:"id" maxLength:"40" doc:"identifier of the report"`
	Body Reason
}

type verdictsInput struct {
	Lang
	Body Verdicts
}

func (s *service) reportOperations(t *table) {
	register(t, operation{Method: http.MethodPost, Path: "/reports/{id}/approval", ID: "approve-report", Tag: "report", May: access.ApproveReport,
		Summary: "Approve a report inside the unit", Detail: "Nobody approves what they filed themselves."}, s.approve)
	register(t, operation{Method: http.MethodPost, Path: "/reports/{id}/return", ID: "return-report", Tag: "report", May: access.ApproveReport,
		Summary: "Send a report back to its reporter before approval"}, s.sendBack)
	register(t, operation{Method: http.MethodPost, Path: "/verifications", ID: "verify-figures", Tag: "figure", May: access.VerifyFigure,
		Summary: "Verify or return figures", Detail: "The verifier acts for the indicator's verifying unit, outside the reporter's; nobody verifies what they filed or approved."}, s.verify)
}

func (s *service) approve(ctx context.Context, w app.Who, in *approvalInput) (done, error) {
	hash, opened := strings.CutPrefix(in.Match, `"`)
	hash, closed := strings.CutSuffix(hash, `"`)
	if !opened || !closed || hash == "" {
		return done{}, errs.Field("If-Match", "api.etag")
	}
	return done{}, s.app.Approve(ctx, w, core.ReportID(in.ID), hash)
}

func (s *service) sendBack(ctx context.Context, w app.Who, in *returnInput) (done, error) {
	return done{}, s.app.SendBack(ctx, w, core.ReportID(in.ID), in.Body.Reason)
}

func (s *service) verify(ctx context.Context, w app.Who, in *verdictsInput) (done, error) {
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return done{}, err
	}
	n := names{board}
	known := map[string]string{}
	var verdicts []app.Verdict
	var faults []error
	for i, v := range in.Body.Verdicts {
		at := fmt.Sprintf("verdicts[%d]", i)
		out := app.Verdict{Report: core.ReportID(v.Report), Hash: v.Hash, Method: report.Method(v.Method), Return: v.Return, Reason: v.Reason}
		x, err := n.indicator(at+".indicator", v.Indicator)
		if err == nil {
			out.Indicator = x.ID
		}
		unit, unknown := n.unit(at+".unit", v.Unit)
		out.Unit = unit
		faults = append(faults, err, unknown)
		known[app.LineKey{Indicator: out.Indicator, Unit: unit}.Field()] = at
		verdicts = append(verdicts, out)
	}
	if err := errors.Join(faults...); err != nil {
		return done{}, err
	}
	return done{}, renamed(s.app.Verify(ctx, w, verdicts), known)
}
