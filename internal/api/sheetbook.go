package api

import (
	"bytes"
	"cmp"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/httpx"
)

// TakenSheet is what a filled-in workbook made of the draft.
type TakenSheet struct {
	Filing    Filing          `json:"filing" doc:"the draft as it stands now"`
	Questions []SheetQuestion `json:"questions" nullable:"false" doc:"figures that filing would be refused for without an answer"`
	Warnings  []WrongInBook   `json:"warnings" nullable:"false"`
}

// SheetQuestion is a figure that looks unlikely.
type SheetQuestion struct {
	Indicator string `json:"indicator" doc:"code"`
	Unit      string `json:"unit" doc:"whose figure: code"`
	Doubt     string `json:"doubt" doc:"jump, exact, fall, bounds, scale, parts"`
}

func (s *service) sheetBookOperations(t *table) {
	path := func(op *huma.Operation) {
		op.Parameters = append(op.Parameters, pathParam("unit", "code of the reporting unit"), pathParam("month", "month, 2023-10"))
	}
	t.plain(operation{Method: http.MethodGet, Path: "/sheets/{unit}/{month}/workbook", ID: "get-sheet-workbook", Tag: "report", May: access.ViewReport,
		Summary: "The sheet as a workbook to be filled in", Detail: "With last period, last year and plan beside each figure; what stands in the draft or was filed is in it."},
		func(op *huma.Operation) {
			path(op)
			gives(op, workbookMedia, "An Excel workbook")
		}, s.sheetBook)
	t.plain(operation{Method: http.MethodPost, Path: "/sheets/{unit}/{month}/workbook", ID: "take-sheet-workbook", Tag: "report", May: access.FileReport,
		Summary: "Take a filled-in workbook into this account's draft", MaxBody: app.MaxWorkbook + envelope,
		Detail: "All of it or nothing: what is wrong is named by sheet and cell. Nothing is filed yet."},
		func(op *huma.Operation) {
			path(op)
			takesFile(op, "the workbook of this unit and month, filled in")
			givesJSON[TakenSheet](t, op, "200", "The draft")
		}, s.takeSheetBook)
}

// sheetAt finds the unit and month of a plain operation's address.
func (s *service) sheetAt(r *http.Request, w app.Who) (names, core.UnitID, core.Period, error) {
	return s.open(r.Context(), w, SheetPath{Unit: r.PathValue("unit"), Month: r.PathValue("month")})
}

func (s *service) sheetBook(w http.ResponseWriter, r *http.Request, who app.Who) error {
	_, unit, m, err := s.sheetAt(r, who)
	if err != nil {
		return err
	}
	var b bytes.Buffer // a workbook that fails half-way must not be sent
	if err := s.app.ExportSheet(r.Context(), who, unit, m, &b, string(langOf(r))); err != nil {
		return err
	}
	httpx.Download(w, r.PathValue("unit")+"-"+m.String()+".xlsx", workbookMedia)
	_, err = w.Write(b.Bytes())
	return err
}

func (s *service) takeSheetBook(w http.ResponseWriter, r *http.Request, who app.Who) error {
	n, unit, m, err := s.sheetAt(r, who)
	if err != nil {
		return err
	}
	_, content, err := wholeFile(r, app.MaxWorkbook)
	if err != nil {
		return err
	}
	got, err := s.app.ImportSheet(r.Context(), who, unit, m, bytes.NewReader(content))
	if err != nil {
		return err
	}
	if err := cellFaults(got.Wrong); err != nil {
		return err
	}
	out := TakenSheet{Filing: draftOf(n, got.Filing), Questions: []SheetQuestion{}, Warnings: each(got.Wrong, s.wrongIn(r))}
	for k, asked := range got.Questions {
		out.Questions = append(out.Questions, SheetQuestion{Indicator: n.indicatorCode(k.Indicator), Unit: n.unitCode(k.Unit), Doubt: string(asked.Doubt)})
	}
	slices.SortFunc(out.Questions, func(a, b SheetQuestion) int {
		return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Unit, b.Unit))
	})
	return answerJSON(w, http.StatusOK, out)
}
