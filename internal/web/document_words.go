package web

import (
	"strings"
	"unicode"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/extract"
	"tupo/internal/i18n"
	"tupo/internal/web/page"
	"tupo/internal/zh"
)

// stated gives a figure's value as the table sets it: the sign of its bound, the
// number or both ends of a range, the unit. A rank, and what has no number, stand as written.
func (v *visit) stated(x extract.Figure) (bound, value, unit string) {
	if len(x.Values) == 0 || x.Measure == "rank" {
		return "", unspaced(x.Value.Text), ""
	}
	unit = v.site.Words.UnitName(v.lang, x.Unit)
	numbers := make([]string, len(x.Values))
	for i, n := range x.Values {
		numbers[i] = n.String()
		if q, err := core.ParseQuantity(numbers[i]); err == nil { // 亿元 is another number of bn yuan
			shown := v.site.Words.ShowExactly(v.lang, q, x.Unit, 0)
			numbers[i], unit = shown.Value, shown.Unit
		}
	}
	value = strings.Join(numbers, "–")
	switch x.Bound {
	case zh.Approximate:
		bound = v.t("bound.about")
	case zh.AtLeast:
		bound = "≥"
	case zh.MoreThan:
		bound = ">"
	case zh.AtMost:
		bound = "≤"
	case zh.LessThan:
		bound = "<"
	}
	return bound, value, unit
}

// measured is an amount of a project: as the text writes it, on English pages in English.
func (v *visit) measured(m *extract.Measure) string {
	if v.lang == i18n.ZH || len(m.Values) == 0 {
		return m.Reading()
	}
	bound, value, unit := v.stated(extract.Figure{Values: m.Values, Unit: m.Unit, Bound: m.Bound, Value: extract.Place{Text: m.Reading()}})
	switch {
	case bound == v.t("bound.about"):
		bound += " "
	case unit == "%":
		return bound + value + unit
	}
	return strings.TrimSpace(bound + value + " " + unit)
}

func unspaced(s string) string { return strings.Join(strings.Fields(s), "") }

// periodOf words a period as the reader of documents writes it: 2023, 2023Q1,
// 2023-10, 2021-2025 or 2013-01/2013-08. What is none stands as it is.
func (v *visit) periodOf(text string) string {
	from, to, through := strings.Cut(text, "/")
	if !through {
		if a, b, ok := strings.Cut(text, "-"); ok && len(a) == 4 && len(b) == 4 {
			return a + "–" + b
		}
		return v.onePeriod(text)
	}
	a, err := core.ParsePeriod(from)
	b, fault := core.ParsePeriod(to)
	if err == nil && fault == nil && a.Year == b.Year {
		return v.site.Words.Period(v.lang, core.Months(int(a.Year), int(a.From), int(b.To)))
	}
	return v.onePeriod(from) + "–" + v.onePeriod(to)
}

func (v *visit) onePeriod(text string) string {
	if len(text) == 6 && (text[4] == 'Q' || text[4] == 'H') {
		text = text[:4] + "-" + text[4:]
	}
	return v.periodText(text)
}

// ruleOf says which rule found a fact; its code where it has no words.
func (v *visit) ruleOf(rule string) string {
	if v.site.Words.Has("found-by." + rule) {
		return v.t("found-by." + rule)
	}
	group, _, _ := strings.Cut(rule, ".")
	if v.site.Words.Has("found-by." + group) {
		return v.t("found-by." + group)
	}
	return rule
}

// quote is the sentence in which a fact stands, its own words strong.
func quote(text *app.Wording, f document.Fact) page.Text {
	before, after := text.Around(int(f.Start), int(f.End))
	return page.Text{{Text: before}, {Text: text.Said(int(f.Start), int(f.End)), Strong: true}, {Text: after}}
}

// foreign reports whether most letters of a text are not Chinese, so that nothing can be
// read in it.
func foreign(text string) bool {
	letters, han := 0, 0
	for _, c := range text {
		switch {
		case unicode.Is(unicode.Han, c):
			letters, han = letters+1, han+1
		case unicode.IsLetter(c):
			letters++
		}
	}
	return 2*han < letters
}
