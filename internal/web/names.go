package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/progress"
)

// actionName is an action's number and name, behind its programme's where that is
// not the only one that runs.
func (v *visit) actionName(s *board.Snapshot, id core.ActionID) string {
	a, ok := s.Action(id)
	switch {
	case !ok:
		return ""
	case s.Alone(a.Programme):
		return v.numbered(a)
	}
	return v.noted(v.programmeName(s.Book(), a.Programme), v.numbered(a))
}

// numbered is an action's number and name where its programme stands beside it.
func (v *visit) numbered(a *plan.Action) string {
	return fmt.Sprintf("%02d %s", a.No, v.named(a.Brief(), a.NameEn))
}

func (v *visit) unitName(s *board.Snapshot, id core.UnitID) string {
	if u, ok := s.Unit(id); ok {
		return v.named(u.Name, u.NameEn)
	}
	return ""
}

func (v *visit) unitURL(s *board.Snapshot, id core.UnitID) string {
	if u, ok := s.Unit(id); ok {
		return v.onBoard("/units/" + u.Code)
	}
	return ""
}

// targetName is the indicator's name, with the unit's in front when the figure
// is not the whole district's.
func (v *visit) targetName(s *board.Snapshot, t *plan.Target, x *plan.Indicator) string {
	name := v.named(x.Name, x.NameEn)
	u, ok := s.Unit(t.Unit)
	if !ok || u.Parent == "" {
		return name
	}
	return v.t("target.of-unit", "unit", v.named(u.Name, u.NameEn), "name", name)
}

// unitOfTarget names a target by its unit, where the table says what is measured.
func (v *visit) unitOfTarget(s *board.Snapshot, t *plan.Target, _ *plan.Indicator) string {
	return v.unitName(s, t.Unit)
}

// dimension names a usual dimension of a breakdown in the reader's language;
// others are the district's own words.
func (v *visit) dimension(name string) string {
	if key := "dimension." + name; v.site.Words.Has(key) {
		return v.t(key)
	}
	return name
}

// term says a phrase that offices use everywhere in the reader's language.
func (v *visit) term(text string) string { return v.site.Words.Term(v.lang, text) }

// unitsNamed gives the units that a text lists by their Chinese names in the
// reader's language; what is no unit stays as written.
func (v *visit) unitsNamed(s *board.Snapshot, text string) string {
	if v.lang == i18n.ZH {
		return text
	}
	parts := strings.Split(text, "、")
	for i, part := range parts {
		parts[i] = v.term(part)
		for _, u := range s.Book().Units {
			if u.Name == part {
				parts[i] = v.named(u.Name, u.NameEn)
			}
		}
	}
	return strings.Join(parts, v.list())
}

// shortPart is a part of a broken-down target that is short.
type shortPart struct {
	name, gap, url string
	short          core.Quantity
}

// list stands between the names of a list.
func (v *visit) list() string { return v.lang.Comma() }

// mostParts is how many short parts a story names.
const mostParts = 2

// shortParts lists the parts of a target that are furthest behind their own
// plan, the largest first, from the first dimension that has any, with the
// reconciliation of that dimension.
func (v *visit) shortParts(j app.Judged, t *plan.Target) ([]shortPart, progress.Breakdown) {
	s := j.Snapshot()
	for _, dimension := range s.Dimensions(t.ID) {
		b, ok := j.Breakdown(t.ID, dimension)
		if !ok {
			continue
		}
		var out []shortPart
		for _, part := range s.Parts(t.ID, dimension) {
			r, ok := j.Result(part.ID)
			x, known := s.Indicator(part.Indicator)
			if !ok || !known || !r.Gap.Known() || r.Gap.Micro() >= 0 || r.Light.Good() {
				continue
			}
			out = append(out, shortPart{v.unitName(s, part.Unit), v.marked(v.gapText(r.Gap, r.Points, x).String(), &r), v.unitURL(s, part.Unit), r.Gap})
		}
		if len(out) > 0 {
			slices.SortStableFunc(out, func(a, b shortPart) int { return a.short.Compare(b.short) })
			return out[:min(len(out), mostParts)], b
		}
	}
	return nil, progress.Breakdown{}
}

// worstParts names the parts that make most of a target's gap and their share of
// it; "" when the parts do not explain it or do not add up to it.
func (v *visit) worstParts(j app.Judged, t *plan.Target) (names, part string) {
	parts, b := v.shortParts(j, t)
	if len(parts) == 0 {
		return "", ""
	}
	var gaps []core.Quantity
	for i, p := range parts {
		if i > 0 {
			names += v.list()
		}
		names, gaps = names+p.name, append(gaps, p.short)
	}
	if q := b.ShareOf(gaps...); q.Known && q.Millionths >= progress.Whole/2 {
		return names, share(q, 0)
	}
	return "", ""
}

// differs says by how much what was filed for the parts differs from what was
// filed for the whole; "" where it does not.
func (v *visit) differs(b progress.Breakdown, x *plan.Indicator) string {
	if !b.Differs() {
		return ""
	}
	return v.t("breakdown.differs", "sum", v.figure(b.ActualSum, x), "whole", v.figure(b.ActualWhole, x), "left", v.amount(b.ActualLeft.Magnitude(), x))
}

// apart is differs for all breakdowns of a target, short: beside its gap in a list.
func (v *visit) apart(j app.Judged, t *plan.Target, x *plan.Indicator) string {
	for _, dimension := range j.Snapshot().Dimensions(t.ID) {
		if b, ok := j.Breakdown(t.ID, dimension); ok && b.Differs() {
			return v.t("breakdown.apart", "left", v.amount(b.ActualLeft.Magnitude(), x))
		}
	}
	return ""
}

// inOrder gives units in the order that the office set for them, and where it set
// none by name, as the reader's language orders names.
func (v *visit) inOrder(units []plan.Unit) []plan.Unit {
	units = slices.Clone(units)
	i18n.ByName(v.lang, units, func(u *plan.Unit) string { return v.named(u.Name, u.NameEn) })
	slices.SortStableFunc(units, func(a, b plan.Unit) int { return cmp.Compare(a.Order, b.Order) })
	return units
}
