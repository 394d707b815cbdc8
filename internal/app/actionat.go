package app

import (
	"strings"

	"tupo/internal/board"
	"tupo/internal/errs"
	"tupo/internal/plan"
)

// ActionAt finds the action that a question means by its address: its code, or its
// programme's and its own, “SJ2026:A01”. A code that several running programmes have
// is refused with the addresses that could be meant; both faults name the field.
func ActionAt(s *board.Snapshot, field, address string) (*plan.Action, error) {
	meant := s.ActionsAt(address)
	switch len(meant) {
	case 0:
		return nil, errs.Field(field, "plan.no-such-action", "code", address)
	case 1:
		return meant[0], nil
	}
	var whole []string
	for _, a := range meant {
		whole = append(whole, s.Address(a.ID))
	}
	return nil, errs.Field(field, "plan.which-action", "code", address, "codes", strings.Join(whole, ", "))
}
