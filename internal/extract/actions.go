package extract

import (
	"strings"
	"unicode/utf8"

	"tupo/internal/zh"
)

// A list of actions is believed only if it has exactly as many items as the name
// declares. Few items match by chance, so a plain chain of clauses needs at least
// minChain of them; a list that the text announces (包括, ：, brackets) needs two.
const minChain = 5

// chainItem bounds the length, in characters, of one action.
const chainItemMin, chainItemMax = 3, 40

// maxList bounds, in bytes, how far from the name a list is looked for.
const maxList = 1500

func firstRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

// findActions looks for the list: before the name (A、B等十大工程), after it in brackets or
// announced, or as the chain of clauses of an order in a paragraph that names it.
func (r *reader) findActions(c *candidate) {
	try := func(items [][2]int, code string, conf float64) bool {
		if len(items) != c.count {
			return false
		}
		r.setActions(c, items, code, conf)
		return true
	}
	for _, m := range c.mentions {
		p := r.paragraphAt(m[0])
		for _, items := range r.listsAfter(m[1], p) {
			if try(items, "programme.list-after", 0.95) {
				return
			}
		}
		if try(r.listBefore(m[0]), "programme.list-before", 0.9) {
			return
		}
	}
	if c.count < minChain {
		return
	}
	seen := map[int]bool{}
	for _, m := range c.mentions {
		p := r.paragraphAt(m[0])
		if p == nil || seen[p.a] || p.kind == lineHeading {
			continue
		}
		seen[p.a] = true
		for _, s := range r.sentences(*p) {
			items, conf := r.chain(s, c)
			if try(items, "programme.chain", conf) || try(r.objects(s, c.count), "programme.objects", 0.85) {
				return
			}
		}
	}
}

