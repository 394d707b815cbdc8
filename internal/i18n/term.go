package i18n

import "maps"

// termKey is the key of a phrase that offices use everywhere.
func termKey(phrase string) string { return "term." + phrase }

// Term says a phrase that offices use everywhere (“不低于全市平均水平”, “一期”) in a
// language; others are somebody's own words and stay as written.
func (c *Catalogue) Term(lang Lang, phrase string) string {
	if key := termKey(phrase); phrase != "" && c.Has(key) {
		return c.Text(lang, key)
	}
	return phrase
}

// WithTerms is the catalogue with further phrases, given by their Chinese wording
// with the English one. Holes are not looked for in them. c itself stays as it is.
func (c *Catalogue) WithTerms(english map[string]string) *Catalogue {
	out := &Catalogue{messages: map[Lang]map[string]message{}, missing: c.missing}
	for lang, all := range c.messages {
		out.messages[lang] = maps.Clone(all)
	}
	for zh, en := range english {
		out.messages[ZH][termKey(zh)] = message{{text: zh}}
		out.messages[EN][termKey(zh)] = message{{text: en}}
	}
	return out
}
