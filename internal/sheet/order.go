package sheet

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

// order is the place of a row on its sheet: each part decides where those before
// it are equal. Identifiers are random and never take part, so that the same plan
// gives the same workbook in any district.
type order []string

func (o order) compare(other order) int {
	return slices.CompareFunc(o, other, natural)
}

// inOrder sorts the rows of each sheet as people look for them: units as a tree,
// figures by indicator, unit and period, all else by code.
func (w *writer) inOrder(rows map[string][]record.Row) {
	for _, all := range rows {
		places := make(map[record.Row]order, len(all))
		for _, row := range all {
			places[row] = w.place(row)
		}
		slices.SortStableFunc(all, func(a, b record.Row) int { return places[a].compare(places[b]) })
	}
}

func (w *writer) place(row record.Row) order {
	no := func(n int64) string { return strconv.FormatInt(n, 10) }
	switch x := row.(type) {
	case *plan.Unit:
		return w.branch(x)
	case *plan.Post:
		return order{x.Code, x.Name}
	case *plan.Rule:
		return order{string(x.ID)}
	case *plan.Programme:
		return order{no(x.StartYear), x.Code}
	case *plan.Action:
		return order{w.code("programme", string(x.Programme)), no(x.No), x.Code}
	case *plan.Indicator:
		return order{x.Code, x.Name}
	case *plan.Target:
		return order{x.Code, no(x.Year)}
	case *plan.Point:
		return order{w.code("target", string(x.Target)), x.Period}
	case *plan.Task:
		return order{w.programmes[x.Action], x.Code}
	case *plan.Milestone:
		return order{w.code("task", string(x.Task)), no(x.No)}
	case *report.Progress:
		return order{w.code("task", string(x.Task)), x.Period}
	case *Question:
		return order{w.code("unit", string(x.Reporter)), x.Month, w.code("indicator", string(x.Line.Indicator)), w.code("unit", string(x.Line.Unit))}
	case *report.Observation:
		return order{w.code("indicator", string(x.Indicator)), w.code("unit", string(x.Unit)), periodPlace(x.Period), basisPlace(x.Basis)}
	}
	return nil
}

// deepest bounds the way up a tree of units that leads in a circle.
const deepest = 20

// branch is a unit's place in the tree: the places of those above it, then its own.
func (w *writer) branch(u *plan.Unit) order {
	var up order
	for range deepest {
		up = append(up, u.Code+" "+u.Name, strconv.FormatInt(u.Order, 10))
		parent := w.units[u.Parent]
		if parent == nil {
			break
		}
		u = parent
	}
	slices.Reverse(up)
	return up
}

// periodPlace puts a month before the quarter and the year that end with it.
func periodPlace(text string) string {
	p, err := core.ParsePeriod(text)
	if err != nil {
		return text
	}
	return strconv.Itoa(int(p.Year)*10_000 + int(p.To)*100 + p.Len())
}

func basisPlace(b report.Basis) string {
	return strconv.Itoa(slices.Index([]report.Basis{report.Operational, report.Official, report.Published}, b))
}

// natural compares codes so that T9 stands before T10.
func natural(a, b string) int {
	for a != "" && b != "" {
		n, m := digits(a), digits(b)
		if n > 0 && m > 0 {
			if c := byNumber(a[:n], b[:m]); c != 0 {
				return c
			}
			a, b = a[n:], b[m:]
			continue
		}
		if a[0] != b[0] {
			return cmp.Compare(a[0], b[0])
		}
		a, b = a[1:], b[1:]
	}
	return cmp.Compare(len(a), len(b))
}

// digits counts the digits with which a text begins.
func digits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }

// byNumber compares runs of digits of any length by what they count.
func byNumber(a, b string) int {
	x, y := strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
	return cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y), cmp.Compare(len(a), len(b)))
}
