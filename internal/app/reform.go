package app

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

// NewUnit is a unit that a reform makes; kind, parent and place are those of the
// first unit that it comes from.
type NewUnit struct {
	Code, Name, NameEn string
}

// Reform is a change of units from a day on: several into one, or one into
// several. Units are named by their codes. The day is today or earlier: what has
// no dates of its own, such as who verifies an indicator, changes at once.
type Reform struct {
	From      core.Date
	Units     []string  // that change: one or more merge, exactly one splits
	Into      string    // where several become one: a unit that is there; "" is New[0]
	New       []NewUnit // that begin
	Split     bool
	Continues bool              // the split unit goes on beside the new ones
	All       bool              // of a unit that goes on: what is not in Moves goes to the heir, and does not stay
	Heir      string            // of a split unit that ends: who gets what is not in Moves; "" is New[0]
	Moves     map[string]string // of a split: object ("target:…", "task:…", "post:…", "access_grant:…") → unit's code
	Reason    string
}

// Moved is one thing that changes hands. Of a right it says whose and which.
type Moved struct {
	Ref      core.Ref
	Old, New core.UnitID
	Account  core.AccountID
	Role     access.Role
}

// Reformed is what a reform does. Lines counts the figures of the first sheet that
// the new units fill in instead of the old ones.
type Reformed struct {
	Ends  []core.UnitID
	Units []plan.Unit // as they will be, new ones too
	Moves []Moved     // targets, tasks, posts and grants
	Lines int
	Month core.Period // of that sheet
}

// reforming is one Reform being worked out.
type reforming struct {
	app    *App
	who    Who
	board  *board.Snapshot
	in     Reform
	book   plan.Book // as it will be
	old    []plan.Unit
	heir   core.UnitID // gets what is not named in Moves
	codes  map[string]core.UnitID
	grants []access.Grant // of the old units, in force on the day or later
	put    []record.Row
	moves  []Moved
}

// PreviewReform says what a reform would do, and names its faults. Nothing is written.
func (a *App) PreviewReform(ctx context.Context, w Who, in Reform) (Reformed, error) {
	r, err := a.workOut(ctx, w, in)
	if err != nil {
		return Reformed{}, err
	}
	return r.outcome(), nil
}

// DoReform carries a reform out: all of it in one entry, or nothing.
func (a *App) DoReform(ctx context.Context, w Who, in Reform) (Reformed, error) {
	if strings.TrimSpace(in.Reason) == "" {
		return Reformed{}, errs.Field("reason", "report.reason-needed")
	}
	r, err := a.workOut(ctx, w, in)
	if err != nil {
		return Reformed{}, err
	}
	action := "unit.merge"
	if in.Split {
		action = "unit.split"
	}
	_, err = a.write(ctx, w, action, strings.TrimSpace(in.Reason), func(tx *store.Tx) error { return putAll(tx, r.put) })
	return r.outcome(), err
}

func (a *App) workOut(ctx context.Context, w Who, in Reform) (*reforming, error) {
	if err := a.allow(w, access.EditUnits, ""); err != nil {
		return nil, err
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return nil, err
	}
	r := &reforming{app: a, who: w, board: s, in: in, book: cloneBook(*s.Book()), codes: map[string]core.UnitID{}}
	for _, step := range []func() error{r.day, r.oldUnits, r.newUnits, r.filedAfter} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if err := a.db.View(ctx, w.District, r.read); err != nil {
		return nil, err
	}
	if err := r.move(); err != nil {
		return nil, err
	}
	return r, r.sound()
}

func (r *reforming) day() error {
	if _, err := core.ParseDate(string(r.in.From)); err != nil {
		return errs.Field("from", "date.malformed", "value", string(r.in.From))
	}
	if r.in.From > r.app.Today(r.who.District) {
		return errs.Field("from", "reform.future")
	}
	return nil
}

// oldUnits finds the units that change.
func (r *reforming) oldUnits() error {
	for _, u := range r.board.Book().Units {
		r.codes[u.Code] = u.ID
	}
	for _, code := range r.in.Units {
		u, ok := r.board.Unit(r.codes[code])
		switch {
		case !ok:
			return errs.Field("units", "plan.no-such-unit", "code", code)
		case u.Parent == "":
			return errs.Field("units", "reform.root", "unit", u.Name)
		case u.To != "":
			return errs.Field("units", "reform.ended", "unit", u.Name, "date", string(u.To))
		case u.From != "" && r.in.From <= u.From:
			return errs.Field("from", "reform.before-begin", "unit", u.Name, "date", string(u.From))
		}
		if code != r.in.Into {
			r.old = append(r.old, *u)
		}
	}
	switch {
	case len(r.old) == 0:
		return errs.Field("units", "reform.nothing")
	case r.in.Split && len(r.old) != 1:
		return errs.Field("units", "reform.one")
	}
	return nil
}

