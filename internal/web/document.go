package web

import (
	"bytes"
	"errors"
	"net/url"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/web/page"
)

// maxForm bounds a form with its files, in bytes. It is far above what one file
// may have: of a larger one the form is shown again, with the fault at its field.
const maxForm = 512 << 20

func (s *Site) documentRoutes(get, post routeMaker) []httpx.Route {
	add := post("/documents", access.ReadDocument, (*visit).addDocument)
	add.MaxBody, add.MaxFile = maxForm, app.MaxDocument
	return []httpx.Route{
		get("/documents", access.ViewDocument, (*visit).documents),
		get("/documents/figures", access.ViewDocument, (*visit).publishedFigures),
		get("/documents/new", access.ReadDocument, (*visit).newDocument),
		add,
		get("/documents/{id}", access.ViewDocument, (*visit).document),
		get("/documents/{id}/original", access.ViewDocument, (*visit).original),
		post("/documents/{id}/read", access.ReadDocument, (*visit).readAgain),
		post("/documents/{id}/facts", access.DecideFact, (*visit).decideFacts),
		get("/facts/{id}", access.ViewDocument, (*visit).fact),
		get("/directives", access.ViewDirective, (*visit).directives),
	}
}

func (v *visit) documents() error {
	docs, err := v.site.App.DocumentList(v.ctx, v.who)
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("nav.documents")), Heading: page.Heading{Title: v.t("nav.documents"), Standfirst: page.Plain(v.t("documents.lead"))}}
	var button *page.Button
	if v.may(access.ReadDocument) {
		button = &page.Button{Text: v.t("documents.new"), URL: "/documents/new", Primary: true}
		if len(docs) > 0 { // the empty list offers it itself
			p.Heading.Buttons = append(p.Heading.Buttons, *button)
		}
	}
	if v.may(access.ViewDirective) {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("directives.title"), URL: "/directives"})
	}
	p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("published.title"), URL: "/documents/figures"})
	var rows []page.Row
	for _, d := range docs {
		open := page.Cell{Text: itoa(d.Proposed)}
		if d.Proposed > 0 {
			open.Tone = page.ToneBehind
		}
		rows = append(rows, page.Row{ID: string(d.ID), Cells: []page.Cell{
			{Text: d.Title, URL: "/documents/" + string(d.ID), Note: d.Source}, {Text: v.t("document-kind." + d.Kind)},
			{Text: v.site.Words.Date(v.lang, d.Date)}, {Text: itoa(d.Facts)}, open, {Text: v.clock(d.AddedAt)}}})
	}
	table := page.NewTable([]page.Column{{Label: v.t("documents.title")}, {Label: v.t("documents.kind"), Minor: true}, {Label: v.t("documents.date")},
		{Label: v.t("documents.facts"), Numeric: true}, {Label: v.t("documents.proposed"), Numeric: true}, {Label: v.t("documents.added"), Minor: true}}, rows)
	table.Empty = page.Empty{Text: v.t("documents.none"), Button: button}
	p.Blocks = []page.Block{{Table: table}}
	return v.show(p)
}

// documentInput is the form of a new document; the file comes beside it.
type documentInput struct {
	Text   string    `form:"text,lines,max=60000"`
	Date   core.Date `form:"date"`
	Title  string    `form:"title,max=200"`
	Source string    `form:"source,max=200"`
	Kind   string    `form:"kind,oneof=news|report|plan|minutes|other"`
}

func documentKinds() []string { return []string{"news", "report", "plan", "minutes", "other"} }

func (v *visit) newDocument() error {
	return v.show(v.documentForm(documentInput{Date: v.site.App.Today(v.who.District), Kind: "news"}, nil))
}

func (v *visit) addDocument() error {
	in, file, err := v.readDocumentForm()
	if err != nil {
		err = atField(err, "file")
		return v.refuse(v.documentForm(in, err), err)
	}
	doc, err := v.site.App.AddDocument(v.ctx, v.who, file)
	if err == nil {
		_, err = v.site.App.ReadPage(v.ctx, v.who, doc.ID)
	}
	if err != nil {
		if mendable(err) {
			field := "file"
			if in.Text != "" {
				field = "text"
			}
			err = atField(err, field)
			return v.refuse(v.documentForm(in, err), err)
		}
		return err
	}
	return v.seeOther("/documents/"+string(doc.ID), "documents.read-done")
}

// readDocumentForm takes the form with its file, which is held in memory: it is
// bounded, and fields that follow it may still be wrong.
func (v *visit) readDocumentForm() (documentInput, app.NewDocument, error) {
	var in documentInput
	out := app.NewDocument{}
	var content bytes.Buffer
	values, err := httpx.Upload(v.r, httpx.UploadLimits{File: app.MaxDocument, Files: 1, Whole: true}, func(f httpx.File) error {
		out.Name = f.Name
		_, err := content.ReadFrom(f.Content)
		return err
	})
	if wrong := httpx.DecodeValues(values, &in); err != nil || wrong != nil {
		return in, out, errors.Join(err, wrong)
	}
	switch {
	case out.Name != "" && in.Text != "":
		return in, out, errs.Field("text", "documents.one-of")
	case out.Name == "" && in.Text == "":
		return in, out, errs.Field("file", "documents.file-or-text")
	case out.Name == "":
		content.WriteString(in.Text)
		out.Name = v.t("documents.pasted") + ".txt"
	}
	out.Title, out.Date, out.Source, out.Kind, out.Body = in.Title, in.Date, in.Source, in.Kind, &content
	if out.Kind == "" {
		out.Kind = "other"
	}
	return in, out, nil
}

