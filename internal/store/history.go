package store

import (
	"cmp"
	"slices"
)

// withGaps sorts versions by time and puts a deleted version wherever one does
// not begin where the former ended.
func withGaps[T any](found []Version[T]) []Version[T] {
	slices.SortFunc(found, func(a, b Version[T]) int { return cmp.Compare(a.FromSeq, b.FromSeq) })
	var out []Version[T]
	for i, v := range found {
		if i > 0 && found[i-1].ToSeq != v.FromSeq {
			out = append(out, Version[T]{FromSeq: found[i-1].ToSeq, ToSeq: v.FromSeq, Deleted: true})
		}
		out = append(out, v)
	}
	if last := found[len(found)-1]; last.ToSeq != 0 {
		out = append(out, Version[T]{FromSeq: last.ToSeq, Deleted: true})
	}
	return out
}
