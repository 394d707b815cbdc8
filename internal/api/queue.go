package api

import (
	"context"
	"net/http"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/report"
)

// Queued is one report as far as this verifier verifies it.
type Queued struct {
	Report Report       `json:"report"`
	Lines  []QueuedLine `json:"lines" nullable:"false"`
}

// QueuedLine is a figure that waits for verification.
type QueuedLine struct {
	Indicator  string `json:"indicator" doc:"code"`
	Name       string `json:"name"`
	Unit       string `json:"unit" doc:"whose figure: code"`
	Period     string `json:"period"`
	Measure    string `json:"measure" doc:"unit of measure"`
	Calculated string `json:"calculated" doc:"of a rate: what follows from its numerator and denominator, those of the same report as they were filed; empty where nothing follows"`
	FiledLine
	Files []File `json:"files" nullable:"false"`
}

// Guide counts what waits for this account.
type Guide struct {
	Month      string   `json:"month" doc:"the last month whose reports are due"`
	Missing    []string `json:"missing" nullable:"false" doc:"codes of units whose sheet is overdue"`
	Mine       []string `json:"mine" nullable:"false" doc:"codes of units whose sheet this account files, not yet handed in"`
	ToApprove  []Report `json:"to_approve" nullable:"false"`
	Returned   []Report `json:"returned" nullable:"false"`
	ToVerify   int      `json:"to_verify" doc:"figures"`
	Questioned int      `json:"questioned" doc:"of those, with a question"`
	Facts      int      `json:"facts" doc:"proposed and undecided"`
	Reopenings int      `json:"reopenings"`
	Changes    int      `json:"target_changes"`
}

type queueInput struct {
	Lang
	Paging
}

// waitingOperations add what waits for the reader.
func (s *service) waitingOperations(t *table) {
	register(t, operation{Method: http.MethodGet, Path: "/guide", ID: "get-guide", Tag: "board", May: access.ViewBoard,
		Summary: "Today's guide: what waits for this account"}, s.guide)
	register(t, operation{Method: http.MethodGet, Path: "/queue", ID: "list-queue", Tag: "figure", May: access.VerifyFigure,
		Summary: "Figures that wait for this account's verification, by report"}, s.queue)
}

func (s *service) guide(ctx context.Context, w app.Who, _ *langInput) (reply[Guide], error) {
	waiting, err := s.app.Waiting(ctx, w)
	if err != nil {
		return reply[Guide]{}, err
	}
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return reply[Guide]{}, err
	}
	n := names{board}
	reports := func(all []report.Report) []Report {
		return each(all, func(r report.Report) Report { return reportOf(n, r) })
	}
	codes := func(all []core.UnitID) []string { return each(all, n.unitCode) }
	return reply[Guide]{Guide{Month: waiting.Month.String(), Missing: codes(waiting.Missing), Mine: codes(waiting.Mine),
		ToApprove: reports(waiting.ToApprove), Returned: reports(waiting.Returned), ToVerify: waiting.ToVerify,
		Questioned: waiting.Questioned, Facts: waiting.Facts, Reopenings: waiting.Reopenings, Changes: waiting.Changes}}, nil
}

func (s *service) queue(ctx context.Context, w app.Who, in *queueInput) (reply[Page[Queued]], error) {
	all, err := s.app.Queue(ctx, w)
	if err != nil {
		return reply[Page[Queued]]{}, err
	}
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return reply[Page[Queued]]{}, err
	}
	n := names{board}
	page, err := paged(all, func(q app.Queued) string { return string(q.Report.ID) }, in.Paging, func(q app.Queued) Queued {
		return Queued{Report: reportOf(n, q.Report), Lines: each(q.Lines, func(l app.QueuedLine) QueuedLine {
			out := QueuedLine{Indicator: l.Indicator.Code, Name: l.Indicator.Name, Unit: n.unitCode(l.Line.Unit), Period: l.Line.Period,
				Measure: l.Indicator.Measure(), FiledLine: filedLine(l.Line, l.Indicator), Files: each(l.Files, fileOf)}
			if l.Rate != nil {
				out.Calculated = shown(l.Rate.Shown, l.Indicator)
			}
			return out
		})}
	})
	return reply[Page[Queued]]{page}, err
}
