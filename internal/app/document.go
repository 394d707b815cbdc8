package app

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/record"
	"tupo/internal/report"
	"tupo/internal/store"
	"tupo/internal/textin"
)

// MaxDocument is the largest document file taken, in bytes.
const MaxDocument = 20 << 20

// NewDocument is a document as brought in. Its bytes tell the format.
type NewDocument struct {
	Title  string // "" takes the first headline or the file's name
	Name   string
	Kind   string
	Date   core.Date // when it appeared; spans of time are read against it
	Source string
	Body   io.Reader
}

// AddDocument takes a document in, or finds the one with the same text. The file
// itself is kept beside the text where the two differ.
func (a *App) AddDocument(ctx context.Context, w Who, in NewDocument) (document.Document, error) {
	d, _, err := a.TakeDocument(ctx, w, in)
	return d, err
}

// TakeDocument is AddDocument, and tells whether the text was there before: then the
// document is the one that was made of it first, whatever is said of it now.
func (a *App) TakeDocument(ctx context.Context, w Who, in NewDocument) (d document.Document, there bool, err error) {
	if err := a.anywhere(w, access.ReadDocument); err != nil {
		return d, false, err
	}
	if err := fits(text{"title", in.Title, titleLimit}, text{"source", in.Source, titleLimit}); err != nil {
		return d, false, err
	}
	raw, err := io.ReadAll(io.LimitReader(in.Body, MaxDocument+1))
	if err != nil {
		return d, false, err
	}
	read, err := textin.Read(bytes.NewReader(raw), textin.Limits{Input: MaxDocument}, a.pdf.In(ctx))
	if err != nil {
		return d, false, err
	}
	if strings.EqualFold(path.Ext(in.Name), ".md") {
		read.Text = textin.Unmarked(read.Text)
	}
	var same *document.Document
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		same, err = documentOf(v, core.EvidenceID(store.BlobName(read.Text)))
		return err
	})
	if err != nil {
		return d, false, err
	}
	if same != nil {
		return *same, true, nil // before a file is kept that nothing would point at
	}
	files, err := a.keepDocument(ctx, w, in.Name, raw, read)
	if err != nil {
		return d, false, err
	}
	d = document.Document{Title: in.Title, Kind: in.Kind, Date: in.Date, Text: files[0].Evidence,
		Runes: int64(utf8.RuneCountInString(read.Text)), AddedBy: w.ID(), AddedAt: a.clock(), Source: in.Source}
	if d.Title == "" || d.Date == "" {
		introduceDocument(&d, read, in.Name)
	}
	id, err := a.newID()
	if err != nil {
		return d, false, err
	}
	d.ID = core.DocumentID(id)
	_, err = a.write(ctx, w, "document.add", "", func(tx *store.Tx) error {
		same, err := documentOf(tx, d.Text)
		if err != nil {
			return err
		}
		if same != nil {
			d, there = *same, true
			return nil
		}
		for i := range files {
			files[i].Ref = core.Ref{Kind: "document", ID: id}.String()
		}
		return putAll(tx, append([]record.Row{&d}, pointers[report.Attachment](files)...))
	})
	return d, there, err
}

// documentOf finds the document with a text, nil if there is none.
func documentOf(r store.Reader, text core.EvidenceID) (*document.Document, error) {
	same, err := store.List[document.Document](r, "text_id = $1", string(text))
	if err != nil || len(same) == 0 {
		return nil, err
	}
	return &same[0], nil
}

// Notes of a document's attachments.
const (
	noteText     = "text"
	noteOriginal = "original"
	notePages    = "pages"
)

// keepDocument stores the text, where its pages are if it has any, and the file as it
// came if its bytes are others; it gives the attachments to be, the text's first.
func (a *App) keepDocument(ctx context.Context, w Who, name string, raw []byte, read textin.Result) ([]report.Attachment, error) {
	var files []report.Attachment
	keep := func(note, name string, content []byte) error {
		file, err := a.keepFile(ctx, w, "document.file", name, bytes.NewReader(content), MaxDocument)
		files = append(files, report.Attachment{Evidence: file.ID, Note: note})
		return err
	}
	if err := keep(noteText, name, []byte(read.Text)); err != nil {
		return nil, err
	}
	if len(read.Pages) > 0 {
		pages, err := json.Marshal(read.Pages)
		if err != nil {
			return nil, err
		}
		if err := keep(notePages, "pages.json", pages); err != nil {
			return nil, err
		}
	}
	if string(raw) == read.Text {
		return files, nil
	}
	return files, keep(noteOriginal, name, raw)
}

