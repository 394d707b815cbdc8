package web

import (
	"fmt"
	"slices"

	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/progress"
)

func (v *visit) actionName(s *board.Snapshot, id core.ActionID) string {
	a, ok := s.Action(id)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%02d %s", a.No, v.named(a.Short, a.NameEn))
}

func (v *visit) actionCode(s *board.Snapshot, id core.ActionID) string {
	if a, ok := s.Action(id); ok {
		return a.Code
	}
	return ""
}

func (v *visit) unitName(s *board.Snapshot, id core.UnitID) string {
	if u, ok := s.Unit(id); ok {
		return v.named(u.Name, u.NameEn)
	}
	return ""
}

func (v *visit) unitURL(s *board.Snapshot, id core.UnitID) string {
	if u, ok := s.Unit(id); ok {
		return "/units/" + u.Code
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

// shortPart is a part of a broken-down target that is short.
type shortPart struct {
	name, gap, url string
	short          core.Quantity
}

// list stands between the names of a list.
func (v *visit) list() string {
	if v.lang == i18n.ZH {
		return "、"
	}
	return ", "
}

// mostParts is how many short parts a story names.
const mostParts = 2

// shortParts lists the parts of a target that are furthest behind their own
// plan, the largest first, from the first dimension that has any.
func (v *visit) shortParts(j app.Judged, t *plan.Target) []shortPart {
	s := j.Snapshot()
	for _, dimension := range s.Dimensions(t.ID) {
		var out []shortPart
		for _, part := range s.Parts(t.ID, dimension) {
			r, ok := j.Result(part.ID)
			x, known := s.Indicator(part.Indicator)
			if !ok || !known || !r.Gap.Known() || r.Gap.Micro() >= 0 || r.Light.Good() {
				continue
			}
			out = append(out, shortPart{v.unitName(s, part.Unit), v.gapText(r.Gap, r.Points, x).String(), v.unitURL(s, part.Unit), r.Gap})
		}
		if len(out) > 0 {
			slices.SortStableFunc(out, func(a, b shortPart) int { return a.short.Compare(b.short) })
			return out[:min(len(out), mostParts)]
		}
	}
	return nil
}

// worstParts names the parts that make most of a target's gap and their share of
// it; "" when the parts do not explain it.
func (v *visit) worstParts(j app.Judged, t *plan.Target) (names, part string) {
	whole, ok := j.Result(t.ID)
	parts := v.shortParts(j, t)
	if !ok || len(parts) == 0 || !whole.Gap.Known() || whole.Gap.Micro() >= 0 {
		return "", ""
	}
	sum := core.Whole(0)
	for i, p := range parts {
		var err error
		if sum, err = sum.Add(p.short); err != nil {
			return "", ""
		}
		if i > 0 {
			names += v.list()
		}
		names += p.name
	}
	n, err := core.Ratio(sum, whole.Gap)
	if err != nil || n < progress.Whole/2 || n > progress.Whole {
		return "", ""
	}
	return names, share(progress.Share{Millionths: n, Known: true}, 0)
}
