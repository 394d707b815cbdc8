// Package i18n turns keys, numbers and dates into Chinese or English text. The
// messages are the plain files under messages/, one folder per language, read
// once; both languages have the same keys and the same holes, and a test says so.
//
// It computes nothing about the business: it rounds for display, it groups
// digits, it picks the word. It knows no user, no page and no HTML.
package i18n

import "strings"

// Lang is a language of the interface.
type Lang string

// The two languages; Chinese comes first and is the default.
const (
	ZH Lang = "zh"
	EN Lang = "en"
)

// Langs lists the languages in the order a switch shows them.
func Langs() []Lang { return []Lang{ZH, EN} }

// Tag is the BCP 47 tag for an HTML lang attribute: "zh-CN" or "en".
func (l Lang) Tag() string {
	if l == EN {
		return "en"
	}
	return "zh-CN"
}

// ParseLang reads a language code of a query, cookie or account ("zh", "en",
// "zh-CN", "EN"); ok is false for anything else.
func ParseLang(s string) (lang Lang, ok bool) {
	base, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(s)), "-")
	switch base {
	case "zh":
		return ZH, true
	case "en":
		return EN, true
	}
	return "", false
}

// FromHeader picks from an Accept-Language header the first language the
// interface has, in the header's own order (weights are written in falling
// order by every browser). Without one it is Chinese.
func FromHeader(header string) Lang {
	for _, item := range strings.Split(header, ",") {
		tag, _, _ := strings.Cut(item, ";")
		if lang, ok := ParseLang(tag); ok {
			return lang
		}
	}
	return ZH
}

// Comma stands between the items of a list.
func (l Lang) Comma() string {
	if l == ZH {
		return "、"
	}
	return ", "
}
