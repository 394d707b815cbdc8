package zh

// Units finds units of measure in a text: the longest name of a list. It never
// changes after NewUnits and may be shared.
type Units struct {
	root unitNode
}

type unitNode struct {
	next map[rune]*unitNode
	ends bool
}

// NewUnits makes a list of unit names, without scales: 元, 亩, 吨标准煤.
func NewUnits(names []string) *Units {
	u := &Units{}
	for _, name := range names {
		n := &u.root
		for _, r := range name {
			if n.next == nil {
				n.next = map[rune]*unitNode{}
			}
			if n.next[r] == nil {
				n.next[r] = &unitNode{}
			}
			n = n.next[r]
		}
		n.ends = n != &u.root
	}
	return u
}

// Match gives the bytes of the longest unit at the start of s, 0 if none stands there.
func (u *Units) Match(s string) int {
	n, best := &u.root, 0
	for i, r := range s {
		if n.ends {
			best = i
		}
		if n = n.next[r]; n == nil {
			return best
		}
	}
	if n.ends {
		best = len(s)
	}
	return best
}
