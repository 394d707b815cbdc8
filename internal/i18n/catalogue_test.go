package i18n_test

import (
	"slices"
	"testing"

	"tupo/internal/errs"
	"tupo/internal/i18n"
	"tupo/internal/progress"
)

func load(t *testing.T) *i18n.Catalogue {
	t.Helper()
	c, err := i18n.Load(func(lang i18n.Lang, key string) { t.Errorf("no message %q in %s", key, lang) })
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	return c
}

// TestLanguagesAgree holds that both languages have the same keys, and the same
// holes in each: a figure that one language shows is not lost in the other.
func TestLanguagesAgree(t *testing.T) {
	c := load(t)
	zh, en := c.Keys(i18n.ZH), c.Keys(i18n.EN)
	for _, key := range zh {
		if !slices.Contains(en, key) {
			t.Errorf("%q is Chinese only", key)
			continue
		}
		if a, b := c.Holes(i18n.ZH, key), c.Holes(i18n.EN, key); !slices.Equal(a, b) {
			t.Errorf("holes of %q: zh %q, en %q", key, a, b)
		}
	}
	for _, key := range en {
		if !slices.Contains(zh, key) {
			t.Errorf("%q is English only", key)
		}
	}
}

func TestText(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		lang i18n.Lang
		key  string
		args []string
		want string
	}{
		{i18n.ZH, "front.guide.total", []string{"n", "17"}, "待办 17"},
		{i18n.EN, "http.too-many", []string{"seconds", "1"}, "Too many requests; try again in 1 second."},
		{i18n.EN, "http.too-many", []string{"seconds", "5"}, "Too many requests; try again in 5 seconds."},
		{i18n.EN, "front.guide.total", nil, "{n} waiting"},
		{i18n.EN, "front.guide.total", []string{"n"}, "{n} waiting"},
	} {
		if got := c.Text(test.lang, test.key, test.args...); got != test.want {
			t.Errorf("Text(%s, %s, %q) = %q, want %q", test.lang, test.key, test.args, got, test.want)
		}
	}
}

func TestMissingKeyIsShownAndReported(t *testing.T) {
	var reported []string
	c, err := i18n.Load(func(lang i18n.Lang, key string) { reported = append(reported, string(lang)+" "+key) })
	if err != nil {
		t.Fatalf("Load: %v", err)
	}
	got := []string{c.Text(i18n.EN, "no.such-key"), c.Segments(i18n.ZH, "no.such-key")[0].Text}
	if want := []string{"no.such-key", "no.such-key"}; !slices.Equal(got, want) {
		t.Errorf("Text and Segments of a missing key = %q, want %q", got, want)
	}
	if want := []string{"en no.such-key", "zh no.such-key"}; !slices.Equal(reported, want) {
		t.Errorf("reported %q, want %q", reported, want)
	}
	if c.Has("no.such-key") {
		t.Error("Has(no.such-key) = true, want false")
	}
}

func TestSegmentsSplitAtHoles(t *testing.T) {
	c := load(t)
	got := c.Segments(i18n.EN, "http.too-many", "seconds", "5")
	want := []i18n.Segment{{Text: "Too many requests; try again in "}, {Text: "5", Hole: "seconds"}, {Text: " "}, {Text: "seconds"}, {Text: "."}}
	if !slices.Equal(got, want) {
		t.Errorf("Segments = %q, want %q", got, want)
	}
}

func TestFault(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		err  *errs.Error
		want string
	}{
		{errs.Field("value", "form.between", "min", "0", "max", "6"), "Must be between 0 and 6."},
		{errs.Field("value", "number.unit", "value", "5吨", "unit", "亿元"), "The unit of “5吨” cannot be converted to this indicator’s unit, bn yuan."},
		{errs.Field("state", "workbook.word", "choices", i18n.Either("草稿、执行中", "Draft, Active")), "Must be one of: Draft, Active"},
		{errs.Field("state", "workbook.word", "choices", i18n.EitherName("区统计局", "Statistics Bureau")), "Must be one of: Statistics Bureau"},
		{errs.Field("state", "workbook.word", "choices", i18n.EitherName("区统计局", "")), "Must be one of: 区统计局"},
		{errs.New(errs.Internal, "store.panic"), "Internal error. Please try again later; if it happens again, give the administrator the request number."},
		{errs.New(errs.Damaged, "some.unknown-damage"), "Stored data contradicts the ledger. Work was stopped; please tell the administrator."},
		{errs.New(errs.Damaged, "password.damaged"), c.Text(i18n.EN, "password.damaged")},
	} {
		if got := c.Fault(i18n.EN, test.err); got != test.want {
			t.Errorf("Fault(%v) = %q, want %q", test.err, got, test.want)
		}
	}
}

// TestEveryKindAndWhyHasASentence covers keys that are put together at run time.
func TestEveryKindAndWhyHasASentence(t *testing.T) {
	c := load(t)
	keys := progress.WhyKeys()
	for kind := errs.Internal; kind <= errs.Damaged; kind++ {
		keys = append(keys, "error.kind."+kind.String())
	}
	for _, key := range keys {
		if !c.Has(key) {
			t.Errorf("no message %q in both languages", key)
		}
	}
}

func TestLanguageIsChosen(t *testing.T) {
	for _, test := range []struct {
		header string
		want   i18n.Lang
	}{
		{"", i18n.ZH}, {"zh-CN,zh;q=0.9,en;q=0.8", i18n.ZH}, {"en-GB,en;q=0.9", i18n.EN}, {"de-DE, en;q=0.7", i18n.EN}, {"fr", i18n.ZH},
	} {
		if got := i18n.FromHeader(test.header); got != test.want {
			t.Errorf("FromHeader(%q) = %s, want %s", test.header, got, test.want)
		}
	}
	if lang, ok := i18n.ParseLang("xx"); ok {
		t.Errorf("ParseLang(xx) = %s, want none", lang)
	}
}
