// Package access is who may do what: accounts, roles, grants and the one policy
// table. It decides and never acts: no session, no password, no request.
package access

import (
	"tupo/internal/core"
	"tupo/internal/record"
)

// Role is a set of permissions; a grant gives it at a unit and all below.
type Role string

const (
	Leader        Role = "leader"
	Office        Role = "office"
	Reporter      Role = "reporter"
	Approver      Role = "approver"
	Verifier      Role = "verifier"
	Public        Role = "public"
	SystemAdmin   Role = "system-admin"   // accounts and settings, no figures
	SecurityAdmin Role = "security-admin" // grants, no figures
	AuditAdmin    Role = "audit-admin"    // reads the logs, changes nothing
)

// Account is a login. The password's hash lies outside the ledger.
type Account struct {
	ID     core.AccountID
	Login  string
	Name   string // the post's name, or what the holder is called on screen
	NameEn string
	Post   core.PostID
	Unit   core.UnitID // the home unit
	Closed bool
}

func (a *Account) Table() record.Table { return record.Table{No: 70, Name: "account"} }

func (a *Account) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&a.ID)),
		record.Text(2, "login", &a.Login),
		record.Text(3, "name", &a.Name),
		record.Text(4, "name_en", &a.NameEn),
		record.Text(5, "post_id", (*string)(&a.Post)),
		record.Text(6, "unit_id", (*string)(&a.Unit)),
		record.Flag(7, "closed", &a.Closed),
	}
}

// Grant gives an account a role at a unit and all units below it, for a time.
type Grant struct {
	ID       core.GrantID
	Account  core.AccountID
	Role     Role
	Unit     core.UnitID
	From, To core.Date
	By       core.AccountID
}

func (g *Grant) Table() record.Table { return record.Table{No: 71, Name: "access_grant"} }

func (g *Grant) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&g.ID)),
		record.Text(2, "account_id", (*string)(&g.Account)),
		record.Text(3, "role", (*string)(&g.Role)),
		record.Text(4, "unit_id", (*string)(&g.Unit)),
		record.Text(5, "valid_from", (*string)(&g.From)),
		record.Text(6, "valid_to", (*string)(&g.To)),
		record.Text(7, "granted_by", (*string)(&g.By)),
	}
}