// noted is a document's file of this note; errs.Missing when it has none.
func noted(v store.Reader, id core.DocumentID, note string) (core.EvidenceID, error) {
	links, err := store.List[report.Attachment](v, "ref = $1 AND note = $2", core.Ref{Kind: "document", ID: string(id)}.String(), note)
	switch {
	case err != nil:
		return "", err
	case len(links) == 0:
		return "", access.Missing()
	}
	return links[len(links)-1].Evidence, nil
}

// Original opens a document's file as it came. The caller closes it.
func (a *App) Original(ctx context.Context, w Who, id core.DocumentID) (report.Evidence, io.ReadSeekCloser, error) {
	var e report.Evidence
	if err := a.anywhere(w, access.ViewDocument); err != nil {
		return e, nil, err
	}
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		d, err := store.Get[document.Document](v, string(id))
		if err != nil {
			return access.Hide(err)
		}
		file, err := noted(v, id, noteOriginal)
		if errs.Is(err, errs.Missing) {
			file, err = d.Text, nil
		}
		if err != nil {
			return err
		}
		e, err = store.Get[report.Evidence](v, string(file))
		return err
	})
	if err != nil {
		return e, nil, err
	}
	content, err := a.db.Blobs().Open(string(e.ID))
	if err != nil {
		return e, nil, err
	}
	return e, content, nil
}

// Reading is a document with its text and what was found in it.
type Reading struct {
	Document document.Document
	Text     string
	Layout   *extract.Layout
	Pages    []textin.Page              // of a PDF, or sheets of a workbook; nil for the rest
	Facts    []document.Fact            // by place
	Present  map[core.FactID][]Attendee // of accepted meetings: the chair first, then in the page's order
	Offers   map[core.FactID]Offer      // what accepting them would do, for those who may decide
	// Told is the day that the text tells of itself and is read from, where the document's date
	// does not fit it; else nil.
	Told    *extract.ReferenceDate
	Outcome *Outcome // nil, or what accepting the programme would do where the page says only a number

	drawable bool
}

// Outcome is what accepting a proposed fact would do, and why. Programme is the code of
// the one that it would be linked to; "" is a new draft.
type Outcome struct {
	Fact      core.FactID
	Programme string
	Why       *errs.Error
}

// PageOf finds the page that a fact begins on; false in a document without pages.
func (r Reading) PageOf(f document.Fact) (textin.Page, bool) {
	return textin.PageOf(r.Pages, int(f.Start))
}

// Document opens a document.
func (a *App) Document(ctx context.Context, w Who, id core.DocumentID) (Reading, error) {
	var r Reading
	var pages core.EvidenceID
	if err := a.anywhere(w, access.ViewDocument); err != nil {
		return r, err
	}
	s, err := a.Seen(ctx, w)
	if err != nil {
		return r, err
	}
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		p, err := paperOf(v, id)
		if err != nil {
			return err
		}
		r.Document, r.Facts = p.doc, p.facts
		if r.Present, err = a.present(v, w, r.Facts); err != nil {
			return err
		}
		if a.district(w, access.DecideFact) == nil {
			o, err := a.offeringOf(v, w, s, p)
			if err != nil {
				return err
			}
			if r.Offers, err = o.all(); err != nil {
				return err
			}
		}
		if pages, err = noted(v, id, notePages); err != nil && !errs.Is(err, errs.Missing) {
			return err
		}
		return outcomes(v, &r)
	})
	if err != nil {
		return r, err
	}
	if r.Text, err = a.text(r.Document); err != nil {
		return r, err
	}
	r.Layout = a.layouts.of(r.Document, r.Text)
	if told := r.Layout.Told; told != nil && told.Given != "" {
		r.Told = told
	}
	if pages == "" {
		return r, nil
	}
	r.Pages, err = a.pages(pages)
	r.drawable = err == nil && a.album != nil && paged(r.Pages)
	return r, err
}