func (v *visit) documentForm(in documentInput, err error) page.FormPage {
	p := page.FormPage{Frame: v.frame(v.t("documents.new")), Heading: page.Heading{Title: v.t("documents.new"),
		Standfirst: page.Plain(v.t("documents.new.lead")), Crumbs: []page.Link{{Text: v.t("nav.documents"), URL: "/documents"}}}}
	kinds := page.Field{Kind: page.KindSelect, Name: "kind", Label: v.t("documents.kind"), Short: true}
	for _, k := range documentKinds() {
		kinds.Options = append(kinds.Options, page.Option{Value: k, Text: v.t("document-kind." + k), Selected: k == in.Kind})
	}
	p.Form = page.Form{ID: "document", To: "/documents", Files: true, Sections: []page.Section{{Fields: []page.Field{
		{Kind: page.KindFile, Name: "file", Label: v.t("documents.file"), Help: v.t("documents.file.help"), Accept: ".txt,.md,.docx,.html,.htm,.pdf,.xlsx"},
		{Kind: page.KindArea, Name: "text", Label: v.t("documents.text"), Value: in.Text, Rows: "10"},
		{Kind: page.KindDate, Name: "date", Label: v.t("documents.date"), Help: v.t("documents.date.help"), Value: string(in.Date), Short: true},
		kinds,
		{Kind: page.KindText, Name: "title", Label: v.t("documents.title"), Help: v.t("documents.title.help"), Value: in.Title},
		{Kind: page.KindText, Name: "source", Label: v.t("documents.source"), Help: v.t("documents.source.help"), Value: in.Source},
	}}},
		Submits: []page.Submit{{Text: v.t("documents.read"), Primary: true}}, Cancel: &page.Link{Text: v.t("form.cancel"), URL: "/documents"}}
	v.mark(&p.Form, err)
	return p
}

func (v *visit) documentID() core.DocumentID { return core.DocumentID(v.r.PathValue("id")) }

func (v *visit) document() error {
	r, err := v.site.App.Document(v.ctx, v.who, v.documentID())
	if err != nil {
		return err
	}
	p, err := v.readerPage(r)
	if err != nil {
		return err
	}
	return v.show(p)
}

func (v *visit) original() error {
	e, content, err := v.site.App.Original(v.ctx, v.who, v.documentID())
	if err != nil {
		return err
	}
	defer content.Close()
	return httpx.Attach(v.w, v.r, httpx.Attachment{Name: e.Name, Media: e.Media, SHA256: string(e.ID), Content: content})
}

func (v *visit) readAgain() error {
	before, err := v.site.App.Document(v.ctx, v.who, v.documentID())
	if err != nil {
		return err
	}
	after, err := v.site.App.ReadPage(v.ctx, v.who, v.documentID())
	if err != nil {
		return err
	}
	return v.seeOther("/documents/"+string(after.Document.ID), "documents.read-again", "n", itoa(len(after.Facts)-len(before.Facts)))
}

// factsInput is the form beside the text: single facts, or all that wait of a kind.
type factsInput struct {
	Accept     []core.FactID `form:"accept"`
	Refuse     []core.FactID `form:"refuse"`
	AcceptKind string        `form:"accept-kind"`
}

func (v *visit) decideFacts() error {
	var in factsInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	r, err := v.site.App.Document(v.ctx, v.who, v.documentID())
	if err != nil {
		return err
	}
	wanted := decisionsOf(in, r.Facts)
	var left []app.Left
	if len(wanted) == 0 {
		err = errs.Field("fact", "documents.nothing-chosen")
	} else {
		left, err = v.site.App.Decide(v.ctx, v.who, r.Document.ID, wanted)
	}
	if err == nil && len(left) > 0 {
		return v.decidedInPart(r.Document.ID, len(wanted)-len(left), left)
	}
	if err == nil {
		return v.seeOther("/documents/"+string(r.Document.ID)+anchorOf(r.Facts, wanted), "documents.decided", "n", itoa(len(wanted)))
	}
	if !mendable(err) {
		return err
	}
	p, pageErr := v.readerPage(r)
	if pageErr != nil {
		return errors.Join(err, pageErr)
	}
	for _, e := range errs.All(err) {
		p.Problems = append(p.Problems, page.Problem{Text: v.fault(e)})
	}
	return v.refuse(p, err)
}

