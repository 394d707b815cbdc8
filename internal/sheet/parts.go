package sheet

import (
	"encoding/xml"
	"io"
	"path"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"tupo/internal/errs"
	"tupo/internal/textin/unzip"
)

// Limits bound what Read takes. A zero field takes the value in brackets.
type Limits struct {
	Zip   unzip.Limits
	Cells int // filled cells of all sheets that are read; half as many shared texts (500,000)
	Rows  int // filled rows of one sheet (100,000)
}

func (l Limits) withDefaults() Limits {
	if l.Cells <= 0 {
		l.Cells = 500_000
	}
	if l.Rows <= 0 {
		l.Rows = 100_000
	}
	return l
}

// book is an opened workbook: its parts, read as a stream, nothing kept but
// what cells need.
type book struct {
	zip     *unzip.Archive
	limits  Limits
	cells   int // filled so far
	texts   []string
	formats []format // by cell style number
	date04  bool     // serial dates count from 1904
	sheets  []sheetPart
}

type sheetPart struct {
	name   string
	part   string
	hidden bool
}

var errNoWorkbook = errs.New(errs.Invalid, "workbook.no-workbook")

func tooLarge(limit int) error {
	return errs.New(errs.TooLarge, "workbook.cells", "limit", strconv.Itoa(limit))
}

func openBook(r io.ReaderAt, size int64, l Limits) (*book, error) {
	var magic [8]byte
	if n, _ := r.ReadAt(magic[:], 0); n == 8 && string(magic[:]) == "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" {
		return nil, errs.New(errs.Invalid, "workbook.old-format") // .xls, or .xlsx with a password
	}
	z, err := unzip.Open(r, size, l.Zip)
	if err != nil {
		return nil, err
	}
	b := &book{zip: z, limits: l}
	if !z.Has("[Content_Types].xml") {
		return nil, errNoWorkbook
	}
	rels, err := b.relations("_rels/.rels", "")
	if err != nil {
		return nil, err
	}
	main := "xl/workbook.xml"
	for _, rel := range rels {
		if rel.kind == "officeDocument" {
			main = rel.target
		}
	}
	if !z.Has(main) {
		return nil, errNoWorkbook
	}
	dir, file := path.Split(main)
	if rels, err = b.relations(dir+"_rels/"+file+".rels", dir); err != nil {
		return nil, err
	}
	if err := b.readWorkbook(main, rels); err != nil {
		return nil, err
	}
	for _, rel := range rels {
		switch {
		case rel.kind == "sharedStrings" && z.Has(rel.target):
			err = b.readTexts(rel.target)
		case rel.kind == "styles" && z.Has(rel.target):
			err = b.readStyles(rel.target)
		}
		if err != nil {
			return nil, err
		}
	}
	return b, nil
}

type relation struct {
	id, kind, target string
}

// relations reads a relationship part; one that is not there has none.
func (b *book) relations(part, base string) ([]relation, error) {
	if !b.zip.Has(part) {
		return nil, nil
	}
	var all []relation
	err := b.zip.Walk(part, unzip.Visitor{Enter: func(e xml.StartElement) error {
		if e.Name.Local != "Relationship" || unzip.Attr(e, "TargetMode") == "External" {
			return nil
		}
		target := unzip.Attr(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join(base, target)
		}
		all = append(all, relation{unzip.Attr(e, "Id"), path.Base(unzip.Attr(e, "Type")), strings.TrimPrefix(target, "/")})
		return nil
	}})
	return all, err
}

func (b *book) readWorkbook(part string, rels []relation) error {
	return b.zip.Walk(part, unzip.Visitor{Enter: func(e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			b.date04 = truth(unzip.Attr(e, "date1904"))
		case "sheet":
			id := relationID(e)
			for _, rel := range rels {
				if rel.id == id && rel.kind == "worksheet" {
					state := unzip.Attr(e, "state")
					b.sheets = append(b.sheets, sheetPart{clean(unzip.Attr(e, "name")), rel.target, state == "hidden" || state == "veryHidden"})
				}
			}
		}
		return nil
	}})
}

