package i18n_test

import (
	"testing"
	"time"

	"tupo/internal/core"
	"tupo/internal/i18n"
)

func quantity(t *testing.T, s string) core.Quantity {
	t.Helper()
	if s == "" {
		return core.Quantity{}
	}
	q, err := core.ParseQuantity(s)
	if err != nil {
		t.Fatalf("ParseQuantity(%q): %v", s, err)
	}
	return q
}

func TestNumber(t *testing.T) {
	for _, test := range []struct {
		value        string
		decimals     int
		want, signed string
	}{
		{"", 1, "—", "—"}, {"0", 0, "0", "0"}, {"1234567.85", 1, "1,234,567.9", "+1,234,567.9"}, {"-0.25", 1, "−0.3", "−0.3"},
		{"-0.04", 1, "0.0", "0.0"}, {"999.5", 0, "1,000", "+1,000"}, {"100000", 0, "100,000", "+100,000"}, {"1.5", 6, "1.500000", "+1.500000"},
		{"9223372036854.775807", 6, "9,223,372,036,854.775807", "+9,223,372,036,854.775807"}, {"-9223372036854.775808", 0, "−9,223,372,036,855", "−9,223,372,036,855"},
	} {
		q := quantity(t, test.value)
		if got := i18n.Number(q, test.decimals); got != test.want {
			t.Errorf("Number(%q, %d) = %q, want %q", test.value, test.decimals, got, test.want)
		}
		if got := i18n.Signed(q, test.decimals); got != test.signed {
			t.Errorf("Signed(%q, %d) = %q, want %q", test.value, test.decimals, got, test.signed)
		}
	}
	for millionths, want := range map[int64]string{871_234: "87.1%", -3_000: "−0.3%", 1_500_000: "150.0%", 0: "0.0%"} {
		if got := i18n.Percent(millionths, 1); got != want {
			t.Errorf("Percent(%d, 1) = %q, want %q", millionths, got, want)
		}
	}
	if got := i18n.Count(48213); got != "48,213" {
		t.Errorf("Count(48213) = %q, want 48,213", got)
	}
}

func TestShowInDisplayUnits(t *testing.T) {
	c := load(t)
	for _, test := range []struct {
		lang     i18n.Lang
		value    string
		unit     string
		decimals int
		want     string
	}{
		{i18n.ZH, "266.4", "亿元", 1, "266.4 亿元"}, {i18n.EN, "266.4", "亿元", 1, "26.64 bn yuan"},
		{i18n.ZH, "4691.85", "亿元", 2, "4,691.85 亿元"}, {i18n.EN, "4691.85", "亿元", 2, "469.185 bn yuan"},
		{i18n.ZH, "2123.4567", "万元", 1, "2,123.5 万元"}, {i18n.EN, "2123.4567", "万元", 1, "21.235 m yuan"},
		{i18n.ZH, "6.25", "%", 1, "6.3%"}, {i18n.EN, "-1.3", "个百分点", 1, "−1.3 pp"},
		{i18n.ZH, "", "亿元", 1, "—"}, {i18n.EN, "14", "家", 0, "14 firms"}, {i18n.EN, "14", "幢", 0, "14 幢"},
		{i18n.EN, "11348", "个", 0, "11,348"}, {i18n.EN, "6.48", "万亩", 2, "64.8 thousand mu"}, {i18n.EN, "35.3", "万千瓦", 1, "353 MW"},
		{i18n.EN, "2", "名次", 0, "2"}, {i18n.EN, "25", "微克/立方米", 1, "25.0 µg/m³"},
	} {
		if got := c.Show(test.lang, quantity(t, test.value), test.unit, test.decimals).String(); got != test.want {
			t.Errorf("Show(%s, %q, %s, %d) = %q, want %q", test.lang, test.value, test.unit, test.decimals, got, test.want)
		}
	}
	if got := c.Show(i18n.ZH, core.Quantity{}, "亿元", 1).Unit; got != "" {
		t.Errorf("Show(unknown).Unit = %q: nothing has no unit", got)
	}
}

