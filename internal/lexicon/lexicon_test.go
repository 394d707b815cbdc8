package lexicon

import (
	"errors"
	"strings"
	"testing"
	"unicode"

	"pgregory.net/rapid"

	"tupo/internal/core"
)

func TestStorage(t *testing.T) {
	for _, c := range []struct {
		display, unit string
		factor        int64
		ok            bool
	}{
		{"亿元", "万元", 10_000, true},
		{"万元", "万元", 1, true},
		{"元", "元", 1, true},
		{"亿美元", "万美元", 10_000, true},
		{"万人", "人", 10_000, true},
		{"名", "人", 1, true},
		{"万户", "户", 10_000, true},
		{"万平方米", "平方米", 10_000, true},
		{"万㎡", "平方米", 10_000, true},
		{"万吨", "吨", 10_000, true},
		{"％", "%", 1, true},
		{" % ", "%", 1, true},
		{"百分点", "个百分点", 1, true},
		{"KM", "米", 1000, true},
		{"里拉", "", 0, false},
		{"", "", 0, false},
	} {
		unit, factor, ok := Storage(c.display)
		if unit != c.unit || factor != c.factor || ok != c.ok {
			t.Errorf("Storage(%q) = %q, %d, %v; want %q, %d, %v", c.display, unit, factor, ok, c.unit, c.factor, c.ok)
		}
	}
}

func TestConvert(t *testing.T) {
	for _, c := range []struct {
		in, from, to, want string
		err                error
	}{
		{"266.4", "亿元", "万元", "2664000", nil},
		{"2664000", "万元", "亿元", "266.4", nil},
		{"5", "公里", "米", "5000", nil},
		{"3.5", "%", "％", "3.5", nil},
		{"7", "里拉", "里拉", "7", nil},
		{"", "亿元", "万元", "", nil},
		{"1", "亿元", "亿美元", "", ErrFamily},
		{"1", "%", "个百分点", "", ErrFamily},
		{"1", "个", "项", "", ErrFamily},
		{"1", "里拉", "元", "", ErrFamily},
		{"59100", "元", "万元", "5.91", nil},
		{"0.5", "亿元", "元", "50000000", nil},
		{"1.23", "万元", "亿元", "0.000123", nil},
		{"26.5", "bn yuan", "亿元", "265", nil},
		{"26.5", "Billion Yuan", "万元", "2650000", nil},
		{"72.17", "亿元", "bn yuan", "7.217", nil},
		{"64.8", "thousand mu", "万亩", "6.48", nil},
		{"353", "MW", "万千瓦", "35.3", nil},
		{"26.226", "m visits", "万人次", "2622.6", nil},
		{"3", "items", "项", "3", nil},
		{"3", "items", "个", "3", nil},
		{"1", "bn yuan", "亿美元", "", ErrFamily},
		{"1", "bn", "亿元", "", ErrFamily},
		{"0.001", "万元", "亿元", "", core.ErrTooFine},
		{"9000000000000", "亿元", "万元", "", core.ErrOverflow},
	} {
		q, err := core.ReadQuantity(c.in)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Convert(q, c.from, c.to)
		if got.String() != c.want || !errors.Is(err, c.err) {
			t.Errorf("Convert(%s, %s, %s) = %q, %v; want %q, %v", c.in, c.from, c.to, got, err, c.want, c.err)
		}
	}
}

func TestConvertGoesBack(t *testing.T) {
	all := Units()
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.SampledFrom(all).Draw(t, "a"), rapid.SampledFrom(all).Draw(t, "b")
		q := core.Micro(rapid.Int64().Draw(t, "micro"))
		there, err := Convert(q, a.Name, b.Name)
		if (a.Family != b.Family) != errors.Is(err, ErrFamily) {
			t.Fatalf("Convert(%s, %s, %s): %v", q, a.Name, b.Name, err)
		}
		if err != nil {
			return
		}
		if back, err := Convert(there, b.Name, a.Name); err != nil || back != q {
			t.Fatalf("%s %s is %s %s, but back it is %s, %v", q, a.Name, there, b.Name, back, err)
		}
	})
}

// One of a thing has its own word; what is measured, and multiples, do not.
func TestEnglishOne(t *testing.T) {
	for unit, want := range map[string]string{"个小区": "estate", "份": "copy", "人": "person", "家": "firm", "万家": "thousand firms",
		"倍": "times over", "亩": "mu", "亿元": "bn yuan", "个百分点": "pp", "美元": "US$", "微克/立方米": "µg/m³", "里拉": "里拉", "boats": "boats"} {
		if got := EnglishOne(unit); got != want {
			t.Errorf("EnglishOne(%s) = %q, want %q", unit, got, want)
		}
	}
}

// TestEnglishHasNoChinese: every unit has an English name, and its figure moves by
// a power of ten.
func TestEnglishHasNoChinese(t *testing.T) {
	for _, u := range Units() {
		if strings.IndexFunc(u.English, func(r rune) bool { return unicode.Is(unicode.Han, r) }) >= 0 {
			t.Errorf("English(%s) = %q, want no Chinese", u.Name, u.English)
		}
	}
	for unit, want := range map[string]int{"亿元": 1, "万元": 2, "万亩": -1, "元": 0, "万人次": 2, "万千瓦": -1, "里拉": 0} {
		if got := Tenfold(unit); got != want {
			t.Errorf("Tenfold(%s) = %d, want %d", unit, got, want)
		}
	}
	for name, want := range map[string]int64{"bn yuan": 100_000, "亿元": 10_000, "thousand m²": 0} {
		if got, _ := Kept(name, "亿元"); got != want {
			t.Errorf("Kept(%s, 亿元) = %d, want %d", name, got, want)
		}
	}
	for name, want := range map[string]bool{"bn yuan": true, "亿": false, "items": true, "里拉": false} {
		if got := Known(name); got != want {
			t.Errorf("Known(%s) = %t, want %t", name, got, want)
		}
	}
}

