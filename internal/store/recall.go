package store

import (
	"maps"

	"tupo/internal/core"
)

// id names a row of the request's district.
func (tx *Tx) id(s *shape, key []string) rowID { return rowID{tx.district, s, rowKey(key)} }

// find gives a row as it stands for the request: as it left it itself, as the
// batch's earlier requests did, as the lane remembers it, or as the database
// has it.
func (tx *Tx) find(s *shape, key []string) (rowState, error) {
	id := tx.id(s, key)
	for _, r := range []*rows{&tx.pending.rows, &tx.b.pending.rows, &tx.b.memory.rows} {
		if state, known := r.states[id]; known {
			return state, nil
		}
	}
	args, err := tx.keyArgs(s, key)
	if err != nil {
		return rowState{}, err
	}
	state := rowState{key: key}
	err = tx.states(s, s.get, args, func(found rowState) { state = found })
	if err == nil {
		tx.b.memory.set(id, state)
	}
	return state, err
}

// group gives the rows whose key begins with first, by key.
func (tx *Tx) group(s *shape, first string) ([]rowState, error) {
	g := groupID{tx.district, s, first}
	if err := tx.remember(g); err != nil {
		return nil, err
	}
	found := make(map[string]rowState)
	for _, r := range []*rows{&tx.b.memory.rows, &tx.b.pending.rows, &tx.pending.rows} {
		for _, id := range r.groups[g] {
			found[id.key] = r.states[id]
		}
	}
	var all []rowState
	for state := range maps.Values(found) {
		if state.exists() {
			all = append(all, state)
		}
	}
	sortStates(s, all)
	return all, nil
}

// remember reads a whole group, unless that was done before. Rows that are
// pending lie over what the database has and are left as they are.
func (tx *Tx) remember(g groupID) error {
	m := tx.b.memory
	if m.whole[g] {
		return nil
	}
	err := tx.states(g.shape, g.shape.group, []any{string(g.district), g.first}, func(found rowState) {
		m.set(tx.id(g.shape, found.key), found)
	})
	if err != nil {
		return err
	}
	m.whole[g] = true
	return nil
}

// states runs a statement that reads columns and from_seq.
func (tx *Tx) states(s *shape, text string, args []any, each func(rowState)) error {
	var from int64
	c := s.newCells(nil, &from)
	return tx.query(text, args, func(rows scanner) error {
		if err := rows.Scan(c.dest...); err != nil {
			return err
		}
		each(c.state(core.Seq(from)))
		return nil
	})
}
