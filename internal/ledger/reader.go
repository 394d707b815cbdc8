package ledger

import "golang.org/x/mod/sumdb/tlog"

// Reader answers questions about a log of a given size from the hashes of a
// Source. It remembers what it has read, so one Reader serves one request; it
// is not safe for concurrent use. It trusts its Source: what it computes is
// proven only by a check against a root that came from elsewhere.
type Reader struct {
	size int64
	src  Source
	read map[Tile][]Hash
}

// NewReader makes a Reader of the first size leaves of src's log.
func NewReader(size int64, src Source) *Reader {
	return &Reader{size: size, src: src, read: make(map[Tile][]Hash)}
}

// Size gives the number of leaves.
func (r *Reader) Size() int64 { return r.size }

// RootAt gives the root that the log had at n leaves. n outside the log is
// ErrRange.
func (r *Reader) RootAt(n int64) (Hash, error) {
	if n < 0 || n > r.size || r.size > MaxSize {
		return Hash{}, outOfRange(n, r.size)
	}
	return tlog.TreeHash(n, tlog.HashReaderFunc(r.nodes))
}

// nodes is the Reader as a tlog.HashReader.
func (r *Reader) nodes(indexes []int64) ([]Hash, error) {
	hashes := make([]Hash, len(indexes))
	for i, index := range indexes {
		level, n := tlog.SplitStoredHashIndex(index)
		h, err := r.node(level, n)
		if err != nil {
			return nil, err
		}
		hashes[i] = h
	}
	return hashes, nil
}

// node gives the root of the n'th complete subtree over 2^level leaves.
func (r *Reader) node(level int, n int64) (Hash, error) {
	rest := level % tileHeight
	first := n << rest
	t := Tile{Level: level / tileHeight, Index: first >> tileHeight}
	hashes, err := r.tile(t)
	if err != nil {
		return Hash{}, err
	}
	at := first % TileWidth
	return fold(hashes[at : at+1<<rest]), nil
}

// tile gives a tile's hashes: stored when it is full, otherwise put together
// from as much of the level below as the log has.
func (r *Reader) tile(t Tile) ([]Hash, error) {
	if hashes, ok := r.read[t]; ok {
		return hashes, nil
	}
	var hashes []Hash
	var err error
	if t.End() <= r.size {
		hashes, err = r.src.Tile(t.Level, t.Index)
		hashes, err = t.checked(hashes, err, TileWidth)
	} else {
		hashes, err = parts(t, r.size>>(tileHeight*t.Level), r.src)
	}
	if err != nil {
		return nil, err
	}
	r.read[t] = hashes
	return hashes, nil
}
