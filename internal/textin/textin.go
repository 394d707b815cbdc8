// Package textin turns a document's bytes into text: plain text in the encodings
// that Chinese offices use, Word documents, web pages and the tables of workbooks.
//
// It decides the encoding or refuses: text that could be read in two ways, or in
// none without damage, is not guessed at. What it cannot read whole it does not
// read. PDFs it leaves to the reader it is given; scans and old binary formats it
// names and refuses. It keeps no layout and knows nothing of what a text says.
package textin

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tupo/internal/errs"
	"tupo/internal/textin/unzip"
)

// Form is the kind of file a text was read from.
type Form string

const (
	Plain    Form = "text"
	Word     Form = "docx"
	Web      Form = "html"
	Workbook Form = "xlsx"
	PDF      Form = "pdf"
)

// Limits bound what Read takes. A zero field takes the value in brackets.
type Limits struct {
	Input int64 // bytes of the file (20 MB)
	Text  int   // bytes of the text as UTF-8 (8 MB)
}

func (l Limits) withDefaults() Limits {
	if l.Input <= 0 {
		l.Input = 20 << 20
	}
	if l.Text <= 0 {
		l.Text = 8 << 20
	}
	return l
}

// Result is a document's text: valid UTF-8 in NFC, lines ended by \n, without
// byte order mark, NUL or other control characters than tab and form feed.
type Result struct {
	Text     string
	Form     Form
	Encoding Encoding // of plain text and web pages
	Pages    []Page   // of a PDF its pages, of a workbook its sheets; nil for the rest
}

// PageReader reads the pages of a PDF as texts, in order. A page that a sentence
// runs out of does not end in \n. It reads all of the file or fails.
type PageReader func(pdf []byte) ([]string, error)

// Read takes all of r, up to the limit, and PDFs with the reader given; nil is for
// callers that take none. It fails with errs.TooLarge (textin.too-large,
// textin.html, textin.cells) and errs.Invalid: textin.encoding (none fits, or two
// do), textin.binary, textin.locked, textin.old-format, textin.rtf, textin.picture,
// textin.ofd, textin.unknown, textin.empty, the faults of package unzip and those
// of the reader of PDFs.
func Read(r io.Reader, l Limits, pdf PageReader) (Result, error) {
	l = l.withDefaults()
	b, err := io.ReadAll(io.LimitReader(r, l.Input+1))
	if err != nil {
		return Result{}, err
	}
	if int64(len(b)) > l.Input {
		return Result{}, tooLarge(l.Input)
	}
	result := Result{}
	var parts []part
	switch key := foreign(b); {
	case key != "":
		return Result{}, errs.New(errs.Invalid, key)
	case isPDF(b):
		result.Form = PDF
		parts, err = pagesOf(b, pdf)
	case bytes.HasPrefix(b, []byte("PK\x03\x04")), bytes.HasPrefix(b, []byte("PK\x05\x06")):
		result.Form, parts, err = office(b, l)
	case isWebPage(b):
		result.Form, parts = Web, make([]part, 1)
		parts[0].text, result.Encoding, err = webPage(b, l)
	default:
		result.Form, parts = Plain, make([]part, 1)
		parts[0].text, result.Encoding, err = decode(b)
	}
	if err != nil {
		return Result{}, err
	}
	if result.Text, result.Pages, err = finish(parts); err != nil {
		return Result{}, err
	}
	if len(result.Text) > l.Text {
		return Result{}, tooLarge(int64(l.Text))
	}
	if result.Form != PDF && result.Form != Workbook {
		result.Pages = nil
	}
	return result, nil
}

// part is the text of one page or sheet, or of the whole file.
type part struct {
	name string
	text string
}

func pagesOf(b []byte, pdf PageReader) ([]part, error) {
	if pdf == nil {
		return nil, errs.New(errs.Invalid, "textin.pdf")
	}
	texts, err := pdf(b)
	if err != nil {
		return nil, err
	}
	parts := make([]part, len(texts))
	for i, t := range texts {
		parts[i].text = t
	}
	return parts, nil
}

