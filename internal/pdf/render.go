package pdf

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/draw"
	"image/png"
	"math"
	"slices"
	"strconv"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"tupo/internal/errs"
)

// drawPage draws one page inside the process.
func drawPage(ctx context.Context, file []byte, s Settings) (*Drawing, error) {
	out, err := drawn(ctx, file, s)
	if err != nil || out.Letters != Boxes {
		return out, err
	}
	if font := lentFont(machineFonts()...); font != "" {
		err = lend(ctx, file, s, font, out)
	}
	return out, err
}

// drawn draws the page with what the file brings.
func drawn(ctx context.Context, file []byte, s Settings) (*Drawing, error) {
	d, err := open(ctx, file, s, "")
	if err != nil {
		return nil, err
	}
	if s.Draw > d.pages {
		return nil, errs.New(errs.Invalid, "pdf.no-page", "page", strconv.Itoa(s.Draw), "pages", strconv.Itoa(d.pages))
	}
	out := new(Drawing)
	err = d.on(s.Draw-1, func(page references.FPDF_PAGE, text references.FPDF_TEXTPAGE) error {
		if err := d.picture(page, out); err != nil {
			return err
		}
		return d.places(page, text, out)
	})
	return out, err
}

// lend draws the page anew with a font of the machine. Where the characters stand is
// known from before: as the text was read, without that font.
func lend(ctx context.Context, file []byte, s Settings, font string, out *Drawing) error {
	d, err := open(ctx, file, s, font)
	if err != nil {
		return err
	}
	lent := Drawing{Lines: out.Lines, Letters: Lent}
	err = d.on(s.Draw-1, func(page references.FPDF_PAGE, _ references.FPDF_TEXTPAGE) error { return d.picture(page, &lent) })
	if err == nil && lent.written() {
		*out = lent
	}
	return err
}

// written says whether a lent font has the characters: something is seen where nine of
// ten stand.
func (d *Drawing) written() bool {
	picture, err := png.Decode(bytes.NewReader(d.PNG))
	if err != nil {
		return false
	}
	all, seen := 0, 0
	for _, l := range d.Lines {
		for _, at := range l.Places {
			in := image.Rect(at.Left, at.Top, at.Right, at.Bottom).Intersect(picture.Bounds())
			if in.Empty() {
				continue // beside the picture, as far off as the file puts it
			}
			if all++; varied(picture, in) {
				seen++
			}
		}
	}
	return 10*seen >= 9*all
}

// varied says whether a part of a picture is not all of one colour.
func varied(picture image.Image, in image.Rectangle) bool {
	first := picture.At(in.Min.X, in.Min.Y)
	for y := in.Min.Y; y < in.Max.Y; y++ {
		for x := in.Min.X; x < in.Max.X; x++ {
			if picture.At(x, y) != first {
				return true
			}
		}
	}
	return false
}

// picture draws the page with what is stuck on it: stamps and notes are seen in any
// program that shows PDFs.
func (d *opened) picture(page references.FPDF_PAGE, out *Drawing) error {
	size, err := d.reader.GetPageSize(&requests.GetPageSize{Page: requests.Page{ByReference: &page}})
	if err != nil {
		return err
	}
	made, err := d.reader.RenderPageInPixels(&requests.RenderPageInPixels{Page: requests.Page{ByReference: &page},
		Width: pixels(size.Width, pictureWidth), Height: pixels(size.Height, pictureHeight), RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT})
	if err != nil {
		return err
	}
	defer made.Cleanup()
	out.Width, out.Height = made.Result.Width, made.Result.Height
	if out.Width < 1 || out.Height < 1 {
		return errors.New("a page without an area")
	}
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&b, plain(made.Result.RenderedImage)); err != nil {
		return err
	}
	out.PNG = b.Bytes()
	return nil
}

// pixels is how many a side of so many points has at most: small pages are not enlarged
// without end, which would take long.
func pixels(points float64, most int) int {
	const enlarged = 8
	return int(max(1, min(float64(most), math.Ceil(points*enlarged))))
}

