package ledger

import (
	"bytes"
	"encoding/hex"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
	"pgregory.net/rapid"

	"tupo/internal/errs"
)

// rfcLeaves and rfcRoots are the reference tree that Certificate Transparency
// implementations share for RFC 6962: eight leaves, the root after each.
func rfcLeaves() []string {
	return []string{
		"", "00", "10", "2021", "3031", "40414243", "5051525354555657",
		"606162636465666768696a6b6c6d6e6f",
	}
}

func rfcRoots() []string {
	return []string{
		"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
		"fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
		"76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
		"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
		"5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
	}
}

func mustHex(t *testing.T, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatalf("DecodeString(%q): %v", s, err)
	}
	return b
}

func TestReferenceRoots(t *testing.T) {
	var f Frontier
	for size, want := range rfcRoots() {
		if size > 0 {
			f.Append(LeafHash(mustHex(t, rfcLeaves()[size-1])))
		}
		root := f.Root()
		if got := hex.EncodeToString(root[:]); got != want || f.Size() != int64(size) {
			t.Errorf("Root() at %d (size %d) = %s, want %s", size, f.Size(), got, want)
		}
	}
	if EmptyRoot() != (&Frontier{}).Root() {
		t.Errorf("EmptyRoot() = %v, want the empty frontier's root", EmptyRoot())
	}
}

// The frontier agrees with tlog at every size, and with the definition.
func TestFrontierRootIsTreeHash(t *testing.T) {
	const last = 3000
	var f Frontier
	var stored, leaves []Hash
	read := tlog.HashReaderFunc(func(indexes []int64) ([]Hash, error) {
		hashes := make([]Hash, len(indexes))
		for i, index := range indexes {
			hashes[i] = stored[index]
		}
		return hashes, nil
	})
	for size := int64(0); ; size++ {
		want, err := tlog.TreeHash(size, read)
		if err != nil {
			t.Fatalf("TreeHash(%d): %v", size, err)
		}
		if got := f.Root(); got != want {
			t.Fatalf("Root() at %d = %v, want %v", size, got, want)
		}
		if size%97 == 0 && want != definedRoot(leaves) {
			t.Fatalf("Root() at %d = %v, RFC 6962 defines %v", size, want, definedRoot(leaves))
		}
		if size == last {
			return
		}
		h := testLeaf(size, 0)
		more, err := tlog.StoredHashesForRecordHash(size, h, read)
		if err != nil {
			t.Fatalf("StoredHashesForRecordHash(%d): %v", size, err)
		}
		stored, leaves = append(stored, more...), append(leaves, h)
		f.Append(h)
	}
}

func TestFrontierStoredForm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var f, read Frontier
		grow(&f, rapid.Int64Range(0, 1500).Draw(t, "size"), 0)
		b, err := f.MarshalBinary()
		if err != nil {
			t.Fatalf("MarshalBinary(): %v", err)
		}
		if err := read.UnmarshalBinary(b); err != nil || read != f {
			t.Fatalf("UnmarshalBinary(%x) = %v, size %d; want size %d", b, err, read.Size(), f.Size())
		}
		grow(&f, f.Size()+300, 0)
		grow(&read, read.Size()+300, 0)
		if read != f {
			t.Fatalf("the read frontier grew to another root at %d", f.Size())
		}
	})
}

func TestFrontierStoredFormRefused(t *testing.T) {
	var f Frontier
	grow(&f, 5, 0)
	good, err := f.MarshalBinary()
	if err != nil {
		t.Fatalf("MarshalBinary(): %v", err)
	}
	if len(good) != 9+2*32 {
		t.Errorf("len(MarshalBinary()) at 5 = %d, want 73", len(good))
	}
	edit := func(at int, v byte) []byte {
		b := bytes.Clone(good)
		b[at] = v
		return b
	}
	tests := []struct {
		name string
		in   []byte
	}{
		{"nothing", nil},
		{"header cut", good[:8]},
		{"hash cut", good[:len(good)-1]},
		{"hash missing", good[:len(good)-32]},
		{"one byte more", append(bytes.Clone(good), 0)},
		{"one hash more", append(bytes.Clone(good), make([]byte, 32)...)},
		{"other version", edit(0, 2)},
		{"size of three subtrees", edit(8, 7)},
		{"negative size", edit(1, 0x80)},
		{"size past the bound", edit(2, 1)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			read := f
			err := read.UnmarshalBinary(test.in)
			wantFault(t, "UnmarshalBinary("+hex.EncodeToString(test.in)+")", err, ErrFrontier, errs.Damaged)
			if read != f {
				t.Errorf("UnmarshalBinary refused its input but changed the frontier")
			}
		})
	}
}

// A copy made before a savepoint is not touched by what follows.
func TestFrontierCopyIsIndependent(t *testing.T) {
	var f Frontier
	for size := int64(0); size < 70; size++ {
		before, root := f, f.Root()
		grow(&f, size+9, 1)
		if before.Size() != size || before.Root() != root {
			t.Fatalf("copy at %d became size %d, root %v, want %v", size, before.Size(), before.Root(), root)
		}
		f = before
		grow(&f, size+1, 0)
	}
	if got, want := f.Root(), rootOf(70, 0); got != want {
		t.Errorf("Root() after undone appends = %v, want %v", got, want)
	}
}

func TestFrontierFull(t *testing.T) {
	f := Frontier{size: MaxSize}
	b, err := f.MarshalBinary()
	var read Frontier
	if err != nil || read.UnmarshalBinary(b) != nil || read.Root() != f.Root() {
		t.Fatalf("a frontier of MaxSize does not survive its stored form")
	}
	defer func() {
		if recover() == nil {
			t.Errorf("Append past MaxSize did not panic")
		}
	}()
	read.Append(Hash{})
}

func FuzzUnmarshalBinary(f *testing.F) {
	for _, size := range []int64{0, 1, 2, 255, 256, 300} {
		var fr Frontier
		grow(&fr, size, 0)
		b, err := fr.MarshalBinary()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		var fr Frontier
		if fr.UnmarshalBinary(in) != nil {
			return
		}
		out, err := fr.MarshalBinary()
		if err != nil || !bytes.Equal(in, out) {
			t.Errorf("MarshalBinary after UnmarshalBinary(%x) = %x, %v", in, out, err)
		}
		if fr.Size() < MaxSize {
			fr.Append(Hash{})
		}
		fr.Root()
	})
}
