package extract

import "strings"

// ofSize finds the noun behind 的 that an amount after a verb is the size of: 新增|9万吨|的处理能力.
func (f *figures) ofSize(n *amount, p *predicate, nm name, next int) (a, b int, ok bool) {
	rest, of := strings.CutPrefix(f.text[n.End:next], "的")
	if !of || !p.empty() || rest == "" || f.has("figure_scan.counter", n.Unit) || !nm.verbOnly() && !(!nm.empty() && f.endsWith(f.text[nm.a:nm.b], "figure_words.act")) {
		return 0, 0, false
	}
	if a, b = f.nounAfter(n.End+len("的"), next, false, nm.prep); b < next || !f.boundary(f.text[next:]) || runes(f.text[a:b]) < minThing {
		return 0, 0, false
	}
	return a, b, true
}

// attributes says whether a list goes on to 等 and the noun that it tells the kinds of: 节能、|节水等项目.
func (f *figures) attributes(s string) bool {
	if i := strings.IndexAny(s, ",;。:、"); i >= 0 {
		s = s[:i]
	}
	i := strings.Index(s, "等")
	return i > 0 && i+len("等") < len(s) && f.nounEnds(s[len(s)-len("项目"):]) && !strings.HasPrefix(s[i:], "等级")
}

// rateNamed reads a rate whose noun stands behind it: 有|6%的增速, 确定|5%左右的增长目标. Without a name before it
// the noun is its name; it is false where a name stands there.
func (f *figures) rateNamed(c clause, n *amount, p *predicate, nm name) bool {
	w := f.prefix("figure_scan.rate_after", f.text[n.End:])
	if !isShare(n) || p.core == "grow" || p.core == "fall" || p.rate != "" || !f.endsWith(w, "figure_predicates.rate") {
		return false
	}
	p.rate = "grow"
	if !nm.empty() && !f.has("figure_words.tells", f.text[nm.full:nm.b]) || f.said.last != nil {
		return false // 企业达到9万家、连续4年保持|9%的增长
	}
	x := f.newFact(n, p, "figure.after", 0.7)
	x.a, x.b = n.End+len("的"), n.End+len(w)
	x.full = f.resolved(x.a, x.b)
	x.noun = x.full
	x.flag("indicator_after_value")
	f.emit(x, c)
	return true
}

// inPart says whether a share is where something is done: 某制度|在|30%|的医院实施.
func (f *figures) inPart(n *amount, p *predicate) bool {
	return p.core == "reach" && f.text[p.a:n.Lead] == "在" || p.empty() && f.endsWith(f.text[max(0, n.Lead-len("在")):n.Lead], "figure_words.located")
}

// perAmount gives the bytes of what a price is for at the end of s: 收购价|每50公斤|提高9元.
func (f *figures) perAmount(s string, n *amount) int {
	i := strings.LastIndex(s, "每")
	if i <= 0 || len(s)-i > maxPer || !strings.HasSuffix(n.Unit, "元") {
		return 0
	}
	k, ok := f.grammar.At(s[i+len("每"):], 0)
	if !ok || k.End != len(s)-i-len("每") || k.Unit == "" {
		return 0
	}
	return len(s) - i
}

// maxPer is how many bytes such a measure may take.
const maxPer = 24

// moneyNoun finds what money counts at the head of a noun: 10亿元|补贴|直达消费者.
func (f *figures) moneyNoun(a, b int) (end int, ok bool) {
	for i := a; i < b; {
		noun := f.prefix("figure_words.money_noun", f.text[i:b])
		if strings.HasSuffix(noun, "支持") && !f.boundary(f.text[i+len(noun):]) {
			noun = strings.TrimSuffix(noun, "支持") // 9亿元|专项资金|支持医院建设
		}
		if noun != "" && f.prefix("figure_words.no_money", f.text[i:b]) == "" {
			end, ok = i+len(noun), true
			i += len(noun)
			continue
		}
		if ok {
			return end, true
		}
		_, w := firstRune(f.text[i:b])
		w = max(w, len(f.hot.keep.prefix(f.text[i:b])))
		if i += w; f.endsWith(f.text[i-w:i], "figure_words.money_noun") {
			end, ok = i, true // 9亿元|引导基金
		}
	}
	if ok {
		return end, true
	}
	return b, false
}

// beforeExamples cuts off what stands as an example of the things counted next: 14条公路|和某某
// 等|4条铁路.
func (f *figures) beforeExamples(a, b, next int) int {
	if s := f.text[a:b]; b == next && strings.HasSuffix(s, "等") {
		for _, j := range []string{"和", "、", "及"} {
			if i := strings.LastIndex(s, j); i > 0 {
				return a + i
			}
		}
	}
	return b
}
