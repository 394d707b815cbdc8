package store

import (
	"fmt"
	"maps"
	"slices"

	"tupo/internal/core"
	"tupo/internal/ledger"
	"tupo/internal/record"
)

// logFiller rebuilds one log: entries, tiles, past rows as they come, current
// rows and head at the end.
type logFiller struct {
	f       *filler
	id      logID
	replay  *ledger.Replay
	at      core.Instant
	derived *derivation
	entries *bulk
	tiles   *bulk
	past    map[*shape]*bulk
}

func (f *filler) startLog(id logID) {
	f.log = &logFiller{f: f, id: id, replay: ledger.NewReplay(), derived: newDerivation(&f.db.shapes),
		past: make(map[*shape]*bulk),
		entries: &bulk{session: f.session, table: "entry", wait: true,
			columns: []string{"district_id", "log", "seq", "at", "actor", "idem_key", "hash", "leaf"}},
		tiles: &bulk{session: f.session, table: "tile", wait: true,
			columns: []string{"district_id", "log", "level", "idx", "root", "hashes"}}}
}

// logPart reads a part of a log; a new name begins a new log.
func (f *filler) logPart(district, log string) error {
	id := logID{core.DistrictID(district), Log(log)}
	if !validDistrict(id.district) || id.log != MainLog && id.log != AccessLog {
		return badArchive("unknown log %q of %q", log, district)
	}
	if f.log == nil || f.log.id != id {
		if err := f.endLog(); err != nil {
			return err
		}
		f.startLog(id)
	}
	content, err := f.archive.all(maxPart)
	if err != nil {
		return err
	}
	r := &frameReader{rest: content}
	for len(r.rest) > 0 {
		leaf, keyed, key := r.octets(), r.num(), r.octets()
		if r.bad || keyed != 0 && keyed != 1 {
			return badArchive("an entry of %s cannot be read", district)
		}
		var idemKey any
		if keyed == 1 {
			idemKey = string(key)
		}
		if err := f.log.entry(leaf, idemKey); err != nil {
			return err
		}
	}
	return nil
}

// entry adds one entry and the past rows that it makes.
func (l *logFiller) entry(leaf []byte, key any) error {
	e, err := record.DecodeEntry(leaf)
	if err != nil {
		return badArchive("entry %d of %s: %v", l.replay.Size()+1, l.id.district, err)
	}
	if e.District != l.id.district || int64(e.Seq) != l.replay.Size()+1 {
		return badArchive("entry %d of %s where %d of %s should be", e.Seq, e.District, l.replay.Size()+1, l.id.district)
	}
	hash := ledger.LeafHash(leaf)
	err = l.entries.add(string(e.District), string(l.id.log), int64(e.Seq), int64(e.Time), e.Actor, key, hash[:], leaf)
	if err != nil {
		return err
	}
	l.at = e.Time
	for _, full := range l.replay.Append(hash) {
		err := l.tiles.add(string(l.id.district), string(l.id.log), int64(full.Level), full.Index,
			full.Root[:], ledger.EncodeTile(full.Hashes))
		if err != nil {
			return err
		}
	}
	return l.derived.apply(e, l.closed)
}

// closed adds a past row.
func (l *logFiller) closed(c closedVersion) error {
	into := l.past[c.shape]
	if into == nil {
		into = &bulk{session: l.f.session, table: c.shape.past(), columns: c.shape.pastColumns(), wait: true}
		l.past[c.shape] = into
	}
	args, err := c.shape.arguments(c.version, string(l.id.district), int64(c.to), int64(c.n), int64(c.from))
	if err != nil {
		return err
	}
	return into.add(args...)
}

// arguments appends a version's columns to the parameters given.
func (s *shape) arguments(v version, args ...any) ([]any, error) {
	values, err := s.expand(v.key, v.fields)
	if err != nil {
		return nil, err
	}
	return s.append(args, values), nil
}

// endLog writes what is left of the log in hand.
func (f *filler) endLog() error {
	l := f.log
	if l == nil {
		return nil
	}
	f.log = nil
	for _, b := range append(slices.Collect(maps.Values(l.past)), l.entries, l.tiles) {
		if err := b.flush(); err != nil {
			return err
		}
	}
	for s, rows := range l.derived.current {
		if err := l.current(s, rows); err != nil {
			return err
		}
	}
	return l.head()
}

// current writes a table's current rows.
func (l *logFiller) current(s *shape, rows map[string]version) error {
	into := &bulk{session: l.f.session, table: s.table.Name, columns: s.currentColumns(), wait: true}
	for _, k := range slices.Sorted(maps.Keys(rows)) {
		v := rows[k]
		args, err := s.arguments(v, string(l.id.district))
		if err != nil {
			return err
		}
		if err := into.add(append(args, int64(v.from))...); err != nil {
			return err
		}
	}
	return into.flush()
}

func (l *logFiller) head() error {
	frontier := l.replay.Frontier()
	stored, err := frontier.MarshalBinary()
	if err != nil {
		return err
	}
	root := frontier.Root()
	l.f.heads = append(l.f.heads, archiveHead{District: string(l.id.district), Log: string(l.id.log),
		Seq: frontier.Size(), Time: int64(l.at), Root: root.String()})
	_, err = l.f.session.exec(`
INSERT INTO head (district_id, log, seq, at, frontier)
VALUES ($1, $2, $3, $4, $5)`, string(l.id.district), string(l.id.log), frontier.Size(), int64(l.at), stored)
	if err != nil {
		return fmt.Errorf("insert head: %w", err)
	}
	return nil
}