// relationID is the attribute r:id, apart from a plain id.
func relationID(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "id" && a.Name.Space != "" {
			return a.Value
		}
	}
	return ""
}

func truth(s string) bool { return s == "1" || s == "true" }

func (b *book) readTexts(part string) error {
	var text []byte
	limit := b.limits.Cells / 2 // the table holds each text once
	inText, phonetic := false, 0
	return b.zip.Walk(part, unzip.Visitor{Enter: func(e xml.StartElement) error {
		switch e.Name.Local {
		case "si":
			text = text[:0]
		case "rPh": // the reading of Japanese words is no part of the text
			phonetic++
		case "t":
			inText = phonetic == 0
		}
		return nil
	}, Leave: func(name string) error {
		switch name {
		case "t":
			inText = false
		case "rPh":
			phonetic--
		case "si":
			if len(b.texts) >= limit {
				return tooLarge(limit)
			}
			b.texts = append(b.texts, clean(string(text)))
		}
		return nil
	}, Text: func(data []byte) {
		if inText {
			text = append(text, data...)
		}
	}})
}

// clean undoes the format's _xHHHH_ escapes, brings text to NFC and drops
// surrounding space.
func clean(s string) string {
	if strings.Contains(s, "_x") {
		s = unescape(s)
	}
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	return strings.TrimSpace(s)
}

func unescape(s string) string {
	var out strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:i])
		s = s[i:]
		if len(s) >= 7 && s[6] == '_' {
			if n, err := strconv.ParseUint(s[2:6], 16, 16); err == nil {
				out.WriteRune(rune(n))
				s = s[7:]
				continue
			}
		}
		out.WriteString(s[:2])
		s = s[2:]
	}
}

// format is what a cell style says of a number's meaning.
type format uint8

const (
	plain format = iota
	percent
	dated
)

// maxStyles is what Excel itself allows, and a little more.
const maxStyles = 1 << 16

func (b *book) readStyles(part string) error {
	custom := map[string]format{}
	inCells := false
	return b.zip.Walk(part, unzip.Visitor{Enter: func(e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			if len(custom) >= maxStyles {
				return tooLarge(maxStyles)
			}
			custom[unzip.Attr(e, "numFmtId")] = formatOf(unzip.Attr(e, "formatCode"))
		case "cellXfs":
			inCells = true
		case "xf":
			if !inCells {
				return nil
			}
			if len(b.formats) >= maxStyles {
				return tooLarge(maxStyles)
			}
			id := unzip.Attr(e, "numFmtId")
			f, ok := custom[id]
			if !ok {
				f = builtin(id)
			}
			b.formats = append(b.formats, f)
		}
		return nil
	}, Leave: func(name string) error {
		if name == "cellXfs" {
			inCells = false
		}
		return nil
	}})
}

// builtin classes the formats that have a number but no code (ECMA-376 part 1,
// 18.8.30; 27–36 and 50–58 are the East Asian dates).
func builtin(id string) format {
	n, err := strconv.Atoi(id)
	switch {
	case err != nil:
		return plain
	case n == 9 || n == 10:
		return percent
	case n >= 14 && n <= 22, n >= 27 && n <= 36, n >= 45 && n <= 47, n >= 50 && n <= 58:
		return dated
	}
	return plain
}

// formatOf reads a number format's code, leaving out quoted text, escaped
// characters and bracketed conditions, of which only [h], [m] and [s] are times.
func formatOf(code string) format {
	section, _, _ := strings.Cut(code, ";")
	quoted, bracket := false, false
	for i := 0; i < len(section); i++ {
		switch c := section[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case bracket:
		case c == '%':
			return percent
		case strings.IndexByte("ymdhsYMDHS", c) >= 0:
			return dated
		}
	}
	return plain
}
