package lexicon

import "testing"

func TestFindIndicator(t *testing.T) {
	for _, c := range []struct {
		name, want string
		acc        Accumulation
		dir        Direction
	}{
		{"规上工业增加值", "规模以上工业增加值", Sum, Up},
		{"全省社会消费品零售总额", "社会消费品零售总额", Sum, Up},
		{"城镇调查失业率", "城镇调查失业率", Rate, Down},
		{"贷款余额", "本外币贷款余额", Stock, Up},
		{"全区全年实现地区生产总值", "地区生产总值", Sum, Up},
		{"城镇调查失业率预期目标", "城镇调查失业率", Rate, Down},
		{"全年新增", "", "", ""},
		{"CPI", "居民消费价格", Rate, Hold},
		{"社区食堂", "", "", ""},
	} {
		got, ok := FindIndicator(c.name)
		if got.Name != c.want || ok != (c.want != "") || got.Accumulation != c.acc || got.Direction != c.dir {
			t.Errorf("FindIndicator(%q) = %+v, %v; want %s %s %s", c.name, got, ok, c.want, c.acc, c.dir)
		}
	}
}

func TestIndicatorsFile(t *testing.T) {
	if n := len(Indicators()); n < 80 {
		t.Errorf("Indicators() has %d; want at least 80", n)
	}
	for _, bad := range []string{"甲 | 个 | up | sum", "甲 | 个 | left | sum |", "甲 | 个 | up | pile |", "甲 | 个 | up | sum | 甲"} {
		if _, err := parseIndicators(bad); err == nil {
			t.Errorf("parseIndicators(%q) reads it", bad)
		}
	}
}
