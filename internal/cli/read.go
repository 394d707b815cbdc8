package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/textin"
)

func (p *Program) read() *cobra.Command {
	var date string
	var asJSON, into, accept bool
	c := &cobra.Command{Use: "read FILE", Args: p.exactly(1)}
	at := p.place(c)
	c.Flags().StringVar(&date, "date", "", "")
	c.Flags().BoolVar(&asJSON, "json", false, "")
	c.Flags().BoolVar(&into, "into", false, "")
	c.Flags().BoolVar(&accept, "accept", false, "")
	c.RunE = func(c *cobra.Command, args []string) error {
		day, err := optionalDate(date)
		if err != nil {
			return err
		}
		if accept && !into {
			return p.usage("cli.flag-needs-flag", "flag", "--accept", "needs", "--into")
		}
		if into {
			return at.with(c.Context(), true, func(ctx context.Context, a *app.App) error {
				return p.readInto(ctx, a, args[0], day, accept, asJSON)
			})
		}
		return p.readPage(c.Context(), args[0], day, asJSON)
	}
	return c
}

// documentText is the text of a document's file, whatever its format; a file that is
// too large, or cannot be read whole, is refused.
func (p *Program) documentText(ctx context.Context, name string) (string, error) {
	f, err := p.open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	read, err := textin.Read(f, textin.Limits{Input: app.MaxDocument}, p.pdfReader().In(ctx))
	return read.Text, err
}

func (p *Program) readPage(ctx context.Context, name string, day core.Date, asJSON bool) error {
	text, err := p.documentText(ctx, name)
	if err != nil {
		return err
	}
	page := extract.Read(text, extract.Options{Date: string(day)})
	p.warnOfDate(page.Reference)
	if asJSON {
		out, err := page.JSON()
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.Out, string(out))
		return err
	}
	return extract.WriteText(p.Out, page, extract.Lang(p.lang()))
}

func (p *Program) readInto(ctx context.Context, a *app.App, name string, day core.Date, accept, asJSON bool) error {
	w, err := p.operator(ctx, a)
	if err != nil {
		return err
	}
	f, err := p.open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	doc, err := a.AddDocument(ctx, w, app.NewDocument{Name: filepath.Base(name), Kind: "news", Date: day, Source: filepath.Base(name), Body: f})
	if err != nil {
		return err
	}
	r, err := a.ReadPage(ctx, w, doc.ID)
	if err != nil {
		return err
	}
	var left []app.Left
	if accept {
		var all []app.Decision
		for _, fact := range r.Facts {
			if fact.State == "proposed" && !app.Measured(fact.Kind) { // what becomes of a figure is for a person to say
				all = append(all, app.Decision{Fact: fact.ID, Accept: true, Among: true})
			}
		}
		if left, err = a.Decide(ctx, w, doc.ID, all); err != nil {
			return err
		}
		if r, err = a.Document(ctx, w, doc.ID); err != nil {
			return err
		}
	}
	if asJSON {
		if err := p.printJSON(p.readingOf(r)); err != nil {
			return err
		}
	} else {
		for _, fact := range r.Facts {
			where := ""
			if at, ok := r.PageOf(fact); ok {
				where = "  " + p.Words.Page(p.lang(), at.Number, at.Name)
			}
			fmt.Fprintf(p.Out, "%s %s %d–%d%s  %s\n", column(p.words("fact-kind."+fact.Kind), 10), column(p.words("fact-state."+string(fact.State)), 9), fact.Start, fact.End, where, fact.Text)
			for _, x := range r.Present[fact.ID] {
				fmt.Fprintln(p.Out, column("", 19)+strings.Join(strings.Fields(strings.Join([]string{x.Role, x.Org, x.Post, x.Name}, " ")), " "))
			}
			if o := r.Outcome; o != nil && o.Fact == fact.ID {
				fmt.Fprintln(p.Out, column("", 19)+p.Words.Fault(p.lang(), o.Why))
			}
		}
	}
	return whyLeft(left)
}

// column fills a word up to a width in columns of a terminal: a Chinese character
// takes two.
func column(word string, width int) string {
	for _, c := range word {
		if width--; unicode.Is(unicode.Han, c) {
			width--
		}
	}
	return word + strings.Repeat(" ", max(width, 0))
}

// whyLeft says, fact by fact, what was not accepted although all else was.
func whyLeft(left []app.Left) error {
	var all []error
	for _, x := range left {
		all = append(all, x.Why)
	}
	return errors.Join(all...)
}

// keptFact is a fact as --json prints it.
type keptFact struct {
	ID     string `json:"id"`
	Kind   string `json:"kind"`
	Start  int64  `json:"start"`
	End    int64  `json:"end"`
	Text   string `json:"text"`
	Page   int    `json:"page,omitempty"`  // of a PDF, 1 for the first; of a workbook the sheet's number
	Sheet  string `json:"sheet,omitempty"` // its name
	State  string `json:"state"`
	Object string `json:"object,omitempty"`
}

// present is somebody at a meeting that was accepted.
type present struct {
	Fact  string `json:"fact"`
	Chair bool   `json:"chair"`
	Role  string `json:"role"`
	Org   string `json:"org"`
	Post  string `json:"post"`
	Name  string `json:"name"`
}

// outcome is what accepting a programme would do that the page names by a number alone.
type outcome struct {
	Fact      string `json:"fact"`
	Programme string `json:"programme"`
	Key       string `json:"key"`
	Detail    string `json:"detail"`
}

func (p *Program) readingOf(r app.Reading) any {
	out := struct {
		Document string     `json:"document"`
		Title    string     `json:"title"`
		Facts    []keptFact `json:"facts"`
		Present  []present  `json:"present"`
		Outcome  *outcome   `json:"outcome,omitempty"`
	}{Document: string(r.Document.ID), Title: r.Document.Title, Facts: []keptFact{}, Present: []present{}}
	for _, f := range r.Facts {
		at, _ := r.PageOf(f)
		out.Facts = append(out.Facts, keptFact{string(f.ID), f.Kind, f.Start, f.End, f.Text, at.Number, at.Name, string(f.State), f.Object})
		for _, x := range r.Present[f.ID] {
			out.Present = append(out.Present, present{string(f.ID), x.Chair, x.Role, x.Org, x.Post, x.Name})
		}
	}
	if o := r.Outcome; o != nil {
		out.Outcome = &outcome{string(o.Fact), o.Programme, o.Why.Key, p.Words.Fault(p.lang(), o.Why)}
	}
	return out
}

func optionalDate(text string) (core.Date, error) {
	if text == "" {
		return "", nil
	}
	d, err := core.ParseDate(text)
	if err != nil {
		return "", errs.Field("date", "date.malformed", "value", text)
	}
	return d, nil
}
