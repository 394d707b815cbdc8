package pdftest

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Page is a page of a made PDF: A4, 595 by 842 points.
type Page struct {
	Content  string // operators; Text writes some
	Rotate   int    // degrees
	Compress func(string) []byte
}

// Text writes a line of Chinese at a place, size points high.
func Text(x, y, size float64, s string) string {
	return Turned(fmt.Sprintf("1 0 0 1 %g %g", x, y), size, s)
}

// Turned is Text under a matrix.
func Turned(matrix string, size float64, s string) string {
	var code strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&code, "%04x", u)
	}
	return fmt.Sprintf("BT /F1 %g Tf %s Tm <%s> Tj ET\n", size, matrix, code.String())
}

// Latin writes ASCII under a matrix.
func Latin(matrix string, size float64, s string) string {
	return fmt.Sprintf("BT /F3 %g Tf %s Tm (%s) Tj ET\n", size, matrix, s)
}

// Coded writes a line in codes that no table leads back to characters.
func Coded(x, y, size float64, codes string) string {
	return fmt.Sprintf("BT /F2 %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n", size, x, y, codes)
}

// Picture draws a grey picture over a part of the page.
func Picture(x, y, width, height float64) string {
	return fmt.Sprintf("q %g 0 0 %g %g %g cm /Im Do Q\n", width, height, x, y)
}

// Make writes a PDF by hand.
func Make(pages ...Page) []byte {
	kids := new(strings.Builder)
	objects := [][]byte{
		[]byte("<< /Type /Catalog /Pages 2 0 R >>"), nil,
		[]byte("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"),
		[]byte("<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R /DW 1000 /W [1 95 500 814 939 500] >>"),
		[]byte("<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"),
		stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", []byte{0x80}),
		[]byte("<< /Type /Font /Subtype /Type0 /BaseFont /Codes /Encoding /Identity-H /DescendantFonts [8 0 R] >>"),
		[]byte("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Codes /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 9 0 R /DW 1000 >>"),
		[]byte("<< /Type /FontDescriptor /FontName /Codes /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"),
		[]byte("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
	}
	for _, p := range pages {
		at := len(objects) + 1
		fmt.Fprintf(kids, "%d 0 R ", at)
		content := stream("", []byte(p.Content))
		if p.Compress != nil {
			content = stream("/Filter /FlateDecode", p.Compress(p.Content))
		}
		objects = append(objects, fmt.Appendf(nil, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate %d /Resources << /Font << /F1 3 0 R /F2 7 0 R /F3 10 0 R >> /XObject << /Im 6 0 R >> >> /Contents %d 0 R >>", p.Rotate, at+1), content)
	}
	objects[1] = fmt.Appendf(nil, "<< /Type /Pages /Kids [%s] /Count %d >>", kids, len(pages))
	return File(objects)
}

func stream(dict string, b []byte) []byte {
	return append(append(fmt.Appendf(nil, "<< %s /Length %d >>\nstream\n", dict, len(b)), b...), "\nendstream"...)
}

// File puts objects, the first of which is the catalogue, together.
func File(objects [][]byte) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	places := make([]int, len(objects))
	for i, o := range objects {
		places[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, p := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.Bytes()
}
