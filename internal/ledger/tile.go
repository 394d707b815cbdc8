package ledger

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// TileWidth is the number of hashes of a tile; tileHeight its binary logarithm.
const (
	TileWidth  = 1 << tileHeight
	tileHeight = 8
)

// Tile is the place of a full tile. At level 0 it holds the hashes of the
// leaves 256·Index to 256·Index+255; at level L the roots of the tiles
// 256·Index to 256·Index+255 of level L-1. Only full tiles are ever stored.
type Tile struct {
	Level int
	Index int64
}

// FullTile is a tile with its 256 hashes and their root. The store keeps the
// root beside the hashes, so that the unfinished tile of the level above is
// one range of roots instead of up to 255 tiles.
type FullTile struct {
	Tile
	Hashes []Hash
	Root   Hash
}

// Source gives the hashes a Reader asks for. Only places inside the log's size
// are asked for, and every answer must have exactly the asked length. Errors
// come back wrapped.
type Source interface {
	// LeafHashes gives the hashes of the leaves from ≤ n < to, at most 256.
	LeafHashes(from, to int64) ([]Hash, error)
	// Tile gives the 256 hashes of a full tile.
	Tile(level int, index int64) ([]Hash, error)
	// TileRoots gives the roots of the full tiles from ≤ index < to of a
	// level, at most 256.
	TileRoots(level int, from, to int64) ([]Hash, error)
}

// TileOf gives the tile that will hold the hash of leaf n, n ≥ 0, or, above
// level 0, the root of a subtree over it.
func TileOf(level int, n int64) Tile {
	return Tile{Level: level, Index: n >> (tileHeight * (level + 1))}
}

// Start gives the first leaf beneath the tile.
func (t Tile) Start() int64 { return t.Index << (tileHeight * (t.Level + 1)) }

// End gives the leaf after the last one beneath the tile, which is also the
// log size at which the tile becomes full.
func (t Tile) End() int64 { return (t.Index + 1) << (tileHeight * (t.Level + 1)) }

// Completed lists the tiles that become full when a log grows from oldSize to
// newSize leaves, lower levels first, so that each tile's parts are there when
// its turn comes. It is empty when the log does not grow.
func Completed(oldSize, newSize int64) []Tile {
	if oldSize < 0 || newSize > MaxSize {
		return nil
	}
	var full []Tile
	for level := 0; newSize>>(tileHeight*(level+1)) > 0; level++ {
		shift := tileHeight * (level + 1)
		for index := oldSize >> shift; index < newSize>>shift; index++ {
			full = append(full, Tile{Level: level, Index: index})
		}
	}
	return full
}

// BuildTile computes a tile that src's log has completed: from leaf hashes at
// level 0, from the roots of the level below otherwise. It never asks for the
// tile itself.
func BuildTile(t Tile, src Source) (FullTile, error) {
	hashes, err := parts(t, t.Index<<tileHeight+TileWidth, src)
	if err != nil {
		return FullTile{}, err
	}
	return FullTile{Tile: t, Hashes: hashes, Root: fold(hashes)}, nil
}

// parts reads what tile t is made of, up to but not including position end of
// its level.
func parts(t Tile, end int64, src Source) ([]Hash, error) {
	from := t.Index << tileHeight
	var hashes []Hash
	var err error
	if t.Level == 0 {
		hashes, err = src.LeafHashes(from, end)
	} else {
		hashes, err = src.TileRoots(t.Level-1, from, end)
	}
	return t.checked(hashes, err, int(end-from))
}

// checked passes a Source's answer on when it has the asked length.
func (t Tile) checked(hashes []Hash, err error, want int) ([]Hash, error) {
	if err != nil {
		return nil, fmt.Errorf("read tile %d/%d: %w", t.Level, t.Index, err)
	}
	if len(hashes) != want {
		return nil, t.damaged()
	}
	return hashes, nil
}

func (t Tile) damaged() error {
	return damaged(ErrTile, "level", decimal(int64(t.Level)), "index", decimal(t.Index))
}

// EncodeTile gives the stored form of a tile: its hashes one after another.
func EncodeTile(hashes []Hash) []byte {
	b := make([]byte, 0, len(hashes)*tlog.HashSize)
	for i := range hashes {
		b = append(b, hashes[i][:]...)
	}
	return b
}

// DecodeTile reads the stored form of a full tile, 8,192 bytes. Any other
// length is ErrTile, naming t.
func DecodeTile(t Tile, b []byte) ([]Hash, error) {
	if len(b) != TileWidth*tlog.HashSize {
		return nil, t.damaged()
	}
	hashes := make([]Hash, TileWidth)
	for i := range hashes {
		b = b[copy(hashes[i][:], b):]
	}
	return hashes, nil
}
