package ledger

import (
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tupo/internal/errs"
)

func proofHex(p Proof) []string {
	out := make([]string, len(p))
	for i := range p {
		out[i] = hex.EncodeToString(p[i][:])
	}
	return out
}

// rfcSource is the reference tree of eight leaves.
func rfcSource(t *testing.T) *memory {
	m := &memory{}
	for _, leaf := range rfcLeaves() {
		m.leaves = append(m.leaves, LeafHash(mustHex(t, leaf)))
	}
	return m
}

func TestReferenceInclusion(t *testing.T) {
	tests := []struct {
		n, size int64
		want    []string
	}{
		{0, 1, []string{}},
		{0, 8, []string{
			"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
			"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
			"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
		}},
		{5, 8, []string{
			"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
			"ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
			"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		}},
		{2, 3, []string{
			"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		}},
	}
	for _, test := range tests {
		p, err := InclusionProof(test.n, test.size, rfcSource(t))
		if got := proofHex(p); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("InclusionProof(%d, %d) = %v, %v, want %v", test.n, test.size, got, err, test.want)
		}
	}
}

func TestReferenceConsistency(t *testing.T) {
	tests := []struct {
		old, new int64
		want     []string
	}{
		{1, 1, []string{}},
		{1, 8, []string{
			"96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
			"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
			"6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
		}},
		{6, 8, []string{
			"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
			"ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
			"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		}},
		{2, 5, []string{
			"5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
			"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
		}},
	}
	for _, test := range tests {
		p, err := ConsistencyProof(test.old, test.new, rfcSource(t))
		if got := proofHex(p); err != nil || !slices.Equal(got, test.want) {
			t.Errorf("ConsistencyProof(%d, %d) = %v, %v, want %v", test.old, test.new, got, err, test.want)
		}
	}
}

// Every leaf of every small log is proven and every size is consistent with
// every later one.
func TestProofsOfSmallLogs(t *testing.T) {
	const last = 40
	m := newMemory(last, 0)
	for size := int64(0); size <= last; size++ {
		root := rootOf(size, 0)
		for n := range size {
			p, err := InclusionProof(n, size, m)
			if err != nil {
				t.Fatalf("InclusionProof(%d, %d): %v", n, size, err)
			}
			if err := CheckInclusion(p, size, root, n, m.leaves[n]); err != nil {
				t.Fatalf("CheckInclusion of %d in %d: %v", n, size, err)
			}
		}
		for old := range size + 1 {
			p, err := ConsistencyProof(old, size, m)
			if err != nil {
				t.Fatalf("ConsistencyProof(%d, %d): %v", old, size, err)
			}
			if err := CheckConsistency(p, old, rootOf(old, 0), size, root); err != nil {
				t.Fatalf("CheckConsistency of %d with %d: %v", old, size, err)
			}
		}
	}
}

const bigLog = 65536*2 + 256*3 + 77 // full and partial tiles on three levels

func flip(t *rapid.T, h Hash) Hash {
	bit := rapid.IntRange(0, 255).Draw(t, "bit")
	h[bit/8] ^= 1 << (bit % 8)
	return h
}

func TestInclusionProperty(t *testing.T) {
	m := newMemory(bigLog, 0)
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(1, bigLog).Draw(t, "size")
		n := rapid.Int64Range(0, size-1).Draw(t, "n")
		reader := NewReader(size, m)
		root, err := reader.RootAt(size)
		if err != nil {
			t.Fatalf("RootAt(%d): %v", size, err)
		}
		m.asked = 0
		p, err := InclusionProof(n, size, m)
		if err != nil {
			t.Fatalf("InclusionProof(%d, %d): %v", n, size, err)
		}
		if m.asked > 6 {
			t.Fatalf("InclusionProof(%d, %d) asked the source %d times, want at most 6", n, size, m.asked)
		}
		if err := CheckInclusion(p, size, root, n, m.leaves[n]); err != nil {
			t.Fatalf("CheckInclusion of %d in %d: %v", n, size, err)
		}
		if CheckInclusion(p, size, flip(t, root), n, m.leaves[n]) == nil ||
			CheckInclusion(p, size, root, n, flip(t, m.leaves[n])) == nil {
			t.Fatalf("CheckInclusion of %d in %d passes with a flipped bit", n, size)
		}
		if len(p) == 0 {
			return
		}
		at := rapid.IntRange(0, len(p)-1).Draw(t, "at")
		bent := slices.Clone(p)
		bent[at] = flip(t, bent[at])
		for name, bad := range map[string]Proof{
			"bent": bent, "cut": p[:len(p)-1], "headless": p[1:], "longer": append(slices.Clone(p), p[0]),
		} {
			if !errors.Is(CheckInclusion(bad, size, root, n, m.leaves[n]), ErrProof) {
				t.Fatalf("CheckInclusion of %d in %d passes with a %s proof", n, size, name)
			}
		}
	})
}

func TestConsistencyProperty(t *testing.T) {
	m := newMemory(bigLog, 0)
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.Int64Range(2, bigLog).Draw(t, "size")
		old := rapid.Int64Range(1, size-1).Draw(t, "old")
		reader := NewReader(size, m)
		root, err1 := reader.RootAt(size)
		oldRoot, err2 := reader.RootAt(old)
		p, err3 := ConsistencyProof(old, size, m)
		if err := errors.Join(err1, err2, err3); err != nil {
			t.Fatalf("roots and ConsistencyProof(%d, %d): %v", old, size, err)
		}
		if err := CheckConsistency(p, old, oldRoot, size, root); err != nil {
			t.Fatalf("CheckConsistency(%d, %d): %v", old, size, err)
		}
		at := rapid.IntRange(0, len(p)-1).Draw(t, "at")
		bent := slices.Clone(p)
		bent[at] = flip(t, bent[at])
		bad := []error{
			CheckConsistency(bent, old, oldRoot, size, root),
			CheckConsistency(p[:len(p)-1], old, oldRoot, size, root),
			CheckConsistency(append(slices.Clone(p), p[0]), old, oldRoot, size, root),
			CheckConsistency(p, old, flip(t, oldRoot), size, root),
			CheckConsistency(p, old, oldRoot, size, flip(t, root)),
		}
		for i, err := range bad {
			if !errors.Is(err, ErrProof) {
				t.Fatalf("CheckConsistency(%d, %d) with fault %d = %v, want ErrProof", old, size, i, err)
			}
		}
	})
}

// RootAt reads any past size from tiles; a few sizes around tile borders are
// compared with the frontier.
func TestReaderRoots(t *testing.T) {
	m := newMemory(bigLog, 0)
	reader := NewReader(bigLog, m)
	var f Frontier
	for _, size := range []int64{0, 1, 255, 256, 257, 511, 65535, 65536, 65537, 131072, 131329, bigLog} {
		grow(&f, size, 0)
		got, err := reader.RootAt(size)
		if err != nil || got != f.Root() {
			t.Errorf("RootAt(%d) = %v, %v, want %v", size, got, err, f.Root())
		}
	}
	for _, size := range []int64{-1, bigLog + 1} {
		_, err := reader.RootAt(size)
		wantFault(t, "RootAt("+decimal(size)+")", err, ErrRange, errs.Invalid)
	}
}

func TestProofRanges(t *testing.T) {
	m := newMemory(10, 0)
	for _, c := range [][2]int64{{-1, 10}, {10, 10}, {11, 10}, {0, 0}, {0, -1}, {0, MaxSize + 1}, {1 << 62, 1<<63 - 1}} {
		_, err := InclusionProof(c[0], c[1], m)
		wantFault(t, "InclusionProof", err, ErrRange, errs.Invalid)
		wantFault(t, "CheckInclusion", CheckInclusion(nil, c[1], Hash{}, c[0], Hash{}), ErrRange, errs.Invalid)
	}
	for _, c := range [][2]int64{{-1, 10}, {11, 10}, {0, MaxSize + 1}, {1 << 62, 1<<63 - 1}} {
		_, err := ConsistencyProof(c[0], c[1], m)
		wantFault(t, "ConsistencyProof", err, ErrRange, errs.Invalid)
		wantFault(t, "CheckConsistency", CheckConsistency(nil, c[0], Hash{}, c[1], Hash{}), ErrRange, errs.Invalid)
	}
}

func TestConsistencyFromNothing(t *testing.T) {
	root := rootOf(3, 0)
	tests := []struct {
		name             string
		p                Proof
		oldRoot, newRoot Hash
		newSize          int64
		want             bool
	}{
		{"grows", Proof{}, EmptyRoot(), root, 3, true},
		{"stays empty", nil, EmptyRoot(), EmptyRoot(), 0, true},
		{"wrong old root", nil, root, root, 3, false},
		{"wrong new root", nil, EmptyRoot(), root, 0, false},
		{"needless hash", Proof{root}, EmptyRoot(), root, 3, false},
	}
	for _, test := range tests {
		err := CheckConsistency(test.p, 0, test.oldRoot, test.newSize, test.newRoot)
		if (err == nil) != test.want {
			t.Errorf("%s: CheckConsistency = %v, want pass %v", test.name, err, test.want)
		}
	}
}

// short is a Source whose answers miss a hash.
type short struct{ *memory }

func (s short) LeafHashes(from, to int64) ([]Hash, error) {
	h, err := s.memory.LeafHashes(from, to)
	return h[:len(h)-1], err
}

func (s short) Tile(level int, index int64) ([]Hash, error) {
	h, err := s.memory.Tile(level, index)
	return h[:len(h)-1], err
}

func TestDamagedSource(t *testing.T) {
	m := newMemory(600, 0)
	for _, n := range []int64{0, 599} {
		_, err := InclusionProof(n, 600, short{m})
		wantFault(t, "InclusionProof("+decimal(n)+")", err, ErrTile, errs.Damaged)
	}
	if _, err := InclusionProof(0, 601, m); !errors.Is(err, errMemory) {
		t.Errorf("InclusionProof(0, 601) of 600 leaves = %v, want the source's error", err)
	}
	delete(m.tiles, Tile{0, 1})
	if _, err := InclusionProof(300, 600, m); !errors.Is(err, errMemory) {
		t.Errorf("InclusionProof(300, 600) without its tile = %v, want the source's error", err)
	}
}

func TestProofJSON(t *testing.T) {
	p, err := InclusionProof(5, 40, newMemory(40, 0))
	if err != nil {
		t.Fatalf("InclusionProof(5, 40): %v", err)
	}
	b, err := json.Marshal(p)
	if err != nil {
		t.Fatalf("Marshal(%v): %v", p, err)
	}
	var got Proof
	if err := json.Unmarshal(b, &got); err != nil || !slices.Equal(got, p) {
		t.Errorf("Unmarshal(%s) = %v, %v, want %v", b, got, err, p)
	}
}
