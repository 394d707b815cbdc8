package extract

import (
	"sort"
	"sync"
)

// verbTable joins the groups of verbs into one list.
type verbTable struct {
	words *words
	group map[string]string // of a word; "" for one of a name
}

// verbTables is made once from the embedded lists and never changed.
var verbTables = sync.OnceValue(func() *verbTable {
	l, t := loaded(), &verbTable{group: map[string]string{}}
	var all []string
	for _, g := range verbGroups {
		for _, w := range l.lists["figure_predicates."+g] {
			if _, known := t.group[w]; !known {
				t.group[w] = g
				all = append(all, w)
			}
		}
	}
	for _, list := range []string{"figure_words.act", "figure_words.whole"} {
		for _, w := range l.lists[list] {
			if _, known := t.group[w]; !known {
				t.group[w] = ""
				all = append(all, w)
			}
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return len(all[i]) > len(all[j]) })
	t.words = newWords(all)
	return t
})
