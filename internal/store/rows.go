package store

import (
	"slices"
	"strings"

	"tupo/internal/core"
	"tupo/internal/record"
)

// rowID names a row of a versioned type.
type rowID struct {
	district core.DistrictID
	shape    *shape
	key      string // as rowKey joins it
}

// groupID names the rows whose keys begin alike: the lines of a report.
type groupID struct {
	district core.DistrictID
	shape    *shape
	first    string
}

// rowState is a row as it stands: the values of its columns, key first, and the
// entry that wrote them. Without values there is no row with the key.
type rowState struct {
	key    []string
	values []record.Value
	from   core.Seq
}

func (r rowState) exists() bool { return r.values != nil }

// load copies the values into a row of the type.
func (r rowState) load(row record.Row) {
	for i, f := range row.Fields() {
		f.Set(r.values[i])
	}
}

// rows are the states of some rows. The zero rows are none.
type rows struct {
	states map[rowID]rowState
	groups map[groupID][]rowID // of types whose key has several columns
}

func (r *rows) set(id rowID, state rowState) {
	if r.states == nil {
		r.states, r.groups = make(map[rowID]rowState), make(map[groupID][]rowID)
	}
	if _, known := r.states[id]; !known && id.shape.keys > 1 {
		g := groupID{id.district, id.shape, state.key[0]}
		r.groups[g] = append(r.groups[g], id)
	}
	r.states[id] = state
}

// memory is what a lane keeps of the rows it read and wrote, so that what is
// used again costs no statement: filing corrects the same few rows. It holds
// good while nobody else writes, which the heads' numbers tell.
type memory struct {
	rows
	whole map[groupID]bool // all rows of the group are among the states
	heads map[logID]core.Seq
}

// maxRemembered bounds the rows kept, at about half a kilobyte each.
const maxRemembered = 8192

// forget begins anew: after another process wrote, or when it is not certain
// that what was read is what was committed.
func (m *memory) forget() {
	*m = memory{whole: make(map[groupID]bool), heads: make(map[logID]core.Seq)}
}

// meet compares a head, as the database has it, with the memory's.
func (m *memory) meet(h *head) {
	if at, met := m.heads[h.id]; met && at != h.stored {
		m.forget()
	}
	m.heads[h.id] = h.stored
}

// absorb takes over what a batch committed.
func (m *memory) absorb(b *batch) {
	if len(m.states)+len(b.pending.states) > maxRemembered {
		m.forget()
	}
	if len(b.pending.states) <= maxRemembered {
		for id, state := range b.pending.states {
			m.set(id, state)
		}
	}
	for _, h := range b.order {
		m.heads[h.id] = h.seq
	}
}

// pending is what was decided and not yet sent. It lies over the database: who
// reads has to look here first.
type pending struct {
	rows
	touched []rowID // current rows to write
	ended   []ended // past rows to write
	entries [][]any // rows of table entry
}

// ended is a version that an entry ended: exactly one past row.
type ended struct {
	id    rowID
	state rowState
	to    core.Seq
	n     int // which change of the entry
}

// change notes the next state of a row.
func (p *pending) change(id rowID, state rowState) {
	p.set(id, state)
	p.touched = append(p.touched, id)
}

// take moves what a request decided to its batch.
func (p *pending) take(from *pending) {
	for id, state := range from.states {
		p.set(id, state)
	}
	p.touched = append(p.touched, from.touched...)
	p.ended = append(p.ended, from.ended...)
	p.entries = append(p.entries, from.entries...)
}

// unsent reports whether the database lacks something.
func (p *pending) unsent() bool { return len(p.touched)+len(p.ended)+len(p.entries) > 0 }

// desk is what a lane writes rows with: one bulk for each table, kept so that
// statements are made once.
type desk struct {
	session session
	entries *bulk
	tables  map[*shape]*[2]bulk // current, past
}

func newDesk(s session) *desk {
	return &desk{session: s, tables: make(map[*shape]*[2]bulk), entries: &bulk{session: s, table: "entry", columns: entryColumns()}}
}

func (d *desk) of(s *shape) *[2]bulk {
	both := d.tables[s]
	if both == nil {
		both = &[2]bulk{
			{session: d.session, table: s.table.Name, columns: s.currentColumns(), key: 1 + s.keys},
			{session: d.session, table: s.past(), columns: s.pastColumns()},
		}
		d.tables[s] = both
	}
	return both
}

// send writes out what is pending. What was read of it stays true. After an error
// nothing of it is left here: it belongs to a transaction that will be undone.
func (d *desk) send(p *pending) error {
	err := d.write(p)
	if err != nil {
		d.clear()
		return err
	}
	p.touched, p.ended, p.entries = nil, nil, nil
	return nil
}

// clear forgets rows that were added and not sent.
func (d *desk) clear() {
	d.entries.args = nil
	for _, both := range d.tables {
		both[0].args, both[1].args = nil, nil
	}
}

func (d *desk) write(p *pending) error {
	for _, e := range p.entries {
		if err := d.entries.add(e...); err != nil {
			return err
		}
	}
	used := []*bulk{d.entries}
	for _, v := range p.ended {
		past := &d.of(v.id.shape)[1]
		if !slices.Contains(used, past) {
			used = append(used, past)
		}
		args := append(make([]any, 0, len(past.columns)), string(v.id.district), int64(v.to), int64(v.n), int64(v.state.from))
		if err := past.add(v.id.shape.append(args, v.state.values)...); err != nil {
			return err
		}
	}
	current, err := d.current(p)
	if err != nil {
		return err
	}
	for _, b := range append(used, current...) {
		if err := b.flush(); err != nil {
			return err
		}
	}
	return nil
}

// current puts each touched row, as it stands in the end, to its table's bulk,
// and deletes those that are no more.
func (d *desk) current(p *pending) ([]*bulk, error) {
	var used []*bulk
	done := make(map[rowID]bool, len(p.touched))
	for _, id := range p.touched {
		if done[id] {
			continue
		}
		done[id] = true
		state, s := p.states[id], id.shape
		if !state.exists() {
			if err := d.session.later(s.remove, keyed(id.district, state.key)...); err != nil {
				return nil, err
			}
			continue
		}
		now := &d.of(s)[0]
		if !slices.Contains(used, now) {
			used = append(used, now)
		}
		args := s.append(append(make([]any, 0, len(now.columns)), string(id.district)), state.values)
		if err := now.add(append(args, int64(state.from))...); err != nil {
			return nil, err
		}
	}
	return used, nil
}

// keyed gives district and key as parameters.
func keyed(d core.DistrictID, key []string) []any {
	args := make([]any, 0, 1+len(key))
	args = append(args, string(d))
	for _, k := range key {
		args = append(args, k)
	}
	return args
}

// append adds values as parameters of a statement.
func (s *shape) append(args []any, values []record.Value) []any {
	for i, v := range values {
		args = append(args, argument(s.columns[i].typ, v))
	}
	return args
}

// sortStates orders rows of one type by key.
func sortStates(s *shape, all []rowState) {
	slices.SortFunc(all, func(a, b rowState) int {
		for i := range s.keys {
			if c := strings.Compare(a.values[i].Text, b.values[i].Text); c != 0 {
				return c
			}
		}
		return 0
	})
}
