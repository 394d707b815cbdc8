// Package chart draws the product's three pictures as SVG text: a target's
// trajectory, a sparkline, and a bar with a tick where the year is. They need
// no script, print, read aloud by their title, and go into documents as they are.
//
// It decides no light and knows no unit, language or date: values come as
// float64 for drawing only, every word comes from the caller. The same input
// gives the same bytes. Colours stand in the file as attributes, so that a
// picture taken out of its page keeps them, and a page's style sheet may
// override each by its class.
package chart

import (
	"html"
	"html/template"
	"math"
	"strconv"
	"strings"
)

// SVG is a finished drawing. Only this package makes one, which is why a page
// may print it unescaped. The zero SVG draws nothing.
type SVG struct{ markup string }

// HTML gives the drawing for a page.
func (s SVG) HTML() template.HTML { return template.HTML(s.markup) } //nolint:gosec // every text in it passed html.EscapeString here

// String gives the drawing as a file's text.
func (s SVG) String() string { return s.markup }

// Empty reports whether there is nothing to draw.
func (s SVG) Empty() bool { return s.markup == "" }

// Tone colours a mark by the light it belongs to.
type Tone string

// The tones, named as the lights are.
const (
	On      Tone = "on"
	Behind  Tone = "behind"
	Far     Tone = "far"
	Done    Tone = "done"
	Unknown Tone = "unknown"
)

// colour is the tone's own colour for use outside a page; pages restyle it.
func (t Tone) colour() string {
	switch t {
	case On:
		return "#1f7a3f"
	case Behind:
		return "#8a5800"
	case Far:
		return "#b3261e"
	case Done:
		return "#1f5c99"
	}
	return "#6f6b62"
}

const (
	ink  = "#1b1a17"
	soft = "#5d594f"
	line = "#d9d4c7"
)

// pen writes markup. Attributes are name, value pairs written in order.
type pen struct{ b strings.Builder }

func (p *pen) open(element string, attributes ...string) {
	p.b.WriteString("<" + element)
	for i := 0; i+1 < len(attributes); i += 2 {
		p.b.WriteString(" " + attributes[i] + `="` + html.EscapeString(attributes[i+1]) + `"`)
	}
	p.b.WriteString(">")
}

func (p *pen) close(element string) { p.b.WriteString("</" + element + ">") }

func (p *pen) empty(element string, attributes ...string) {
	p.open(element, attributes...)
	p.close(element)
}

func (p *pen) title(text string) {
	p.open("title")
	p.b.WriteString(html.EscapeString(text))
	p.close("title")
}

func (p *pen) text(words string, attributes ...string) {
	if words == "" {
		return
	}
	p.open("text", attributes...)
	p.b.WriteString(html.EscapeString(words))
	p.close("text")
}

func (p *pen) svg() SVG { return SVG{markup: p.b.String()} }

// px prints a coordinate to a tenth of a pixel without needless noughts.
func px(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	s = strings.TrimSuffix(s, ".0")
	if s == "-0" {
		return "0"
	}
	return s
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// textWidth estimates a text's width at a font size: a Chinese character is a
// full em, anything else a little over half of one.
func textWidth(text string, size float64) float64 {
	w := 0.0
	for _, r := range text {
		if r >= 0x2e80 {
			w += size
		} else {
			w += size * 0.57
		}
	}
	return w
}
