package sheet

import (
	"cmp"
	"fmt"
	"strconv"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
)

// early fills what identifies a row before it is looked for: programme, year
// and unit of a target, what a part has from its whole.
func (r *resolver) early(e *entry) {
	if r.known(e) != nil {
		return
	}
	switch x := e.now.(type) {
	case *plan.Action:
		x.Programme = r.programmeOf(e)
		r.needProgramme(e, x.Programme)
	case *plan.Target:
		if e.from.table.id == breakdownSheet {
			r.inherit(e, x, r.target(x.Parent))
			return
		}
		x.Programme = r.programmeOf(e)
		r.needProgramme(e, x.Programme)
		if p, ok := r.table("programme").rows[string(x.Programme)].(*plan.Programme); ok && x.Year == 0 && !e.wrong["year"] {
			x.Year = p.StartYear
			if now := int64(r.today.Year()); p.StartYear <= now && now <= p.EndYear {
				x.Year = now
			}
		}
		if x.Unit == "" && !e.wrong["unit_id"] {
			r.defaultUnit(e, x)
		}
	}
}

// defaultUnit takes a target for the unit at the top. Where several stand there the
// tree is wrong, and that is said of the tree.
func (r *resolver) defaultUnit(e *entry, x *plan.Target) {
	if x.Unit = r.root(); x.Unit == "" && len(r.table("unit").rows) > 0 {
		r.doubt(e, "unit_id")
		r.silence(e.fault("unit_id", bad("workbook.required")))
	}
}

func (r *resolver) inherit(e *entry, part, whole *plan.Target) {
	if whole == nil {
		return
	}
	for _, field := range []string{"programme_id", "indicator_id", "year"} {
		if r.wrongIn(whole, field) {
			e.mark(field)
		}
	}
	part.Programme, part.Indicator, part.Year = whole.Programme, whole.Indicator, whole.Year
	part.Action = cmp.Or(part.Action, whole.Action)
}

// unplaced reports whether a target names no programme although there are several:
// that is said of the programme, not of the action that any of them may have.
func (r *resolver) unplaced(e *entry) bool {
	t, target := e.now.(*plan.Target)
	return target && t.Programme == ""
}

func (r *resolver) needProgramme(e *entry, id core.ProgrammeID) {
	if id == "" && !e.wrong["programme_id"] {
		r.fail(e, "programme_id", bad("workbook.no-programme"))
	}
}

// identify finds for each row the existing one it stands for, or makes it new:
// first the rows with codes, then those known by their natural key, then codes
// for the rest.
func (r *resolver) identify(rows []*entry) {
	for _, e := range rows {
		if e.typed != "" {
			r.byCode(e)
		}
	}
	for _, e := range rows {
		if e.typed == "" {
			r.byNature(e)
		}
	}
	for _, made := range []bool{false, true} { // typed codes are taken before any is made
		for _, e := range rows {
			if e.old == nil && !e.twice && (e.typed == "") == made {
				r.reserve(e)
			}
		}
		for _, e := range rows {
			if e.old == nil && !e.twice && (e.typed == "") == made {
				r.create(e)
			}
		}
	}
}

// reserve keeps the numbers that rows give themselves from being given to others.
func (r *resolver) reserve(e *entry) {
	l := labelOf(e.now)
	t := r.table(e.now.Table().Name)
	t.top[l.scope] = max(t.top[l.scope], l.no)
}

func (r *resolver) byCode(e *entry) {
	t := r.table(e.now.Table().Name)
	scope := labelOf(e.now).scope
	key := scope + "\x00" + fold(e.typed)
	if id, ok := t.codes[key]; ok && t.rows[id] != nil {
		r.claim(e, t.rows[id])
		return
	}
	if first := r.claimed[e.now.Table().Name+"\x00"+key]; first != nil {
		r.doubled(e, first)
		return
	}
	r.claimed[e.now.Table().Name+"\x00"+key] = e
}

func (r *resolver) byNature(e *entry) {
	t := r.table(e.now.Table().Name)
	n := naturalKey(e.now)
	if n == "" {
		return
	}
	if id, ok := t.natural[n]; ok && t.rows[id] != nil {
		r.claim(e, t.rows[id])
		return
	}
	key := e.now.Table().Name + "\x00~" + n
	if first := r.claimed[key]; first != nil {
		r.doubled(e, first)
		return
	}
	r.claimed[key] = e
}

