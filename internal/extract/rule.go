package extract

import (
	"cmp"
	"regexp"
	"regexp/syntax"
	"slices"
)

// rule is one line of lexicon/rules.txt: a reason code, the confidence of what it
// finds, and the pattern.
type rule struct {
	code string
	conf float64
	re   *regexp.Regexp
	need []*words // one word of each stands in all that the pattern matches
}

// newRule makes the rule of a pattern.
func newRule(code string, conf float64, pattern string) (*rule, error) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	r := &rule{code: code, conf: conf, re: re}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil, err
	}
	if atHead(tree) {
		return r, nil // it fails soon by itself
	}
	for _, need := range needed(tree) {
		r.need = append(r.need, newWords(need))
	}
	return r, nil
}

// may is false for a text without the words that the pattern needs: that is told of most texts in a
// fraction of the time that the pattern takes.
func (r *rule) may(s string) bool {
	for _, need := range r.need {
		if !need.within(s) {
			return false
		}
	}
	return true
}

// matches says whether the pattern matches anywhere in s.
func (r *rule) matches(s string) bool { return r.may(s) && r.re.MatchString(s) }

// find gives the places of the first match and of its groups, nil if there is none.
func (r *rule) find(s string) []int {
	if !r.may(s) {
		return nil
	}
	return r.re.FindStringSubmatchIndex(s)
}

// findAll gives the places of all matches, which do not overlap, and of their groups.
func (r *rule) findAll(s string) [][]int {
	if !r.may(s) {
		return nil
	}
	return r.re.FindAllStringSubmatchIndex(s, -1)
}

// group gives the byte range of a named group in a match, shifted by base; false if the group
// took no part.
func (r *rule) group(m []int, base int, name string) (int, int, bool) {
	i := r.re.SubexpIndex(name)
	if i < 0 || m[2*i] < 0 {
		return 0, 0, false
	}
	return base + m[2*i], base + m[2*i+1], true
}

// atHead says whether a pattern holds only at the beginning of a text.
func atHead(re *syntax.Regexp) bool {
	return re.Op == syntax.OpConcat && re.Sub[0].Op == syntax.OpBeginText
}

// needed lists sets of words: of each one stands in all that a pattern matches.
func needed(re *syntax.Regexp) [][]string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return [][]string{{string(re.Rune)}}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpCharClass:
		if all := characters(re.Rune); all != nil {
			return [][]string{all}
		}
	case syntax.OpConcat:
		var all [][]string
		for _, sub := range re.Sub {
			all = append(all, needed(sub)...)
		}
		return all
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			one := needed(sub)
			if len(one) == 0 {
				return nil
			}
			all = append(all, slices.MinFunc(one, byRarity)...)
		}
		return [][]string{all}
	}
	return nil
}

// fewCharacters is how many a class may hold to be looked for one by one.
const fewCharacters = 16

// characters lists those of a class, given as ranges; nil for a large one.
func characters(ranges []rune) []string {
	var all []string
	for i := 0; i < len(ranges); i += 2 {
		if int(ranges[i+1]-ranges[i]) >= fewCharacters-len(all) {
			return nil
		}
		for c := ranges[i]; c <= ranges[i+1]; c++ {
			all = append(all, string(c))
		}
	}
	return all
}

// byRarity puts the set first whose words stand in fewer texts: the shortest of them is longer, or they
// are fewer.
func byRarity(a, b []string) int {
	return cmp.Or(shortest(b)-shortest(a), len(a)-len(b))
}

func shortest(words []string) int {
	n := len(words[0])
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}
