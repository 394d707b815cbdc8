package plan

import (
	"slices"
	"strings"

	"tupo/internal/core"
	"tupo/internal/record"
)

// UnitName is a name that a unit bore up to and including a day. The unit's own
// row holds the name it bears since.
type UnitName struct {
	Unit   core.UnitID
	Until  core.Date
	Name   string
	NameEn string
}

func (n *UnitName) Table() record.Table { return record.Table{No: 15, Name: "unit_name"} }

func (n *UnitName) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "unit_id", (*string)(&n.Unit)),
		record.Key(2, "valid_to", (*string)(&n.Until)),
		record.Text(3, "name", &n.Name),
		record.Text(4, "name_en", &n.NameEn),
	}
}

// Transfer (划转) says that from a day on another unit stands in a unit's place on
// one target or task: it reports, leads, supports or supervises there. Whose
// figure a target is does not change, so that its series stays one series.
type Transfer struct {
	Object string // core.Ref text: "target:…" or "task:…"
	From   core.Date
	Old    core.UnitID
	New    core.UnitID
}

func (t *Transfer) Table() record.Table { return record.Table{No: 16, Name: "transfer"} }

func (t *Transfer) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "object", &t.Object),
		record.Key(2, "valid_from", (*string)(&t.From)),
		record.Key(3, "old_unit_id", (*string)(&t.Old)),
		record.Text(4, "new_unit_id", (*string)(&t.New)),
	}
}

// Ended reports whether the unit was closed before a day.
func (u *Unit) Ended(on core.Date) bool { return u.To != "" && u.To < on }

// Dated reports whether anything in the book reads otherwise on some days than
// its rows say.
func (b *Book) Dated() bool { return len(b.Names)+len(b.Transfers) > 0 }

// On gives the book as it was in force on a day: units by the names they bore,
// targets and tasks with the units that stood in their places. Slices that do not
// differ are shared with b.
func (b *Book) On(day core.Date) Book {
	out := *b
	out.Units = named(b.Units, b.Names, day)
	moves := b.transfersOn(day)
	if len(moves) == 0 {
		return out
	}
	out.Targets, out.Tasks = slices.Clone(b.Targets), slices.Clone(b.Tasks)
	for i := range out.Targets {
		t := &out.Targets[i]
		for _, m := range moves[core.Ref{Kind: "target", ID: string(t.ID)}.String()] {
			t.hand(m.Old, m.New)
		}
	}
	for i := range out.Tasks {
		t := &out.Tasks[i]
		for _, m := range moves[core.Ref{Kind: "task", ID: string(t.ID)}.String()] {
			t.hand(m.Old, m.New)
		}
	}
	return out
}

func named(units []Unit, names []UnitName, day core.Date) []Unit {
	first := map[core.UnitID]UnitName{} // of the names borne on the day or later, the earliest
	for _, n := range names {
		if old, ok := first[n.Unit]; n.Until >= day && (!ok || n.Until < old.Until) {
			first[n.Unit] = n
		}
	}
	if len(first) == 0 {
		return units
	}
	units = slices.Clone(units)
	for i := range units {
		if n, ok := first[units[i].ID]; ok {
			units[i].Name, units[i].NameEn = n.Name, n.NameEn
		}
	}
	return units
}

// transfersOn lists the transfers in force by object, in the order of their days.
func (b *Book) transfersOn(day core.Date) map[string][]Transfer {
	all := map[string][]Transfer{}
	for _, t := range b.Transfers {
		if t.From <= day {
			all[t.Object] = append(all[t.Object], t)
		}
	}
	for _, list := range all {
		slices.SortFunc(list, func(x, y Transfer) int { return strings.Compare(string(x.From), string(y.From)) })
	}
	return all
}

func (t *Target) hand(old, neu core.UnitID) {
	if t.Reporter() == old {
		t.Responsible = neu
	}
	swap(&t.Lead, old, neu)
	swap(&t.Supervising, old, neu)
	t.Supporting = SwapUnit(t.Supporting, old, neu)
}

func (t *Task) hand(old, neu core.UnitID) {
	swap(&t.Lead, old, neu)
	swap(&t.Supervising, old, neu)
	t.Supporting = SwapUnit(t.Supporting, old, neu)
}

func swap(at *core.UnitID, old, neu core.UnitID) {
	if *at == old {
		*at = neu
	}
}

// SwapUnit replaces a unit in a comma separated list, once.
func SwapUnit(list string, old, neu core.UnitID) string {
	var out []string
	for _, id := range strings.Split(list, ",") {
		if id == string(old) {
			id = string(neu)
		}
		if id != "" && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return strings.Join(out, ",")
}

// Roles lists the units that have a part in a target: who reports, leads, supports
// and supervises. Whose figure it is does not matter here.
func (t *Target) Roles() []core.UnitID {
	return roles(t.Supporting, t.Reporter(), t.Lead, t.Supervising)
}

// Roles lists the units that have a part in a task.
func (t *Task) Roles() []core.UnitID { return roles(t.Supporting, t.Lead, t.Supervising) }

func roles(list string, units ...core.UnitID) []core.UnitID {
	var out []core.UnitID
	for _, id := range strings.Split(list, ",") {
		units = append(units, core.UnitID(id))
	}
	for _, u := range units {
		if u != "" && !slices.Contains(out, u) {
			out = append(out, u)
		}
	}
	return out
}

// HolderOn finds who held a post on a day; false when nobody did.
func (b *Book) HolderOn(post core.PostID, day core.Date) (Holding, bool) {
	for _, h := range b.Holdings {
		if h.Post == post && h.On(day) {
			return h, true
		}
	}
	return Holding{}, false
}

// meets reports whether two holdings share a day.
func (h *Holding) meets(o *Holding) bool {
	return (h.To == "" || o.From <= h.To) && (o.To == "" || h.From <= o.To)
}

// On reports whether the holding was in force on a day. Both ends are inside; an
// empty end is open.
func (h *Holding) On(day core.Date) bool {
	return (h.From == "" || h.From <= day) && (h.To == "" || day <= h.To)
}
