// Package plan is the year as it was set: who there is (units, posts, persons),
// what is to be done (programme, actions, tasks, milestones) and what is to be
// measured (indicators, targets, trajectories, rules).
//
// It holds no result: observations live in package report, lights and gaps in
// package progress. It does no I/O and knows no account.
package plan

import (
	"tupo/internal/core"
	"tupo/internal/record"
)

// UnitKind says what sort of body a unit is.
type UnitKind string

const (
	UnitDistrict   UnitKind = "district" // the root of the tree, one
	UnitDepartment UnitKind = "department"
	UnitZone       UnitKind = "zone" // functional zone
	UnitTown       UnitKind = "town" // town or street office
	UnitEnterprise UnitKind = "enterprise"
	UnitTaskForce  UnitKind = "taskforce"
)

// District is the tenant itself: one row, whose key is the district's code.
type District struct {
	ID       core.DistrictID
	Name     string // 西海岸新区
	NameEn   string
	TimeZone string // IANA name, "Asia/Shanghai"
	Specimen bool   // the district is a demonstration; pages say 示例数据
}

func (d *District) Table() record.Table { return record.Table{No: 1, Name: "district"} }

func (d *District) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&d.ID)),
		record.Text(2, "name", &d.Name),
		record.Text(3, "name_en", &d.NameEn),
		record.Text(4, "time_zone", &d.TimeZone),
		record.Flag(5, "specimen", &d.Specimen),
	}
}

// Unit is a body that owns figures or orders. Units form a tree; a merger or a
// new name ends one unit and names its successor, so that history keeps the old.
type Unit struct {
	ID        core.UnitID
	Code      string // short, seen by people: "FGJ"
	Name      string
	NameEn    string
	Kind      UnitKind
	Parent    core.UnitID // "" for the root only
	Order     int64       // place among its siblings
	From, To  core.Date   // effective dates; "" is open
	Successor core.UnitID
}

func (u *Unit) Table() record.Table { return record.Table{No: 2, Name: "unit"} }

func (u *Unit) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&u.ID)),
		record.Text(2, "code", &u.Code),
		record.Text(3, "name", &u.Name),
		record.Text(4, "name_en", &u.NameEn),
		record.Text(5, "kind", (*string)(&u.Kind)),
		record.Text(6, "parent_id", (*string)(&u.Parent)),
		record.Int(7, "sort_order", &u.Order),
		record.Text(8, "valid_from", (*string)(&u.From)),
		record.Text(9, "valid_to", (*string)(&u.To)),
		record.Text(10, "successor_id", (*string)(&u.Successor)),
	}
}

// Post is an office that a person holds for a time: 区长, 行动牵头领导, 统计科科长.
type Post struct {
	ID       core.PostID
	Code     string
	Unit     core.UnitID
	Name     string
	NameEn   string
	Leader   bool // may lead an action
	From, To core.Date
}

func (p *Post) Table() record.Table { return record.Table{No: 3, Name: "post"} }

func (p *Post) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&p.ID)),
		record.Text(2, "code", &p.Code),
		record.Text(3, "unit_id", (*string)(&p.Unit)),
		record.Text(4, "name", &p.Name),
		record.Text(5, "name_en", &p.NameEn),
		record.Flag(6, "leader", &p.Leader),
		record.Text(7, "valid_from", (*string)(&p.From)),
		record.Text(8, "valid_to", (*string)(&p.To)),
	}
}

// Person is known to the ledger by number only: name and telephone are personal
// data, kept apart and erasable; Personal is SHA-256(salt‖value) in hex. Erasing
// takes two: one account asks, another one does it. The hash stays behind.
type Person struct {
	ID       core.PersonID
	Personal string
	AskedBy  core.AccountID // who asked for the erasure; "" while nobody did
	AskedAt  core.Instant
	Why      string // of the erasure
	ErasedBy core.AccountID
	ErasedAt core.Instant
}

// Erased reports whether name and telephone are gone.
func (p *Person) Erased() bool { return p.ErasedAt != 0 }

func (p *Person) Table() record.Table { return record.Table{No: 4, Name: "person"} }

func (p *Person) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&p.ID)),
		record.Text(2, "personal_hash", &p.Personal),
		record.Text(3, "erase_asked_by", (*string)(&p.AskedBy)),
		record.Int(4, "erase_asked_at", (*int64)(&p.AskedAt)),
		record.Text(5, "erase_reason", &p.Why),
		record.Text(6, "erased_by", (*string)(&p.ErasedBy)),
		record.Int(7, "erased_at", (*int64)(&p.ErasedAt)),
	}
}

// Holding says that a person held a post from a date on.
type Holding struct {
	Post   core.PostID
	Person core.PersonID
	From   core.Date
	To     core.Date
}

func (h *Holding) Table() record.Table { return record.Table{No: 5, Name: "holding"} }

func (h *Holding) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "post_id", (*string)(&h.Post)),
		record.Key(2, "person_id", (*string)(&h.Person)),
		record.Key(3, "valid_from", (*string)(&h.From)),
		record.Text(4, "valid_to", (*string)(&h.To)),
	}
}