// claim ties the row to an existing one, unless another row did so before.
func (r *resolver) claim(e *entry, row record.Row) {
	ref := record.RefOf(row).String()
	if first := r.claimed[ref]; first != nil {
		r.doubled(e, first)
		return
	}
	r.claimed[ref] = e
	e.old = row
	r.identityKept(e)
}

func (r *resolver) doubled(e, first *entry) {
	e.twice = true
	field := codeField(&e.from.table)
	if e.typed == "" {
		field = e.from.table.keyColumn()
	}
	r.fail(e, field, bad("workbook.twice", "sheet", first.from.name, "row", strconv.Itoa(first.row.no)))
}

// identityKept refuses a row whose code is taken by another year's target: the
// old one would be rewritten silently.
func (r *resolver) identityKept(e *entry) {
	switch old := e.old.(type) {
	case *plan.Target:
		now := e.now.(*plan.Target)
		for field, differs := range map[string]bool{
			"programme_id": now.Programme != old.Programme, "indicator_id": now.Indicator != old.Indicator,
			"unit_id": now.Unit != old.Unit, "year": now.Year != old.Year, "parent_id": now.Parent != old.Parent,
		} {
			if differs && e.gave(field) && !e.wrong[field] {
				r.fail(e, field, bad("workbook.identity", "code", old.Code, "year", strconv.FormatInt(old.Year, 10)))
			}
		}
	case *plan.Task:
		now := e.now.(*plan.Task)
		if e.gave("action_id") && r.programmeOfAction(now.Action) != r.programmeOfAction(old.Action) {
			r.fail(e, "action_id", bad("workbook.identity-task", "code", old.Code))
		}
	}
}

func (r *resolver) programmeOfAction(id core.ActionID) core.ProgrammeID {
	if a, ok := r.table("action").rows[string(id)].(*plan.Action); ok {
		return a.Programme
	}
	return ""
}

// create gives a new row its identifier and code and makes it findable.
func (r *resolver) create(e *entry) {
	fields := e.now.Fields()
	t := r.table(e.now.Table().Name)
	scope := labelOf(e.now).scope
	if field, ok := fieldOf(fields, codeField(&e.from.table)); ok && e.typed == "" {
		prefix := e.from.table.prefix
		if p, ok := e.now.(*plan.Programme); ok {
			prefix += strconv.FormatInt(p.StartYear, 10) + "-"
		}
		field.Set(record.Value{Text: t.code(scope, prefix, e.from.table.digits, func(code string) bool {
			return r.typed[e.now.Table().Name+"\x00"+fold(code)]
		})})
	}
	if field, ok := fieldOf(fields, "id"); ok && e.from.table.id != rulesSheet {
		field.Set(record.Value{Text: r.newID()})
	}
	r.number(e, t, scope)
	t.add(e.now)
}

// code makes the next free code of the form T0001.
func (x *index) code(scope, prefix string, digits int, wanted func(string) bool) string {
	for {
		x.next[scope]++
		code := fmt.Sprintf("%s%0*d", prefix, digits, x.next[scope])
		if _, taken := x.codes[scope+"\x00"+code]; !taken && !wanted(code) {
			return code
		}
	}
}

// typedCodes keeps the codes that rows of any sheet give themselves from being made
// for others: targets and their parts share theirs.
func (r *resolver) typedCodes() {
	for _, f := range r.book.sheets {
		p, ok := f.find(codeField(&f.table))
		if !ok || f.table.make == nil {
			continue
		}
		table := f.table.make().Table().Name
		for i := range f.rows {
			if text := f.rows[i].at(p.col).text; text != "" {
				r.typed[table+"\x00"+fold(text)] = true
			}
		}
	}
}

// number gives actions and milestones without a number the next one.
func (r *resolver) number(e *entry, t *index, scope string) {
	switch x := e.now.(type) {
	case *plan.Action:
		if x.No == 0 && !e.wrong["no"] {
			x.No = t.top[scope] + 1
		}
	case *plan.Milestone:
		if x.No == 0 && !e.wrong["no"] {
			x.No = t.top[scope] + 1
		}
	}
}
