package web

import (
	"net/http"
	"net/url"
	"strconv"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/httpx"
	"tupo/internal/pdf"
	"tupo/internal/web/page"
)

// pageNumber is the page that the address names.
func (v *visit) pageNumber() (int, error) {
	n, err := strconv.Atoi(v.r.PathValue("n"))
	if err != nil || n < 1 {
		return 0, access.Missing()
	}
	return n, nil
}

// pageURL is where a page of a PDF is shown, with the words of a fact marked if one is
// given.
func pageURL(d core.DocumentID, n int, fact core.FactID) string {
	path := "/documents/" + url.PathEscape(string(d)) + "/pages/" + itoa(n)
	if fact != "" {
		path += "?fact=" + url.QueryEscape(string(fact))
	}
	return path
}

// drawnPage shows a page of a PDF as a picture.
func (v *visit) drawnPage() error {
	n, err := v.pageNumber()
	if err != nil {
		return err
	}
	d, err := v.site.App.DrawPage(v.ctx, v.who, v.documentID(), n, core.FactID(v.r.URL.Query().Get("fact")))
	if err != nil {
		return err
	}
	status := http.StatusOK
	if d.Fault != nil {
		status = httpx.Status(d.Fault)
	}
	return v.site.views.Write(v.w, status, v.drawnOf(d))
}

func (v *visit) drawnOf(d app.Drawn) page.Drawn {
	doc, fact := d.Document, core.FactID("")
	path := "/documents/" + string(doc.ID)
	p := page.Drawn{Back: page.Link{Text: v.t("drawn.back"), URL: path}, Original: page.Link{Text: v.t("documents.original"), URL: path + "/original"}}
	if d.Fact != nil {
		fact = d.Fact.ID
		p.Back = page.Link{Text: v.t("drawn.back-fact"), URL: factAddress(*d.Fact, "f")}
		p.Quote = &page.Quote{Before: d.Before, Text: d.Fact.Text, After: d.After, URL: p.Back.URL, From: v.cited(doc)}
		p.Place = v.placeOf(d)
	}
	name := v.site.Words.Page(v.lang, d.Number, "")
	p.Frame = v.frame(name + " · " + doc.Title)
	p.Scripts = []string{"pages.js"}
	p.Heading = page.Heading{Title: v.t("drawn.title", "page", itoa(d.Number), "pages", itoa(d.Pages)),
		Crumbs: []page.Link{{Text: v.t("nav.documents"), URL: "/documents"}, {Text: doc.Title, URL: path}}}
	if d.Number > 1 {
		p.Prev = &page.Link{Text: v.t("drawn.previous"), URL: pageURL(doc.ID, d.Number-1, fact)}
	}
	if d.Number < d.Pages {
		p.Next = &page.Link{Text: v.t("drawn.next"), URL: pageURL(doc.ID, d.Number+1, fact)}
	}
	if d.Drawing == nil {
		p.Fault = v.fault(d.Fault)
		return p
	}
	p.Picture = &page.Picture{URL: pageURL(doc.ID, d.Number, "") + "/picture", Width: d.Drawing.Width, Height: d.Drawing.Height,
		Alt: v.alt(d), Marks: pictureMarks(d.Marks)}
	if d.Drawing.Letters != pdf.Own {
		p.Notes = append(p.Notes, v.t("drawn."+string(d.Drawing.Letters)))
	}
	if d.On() && !d.Known {
		p.Notes = append(p.Notes, v.t("drawn.unmarked"))
	}
	return p
}

// alt says what the picture shows to whoever does not see it.
func (v *visit) alt(d app.Drawn) string {
	n := itoa(d.Number)
	switch {
	case !d.On():
		return v.t("drawn.alt", "title", d.Document.Title, "page", n)
	case d.Known:
		return v.t("drawn.alt.marked", "title", d.Document.Title, "page", n, "text", d.Before+d.Fact.Text+d.After)
	}
	return v.t("drawn.alt.unmarked", "title", d.Document.Title, "page", n, "text", d.Before+d.Fact.Text+d.After)
}

// placeOf leads to the words from a page on which they are not, or to where they go on.
func (v *visit) placeOf(d app.Drawn) *page.Link {
	to, key := 0, "drawn.place"
	switch {
	case !d.On():
		to = d.First
	case d.Number < d.Last:
		to, key = d.Number+1, "drawn.goes-on"
	case d.Number > d.First:
		to, key = d.Number-1, "drawn.begins"
	}
	if to == 0 {
		return nil
	}
	return &page.Link{Text: v.t(key, "page", v.site.Words.Page(v.lang, to, "")), URL: pageURL(d.Document.ID, to, d.Fact.ID) + "#mark"}
}

// pictureMarks gives the marks a little air, so that no letter is cut.
func pictureMarks(all []pdf.Rect) []page.PictureMark {
	const air = 4 // pixels of the picture
	var out []page.PictureMark
	for i, r := range all {
		m := page.PictureMark{Left: r.Left - air, Top: r.Top - air, Width: r.Right - r.Left + 2*air, Height: r.Bottom - r.Top + 2*air}
		if i == 0 {
			m.ID = "mark"
		}
		out = append(out, m)
	}
	return out
}

// picture gives the page's picture; who has it is told so.
func (v *visit) picture() error {
	n, err := v.pageNumber()
	if err != nil {
		return err
	}
	picture, err := v.site.App.PagePicture(v.ctx, v.who, v.documentID(), n)
	if err != nil {
		return err
	}
	return httpx.Picture(v.w, v.r, picture)
}

// onPage says on which page of the file a fact begins, and leads there where it can be
// shown; "" where the file has no pages.
func (v *visit) onPage(r app.Reading, f document.Fact) page.Link {
	at, ok := r.PageOf(f)
	if !ok {
		return page.Link{}
	}
	link := page.Link{Text: v.site.Words.Page(v.lang, at.Number, at.Name)}
	if r.Drawable() {
		link.URL = pageURL(r.Document.ID, at.Number, f.ID) + "#mark"
	}
	return link
}
