package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/record"
)

// Document is a text as received.
type Document struct {
	ID      string `json:"id"`
	Title   string `json:"title"`
	Kind    string `json:"kind" doc:"news, report, plan, minutes, other"`
	Date    string `json:"date" doc:"when it appeared; spans of time are read against it"`
	Runes   int64  `json:"runes" doc:"length in characters"`
	AddedBy string `json:"added_by" doc:"account"`
	AddedAt string `json:"added_at"`
	Source  string `json:"source" doc:"where it came from, as the uploader says"`
}

// Reading is a document with its text and what was found in it.
type Reading struct {
	Document
	Text  string `json:"text" doc:"spans count its characters (Unicode code points)"`
	Facts []Fact `json:"facts" nullable:"false" doc:"by place"`
	// Present is told of meetings that were accepted.
	Present []Present `json:"present" nullable:"false" doc:"who was at the meetings that were accepted, who chaired first"`
	// Told is given where the text tells another day of itself than the document's date.
	Told *Told `json:"told,omitempty" doc:"the day that the text tells of itself, from which its years are told, where the document's date does not fit it"`
	// Outcome is told where a page names a programme by its number of actions alone.
	Outcome *Outcome `json:"outcome,omitempty" doc:"what accepting the proposed programme would do, where the page names only how many actions it has"`
}

// Told is the day that a text tells of itself.
type Told struct {
	Date   string `json:"date" doc:"2025-01-09, or 2025 where it tells only its year"`
	Text   string `json:"text" doc:"the words that tell it"`
	Start  int    `json:"start" doc:"their first character"`
	End    int    `json:"end" doc:"one after the last"`
	Detail string `json:"detail" doc:"what to check, in the language of the request"`
}

// Present is somebody at a meeting.
type Present struct {
	Fact   string `json:"fact" doc:"identifier of the meeting's fact"`
	Ref    string `json:"ref" doc:"reference of the row"`
	Chair  bool   `json:"chair"`
	Role   string `json:"role" doc:"as the page writes it"`
	Org    string `json:"org" doc:"as the page writes it"`
	Post   string `json:"post" doc:"as the page writes it"`
	Person string `json:"person" doc:"identifier; empty where the page has a post alone"`
	Name   string `json:"name" doc:"for those who may see persons of the district; empty when erased"`
	Erased bool   `json:"erased"`
}

// Outcome is what accepting a proposed fact would do.
type Outcome struct {
	Fact      string `json:"fact" doc:"identifier"`
	Programme string `json:"programme" doc:"code of the programme that it would be linked to; empty is a new draft"`
	Key       string `json:"key" doc:"the reason for machines"`
	Detail    string `json:"detail" doc:"the reason in the language of the request"`
}

// Fact is one thing found, with the span that says it.
type Fact struct {
	ID         string          `json:"id"`
	Kind       string          `json:"kind" doc:"programme, action, directive, meeting, project, quantity, rank, nonnumeric"`
	Start      int64           `json:"start" doc:"first character"`
	End        int64           `json:"end" doc:"one after the last"`
	Text       string          `json:"text" doc:"with column breaks joined"`
	Page       *FactPage       `json:"page,omitempty" doc:"where it begins, in a document that has pages"`
	Payload    json.RawMessage `json:"payload" doc:"the fact's fields as they were read"`
	Rule       string          `json:"rule" doc:"which rule found it"`
	Confidence int64           `json:"confidence" doc:"per mille"`
	State      string          `json:"state" enum:"proposed,accepted,refused"`
	Object     string          `json:"object" doc:"reference of what was made of it"`
	Offer      *Offer          `json:"offer,omitempty" doc:"what accepting it would do; of figures, directives and projects that wait for a word, for those who may decide"`
}

// FactPage is a page of a PDF or a sheet of a workbook.
type FactPage struct {
	Number int    `json:"number" minimum:"1" doc:"1 for the first"`
	Sheet  string `json:"sheet,omitempty" doc:"name of the sheet"`
	Label  string `json:"label" doc:"in the language of the request: page 3"`
}

// Decided is the document as it is now, and what could not be accepted.
type Decided struct {
	Reading
	Done []string `json:"done" nullable:"false" doc:"facts that were decided as asked: identifiers"`
	Left []Left   `json:"left" nullable:"false" doc:"facts that are as they were, each with the reason; empty if all was done"`
}

// Left is a fact that could not be accepted.
type Left struct {
	Fact   string `json:"fact" doc:"identifier"`
	Key    string `json:"key" doc:"the reason for machines"`
	Detail string `json:"detail" doc:"the reason in the language of the request"`
}

// Decisions accept or refuse facts.
type Decisions struct {
	Decisions []Decision `json:"decisions" minItems:"1" maxItems:"2000" nullable:"false"`
}

// Decision is a person's word on one fact.
type Decision struct {
	Fact   string `json:"fact" maxLength:"40" doc:"identifier"`
	Accept bool   `json:"accept" doc:"false refuses it: it stays refused when the page is read again"`
	// Change is what a person says in place of the offer.
	Change *Choice `json:"change,omitempty" doc:"what is to be other than offered"`
}

