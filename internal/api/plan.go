package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/plan"
	"tupo/internal/sheet"
)

const workbookMedia = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// Imported is the outcome of an import.
type Imported struct {
	Dry    bool          `json:"dry" doc:"nothing was written: this is what would happen"`
	Seq    int64         `json:"seq" doc:"the ledger entry; 0 when nothing was written"`
	Asked  int           `json:"asked" doc:"requests for changes of a running programme, which another person decides"`
	Waits  int           `json:"waits" doc:"changes that were asked for before and wait for a decision"`
	Sheets []SheetCount  `json:"sheets" nullable:"false" doc:"in the order of reading"`
	Wrong  []WrongInBook `json:"wrong" nullable:"false" doc:"on a dry run everything, else warnings only: an error refuses the workbook as a problem"`
}

// SheetCount says what becomes of one sheet's rows.
type SheetCount struct {
	Sheet   string `json:"sheet"`
	New     int    `json:"new"`
	Changed int    `json:"changed"`
	Same    int    `json:"same"`
}

// WrongInBook is one thing wrong with a workbook.
type WrongInBook struct {
	Severity string `json:"severity" enum:"error,warning"`
	Sheet    string `json:"sheet"`
	Row      int    `json:"row" doc:"0 when the fault is of the sheet"`
	Column   string `json:"column" doc:"its letter; empty when the fault is of the row"`
	Header   string `json:"header" doc:"the words above it"`
	Value    string `json:"value" doc:"as the cell shows it"`
	Key      string `json:"key" doc:"names the fault for programs"`
	Detail   string `json:"detail" doc:"in the reader's language"`
}

// TargetChange is a request to change a plan that runs.
type TargetChange struct {
	ID         string       `json:"id"`
	Object     string       `json:"object" doc:"what it is about: kind:id"`
	Target     string       `json:"target" doc:"code; empty when it is about no target of the plan"`
	Measure    string       `json:"measure" doc:"unit of measure"`
	Old        string       `json:"old" doc:"year value; empty when that does not change"`
	New        string       `json:"new"`
	Items      []ChangeItem `json:"items" nullable:"false" doc:"field by field"`
	Reason     string       `json:"reason"`
	State      string       `json:"state" enum:"asked,approved,refused,withdrawn"`
	AskedBy    string       `json:"asked_by" doc:"account"`
	AskedAt    string       `json:"asked_at"`
	ApprovedBy string       `json:"decided_by" doc:"account"`
	DecidedAt  string       `json:"decided_at"`
	Word       string       `json:"word" doc:"of whoever decided"`
}

