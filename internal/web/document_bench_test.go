package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// largeText is a report of n paragraphs that says four things in each: two results, a
// target, an order.
func largeText(n int) string {
	goods := []string{"水稻", "小麦", "玉米", "大豆", "油菜", "棉花", "茶叶", "水果", "蔬菜", "水产", "生猪", "肉牛", "家禽", "蜂蜜", "食用菌", "中药材"}
	places := []string{"东岭", "西坡", "南塘", "北渠", "上河", "下洲", "前湾", "后坝", "左岸", "右滩", "青石", "白沙", "红土", "黄坪", "绿野", "紫云"}
	var b strings.Builder
	b.WriteString("各镇生产情况的说明\n")
	for i := range n {
		name := places[i/16%16] + "镇" + goods[i%16]
		fmt.Fprintf(&b, "2022年，%s产量达到%d.%d吨，增长%d.%d%%。2023年%s产量增长%d%%以上。城市管理局要在12月底前建成%s市场%d个。\n", name, 100+i, i%10, i%9+1, i%7, name, i%8+2, name, i%5+2)
	}
	return b.String()
}

// addText brings a text in and gives the page of what it says.
func (r *reader) addText(name, text string) string {
	r.t.Helper()
	added := r.upload("/documents", "file", name, []byte(text), url.Values{"date": {"2023-01-14"}, "kind": {"report"}})
	if added.location == "" {
		r.t.Fatalf("%s = %d: %.300s", name, added.status, added.text())
	}
	page, _, _ := strings.Cut(added.location, "?")
	return page
}

// BenchmarkDocument asks for the page of a document and gives its size: of a usual
// report, of one of 8,000 facts, of a text of a million lines.
func BenchmarkDocument(b *testing.B) {
	o := openOffice(b)
	office := o.login("office")
	for _, c := range []struct{ name, text string }{{"report", largeText(75)}, {"facts=8000", largeText(2000)}, {"lines=1000000", strings.Repeat("甲乙\n", 1_000_000)}} {
		b.Run(c.name, func(b *testing.B) {
			path := office.addText(c.name+".txt", c.text)
			office.t = b
			size := len(office.get(path).body)
			for b.Loop() {
				if a := office.get(path); a.status != http.StatusOK {
					b.Fatalf("GET %s = %d", path, a.status)
				}
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
