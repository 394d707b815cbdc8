package pdf_test

import (
	"bytes"
	"encoding/binary"
	"path/filepath"
	"testing"
	"unicode/utf16"

	"tupo/internal/testing/golden"
)

// bigEndian puts numbers one after another, as font files have them (ISO/IEC 14496-22).
func bigEndian(values ...any) []byte {
	var b bytes.Buffer
	for _, x := range values {
		_ = binary.Write(&b, binary.BigEndian, x)
	}
	return b.Bytes()
}

// TestFontOfBoxes makes the font that pdfium sees. All characters share one glyph,
// half an em wide, so that it fits in letters and digits too.
func TestFontOfBoxes(t *testing.T) {
	golden.Check(t, filepath.Join("root", "usr", "share", "fonts", "boxes.ttf"), string(fontOfBoxes()))
}

func fontOfBoxes() []byte {
	const chinese = 1<<0 | 1<<17 | 1<<18 | 1<<19 | 1<<20 // code pages: Latin, and the four of CJK
	box := bigEndian(int16(1), int16(50), int16(0), int16(450), int16(800), uint16(3), uint16(0), []byte{1, 1, 1, 1},
		[]int16{50, 400, 0, -400}, []int16{0, 0, 800, 0})
	n := len(box)
	tables := []struct {
		tag string
		b   []byte
	}{
		{"OS/2", bigEndian(uint16(4), int16(500), uint16(400), uint16(5), uint16(0), [10]int16{}, int16(0), [10]byte{},
			[4]uint32{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, []byte("TUPO"), uint16(0x40), uint16(0x20), uint16(0xffff),
			int16(880), int16(-120), int16(0), uint16(880), uint16(120), [2]uint32{chinese}, int16(500), int16(800), uint16(0), uint16(0x20), uint16(1))},
		{"cmap", bigEndian(uint16(0), uint16(1), uint16(3), uint16(10), uint32(12), // format 13: many characters, one glyph
			uint16(13), uint16(0), uint32(28), uint32(0), uint32(1), uint32(0x21), uint32(0xffff), uint32(1))},
		{"glyf", append(append([]byte{}, box...), box...)},
		{"head", bigEndian(uint32(0x00010000), uint32(0x00010000), uint32(0), uint32(0x5F0F3CF5), uint16(0), uint16(1000), int64(0), int64(0),
			int16(50), int16(0), int16(450), int16(800), uint16(0), uint16(8), int16(2), int16(0), int16(0))},
		{"hhea", bigEndian(uint32(0x00010000), int16(880), int16(-120), int16(0), uint16(1000), int16(50), int16(550), int16(450),
			int16(1), int16(0), int16(0), [4]int16{}, int16(0), uint16(2))},
		{"hmtx", bigEndian(uint16(1000), int16(50), uint16(1000), int16(50))},
		{"loca", bigEndian(uint16(0), uint16(n/2), uint16(n))},
		{"maxp", bigEndian(uint32(0x00010000), uint16(2), uint16(4), uint16(1), [2]uint16{}, uint16(1), [8]uint16{})},
		{"name", fontNames("AR PL UMing CN Light", "Regular")},
		{"post", bigEndian(uint32(0x00030000), uint32(0), int16(-100), int16(50), uint32(0), [4]uint32{})},
	}
	var head, body bytes.Buffer
	k := len(tables)
	head.Write(bigEndian(uint32(0x00010000), uint16(k), uint16(128), uint16(3), uint16(k*16-128)))
	for _, t := range tables {
		padded := append([]byte{}, t.b...)
		for len(padded)%4 != 0 {
			padded = append(padded, 0)
		}
		sum := uint32(0)
		for i := 0; i < len(padded); i += 4 {
			sum += binary.BigEndian.Uint32(padded[i:])
		}
		head.WriteString(t.tag)
		head.Write(bigEndian(sum, uint32(12+16*k+body.Len()), uint32(len(t.b))))
		body.Write(padded)
	}
	return append(head.Bytes(), body.Bytes()...)
}

// fontNames is the table of names: family and style, for two systems.
func fontNames(family, style string) []byte {
	text, records := new(bytes.Buffer), new(bytes.Buffer)
	add := func(system, coding, language, what uint16, b []byte) {
		records.Write(bigEndian(system, coding, language, what, uint16(len(b)), uint16(text.Len())))
		text.Write(b)
	}
	add(1, 0, 0, 1, []byte(family))
	add(1, 0, 0, 2, []byte(style))
	add(3, 1, 0x409, 1, bigEndian(utf16.Encode([]rune(family))))
	add(3, 1, 0x409, 2, bigEndian(utf16.Encode([]rune(style))))
	return append(append(bigEndian(uint16(0), uint16(4), uint16(6+records.Len())), records.Bytes()...), text.Bytes()...)
}
