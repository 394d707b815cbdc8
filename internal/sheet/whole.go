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

// check judges the book as it would be after the import and points each fault
// at its cell. Faults that were there before, in rows the workbook leaves alone,
// are not the workbook's.
func (r *resolver) check(existing Existing) {
	var whole plan.Book
	for _, e := range r.entries {
		for field := range e.wrong {
			r.unread[e.now.Table().Name+"."+field] = true
		}
	}
	for _, row := range existing.Book.Rows() {
		if e := r.entryOf(row); e != nil {
			row = e.now
		}
		whole.Add(row)
	}
	for _, e := range r.entries {
		if !e.twice && e.fresh() {
			whole.Add(e.now)
		}
	}
	before := map[faultKey]bool{}
	for _, f := range append(existing.Book.Check(), existing.Book.Ahead(r.today)...) {
		before[keyOf(f)] = true
	}
	faults := append(whole.Check(), whole.Ahead(r.today)...)
	for _, elsewhere := range []bool{false, true} { // the workbook's own rows first: others' faults may follow from theirs
		for _, f := range faults {
			if e := r.source[f.Kind+":"+f.ID]; (e == nil) == elsewhere {
				r.fault(f, e, before[keyOf(f)])
			}
		}
	}
	r.beforeStart(whole.Starts())
	r.loose(&whole)
}

// loose finds what the new programmes would start with, once nothing is wrong.
func (r *resolver) loose(whole *plan.Book) {
	for _, e := range r.entries {
		p, ok := e.now.(*plan.Programme)
		if !ok || !e.fresh() || r.errors > 0 {
			continue
		}
		for _, f := range whole.Loose(p.ID) {
			r.unsettled = append(r.unsettled, place(f, r.source[f.Kind+":"+f.ID]))
		}
	}
}

// place points a fault at its cell, or at the whole where the workbook has no row of it.
func place(f plan.Fault, e *entry) Wrong {
	var w Wrong
	if e != nil {
		w = e.at(f.Field)
	}
	if w.Header == "" && f.Code != "" {
		w.Value = f.Code
	}
	w.Key, w.Args, w.Severity = f.Key, f.Args, f.Severity
	return w
}

// beforeStart warns of figures that are cumulated since a programme's start and
// belong to a year before it, when nothing could be cumulated yet. They are kept: an
// earlier programme may have begun then.
func (r *resolver) beforeStart(starts map[core.IndicatorID]int64) {
	for _, e := range r.entries {
		o, ok := e.now.(*report.Observation)
		if !ok || e.twice || e.wrong["period"] || e.old != nil && len(record.Diff(e.old, e.now)) == 0 {
			continue
		}
		p, err := core.ParsePeriod(o.Period)
		if start, counts := starts[o.Indicator]; err == nil && counts && int64(p.Year) < start {
			r.warn(e, "period", bad("workbook.before-start", "period", o.Period, "year", strconv.FormatInt(start, 10)))
		}
	}
}

type faultKey struct{ kind, id, field, key string }

func keyOf(f plan.Fault) faultKey { return faultKey{f.Kind, f.ID, f.Field, f.Key} }

// fault turns a fault of the whole into one of a cell.
func (r *resolver) fault(f plan.Fault, e *entry, old bool) {
	row := r.table(f.Kind).rows[f.ID]
	switch {
	case e == nil && old:
		return
	case e == nil:
	case e.wrong[f.Field]:
		return // the cell itself could not be read: that was said
	case e.judged[f.Field] && f.Severity == plan.Warning:
		return
	case len(e.wrong) > 0 && (follows(f) || !e.gave(f.Field)):
		return
	}
	w := place(f, e)
	follower := r.rests(f, row)
	if f.Severity == plan.Error {
		if e != nil {
			e.judge(f.Field)
		}
		r.judged[f.Kind+"."+f.Field] = true
	}
	switch {
	case follower:
		r.silence(w)
	case severalKey(f.Key) != "" && e != nil:
		r.once(f.Key+"\x00"+strconv.Itoa(int(f.Severity))+"\x00"+strings.Join(f.Args, "\x00"), w)
	default:
		r.report(w)
	}
}

// follows tells faults that a row may show only because another of its cells
// could not be read. What a cell says by itself stays.
func follows(f plan.Fault) bool {
	switch f.Key {
	case "plan.required", "plan.enum", "plan.no-such", "plan.no-value", "plan.action-elsewhere":
		return true
	}
	return f.Severity == plan.Warning && f.Key != "plan.negative"
}

// collect gathers the new and changed rows.
func (r *resolver) collect() Import {
	var out Import
	for _, e := range r.entries {
		if e.old != nil && len(record.Diff(e.old, e.now)) == 0 {
			continue
		}
		switch x := e.now.(type) {
		case *report.Observation:
			out.Observations = append(out.Observations, *x)
		case *report.Progress:
			out.Progress = append(out.Progress, *x)
		case *Question:
			out.Questions = append(out.Questions, *x)
		default:
			out.Book.Add(e.now)
		}
	}
	slices.SortStableFunc(out.Book.Points, func(a, b plan.Point) int {
		return cmp.Or(cmp.Compare(a.Target, b.Target), cmp.Compare(a.Period, b.Period))
	})
	return out
}