// plain puts a picture on white paper, in grey where it has no colours: half of the
// pages of offices have none, and take a third of the room.
func plain(from image.Image) image.Image {
	bounds := from.Bounds()
	paper := image.NewRGBA(bounds)
	draw.Draw(paper, bounds, image.White, image.Point{}, draw.Src)
	draw.Draw(paper, bounds, from, bounds.Min, draw.Over)
	for i := 0; i < len(paper.Pix); i += 4 {
		if p := paper.Pix[i : i+3]; p[0] != p[1] || p[1] != p[2] {
			return paper
		}
	}
	grey := image.NewGray(bounds)
	for i := range grey.Pix {
		grey.Pix[i] = paper.Pix[4*i]
	}
	return grey
}

// places finds where on the picture the characters of the page's lines stand.
func (d *opened) places(page references.FPDF_PAGE, text references.FPDF_TEXTPAGE, out *Drawing) error {
	glyphs, _, err := d.glyphs(text)
	if err != nil {
		return err
	}
	onto, err := d.projection(page, out.Width, out.Height)
	if err != nil {
		return err
	}
	s := layOut(glyphs)
	edge := map[int]bool{}
	for _, k := range edges(s) {
		edge[k] = true
	}
	found := map[int]glyph{} // before they were turned
	for _, g := range glyphs {
		found[g.no] = g
	}
	for k, l := range s.lines {
		line := Line{Text: l.text, Edge: edge[k]}
		for _, g := range l.run {
			if !isSpace(g.r) {
				line.Places = append(line.Places, onto.rect(found[g.no]))
			}
		}
		out.Lines = append(out.Lines, line)
	}
	out.Letters = Own
	if slices.ContainsFunc(glyphs, func(g glyph) bool { return chinese(g.r) && d.fontless(text, g.no) }) {
		out.Letters = Boxes
	}
	return nil
}

// fontless says whether the file does not bring the font of a character.
func (d *opened) fontless(text references.FPDF_TEXTPAGE, no int) bool {
	object, err := d.reader.FPDFText_GetTextObject(&requests.FPDFText_GetTextObject{TextPage: text, Index: no})
	if err != nil {
		return false
	}
	font, err := d.reader.FPDFTextObj_GetFont(&requests.FPDFTextObj_GetFont{PageObject: object.TextObject})
	if err != nil {
		return false
	}
	in, err := d.reader.FPDFFont_GetIsEmbedded(&requests.FPDFFont_GetIsEmbedded{Font: font.Font})
	return err == nil && !in.IsEmbedded
}

// projection leads from points of the page to pixels of its picture, whichever way
// the page is turned and cut.
type projection struct {
	xx, xy, x0 float64 // x = xx·left + xy·up + x0
	yx, yy, y0 float64
}

// projection asks pdfium where three points come to lie. Its answer is in whole
// pixels, so a larger picture is asked about.
func (d *opened) projection(page references.FPDF_PAGE, width, height int) (projection, error) {
	const finer, far = 64, 1000 // times, points
	var at [3][2]float64
	for i, p := range [3][2]float64{{0, 0}, {far, 0}, {0, far}} {
		to, err := d.reader.FPDF_PageToDevice(&requests.FPDF_PageToDevice{Page: requests.Page{ByReference: &page},
			SizeX: width * finer, SizeY: height * finer, PageX: p[0], PageY: p[1]})
		if err != nil {
			return projection{}, err
		}
		at[i] = [2]float64{float64(to.DeviceX) / finer, float64(to.DeviceY) / finer}
	}
	return projection{xx: (at[1][0] - at[0][0]) / far, xy: (at[2][0] - at[0][0]) / far, x0: at[0][0],
		yx: (at[1][1] - at[0][1]) / far, yy: (at[2][1] - at[0][1]) / far, y0: at[0][1]}, nil
}

func (p projection) rect(g glyph) Rect {
	x1, y1 := p.xx*g.left+p.xy*g.bottom+p.x0, p.yx*g.left+p.yy*g.bottom+p.y0
	x2, y2 := p.xx*g.right+p.xy*g.top+p.x0, p.yx*g.right+p.yy*g.top+p.y0
	return Rect{Left: int(math.Floor(min(x1, x2))), Top: int(math.Floor(min(y1, y2))), Right: int(math.Ceil(max(x1, x2))), Bottom: int(math.Ceil(max(y1, y2)))}
}
