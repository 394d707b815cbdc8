package extract

import "slices"

// settleTiers makes the lower of two columns of striving the target, where they stand beside a floor and no
// column says plainly what is wanted: 底线目标 | 奋斗目标 | 挑战目标. The lower is the one nearer to the floor.
func (t *table) settleTiers() {
	for floor := range t.cols {
		if t.cols[floor].head.tier != TierFloor {
			continue
		}
		lower, n := -1, 0
		for k := range t.cols {
			if c := &t.cols[k]; c.role != colValue || c.head.kind != "target" || !c.head.besides(&t.cols[floor].head) {
				continue
			}
			switch t.cols[k].head.tier {
			case "":
				n = maxWidth
			case TierStretch:
				if n++; lower < 0 || gap(k, floor) < gap(lower, floor) {
					lower = k
				}
			}
		}
		if n == 2 {
			t.cols[lower].head.tier = ""
		}
	}
}

// besides says whether two columns are of the same time and measure.
func (h *heading) besides(o *heading) bool {
	return h.measure == o.measure && h.last == o.last && h.this == o.this && h.month == o.month && h.unit == o.unit && slices.Equal(h.when, o.when)
}

// gap is how many columns one stands from another.
func gap(a, b int) int { return max(a-b, b-a) }
