package access

import (
	"tupo/internal/core"
	"tupo/internal/plan"
)

// Tree is what access needs to know of the units. Implementations are read-only
// snapshots, safe for any number of goroutines.
type Tree interface {
	// Parent gives the unit above, "" for the root; ok is false for a unit that
	// is not in the tree.
	Parent(core.UnitID) (parent core.UnitID, ok bool)
	// Units lists every unit, each after its parent.
	Units() []core.UnitID
}

// UnitTree is the Tree of a district's units. Ended units stay in it, so that
// what they filed keeps its place.
type UnitTree struct {
	parent map[core.UnitID]core.UnitID
	order  []core.UnitID
}

// NewTree makes a tree of units in any order. A unit whose chain of parents does
// not end at a root (a parent that is not there, a ring) is left out, so that no
// right reaches it.
func NewTree(units []plan.Unit) *UnitTree {
	children := map[core.UnitID][]core.UnitID{}
	for i := range units {
		children[units[i].Parent] = append(children[units[i].Parent], units[i].ID)
	}
	t := &UnitTree{parent: make(map[core.UnitID]core.UnitID, len(units))}
	t.add(children, "")
	return t
}

// add appends the subtree under a unit, level by level.
func (t *UnitTree) add(children map[core.UnitID][]core.UnitID, under core.UnitID) {
	level := []core.UnitID{under}
	for len(level) > 0 {
		var next []core.UnitID
		for _, above := range level {
			for _, u := range children[above] {
				if _, twice := t.parent[u]; twice || u == "" {
					continue
				}
				t.parent[u] = above
				t.order = append(t.order, u)
				next = append(next, u)
			}
		}
		level = next
	}
}

// Parent gives the unit above.
func (t *UnitTree) Parent(u core.UnitID) (core.UnitID, bool) {
	p, ok := t.parent[u]
	return p, ok
}

// Units lists every unit, each after its parent. The caller does not change it.
func (t *UnitTree) Units() []core.UnitID { return t.order }

// deepest is more levels than any administration has; a longer chain is a ring.
const deepest = 64

// under reports whether u is top or lies below it. The empty unit stands for the
// district as a whole, which is as high as the root and no higher.
func under(t Tree, u, top core.UnitID) bool {
	if t == nil || top == "" {
		return false
	}
	above, ok := t.Parent(top)
	if !ok {
		return false
	}
	if u == "" {
		return above == ""
	}
	for range deepest {
		parent, ok := t.Parent(u)
		switch {
		case !ok:
			return false
		case u == top:
			return true
		case parent == "":
			return false
		}
		u = parent
	}
	return false
}

// known reports whether u is the district itself or a unit of it.
func known(t Tree, u core.UnitID) bool {
	if u == "" {
		return true
	}
	if t == nil {
		return false
	}
	_, ok := t.Parent(u)
	return ok
}
