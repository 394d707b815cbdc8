package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"math"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/ledger"
	"tupo/internal/record"
)

// verifyPage is how many entries or past rows are read at a time.
const verifyPage = 500

// logCheck is the verification of one log in progress.
type logCheck struct {
	x       *verifier
	id      logID
	head    *head // nil when it is missing or cannot be read
	leaves  *ledger.Replay
	stored  ledger.Frontier // over the hashes as stored beside the leaves
	rows    *rowCheck
	last    core.Seq          // the last entry read
	at      int64             // and its time, as the leaf says
	keys    map[keyOf]bool    // idempotency keys met
	differ  []Finding         // leaves that differ from their tile
	suspect map[core.Seq]bool // entries whose leaf is not to be believed
	broken  bool              // rows cannot be derived from these entries
	shifted bool              // entries are missing, added or moved: tiles say nothing
	blamed  bool              // an entry-level finding explains a wrong root

	attested bool // a checkpoint or a code says that there was a log
}

// keyOf is an idempotency key with whose it is.
type keyOf struct{ actor, key string }

// log verifies one log and the rows derived from it. Without the table of entries
// there is nothing that could be said.
func (x *verifier) log(log Log, o VerifyOptions) error {
	if x.absent["entry"] {
		x.verdict.Notes = append(x.verdict.Notes, Finding{Key: NotedRowsUnchecked, Log: log})
		return nil
	}
	c := &logCheck{x: x, id: logID{o.District, log}, suspect: make(map[core.Seq]bool), keys: make(map[keyOf]bool),
		attested: o.Checkpoint != nil || o.Code != nil}
	if err := c.readHead(); err != nil {
		return err
	}
	c.leaves = ledger.NewReplay(watch(o)...)
	c.rows = newRowCheck(x, log, c.suspect)
	if err := c.entries(); err != nil {
		return err
	}
	if err := c.compareTail(); err != nil {
		return err
	}
	frontier := c.leaves.Frontier()
	if log == MainLog {
		x.verdict.Root = frontier.Root()
	} else {
		x.verdict.Logins = ledger.State{Size: frontier.Size(), Root: frontier.Root()}
	}
	if err := x.witness(log, o, c.leaves); err != nil {
		return err
	}
	if c.broken {
		x.verdict.Notes = append(x.verdict.Notes, Finding{Key: NotedRowsUnchecked, Log: log})
		return nil
	}
	if log == AccessLog {
		if err := x.secrets(c.rows.derived); err != nil {
			return err
		}
	}
	return c.rows.finish()
}

func watch(o VerifyOptions) []int64 {
	var sizes []int64
	if o.Checkpoint != nil {
		sizes = append(sizes, o.Checkpoint.Size, o.Checkpoint.Access.Size)
	}
	if o.Code != nil {
		sizes = append(sizes, o.Code.Size)
	}
	return sizes
}

func (c *logCheck) found(f Finding) {
	f.Log = c.id.log
	c.x.found(f)
}

func (c *logCheck) readHead() error {
	if c.x.absent["head"] {
		return nil
	}
	h, err := readHead(&c.x.v.reading, c.id, "")
	switch {
	case err == nil:
		c.head = h
		if c.id.log == MainLog {
			c.x.verdict.Seq = h.seq
		}
	case errs.Is(err, errs.Missing):
		if err := c.unknownDistrict(err); err != nil {
			return err
		}
		c.found(Finding{Key: FoundHeadMissing})
	case errs.Is(err, errs.Damaged):
		c.found(Finding{Key: FoundHeadUnreadable, Got: err.Error()})
	default:
		return err
	}
	return nil
}

// unknownDistrict passes the error on when nothing of the district is here, so
// that a mistyped code is not taken for a lost head. A witness says that there was
// something: then it is gone.
func (c *logCheck) unknownDistrict(missing error) error {
	any := false
	err := c.x.v.leaves(c.id.log, math.MinInt64, 1, func(leafRow) error {
		any = true
		return nil
	})
	if err == nil && !any && c.id.log == MainLog && !c.attested {
		return missing
	}
	return err
}

