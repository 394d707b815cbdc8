package ledger

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"tupo/internal/errs"
)

func TestCompleted(t *testing.T) {
	tests := []struct {
		old, new int64
		want     []Tile
	}{
		{0, 0, nil},
		{0, 255, nil},
		{255, 256, []Tile{{0, 0}}},
		{256, 511, nil},
		{100, 513, []Tile{{0, 0}, {0, 1}}},
		{65535, 65536, []Tile{{0, 255}, {1, 0}}},
		{65300, 65800, []Tile{{0, 255}, {0, 256}, {1, 0}}},
		{1<<24 - 1, 1 << 24, []Tile{{0, 65535}, {1, 255}, {2, 0}}},
		{MaxSize - 1, MaxSize, nil},
		{512, 256, nil},
		{-300, 256, nil},
	}
	for _, test := range tests {
		got := Completed(test.old, test.new)
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("Completed(%d, %d): (-want +got)\n%s", test.old, test.new, diff)
		}
	}
}

// Completed agrees with tlog's own list of new tiles, which also has the
// partial ones.
func TestCompletedAgreesWithTlog(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		oldSize := rapid.Int64Range(0, 1<<40).Draw(t, "old")
		newSize := oldSize + rapid.Int64Range(0, 70000).Draw(t, "more")
		var want []Tile
		for _, tile := range tlog.NewTiles(tileHeight, oldSize, newSize) {
			if tile.W == TileWidth {
				want = append(want, Tile{Level: tile.L, Index: tile.N})
			}
		}
		if diff := cmp.Diff(want, Completed(oldSize, newSize)); diff != "" {
			t.Fatalf("Completed(%d, %d): (-want +got)\n%s", oldSize, newSize, diff)
		}
	})
}

func TestTilePlaces(t *testing.T) {
	tests := []struct {
		level      int
		n          int64
		want       Tile
		start, end int64
	}{
		{0, 0, Tile{0, 0}, 0, 256},
		{0, 255, Tile{0, 0}, 0, 256},
		{0, 256, Tile{0, 1}, 256, 512},
		{1, 65535, Tile{1, 0}, 0, 65536},
		{1, 65536, Tile{1, 1}, 65536, 131072},
		{5, MaxSize - 1, Tile{5, 0}, 0, 1 << 48},
	}
	for _, test := range tests {
		got := TileOf(test.level, test.n)
		if got != test.want || got.Start() != test.start || got.End() != test.end {
			t.Errorf("TileOf(%d, %d) = %v from %d to %d, want %v from %d to %d",
				test.level, test.n, got, got.Start(), got.End(), test.want, test.start, test.end)
		}
	}
}

// Replay, Completed and BuildTile agree on which tiles there are and what is
// in them, and a tile's root is the root of the leaves beneath it.
func TestReplayCutsTheCompletedTiles(t *testing.T) {
	const size = 65536 + 700
	m := newMemory(size, 0)
	completed := Completed(0, size)
	if len(completed) != len(m.tiles) || len(completed) != 258+1 {
		t.Fatalf("Completed(0, %d) lists %d tiles, Replay cut %d, want 259", size, len(completed), len(m.tiles))
	}
	for _, tile := range completed {
		built, err := BuildTile(tile, m)
		if err != nil {
			t.Fatalf("BuildTile(%v): %v", tile, err)
		}
		if diff := cmp.Diff(m.tiles[tile], built); diff != "" {
			t.Fatalf("BuildTile(%v): (-Replay +BuildTile)\n%s", tile, diff)
		}
		if tile.Index%50 == 0 {
			if want := definedRoot(m.leaves[tile.Start():tile.End()]); built.Root != want {
				t.Errorf("BuildTile(%v).Root = %v, want %v", tile, built.Root, want)
			}
		}
	}
}

func TestBuildTileNotYetFull(t *testing.T) {
	m := newMemory(300, 0)
	if _, err := BuildTile(Tile{0, 1}, m); !errors.Is(err, errMemory) {
		t.Errorf("BuildTile(0/1) of 300 leaves = %v, want the source's error", err)
	}
	if _, err := BuildTile(Tile{1, 0}, m); !errors.Is(err, errMemory) {
		t.Errorf("BuildTile(1/0) of 300 leaves = %v, want the source's error", err)
	}
}

func TestTileStoredForm(t *testing.T) {
	tile := newMemory(256, 0).tiles[Tile{0, 0}]
	b := EncodeTile(tile.Hashes)
	got, err := DecodeTile(tile.Tile, b)
	if err != nil || len(b) != 8192 || !slices.Equal(got, tile.Hashes) {
		t.Errorf("DecodeTile(EncodeTile(…)) = %d hashes of %d bytes, %v", len(got), len(b), err)
	}
	for _, bad := range [][]byte{nil, b[:8191], b[:8160], append(slices.Clone(b), 0)} {
		_, err := DecodeTile(tile.Tile, bad)
		wantFault(t, "DecodeTile", err, ErrTile, errs.Damaged)
	}
}

func TestReplayRoots(t *testing.T) {
	r := NewReplay(300, 0, 257, 300, -1, 9999)
	for n := range int64(400) {
		r.Append(testLeaf(n, 0))
	}
	for _, size := range []int64{0, 257, 300, 400} {
		got, err := r.RootAt(size)
		if want := rootOf(size, 0); err != nil || got != want {
			t.Errorf("RootAt(%d) = %v, %v, want %v", size, got, err, want)
		}
	}
	for _, size := range []int64{-1, 258, 399, 401, 9999} {
		_, err := r.RootAt(size)
		wantFault(t, "RootAt("+decimal(size)+")", err, ErrRange, errs.Invalid)
	}
	f := r.Frontier()
	if f.Size() != 400 || r.Size() != 400 || f.Root() != rootOf(400, 0) {
		t.Errorf("Frontier() = size %d, root %v", f.Size(), f.Root())
	}
}
