package api

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/pdf"
)

// DrawnPage is a page of a PDF as a picture.
type DrawnPage struct {
	Number  int    `json:"number" minimum:"1" doc:"1 for the first"`
	Pages   int    `json:"pages" doc:"how many the file has"`
	Width   int    `json:"width" doc:"of the picture, pixels"`
	Height  int    `json:"height" doc:"of the picture, pixels"`
	Picture string `json:"picture" doc:"where the picture is: a PNG"`
	Letters string `json:"letters" enum:"own,lent,boxes" doc:"what Chinese characters are drawn with: the file's own font, another one where it brings none, or boxes where the machine has none either"`
	// Words is where the fact stands that was asked for.
	Words *DrawnWords `json:"words,omitempty" doc:"of the fact that was asked for"`
}

// DrawnWords are the words of a fact on a page.
type DrawnWords struct {
	Fact  string      `json:"fact" doc:"identifier"`
	First int         `json:"first" doc:"page on which they begin"`
	Last  int         `json:"last" doc:"page on which they end"`
	Known bool        `json:"known" doc:"whether it is known where on the picture they stand; it is never guessed"`
	Marks []DrawnMark `json:"marks" nullable:"false" doc:"where they stand, one for each line"`
}

// DrawnMark is a part of a picture: pixels from its upper left corner.
type DrawnMark struct {
	Left   int `json:"left"`
	Top    int `json:"top"`
	Right  int `json:"right"`
	Bottom int `json:"bottom"`
}

type drawnInput struct {
	Lang
	ID   string `path:"id" maxLength:"40"`
	N    int    `path:"n" minimum:"1" doc:"number of the page, 1 for the first"`
	Fact string `query:"fact" maxLength:"40" doc:"identifier of a fact whose words are looked for"`
}

func (s *service) drawnOperations(t *table) {
	register(t, operation{Method: http.MethodGet, Path: "/documents/{id}/pages/{n}", ID: "get-document-page", Tag: "document", May: access.ViewDocument,
		Summary: "A page of a PDF as a picture, and where a fact's words stand on it",
		Detail:  "400 for a document that is no PDF or a page that cannot be drawn, 422 for a page that it does not have, 413 for one that takes too long, 503 while too many others are drawn."}, s.drawnPage)
	t.plain(operation{Method: http.MethodGet, Path: "/documents/{id}/pages/{n}/picture", ID: "get-page-picture", Tag: "document", May: access.ViewDocument,
		Summary: "The picture of a page of a PDF", Detail: "Up to 1,400 pixels wide and 1,980 high. With an entity tag."},
		func(op *huma.Operation) {
			op.Parameters = append(op.Parameters, pathParam("id", "identifier of the document"), pathParam("n", "number of the page, 1 for the first"))
			gives(op, "image/png", "The picture")
		}, s.picture)
}

func (s *service) drawnPage(ctx context.Context, w app.Who, in *drawnInput) (reply[DrawnPage], error) {
	d, err := s.app.DrawPage(ctx, w, core.DocumentID(in.ID), in.N, core.FactID(in.Fact))
	if err == nil && d.Fault != nil {
		err = d.Fault
	}
	if err != nil {
		return reply[DrawnPage]{}, err
	}
	out := DrawnPage{Number: d.Number, Pages: d.Pages, Width: d.Drawing.Width, Height: d.Drawing.Height, Letters: string(d.Drawing.Letters),
		Picture: Prefix + "/documents/" + url.PathEscape(in.ID) + "/pages/" + strconv.Itoa(in.N) + "/picture"}
	if d.Fact != nil {
		out.Words = &DrawnWords{Fact: string(d.Fact.ID), First: d.First, Last: d.Last, Known: d.Known, Marks: each(d.Marks, func(r pdf.Rect) DrawnMark { return DrawnMark(r) })}
	}
	return reply[DrawnPage]{out}, nil
}

func (s *service) picture(w http.ResponseWriter, r *http.Request, who app.Who) error {
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil {
		return errs.Field("n", "api.want-integer")
	}
	picture, err := s.app.PagePicture(r.Context(), who, core.DocumentID(r.PathValue("id")), n)
	if err != nil {
		return err
	}
	return httpx.Picture(w, r, picture)
}
