package web

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/httpx"
	"tupo/internal/web/page"
)

// factsInput is the form beside the text: single facts, or all that wait of a kind.
type factsInput struct {
	Accept     []core.FactID     `form:"accept"`
	Refuse     []core.FactID     `form:"refuse"`
	AcceptKind string            `form:"accept-kind"`
	Show       string            `form:"show,max=40"` // how the table was narrowed
	Part       int               `form:"part"`        // which page of a large document it was
	Take       map[string]string `form:"take.,max=10"`
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
	wanted := decisionsOf(in, r)
	var left []app.Left
	if len(wanted) == 0 {
		err = errs.Field("fact", "documents.nothing-chosen")
	} else {
		left, err = v.site.App.Decide(v.ctx, v.who, r.Document.ID, wanted)
	}
	if err == nil && len(left) > 0 {
		return v.decidedInPart(r.Document.ID, in.where(wanted), len(wanted)-len(left), left)
	}
	if err == nil {
		return v.seeOther("/documents/"+string(r.Document.ID)+in.query(wanted[0].Fact)+"#f-"+string(wanted[0].Fact), "documents.decided", "n", itoa(len(wanted)))
	}
	if !mendable(err) {
		return err
	}
	p, pageErr := v.readerPage(r, in.where(wanted))
	if pageErr != nil {
		return errors.Join(err, pageErr)
	}
	for _, e := range errs.All(err) {
		p.Problems = append(p.Problems, page.Problem{Text: v.faultOf(e)})
	}
	return v.refuse(p, err)
}

