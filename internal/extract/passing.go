package extract

import (
	"sort"
	"strings"
	"unicode/utf8"

	"tupo/internal/zh"
)

// A report tells of projects in passing, by one amount before the name: 总投资80亿元的某基地
// 开工, 年产30万吨某项目投产. What follows finds where such a name ends.

// maxPassing is the longest name told in passing, in characters.
const maxPassing = 30

// namedBy reads the name of a project that begins at byte from and ends before b: up to the
// noun that says what is built, with its phase or section (某工程二期项目, 某工程南段), or, in a
// list of which the noun stands at the end, up to the next item. False if many are meant,
// as they are where a sum of money stands before a list.
func (r *reader) namedBy(from, b int, money bool) (int, bool) {
	end, list := r.passingEnd(from, b)
	name := r.view.text[from:end]
	k, w := r.built(name)
	if money && list || k < 0 && !list && r.taskHead(name) {
		return 0, false // a sum before several, a verb
	}
	if k >= 0 {
		end = from + k + len(w)
		end += r.section(r.view.text[end:b])
	} else if !list {
		return 0, false
	}
	name = strings.TrimSuffix(r.view.text[from:end], w)
	n := runes(r.view.text[from:end])
	if n < 2 || n > maxPassing || name == "" || digitByte(name[0]) || r.lex.contains("project_words.several", name) || r.generic(name) || strings.HasPrefix(name, "项目") {
		return 0, false
	}
	return end, true
}

// passingEnd gives the byte where the item of a list or the clause ends, and whether more
// of the list follows.
func (r *reader) passingEnd(from, b int) (int, bool) {
	depth := 0
	for i := from; i < b; {
		c, w := utf8.DecodeRuneInString(r.view.text[i:b])
		rest := r.view.text[i+w : b]
		switch {
		case c == '“' || c == '(':
			depth++
		case c == '”' || c == ')':
			depth--
		case depth > 0:
		case strings.ContainsRune(",;。:!?", c):
			return i, false
		case c == '、' && r.lex.prefix("figure_scan.own", rest) != "" && rest[0] >= 0x80:
			return i, false // the next has an amount of its own
		case c == '、' && r.numberList(i):
		case c == '、', c == '等', strings.ContainsRune("和与及", c) && rest != "" && (digitByte(rest[0]) || r.lex.prefix("figure_scan.own", rest) != ""):
			return i, true
		}
		i += w
	}
	return b, false
}

// built finds the noun in a name that says what is built: 项目 or 工程 before others (某气田
// 增产项目); -1 if there is none.
func (r *reader) built(name string) (int, string) {
	for _, w := range []string{"项目", "工程"} {
		if k := strings.Index(name, w); k > 0 {
			return k, w
		}
	}
	body := r.lex.index["project_words.body"]
	for i := range name {
		w := body.prefix(name[i:])
		if w == "" || i == 0 {
			continue
		}
		for { // 某医院新院区, 某数据中心产业园
			next := body.prefix(name[i+len(w):])
			if next == "" {
				return i, w
			}
			i, w = i+len(w), next
		}
	}
	return -1, ""
}

// section gives the bytes of the phase, the section and the noun repeated after a name.
func (r *reader) section(s string) int {
	n := 0
	if m := r.lex.rules["project.phase"].find(s[:min(len(s), 3*8)]); m != nil && m[0] == 0 {
		n = m[1]
	}
	if w := r.lex.prefix("project_words.body", s[n:]); n == 0 && w != "" && w != "项目" {
		return 0
	} else if w != "" {
		n += len(w)
	}
	for i, c := range s[n:] {
		if c == '段' && i > 0 {
			return n + i + len("段")
		}
		if i >= 3*4 || strings.ContainsRune(",。;、:", c) {
			break
		}
	}
	return n
}

// describesOne says whether an amount can be that of one project told in passing: money
// without 以上, or a yearly or installed capacity.
func (r *reader) describesOne(unit string, bound zh.Bound) bool {
	if bound == zh.AtLeast || bound == zh.AtMost {
		return false
	}
	return strings.HasSuffix(unit, "元") || r.lex.suffix("project_words.capacity", unit) != "" || r.lex.suffix("project_words.capacity", strings.TrimSuffix(unit, "/年")) != ""
}

