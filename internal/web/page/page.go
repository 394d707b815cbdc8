// Package page holds one struct for each page of the product, ready to print:
// every string is formatted and translated, every URL is built, every choice
// of who may do what is made, every order is final. A template prints a field,
// or leaves it out when it is empty, and does nothing else.
//
// It reads no database, decides no right, formats no number and knows no HTTP.
// Whoever fills a struct uses package i18n for words and figures and package
// chart for drawings. Empty fields are always allowed unless the field says
// “required”: an empty string, nil or zero drawing is left out of the page.
package page

import (
	"html/template"

	"tupo/internal/i18n"
)

// Words turns a message key and its arguments into the reader's language; it
// is what i18n.Catalogue.For returns.
type Words func(key string, args ...string) string

// Text is a sentence whose parts may be links: each figure of a generated
// sentence links to its proof.
type Text []Run

// Run is a stretch of a Text.
type Run struct {
	Text   string // "266 亿元"
	URL    string // "/targets/T0102#2023-10"; not a link when empty
	Strong bool   // a figure or name the eye should stop at
}

// Plain makes a Text without links; of the empty string, no Text.
func Plain(s string) Text {
	if s == "" {
		return nil
	}
	return Text{{Text: s}}
}

// Linked makes a Text from a message's segments (i18n.Catalogue.Segments):
// what filled a hole is strong, and a link if urls (hole, URL, hole, URL …)
// names its hole.
func Linked(segments []i18n.Segment, urls ...string) Text {
	var t Text
	for _, s := range segments {
		run := Run{Text: s.Text, Strong: s.Hole != ""}
		for i := 0; i+1 < len(urls); i += 2 {
			if s.Hole != "" && urls[i] == s.Hole {
				run.URL = urls[i+1]
			}
		}
		t = append(t, run)
	}
	return t
}

// Link is a text that leads somewhere.
type Link struct {
	Text string // "看缺口构成"
	URL  string // "/gaps?action=A07"
}

// Button is a link that looks like a deed, because it leads to one.
type Button struct {
	Text    string // "下达补短板任务"
	URL     string // "/directives/new?target=T0102"
	Primary bool   // at most one of a page; printed in the accent colour
}

// Submit is a button that sends the form it stands in.
type Submit struct {
	Text    string // "提交"
	Name    string // "do"; the form value that tells which button was pressed
	Value   string // "submit"
	Primary bool
	Grave   bool // cannot be undone: it looks like no other button
}

// Deed is a form of one button.
type Deed struct {
	To     string // POST
	Submit Submit
}

// Hidden is a form value nobody sees: an idempotency key, a revision.
type Hidden struct{ Name, Value string }

// Fact is a labelled value, of a facts row or a list of particulars.
type Fact struct {
	Label string // "每月尚需"
	Value string // "53"
	Unit  string // "亿元", small after the value
	Note  string // "三年最好月 41", small below it
	URL   string // proof of the value
	Tone  Tone   // colours the value; usually empty
}

// Tone is the colour of a word that says how something stands. It never stands
// alone: the word itself says the same.
type Tone string

// The tones are those of the lights; "" is plain ink.
const (
	ToneOn      Tone = "on"
	ToneBehind  Tone = "behind"
	ToneFar     Tone = "far"
	ToneDone    Tone = "done"
	ToneUnknown Tone = "unknown"
)

// Light is a computed light: a shape, a word and a colour that agree.
type Light struct {
	Tone Tone   // required
	Word string // required: "严重落后", or a figure for an outlook: "22%"
	Why  string // one sentence: "计划 308，完成 266，为计划的 86.4%（规则 r3）"
}

// Shape is the sign that stands for the tone without colour.
func (l Light) Shape() string {
	switch l.Tone {
	case ToneOn:
		return "●"
	case ToneBehind:
		return "▲"
	case ToneFar:
		return "■"
	case ToneDone:
		return "✓"
	}
	return "○"
}

// HTML is the light as it stands in every page. It is the one piece of markup that
// is written here and not in a template: a page has dozens, and a template takes
// ten times as long for each.
func (l Light) HTML() template.HTML {
	why := ""
	if l.Why != "" {
		why = ` title="` + template.HTMLEscapeString(l.Why) + `"`
	}
	return template.HTML(`<span class="light ` + template.HTMLEscapeString(string(l.Tone)) + `"` + why + `><i aria-hidden="true">` + l.Shape() +
		`</i>` + template.HTMLEscapeString(l.Word) + `</span>`)
}

// Notice is a message about what has just happened, or about the page.
type Notice struct {
	Tone Tone   // ToneDone after a success, ToneFar for a refusal, "" for information
	Text Text   // "已提交，等待本单位审核。"
	Link *Link  // "看报表"
	ID   string // anchor, when another part of the page points here
}

// Heading opens every page but the front page.
type Heading struct {
	Kicker     string // "07 功能区提档", over the title
	Title      string // required: "固定资产投资"; where it can, a finding: "十二项目标落后计划，投资差得最多"
	Standfirst Text   // one or two sentences under it
	Light      *Light // the light of what the page is about
	Outlook    *Light // will it be met at year end? stands beside Light
	Crumbs     []Link // way up: {"行动","/actions"}, {"07 功能区提档","/actions/A07"}
	Buttons    []Button
}
