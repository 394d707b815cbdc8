package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// isName says whether a word is built like a personal name: a family name and one
// or two characters (two for a compound family name), or a name with a dot.
func (l *lexicon) isName(w string) bool {
	n := runes(w)
	if n < 2 || n > 4 || !allHan(w) || l.contains("surnames.never", l.givenStem(w)) {
		return false
	}
	first, size := utf8.DecodeRuneInString(w)
	if n <= 3 && l.has("surnames", string(first)) {
		return true
	}
	_, next := utf8.DecodeRuneInString(w[size:])
	return n >= 3 && l.has("surnames", w[:size+next])
}

// givenStem is a name of at least three characters without a last one that elsewhere is
// a word of running text (孙大为, but not 作为): it may end a given name.
func (l *lexicon) givenStem(w string) string {
	if runes(w) < 3 || l.suffix("surnames.word", w) != "" {
		return w
	}
	return strings.TrimSuffix(w, l.suffix("surnames.end", w))
}

func allHan(s string) bool {
	for _, r := range s {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return s != ""
}

// who is a person found in a list: byte ranges of name and post within the string
// that was read; post is empty (postA == postB) for a bare name.
type who struct {
	nameA, nameB, postA, postB int
}

// readPerson reads one item of a list: 区长甲某某, or a bare 甲某某. The post must end
// in a word for a post; otherwise the item is nobody.
func (l *lexicon) readPerson(s string) (who, bool) {
	s = strings.TrimSuffix(s, "同志")
	at := len(s)
	for n := 1; n <= 4 && at > 0; n++ {
		_, w := utf8.DecodeLastRuneInString(s[:at])
		at -= w
		if n < 2 || !l.isName(s[at:]) {
			continue
		}
		if at == 0 {
			return who{nameA: 0, nameB: len(s)}, true
		}
		if l.suffix("posts", s[:at]) != "" {
			return who{nameA: at, nameB: len(s), postA: 0, postB: at}, true
		}
	}
	return who{}, false
}

// readPeople reads a whole list: 甲区委书记、区长乙某某,某公司董事长丙某某、丁某某. False if any
// item is neither a person nor the first half of a post. A post governs the bare
// names that follow it after 、 (副区长甲某某、乙某某).
func (l *lexicon) readPeople(s string) ([]who, bool) {
	if s == "" {
		return nil, false
	}
	var out []who
	postAt, from := -1, 0
	for from <= len(s) {
		to := len(s)
		if k := strings.IndexAny(s[from:], "、, "); k >= 0 {
			to = from + k
		}
		if k := l.joint(s[from:to]); k > 0 {
			to = from + k
		}
		item := s[from:to]
		p, ok := l.readPerson(item)
		switch {
		case item == "" && from > 0:
		case ok:
			p.nameA, p.nameB, p.postA, p.postB = p.nameA+from, p.nameB+from, p.postA+from, p.postB+from
			if postAt >= 0 {
				if p.postA == p.postB {
					return nil, false
				}
				p.postA, postAt = postAt, -1
			}
			if p.postA == p.postB && len(out) > 0 && s[from-1] != ',' {
				p.postA, p.postB = out[len(out)-1].postA, out[len(out)-1].postB
			}
			out = append(out, p)
		case l.suffix("posts", item) != "":
			if postAt < 0 {
				postAt = from
			}
		default:
			return nil, false
		}
		_, w := utf8.DecodeRuneInString(s[to:])
		from = to + max(w, 1)
	}
	return out, postAt < 0 && len(out) > 0
}

// joint gives the place of 与 or 和 between two persons, each with a name (某局局长甲某某与某公司
// 董事长乙某某); 0 if there is none.
func (l *lexicon) joint(item string) int {
	for _, w := range []string{"与", "和"} {
		k := strings.Index(item, w)
		if k <= 0 {
			continue
		}
		left, ok := l.readPerson(item[:k])
		if _, also := l.readPerson(item[k+len(w):]); ok && also && left.postB > left.postA {
			return k
		}
	}
	return 0
}

// orgOf gives the length of the market organisation that a post begins with
// (某集团有限公司 of 某集团有限公司董事长), or 0.
func (l *lexicon) orgOf(post string) int {
	best := 0
	for _, w := range l.lists["org_ends.market"] {
		if k := strings.LastIndex(post, w); k > 0 && k+len(w) < len(post) && k+len(w) > best {
			best = k + len(w)
		}
	}
	return best
}

// readPosts reads a list of posts without names (区长, 副区长、区财政局局长): each is one
// person, but for posts that one person holds together, and before 主持, which one
// person does. There the list may end at a place (在…). Collectives are nobody.
func (l *lexicon) readPosts(s, role string) ([]who, bool) {
	one := strings.HasPrefix(role, "主持")
	if k := strings.Index(s, "在"); one && k > 0 {
		s = s[:k]
	}
	var out []who
	for from := 0; from < len(s); {
		to := len(s)
		if k := strings.IndexAny(s[from:], "、, "); k >= 0 {
			to = from + k
		}
		post := s[from:to]
		if l.suffix("posts.office", post) == "" && l.suffix("posts.member", post) == "" || l.prefix("posts.many", post) != "" || runes(post) > maxPost || !allHan(post) || l.contains("posts.never", post) {
			return nil, false
		}
		if n := len(out); n > 0 && s[from-1] != ',' && (one || l.together(s[out[n-1].postA:out[n-1].postB], post)) {
			out[n-1].postB = to
		} else {
			out = append(out, who{postA: from, postB: to})
		}
		_, w := utf8.DecodeRuneInString(s[to:])
		from = to + max(w, 1)
	}
	return out, len(out) > 0
}

// maxPost is the longest post, in characters.
const maxPost = 24

// together says whether one person holds both posts: a deputy secretary of the
// party is the head of the government, a member of the standing committee heads
// a department.
func (l *lexicon) together(first, second string) bool {
	return l.suffix("posts.member", first) != "" || strings.HasSuffix(first, "副书记") && l.suffix("posts.head", second) != ""
}
