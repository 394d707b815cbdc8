package plan

import (
	"cmp"
	"strconv"
	"strings"

	"tupo/internal/core"
	"tupo/internal/record"
)

// Severity tells a fault that must be mended from one that may stand.
type Severity uint8

const (
	Error   Severity = iota // the book cannot be used so
	Warning                 // allowed, but probably not meant
)

// Fault is one thing wrong with a book. Kind is the record table's name, Field
// its column, so that an importer can point at the cell and a form at the input.
type Fault struct {
	Severity Severity
	Kind     string
	ID       string // the row's key columns joined by "/"
	Code     string // what people call the row; "" if it has none
	Field    string
	Key      string   // message key
	Args     []string // name, value, name, value …
}

// Check lists everything wrong with the book, table by table in the order of
// its slices: one call names all faults. An empty result means that every
// reference resolves and every rule of DESIGN's plan model holds; results
// (observations, lights) are not its matter.
func (b *Book) Check() []Fault {
	c := newChecker(b)
	c.units()
	c.posts()
	c.rules()
	c.programmes()
	c.actions()
	c.indicators()
	c.targets()
	c.points()
	c.tasks()
	c.milestones()
	c.lengths()
	return c.faults
}

// checker holds the book's rows by identifier while Check runs.
type checker struct {
	book       *Book
	faults     []Fault
	unit       map[core.UnitID]*Unit
	post       map[core.PostID]*Post
	programme  map[core.ProgrammeID]*Programme
	action     map[core.ActionID]*Action
	task       map[core.TaskID]*Task
	indicator  map[core.IndicatorID]*Indicator
	target     map[core.TargetID]*Target
	rule       map[core.RuleID]*Rule // the newest version
	planned    map[core.TargetID]int // how many points a target has
	milestoned map[core.TaskID]int
}

func newChecker(b *Book) *checker {
	c := &checker{
		book:       b,
		unit:       byID(b.Units, func(x *Unit) core.UnitID { return x.ID }),
		post:       byID(b.Posts, func(x *Post) core.PostID { return x.ID }),
		programme:  byID(b.Programmes, func(x *Programme) core.ProgrammeID { return x.ID }),
		action:     byID(b.Actions, func(x *Action) core.ActionID { return x.ID }),
		task:       byID(b.Tasks, func(x *Task) core.TaskID { return x.ID }),
		indicator:  byID(b.Indicators, func(x *Indicator) core.IndicatorID { return x.ID }),
		target:     byID(b.Targets, func(x *Target) core.TargetID { return x.ID }),
		rule:       map[core.RuleID]*Rule{},
		planned:    map[core.TargetID]int{},
		milestoned: map[core.TaskID]int{},
	}
	builtin := DefaultRule()
	c.rule[builtin.ID] = &builtin
	for i := range b.Rules {
		if r := &b.Rules[i]; c.rule[r.ID] == nil || r.Version >= c.rule[r.ID].Version {
			c.rule[r.ID] = r
		}
	}
	for _, p := range b.Points {
		c.planned[p.Target]++
	}
	for _, m := range b.Milestones {
		c.milestoned[m.Task]++
	}
	return c
}

func byID[K comparable, T any](rows []T, id func(*T) K) map[K]*T {
	all := make(map[K]*T, len(rows))
	for i := range rows {
		if _, twice := all[id(&rows[i])]; !twice {
			all[id(&rows[i])] = &rows[i]
		}
	}
	return all
}

// subject is the row that faults are being found in.
type subject struct {
	c    *checker
	row  record.Row
	code string
}

func (c *checker) of(row record.Row, code string) subject { return subject{c, row, code} }

func (s subject) add(severity Severity, field, key string, args ...string) {
	ref := record.RefOf(s.row)
	s.c.faults = append(s.c.faults, Fault{Severity: severity, Kind: ref.Kind, ID: ref.ID,
		Code: s.code, Field: field, Key: key, Args: args})
}

func (s subject) fail(field, key string, args ...string) { s.add(Error, field, key, args...) }

func (s subject) warn(field, key string, args ...string) { s.add(Warning, field, key, args...) }

