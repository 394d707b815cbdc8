package extract

import (
	"strings"
	"testing"
)

// ordered writes the directives of a page, with sub-orders to others behind ">".
func ordered(p *Page) []string {
	var out []string
	part := func(text string, subject *Span, due *Dated) string {
		s := "|"
		if subject != nil {
			s = subject.Text + s
		}
		if due != nil {
			s += due.Text + " " + due.Resolved
		}
		return s + "|" + text
	}
	for _, d := range p.Directives {
		s := part(d.Text, d.Subject, d.Deadline)
		for _, sub := range d.SubOrders {
			if sub.Subject != nil {
				s += " > " + part(sub.Text, sub.Subject, sub.Deadline)
			}
		}
		out = append(out, s)
	}
	return out
}

const minutesHead = "云州县人民政府专题会议纪要\n2026年3月18日下午，副县长在县政府三楼会议室主持召开专题会议，研究防汛工作。县水利局局长、县应急管理局局长参加会议。\n"

func TestOrdersOfMinutes(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"who leads", "会议要求，由县水利局牵头，4月20日前完成闸门检修；由县应急管理局负责，4月30日前备足物资。", []string{
			"县水利局|4月20日前 2026-04-20|由县水利局牵头，4月20日前完成闸门检修；", "县应急管理局|4月30日前 2026-04-30|由县应急管理局负责，4月30日前备足物资。"}},
		{"without a speaker", "由县水利局牵头，5月底前完成清淤。", []string{"县水利局|5月底前 2026-05|由县水利局牵头，5月底前完成清淤。"}},
		{"several units", "由县财政局、县水利局负责，6月10日前下达资金。", []string{"县财政局、县水利局|6月10日前 2026-06-10|由县财政局、县水利局负责，6月10日前下达资金。"}},
		{"decided", "会议议定，由县交通局牵头，制定绕行方案。", []string{"县交通局||由县交通局牵头，制定绕行方案。"}},
		{"what was done is no order", "由县水利局牵头，已完成清淤八公里。", nil},
		{"a label after the order", "一、加快闸门检修。（责任单位：县水利局；完成时限：4月20日前）", []string{"县水利局|4月20日前 2026-04-20|加快闸门检修。"}},
		{"a label after an order that is one", "会议要求，要备足物资。（牵头单位：县应急管理局）", []string{"县应急管理局||要备足物资。"}},
		{"another unit's date stays with it", "会议强调，各乡镇要落实责任，县水利局要在5月底前完成清淤；县气象局要每日会商。", []string{
			"各乡镇||各乡镇要落实责任，县水利局要在5月底前完成清淤； > 县水利局|5月底前 2026-05|县水利局要在5月底前完成清淤；", "县气象局||县气象局要每日会商。"}},
		{"three units in one sentence", "会议强调，各乡镇要落实责任，县水利局要清淤，县交通局要在6月底前修复便道。", []string{
			"各乡镇||各乡镇要落实责任，县水利局要清淤，县交通局要在6月底前修复便道。 > 县水利局||县水利局要清淤， > 县交通局|6月底前 2026-06|县交通局要在6月底前修复便道。"}},
		{"a unit that leads a sector only describes", "该流域由丙方水务集团负责运营，日供水三万吨。", nil},
	} {
		page := Read(minutesHead+tt.text, Options{Date: "2026-11-23"})
		checkSpans(t, minutesHead+tt.text, page)
		if got := ordered(page); strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s: Read(minutes + %q).Directives =\n%s\nwant\n%s", tt.name, tt.text, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
		}
	}
	text := "丁方码头项目由丁方港务集团负责建设，年底前投产。\n"
	if got := ordered(Read(text, Options{Date: "2026-11-23"})); len(got) > 0 {
		t.Errorf("Read(%q).Directives = %q; want none: a company that builds is not ordered to", text, got)
	}
}

// TestOrdersAsFacts: an order to somebody else inside an order is proposed by itself.
func TestOrdersAsFacts(t *testing.T) {
	text := minutesHead + "会议强调，各乡镇要落实责任，县水利局要在5月底前完成清淤。"
	var got []string
	for _, f := range Read(text, Options{Date: "2026-03-18"}).Facts() {
		if d, ok := f.Payload.(*Directive); ok {
			got = append(got, d.Subject.Text)
		}
	}
	if want := "各乡镇 县水利局"; strings.Join(got, " ") != want {
		t.Errorf("subjects of the directive facts of %q = %q; want %q", text, got, want)
	}
}