// paragraphAt finds the paragraph that holds byte a, by bisection.
func (r *reader) paragraphAt(a int) *paragraph {
	lo, hi := 0, len(r.view.pars)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.view.pars[mid].b <= a {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(r.view.pars) {
		return &r.view.pars[lo]
	}
	return nil
}

// listsAfter reads the items of NAME(A、B、C), NAME:A、B、C。and NAME包括A、B和C. A list
// with 、 may end at the first comma or with the sentence; both readings are given.
func (r *reader) listsAfter(end int, p *paragraph) [][][2]int {
	if p == nil || end > p.b {
		return nil
	}
	text := r.view.text[end:max(end, min(p.jump, end+maxList))]
	if strings.HasPrefix(text, "(") {
		if stop := strings.IndexByte(text, ')'); stop > 0 {
			return [][][2]int{r.items(end+1, end+stop)}
		}
		return nil
	}
	stop := strings.IndexAny(text, "。!?")
	skip := r.announce(text)
	if stop < 0 || skip == 0 || skip >= stop {
		return nil
	}
	out := [][][2]int{r.items(end+skip, end+stop)}
	if k := strings.IndexByte(text[skip:stop], ','); k > 0 && strings.Contains(text[skip:skip+k], "、") {
		out = append(out, r.items(end+skip, end+skip+k))
	}
	return out
}

// announce gives the bytes of what opens a list right after a name, or 0.
func (r *reader) announce(text string) int {
	switch {
	case strings.HasPrefix(text, ":"):
		return 1
	case strings.HasPrefix(text, "——"):
		return len("——")
	}
	rest := strings.TrimPrefix(text, ",")
	w := r.lex.prefix("programme_words.intro", rest)
	if w == "" {
		return 0
	}
	n := len(text) - len(rest) + len(w)
	if strings.HasPrefix(text[n:], ":") {
		n++
	}
	return n
}

// listBefore reads the items of 实施A工程、B工程、C工程等NAME, and of 实施A、B、CNAME.
func (r *reader) listBefore(at int) [][2]int {
	text, _ := r.before(at, maxList)
	if k := strings.LastIndexAny(text, "。!?;:"); k >= 0 {
		_, w := firstRune(text[k:])
		text = text[k+w:]
	}
	head := strings.TrimSuffix(strings.TrimSuffix(text, "等"), "这")
	if !strings.Contains(head, "、") {
		return nil
	}
	from := at - len(text)
	if k := strings.LastIndexByte(head, ','); k >= 0 {
		head, from = head[k+1:], from+k+1
	}
	w := r.leadBeforeName(from, from+len(head))
	if w == 0 && head == text {
		return nil // nothing says that the list is the name's
	}
	return r.items(from+w, from+len(head))
}

// items splits a list at the strongest mark it holds: semicolons, else 、, else
// commas; 和, 及, 以及 before the last item count as 、.
func (r *reader) items(a, b int) [][2]int {
	text := r.view.text[a:b]
	mark := ","
	switch {
	case strings.Contains(text, ";"):
		mark = ";"
	case strings.Contains(text, "、"):
		mark = "、"
	}
	var out [][2]int
	for from := a; from <= b; {
		to := b
		if k := strings.Index(r.view.text[from:b], mark); k >= 0 {
			to = from + k
		}
		out = append(out, [2]int{from, to})
		from = to + len(mark)
	}
	if mark == "、" {
		out = splitLast(r.view.text, out)
	}
	for i := range out {
		out[i][0], out[i][1] = r.view.trim(out[i][0], out[i][1])
		if k := enumerator(r.view.text[out[i][0]:out[i][1]]); k > 0 {
			out[i][0] += k
		} else if i == 0 {
			out[i][0] += len(r.lex.prefix("programme_words.lead", r.view.text[out[i][0]:out[i][1]]))
		}
		item := r.view.text[out[i][0]:out[i][1]]
		if n := runes(item); n < 2 || n > chainItemMax || mark == "、" && strings.Contains(item, ",") {
			return nil
		}
	}
	return out
}

// enumerator gives the length of 一是, 十二是, (3) or 第五, at the head of an item.
func enumerator(s string) int {
	k := strings.TrimPrefix(s, "(")
	open := len(s) - len(k)
	_, n, ok := zh.ScanNumber(strings.TrimPrefix(k, "第"))
	if !ok {
		return 0
	}
	n += len(k) - len(strings.TrimPrefix(k, "第")) + open
	for _, w := range []string{"是", ")", "、", "."} {
		if strings.HasPrefix(s[n:], w) {
			return n + len(w)
		}
	}
	return 0
}

// splitLast cuts A和B, the end of a list with 、, in two.
func splitLast(text string, items [][2]int) [][2]int {
	last := items[len(items)-1]
	for _, w := range []string{"以及", "和", "及"} {
		k := strings.LastIndex(text[last[0]:last[1]], w)
		if k > 0 && runes(text[last[0]:last[0]+k]) >= 3 {
			first := [2]int{last[0], last[0] + k}
			return append(items[:len(items)-1], first, [2]int{last[0] + k + len(w), last[1]})
		}
	}
	return items
}

// objects reads the list that is the object of one ordering clause (要抓好A、B、…和C十项
// 任务): the verbs before its first item and the count after its last are no part
// of it.
func (r *reader) objects(s sentence, count int) [][2]int {
	tail := r.lex.rules["programme.countedtail"]
	for _, c := range r.clauses(s) {
		w := r.orderWord(c.a, c.b)
		if w == 0 || strings.Count(r.view.text[c.a:c.b], "、") < count-2 {
			continue
		}
		items := r.items(c.a+w, c.b)
		if len(items) < 2 {
			return nil
		}
		last := &items[len(items)-1]
		if m := tail.find(r.view.text[last[0]:last[1]]); m != nil && m[0] > 0 {
			last[1] = last[0] + m[0]
		}
		if second := items[1]; r.leadingVerbs(r.view.text[second[0]:second[1]]) == 0 {
			items[0][0] += r.leadingVerbs(r.view.text[items[0][0]:items[0][1]])
		}
		if items[0][0] < items[0][1] {
			return items
		}
		return nil
	}
	return nil
}

// chain reads the clauses of an ordering sentence (要A,B,…). One clause more than
// declared is allowed if it is the last and sums up.
func (r *reader) chain(s sentence, of *candidate) ([][2]int, float64) {
	cl, count := r.clauses(s), of.count
	for n, c := range cl {
		w := r.orderWord(c.a, c.b)
		if k := strings.Index(r.view.text[c.a:c.b], of.name); w == 0 && k >= 0 { // NAME要A,B,…
			k += len(of.name)
			k += len(r.view.text[c.a+k:c.b]) - len(strings.TrimLeft(r.view.text[c.a+k:c.b], `”"`))
			if v := r.orderWord(c.a+k, c.b); v > 0 {
				w = k + v
			}
		}
		if w == 0 {
			continue
		}
		var out [][2]int
		for _, d := range cl[n:] {
			out = append(out, [2]int{d.a, d.b})
		}
		out[0][0] += w
		conf := 0.9
		if len(out) == count+1 && r.lex.prefix("programme_words.tail", r.view.text[out[count][0]:out[count][1]]) != "" {
			out, conf = out[:count], 0.88
		}
		for _, it := range out {
			if n := runes(r.view.text[it[0]:it[1]]); n < chainItemMin || n > chainItemMax {
				return nil, 0
			}
		}
		return out, conf
	}
	return nil, 0
}
