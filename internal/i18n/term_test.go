package i18n_test

import (
	"testing"

	"tupo/internal/i18n"
)

func TestTerms(t *testing.T) {
	c := load(t)
	own := c.WithTerms(map[string]string{"样区自定": "set by {sample} district"})
	for _, test := range []struct {
		name   string
		words  *i18n.Catalogue
		lang   i18n.Lang
		phrase string
		want   string
	}{
		{"known", c, i18n.EN, "一期", "Phase one"}, {"known", c, i18n.ZH, "一期", "一期"}, {"known", own, i18n.EN, "一期", "Phase one"},
		{"somebody's own words", c, i18n.EN, "样区自定", "样区自定"}, {"nothing", own, i18n.EN, "", ""},
		{"added", own, i18n.EN, "样区自定", "set by {sample} district"}, {"added", own, i18n.ZH, "样区自定", "样区自定"},
	} {
		if got := test.words.Term(test.lang, test.phrase); got != test.want {
			t.Errorf("%s: Term(%s, %q) = %q, want %q", test.name, test.lang, test.phrase, got, test.want)
		}
	}
}
