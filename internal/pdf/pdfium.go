package pdf

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdferrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"

	"tupo/internal/errs"
)

// maxMemory is what the reader may take for one file, in WebAssembly's pages of
// 64 KB: 256 MB.
const maxMemory = 4096

// extract reads the pages inside the process.
func extract(ctx context.Context, file []byte, s Settings) ([]string, error) {
	if !bytes.Contains(file[max(0, len(file)-maxTail):], []byte("%%EOF")) {
		return nil, errs.New(errs.Invalid, "pdf.damaged") // cut off: what is left would be read in part
	}
	d, err := open(ctx, file, s, "")
	if err != nil {
		return nil, err
	}
	sheets := make([]sheet, d.pages)
	var scanned, coded []int
	size := 0
	for i := range sheets {
		x, err := d.page(i)
		if err != nil {
			return nil, err
		}
		sheets[i] = x.sheet.forget()
		if x.scanned {
			scanned = append(scanned, i+1)
		}
		if x.coded {
			coded = append(coded, i+1)
		}
		if size += x.sheet.size(); size > s.Text {
			return nil, errs.New(errs.TooLarge, "pdf.text", "limit", megabytes(s.Text))
		}
	}
	switch {
	case len(scanned) == len(sheets):
		return nil, errs.New(errs.Invalid, "pdf.scanned")
	case len(scanned) > 0:
		return nil, errs.New(errs.Invalid, "pdf.scanned-pages", "pages", numbers(scanned))
	case len(coded) > 0:
		return nil, errs.New(errs.Invalid, "pdf.coded-pages", "pages", numbers(coded))
	}
	return compose(sheets), nil
}

// maxTail is where a PDF's last mark must stand, in bytes from the end.
const maxTail = 4096

// numbers lists page numbers: “1–3, 7”, the first ten stretches.
func numbers(pages []int) string {
	var out []string
	for i := 0; i < len(pages); {
		k := i
		for k+1 < len(pages) && pages[k+1] == pages[k]+1 {
			k++
		}
		if len(out) == 10 {
			return strings.Join(out, ", ") + " …"
		}
		part := strconv.Itoa(pages[i])
		if k > i {
			part += "–" + strconv.Itoa(pages[k])
		}
		out = append(out, part)
		i = k + 1
	}
	return strings.Join(out, ", ")
}

// opened is a PDF in the WebAssembly reader, which sees no file but one font, and no
// network.
type opened struct {
	reader pdfium.Pdfium
	ref    references.FPDF_DOCUMENT
	pages  int
}

// open reads a file's table of contents. A font of the machine is lent if a path is given.
func open(ctx context.Context, file []byte, s Settings, font string) (*opened, error) {
	// The reader's library needs exceptions, which are no part of WebAssembly 2.0.
	config := wazero.NewRuntimeConfig().WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(maxMemory)
	if s.Cache != "" {
		if cache, err := wazero.NewCompilationCacheWithDir(s.Cache); err == nil { // without it reading only takes longer
			config = config.WithCompilationCache(cache)
		}
	}
	seen, err := fonts()
	if err != nil {
		return nil, err
	}
	if font != "" {
		seen = withFont{seen, font}
	}
	pool, err := webassembly.Init(webassembly.Config{Context: ctx, MinIdle: 1, MaxIdle: 1, MaxTotal: 1, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig().WithFSMount(seen, "/"), Stdout: io.Discard, Stderr: io.Discard, RandomSource: rand.Reader})
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	const patience = time.Minute
	reader, err := pool.GetInstance(patience)
	if err != nil {
		return nil, fmt.Errorf("start pdfium: %w", err)
	}
	doc, err := reader.OpenDocument(&requests.OpenDocument{File: &file})
	switch {
	case errors.Is(err, pdferrors.ErrPassword), errors.Is(err, pdferrors.ErrSecurity):
		return nil, errs.New(errs.Invalid, "pdf.locked")
	case err != nil:
		return nil, errs.New(errs.Invalid, "pdf.damaged")
	}
	n, err := reader.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	switch {
	case err != nil || n.PageCount < 1:
		return nil, errs.New(errs.Invalid, "pdf.damaged")
	case n.PageCount > s.Pages:
		return nil, errs.New(errs.TooLarge, "pdf.pages", "limit", strconv.Itoa(s.Pages))
	}
	return &opened{reader, doc.Document, n.PageCount}, nil
}

// leaf is a page as it was found.
type leaf struct {
	sheet   sheet
	scanned bool // it shows something and has no text, or next to none over a picture
	coded   bool // its text is in codes of its own, which stand for no characters
}

// damagedPage is the fault of page i, 0 for the first.
func damagedPage(i int) error {
	return errs.New(errs.Invalid, "pdf.damaged-page", "page", strconv.Itoa(i+1))
}

// on does something with page i, 0 for the first, and the places of its text. Whatever
// goes wrong with them is damage.
func (d *opened) on(i int, do func(page references.FPDF_PAGE, text references.FPDF_TEXTPAGE) error) error {
	ref, err := d.reader.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: d.ref, Index: i})
	if err != nil {
		return damagedPage(i)
	}
	defer func() { _, _ = d.reader.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: ref.Page}) }()
	text, err := d.reader.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: requests.Page{ByReference: &ref.Page}})
	if err != nil {
		return damagedPage(i)
	}
	defer func() { _, _ = d.reader.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}) }()
	if do(ref.Page, text.TextPage) != nil {
		return damagedPage(i)
	}
	return nil
}

