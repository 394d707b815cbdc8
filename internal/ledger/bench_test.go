package ledger

import "testing"

func BenchmarkLeafHash(b *testing.B) {
	leaf := make([]byte, 400)
	b.SetBytes(int64(len(leaf)))
	var h Hash
	for b.Loop() {
		h = LeafHash(leaf)
	}
	_ = h
}

// Append and Root together are what one entry costs the writer.
func BenchmarkAppendRoot(b *testing.B) {
	for _, size := range []int64{1_000, 1_000_000, 1<<40 - 1<<20} {
		b.Run(decimal(size), func(b *testing.B) {
			f := Frontier{size: size}
			h := testLeaf(0, 0)
			b.ReportAllocs()
			for b.Loop() {
				f.Append(h)
				h = f.Root()
			}
		})
	}
}

func BenchmarkAppend(b *testing.B) {
	var f Frontier
	h := testLeaf(0, 0)
	b.ReportAllocs()
	for b.Loop() {
		f.Append(h)
	}
}

// A savepoint is a copy and perhaps a copy back.
func BenchmarkCopy(b *testing.B) {
	f := Frontier{size: 1_000_000}
	var saved Frontier
	b.ReportAllocs()
	for b.Loop() {
		saved = f
		f = saved
	}
	_ = saved
}

func BenchmarkMarshal(b *testing.B) {
	f := Frontier{size: 1_000_000}
	buf := make([]byte, 0, 2048)
	b.ReportAllocs()
	for b.Loop() {
		out, err := f.AppendBinary(buf[:0])
		if err != nil {
			b.Fatal(err)
		}
		var read Frontier
		if err := read.UnmarshalBinary(out); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReplay(b *testing.B) {
	r := NewReplay()
	h := testLeaf(0, 0)
	b.ReportAllocs()
	for b.Loop() {
		r.Append(h)
	}
}

func BenchmarkInclusionProof(b *testing.B) {
	const size = 200_000
	m := newMemory(size, 0)
	b.ReportAllocs()
	for i := int64(0); b.Loop(); i++ {
		if _, err := InclusionProof(i*7919%size, size, m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheckInclusion(b *testing.B) {
	const size = 200_000
	m := newMemory(size, 0)
	root := rootOf(size, 0)
	p, err := InclusionProof(123_456, size, m)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := CheckInclusion(p, size, root, 123_456, m.leaves[123_456]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkConsistencyProof(b *testing.B) {
	const size = 200_000
	m := newMemory(size, 0)
	b.ReportAllocs()
	for i := int64(0); b.Loop(); i++ {
		if _, err := ConsistencyProof(1+i*7919%(size-1), size, m); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCode(b *testing.B) {
	c := testCheckpoint(1000)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ParseCode(c.Code().String()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSign(b *testing.B) {
	signer, verifier := testKey(b, "tupo/370211", 1)
	c := testCheckpoint(1000)
	for b.Loop() {
		msg := mustSign(b, c, signer)
		if _, err := OpenCheckpoint(msg, verifier); err != nil {
			b.Fatal(err)
		}
	}
}