func (s subject) needed(field, value string) {
	if strings.TrimSpace(value) == "" {
		s.fail(field, "plan.required")
	}
}

func (s subject) between(field string, n, low, high int64) {
	if n < low || n > high {
		s.fail(field, "plan.bounds", "value", strconv.FormatInt(n, 10),
			"low", strconv.FormatInt(low, 10), "high", strconv.FormatInt(high, 10))
	}
}

// day reports a day of a month that not every month has; 0, none given, leaves it to
// the program.
func (s subject) day(field string, n int64) {
	if n != 0 {
		s.between(field, n, 1, 28)
	}
}

// date reports a date that is none.
func (s subject) date(field string, d core.Date) {
	if d == "" {
		return
	}
	if _, err := core.ParseDate(string(d)); err != nil {
		s.fail(field, "plan.date", "value", string(d))
	}
}

// dates reports wrong dates and an end before its beginning.
func (s subject) dates(fromField string, from core.Date, toField string, to core.Date) {
	s.date(fromField, from)
	s.date(toField, to)
	if from != "" && to != "" && to < from {
		s.fail(toField, "plan.dates-order", "from", string(from), "to", string(to))
	}
}

// weight reports a weight that is not above nought; an unknown one counts as 1.
func (s subject) weight(q core.Quantity) {
	if q.Known() && q.Micro() <= 0 {
		s.fail("weight", "plan.weight", "value", q.String())
	}
}

// unitRef reports a unit that is not there; "" is allowed.
func (s subject) unitRef(field string, id core.UnitID) {
	if id != "" && s.c.unit[id] == nil {
		s.fail(field, "plan.no-such", "value", string(id))
	}
}

// unitList checks a comma separated list of unit identifiers.
func (s subject) unitList(field, list string) {
	if list == "" {
		return
	}
	seen := map[string]bool{}
	for _, id := range strings.Split(list, ",") {
		if s.c.unit[core.UnitID(id)] == nil {
			s.fail(field, "plan.no-such", "value", id)
		} else if seen[id] {
			s.warn(field, "plan.listed-twice", "value", s.c.unitName(core.UnitID(id)))
		}
		seen[id] = true
	}
}

func (s subject) ruleRef(field string, id core.RuleID) {
	if id != "" && s.c.rule[id] == nil {
		s.fail(field, "plan.no-such", "value", string(id))
	}
}

func (s subject) level(l Level) { oneOf(s, "level", l, LevelInternal, LevelPublic, LevelSecret) }

// oneOf reports a word outside its list.
func oneOf[T ~string](s subject, field string, value T, allowed ...T) {
	for _, a := range allowed {
		if a == value {
			return
		}
	}
	s.fail(field, "plan.enum", "value", string(value))
}

// unique remembers codes and identifiers of one table.
type unique struct {
	ids   map[string]bool
	codes map[string]bool
}

func newUnique() unique { return unique{map[string]bool{}, map[string]bool{}} }

// row checks that the row has an identifier and a code, and that both are its
// own. Codes are compared within scope and without regard to letter case.
func (u unique) row(s subject, scope string) {
	id := record.RefOf(s.row).ID
	if id == "" {
		s.fail("id", "plan.required")
	} else if u.ids[id] {
		s.fail("id", "plan.id-twice", "value", id)
	}
	u.ids[id] = true
	if strings.TrimSpace(s.code) == "" {
		s.fail("code", "plan.required")
		return
	}
	key := scope + "\x00" + strings.ToUpper(s.code)
	if u.codes[key] {
		s.fail("code", "plan.code-twice", "code", s.code)
	}
	u.codes[key] = true
}

// unitName is what people call a unit: its name, else its code, else its id.
func (c *checker) unitName(id core.UnitID) string {
	u := c.unit[id]
	if u == nil {
		return string(id)
	}
	return cmp.Or(u.Name, u.Code, string(id))
}

// inside reports whether unit id is top or lies below it. A cycle ends the walk.
func (c *checker) inside(id, top core.UnitID) bool {
	for range len(c.unit) + 1 {
		if id == top {
			return true
		}
		u := c.unit[id]
		if u == nil || u.Parent == "" {
			return false
		}
		id = u.Parent
	}
	return false
}
