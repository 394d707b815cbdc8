package web

import (
	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/httpx"
	"tupo/internal/web/page"
)

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
		get("/documents/{id}/pages/{n}", access.ViewDocument, (*visit).drawnPage),
		get("/documents/{id}/pages/{n}/picture", access.ViewDocument, (*visit).picture),
		post("/documents/{id}/read", access.ReadDocument, (*visit).readAgain),
		post("/documents/{id}/facts", access.DecideFact, (*visit).decideFacts),
		get("/facts/{id}", access.ViewDocument, (*visit).fact),
		get("/facts/{id}/edit", access.DecideFact, (*visit).editFact),
		post("/facts/{id}", access.DecideFact, (*visit).decideFact),
		get("/directives", access.ViewDirective, (*visit).directives),
		get("/directives/{code}", access.ViewDirective, (*visit).directive),
		post("/directives/{code}", access.IssueDirective, (*visit).registerDirective),
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
		p.Form, p.Scripts = v.dropForm(), []string{"upload.js"}
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

func (v *visit) documentID() core.DocumentID { return core.DocumentID(v.r.PathValue("id")) }

func (v *visit) document() error {
	r, err := v.site.App.Document(v.ctx, v.who, v.documentID())
	if err != nil {
		return err
	}
	p, err := v.readerPage(r, v.wantedFacts())
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
