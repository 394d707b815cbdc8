package ledger

import (
	"encoding/binary"
	"math/bits"

	"golang.org/x/mod/sumdb/tlog"
)

// Frontier is all that appending needs to know of a log: its size and the root
// of each complete subtree at its right edge, at most one a level. The zero
// value is the empty log.
//
// A Frontier is a plain value of 1.5 KB: assignment copies it whole, the copy
// is independent, and == compares two logs. That is how a writer undoes a
// failed savepoint: keep a copy before the request, assign it back afterwards.
// Unused levels are always zero, which makes equal logs equal values.
type Frontier struct {
	size  int64
	nodes [maxLevels]Hash // nodes[l] is in use when bit l of size is set
}

// frontierV1 is the first byte of a stored frontier: this layout, SHA-256.
const frontierV1 = 1

const frontierHeader = 1 + 8

// Append adds the hash of the next leaf. It panics when the log already has
// MaxSize leaves.
func (f *Frontier) Append(h Hash) {
	if f.size >= MaxSize {
		panic("ledger: the log is full")
	}
	level := 0
	for ; f.size>>level&1 == 1; level++ {
		h = tlog.NodeHash(f.nodes[level], h)
		f.nodes[level] = Hash{}
	}
	f.nodes[level] = h
	f.size++
}

// Size gives the number of leaves.
func (f *Frontier) Size() int64 { return f.size }

// Root gives the root of the log, at the cost of at most 47 hashes.
func (f *Frontier) Root() Hash {
	if f.size == 0 {
		return EmptyRoot()
	}
	level := bits.TrailingZeros64(uint64(f.size))
	root := f.nodes[level]
	for level++; f.size>>level > 0; level++ {
		if f.size>>level&1 == 1 {
			root = tlog.NodeHash(f.nodes[level], root)
		}
	}
	return root
}

// AppendBinary appends the stored form to b: a version byte, the size in eight
// bytes, big end first, then 32 bytes for each bit set in the size, highest
// level first. A log has one stored form: 9 bytes when empty, about 330 at a
// million leaves.
func (f *Frontier) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, frontierV1)
	b = binary.BigEndian.AppendUint64(b, uint64(f.size))
	for level := maxLevels - 1; level >= 0; level-- {
		if f.size>>level&1 == 1 {
			b = append(b, f.nodes[level][:]...)
		}
	}
	return b, nil
}

// MarshalBinary gives the stored form, see AppendBinary. The error is nil.
func (f *Frontier) MarshalBinary() ([]byte, error) {
	n := frontierHeader + bits.OnesCount64(uint64(f.size))*tlog.HashSize
	return f.AppendBinary(make([]byte, 0, n))
}

// UnmarshalBinary reads a stored form and leaves f as it was on an error. It
// refuses with ErrFrontier another version, a size out of range and any length
// but the one the size demands. It cannot know whether the hashes are true.
func (f *Frontier) UnmarshalBinary(b []byte) error {
	if len(b) < frontierHeader || b[0] != frontierV1 {
		return damaged(ErrFrontier)
	}
	size := binary.BigEndian.Uint64(b[1:])
	b = b[frontierHeader:]
	if size > MaxSize || len(b) != bits.OnesCount64(size)*tlog.HashSize {
		return damaged(ErrFrontier)
	}
	read := Frontier{size: int64(size)}
	for level := maxLevels - 1; level >= 0; level-- {
		if size>>level&1 == 1 {
			b = b[copy(read.nodes[level][:], b):]
		}
	}
	*f = read
	return nil
}
