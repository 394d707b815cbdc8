package ledger

import "slices"

// Replay builds a log again from its first leaf, for verification, restoring
// and bulk loading. Along the way it cuts the full tiles and remembers the
// roots of the sizes it was asked to watch. Memory: the watched roots and less
// than two tiles a level.
type Replay struct {
	frontier Frontier
	watched  []int64 // ascending
	roots    map[int64]Hash
	pending  [][]Hash // by level, fewer than 256 hashes each
}

// NewReplay starts at the empty log and watches the given sizes, for instance
// those of the checkpoints to be compared.
func NewReplay(watch ...int64) *Replay {
	watched := slices.Clone(watch)
	slices.Sort(watched)
	r := &Replay{watched: watched, roots: make(map[int64]Hash)}
	r.observe()
	return r
}

// Append adds the next leaf's hash and returns the tiles it completes, lower
// levels first; mostly none, at most one a level. The caller owns them.
func (r *Replay) Append(h Hash) []FullTile {
	r.frontier.Append(h)
	r.observe()
	var full []FullTile
	for level := 0; ; level++ {
		if level == len(r.pending) {
			r.pending = append(r.pending, nil)
		}
		hashes := append(r.pending[level], h)
		if len(hashes) < TileWidth {
			r.pending[level] = hashes
			return full
		}
		r.pending[level] = nil
		h = fold(hashes)
		full = append(full, FullTile{Tile: TileOf(level, r.frontier.size-1), Hashes: hashes, Root: h})
	}
}

// observe keeps the root when the present size is watched.
func (r *Replay) observe() {
	for len(r.watched) > 0 && r.watched[0] <= r.frontier.size {
		if r.watched[0] == r.frontier.size {
			r.roots[r.frontier.size] = r.frontier.Root()
		}
		r.watched = r.watched[1:]
	}
}

// Frontier gives a copy of the frontier reached.
func (r *Replay) Frontier() Frontier { return r.frontier }

// Size gives the number of leaves so far.
func (r *Replay) Size() int64 { return r.frontier.size }

// RootAt gives the root at n leaves. n must be a watched size that has been
// reached, or the present size; anything else is ErrRange.
func (r *Replay) RootAt(n int64) (Hash, error) {
	if root, ok := r.roots[n]; ok {
		return root, nil
	}
	if n != r.frontier.size {
		return Hash{}, outOfRange(n, r.frontier.size)
	}
	return r.frontier.Root(), nil
}
