package web

import (
	"testing"

	"tupo/internal/core"
	"tupo/internal/extract"
	"tupo/internal/i18n"
	"tupo/internal/zh"
)

// In English an amount in 亿元 or 万人 is another number: the table once showed 7,200
// bn yuan for 7200亿元.
func TestStated(t *testing.T) {
	words, err := i18n.Load(func(lang i18n.Lang, key string) { t.Errorf("no message %s in %s", key, lang) })
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		lang              i18n.Lang
		numbers           []string
		unit, text        string
		bound             zh.Bound
		sign, value, told string
	}{
		{i18n.ZH, []string{"7200"}, "亿元", "7200亿元以上", zh.AtLeast, "≥", "7,200", "亿元"},
		{i18n.EN, []string{"7200"}, "亿元", "7200亿元以上", zh.AtLeast, "≥", "720.0", "bn yuan"},
		{i18n.EN, []string{"70"}, "万人", "70万人", zh.Equal, "", "700", "thousand people"},
		{i18n.EN, []string{"1.6"}, "万个", "1.6万个", zh.Equal, "", "16", "thousand"},
		{i18n.ZH, []string{"4.5", "5"}, "%", "4.5-5%", zh.Between, "", "4.5–5", "%"},
	} {
		v := &visit{site: &Site{Options: Options{Words: words}}, lang: tt.lang}
		q := extract.Figure{Unit: tt.unit, Bound: tt.bound, Measure: "level", Value: extract.Place{Text: tt.text}}
		for _, n := range tt.numbers {
			x, err := core.ParseQuantity(n)
			if err != nil {
				t.Fatal(err)
			}
			d, _ := zh.ParseNumber(x.String())
			q.Values = append(q.Values, d)
		}
		if sign, value, unit := v.stated(q); sign != tt.sign || value != tt.value || unit != tt.told {
			t.Errorf("stated(%s) in %s = %q %q %q, want %q %q %q", tt.text, tt.lang, sign, value, unit, tt.sign, tt.value, tt.told)
		}
	}
}
