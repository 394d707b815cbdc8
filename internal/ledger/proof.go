package ledger

import "golang.org/x/mod/sumdb/tlog"

// Proof is a list of hashes as RFC 6962 orders them: an audit path (section
// 2.1.1) or a consistency proof (section 2.1.2). At most 96 hashes; as JSON an
// array of base64 strings.
type Proof []Hash

// InclusionProof shows that leaf n (from 0) is in the log of size leaves. It
// reads at most two tiles a level. n outside the log is ErrRange; the proof is
// as true as src is, so check it before showing it.
func InclusionProof(n, size int64, src Source) (Proof, error) {
	if n < 0 || n >= size || size > MaxSize {
		return nil, outOfRange(n, size)
	}
	p, err := tlog.ProveRecord(size, n, tlog.HashReaderFunc(NewReader(size, src).nodes))
	return Proof(p), err
}

// CheckInclusion verifies that the log of size leaves and this root has
// leafHash as leaf n. ErrProof when it does not follow, ErrRange when n is
// outside the log. Size and root must come from one checkpoint: a proof alone
// does not tie them together.
func CheckInclusion(p Proof, size int64, root Hash, n int64, leafHash Hash) error {
	if n < 0 || n >= size || size > MaxSize {
		return outOfRange(n, size)
	}
	if tlog.CheckRecord(tlog.RecordProof(p), size, root, n, leafHash) != nil {
		return damaged(ErrProof, "kind", "inclusion")
	}
	return nil
}

// ConsistencyProof shows that the log of newSize leaves begins with the log of
// oldSize leaves. It is empty when the old log was empty or nothing was added.
// Sizes out of order are ErrRange.
func ConsistencyProof(oldSize, newSize int64, src Source) (Proof, error) {
	if oldSize < 0 || oldSize > newSize || newSize > MaxSize {
		return nil, outOfRange(oldSize, newSize)
	}
	if oldSize == 0 {
		return Proof{}, nil
	}
	p, err := tlog.ProveTree(newSize, oldSize, tlog.HashReaderFunc(NewReader(newSize, src).nodes))
	return Proof(p), err
}

// CheckConsistency verifies that a log of newSize leaves and newRoot begins
// with the log of oldSize leaves and oldRoot. ErrProof when it does not
// follow, ErrRange when the sizes are out of order.
func CheckConsistency(p Proof, oldSize int64, oldRoot Hash, newSize int64, newRoot Hash) error {
	if oldSize < 0 || oldSize > newSize || newSize > MaxSize {
		return outOfRange(oldSize, newSize)
	}
	var holds bool
	if oldSize == 0 {
		// RFC 6962 defines no proof from the empty log: everything begins with it.
		holds = len(p) == 0 && oldRoot == EmptyRoot() && (newSize > 0 || newRoot == oldRoot)
	} else {
		holds = tlog.CheckTree(tlog.TreeProof(p), newSize, newRoot, oldSize, oldRoot) == nil
	}
	if !holds {
		return damaged(ErrProof, "kind", "consistency")
	}
	return nil
}
