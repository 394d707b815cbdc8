package web

import (
	"bytes"
	"errors"
	"io"
	"net/http"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/web/page"
)

// maxForm bounds a form with its files, in bytes. It is far above what one file
// may have: of a larger one the form is shown again, with the fault at its field.
const maxForm = 512 << 20

// documentInput is the form of a new document; the file comes beside it.
type documentInput struct {
	Text   string    `form:"text,lines,max=60000"`
	Date   core.Date `form:"date"`
	Title  string    `form:"title,max=200"`
	Source string    `form:"source,max=200"`
	Kind   string    `form:"kind,oneof=news|report|plan|minutes|other"`
}

func documentKinds() []string { return []string{"news", "report", "plan", "minutes", "other"} }

func (v *visit) newDocument() error { return v.show(v.documentForm(v.newInput(), nil)) }

func (v *visit) newInput() documentInput {
	return documentInput{Date: v.site.App.Today(v.who.District), Kind: "news"}
}

func (v *visit) addDocument() error {
	in, file, err := v.readDocumentForm()
	if err != nil {
		return v.refuseDocument(in, atField(err, "file"))
	}
	r, there, err := v.takeDocument(file)
	switch {
	case err == nil && v.partOnly():
		return v.added(r, there)
	case err == nil && there:
		return v.seeOther("/documents/"+string(r.Document.ID), "documents.read-before", "at", v.clock(r.Document.AddedAt))
	case err == nil:
		return v.seeOther("/documents/"+string(r.Document.ID), "documents.read-done")
	case !mendable(err):
		return err
	}
	field := "file"
	if in.Text != "" {
		field = "text"
	}
	return v.refuseDocument(in, atField(err, field))
}

// takeDocument keeps and reads a document, and tells whether its text was there before.
func (v *visit) takeDocument(file app.NewDocument) (r app.Reading, there bool, err error) {
	doc, there, err := v.site.App.TakeDocument(v.ctx, v.who, file)
	if err != nil {
		return r, there, err
	}
	r, err = v.site.App.ReadPage(v.ctx, v.who, doc.ID)
	return r, there, err
}

// added tells the script where the document is and what was found in it.
func (v *visit) added(r app.Reading, there bool) error {
	v.w.Header().Set("Location", "/documents/"+string(r.Document.ID))
	text := v.t("documents.added-one", "title", r.Document.Title, "n", itoa(len(r.Facts)))
	if len(r.Facts) == 0 && foreign(r.Text) {
		text += " " + v.t("documents.not-chinese")
	}
	if there {
		text = v.t("documents.read-before", "at", v.clock(r.Document.AddedAt))
	}
	return v.plain(http.StatusCreated, text)
}

// refuseDocument shows the form again with what was wrong in it; the script gets the
// fault alone.
func (v *visit) refuseDocument(in documentInput, err error) error {
	if v.partOnly() && mendable(err) {
		return v.plain(httpx.Status(err), v.faults(err))
	}
	return v.refuse(v.documentForm(in, err), err)
}

// plain sends one sentence.
func (v *visit) plain(status int, text string) error {
	h := v.w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	v.w.WriteHeader(status)
	_, err := io.WriteString(v.w, text)
	return err
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
	p.Scripts = []string{"upload.js"}
	p.Form = page.Form{ID: "document", To: "/documents", Files: true, Drop: v.dropWords(), Sections: []page.Section{{Fields: []page.Field{
		v.fileField(),
		{Kind: page.KindArea, Name: "text", Label: v.t("documents.text"), Value: in.Text, Rows: "10"},
		v.dateField(in), v.kindField(in),
		{Kind: page.KindText, Name: "title", Label: v.t("documents.title"), Help: v.t("documents.title.help"), Value: in.Title},
		{Kind: page.KindText, Name: "source", Label: v.t("documents.source"), Help: v.t("documents.source.help"), Value: in.Source},
	}}},
		Submits: []page.Submit{{Text: v.t("documents.read"), Primary: true}}, Cancel: &page.Link{Text: v.t("form.cancel"), URL: "/documents"}}
	v.mark(&p.Form, err)
	return p
}

// dropForm is the short form over the list of documents: files, their date and kind.
func (v *visit) dropForm() *page.Form {
	in := v.newInput()
	return &page.Form{ID: "document", To: "/documents", Files: true, Drop: v.dropWords(),
		Sections: []page.Section{{Fields: []page.Field{v.fileField(), v.dateField(in), v.kindField(in)}}},
		Submits:  []page.Submit{{Text: v.t("documents.read")}}}
}

func (v *visit) fileField() page.Field {
	return page.Field{Kind: page.KindFile, Name: "file", Label: v.t("documents.file"), Help: v.t("documents.file.help"), Accept: ".txt,.md,.docx,.html,.htm,.pdf,.xlsx"}
}

func (v *visit) dateField(in documentInput) page.Field {
	return page.Field{Kind: page.KindDate, Name: "date", Label: v.t("documents.date"), Help: v.t("documents.date.help"), Value: string(in.Date), Short: true}
}

func (v *visit) kindField(in documentInput) page.Field {
	f := page.Field{Kind: page.KindSelect, Name: "kind", Label: v.t("documents.kind"), Short: true}
	for _, k := range documentKinds() {
		f.Options = append(f.Options, page.Option{Value: k, Text: v.t("document-kind." + k), Selected: k == in.Kind})
	}
	return f
}

// dropWords are what the script says while files go up and are read.
func (v *visit) dropWords() *page.Drop {
	return &page.Drop{Invite: v.t("drop.invite"), Sending: v.t("drop.sending"), Reading: v.t("drop.reading"), Lost: v.t("drop.lost"), Login: v.t("drop.login"), Failed: v.t("drop.failed"), Waiting: v.t("drop.waiting")}
}
