package textin

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"tupo/internal/errs"
)

// maxDepth is how deep the elements of a page may stand in one another; browsers
// stop at 512 too.
const maxDepth = 512

// webPage reads an HTML page: its encoding, then its visible text.
func webPage(b []byte, l Limits) (string, Encoding, error) {
	text, encoding, err := decodeDeclared(b)
	if err != nil {
		return "", "", err
	}
	w := &webText{limit: l.Text, open: map[atom.Atom]int{}}
	z := html.NewTokenizer(strings.NewReader(text))
	z.SetMaxBuf(maxTag)
	for {
		switch z.Next() {
		case html.ErrorToken:
			if err := z.Err(); !errors.Is(err, io.EOF) {
				return "", "", errs.New(errs.TooLarge, "textin.html").Because(err)
			}
			for len(w.stack) > 0 {
				w.pop()
			}
			w.endLine()
			return strings.Join(w.lines, "\n") + "\n", encoding, nil
		case html.StartTagToken, html.SelfClosingTagToken:
			err = w.enter(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			w.leave(atom.Lookup(name))
		case html.TextToken:
			err = w.data(string(z.Text()))
		}
		if err != nil {
			return "", "", err
		}
	}
}

// maxTag bounds one tag or one script, in bytes: pictures stand in attributes.
const maxTag = 8 << 20

// isWebPage tells HTML by its first tag, in any encoding that writes tags in ASCII
// or in two bytes.
func isWebPage(b []byte) bool {
	head := bytes.ReplaceAll(b[:min(len(b), 2048)], []byte{0}, nil)
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		head = bytes.TrimPrefix(head, []byte(mark))
	}
	return firstTag.Match(head)
}

var firstTag = regexp.MustCompile(`(?is)\A\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|style|script|link|base|article|section|main|header|nav|div|table|h[1-6]|p|ul|ol|font|center)[\s/>]`)

// charset finds the encoding that a page declares of itself.
var charset = regexp.MustCompile(`(?i)<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_-]+)`)

// decodeDeclared decodes a web page. What is valid UTF-8 is UTF-8, whatever the
// page says, for pages that lie were saved so; else its own word decides between
// encodings that both fit.
func decodeDeclared(b []byte) (string, Encoding, error) {
	declared := ""
	if m := charset.FindSubmatch(b[:min(len(b), 2048)]); m != nil {
		declared = strings.ToLower(string(m[1]))
	}
	text, found, err := decode(b)
	switch declared {
	case "gbk", "gb2312", "gb18030", "gb_2312-80", "cp936":
		if found == UTF8 || found == UTF16LE || found == UTF16BE {
			return text, found, nil
		}
		return marked(b, GB18030)
	case "", "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii":
		return text, found, err
	}
	if found == GB18030 { // a guess, against the page's own word
		return "", "", undecided()
	}
	return text, found, err
}

// webText gathers the visible text of a page. A block is a line; a row of a table
// is a line with tabs between its cells, unless the table only sets the page. Left
// out are scripts, forms, hidden elements, and what stands around the text:
// navigation, and footers and asides of the site, not of an article.
type webText struct {
	limit  int
	size   int
	lines  []string
	line   strings.Builder
	space  bool // white space is waiting
	broken bool // with a line's end of the source in it
	stack  []element
	open   map[atom.Atom]int // how many stand on the stack
	skip   int               // elements on the stack whose content is not shown
	pre    int
	rows   []row // of tables in tables
	tables []spans
}

type element struct {
	name   atom.Atom
	silent bool
}

func (w *webText) enter(t html.Token) error {
	name := t.DataAtom
	w.imply(name)
	if void(name) {
		if name == atom.Br || name == atom.Hr {
			w.endLine()
		}
		return nil
	}
	silent := w.silent(t)
	drawn := t.Type == html.SelfClosingTagToken && !block(name) // <path/>: no end tag follows
	if drawn || !silent && !block(name) && w.skip == 0 {        // a hidden element is left when all in it is
		return nil
	}
	if len(w.stack) >= maxDepth {
		return errs.New(errs.TooLarge, "textin.html")
	}
	w.endBlock(name)
	w.stack = append(w.stack, element{name, silent})
	w.open[name]++
	if silent {
		w.skip++
	}
	if w.skip > 0 {
		return nil
	}
	switch name {
	case atom.Pre:
		w.pre++
	case atom.Tr:
		w.rows = append(w.rows, row{outer: w.lines})
		w.lines = nil
	case atom.Td, atom.Th:
		if n := len(w.rows); n > 0 {
			w.rows[n-1].enter(t)
		}
	case atom.Table:
		w.tables = append(w.tables, nil)
		if n := len(w.rows); n > 0 {
			w.rows[n-1].wide = true
		}
	}
	return nil
}

// endBlock ends the line before a block begins or after it ends.
func (w *webText) endBlock(name atom.Atom) {
	if block(name) && w.skip == 0 {
		w.endLine()
	}
}

func (w *webText) leave(name atom.Atom) {
	if w.open[name] == 0 {
		if name == atom.P {
			w.endLine()
		}
		return
	}
	for {
		last := w.stack[len(w.stack)-1].name
		w.pop()
		if last == name {
			return
		}
	}
}