// query leads back to the page from which a deed was sent.
func (in factsInput) query(fact core.FactID) string {
	q := url.Values{}
	wantedFacts{tag: in.Show}.into(q)
	if in.Part > 0 {
		q.Set("part", strconv.Itoa(in.Part))
		q.Set("fact", string(fact))
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

// where is the page on which decisions are told of that could not be taken: not narrowed, so
// that it shows their facts whatever was decided of them.
func (in factsInput) where(decisions []app.Decision) wantedFacts {
	w := wantedFacts{part: in.Part}
	if len(decisions) > 0 {
		w.fact = string(decisions[0].Fact)
	}
	return w
}

// mostProblems is how many facts that were left are told of one by one.
const mostProblems = 50

// decidedInPart shows the document as it is now, over it what was not accepted and why.
func (v *visit) decidedInPart(id core.DocumentID, w wantedFacts, taken int, left []app.Left) error {
	read, err := v.site.App.Document(v.ctx, v.who, id)
	if err != nil {
		return err
	}
	r := newReading(read)
	p, err := v.readerPage(read, w)
	if err != nil {
		return err
	}
	p.Notices = append(p.Notices, page.Notice{Tone: page.ToneDone, Text: page.Plain(v.t("documents.decided", "n", itoa(taken)))})
	for _, x := range left[:min(len(left), mostProblems)] {
		p.Problems = append(p.Problems, page.Problem{Text: v.faultOf(x.Why), URL: v.problemPlace(r, x.Fact)})
	}
	if more := len(left) - mostProblems; more > 0 {
		p.Problems = append(p.Problems, page.Problem{Text: v.t("documents.left-more", "n", itoa(more)), URL: r.path() + "?show=" + tagUndecided})
	}
	return v.show(p)
}

// problemPlace leads to the row of a fact that was left.
func (v *visit) problemPlace(r *reading, f document.Fact) string {
	if r.whole() {
		return "#f-" + string(f.ID)
	}
	return r.factPlace(f)
}

func decisionsOf(in factsInput, r app.Reading) []app.Decision {
	var out []app.Decision
	for _, id := range in.Refuse {
		out = append(out, app.Decision{Fact: id})
	}
	for _, id := range in.Accept {
		out = append(out, in.accepted(id, r.Offers[id]))
	}
	for _, f := range r.Facts {
		if in.AcceptKind != "" && string(factKind(f)) == in.AcceptKind && f.State == document.Proposed {
			out = append(out, app.Decision{Fact: f.ID, Accept: true, Among: true})
		}
	}
	return out
}

// accepted takes a fact as offered, with what was chosen where sources differ.
func (in factsInput) accepted(id core.FactID, offered app.Offer) app.Decision {
	chosen := choiceInput{Take: map[string]string{}}
	for name, whom := range in.Take {
		if fact, field, ok := strings.Cut(name, "."); ok && fact == string(id) {
			chosen.Take[field] = whom
		}
	}
	c, said := chosen.choice(nil, offered.Choice)
	return app.Decision{Fact: id, Accept: true, Choice: c, Said: said}
}

// partOnly tells whether the page's script asks: it wants what has changed and nothing
// around it.
func (v *visit) partOnly() bool { return v.r.Header.Get("Tupo-Part") != "" }

// fact leads from an object's source to the words that say it. For the page's script
// it is the fact's row as it stands.
func (v *visit) fact() error {
	id := core.FactID(v.r.PathValue("id"))
	if v.partOnly() {
		return v.factPart(http.StatusOK, id, nil)
	}
	f, err := v.site.App.FactPlace(v.ctx, v.who, id)
	if err != nil {
		return err
	}
	return v.seeOther(factAddress(f, "s"), "")
}

// factAddress leads to a fact of a document, which may be shown in parts: to its row (f) or to
// its words (s).
func factAddress(f document.Fact, to string) string {
	return "/documents/" + string(f.Document) + "?fact=" + url.QueryEscape(string(f.ID)) + "#" + to + "-" + string(f.ID)
}

// factPart sends a fact's row alone; more, if any, adds to it.
func (v *visit) factPart(status int, id core.FactID, more func(*factRows, document.Fact, app.Offer, *page.FactRow) error) error {
	p, err := v.factPage(id, more)
	if err != nil {
		return err
	}
	v.w.Header().Set("Cache-Control", "no-store")
	v.w.Header().Set("Vary", "Tupo-Part")
	return v.site.views.WritePart(v.w, status, p, "fact-part")
}

// factPage is the page of one fact. Its number is that which the script knows.
func (v *visit) factPage(id core.FactID, more func(*factRows, document.Fact, app.Offer, *page.FactRow) error) (page.FactPage, error) {
	p := page.FactPage{}
	f, o, err := v.site.App.FactOffer(v.ctx, v.who, id)
	if err != nil {
		return p, err
	}
	m, err := v.factRows()
	if err != nil {
		return p, err
	}
	if m.refused, err = v.site.App.RefusedBefore(v.ctx, v.who, []document.Fact{f}); err != nil {
		return p, err
	}
	if p.Row, err = m.row(f, o, v.r.FormValue("no")); err == nil && more != nil {
		err = more(m, f, o, &p.Row)
	}
	p.Frame = page.Frame{Lang: v.lang, Words: v.site.Words.For(v.lang)}
	return p, err
}

// editFact shows the form of one fact.
func (v *visit) editFact() error { return v.factWithForm(http.StatusOK, nil, nil) }

// factWithForm shows a fact with its form: as offered, or as it was sent with what was
// wrong in it.
func (v *visit) factWithForm(status int, sent url.Values, fault error) error {
	id := core.FactID(v.r.PathValue("id"))
	open := func(m *factRows, f document.Fact, o app.Offer, row *page.FactRow) error {
		if !app.Offered(f.Kind) || f.State == document.Accepted {
			if fault != nil {
				return fault // what was sent came too late
			}
			return errs.Field("fact", "documents.nothing-to-say")
		}
		x := m.newFactForm(f, o, sent)
		if as := app.As(v.r.FormValue("as")); sent == nil && as != "" {
			x.values["as"] = string(as) // the script asks for the other kind
		}
		var err error
		if row.Form, err = x.form(); err != nil {
			return err
		}
		if sent == nil && o.Stop != nil {
			fault = o.Stop // what must be said first
		}
		v.mark(&row.Form.Form, fault)
		row.Stop = ""
		row.Submits, row.Edit, row.ClashIn = nil, "", row.Form.ID
		row.Clash = m.clash(f, o, row.Form.ID)
		for i := range row.Clash {
			if whom := sent.Get(row.Clash[i].Name); whom != "" {
				row.Clash[i].Take = whom == takeHere
			}
		}
		return nil
	}
	if v.partOnly() {
		return v.factPart(status, id, open)
	}
	p, err := v.factPage(id, open)
	if err != nil {
		return err
	}
	f, err := v.site.App.FactPlace(v.ctx, v.who, id)
	if err != nil {
		return err
	}
	r, err := v.site.App.Document(v.ctx, v.who, f.Document)
	if err != nil {
		return err
	}
	p.Row.Place = p.Row.URL
	p.Row.Quote = quote(app.NewWording([]rune(r.Text), r.Layout), f)
	p.Row.Form.Cancel.URL = factAddress(f, "f")
	p.Frame = v.frame(v.t("documents.edit"))
	p.Heading = page.Heading{Title: p.Row.Name, Crumbs: []page.Link{{Text: v.t("nav.documents"), URL: "/documents"}, {Text: r.Document.Title, URL: "/documents/" + string(f.Document)}}}
	p.Scripts = []string{"documents.js"}
	v.w.Header().Set("Cache-Control", "no-store")
	return v.site.views.Write(v.w, status, p)
}

// decideFact accepts or refuses one fact, with what a person said of it.
func (v *visit) decideFact() error {
	var in choiceInput
	err := httpx.DecodeForm(v.r, &in)
	f, o, missing := v.site.App.FactOffer(v.ctx, v.who, core.FactID(v.r.PathValue("id")))
	if missing != nil {
		return missing
	}
	if err == nil {
		err = v.decideOne(f, o, in)
	}
	switch {
	case err == nil && v.partOnly():
		return v.factPart(http.StatusOK, f.ID, nil)
	case err == nil:
		return v.seeOther(factAddress(f, "f"), "documents.decided", "n", "1")
	case !mendable(err):
		return err
	case in.Open || v.r.PostForm.Get("open") != "" || !v.partOnly():
		return v.factWithForm(httpx.Status(err), v.r.PostForm, err)
	}
	return v.factPart(httpx.Status(err), f.ID, func(_ *factRows, _ document.Fact, _ app.Offer, row *page.FactRow) error {
		row.Fault = v.faults(err)
		return nil
	})
}

func (v *visit) decideOne(f document.Fact, o app.Offer, in choiceInput) error {
	d := app.Decision{Fact: f.ID, Accept: in.Do != "refuse"}
	if d.Accept {
		sent := v.r.PostForm
		if in.Near != "" { // the candidate that was pressed, whatever the list says
			name := "indicator"
			switch {
			case f.Kind == extract.KindDirective:
				name, in.Directive = "directive", core.DirectiveID(in.Near)
			case app.Measured(f.Kind):
				in.Indicator = core.IndicatorID(in.Near)
			default:
				name, in.Project = "project", core.ProjectID(in.Near)
			}
			sent.Set(name, in.Near)
		}
		d.Choice, d.Said = in.choice(sent, o.Choice)
	}
	left, err := v.site.App.Decide(v.ctx, v.who, f.Document, []app.Decision{d})
	if err == nil && len(left) > 0 {
		err = left[0].Why
	}
	return err
}

// faults words all that is wrong, each with its field.
func (v *visit) faults(err error) string {
	var all []string
	for _, e := range errs.All(err) {
		all = append(all, v.faultOf(e))
	}
	return strings.Join(all, " ")
}
