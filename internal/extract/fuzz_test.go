package extract

import (
	"encoding/json"
	"math/rand"
	"strings"
	"testing"
	"unicode/utf8"
)

// checkSpans walks the JSON of a page: every span lies in the text and its text is
// the source there.
func checkSpans(t *testing.T, text string, page *Page) {
	t.Helper()
	b, err := page.JSON()
	if err != nil {
		t.Fatalf("JSON: %v", err)
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatalf("JSON of page: %v", err)
	}
	walkSpans(t, []rune(text), v)
	for _, f := range page.Facts() {
		if raw := []rune(text); f.Start < 0 || f.End > len(raw) || f.Start > f.End || string(raw[f.Start:f.End]) != f.Text {
			t.Errorf("fact %s %d..%d %q is not the source", f.Kind, f.Start, f.End, f.Text)
		}
	}
}

func walkSpans(t testing.TB, raw []rune, v any) {
	switch x := v.(type) {
	case []any:
		for _, e := range x {
			walkSpans(t, raw, e)
		}
	case map[string]any:
		s, isSpan := x["text"].(string)
		if a, ok := x["start"].(float64); ok && isSpan {
			from, to := int(a), int(x["end"].(float64))
			if from < 0 || to > len(raw) || from >= to || string(raw[from:to]) != s {
				t.Errorf("span %d..%d says %q; the source has %d characters and differs", from, to, s, len(raw))
			}
		}
		for _, e := range x {
			walkSpans(t, raw, e)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(readFile(f, "testdata/specimen.txt"), "2025-09-18")
	f.Add("会议强调,要加快\n\n推进。(下转第二版)", "")
	f.Add("甲项目甲项目总投资5亿元", "")
	f.Add("今日导读\n甲\n2版", "x")
	f.Add("□记者 报道\r\n“十大工程”包括A、B", "2024-02-30")
	f.Fuzz(func(t *testing.T, text, date string) {
		if !utf8.ValidString(text) {
			Read(text, Options{Date: date})
			return
		}
		checkSpans(t, text, Read(text, Options{Date: date}))
	})
}

// fragments are what pages are made of; put together at random they reach the
// corners of the rules faster than random bytes do.
var fragments = strings.Split("要 要, 出席 、 “ ” ( ) 《 》 项目 甲项目 总投资 5亿元 十大工程 “十大工程” “项目提质年” 年 一期 分两期 今年 由 和 共同投资建设 张某某 区长 会议 会议强调, 在 召开 座谈会 "+
	"下转第二版 (下转第二版) 更多报道见3版 今日导读 2版 全年目标任务 完成 是 的 重点项目 部署 区委、区政府 □记者 本报评论员 本报9月18日讯 本报讯 今天上午 各部门 ; 。 , ， ； 。 : \n \n\n 　　 占地 400亩 "+
	"产业园 建设主体 包括 一要 需要 全区上下 12月底前 1.4万余亩的 四季度 指出, 表示, 加快 特别 一 1 , . % 摄 打印 各位代表: a \r\n \u2028 １２ 約 等", " ")

func TestRandomPages(t *testing.T) {
	for seed := int64(1); seed <= 4000; seed++ {
		rnd := rand.New(rand.NewSource(seed))
		var b strings.Builder
		for n := rnd.Intn(60); n >= 0; n-- {
			b.WriteString(fragments[rnd.Intn(len(fragments))])
		}
		checkSpans(t, b.String(), Read(b.String(), Options{Date: "2025-09-18"}))
		if t.Failed() {
			t.Fatalf("seed %d: page %q", seed, b.String())
		}
	}
}

// TestRepetition reads one fragment many times over. Two project names that ran
// into each other (甲项目甲项目) once made a range with its end before its start.
func TestRepetition(t *testing.T) {
	for _, f := range fragments {
		text := "区里开会\n□记者 王某某\n本报9月18日讯 今天有会。会议强调，" + strings.Repeat(f, 400)
		checkSpans(t, text, Read(text, Options{Date: "2025-09-18"}))
	}
}