// bodyNames are the names of a paragraph that head a clause, end in another noun than 项目
// and are described right away: 某厂扩建工程|总投资…, 某大道:|全长….
func (r *reader) bodyNames(p paragraph, par, at int) []mention {
	var out []mention
	for _, h := range r.clauseHeads(p) {
		_, _, w := r.marker(h, p)
		from := h + w
		for w := r.lex.prefix("project_words.lead", r.view.text[from:p.jump]); w != ""; w = r.lex.prefix("project_words.lead", r.view.text[from:p.jump]) {
			from += len(w)
		}
		if from >= p.jump {
			continue
		}
		head := from
		from, end, ok := r.bodyName(from, p.jump)
		if inner := strings.HasSuffix(strings.TrimRight(r.view.text[p.a:h], " "), ","); inner && from != head {
			continue // in the middle of a sentence only what heads a clause: 止于某大道,|全长…
		}
		if ok && (r.described(end, p.jump, w > 0) || r.pickedUp(p, from, end)) {
			out = append(out, mention{from, end, par, at, [2]int{from, end}, 0})
		}
	}
	return out
}

// described says whether what only a description says follows a name that ends at byte end. In
// a list with numbers the name may stand in a sentence of its own.
func (r *reader) described(end, b int, listed bool) bool {
	marks := ",: " // what a bracket describes is read elsewhere
	if listed {
		marks += "。"
	}
	rest := strings.TrimLeft(r.view.text[end:b], marks)
	for _, w := range []string{"建设", "新建"} { // 某工程建设|2个泊位
		if s, ok := strings.CutPrefix(rest, w); ok && s != "" && digitByte(s[0]) {
			return true
		}
	}
	return r.lex.prefix("project_words.told", rest) != ""
}

// pickedUp says whether the sentence after that of a name goes on about it: 某水库工程通过验收。该水库….
func (r *reader) pickedUp(p paragraph, from, end int) bool {
	all := r.sentences(p)
	i := sort.Search(len(all), func(i int) bool { return all[i].b > end })
	return i+1 < len(all) && r.goesOn(all[i+1].a, all[i+1].b, mention{a: from, b: end, full: [2]int{from, end}})
}

// endsBody says whether a name does not go on behind a mark.
func endsBody(c rune) bool {
	switch c {
	case ',', ';', '。', ':', '!', '?', '、', '\n':
		return true
	}
	return false
}

// bodyName reads such a name at byte from: where it begins, behind words that lead to it, and
// its end, behind the noun that says what is built and the phase.
func (r *reader) bodyName(from, b int) (int, int, bool) {
	head := r.view.text[from:min(b, from+3*maxPassing+3*4)]
	for i, c := range head {
		if endsBody(c) && !r.numberList(from+i) {
			head = head[:i]
			break
		}
	}
	k, w := r.built(head)
	if k < 0 || strings.Contains(head[:k+len(w)], "项目") || r.lex.prefix("project_words.told", head) != "" || r.lex.prefix("project_words.goes_on", head) != "" {
		return 0, 0, false
	}
	end := from + k + len(w)
	end += r.section(r.view.text[end:b])
	from, ok := r.nameLeft(from, end)
	if !ok {
		return 0, 0, false
	}
	name := r.view.text[from:end]
	if runes(name) < runes(w)+2 || r.lex.prefix("project_words.no_begin", name) != "" || r.generic(strings.TrimSuffix(name, w)) || strings.Count(name, "“") != strings.Count(name, "”") || r.lex.contains("project_words.several", name) {
		return 0, 0, false
	}
	return from, end, true
}

// bracketed are the names of a paragraph before a bracket that describes them: 某铁路(全长210公里、
// 总投资280亿元).
func (r *reader) bracketed(p paragraph, par, at int) []mention {
	var out []mention
	text := r.view.text
	for i := p.a; i < p.jump; i++ {
		if text[i] != '(' {
			continue
		}
		n := strings.IndexAny(text[i:p.jump], ")\n")
		if n < 0 || text[i+n] != ')' || !r.describing(text[i+1:i+n]) {
			continue
		}
		from, ok := r.nameLeft(p.a, i)
		if !ok {
			continue
		}
		if k, w := r.built(text[from:i]); k >= 0 && runes(text[from:i]) > runes(w)+1 && !r.lex.contains("project_words.several", text[from:i]) {
			out = append(out, mention{from, i, par, at, [2]int{from, i}, i + n})
		}
	}
	return out
}

// describing says whether the words in a bracket begin with what only a description says, or
// hold a length.
func (r *reader) describing(s string) bool {
	if r.lex.prefix("project_words.told", s) != "" {
		return true
	}
	for i := range s {
		if r.lex.prefix("project_words.told", s[i:]) != "" && strings.HasSuffix(s[:i], "、") {
			return true
		}
	}
	return false
}

// batch says whether a name is that of many projects: 某县第三批重大.
func (r *reader) batch(name string) bool {
	i := strings.LastIndex(name, "批")
	return i > 0 && r.generic(name[i+len("批"):])
}