// newUnits makes the units that begin, and ends those that end.
func (r *reforming) newUnits() error {
	if err := r.makeUnits(); err != nil {
		return err
	}
	heir := r.in.Heir
	if !r.in.Split {
		heir = r.in.Into
	}
	if heir == "" && len(r.in.New) > 0 {
		heir = r.in.New[0].Code
	}
	r.heir = r.codes[heir]
	into := r.unit(r.heir)
	switch {
	case into == nil:
		return errs.Field("into", "reform.no-heir")
	case into.Parent == "":
		return errs.Field("into", "reform.root", "unit", into.Name)
	case into.To != "":
		return errs.Field("into", "reform.ended", "unit", into.Name, "date", string(into.To))
	case slices.ContainsFunc(r.old, func(u plan.Unit) bool { return u.ID == r.heir }):
		return errs.Field("into", "reform.own-heir")
	case into.From != "" && into.From > r.in.From:
		return errs.Field("from", "reform.before-begin", "unit", into.Name, "date", string(into.From))
	}
	if r.in.Split && r.in.Continues {
		return nil
	}
	for _, u := range r.old {
		if into.Parent == u.ID {
			into.Parent = u.Parent
			r.change(into)
		}
		ended := r.unit(u.ID)
		ended.To, ended.Successor = r.in.From.AddDays(-1), r.heir
		r.change(ended)
	}
	return nil
}

func (r *reforming) makeUnits() error {
	like := r.old[0]
	for i, n := range r.in.New {
		id, err := r.app.newID()
		if err != nil {
			return err
		}
		at := "new." + strconv.Itoa(i) + "."
		code := strings.TrimSpace(n.Code)
		switch {
		case code == "":
			return errs.Field(at+"code", "plan.required")
		case r.codes[code] != "":
			return errs.Field(at+"code", "plan.code-twice", "code", code)
		case strings.TrimSpace(n.Name) == "":
			return errs.Field(at+"name", "plan.required")
		}
		if err := fits(text{at + "code", code, plan.TextLimit("code")}, text{at + "name", n.Name, plan.TextLimit("name")}, text{at + "name_en", n.NameEn, plan.TextLimit("name_en")}); err != nil {
			return err
		}
		u := plan.Unit{ID: core.UnitID(id), Code: code, Name: strings.TrimSpace(n.Name), NameEn: strings.TrimSpace(n.NameEn),
			Kind: like.Kind, Parent: like.Parent, Order: like.Order, From: r.in.From}
		r.codes[code] = u.ID
		r.book.Units = append(r.book.Units, u)
		r.change(&u)
	}
	return nil
}

// unit finds a unit as it will be.
func (r *reforming) unit(id core.UnitID) *plan.Unit {
	i := slices.IndexFunc(r.book.Units, func(u plan.Unit) bool { return u.ID == id })
	if i < 0 {
		return nil
	}
	return &r.book.Units[i]
}

// change notes a row to be written, in its last state only.
func (r *reforming) change(row record.Row) {
	ref := record.RefOf(row)
	r.put = slices.DeleteFunc(r.put, func(x record.Row) bool { return record.RefOf(x) == ref })
	r.put = append(r.put, row)
}

// ends reports whether the old units are closed.
func (r *reforming) ends() bool { return !r.in.Split || !r.in.Continues }

func (r *reforming) isOld(id core.UnitID) bool {
	return slices.ContainsFunc(r.old, func(u plan.Unit) bool { return u.ID == id })
}

// filedAfter refuses a day from which an old unit has already reported: history
// stays with who made it.
func (r *reforming) filedAfter() error {
	today := r.app.Today(r.who.District)
	for _, u := range r.old {
		for m := core.Month(r.in.From.Year(), r.in.From.Month()); m.LastDay() < today.AddDays(31); m = nextMonth(m) {
			if _, filed := r.board.Report(u.ID, m); filed {
				return errs.Field("from", "reform.filed", "unit", u.Name, "period", m.String(), "next", string(m.LastDay().AddDays(1)))
			}
		}
	}
	return nil
}

func nextMonth(m core.Period) core.Period {
	next := m.LastDay().AddDays(1)
	return core.Month(next.Year(), next.Month())
}

func (r *reforming) outcome() Reformed {
	out := Reformed{Moves: r.moves, Month: core.Month(r.in.From.Year(), r.in.From.Month())}
	for _, u := range r.old {
		if r.ends() {
			out.Ends = append(out.Ends, u.ID)
		}
	}
	for _, row := range r.put {
		if u, ok := row.(*plan.Unit); ok {
			out.Units = append(out.Units, *u)
		}
	}
	after := board.Build(board.Content{Book: r.book}, r.board.Seq())
	for _, u := range r.old {
		kept := map[LineKey]bool{}
		for _, l := range after.DueLines(u.ID, out.Month) {
			kept[LineKey{l.Indicator.ID, l.Unit}] = true
		}
		for _, l := range r.board.DueLines(u.ID, out.Month) {
			if !kept[LineKey{l.Indicator.ID, l.Unit}] {
				out.Lines++
			}
		}
	}
	return out
}
