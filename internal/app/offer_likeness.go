package app

import (
	"cmp"
	"slices"

	"tupo/internal/core"
)

// likeness finds the names that are most like another one, by the pairs of neighbouring
// characters that both have.
type likeness struct {
	all  []Candidate
	size []int            // pairs of each name
	with map[string][]int // by pair: the names that hold it
}

func newLikeness(all []Candidate) *likeness {
	l := &likeness{all: all, size: make([]int, len(all)), with: map[string][]int{}}
	for i, c := range all {
		for pair := range pairsOf(c.Name) {
			l.size[i]++
			l.with[pair] = append(l.with[pair], i)
		}
	}
	return l
}

// pairsOf gives the neighbouring characters of a name as it is compared, each once.
func pairsOf(name string) map[string]bool {
	runes := []rune(plainName(name))
	out := make(map[string]bool, len(runes))
	for i := range len(runes) - 1 {
		out[string(runes[i:i+2])] = true
	}
	return out
}

const (
	mostNear    = 5
	nearPercent = 35 // of the pairs of both names together, counted twice
)

// near gives at most five names like this one, the likeliest first.
func (l *likeness) near(name string) []Candidate {
	var out []Candidate
	for _, x := range l.scored(name) {
		if len(out) < mostNear {
			out = append(out, l.all[x.i])
		}
	}
	return out
}

// scored is the place of a name among all, and what part of the pairs of both it shares.
type scored struct{ i, percent int }

// scored finds all names like this one, the likeliest first.
func (l *likeness) scored(name string) []scored {
	pairs := pairsOf(name)
	shared := map[int]int{}
	for pair := range pairs {
		for _, i := range l.with[pair] {
			shared[i]++
		}
	}
	var found []scored
	for i, n := range shared {
		if percent := 200 * n / (len(pairs) + l.size[i]); percent >= nearPercent {
			found = append(found, scored{i, percent})
		}
	}
	slices.SortFunc(found, func(a, b scored) int { return cmp.Or(b.percent-a.percent, a.i-b.i) })
	return found
}

// first puts the candidate with this reference before all others.
func first(ref core.Ref, all []Candidate) []Candidate {
	i := slices.IndexFunc(all, func(c Candidate) bool { return c.Ref == ref })
	if i <= 0 {
		return all
	}
	return slices.Insert(slices.Delete(slices.Clone(all), i, i+1), 0, all[i])
}
