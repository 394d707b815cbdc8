package extract

import (
	"embed"
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"sync"
)

//go:embed lexicon/*.txt
var lexiconFiles embed.FS

// lexicon is the knowledge of the reader: word lists and rules, read once from
// the embedded files and never changed.
type lexicon struct {
	lists map[string][]string // "file" or "file.group", longest word first
	index map[string]*words
	table listTable // the same lists as index, for looking one up at every character
	rules map[string]*rule
}

// listTable finds a list by its name: in the place of the name or in those after it, of which few are
// taken. Names are short and differ in length and at their ends, so that a few bytes tell them apart sooner
// than a hash of the whole.
type listTable [1 << 12]namedList

type namedList struct {
	name string
	*words
}

func listSlot(name string) int {
	n := len(name)
	few := uint32(n) | uint32(name[n-1])<<8 | uint32(name[n-3])<<16 | uint32(name[n/2])<<24
	return int(few * 0x9E3779B1 >> 20) // the golden ratio scatters them over the places
}

func (t *listTable) add(name string, w *words) {
	slot := listSlot(name)
	for t[slot].words != nil {
		slot = (slot + 1) & (len(t) - 1)
	}
	t[slot] = namedList{name, w}
}

// get is the list of a name; nil if there is none.
func (t *listTable) get(name string) *words {
	for slot := listSlot(name); ; slot = (slot + 1) & (len(t) - 1) {
		if l := &t[slot]; l.name == name || l.words == nil {
			return l.words
		}
	}
}

// loaded is the lexicon of this build; the files are part of the binary and a
// test loads them, so a fault in them is a fault of the build.
var loaded = sync.OnceValue(func() *lexicon {
	l, err := loadLexicon()
	if err != nil {
		panic(err)
	}
	return l
})

func loadLexicon() (*lexicon, error) {
	l := &lexicon{lists: map[string][]string{}, index: map[string]*words{}, rules: map[string]*rule{}}
	files, err := lexiconFiles.ReadDir("lexicon")
	if err != nil {
		return nil, fmt.Errorf("extract: list lexicon: %w", err)
	}
	var ruleLines []string
	for _, f := range files {
		b, err := lexiconFiles.ReadFile("lexicon/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("extract: read lexicon %s: %w", f.Name(), err)
		}
		name, lines := strings.TrimSuffix(f.Name(), ".txt"), strings.Split(string(b), "\n")
		if name == "rules" {
			ruleLines = lines
			continue
		}
		l.addWords(name, lines)
	}
	for name, words := range l.lists {
		sort.SliceStable(words, func(i, j int) bool { return len(words[i]) > len(words[j]) })
		l.index[name] = newWords(words)
		l.table.add(name, l.index[name])
	}
	for i, line := range ruleLines {
		if err := l.addRule(line); err != nil {
			return nil, fmt.Errorf("extract: lexicon/rules.txt line %d: %w", i+1, err)
		}
	}
	return l, nil
}

// addWords reads the lines of a word list: # comments, @group lines, words.
func (l *lexicon) addWords(file string, lines []string) {
	for _, line := range lines {
		if strings.HasPrefix(line, "#") {
			continue
		}
		words, name := strings.Fields(line), file
		if len(words) > 0 && strings.HasPrefix(words[0], "@") {
			name, words = file+"."+words[0][1:], words[1:]
		}
		l.lists[name] = append(l.lists[name], words...)
	}
}

// macro finds {NAME} in a pattern; a repetition such as {2,8} does not match.
var macro = regexp.MustCompile(`\{[A-Za-z_]+(?:\.[\p{Han}a-z_]+)?\}`)

func (l *lexicon) addRule(line string) error {
	if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
		return nil
	}
	parts := strings.SplitN(line, "|", 3)
	if len(parts) != 3 {
		return fmt.Errorf("want code | confidence | pattern, got %q", line)
	}
	conf, err := strconv.ParseFloat(strings.TrimSpace(parts[1]), 64)
	if err != nil || conf < 0 || conf > 1 {
		return fmt.Errorf("confidence %q is not between 0 and 1", strings.TrimSpace(parts[1]))
	}
	var unknown error
	pattern := macro.ReplaceAllStringFunc(strings.TrimSpace(parts[2]), func(m string) string {
		s, err := l.expand(m[1 : len(m)-1])
		if err != nil {
			unknown = err
		}
		return s
	})
	if unknown != nil {
		return unknown
	}
	code := strings.TrimSpace(parts[0])
	if l.rules[code], err = newRule(code, conf, pattern); err != nil {
		return fmt.Errorf("pattern: %w", err)
	}
	return nil
}

func (l *lexicon) expand(name string) (string, error) {
	switch name {
	case "Han": // the script class \p{Han}, not a macro
		return "{Han}", nil
	case "NUM":
		return `[A-D]?[0-9一二三四五六七八九十]{1,3}(?:[、—~-][0-9一二三四五六七八九十]{1,3})?`, nil
	case "ZH":
		return `(?:[一二两三四五六七八九十百]{1,4}|[0-9]{1,3})`, nil
	case "REACH":
		words := append(append(append([]string{}, l.lists["bounds.gt"]...), l.lists["bounds.ge"]...), l.lists["bounds.le"]...)
		words = append(words, l.lists["bounds.eq"]...)
		sort.SliceStable(words, func(i, j int) bool { return len(words[i]) > len(words[j]) })
		return `(?P<reach>` + strings.Join(words, "|") + `)?(?:人民币)?`, nil
	}
	words := l.lists[name]
	if len(words) == 0 {
		return "", fmt.Errorf("no word list %q", name)
	}
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = regexp.QuoteMeta(w)
	}
	return "(?:" + strings.Join(quoted, "|") + ")", nil
}

// has says whether the word is in the list.
func (l *lexicon) has(list, word string) bool { return l.table.get(list).has(word) }

// prefix gives the longest word of the list that s begins with, or "".
func (l *lexicon) prefix(list, s string) string { return l.table.get(list).prefix(s) }

// suffix gives the longest word of the list that s ends with, or "".
func (l *lexicon) suffix(list, s string) string { return l.table.get(list).suffix(s) }

// contains says whether any word of the list occurs in s.
func (l *lexicon) contains(list, s string) bool { return l.table.get(list).within(s) }