func (w *webText) pop() {
	e := w.stack[len(w.stack)-1]
	w.stack = w.stack[:len(w.stack)-1]
	w.open[e.name]--
	if e.silent {
		w.skip--
		return
	}
	if w.skip > 0 {
		return
	}
	w.endBlock(e.name)
	switch n := len(w.rows); e.name {
	case atom.Pre:
		w.pre--
	case atom.Td, atom.Th:
		if n > 0 {
			w.rows[n-1].leave(w.lines, w.under())
			w.lines = nil
		}
	case atom.Table:
		if k := len(w.tables); k > 0 {
			w.tables = w.tables[:k-1]
		}
	case atom.Tr:
		r := w.rows[n-1]
		w.rows = w.rows[:n-1]
		r.end(w.under())
		w.lines = append(r.outer, r.text(w.lines)...)
	}
}

// imply ends the elements whose end tags may be left out before name begins
// (HTML 13.1.2.4).
func (w *webText) imply(name atom.Atom) {
	end, within := []atom.Atom(nil), []atom.Atom(nil)
	switch name {
	case atom.Li:
		end, within = []atom.Atom{atom.Li}, []atom.Atom{atom.Ul, atom.Ol, atom.Menu}
	case atom.Dt, atom.Dd:
		end, within = []atom.Atom{atom.Dt, atom.Dd}, []atom.Atom{atom.Dl}
	case atom.Option, atom.Optgroup:
		end, within = []atom.Atom{atom.Option}, []atom.Atom{atom.Select}
	case atom.Td, atom.Th:
		end, within = []atom.Atom{atom.Td, atom.Th}, []atom.Atom{atom.Tr, atom.Table}
	case atom.Tr:
		end, within = []atom.Atom{atom.Tr}, []atom.Atom{atom.Table}
	case atom.Tbody, atom.Thead, atom.Tfoot:
		end, within = []atom.Atom{atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr}, []atom.Atom{atom.Table}
	default:
		if block(name) && len(w.stack) > 0 && w.stack[len(w.stack)-1].name == atom.P {
			w.pop()
		}
		return
	}
	depth := len(w.stack)
	for i := len(w.stack) - 1; i >= 0 && !oneOf(w.stack[i].name, within); i-- {
		if oneOf(w.stack[i].name, end) {
			depth = i
		}
	}
	for len(w.stack) > depth {
		w.pop()
	}
}

func oneOf(name atom.Atom, all []atom.Atom) bool {
	for _, a := range all {
		if a == name {
			return true
		}
	}
	return false
}

func (w *webText) data(s string) error {
	if w.skip > 0 {
		return nil
	}
	w.size += len(s)
	if w.size > w.limit+(w.limit>>1) { // white space is not text yet
		return tooLarge(int64(w.limit))
	}
	if w.pre > 0 {
		for i, part := range strings.Split(s, "\n") {
			if i > 0 {
				w.endLine()
			}
			w.line.WriteString(part)
		}
		return nil
	}
	for _, c := range s {
		switch c {
		case ' ', '\t':
			w.space = true
			continue
		case '\n', '\r', '\f':
			w.space, w.broken = true, true
			continue
		}
		if w.space && w.line.Len() > 0 && !(w.broken && w.wide(c)) {
			w.line.WriteByte(' ')
		}
		w.space, w.broken = false, false
		if c != '\u200b' && c != '\ufeff' && c != '\u00ad' {
			w.line.WriteRune(c)
		}
	}
	return nil
}

// wide says whether c and the character before it are Chinese: a line's end in the
// source between two of them is no space.
func (w *webText) wide(c rune) bool {
	last, _ := utf8.DecodeLastRuneInString(w.line.String())
	return han(c) && han(last)
}

func han(c rune) bool {
	return unicode.Is(unicode.Han, c) || c >= 0x3000 && c <= 0x303f || c >= 0xff00 && c <= 0xffef
}

func (w *webText) endLine() {
	w.space, w.broken = false, false
	if w.skip > 0 || w.line.Len() == 0 {
		return
	}
	s := strings.TrimRight(w.line.String(), " ")
	w.line.Reset()
	if strings.TrimSpace(s) != "" {
		w.lines = append(w.lines, s)
	}
}

// silent tells what is not shown or does not belong to the text.
func (w *webText) silent(t html.Token) bool {
	switch t.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Math, atom.Canvas,
		atom.Audio, atom.Video, atom.Select, atom.Button, atom.Textarea, atom.Datalist, atom.Nav, atom.Title, atom.Rt, atom.Rp:
		return true
	case atom.Footer, atom.Aside:
		if w.open[atom.Article]+w.open[atom.Main] == 0 {
			return true
		}
	}
	for _, a := range t.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "role":
			if v := strings.ToLower(a.Val); v == "navigation" || v == "contentinfo" || v == "search" {
				return true
			}
		case "style":
			v := strings.ToLower(strings.ReplaceAll(a.Val, " ", ""))
			if strings.Contains(v, "display:none") || strings.Contains(v, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

func void(name atom.Atom) bool {
	switch name {
	case atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param,
		atom.Source, atom.Track, atom.Wbr:
		return true
	}
	return false
}

// block tells the elements that begin and end a line.
func block(name atom.Atom) bool {
	switch name {
	case atom.Html, atom.Body, atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hgroup, atom.Ul, atom.Ol, atom.Menu, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th, atom.Caption, atom.Blockquote, atom.Pre, atom.Center,
		atom.Form, atom.Fieldset, atom.Legend, atom.Address, atom.Figure, atom.Figcaption, atom.Details, atom.Summary, atom.Dir:
		return true
	}
	return false
}