// ChangeItem is one field of a request; without a field the whole row is added or
// removed. Amounts are in the indicator's storage unit.
type ChangeItem struct {
	Object string `json:"object" doc:"kind:id"`
	Field  string `json:"field"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

// NewChange asks for another plan of a target.
type NewChange struct {
	Value  string            `json:"value,omitempty" maxLength:"60" doc:"of the year: decimal in the indicator's display unit"`
	Fields map[string]string `json:"fields,omitempty" maxProperties:"20" doc:"other fields by column: high, floor_value, stretch (display unit), weight, kind, shape, reference, valid_from, lead_unit_id and others of units (code), rule_id"`
	Points map[string]string `json:"points,omitempty" maxProperties:"12" doc:"typed planned values by period, in the display unit; empty takes one out"`
	Reason string            `json:"reason" minLength:"1" maxLength:"1000"`
}

// ChangeDecision approves or refuses a change.
type ChangeDecision struct {
	Approve bool   `json:"approve"`
	Reason  string `json:"reason,omitempty" maxLength:"1000"`
}

type changesInput struct {
	Lang
	Paging
	Target string `query:"target" maxLength:"40" doc:"only of this target: code"`
}

type newChangeInput struct {
	Lang
	Code string `path:"code" maxLength:"40" doc:"code of the target"`
	Body NewChange
}

type changeInput struct {
	Lang
	ID string `path:"id" maxLength:"40"`
}

type changeDecisionInput struct {
	Lang
	ID   string `path:"id" maxLength:"40"`
	Body ChangeDecision
}

func (s *service) planOperations(t *table) {
	t.plain(operation{Method: http.MethodPost, Path: "/plan/import", ID: "import-plan", Tag: "plan", May: access.ImportPlan,
		Summary: "Take a programme workbook", MaxBody: app.MaxWorkbook + envelope,
		Detail: "All of it or nothing: what is wrong is named by sheet and cell. With dry=true nothing is written."},
		func(op *huma.Operation) {
			op.Parameters = append(op.Parameters, queryParam("dry", "true: only say what would change", false))
			takesFile(op, "an Excel workbook, up to 20 MB")
			givesJSON[Imported](t, op, "200", "Taken, or what would change")
		}, s.importPlan)
	book := func(path, id, summary string, write func(context.Context, app.Who, io.Writer, string) error) {
		t.plain(operation{Method: http.MethodGet, Path: path, ID: id, Tag: "plan", May: access.ExportPlan, Summary: summary},
			func(op *huma.Operation) { gives(op, workbookMedia, "An Excel workbook") },
			func(w http.ResponseWriter, r *http.Request, who app.Who) error {
				var b bytes.Buffer // a workbook that fails half-way must not be sent
				if err := write(r.Context(), who, &b, string(langOf(r))); err != nil {
					return err
				}
				httpx.Download(w, id+".xlsx", workbookMedia)
				_, err := w.Write(b.Bytes())
				return err
			})
	}
	book("/plan/export", "export-plan", "The plan and all figures as a workbook", s.app.Export)
	book("/plan/template", "plan-template", "The empty workbook", func(_ context.Context, _ app.Who, out io.Writer, lang string) error {
		return s.app.Template(out, lang)
	})
	register(t, operation{Method: http.MethodGet, Path: "/target-changes", ID: "list-target-changes", Tag: "plan", May: access.ExportPlan,
		Summary: "Changes of targets that were asked for"}, s.changes)
	register(t, operation{Method: http.MethodPost, Path: "/targets/{code}/changes", ID: "ask-target-change", Tag: "plan", May: access.ProposeTargetChange,
		Summary: "Ask for another plan of a target that runs", Status: created}, s.askChange)
	register(t, operation{Method: http.MethodPost, Path: "/target-changes/{id}/withdrawal", ID: "withdraw-target-change", Tag: "plan", May: access.ProposeTargetChange,
		Summary: "Withdraw one's own request", Detail: "It stays on record."}, s.withdrawChange)
	register(t, operation{Method: http.MethodPost, Path: "/target-changes/{id}/decision", ID: "decide-target-change", Tag: "plan", May: access.ApproveTargetChange,
		Summary: "Approve or refuse a change", Detail: "Another account than the asker decides."}, s.decideChange)
}

func (s *service) importPlan(w http.ResponseWriter, r *http.Request, who app.Who) error {
	dry, err := flag("dry", r.URL.Query().Get("dry"))
	if err != nil {
		return err
	}
	_, content, err := wholeFile(r, app.MaxWorkbook)
	if err != nil {
		return err
	}
	got, err := s.app.Import(r.Context(), who, bytes.NewReader(content), dry)
	if err != nil {
		return err
	}
	if err := cellFaults(got.Wrong); !dry && err != nil {
		return err
	}
	out := Imported{Dry: got.Dry, Seq: int64(got.Seq), Asked: got.Asked, Waits: got.Waits, Wrong: each(got.Wrong, s.wrongIn(r))}
	out.Sheets = each(got.Summary, func(c sheet.Count) SheetCount {
		return SheetCount{Sheet: c.Sheet, New: c.New, Changed: c.Changed, Same: c.Same}
	})
	return answerJSON(w, http.StatusOK, out)
}

// flag reads true or false; "" is false.
func flag(field, value string) (bool, error) {
	if value == "" {
		return false, nil
	}
	yes, err := strconv.ParseBool(value)
	if err != nil {
		return false, errs.Field(field, "form.flag", "value", value)
	}
	return yes, nil
}

// cellFaults makes every wrong cell a fault: the field is the sheet and cell.
func cellFaults(wrong []sheet.Wrong) error {
	var all []error
	for _, x := range wrong {
		if x.Severity == plan.Error {
			all = append(all, errs.Field(cellOf(x), x.Key, x.Args...))
		}
	}
	return errors.Join(all...)
}

// cellOf names the place of a fault as Excel does: 目标!D7.
func cellOf(x sheet.Wrong) string {
	if x.Row == 0 {
		return x.Sheet
	}
	return x.Sheet + "!" + x.Column + strconv.Itoa(x.Row)
}

func (s *service) wrongIn(r *http.Request) func(sheet.Wrong) WrongInBook {
	lang := langOf(r)
	return func(x sheet.Wrong) WrongInBook {
		severity := "error"
		if x.Severity == plan.Warning {
			severity = "warning"
		}
		return WrongInBook{Severity: severity, Sheet: x.Sheet, Row: x.Row, Column: x.Column, Header: x.Header, Value: x.Value,
			Key: x.Key, Detail: s.words.Text(lang, x.Key, x.Args...)}
	}
}

func (s *service) changes(ctx context.Context, w app.Who, in *changesInput) (reply[Page[TargetChange]], error) {
	var none reply[Page[TargetChange]]
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return none, err
	}
	n := names{board}
	var id core.TargetID
	if in.Target != "" {
		t, ok := n.target(in.Target)
		if !ok {
			return none, errs.Field("target", "plan.no-such-target", "code", in.Target)
		}
		id = t.ID
	}
	all, err := s.app.TargetChanges(ctx, w, id)
	if err != nil {
		return none, err
	}
	page, err := paged(all, func(c app.PlanChange) string { return c.ID }, in.Paging, func(c app.PlanChange) TargetChange {
		return changeOf(n, c)
	})
	return reply[Page[TargetChange]]{page}, err
}

func changeOf(n names, c app.PlanChange) TargetChange {
	x := &plan.Indicator{}
	if t, ok := n.s.Target(c.Target); ok {
		if found, ok := n.s.Indicator(t.Indicator); ok {
			x = found
		}
	}
	out := TargetChange{ID: c.ID, Object: c.Ref().String(), Target: n.targetCode(c.Target), Measure: x.Measure(), Old: shown(c.Old, x), New: shown(c.New, x),
		Items: each(c.Items, func(i plan.ChangeItem) ChangeItem { return ChangeItem{i.Object, i.Field, i.Old, i.New} }), Word: c.Word,
		Reason: c.Reason, State: string(c.State), AskedBy: string(c.AskedBy), AskedAt: moment(c.AskedAt), ApprovedBy: string(c.ApprovedBy)}
	if c.DecidedAt != 0 {
		out.DecidedAt = moment(c.DecidedAt)
	}
	return out
}

func (s *service) askChange(ctx context.Context, w app.Who, in *newChangeInput) (reply[Made], error) {
	j, err := s.app.Judge(ctx, w, app.Moment{})
	if err != nil {
		return reply[Made]{}, err
	}
	n := names{j.Snapshot()}
	t, ok := n.target(in.Code)
	if !ok {
		return reply[Made]{}, access.Missing()
	}
	fields := map[string]string{}
	for column, text := range in.Body.Fields {
		if strings.HasSuffix(column, "unit_id") && text != "" {
			id, err := n.unit(column, text)
			if err != nil {
				return reply[Made]{}, err
			}
			text = string(id)
		}
		fields[column] = text
	}
	if in.Body.Value != "" || len(fields)+len(in.Body.Points) == 0 {
		fields["value"] = in.Body.Value
	}
	id, err := s.app.AskTarget(ctx, w, t.ID, fields, in.Body.Points, in.Body.Reason)
	return reply[Made]{Made{id}}, err
}

func (s *service) withdrawChange(ctx context.Context, w app.Who, in *changeInput) (done, error) {
	return done{}, s.app.WithdrawTargetChange(ctx, w, in.ID)
}

func (s *service) decideChange(ctx context.Context, w app.Who, in *changeDecisionInput) (done, error) {
	return done{}, s.app.DecideTargetChange(ctx, w, in.ID, in.Body.Approve, in.Body.Reason)
}
