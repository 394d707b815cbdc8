package board

import (
	"hash/maphash"
	"slices"
)

// edit marks what one round of changes has already copied for itself. A part
// whose owner is the running edit may be written in place; any other part
// belongs to a published snapshot and is copied first. Edits are compared by
// address, so the struct must not be empty.
type edit struct{ _ byte }

const pageSize = 64

// paged is a long array that is cheap to copy after a few writes: a root of
// pages of 64 items. Reading needs no lock; writing goes through an edit.
type paged[T any] struct {
	owner *edit
	pages []*page[T]
}

type page[T any] struct {
	owner *edit
	items [pageSize]T
}

// get gives item i, the zero T beyond the end.
func (p *paged[T]) get(i int) T {
	if i>>6 >= len(p.pages) || p.pages[i>>6] == nil {
		var none T
		return none
	}
	return p.pages[i>>6].items[i&(pageSize-1)]
}

// set writes item i for the edit, growing the array when needed.
func (p *paged[T]) set(e *edit, i int, v T) {
	if p.owner != e {
		p.owner, p.pages = e, slices.Clone(p.pages)
	}
	for i>>6 >= len(p.pages) {
		p.pages = append(p.pages, nil)
	}
	pg := p.pages[i>>6]
	switch {
	case pg == nil:
		pg = &page[T]{owner: e}
	case pg.owner != e:
		copied := *pg
		copied.owner = e
		pg = &copied
	}
	p.pages[i>>6] = pg
	pg.items[i&(pageSize-1)] = v
}

// table is a map whose copies share what was not written: entries hashed into
// short lists. The zero table is empty.
type table[K comparable, V any] struct {
	seed  maphash.Seed
	mask  int // number of lists − 1
	n     int
	lists paged[[]entry[K, V]]
}

type entry[K comparable, V any] struct {
	key   K
	value V
}

// fill is how many entries a list holds on average before the table doubles.
const fill = 8

// newTable makes a table with room for n entries.
func newTable[K comparable, V any](n int) table[K, V] {
	lists := 1
	for lists*fill < n {
		lists *= 2
	}
	return table[K, V]{seed: maphash.MakeSeed(), mask: lists - 1}
}

func (t *table[K, V]) list(k K) int {
	return int(maphash.Comparable(t.seed, k)) & t.mask
}

// get finds a value.
func (t *table[K, V]) get(k K) (V, bool) {
	if t.n > 0 {
		for i, e := range t.lists.get(t.list(k)) {
			if e.key == k {
				return t.lists.get(t.list(k))[i].value, true
			}
		}
	}
	var none V
	return none, false
}

// put adds or replaces a value. The list is copied, never written in place, so
// readers of older snapshots keep theirs.
func (t *table[K, V]) put(e *edit, k K, v V) {
	if t.n >= (t.mask+1)*fill*2 || t.seed == (maphash.Seed{}) {
		t.grow()
	}
	at := t.list(k)
	old := t.lists.get(at)
	i := slices.IndexFunc(old, func(x entry[K, V]) bool { return x.key == k })
	if i >= 0 {
		list := slices.Clone(old)
		list[i].value = v
		t.lists.set(e, at, list)
		return
	}
	list := append(slices.Clip(old), entry[K, V]{k, v})
	t.lists.set(e, at, list)
	t.n++
}

// remove deletes a key, if it is there.
func (t *table[K, V]) remove(e *edit, k K) {
	if t.n == 0 {
		return
	}
	at := t.list(k)
	old := t.lists.get(at)
	i := slices.IndexFunc(old, func(x entry[K, V]) bool { return x.key == k })
	if i < 0 {
		return
	}
	t.lists.set(e, at, slices.Concat(old[:i], old[i+1:]))
	t.n--
}

func (t *table[K, V]) grow() {
	bigger := newTable[K, V](max(t.n*4, fill))
	e := new(edit)
	for k, v := range t.all {
		bigger.put(e, k, v)
	}
	*t = bigger
}

// all yields every entry in no particular order.
func (t *table[K, V]) all(yield func(K, V) bool) {
	for _, pg := range t.lists.pages {
		if pg == nil {
			continue
		}
		for _, list := range pg.items {
			for _, e := range list {
				if !yield(e.key, e.value) {
					return
				}
			}
		}
	}
}
