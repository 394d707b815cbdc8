package extract

import (
	"strings"
	"testing"
)

const aimsText = "2026年工作安排\n地区生产总值增长5%，力争增长6%。确保城镇新增就业1.2万人，力争达到1.5万人。投资12亿元、占地300亩的海盐深加工项目年内开工。城镇登记失业率与上年持平。\n"

func TestTiers(t *testing.T) {
	p := ReadProse(aimsText, Options{Date: "2026-01-10"})
	got := map[string]string{}
	for _, q := range p.Quantities {
		got[q.Value.Text] = q.Tier
	}
	for value, want := range map[string]string{"5%": "", "6%": TierStretch, "1.2万人": TierFloor, "1.5万人": TierStretch} {
		tier, found := got[value]
		if !found || tier != want {
			t.Errorf("tier of %s is %q (found: %v); want %q", value, tier, found, want)
		}
	}
}

func TestProseFacts(t *testing.T) {
	p := ReadProse(aimsText, Options{Date: "2026-01-10"})
	kinds, prints := map[string]int{}, map[string]bool{}
	runes := []rune(aimsText)
	for i, f := range p.Facts() {
		kinds[f.Kind]++
		if prints[f.Fingerprint] {
			t.Errorf("fingerprint %s stands twice", f.Fingerprint)
		}
		prints[f.Fingerprint] = true
		if got := string(runes[f.Start:f.End]); got != f.Text {
			t.Errorf("fact %d: text %q, source %q", i, f.Text, got)
		}
		if x, ok := f.Payload.(*Project); ok {
			if !strings.HasPrefix(x.Name.Text, "海盐深加工项目") || x.Total == nil || x.Total.Unit != "亿元" || x.Land == nil || x.Land.Values[0].String() != "300" {
				t.Errorf("project %+v", x)
			}
		}
	}
	if kinds[KindQuantity] != len(p.Quantities) || kinds[KindNonnumeric] != 1 || kinds[KindProject] != 1 {
		t.Errorf("kinds %v", kinds)
	}
	again := ReadProse(strings.Replace(aimsText, "2026年工作安排", "2026年工作安排\n各位同志：", 1), Options{Date: "2026-01-10"})
	for _, f := range again.Facts() {
		if f.Kind == KindQuantity && !prints[f.Fingerprint] {
			t.Errorf("%s has another fingerprint where it stands elsewhere", f.Text)
		}
	}
}

// TestTailsAreNoOrders: what only says a figure that is a target is proposed as a target alone.
func TestTailsAreNoOrders(t *testing.T) {
	const text = "2026年重点工作\n一般公共预算收入完成380亿元，力争400亿元；规上工业增加值增长6%左右。力争新增规上企业50家。新建社区食堂30家。年底前完成旧厂房改造12处，盘活土地300亩。确保存量住房去化周期稳定。区税务局要确保税收增长6%。\n"
	var got []string
	for _, f := range ReadProse(text, Options{Date: "2026-01-10"}).Facts() {
		if f.Kind == KindDirective {
			got = append(got, f.Text)
		}
	}
	want := []string{"新建社区食堂30家。", "年底前完成旧厂房改造12处，盘活土地300亩。", "确保存量住房去化周期稳定。", "区税务局要确保税收增长6%。"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("orders proposed of %q:\n%s\nwant\n%s", text, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
