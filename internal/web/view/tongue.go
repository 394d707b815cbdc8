package view

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// Marks around Chinese words of an English page: what people wrote stays as they
// wrote it, and a screen reader pronounces it as Chinese.
const (
	openChinese  = `<span lang="zh-CN">`
	closeChinese = `</span>`
	langChinese  = ` lang="zh-CN"`
)

// markChinese gives each stretch of Chinese text of an English page its language.
// Text that cannot hold a span, such as an option or a title of a drawing, gives it
// to its element, and so does a field whose value is Chinese. The page is one that
// html/template printed: well formed, attributes in quotes.
func markChinese(page []byte) []byte {
	if !hasChinese(page) {
		return page
	}
	m := marker{out: make([]byte, 0, len(page)+len(page)/16)}
	for len(page) > 0 {
		end := bytes.IndexByte(page, '<')
		if end != 0 {
			if end < 0 {
				end = len(page)
			}
			m.text(page[:end])
			page = page[end:]
			continue
		}
		end = tagEnd(page)
		m.tag(page[:end])
		page = page[end:]
	}
	return m.out
}

// marker copies a page, tag by tag.
type marker struct {
	out     []byte
	element string // the last tag opened
	chinese string // the element that has said its language already; "" for none
	depth   int    // elements of that name open inside it
}

func (m *marker) tag(tag []byte) {
	name, closing := tagName(tag)
	switch {
	case m.chinese == name && closing:
		if m.depth--; m.depth == 0 {
			m.chinese = ""
		}
	case m.chinese == name:
		m.depth++
	case m.chinese == "" && !closing && name != "html" && name != "input" && bytes.Contains(tag, []byte(` lang="zh`)):
		m.chinese, m.depth = name, 1
	case m.chinese == "" && name == "input" && hasChinese(tag):
		tag = append(append(append([]byte{}, tag[:len(tag)-1]...), langChinese...), '>')
	}
	if m.element = name; closing {
		m.element = ""
	}
	m.out = append(m.out, tag...)
}

func (m *marker) text(text []byte) {
	if m.chinese != "" || m.element == "script" || m.element == "style" || !hasChinese(text) {
		m.out = append(m.out, text...)
		return
	}
	switch m.element {
	case "option", "textarea", "title", "text", "tspan", "desc":
		m.out = append(append(m.out[:len(m.out)-1], langChinese...), '>')
		m.out = append(m.out, text...)
		return
	}
	for len(text) > 0 {
		from, to := chineseRun(text)
		m.out = append(m.out, text[:from]...)
		if to > from {
			m.out = append(append(append(m.out, openChinese...), text[from:to]...), closeChinese...)
		}
		text = text[to:]
	}
}

// chineseRun finds the first stretch of Chinese: figures, spaces and signs inside
// it belong to it, a Latin word or an entity ends it.
func chineseRun(text []byte) (from, to int) {
	from = -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case isChinese(r):
			if from < 0 {
				from = i
			}
			to = i + size
		case from >= 0 && (r == '&' || unicode.IsLetter(r)):
			return from, to
		}
		i += size
	}
	if from < 0 {
		return len(text), len(text)
	}
	return from, to
}

func hasChinese(text []byte) bool { return bytes.IndexFunc(text, isHan) >= 0 }

func isHan(r rune) bool { return r >= 0x2e80 && unicode.Is(unicode.Han, r) }

// isChinese takes the punctuation with the words.
func isChinese(r rune) bool {
	return isHan(r) || r >= 0x3001 && r <= 0x303f || r >= 0xff01 && r <= 0xff5e
}

// tagEnd is the length of the tag at the start of a page.
func tagEnd(page []byte) int {
	var quote byte
	for i, c := range page {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(page)
}

func tagName(tag []byte) (name string, closing bool) {
	tag = bytes.TrimPrefix(tag, []byte("<"))
	rest, closing := bytes.CutPrefix(tag, []byte("/"))
	end := bytes.IndexAny(rest, " \t\n\r/>")
	if end < 0 {
		end = len(rest)
	}
	return string(rest[:end]), closing
}
