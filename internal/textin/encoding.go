package textin

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	uni "golang.org/x/text/encoding/unicode"

	"tupo/internal/errs"
)

// Encoding of a plain text.
type Encoding string

const (
	UTF8    Encoding = "utf-8"
	UTF16LE Encoding = "utf-16le"
	UTF16BE Encoding = "utf-16be"
	GB18030 Encoding = "gb18030"
)

// decode finds the one encoding that fits. A byte order mark decides; without
// one valid UTF-8 is UTF-8, and the rest must read as Chinese in exactly one of
// the others.
func decode(b []byte) (string, Encoding, error) {
	switch {
	case bytes.HasPrefix(b, []byte("\xef\xbb\xbf")):
		b = b[3:]
		if !utf8.Valid(b) {
			return "", "", undecided()
		}
		return string(b), UTF8, nil
	case bytes.HasPrefix(b, []byte("\xff\xfe")):
		return marked(b[2:], UTF16LE)
	case bytes.HasPrefix(b, []byte("\xfe\xff")):
		return marked(b[2:], UTF16BE)
	case utf8.Valid(b):
		if bytes.IndexByte(b, 0) < 0 {
			return string(b), UTF8, nil
		}
	}
	text, found := "", Encoding("")
	for _, e := range []Encoding{GB18030, UTF16LE, UTF16BE} {
		s, ok := try(b, e)
		if !ok || !readsChinese(s, e) {
			continue
		}
		if found != "" {
			return "", "", undecided()
		}
		text, found = s, e
	}
	if found == "" {
		return "", "", undecided()
	}
	return text, found, nil
}

func undecided() error { return errs.New(errs.Invalid, "textin.encoding") }

func marked(b []byte, e Encoding) (string, Encoding, error) {
	s, ok := try(b, e)
	if !ok {
		return "", "", undecided()
	}
	return s, e, nil
}

// try decodes; false when anything had to be replaced.
func try(b []byte, e Encoding) (string, bool) {
	var d *encoding.Decoder
	switch e {
	case GB18030:
		d = simplifiedchinese.GB18030.NewDecoder()
	case UTF16LE:
		d = uni.UTF16(uni.LittleEndian, uni.IgnoreBOM).NewDecoder()
	default:
		d = uni.UTF16(uni.BigEndian, uni.IgnoreBOM).NewDecoder()
	}
	if e != GB18030 && len(b)%2 != 0 {
		return "", false
	}
	out, err := d.Bytes(b)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) {
		return "", false
	}
	return string(out), true
}

// frequent holds characters that make up about a third of any official Chinese
// text and about one in sixty of characters drawn at random.
const frequent = "的一是在不了有和人这中大为上个国以要时来用生到作地于出就分对成会可主发年动同工能下过建设全新区市业展产项目高进加强实民政推行月日"

// readsChinese judges whether decoded text is written Chinese: nothing but
// Chinese, ASCII and usual signs; characters of everyday use, not the rare ones
// that other encodings turn into; and, where there is enough of it, the words
// that no text does without.
func readsChinese(s string, e Encoding) bool {
	const sample = 100_000 // characters that are judged
	han, everyday, common, odd, all := 0, 0, 0, 0, 0
	level1 := simplifiedchinese.GBK.NewEncoder()
	for _, c := range s {
		if all++; all > sample {
			break
		}
		switch {
		case c == 0 || c < ' ' && !unicode.IsSpace(c):
			return false
		case unicode.Is(unicode.Han, c):
			han++
			if isLevel1(level1, c) {
				everyday++
			}
			if strings.ContainsRune(frequent, c) {
				common++
			}
		case c < 0x7f || usualSign(c):
		default:
			odd++
		}
	}
	const enough = 40
	switch {
	case han == 0 || odd*50 > all:
		return false
	case e == GB18030 && everyday*100 < han*80:
		return false
	case e != GB18030 && everyday*100 < han*70:
		return false
	case han >= enough:
		return common*100 >= han*6
	}
	return everyday*100 >= han*90
}

// isLevel1 tells the 3,755 everyday characters of GB/T 2312: lead bytes B0 to D7.
func isLevel1(e *encoding.Encoder, c rune) bool {
	e.Reset()
	b, err := e.Bytes([]byte(string(c)))
	return err == nil && len(b) == 2 && b[0] >= 0xb0 && b[0] <= 0xd7 && b[1] >= 0xa1
}

// usualSign lists what stands between the characters of a Chinese document.
func usualSign(c rune) bool {
	switch {
	case c >= 0x3000 && c <= 0x301f, c >= 0xff01 && c <= 0xff5e, c >= 0x2010 && c <= 0x203b,
		c >= 0x2460 && c <= 0x249b, c >= 0x2160 && c <= 0x217f, c >= 0x2190 && c <= 0x2193, c >= 0x25a0 && c <= 0x25cf:
		return true
	}
	return strings.ContainsRune("·×÷°±§￥¥㎡℃㎞‰αβγμΩ√≤≥≠≈　", c)
}
