// Package textin turns a document's bytes into text: plain text in the encodings
// that Chinese offices use, and Word documents.
//
// It decides the encoding or refuses: text that could be read in two ways, or in
// none without damage, is not guessed at. It reads no PDF, no scan and no old
// binary format, keeps no layout, and knows nothing of what a text says.
package textin

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tupo/internal/errs"
	"tupo/internal/textin/unzip"
)

// Form is the kind of file a text was read from.
type Form string

const (
	Plain Form = "text"
	Word  Form = "docx"
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
	Encoding Encoding // of plain text
}

// Read takes all of r, up to the limit. It fails with errs.TooLarge
// (textin.too-large) and errs.Invalid: textin.encoding (none fits, or two do),
// textin.binary, textin.pdf, textin.old-format, textin.workbook, textin.rtf,
// textin.empty, and the faults of package unzip.
func Read(r io.Reader, l Limits) (Result, error) {
	l = l.withDefaults()
	b, err := io.ReadAll(io.LimitReader(r, l.Input+1))
	if err != nil {
		return Result{}, err
	}
	if int64(len(b)) > l.Input {
		return Result{}, tooLarge(l.Input)
	}
	result := Result{Form: Plain}
	switch key := foreign(b); {
	case key != "":
		return Result{}, errs.New(errs.Invalid, key)
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		result.Form = Word
		result.Text, err = docx(b, l)
	default:
		result.Text, result.Encoding, err = decode(b)
	}
	if err != nil {
		return Result{}, err
	}
	if result.Text, err = finish(result.Text); err != nil {
		return Result{}, err
	}
	if len(result.Text) > l.Text {
		return Result{}, tooLarge(int64(l.Text))
	}
	return result, nil
}

func tooLarge(limit int64) error {
	return errs.New(errs.TooLarge, "textin.too-large", "limit", strconv.FormatInt(limit>>20, 10)+" MB")
}

// foreign names the fault of a format that is recognised and not read.
func foreign(b []byte) string {
	for _, f := range []struct{ magic, key string }{
		{"%PDF-", "textin.pdf"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "textin.old-format"},
		{`{\rtf`, "textin.rtf"},
		{"\x89PNG", "textin.picture"}, {"\xff\xd8\xff", "textin.picture"}, {"GIF8", "textin.picture"},
	} {
		if bytes.HasPrefix(b, []byte(f.magic)) {
			return f.key
		}
	}
	const window = 1024 // a PDF may begin with rubbish
	if bytes.Contains(b[:min(len(b), window)], []byte("%PDF-1.")) {
		return "textin.pdf"
	}
	return ""
}

// finish brings a text into the one form that is stored.
func finish(s string) (string, error) {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	for _, c := range s {
		if c < ' ' && c != '\n' && c != '\t' && c != '\f' || c == 0x7f {
			return "", errs.New(errs.Invalid, "textin.binary")
		}
	}
	if strings.TrimSpace(s) == "" {
		return "", errs.New(errs.Invalid, "textin.empty")
	}
	if !utf8.ValidString(s) {
		return "", errs.New(errs.Invalid, "textin.encoding")
	}
	return s, nil
}

// docx reads the document's main part: paragraphs and table rows as lines.
func docx(b []byte, l Limits) (string, error) {
	a, err := unzip.Open(bytes.NewReader(b), int64(len(b)), unzip.Limits{Input: l.Input, Total: 64 << 20})
	if err != nil {
		return "", err
	}
	const main = "word/document.xml"
	if !a.Has(main) {
		if a.Has("xl/workbook.xml") {
			return "", errs.New(errs.Invalid, "textin.workbook")
		}
		return "", errs.New(errs.Invalid, "textin.unknown")
	}
	w := &wordText{limit: l.Text}
	if err := a.Walk(main, unzip.Visitor{Enter: w.enter, Leave: w.leave, Text: w.data}); err != nil {
		return "", err
	}
	return string(w.out), w.over()
}