// text reads a document's text.
func (a *App) text(d document.Document) (string, error) {
	text, err := a.kept(d.Text)
	return string(text), err
}

// paper is a document with its facts, by place.
type paper struct {
	doc   document.Document
	facts []document.Fact
	asked asked // for what facts of figures may match, whatever document it came from
}

// factsOf are the facts of a document. The second condition changes nothing; without it
// SQLite walks through all facts of the district by their keys rather than sort those of one
// document.
const factsOf = "document_id = $1 AND kind >= ''"

func paperOf(r store.Reader, id core.DocumentID) (paper, error) {
	facts, err := store.List[document.Fact](r, factsOf, string(id))
	if err != nil {
		return paper{}, err
	}
	return paperWith(r, id, facts)
}

// paperAround is a document with those of its facts that an offer of one of them is made
// from: itself, its programme, the orders that hold it, the figures that follow it at once, and
// the projects told of right before it.
func paperAround(r store.Reader, f document.Fact) (paper, error) {
	facts := []document.Fact{f}
	for _, q := range []struct {
		where string
		args  []any
	}{
		{"document_id = $1 AND kind = $2 AND start_rune >= 0", []any{string(f.Document), extract.KindProgramme}},
		{"document_id = $1 AND kind = $2 AND start_rune <= $3 AND end_rune >= $4", []any{string(f.Document), extract.KindDirective, f.Start, f.End}},
		{"document_id = $1 AND kind = $2 AND start_rune >= $3 AND start_rune < $4", []any{string(f.Document), extract.KindQuantity, f.Start, f.Start + strivenWithin}},
		{"document_id = $1 AND kind = $2 AND start_rune >= $3 AND start_rune < $4", []any{string(f.Document), extract.KindProject, f.Start - toldWithin, f.Start}},
	} {
		some, err := store.List[document.Fact](r, q.where, q.args...)
		if err != nil {
			return paper{}, err
		}
		facts = append(facts, slices.DeleteFunc(some, func(x document.Fact) bool { return x.ID == f.ID })...)
	}
	return paperWith(r, f.Document, facts)
}

func paperWith(r store.Reader, id core.DocumentID, facts []document.Fact) (paper, error) {
	p := paper{facts: facts}
	var err error
	if p.doc, err = store.Get[document.Document](r, string(id)); err != nil {
		return p, access.Hide(err)
	}
	byPlace(p.facts)
	if p.waits(extract.KindQuantity, extract.KindRank, extract.KindNonnumeric) { // nothing else becomes a target
		p.asked, err = askedOf(r)
	}
	return p, err
}

// paperFor is a document with those of its facts that decisions are about or depend on.
func paperFor(r store.Reader, id core.DocumentID, decisions []Decision) (paper, error) {
	if len(decisions) == 1 {
		f, err := store.Get[document.Fact](r, string(decisions[0].Fact))
		if err != nil && !errs.Is(err, errs.Missing) {
			return paper{}, err
		}
		if err == nil && f.Document == id && Offered(f.Kind) {
			return paperAround(r, f)
		}
	}
	return paperOf(r, id)
}

func (a *App) paper(ctx context.Context, w Who, id core.DocumentID, decisions ...Decision) (p paper, err error) {
	err = a.db.View(ctx, w.District, func(v *store.View) error {
		p, err = paperFor(v, id, decisions)
		return err
	})
	return p, err
}

// kept reads a stored file of a document whole.
func (a *App) kept(id core.EvidenceID) ([]byte, error) {
	f, err := a.db.Blobs().Open(string(id))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, MaxDocument))
}

// Documents lists all documents, newest first.
func (a *App) Documents(ctx context.Context, w Who) ([]document.Document, error) {
	if err := a.anywhere(w, access.ViewDocument); err != nil {
		return nil, err
	}
	var out []document.Document
	err := a.db.View(ctx, w.District, func(v *store.View) (err error) {
		out, err = store.List[document.Document](v, "")
		return err
	})
	newestFirst(out)
	return out, err
}