// A difference of rates was once printed in per cent, one of ranks without a word.
func TestShowGap(t *testing.T) {
	c := load(t)
	for _, x := range []struct {
		lang     i18n.Lang
		q, unit  string
		in       i18n.GapUnit
		decimals int
		want     string
	}{
		{i18n.ZH, "0.7", "%", i18n.Points, 1, "0.7 个百分点"},
		{i18n.EN, "-0.7", "%", i18n.Points, 0, "−0.7 pp"},
		{i18n.ZH, "3", "名次", i18n.Places, 0, "3 位"},
		{i18n.EN, "3", "名次", i18n.Places, 0, "3 places"},
		{i18n.EN, "-1", "名次", i18n.Places, 0, "−1 place"},
		{i18n.EN, "", "名次", i18n.Places, 0, "—"},
		{i18n.EN, "1", "个小区", i18n.OwnUnit, 0, "1 estate"},
		{i18n.EN, "-1", "个小区", i18n.OwnUnit, 0, "−1 estate"},
		{i18n.EN, "2", "个小区", i18n.OwnUnit, 0, "2 estates"},
		{i18n.EN, "10", "亿元", i18n.OwnUnit, 0, "1.0 bn yuan"},
	} {
		q, err := core.ParseQuantity(x.q)
		if err != nil && x.q != "" {
			t.Fatal(err)
		}
		if got := c.ShowGap(x.lang, q, x.unit, x.decimals, x.in).String(); got != x.want {
			t.Errorf("ShowGap(%s, %s, %s, %d, %d) = %q, want %q", x.lang, x.q, x.unit, x.decimals, x.in, got, x.want)
		}
	}
}

func TestDatesAndPeriods(t *testing.T) {
	c := load(t)
	day := core.Date("2023-11-14")
	at := core.InstantOf(time.Date(2023, 11, 14, 0, 30, 0, 0, time.UTC))
	shanghai := time.FixedZone("CST", 8*3600)
	for _, test := range []struct{ what, got, want string }{
		{"Date zh", c.Date(i18n.ZH, day), "2023年11月14日"}, {"Date en", c.Date(i18n.EN, day), "14 November 2023"},
		{"Date none", c.Date(i18n.EN, ""), "—"}, {"Day zh", c.Day(i18n.ZH, day), "11月14日"}, {"Day en", c.Day(i18n.EN, day), "14 Nov"},
		{"Day none", c.Day(i18n.ZH, ""), "—"}, {"Weekday zh", c.Weekday(i18n.ZH, day), "星期二"}, {"Weekday en", c.Weekday(i18n.EN, day), "Tuesday"},
		{"Month zh", i18n.Month(i18n.ZH, 10), "10月"}, {"Month en", i18n.Month(i18n.EN, 10), "Oct"},
		{"Moment", i18n.Moment(at, shanghai), "2023-11-14 08:30"}, {"Moment none", i18n.Moment(0, shanghai), "—"},
		{"month zh", c.Period(i18n.ZH, core.Month(2023, 10)), "2023年10月"}, {"month en", c.Period(i18n.EN, core.Month(2023, 10)), "October 2023"},
		{"months zh", c.Period(i18n.ZH, core.Months(2023, 1, 2)), "2023年1—2月"}, {"months en", c.Period(i18n.EN, core.Months(2023, 1, 2)), "January–February 2023"},
		{"quarter zh", c.Period(i18n.ZH, core.Months(2023, 7, 9)), "2023年三季度"}, {"quarter en", c.Period(i18n.EN, core.Months(2023, 7, 9)), "Q3 2023"},
		{"half zh", c.Period(i18n.ZH, core.Months(2023, 1, 6)), "2023年上半年"}, {"year en", c.Period(i18n.EN, core.Months(2023, 1, 12)), "2023"},
		{"none", c.Period(i18n.ZH, core.Period{}), "—"},
	} {
		if test.got != test.want {
			t.Errorf("%s = %q, want %q", test.what, test.got, test.want)
		}
	}
}