// page reads page i, 0 for the first.
func (d *opened) page(i int) (out leaf, err error) {
	err = d.on(i, func(page references.FPDF_PAGE, text references.FPDF_TEXTPAGE) error {
		out, err = d.leaf(page, text)
		return err
	})
	return out, err
}

func (d *opened) leaf(ref references.FPDF_PAGE, text references.FPDF_TEXTPAGE) (leaf, error) {
	glyphs, unknown, err := d.glyphs(text)
	if err != nil {
		return leaf{}, err
	}
	out := leaf{sheet: layOut(glyphs)}
	out.coded = unknown*20 > len(glyphs)
	if letters, tallest := out.sheet.letters(); letters < fewLetters && tallest < titleHeight {
		cover, objects, err := d.covered(requests.Page{ByReference: &ref}, ref)
		if err != nil {
			return leaf{}, err
		}
		out.scanned = letters == 0 && (cover > 0 || objects > blankObjects) || cover >= mostOfPage
	}
	return out, nil
}

// A page under a picture that has only a few small letters is a scan with a stamp
// of the program that made it; larger letters are the title on a cover.
const (
	fewLetters   = 30
	titleHeight  = 14  // points
	mostOfPage   = 0.8 // of its area
	blankObjects = 3   // a ground and a line or two make no page with something on it
)

// glyphs lists what the page shows as text, in the order in which it is written,
// and how many of these have no character.
func (d *opened) glyphs(page references.FPDF_TEXTPAGE) ([]glyph, int, error) {
	n, err := d.reader.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: page})
	if err != nil {
		return nil, 0, err
	}
	var out []glyph
	unknown := 0
	for i := range n.Count {
		c, err := d.reader.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: page, Index: i})
		if err != nil {
			return nil, 0, err
		}
		r := rune(c.Unicode)
		if r == '\r' || r == '\n' {
			continue // of pdfium's own making, as the places show
		}
		box, err := d.reader.FPDFText_GetLooseCharBox(&requests.FPDFText_GetLooseCharBox{TextPage: page, Index: i})
		if err != nil {
			continue // a space of pdfium's own making, or nothing that is shown
		}
		g := glyph{no: i, r: r, left: float64(box.Rect.Left), right: float64(box.Rect.Right), top: float64(box.Rect.Top), bottom: float64(box.Rect.Bottom)}
		if r == ' ' {
			made, err := d.reader.FPDFText_IsGenerated(&requests.FPDFText_IsGenerated{TextPage: page, Index: i})
			g.made = err == nil && made.IsGenerated
		}
		if turn, err := d.reader.FPDFText_GetCharAngle(&requests.FPDFText_GetCharAngle{TextPage: page, Index: i}); err == nil {
			g.angle = float64(turn.CharAngle)
		}
		coded, err := d.reader.FPDFText_HasUnicodeMapError(&requests.FPDFText_HasUnicodeMapError{TextPage: page, Index: i})
		if err != nil || coded.HasUnicodeMapError || r == 0 || r == '\ufffd' || r == '\ufffe' || r == '\uffff' {
			unknown++
			g.r = '\ufffd'
		}
		out = append(out, g)
	}
	return out, unknown, nil
}

// covered tells what part of the page's area its largest picture takes, and how
// many objects the page has.
func (d *opened) covered(page requests.Page, ref references.FPDF_PAGE) (float64, int, error) {
	n, err := d.reader.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return 0, 0, err
	}
	width, err := d.reader.FPDF_GetPageWidthF(&requests.FPDF_GetPageWidthF{Page: page})
	if err != nil {
		return 0, 0, err
	}
	height, err := d.reader.FPDF_GetPageHeightF(&requests.FPDF_GetPageHeightF{Page: page})
	if err != nil {
		return 0, 0, err
	}
	area := float64(width.PageWidth) * float64(height.PageHeight)
	share := 0.0
	const enough = 2000 // objects that are looked at: a scan has few
	for i := range min(n.Count, enough) {
		x, err := d.reader.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			continue
		}
		if !d.pictured(x.PageObject, 0) {
			continue
		}
		if b, err := d.reader.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: x.PageObject}); err == nil && area > 0 {
			share = max(share, math.Abs(float64(b.Right-b.Left)*float64(b.Top-b.Bottom))/area)
		}
	}
	return share, n.Count, nil
}

// pictured tells whether an object is a picture or a group with one in it.
func (d *opened) pictured(x references.FPDF_PAGEOBJECT, depth int) bool {
	kind, err := d.reader.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: x})
	switch {
	case err != nil:
		return false
	case kind.Type == enums.FPDF_PAGEOBJ_IMAGE:
		return true
	case kind.Type != enums.FPDF_PAGEOBJ_FORM || depth == maxGroups:
		return false
	}
	n, err := d.reader.FPDFFormObj_CountObjects(&requests.FPDFFormObj_CountObjects{PageObject: x})
	if err != nil {
		return false
	}
	for i := range min(n.Count, maxGrouped) {
		inner, err := d.reader.FPDFFormObj_GetObject(&requests.FPDFFormObj_GetObject{PageObject: x, Index: uint64(i)})
		if err == nil && d.pictured(inner.PageObject, depth+1) {
			return true
		}
	}
	return false
}

// How deep and how far into groups a picture is looked for.
const (
	maxGroups  = 3
	maxGrouped = 50
)
