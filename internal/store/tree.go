package store

import (
	"fmt"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/ledger"
)

// treeSource gives the stored hashes of one log: it implements ledger.Source.
// The leaf with index n belongs to the entry with number n+1.
type treeSource struct {
	r  *reading
	id logID
}

// LeafHashes implements ledger.Source.
func (t treeSource) LeafHashes(from, to int64) ([]ledger.Hash, error) {
	return t.hashes(`
SELECT hash
FROM entry
WHERE district_id = $1
AND log = $2
AND seq > $3
AND seq <= $4
ORDER BY seq`, from, to)
}

// TileRoots implements ledger.Source.
func (t treeSource) TileRoots(level int, from, to int64) ([]ledger.Hash, error) {
	return t.hashes(`
SELECT root
FROM tile
WHERE district_id = $1
AND log = $2
AND idx >= $3
AND idx < $4
AND level = $5
ORDER BY idx`, from, to, int64(level))
}

func (t treeSource) hashes(text string, args ...any) ([]ledger.Hash, error) {
	var all []ledger.Hash
	args = append([]any{string(t.id.district), string(t.id.log)}, args...)
	err := t.r.query(text, args, func(rows scanner) error {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return err
		}
		h, err := hashOf(b)
		all = append(all, h)
		return err
	})
	return all, err
}

// Tile implements ledger.Source.
func (t treeSource) Tile(level int, index int64) ([]ledger.Hash, error) {
	var b []byte
	err := t.r.query(`
SELECT hashes
FROM tile
WHERE district_id = $1
AND log = $2
AND level = $3
AND idx = $4`, []any{string(t.id.district), string(t.id.log), int64(level), index}, func(rows scanner) error {
		return rows.Scan(&b)
	})
	if err != nil {
		return nil, err
	}
	return ledger.DecodeTile(ledger.Tile{Level: level, Index: index}, b)
}

// hashOf reads a stored hash.
func hashOf(b []byte) (ledger.Hash, error) {
	if len(b) != len(ledger.Hash{}) {
		return ledger.Hash{}, errs.New(errs.Damaged, "store.hash-damaged")
	}
	return ledger.Hash(b), nil
}

// save writes a log's new head and the tiles that became full.
func (b *batch) save(h *head) error {
	if h.seq == h.stored {
		return nil
	}
	tx := b.newTx(Meta{District: h.id.district})
	for _, tile := range ledger.Completed(int64(h.stored), int64(h.seq)) {
		full, err := ledger.BuildTile(tile, treeSource{&tx.reading, h.id})
		if err != nil {
			return fmt.Errorf("store: build tile: %w", err)
		}
		if err := tx.insertTile(h.id, full); err != nil {
			return err
		}
	}
	frontier, err := h.frontier.MarshalBinary()
	if err != nil {
		return err
	}
	err = tx.later(`
UPDATE head
SET seq = $3, at = $4, frontier = $5
WHERE district_id = $1
AND log = $2`, string(h.id.district), string(h.id.log), int64(h.seq), int64(h.at), frontier)
	if err != nil {
		return fmt.Errorf("store: move head of %s: %w", h.id.district, err)
	}
	return nil
}

func (tx *Tx) insertTile(id logID, full ledger.FullTile) error {
	err := tx.later(`
INSERT INTO tile (district_id, log, level, idx, root, hashes)
VALUES ($1, $2, $3, $4, $5, $6)`,
		string(id.district), string(id.log), int64(full.Level), full.Index, full.Root[:], ledger.EncodeTile(full.Hashes))
	if err != nil {
		return fmt.Errorf("store: insert tile: %w", err)
	}
	return nil
}

// Inclusion proves that an entry is in the log as it is now: check it with
// ledger.CheckInclusion(proof, int64(head.Seq), head.Root, int64(seq)-1,
// ledger.LeafHash(leaf)).
func (v *View) Inclusion(seq core.Seq) (ledger.Proof, Head, error) {
	head, err := v.Head()
	if err != nil {
		return nil, Head{}, err
	}
	proof, err := ledger.InclusionProof(int64(seq)-1, int64(head.Seq), v.tree(MainLog))
	return proof, head, err
}

// Consistency proves that the log as it is now begins with the log as it was
// after entry from.
func (v *View) Consistency(from core.Seq) (ledger.Proof, Head, error) {
	head, err := v.Head()
	if err != nil {
		return nil, Head{}, err
	}
	proof, err := ledger.ConsistencyProof(int64(from), int64(head.Seq), v.tree(MainLog))
	return proof, head, err
}

// RootAt gives the root that the main log had after an entry.
func (v *View) RootAt(seq core.Seq) (ledger.Hash, error) {
	head, err := v.Head()
	if err != nil {
		return ledger.Hash{}, err
	}
	return ledger.NewReader(int64(head.Seq), v.tree(MainLog)).RootAt(int64(seq))
}

func (v *View) tree(log Log) treeSource {
	return treeSource{&v.reading, logID{v.district, log}}
}
