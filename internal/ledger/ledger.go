// Package ledger is the tamper-evident log of one district: an RFC 6962 Merkle
// tree over opaque leaves, the checkpoints that fix its state, the proofs that
// compare two states, and the short code that carries a checkpoint on paper.
//
// It computes and compares; it stores nothing and reads nothing. Leaves are
// bytes whose meaning belongs to package record, hashes come through a Source
// that the store implements, randomness and time are parameters. It does not
// judge rows against leaves either: that is the store's verification, which is
// built on Replay, CompareCheckpoint and CompareCode.
//
// Tree arithmetic is golang.org/x/mod/sumdb/tlog, signatures are
// golang.org/x/mod/sumdb/note.
package ledger

import (
	"crypto/sha256"

	"golang.org/x/mod/sumdb/tlog"
)

// Hash is a 32-byte SHA-256 node of the tree; as text it is standard base64.
type Hash = tlog.Hash

// SuiteSHA256 names the only hash suite in use. A checkpoint carries the name,
// so that a log begun with another suite (SM3) can never be mistaken for this.
const SuiteSHA256 = "sha256"

// MaxSize is the largest number of leaves of one log, 2^48 - 1: ten thousand
// entries a second for almost nine hundred years. The bound keeps a Frontier a
// fixed array, keeps sizes exact in JavaScript and keeps tlog's shifts, which
// loop for ever above 2^62, out of reach of a hostile checkpoint.
const MaxSize = 1<<maxLevels - 1

// maxLevels is the number of tree levels, leaves being level 0, at which a log
// of MaxSize leaves can have a complete subtree.
const maxLevels = 48

// LeafHash gives the tree's hash of one leaf: SHA-256(0x00 ‖ leaf), RFC 6962
// section 2.1.
func LeafHash(leaf []byte) Hash { return tlog.RecordHash(leaf) }

// EmptyRoot gives the root of the log without leaves: the SHA-256 of nothing.
func EmptyRoot() Hash { return sha256.Sum256(nil) }

// fold gives the root of the perfect subtree over hashes, whose length is a
// power of two.
func fold(hashes []Hash) Hash {
	if len(hashes) == 1 {
		return hashes[0]
	}
	half := len(hashes) / 2
	return tlog.NodeHash(fold(hashes[:half]), fold(hashes[half:]))
}
