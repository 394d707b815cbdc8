package textin_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	uni "golang.org/x/text/encoding/unicode"

	"tupo/internal/textin"
)

func TestReadWebPage(t *testing.T) {
	const top = "<!DOCTYPE html><html><head><title>网站</title><style>p{}</style></head><body>"
	tests := []struct{ name, in, want string }{
		{"paragraphs", top + "<h1>通知</h1><p>一、总体&ldquo;要求&rdquo;。<p>二、<b>重点</b><br>约&nbsp;50亿元</body></html>", "通知\n一、总体“要求”。\n二、重点\n约\u00a050亿元\n"},
		{"source lines", top + "<p>全区生产\n   总值 完成\n\t12 亿元,\n up</p>", "全区生产总值 完成 12 亿元, up\n"},
		{"entity written twice", top + "<p>a &amp;lt; b &#x4e91;</p>", "a &lt; b 云\n"},
		{"scripts and forms", top + "<script>var a='<p>x</p>'</script><noscript>n</noscript><p>正文<select><option>一<option>二</select></p><button>交</button><textarea>t</textarea>", "正文\n"},
		{"what stands around", top + "<header>云溪区政府</header><nav>首页 要闻</nav><div role=navigation>位置</div><article><header>标题</header><p>正文</p><footer>责任编辑</footer></article><aside>相关</aside><footer>备案</footer>", "云溪区政府\n标题\n正文\n责任编辑\n"},
		{"hidden", top + "<p>甲<span hidden>藏<span>深</span>着</span>乙<span style='display: none'>藏</span>丙</p><div style='VISIBILITY:hidden'>藏<p>藏</div>丁", "甲乙丙\n丁\n"},
		{"drawing", top + "<p>前<svg><path/><text>画</text></svg>后</p>", "前后\n"},
		{"readings", top + "<p><ruby>云<rp>(</rp><rt>yun</rt><rp>)</rp></ruby>溪</p>", "云溪\n"},
		{"list", top + "<ul><li>一<ul><li>一之一<li>一之二</ul><li>二</ul>", "一\n一之一\n一之二\n二\n"},
		{"table", top + "<table><tr><th>单位<th>目标<tr><td><td>1<tr><td>合计<td>3<p>4</p></table>后", "单位\t目标\n\t1\n合计\t3 4\n后\n"},
		{"table that sets the page", top + "<table><tr><td><p>一</p><p>二</p></td></tr></table><table><tr><td><table><tr><td>甲<td>1<tr><td>乙<td>2</table></td><td>边栏</td></tr></table>", "一\n二\n甲\t1\n乙\t2\n边栏\n"},
		{"columns of a page", top + "<table><tr><td>一<br>二<br>三<br>四<br>五<td>六</table>", "一\n二\n三\n四\n五\n六\n"},
		{"blank cells at the end", top + "<table><tr><th>任务<th>牵头<th>时限<tr><td>修桥<td><td><tr><td>清淤<td>水利局<td><tr><td rowspan=2>植树<td rowspan=2>林业局<td rowspan=2>六月<tr></table>", "任务\t牵头\t时限\n修桥\n清淤\t水利局\t\n植树\t林业局\t六月\n\t\t\n"},
		{"cells over several", top + "<table><tr><td colspan=4>甲县主要指标<tr><th rowspan=2>指标<th rowspan='2'>单位<th colspan=2>2023年<th>2024年<tr><td>目标<td>完成<td>目标<tr><td>粮食<td>吨<td>1<td>2<td>3<tr><td rowspan=2>收入<td>元<td colspan=x>4<td>5<td>6<tr><td>%<td>7<td>8<td>9</table>", "甲县主要指标\n指标\t单位\t2023年\t\t2024年\n\t\t目标\t完成\t目标\n粮食\t吨\t1\t2\t3\n收入\t元\t4\t5\t6\n\t%\t7\t8\t9\n"},
		{"kept lines", top + "<pre>一  二\n三</pre>", "一  二\n三\n"},
		{"unended", top + "<div><p>一<div>二", "一\n二\n"},
		{"ends too many", top + "</div></p>一</td></tr></table>二", "一二\n"},
		{"comment first", "<!-- 甲 -->\n<p>一</p>", "一\n"},
		{"xhtml", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<html><body><p>一</p><p/>二</body></html>", "一\n二\n"},
	}
	for _, tt := range tests {
		got, err := textin.Read(strings.NewReader(tt.in), textin.Limits{}, nil)
		if got.Text != tt.want || got.Form != textin.Web || err != nil {
			t.Errorf("Read(%s) = %q, %s, %v, want %q, html", tt.name, got.Text, got.Form, err, tt.want)
		}
	}
}

func TestWebPageEncodings(t *testing.T) {
	page := func(charset string) string {
		return "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=" + charset + "\"></head><body><p>龘靐</p></body></html>"
	}
	gb := func(s string) []byte { return encoded(t, simplifiedchinese.GB18030, s) }
	tests := []struct {
		name  string
		in    []byte
		want  textin.Encoding
		fault string
	}{
		{"declared gb2312, characters too rare to guess by", gb(page("gb2312")), textin.GB18030, ""},
		{"undeclared, too rare", gb("<html><body>龘靐</body></html>"), "", "invalid textin.encoding"},
		{"declared gb2312, saved as utf-8", []byte(page("gb2312")), textin.UTF8, ""},
		{"utf-16 with mark", encoded(t, uni.UTF16(uni.LittleEndian, uni.UseBOM), page("gb2312")), textin.UTF16LE, ""},
		{"declared big5", encoded(t, traditionalchinese.Big5, strings.Replace(page("big5"), "龘靐", "雲溪區召開工作會議", 1)), "", "invalid textin.encoding"},
		{"declared gbk, broken", append(gb(page("gbk")), 0x81), "", "invalid textin.encoding"},
		{"declared big5, guessed gb18030", gb(strings.Replace(page("big5"), "龘靐", chinese, 1)), "", "invalid textin.encoding"},
	}
	for _, tt := range tests {
		got, err := textin.Read(bytes.NewReader(tt.in), textin.Limits{}, nil)
		if got.Encoding != tt.want || keyOf(err) != tt.fault || err == nil && got.Text != "龘靐\n" {
			t.Errorf("Read(%s) = %q, %s, %q, want %s, %q", tt.name, got.Text, got.Encoding, keyOf(err), tt.want, tt.fault)
		}
	}
}

// A page made to exhaust its reader is refused, or read in time that grows with
// its length.
func TestHostileWebPages(t *testing.T) {
	const top = "<html><body>"
	fill := func(s string) string { return top + strings.Repeat(s, (19<<20)/len(s)) }
	tests := []struct{ name, in, fault string }{
		{"deep", top + strings.Repeat("<div>", 100_000), "too-large textin.html"},
		{"deep, hidden", top + "<div hidden>" + strings.Repeat("<b>", 100_000), "too-large textin.html"},
		{"deep enough", top + strings.Repeat("<div>", 500) + "一", ""},
		{"20 MB of text", fill("工作"), "too-large textin.html"},
		{"20 MB of ends", fill("</p>"), "invalid textin.empty"},
		{"20 MB of ends in the deep", top + strings.Repeat("<div>", 500) + strings.Repeat("</b></table>", 19<<20/12), "invalid textin.empty"},
		{"20 MB of cells", fill("<td>"), "invalid textin.empty"},
		{"20 MB of rows", fill("<tr><td>工作报告"), "too-large textin.too-large"},
		{"20 MB of cells over many columns", fill("<tr><td colspan=1000>工作<td>b"), "too-large textin.too-large"},
		{"20 MB of rows that others reach into", top + "<table><tr>" + strings.Repeat("<td rowspan=65000>", 100) + strings.Repeat("<tr><td>", 2_000_000), "invalid textin.empty"},
		{"20 MB of tables", fill("<table><tr><td>"), "too-large textin.html"},
		{"one endless tag", top + "<p a='" + strings.Repeat("x", 19<<20), "too-large textin.html"},
		{"a million attributes", top + "<p " + strings.Repeat("a ", 2_000_000) + ">一", ""},
	}
	for _, tt := range tests {
		got, err := textin.Read(strings.NewReader(tt.in), textin.Limits{}, nil)
		if keyOf(err) != tt.fault || err == nil && strings.TrimSpace(got.Text) != "一" {
			t.Errorf("Read(%s) = %d bytes, %q, want %q", tt.name, len(got.Text), keyOf(err), tt.fault)
		}
	}
}

func TestPageOf(t *testing.T) {
	pages := []textin.Page{{Number: 1, Start: 0, End: 4}, {Number: 2, Start: 4, End: 4}, {Number: 3, Start: 4, End: 6}, {Number: 4, Start: 7, End: 9}}
	for _, tt := range []struct{ at, want int }{{0, 1}, {3, 1}, {4, 3}, {5, 3}, {6, 3}, {7, 4}, {100, 4}, {-1, 0}} {
		got, ok := textin.PageOf(pages, tt.at)
		if got.Number != tt.want || ok != (tt.want > 0) {
			t.Errorf("PageOf(%d) = %d, %t, want %d", tt.at, got.Number, ok, tt.want)
		}
	}
	if _, ok := textin.PageOf(nil, 0); ok {
		t.Error("PageOf(no pages) = true, want false")
	}
}

func TestPagesOfPDF(t *testing.T) {
	pdf := func([]byte) ([]string, error) { return []string{"e", "\u0301一\r\n", "", "二"}, nil }
	got, err := textin.Read(strings.NewReader("%PDF-1.7"), textin.Limits{}, pdf)
	want := []textin.Page{{Number: 1, Start: 0, End: 1}, {Number: 2, Start: 1, End: 5}, {Number: 3, Start: 5, End: 5}, {Number: 4, Start: 5, End: 6}}
	if err != nil || got.Text != "e\n\u0301一\n二" || fmt.Sprint(got.Pages) != fmt.Sprint(want) || got.Form != textin.PDF {
		t.Errorf("Read(pdf) = %q, %v, %v, want %v", got.Text, got.Pages, err, want)
	}
}

func FuzzWebPage(f *testing.F) {
	f.Add("<p>一<table><tr><td>二<td>三</table>")
	f.Add("<html><div hidden><span>a</span></div><pre>x\ny")
	f.Add("<!doctype html><nav><ul><li>a<li>b</nav><svg><path/></svg>")
	f.Fuzz(func(t *testing.T, in string) {
		got, err := textin.Read(strings.NewReader("<html>"+in), textin.Limits{}, nil)
		if err == nil && (!utf8.ValidString(got.Text) || strings.TrimSpace(got.Text) == "" || got.Form != textin.Web) {
			t.Errorf("Read(%q) = %q, %s", in, got.Text, got.Form)
		}
	})
}
