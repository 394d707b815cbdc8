package meeting

import (
	"testing"

	"tupo/internal/core"
)

func TestDaysLate(t *testing.T) {
	for _, tt := range []struct {
		due   core.Date
		state DirectiveState
		want  int
	}{
		{"2023-11-10", DirectiveInHand, 4},
		{"2023-11-10", DirectiveIssued, 4},
		{"2023-11-14", DirectiveIssued, 0},
		{"2023-11-30", DirectiveIssued, 0},
		{"2023-11-10", DirectiveClosed, 0},
		{"2023-11-10", DirectiveDraft, 0},
		{"2023-11-10", DirectivePrinciple, 0},
		{"", DirectiveIssued, 0},
	} {
		d := Directive{Due: tt.due, State: tt.state}
		if got := d.DaysLate("2023-11-14"); got != tt.want {
			t.Errorf("Directive{Due: %q, State: %q}.DaysLate(2023-11-14) = %d; want %d", tt.due, tt.state, got, tt.want)
		}
	}
}
