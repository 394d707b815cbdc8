package app

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"strconv"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/pdf"
	"tupo/internal/store"
	"tupo/internal/textin"
)

// Drawn is a page of a PDF as a picture, and the words of a fact on it.
type Drawn struct {
	Document document.Document
	Number   int // 1 for the first
	Pages    int // how many the file has

	Drawing *pdf.Drawing // nil where the page could not be drawn, Fault tells why
	Fault   *errs.Error

	Fact          *document.Fact // nil: none was asked for
	Before, After string         // what stands around the fact in its sentence
	First, Last   int            // pages on which the fact begins and ends
	Marks         []pdf.Rect     // where its words stand on the picture
	Known         bool           // whether Marks is known; never a guess
}

// pagesSeen is what is known of a document's pages before one is drawn.
type pagesSeen struct {
	doc      document.Document
	fact     *document.Fact
	pages    []textin.Page
	original core.EvidenceID
}

// DrawPage draws a page of a document that came as a PDF, with the words of one of its
// facts ("" for none) marked. It fails with errs.Missing, and errs.Invalid
// (documents.no-picture, pdf.no-page); a page that cannot be drawn is no failure.
func (a *App) DrawPage(ctx context.Context, w Who, id core.DocumentID, n int, fact core.FactID) (Drawn, error) {
	seen, err := a.pagesSeen(ctx, w, id, fact)
	if err != nil {
		return Drawn{}, err
	}
	out := Drawn{Document: seen.doc, Number: n, Pages: len(seen.pages), Fact: seen.fact}
	out.Drawing, err = a.drawn(ctx, seen, n)
	switch {
	case err == nil:
	case errors.As(err, &out.Fault) && cannotDraw(out.Fault):
		out.Drawing = nil
	default:
		return Drawn{}, err
	}
	if seen.fact == nil {
		return out, nil
	}
	s, err := a.text(seen.doc)
	if err != nil {
		return Drawn{}, err
	}
	out.mark(NewWording([]rune(s), a.layouts.of(seen.doc, s)), seen.pages)
	return out, nil
}

// On says whether words of the fact are on this page.
func (d Drawn) On() bool {
	return d.Fact != nil && d.First > 0 && d.Number >= d.First && d.Number <= d.Last
}

// cannotDraw tells what is the page's own fault, or passes, from what was asked wrong.
func cannotDraw(e *errs.Error) bool {
	switch e.Kind {
	case errs.TooLarge, errs.Busy:
		return true
	}
	return e.Kind == errs.Invalid && e.Field == ""
}

// mark finds the fact's words in its sentence and on the picture.
func (d *Drawn) mark(said *Wording, pages []textin.Page) {
	start, end := int(d.Fact.Start), int(d.Fact.End)
	text := said.text
	d.Before, d.After = said.Around(start, end)
	if at, ok := textin.PageOf(pages, start); ok {
		d.First = at.Number
	}
	if at, ok := textin.PageOf(pages, max(start, end-1)); ok {
		d.Last = at.Number
	}
	p := pages[d.Number-1]
	if d.Drawing == nil || p.Start < 0 || p.End > len(text) || p.Start > p.End {
		return
	}
	if from, to := max(start, p.Start), min(end, p.End); from < to {
		d.Marks, d.Known = d.Drawing.Marks(string(text[p.Start:p.End]), from-p.Start, to-p.Start)
	}
}

// PagePicture gives the picture of a page of a document that came as a PDF. It fails as
// DrawPage does, and where the page cannot be drawn.
func (a *App) PagePicture(ctx context.Context, w Who, id core.DocumentID, n int) ([]byte, error) {
	seen, err := a.pagesSeen(ctx, w, id, "")
	if err != nil {
		return nil, err
	}
	d, err := a.drawn(ctx, seen, n)
	if err != nil {
		return nil, err
	}
	return d.PNG, nil
}

// drawn takes the page from the album.
func (a *App) drawn(ctx context.Context, seen pagesSeen, n int) (*pdf.Drawing, error) {
	if n < 1 || n > len(seen.pages) {
		return nil, errs.Field("n", "pdf.no-page", "page", strconv.Itoa(n), "pages", strconv.Itoa(len(seen.pages)))
	}
	return a.album.Page(ctx, string(seen.original), n, func() (io.ReadCloser, error) {
		return a.db.Blobs().Open(string(seen.original))
	})
}

func (a *App) pagesSeen(ctx context.Context, w Who, id core.DocumentID, fact core.FactID) (pagesSeen, error) {
	var seen pagesSeen
	if err := a.anywhere(w, access.ViewDocument); err != nil {
		return seen, err
	}
	var places core.EvidenceID
	err := a.db.View(ctx, w.District, func(v *store.View) (err error) {
		if seen.doc, err = store.Get[document.Document](v, string(id)); err != nil {
			return access.Hide(err)
		}
		if fact != "" {
			f, err := store.Get[document.Fact](v, string(fact))
			if err != nil {
				return access.Hide(err)
			}
			if f.Document != id {
				return access.Missing()
			}
			seen.fact = &f
		}
		if places, err = noted(v, id, notePages); err == nil {
			seen.original, err = noted(v, id, noteOriginal)
		}
		return err
	})
	if errs.Is(err, errs.Missing) && seen.doc.ID != "" && (fact == "" || seen.fact != nil) {
		return seen, errs.New(errs.Invalid, "documents.no-picture")
	}
	if err != nil {
		return seen, err
	}
	if seen.pages, err = a.pages(places); err != nil {
		return seen, err
	}
	if !paged(seen.pages) || a.album == nil {
		return seen, errs.New(errs.Invalid, "documents.no-picture")
	}
	return seen, nil
}

// pages reads where the pages of a document are in its text.
func (a *App) pages(id core.EvidenceID) (out []textin.Page, err error) {
	places, err := a.kept(id)
	if err != nil {
		return nil, err
	}
	return out, json.Unmarshal(places, &out)
}

// paged tells the pages of a PDF from the sheets of a workbook, which have names.
func paged(pages []textin.Page) bool { return len(pages) > 0 && pages[0].Name == "" }

// Drawable says whether the document's pages can be shown as pictures.
func (r Reading) Drawable() bool { return r.drawable }