// entries reads the log page by page.
func (c *logCheck) entries() error {
	from, more := core.Seq(math.MinInt64), true
	for more {
		var page []leafRow
		err := c.x.v.leaves(c.id.log, from, verifyPage, func(row leafRow) error {
			page = append(page, row)
			return nil
		})
		var wrong *rowError
		if errors.As(err, &wrong) {
			c.x.unreadable(c.id.log, "entry", wrong.error)
			c.disorder()
		} else if err != nil {
			return err
		}
		for _, row := range page {
			if err := c.entry(row); err != nil {
				return err
			}
		}
		if more = len(page) == verifyPage; more {
			from = page[len(page)-1].seq + 1
		}
	}
	return nil
}

// entry checks one row of the table entry and derives its changes.
func (c *logCheck) entry(row leafRow) error {
	c.x.verdict.Entries++
	if row.seq < 1 || c.head != nil && row.seq > c.head.seq {
		c.found(Finding{Key: FoundEntryAdded, Seq: row.seq})
		c.disorder()
		return nil
	}
	for missing := c.last + 1; missing < row.seq; missing++ {
		c.found(Finding{Key: FoundEntryMissing, Seq: missing})
		c.disorder()
		if missing-c.last > maxFindings {
			break
		}
	}
	c.last = row.seq
	c.key(row)
	hash := ledger.LeafHash(row.leaf)
	if err := c.grow(row, hash); err != nil {
		return err
	}
	if !bytes.Equal(hash[:], row.hash) {
		got, _ := hashOf(row.hash)
		c.found(Finding{Key: FoundLeafEdited, Seq: row.seq, Want: got.String(), Got: hash.String()})
		c.suspect[row.seq], c.blamed = true, true
	}
	e, err := record.DecodeEntry(row.leaf)
	if err != nil {
		return c.unreadable(row.seq, err)
	}
	c.at = int64(e.Time)
	c.columns(row, e)
	if c.broken {
		return nil
	}
	err = c.rows.apply(e)
	if errs.Is(err, errs.Damaged) {
		return c.unreadable(row.seq, err)
	}
	return err
}

// disorder notes that entries do not stand where they should.
func (c *logCheck) disorder() { c.broken, c.blamed, c.shifted = true, true, true }

func (c *logCheck) unreadable(seq core.Seq, why error) error {
	c.found(Finding{Key: FoundLeafUnreadable, Seq: seq, Got: why.Error()})
	c.broken = true
	return nil
}

// columns compares the columns that repeat the leaf.
func (c *logCheck) columns(row leafRow, e record.Entry) {
	if e.Seq != row.seq {
		c.found(Finding{Key: FoundEntryMoved, Seq: row.seq, Want: decimal(row.seq), Got: decimal(e.Seq)})
		c.disorder()
		return
	}
	for _, p := range []struct{ column, want, got string }{
		{"district_id", string(e.District), string(c.id.district)},
		{"actor", e.Actor, row.actor},
		{"at", decimal(e.Time), decimal(row.at)},
	} {
		if p.want != p.got {
			c.found(Finding{Key: FoundEntryEdited, Seq: row.seq, Column: p.column, Want: p.want, Got: p.got})
		}
	}
}

// key looks at the idempotency key, which is not in the leaf: a writer gives it
// one spelling and a hash of what came with it, never twice, and none to the
// access log.
func (c *logCheck) key(row leafRow) {
	k := keyOf{row.actor, row.key.String}
	switch {
	case !row.key.Valid && row.body == nil:
		return
	case c.id.log != AccessLog && row.key.Valid && row.key.String != "" && checkText("key", row.key.String) == nil &&
		(row.body == nil || len(row.body) == sha256.Size) && !c.keys[k]:
		c.keys[k] = true
		return
	}
	c.found(Finding{Key: FoundKeyWrong, Seq: row.seq, Got: row.key.String})
}

// grow adds a leaf to both trees and compares the tiles that it completes.
func (c *logCheck) grow(row leafRow, hash ledger.Hash) error {
	kept, err := hashOf(row.hash)
	if err != nil {
		kept = ledger.Hash{}
	}
	c.stored.Append(kept)
	for _, full := range c.leaves.Append(hash) {
		if err := c.compareTile(full); err != nil {
			return err
		}
	}
	return nil
}

