package web

import (
	"strings"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/progress"
	"tupo/internal/web/page"
)

// groupByAction is the value of ?group= that gathers a list under its actions.
const groupByAction = "action"

// groupButton leads to the list gathered under its actions, or back to one list.
func (v *visit) groupButton() page.Button {
	if v.isGrouped() {
		return page.Button{Text: v.t("group.none"), URL: v.rearranged("group", "")}
	}
	return page.Button{Text: v.t("group.action"), URL: v.rearranged("group", groupByAction)}
}

func (v *visit) isGrouped() bool { return v.r.URL.Query().Get("group") == groupByAction }

// gathered gathers a list under its actions: each a line with its counts that opens.
// Without ?group=action it is one table.
func gathered[T any](v *visit, j app.Judged, all []T, of func(T) (core.ActionID, progress.Light), table func([]T) page.Table) []page.Block {
	if !v.isGrouped() || len(all) == 0 {
		return []page.Block{{Table: v.sorted(table(all))}}
	}
	parts := map[core.ActionID][]T{}
	for _, x := range all {
		id, _ := of(x)
		parts[id] = append(parts[id], x)
	}
	var out []page.Block
	for _, a := range j.Snapshot().Book().Actions {
		part := parts[a.ID]
		if len(part) == 0 {
			continue
		}
		out = append(out, page.Block{ID: j.Snapshot().Address(a.ID), Title: v.actionName(j.Snapshot(), a.ID), Fold: true, Open: len(parts) == 1, Note: tally(v, part, of), Table: v.sorted(table(part))})
	}
	return out
}

// tally counts a part's rows and their lights, the gravest first.
func tally[T any](v *visit, part []T, of func(T) (core.ActionID, progress.Light)) string {
	counts := map[progress.Light]int{}
	for _, x := range part {
		_, l := of(x)
		counts[l]++
	}
	words := []string{v.t("group.count", "n", itoa(len(part)))}
	for _, l := range shownLights() {
		if n := counts[l]; n > 0 {
			words = append(words, v.t("light."+l.String())+" "+itoa(n))
		}
	}
	return strings.Join(words, " · ")
}