func tooLarge(limit int64) error {
	return errs.New(errs.TooLarge, "textin.too-large", "limit", strconv.FormatInt(limit>>20, 10)+" MB")
}

// foreign names the fault of a format that is recognised and not read.
func foreign(b []byte) string {
	for _, f := range []struct{ magic, key string }{
		{`{\rtf`, "textin.rtf"},
		{"\x89PNG", "textin.picture"}, {"\xff\xd8\xff", "textin.picture"}, {"GIF8", "textin.picture"}, {"II*\x00", "textin.picture"}, {"MM\x00*", "textin.picture"},
		{"MIME-Version:", "textin.unknown"}, // a web archive: its text is coded
	} {
		if bytes.HasPrefix(b, []byte(f.magic)) {
			return f.key
		}
	}
	if bytes.HasPrefix(b, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) {
		if bytes.Contains(b, wideBytes("EncryptedPackage")) { // [MS-OFFCRYPTO] 2.3.4
			return "textin.locked"
		}
		return "textin.old-format"
	}
	if bytes.HasPrefix(b, []byte("<?xml")) && !isWebPage(b) {
		return "textin.unknown"
	}
	return ""
}

// wideBytes writes a name as an OLE container's directory does.
func wideBytes(name string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(name)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return out
}

// isPDF tells a PDF, which may begin with rubbish.
func isPDF(b []byte) bool {
	const window = 1024
	return bytes.HasPrefix(b, []byte("%PDF-")) || bytes.Contains(b[:min(len(b), window)], []byte("%PDF-1."))
}

// finish brings the parts into the one text that is stored, and tells where each
// of them is in it.
func finish(parts []part) (string, []Page, error) {
	var text strings.Builder
	pages := make([]Page, 0, len(parts))
	runes := 0
	for i, p := range parts {
		s := strings.ReplaceAll(strings.ReplaceAll(p.text, "\r\n", "\n"), "\r", "\n")
		if !norm.NFC.IsNormalString(s) {
			s = norm.NFC.String(s)
		}
		if i > 0 && s != "" && !norm.NFC.PropertiesString(s).BoundaryBefore() {
			s = "\n" + s // a mark that would join the page before
		}
		if !utf8.ValidString(s) {
			return "", nil, errs.New(errs.Invalid, "textin.encoding")
		}
		for _, c := range s {
			if c < ' ' && c != '\n' && c != '\t' && c != '\f' || c == 0x7f {
				return "", nil, errs.New(errs.Invalid, "textin.binary")
			}
		}
		text.WriteString(s)
		n := utf8.RuneCountInString(s)
		pages = append(pages, Page{Number: i + 1, Name: p.name, Start: runes, End: runes + n})
		runes += n
	}
	if strings.TrimSpace(text.String()) == "" {
		return "", nil, errs.New(errs.Invalid, "textin.empty")
	}
	return text.String(), pages, nil
}

// office reads the two kinds of Office file, zip archives both.
func office(b []byte, l Limits) (Form, []part, error) {
	a, err := unzip.Open(bytes.NewReader(b), int64(len(b)), unzip.Limits{Input: l.Input, Total: 64 << 20})
	if err != nil {
		return "", nil, err
	}
	switch {
	case a.Has(mainPart):
		text, err := docx(a, l)
		return Word, []part{{text: text}}, err
	case a.Has("xl/workbook.xml"):
		parts, err := workbook(b, l)
		return Workbook, parts, err
	case a.Has("OFD.xml"):
		return "", nil, errs.New(errs.Invalid, "textin.ofd")
	}
	return "", nil, errs.New(errs.Invalid, "textin.unknown")
}

const mainPart = "word/document.xml"

// docx reads the document's main part: paragraphs and table rows as lines.
func docx(a *unzip.Archive, l Limits) (string, error) {
	w := &wordText{limit: l.Text}
	if err := a.Walk(mainPart, unzip.Visitor{Enter: w.enter, Leave: w.leave, Text: w.data}); err != nil {
		return "", err
	}
	return string(w.out), w.over()
}