type documentInput struct {
	Spoken
	ID string `path:"id" maxLength:"40"`
}

type documentsInput struct {
	Lang
	Paging
}

type decisionsInput struct {
	Spoken
	ID   string `path:"id" maxLength:"40"`
	Body Decisions
}

func (s *service) documentOperations(t *table) {
	register(t, operation{Method: http.MethodGet, Path: "/documents", ID: "list-documents", Tag: "document", May: access.ViewDocument,
		Summary: "Documents, newest first"}, s.documents)
	t.plain(operation{Method: http.MethodPost, Path: "/documents", ID: "add-document", Tag: "document", May: access.ReadDocument,
		Summary: "Bring a document in, up to 20 MB, the text in it up to 8 MB", Detail: "A document with the same text is found again, not stored twice.",
		MaxBody: app.MaxDocument + envelope},
		func(op *huma.Operation) {
			op.Parameters = append(op.Parameters, queryParam("title", "empty takes the first headline", false),
				queryParam("kind", "news, report, plan, minutes, other", false), queryParam("date", "when it appeared: 2023-11-14", false),
				queryParam("source", "where it came from", false))
			takesFile(op, "text (UTF-8, GB18030, UTF-16), a Word document (.docx), a PDF with text, a web page (.html) or a workbook (.xlsx); its content tells the format. What cannot be read whole (encrypted, scanned, damaged) is refused")
			givesJSON[Document](t, op, "201", "Taken")
		}, s.addDocument)
	register(t, operation{Method: http.MethodGet, Path: "/published-figures", ID: "list-published-figures", Tag: "document", May: access.ViewDocument,
		Summary: "Figures that documents gave, the latest period first"}, s.publishedFigures)
	register(t, operation{Method: http.MethodGet, Path: "/documents/{id}", ID: "get-document", Tag: "document", May: access.ViewDocument,
		Summary: "A document with its text and facts"}, s.document)
	t.plain(operation{Method: http.MethodGet, Path: "/documents/{id}/original", ID: "get-original", Tag: "document", May: access.ViewDocument,
		Summary: "The document's file as it came"},
		func(op *huma.Operation) {
			op.Parameters = append(op.Parameters, pathParam("id", "identifier of the document"))
			gives(op, "application/octet-stream", "The file")
		}, s.original)
	register(t, operation{Method: http.MethodPost, Path: "/documents/{id}/reading", ID: "read-document", Tag: "document", May: access.ReadDocument,
		Summary: "Read the document for facts", Detail: "New facts are proposed; a fact decided before keeps its decision."}, s.readDocument)
	register(t, operation{Method: http.MethodPost, Path: "/documents/{id}/decisions", ID: "decide-facts", Tag: "document", May: access.DecideFact,
		Summary: "Accept or refuse facts", Detail: "Accepting makes an object that keeps the fact as its source. An action needs its programme, accepted before or in the same call. " +
			"A programme that runs or is closed is pointed at and does not change: an action that it does not have stays as it was and is named in left, all else is decided; " +
			"if nothing else is, the answer is 409. Any other fault refuses the whole call, but for figures: each is decided for itself, after all others, " +
			"and where one fails, those that were done before it stay done: done and left tell of every fact."}, s.decide)
}

func documentOf(d document.Document) Document {
	return Document{ID: string(d.ID), Title: d.Title, Kind: d.Kind, Date: string(d.Date), Runes: d.Runes,
		AddedBy: string(d.AddedBy), AddedAt: moment(d.AddedAt), Source: d.Source}
}

func factOf(f document.Fact) Fact {
	out := Fact{ID: string(f.ID), Kind: f.Kind, Start: f.Start, End: f.End, Text: f.Text, Rule: f.Rule, Confidence: f.Confidence,
		State: string(f.State), Object: f.Object, Payload: json.RawMessage("null")}
	if json.Valid([]byte(f.Payload)) {
		out.Payload = json.RawMessage(f.Payload)
	}
	return out
}

func (s *service) readingOf(ctx context.Context, w app.Who, r app.Reading, lang i18n.Lang) (Reading, error) {
	out := Reading{Document: documentOf(r.Document), Text: r.Text, Facts: each(r.Facts, func(f document.Fact) Fact {
		x := factOf(f)
		if at, ok := r.PageOf(f); ok {
			x.Page = &FactPage{Number: at.Number, Sheet: at.Name, Label: s.words.Page(lang, at.Number, at.Name)}
		}
		return x
	})}
	if len(r.Offers) > 0 {
		o, err := s.offers(ctx, w, lang)
		if err != nil {
			return out, err
		}
		for i, f := range r.Facts {
			if x, ok := r.Offers[f.ID]; ok {
				out.Facts[i].Offer = o.of(x)
			}
		}
	}
	out.Present = []Present{}
	for _, f := range r.Facts {
		for _, x := range r.Present[f.ID] {
			out.Present = append(out.Present, Present{Fact: string(f.ID), Ref: record.RefOf(&x.Attendance).String(), Chair: x.Chair, Role: x.Role, Org: x.Org, Post: x.Post,
				Person: string(x.Person), Name: x.Name, Erased: x.Erased})
		}
	}
	if x := r.Told; x != nil {
		at := x.Basis[0]
		out.Told = &Told{Date: x.Value, Text: at.Text, Start: at.Start, End: at.End, Detail: s.words.ToldDate(lang, x.Value, x.Given)}
	}
	if o := r.Outcome; o != nil {
		out.Outcome = &Outcome{Fact: string(o.Fact), Programme: o.Programme, Key: o.Why.Key, Detail: s.words.Fault(lang, o.Why)}
	}
	return out, nil
}