// decidedInPart shows the document as it is now, over it what was not accepted and why.
func (v *visit) decidedInPart(id core.DocumentID, taken int, left []app.Left) error {
	r, err := v.site.App.Document(v.ctx, v.who, id)
	if err != nil {
		return err
	}
	p, err := v.readerPage(r)
	if err != nil {
		return err
	}
	p.Notices = append(p.Notices, page.Notice{Tone: page.ToneDone, Text: page.Plain(v.t("documents.decided", "n", itoa(taken)))})
	for _, x := range left {
		p.Problems = append(p.Problems, page.Problem{Text: v.fault(x.Why), URL: anchorOf(r.Facts, []app.Decision{{Fact: x.Fact.ID}})})
	}
	return v.show(p)
}

func decisionsOf(in factsInput, facts []document.Fact) []app.Decision {
	var out []app.Decision
	for _, id := range in.Refuse {
		out = append(out, app.Decision{Fact: id})
	}
	for _, id := range in.Accept {
		out = append(out, app.Decision{Fact: id, Accept: true})
	}
	for _, f := range facts {
		if in.AcceptKind != "" && f.Kind == in.AcceptKind && f.State == document.Proposed {
			out = append(out, app.Decision{Fact: f.ID, Accept: true, Among: true})
		}
	}
	return out
}

// anchorOf leads back to the first fact that was decided.
func anchorOf(facts []document.Fact, wanted []app.Decision) string {
	for i, f := range facts {
		for _, d := range wanted {
			if d.Fact == f.ID {
				return "#f-" + itoa(i+1)
			}
		}
	}
	return ""
}

// fact leads from an object's source to the words that say it.
func (v *visit) fact() error {
	f, err := v.site.App.FactPlace(v.ctx, v.who, core.FactID(v.r.PathValue("id")))
	if err != nil {
		return err
	}
	r, err := v.site.App.Document(v.ctx, v.who, f.Document)
	if err != nil {
		return err
	}
	return v.seeOther("/documents/"+string(f.Document)+strings.Replace(anchorOf(r.Facts, []app.Decision{{Fact: f.ID}}), "#f-", "#s-", 1), "")
}

func (v *visit) directives() error {
	all, err := v.site.App.Directives(v.ctx, v.who)
	if err != nil {
		return err
	}
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("directives.title")), Heading: page.Heading{Title: v.t("directives.title"),
		Standfirst: page.Plain(v.t("directives.lead")), Crumbs: []page.Link{{Text: v.t("nav.documents"), URL: "/documents"}}}}
	var rows []page.Row
	today := v.site.App.Today(v.who.District)
	for _, d := range all {
		due := v.site.Words.Date(v.lang, d.Due)
		if d.Due == "" {
			due = orText(d.Deadline, i18n.Unknown)
		}
		text := page.Cell{Text: d.Text, Head: true}
		if d.Subject != "" {
			text.Note = v.t("directives.subject", "subject", v.unitsNamed(s, d.Subject))
		}
		if d.Deliverable != "" {
			text.Note = strings.TrimSpace(text.Note + "　" + v.t("directives.deliverable", "deliverable", d.Deliverable))
		}
		state := page.Cell{Text: v.t("directive-state." + string(d.State))}
		if closer := v.unitName(s, d.Closer); closer != "" {
			state.Note = v.t("directives.closer", "unit", closer)
		}
		tone := page.Tone("")
		if n := d.DaysLate(today); n > 0 {
			tone, state.Note = page.ToneFar, strings.TrimSpace(v.t("directives.overdue", "n", itoa(n))+" "+state.Note)
		}
		rows = append(rows, page.Row{ID: d.Code, Tone: tone, Cells: []page.Cell{
			{Text: d.Code, URL: v.historyURL("directive:" + string(d.ID))}, text, {Text: orText(v.unitName(s, d.Lead), i18n.Unknown)}, {Text: due},
			state, v.sourceCell(d.Source)}})
	}
	table := page.NewTable([]page.Column{{Label: v.t("directives.code")}, {Label: v.t("directives.text")}, {Label: v.t("directives.unit")},
		{Label: v.t("directives.due")}, {Label: v.t("directives.state")}, {Label: v.t("directives.source"), Minor: true}}, rows)
	table.Empty = page.Empty{Text: v.t("directives.none")}
	p.Blocks = []page.Block{{Table: table}}
	return v.show(p)
}

// sourceCell links to the words an object comes from.
func (v *visit) sourceCell(source string) page.Cell {
	ref, err := core.ParseRef(source)
	switch {
	case err == nil && ref.Kind == "fact" && v.may(access.ViewDocument):
		return page.Cell{Text: v.t("source.words"), URL: "/facts/" + url.PathEscape(ref.ID)}
	case err == nil && ref.Kind != "":
		return page.Cell{Text: v.t("source.words")}
	}
	return page.Cell{Text: v.term(source)}
}

// historyURL leads to an object's history, for those who may read histories.
func (v *visit) historyURL(ref string) string {
	if !v.may(access.ViewHistory) {
		return ""
	}
	return "/history?ref=" + url.QueryEscape(ref)
}