func TestUnitsFile(t *testing.T) {
	names := map[string]bool{}
	for _, u := range Units() {
		names[u.Name] = true
		if u.English == "" {
			t.Errorf("unit %s has no English name", u.Name)
		}
	}
	for _, u := range Units() {
		if !names[u.Storage] {
			t.Errorf("unit %s is stored in %s, which is no unit", u.Name, u.Storage)
		}
		if s, f, _ := Storage(u.Storage); s != u.Storage || f != 1 {
			t.Errorf("Storage(%s) = %s, %d; a storage unit is stored in itself", u.Storage, s, f)
		}
	}
	for _, bad := range []string{
		"元|1|元|元", "元|0|元|元|x|", "元|a|元|元|x|", "元|1|元|元|x|\n元|1|圆|元|x|元", "元|1|元|角|x|", "元|1|元|元|x|块|y",
		"元|1|元|元|x|\n元|15|十五|十五|x|\n元|20|二十|十五|x|",
	} {
		if _, err := parse(bad); err == nil {
			t.Errorf("parse(%q): want an error", strings.ReplaceAll(bad, "\n", "/"))
		}
	}
}

func TestFactor(t *testing.T) {
	for _, c := range []struct {
		larger, smaller string
		want            int64
		ok              bool
	}{
		{"亿元", "元", 100_000_000, true}, {"亿元", "万元", 10_000, true}, {"元", "元", 1, true},
		{"元", "万元", 0, false}, {"亿元", "美元", 0, false}, {"里拉", "元", 0, false},
	} {
		if got, ok := Factor(c.larger, c.smaller); got != c.want || ok != c.ok {
			t.Errorf("Factor(%s, %s) = %d, %v; want %d, %v", c.larger, c.smaller, got, ok, c.want, c.ok)
		}
	}
}

func TestNames(t *testing.T) {
	if got, ok := Canonical("位次"); got != "名次" || !ok {
		t.Errorf("Canonical(位次) = %s, %v; want 名次", got, ok)
	}
	if got := English("万户"); got != "thousand households" {
		t.Errorf("English(万户) = %q", got)
	}
	if got := English("里拉"); got != "里拉" {
		t.Errorf("English(里拉) = %q, want the name itself", got)
	}
	for unit, want := range map[string]bool{"%": true, "‰": true, "百分点": true, "家": false, "": false} {
		if got := IsShare(unit); got != want {
			t.Errorf("IsShare(%q) = %v, want %v", unit, got, want)
		}
	}
}

func TestOtherWaysOfWriting(t *testing.T) {
	for written, want := range map[string]string{"亿圆": "亿元", "万圆": "万元", "億圓": "亿元", "亿 元": "亿元", "公顷 ": "公顷", "　万　元　": "万元",
		"㎡": "平方米", "万㎡": "万平方米", "㎥": "立方米", "％": "%", "ｋｍ": "公里", "㎞": "公里", "平方千米": "平方公里", "微克 / 立方米": "微克/立方米"} {
		if got, ok := Canonical(written); !ok || got != want {
			t.Errorf("Canonical(%q) = %q, %t, want %q", written, got, ok, want)
		}
	}
	for written, want := range map[string]string{"亿园": "亿元", "万员": "万元", "个百分": "个百分点", "万立方": "万立方米", "艘次": "", "元": "", "小艇": ""} {
		got, ok := Near(written)
		if got.Name != want || ok != (want != "") {
			t.Errorf("Near(%q) = %q, %t, want %q", written, got.Name, ok, want)
		}
	}
}

func TestMyriadsBehindANumber(t *testing.T) {
	for _, c := range []struct {
		written, display, unit string
		times                  int64
		ok                     bool
	}{
		{"万", "家", "家", 1e4, true}, {"万", "亿元", "元", 1e4, true}, {"亿", "亿元", "元", 1e8, true}, {"百万", "万元", "元", 1e6, true}, {"万亿", "亿元", "元", 1e12, true},
		{"万", "公里", "公里", 1e4, true}, {"万", "万千瓦时", "千瓦时", 1e4, true}, {"万座", "座", "座", 1e4, true}, {"万", "艘次", "艘次", 1e4, true}, {"万艘次", "艘次", "艘次", 1e4, true},
		{"万", "%", "", 0, false}, {"多", "家", "", 0, false}, {"万多", "家", "", 0, false}, {"千", "米", "", 0, false},
	} {
		unit, times, ok := Scaled(c.written, c.display)
		if ok != c.ok || ok && (unit != c.unit || times != c.times) {
			t.Errorf("Scaled(%q, %q) = %q, %d, %t, want %q, %d, %t", c.written, c.display, unit, times, ok, c.unit, c.times, c.ok)
		}
	}
}