// offers gathers what offers are worded by.
func (s *service) offers(ctx context.Context, w app.Who, lang i18n.Lang) (offers, error) {
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return offers{}, err
	}
	projects, err := s.app.Projects(ctx, w, 0)
	if err != nil {
		return offers{}, err
	}
	orders, err := s.app.Directives(ctx, w)
	if errs.Is(err, errs.Forbidden) {
		orders, err = nil, nil
	}
	return offers{service: s, names: names{board}, projects: projects, orders: orders, lang: lang}, err
}

func (s *service) documents(ctx context.Context, w app.Who, in *documentsInput) (reply[Page[Document]], error) {
	all, err := s.app.Documents(ctx, w)
	if err != nil {
		return reply[Page[Document]]{}, err
	}
	page, err := paged(all, func(d document.Document) string { return string(d.ID) }, in.Paging, documentOf)
	return reply[Page[Document]]{page}, err
}

func (s *service) addDocument(w http.ResponseWriter, r *http.Request, who app.Who) error {
	q := r.URL.Query()
	in := app.NewDocument{Title: q.Get("title"), Kind: q.Get("kind"), Source: q.Get("source")}
	var err error
	if in.Date, err = date("date", q.Get("date")); err != nil {
		return err
	}
	if in.Kind, err = documentKind(in.Kind); err != nil {
		return err
	}
	name, content, err := wholeFile(r, app.MaxDocument)
	if err != nil {
		return err
	}
	in.Name, in.Body = name, bytes.NewReader(content)
	kept, err := s.app.AddDocument(r.Context(), who, in)
	if err != nil {
		return errs.AtField(err, "file")
	}
	return answerJSON(w, http.StatusCreated, documentOf(kept))
}

// documentKind reads a kind; without one it is “other”.
func documentKind(kind string) (string, error) {
	switch kind {
	case "":
		return "other", nil
	case "news", "report", "plan", "minutes", "other":
		return kind, nil
	}
	return "", errs.Field("kind", "form.choice", "value", kind)
}

func (s *service) document(ctx context.Context, w app.Who, in *documentInput) (reply[Reading], error) {
	r, err := s.app.Document(ctx, w, core.DocumentID(in.ID))
	if err != nil {
		return reply[Reading]{}, err
	}
	out, err := s.readingOf(ctx, w, r, in.lang())
	return reply[Reading]{out}, err
}

func (s *service) original(w http.ResponseWriter, r *http.Request, who app.Who) error {
	e, content, err := s.app.Original(r.Context(), who, core.DocumentID(r.PathValue("id")))
	if err != nil {
		return err
	}
	defer content.Close()
	return httpx.Attach(w, r, httpx.Attachment{Name: e.Name, Media: e.Media, SHA256: string(e.ID), Content: content})
}

func (s *service) readDocument(ctx context.Context, w app.Who, in *documentInput) (reply[Reading], error) {
	r, err := s.app.ReadPage(ctx, w, core.DocumentID(in.ID))
	if err != nil {
		return reply[Reading]{}, err
	}
	out, err := s.readingOf(ctx, w, r, in.lang())
	return reply[Reading]{out}, err
}

func (s *service) decide(ctx context.Context, w app.Who, in *decisionsInput) (reply[Decided], error) {
	o, err := s.offers(ctx, w, in.lang())
	if err != nil {
		return reply[Decided]{}, err
	}
	var wanted []app.Decision
	var faults []error
	for _, d := range in.Body.Decisions {
		x, wrong := o.decision(d)
		wanted, faults = append(wanted, x), append(faults, wrong...)
	}
	if err := errors.Join(faults...); err != nil {
		return reply[Decided]{}, err
	}
	id := core.DocumentID(in.ID)
	left, err := s.app.Decide(ctx, w, id, wanted)
	if err != nil {
		return reply[Decided]{}, err
	}
	r, err := s.app.Document(ctx, w, id)
	if err != nil {
		return reply[Decided]{}, err
	}
	out, err := s.readingOf(ctx, w, r, in.lang())
	undone := map[core.FactID]bool{}
	for _, x := range left {
		undone[x.Fact.ID] = true
	}
	finished := []string{}
	for _, d := range wanted {
		if !undone[d.Fact] {
			finished = append(finished, string(d.Fact))
		}
	}
	return reply[Decided]{Decided{out, finished, each(left, func(x app.Left) Left {
		return Left{Fact: string(x.Fact.ID), Key: x.Why.Key, Detail: s.words.Fault(in.lang(), x.Why)}
	})}}, err
}