// compareTile compares a stored tile with the computed one. At level 0 it names
// the leaves in question: whether they or the tile are wrong is decided by the
// head, see compareTail.
func (c *logCheck) compareTile(full ledger.FullTile) error {
	if c.x.absent["tile"] {
		return nil
	}
	place := fmt.Sprintf("%d/%d", full.Level, full.Index)
	var root, stored []byte
	found := false
	err := c.x.v.query(`
SELECT root, hashes
FROM tile
WHERE district_id = $1
AND log = $2
AND level = $3
AND idx = $4`, []any{string(c.id.district), string(c.id.log), int64(full.Level), full.Index}, func(rows scanner) error {
		found = true
		return rows.Scan(&root, &stored)
	})
	if err != nil {
		return err
	}
	want := ledger.EncodeTile(full.Hashes)
	if !found {
		c.found(Finding{Key: FoundTileMissing, Row: place})
		return nil
	}
	if bytes.Equal(stored, want) && bytes.Equal(root, full.Root[:]) {
		return nil
	}
	c.differ = append(c.differ, Finding{Key: FoundTileEdited, Row: place})
	if full.Level > 0 || len(stored) != len(want) {
		return nil
	}
	for i, h := range full.Hashes {
		if got := stored[i*len(h) : (i+1)*len(h)]; !bytes.Equal(got, h[:]) {
			c.differ = append(c.differ, Finding{Key: FoundLeafEdited, Seq: core.Seq(full.Start() + int64(i) + 1),
				Want: ledger.Hash(got).String(), Got: h.String()})
		}
	}
	return nil
}

// compareTail compares the whole log with its head.
func (c *logCheck) compareTail() error {
	if err := c.extraTiles(); err != nil {
		return err
	}
	if c.head == nil {
		return nil
	}
	if c.last < c.head.seq {
		c.found(Finding{Key: FoundLogTruncated, Seq: c.last, Want: decimal(c.head.seq), Got: decimal(c.last)})
		c.broken, c.blamed = true, true
	}
	if c.last == c.head.seq && !c.broken && c.at != int64(c.head.at) {
		c.found(Finding{Key: FoundHeadTime, Seq: c.last, Want: decimal(c.at), Got: decimal(c.head.at)})
	}
	root, kept := c.leaves.Frontier(), c.head.frontier
	right := root.Root() == kept.Root()
	for _, f := range c.differ {
		if c.shifted {
			break
		}
		// The head bears the leaves out: then the tile is wrong. Otherwise a
		// leaf was changed with its hash, and the tile remembers the old one.
		if right == (f.Key == FoundTileEdited) && !c.suspect[f.Seq] {
			c.found(f)
			c.blamed = true
			c.suspect[f.Seq] = true
		}
	}
	if !right && !c.blamed && c.stored.Root() != kept.Root() {
		c.found(Finding{Key: FoundHeadEdited, Seq: c.head.seq, Want: root.Root().String(), Got: kept.Root().String()})
	}
	return nil
}

// extraTiles looks for tiles that the log has not completed.
func (c *logCheck) extraTiles() error {
	if c.x.absent["tile"] {
		return nil
	}
	size := c.leaves.Size()
	return c.x.v.query(`
SELECT level, idx
FROM tile
WHERE district_id = $1
AND log = $2
ORDER BY level, idx`, []any{string(c.id.district), string(c.id.log)}, func(rows scanner) error {
		var level, index int64
		if err := rows.Scan(&level, &index); err != nil {
			c.x.unreadable(c.id.log, "tile", err)
			return nil
		}
		if level < 0 || level > 5 || index < 0 || index >= size>>(8*(level+1)) {
			if !c.shifted && (c.head == nil || c.last == c.head.seq) {
				c.found(Finding{Key: FoundTileAdded, Row: fmt.Sprintf("%d/%d", level, index)})
			}
		}
		return nil
	})
}
