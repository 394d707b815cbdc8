package extract

import (
	"fmt"
	"strings"
	"testing"
)

// TestPlacesAmongPeers holds the places among peers: their names, the place with its scope, the year.
func TestPlacesAmongPeers(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a verb and a scope", "去年，甲县粮食产量稳居全市首位。", "甲县粮食产量 | 全市首位 | 2025"},
		{"no verb", "去年，甲县算力指数全省第三，区域创新能力连续3年全省第一。", "甲县算力指数 | 全省第三 | 2025\n区域创新能力 | 全省第一 | 2025"},
		{"of what is rated", "去年，甲县营商环境评估全省第二。", "甲县营商环境评估 | 全省第二 | 2025"},
		{"no place without a noun that is measured", "去年，甲县培育更多全省第一、全国第一的品牌。", ""},
		{"a longer scope behind its verb", "去年，甲县入境游客量居中部地级城市首位，成交额稳居试点省份第2位。", "甲县入境游客量 | 中部地级城市首位 | 2025\n成交额 | 试点省份第2位 | 2025"},
		{"a scope before its word for rank", "去年，甲县综合指数全省排名第八。", "甲县综合指数 | 全省排名第八 | 2025"},
		{"the first of some", "去年，甲县通车里程稳居全省前三，吞吐量进入全国前20名。", "甲县通车里程 | 全省前三 | 2025\n吞吐量 | 全国前20名 | 2025"},
		{"from one place to another", "去年，甲县出口额从全省第8位升至第5位。", "甲县出口额 | 全省第8位 | 2025\n甲县出口额 | 第5位 | 2025"},
		{"a noun of size belongs to the name", "去年，甲县数字经济规模跃居全省第二。", "甲县数字经济规模 | 全省第二 | 2025"},
		{"a place that is an advantage", "去年，发挥茶叶产量全省第一优势，推动茶业升级。", "茶叶产量 | 全省第一 | 2025"},
		{"both of a list with a verb in its name", "去年，碳配额累计成交量、成交额均居全省首位。", "碳配额累计成交量 | 全省首位 | 2025\n碳配额累计成交额 | 全省首位 | 2025"},
		{"the owner of a bare amount", "去年，绿电交易量达到9亿千瓦时，外送量全省第一。", "绿电外送量 | 全省第一 | 2025"},
		{"money that is used", "去年，实际使用外资6亿美元，规模居全省第三位。", "实际使用外资规模 | 全省第三位 | 2025"},
		{"shares of what has a total", "去年，新增风电装机8万千瓦、总量达到50万千瓦，装机和发电量占比均居全市第二。", "风电装机占比 | 全市第二 | 2025\n风电发电量占比 | 全市第二 | 2025"},
		{"places given out to two amounts", "去年，东湖机场货邮和旅客吞吐量分别达到3万吨、90万人次，排名分别升至全省第二、全省第三。",
			"东湖机场货邮吞吐量 | 全省第二 | 2025\n东湖机场旅客吞吐量 | 全省第三 | 2025"},
		{"a place of both amounts", "去年，工业用电、居民用电分别增长6%、7%，增速均居全省第三。", "工业用电增速 | 全省第三 | 2025\n居民用电增速 | 全省第三 | 2025"},
		{"two scopes of one name", "去年，甲县茶叶产量居全省第二、全市第一。", "甲县茶叶产量 | 全省第二 | 2025\n甲县茶叶产量 | 全市第一 | 2025"},
		{"a noun of size after an amount is that amount", "去年，甲县工业增加值达到30亿元、规模居全市第一。", "甲县工业增加值 | 全市第一 | 2025"},
		{"bare nouns joined", "去年，甲县生产总值达到320亿元，总量和增速均居全市第二。", "甲县生产总值 | 全市第二 | 2025\n甲县生产总值增速 | 全市第二 | 2025"},
		{"the subject of the clause before", "去年，乙基地成为首个百亿园区，综合竞争力位列全省第三。", "乙基地综合竞争力 | 全省第三 | 2025"},
		{"a number of what something got into", "去年，茶业、药业入选省级产业集群，数量居全省第二。", "省级产业集群数量 | 全省第二 | 2025"},
		{"after what counted things did", "去年，6部作品荣获省文艺奖、居全省第四。", "荣获省文艺奖作品 | 全省第四 | 2025"},
		{"a comma of full width between figures", "去年，甲县产出指数达到87.5％、居全省第4，21个学科进入前列。", "甲县产出指数 | 全省第4 | 2025"},
		{"a predicate before the name", "去年，乙机场建成投运、旅客吞吐量居全省第三。", "旅客吞吐量 | 全省第三 | 2025"},
		{"a plan before the name", "去年，甲县经济向好。“十四五”建设目标完成率全省第二。", "建设目标完成率 | 全省第二 | 2025"},
		{"ordinals are no places", "去年，第一产业增加值增长5%，办好第八届茶博会。", ""},
	} {
		var got []string
		for _, q := range ReadProse(tt.text, Options{Date: "2026-01-20"}).Ranks {
			got = append(got, fmt.Sprintf("%s | %s | %s", q.Resolved, q.Value.Text, q.Period))
		}
		if got := strings.Join(got, "\n"); got != tt.want {
			t.Errorf("%s: the places of %q are\n%s\nwant\n%s", tt.name, tt.text, got, tt.want)
		}
	}
}

// TestPlaceIsNoPredicate holds that counted things are not named by their place.
func TestPlaceIsNoPredicate(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"去年，6部作品荣获省文艺奖、居全省第四。", "荣获省文艺奖作品 | level eq | 6部 | 2025 result"},
		{"五年来，5家企业进入行业百强、数量居全省第二。", "进入行业百强企业 | level eq | 5家 | 2025 result"},
	} {
		if got := readLines(tt.text); got != tt.want {
			t.Errorf("reading %q gives\n%s\nwant\n%s", tt.text, got, tt.want)
		}
	}
}