func TestPosts(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"chair and attendees", minutesHead, "副县长=主持 县水利局局长=参加 县应急管理局局长=参加"},
		{"two posts of the chair are one person", "3月2日，县委副书记、县长主持召开常务会议。", "县委副书记、县长=主持"},
		{"deputy secretary and mayor", "县委副书记、县长，县人大常委会主任出席会议。", "县委副书记、县长=出席 县人大常委会主任=出席"},
		{"a member of the standing committee", "县委常委、宣传部部长、县政协主席出席活动。", "县委常委、宣传部部长=出席 县政协主席=出席"},
		{"roles joined", "县委书记出席并讲话，县长主持。", "县委书记=出席、讲话 县长=主持"},
		{"a labelled line", "出席：县委书记、县长、县财政局局长", "县委书记=出席 县长=出席 县财政局局长=出席"},
		{"units are no persons", "出席：县财政局、县水利局", ""},
		{"collectives are nobody", "各乡镇主任、有关部门局长参加会议。", ""},
		{"delegates are nobody", "企业代表、群众代表参加活动。", ""},
		{"a sentence about a post", "县长的讲话引起热烈反响，与会人员参加讨论。", ""},
		{"a name may end like a word of the text", "县领导周海燕、吴志刚、孙大为、林秀英出席会议。", "县领导周海燕=出席 县领导吴志刚=出席 县领导孙大为=出席 县领导林秀英=出席"},
		{"such a name alone", "县长王永和主持会议。", "县长王永和=主持"},
		{"a word of the text ends no name", "县长金成为出席会议的代表作说明。", ""},
		{"what is passed on is a part", "会议由县长周海燕主持，县委常委、常务副县长吴志刚传达文件精神。", "县长周海燕=主持 县委常委、常务副县长吴志刚=传达"},
		{"names keep their posts", "县长甘某某主持，县水利局局长罗某出席。", "县长甘某某=主持 县水利局局长罗某=出席"},
	} {
		var got []string
		page := Read(tt.text, Options{Date: "2026-03-18"})
		checkSpans(t, tt.text, page)
		for i := range page.People {
			p := &page.People[i]
			s := ""
			for _, x := range []*Span{p.Post, p.Name} {
				if x != nil {
					s += x.Text
				}
			}
			got = append(got, s+"="+strings.Join(p.Role, "、"))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: Read(%q).People = %q; want %q", tt.name, tt.text, strings.Join(got, " "), tt.want)
		}
	}
}

// TestMasthead: what a paper prints over its page is no headline, but it dates the page.
func TestMasthead(t *testing.T) {
	const story = "\n\n全县防汛动员会召开\n本报讯（记者 甘某）昨天下午，全县防汛动员会召开。会议强调，要抓紧清淤。\n"
	for _, tt := range []struct{ name, head, date string }{
		{"one line", "云州日报　2026年5月8日　星期五　第1版", "2026-05-08"},
		{"date first", "2026年5月8日　星期五　云州日报　第1版", "2026-05-08"},
		{"page first", "第1版　要闻　2026年5月8日　星期五", "2026-05-08"},
		{"lines of its own", "云州日报\n2026年5月8日\n星期五\n第1版", "2026-05-08"},
		{"imprint", "云州晚报\n2026年5月8日 星期五\n总第1208期\n责任编辑：甘某 版式：罗某", "2026-05-08"},
		{"no date", "云州日报　第1版　要闻", ""},
	} {
		page := Read(tt.head+story, Options{})
		checkSpans(t, tt.head+story, page)
		date := ""
		if page.Reference != nil {
			date = page.Reference.Value
		}
		if len(page.Articles) != 1 || page.Articles[0].Headline == nil || page.Articles[0].Headline.Text != "全县防汛动员会召开" || date != tt.date {
			t.Errorf("%s: Read(%q): date %q, articles %+v; want one with the headline 全县防汛动员会召开, date %q", tt.name, tt.head, date, page.Articles, tt.date)
		}
	}
	for _, head := range []string{"云州县发布旱情第三次通报", "我县两篇报道登上省报"} {
		page := Read(head+"\n本报讯 昨天有雨。", Options{})
		if len(page.Articles) != 1 || page.Articles[0].Headline == nil || page.Articles[0].Headline.Text != head {
			t.Errorf("Read(%q): a headline was taken for a masthead", head)
		}
	}
}
