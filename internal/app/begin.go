package app

import (
	"context"
	"errors"
	"strings"
	"time"

	"golang.org/x/text/width"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/password"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

// Beginning is what somebody types to start a district in an empty place. Faults
// name these fields as the forms do: code, name, name_en, time_zone, root_code,
// root_name, root_name_en, and each account's login by its role.
type Beginning struct {
	Code         core.DistrictID // of GB/T 2260: six digits; 000000 for a body without a division of its own
	Name, NameEn string
	TimeZone     string // IANA name; "" is Asia/Shanghai
	RootCode     string // of the unit at the top; "" takes the district's code
	RootName     string // "" takes the district's name
	RootNameEn   string
	Accounts     []FirstAccount
}

// FirstAccount is an account that a district begins with.
type FirstAccount struct {
	Role         access.Role
	Login        string
	Name, NameEn string
}

// FirstRoles lists the roles without which a district cannot begin: the three
// separated administrators, who make all further accounts, and the office, which
// sets the year up.
func FirstRoles() []access.Role {
	return []access.Role{access.SystemAdmin, access.SecurityAdmin, access.AuditAdmin, access.Office}
}

// Begun is a new district with the temporary passwords of its first accounts.
// They are kept nowhere.
type Begun struct {
	District plan.District
	Seq      core.Seq
	Accounts []Given
}

// Given is an account with its temporary password.
type Given struct {
	FirstAccount
	Secret string
}

// Begin starts a district in an empty place: its row, the unit at the top and the
// first accounts with their roles and temporary passwords, in one transaction.
// Whoever calls it holds the place itself or has proved it: see BeginWith.
func (a *App) Begin(ctx context.Context, in Beginning) (Begun, error) {
	a.first.mu.Lock()
	defer a.first.mu.Unlock()
	return a.begin(ctx, in)
}

// begin is Begin under first's lock, so that two who begin at once make one district.
func (a *App) begin(ctx context.Context, in Beginning) (Begun, error) {
	all, err := a.db.Districts(ctx)
	if err != nil {
		return Begun{}, err
	}
	if len(all) > 0 {
		return Begun{}, errs.New(errs.Conflict, "begin.district-exists", "district", string(all[0]))
	}
	if err := in.Check(); err != nil {
		return Begun{}, err
	}
	in = in.completed()
	book, err := a.firstBook(in)
	if err != nil {
		return Begun{}, err
	}
	roll, err := a.firstRoll(ctx, in.Accounts, book.Units[0].ID)
	if err != nil {
		return Begun{}, err
	}
	written, err := a.db.CreateDistrict(ctx, store.Meta{District: in.Code, Actor: string(Operator(in.Code).ID()), Now: a.clock(), Action: "district.create"},
		&book.District, func(tx *store.Tx) error { return roll.write(tx, in.Code, pointers[plan.Unit](book.Units), a.wallNow()) })
	if err != nil {
		return Begun{}, err
	}
	a.first.hash = nil
	return Begun{District: book.District, Seq: written.Seq, Accounts: roll.given}, nil
}

// completed puts in what may be left out, and reads digits of any width.
func (in Beginning) completed() Beginning {
	plain := func(s string) string { return strings.TrimSpace(width.Narrow.String(s)) }
	in.Code = core.DistrictID(plain(string(in.Code)))
	in.Name, in.NameEn, in.TimeZone = strings.TrimSpace(in.Name), strings.TrimSpace(in.NameEn), strings.TrimSpace(in.TimeZone)
	in.RootCode, in.RootName, in.RootNameEn = plain(in.RootCode), strings.TrimSpace(in.RootName), strings.TrimSpace(in.RootNameEn)
	if in.TimeZone == "" {
		in.TimeZone = homeZone
	}
	if in.RootCode == "" {
		in.RootCode = string(in.Code)
	}
	if in.RootName == "" {
		in.RootName, in.RootNameEn = in.Name, in.NameEn
	}
	accounts := make([]FirstAccount, len(in.Accounts))
	for i, x := range in.Accounts {
		x.Login = strings.ToLower(plain(x.Login))
		accounts[i] = x
	}
	in.Accounts = accounts
	return in
}

// longestName bounds the names in a masthead, in characters.
const longestName = 60

// Check names everything wrong at once.
func (in Beginning) Check() error {
	in = in.completed()
	var all []error
	if !divisionShape(in.Code) {
		all = append(all, errs.Field("code", "begin.code", "code", string(in.Code)))
	}
	if in.Name == "" {
		all = append(all, errs.Field("name", "form.required"))
	}
	for field, text := range map[string]string{"name": in.Name, "name_en": in.NameEn, "root_name": in.RootName, "root_name_en": in.RootNameEn} {
		if len([]rune(text)) > longestName {
			all = append(all, errs.Field(field, "begin.name-long", "max", "60"))
		}
	}
	if zone, err := time.LoadLocation(in.TimeZone); err != nil || zone == time.Local {
		all = append(all, errs.Field("time_zone", "begin.time-zone", "value", in.TimeZone))
	}
	if strings.ContainsAny(in.RootCode, "、，,;；/ \t\r\n") || len([]rune(in.RootCode)) > 40 {
		all = append(all, errs.Field("root_code", "begin.root-code", "code", in.RootCode))
	}
	return errors.Join(append(all, in.checkAccounts()...)...)
}

// divisionShape reports whether a code looks like one of GB/T 2260: six digits
// that begin with a province (11 to 82), or 000000 for a body without a division.
func divisionShape(code core.DistrictID) bool {
	if _, ok := digits(string(code)); !ok || len(code) != len(noDivision) {
		return false
	}
	return code == noDivision || code[:2] >= "11" && code[:2] <= "82"
}

// checkAccounts wants one account for each first role, by its own login.
func (in Beginning) checkAccounts() []error {
	var all []error
	taken := map[string]bool{}
	for _, role := range FirstRoles() {
		n := 0
		for _, x := range in.Accounts {
			if x.Role != role {
				continue
			}
			n++
			switch {
			case access.CheckLogin(x.Login) != nil:
				all = append(all, errs.Field(string(role), "account.login-form"))
			case taken[x.Login]:
				all = append(all, errs.Field(string(role), "begin.same-login", "login", x.Login))
			}
			taken[x.Login] = true
		}
		if n != 1 {
			all = append(all, errs.Field(string(role), "form.required"))
		}
	}
	if len(in.Accounts) > len(FirstRoles()) {
		all = append(all, errs.New(errs.Invalid, "begin.four-accounts"))
	}
	return all
}

// firstBook is the plan of a new district: the unit at the top.
func (a *App) firstBook(in Beginning) (plan.Book, error) {
	id, err := a.newID()
	book := plan.Book{
		District: plan.District{ID: in.Code, Name: in.Name, NameEn: in.NameEn, TimeZone: in.TimeZone},
		Units:    []plan.Unit{{ID: core.UnitID(id), Code: in.RootCode, Name: in.RootName, NameEn: in.RootNameEn, Kind: plan.UnitDistrict}},
	}
	return book, err
}

// firstRoll is the first accounts on their way into the store.
type firstRoll struct {
	accounts []access.Account
	grants   []access.Grant
	hashes   []string
	given    []Given
}

func (a *App) firstRoll(ctx context.Context, wanted []FirstAccount, root core.UnitID) (firstRoll, error) {
	var r firstRoll
	for _, x := range wanted {
		id, err := a.newID()
		if err != nil {
			return r, err
		}
		grant, err := a.newID()
		if err != nil {
			return r, err
		}
		secret, err := password.Temporary(a.random)
		if err != nil {
			return r, err
		}
		hash, err := a.passwords.Hash(ctx, secret)
		if err != nil {
			return r, err
		}
		r.accounts = append(r.accounts, access.Account{ID: core.AccountID(id), Login: x.Login, Name: x.Name, NameEn: x.NameEn, Unit: root})
		r.grants = append(r.grants, access.Grant{ID: core.GrantID(grant), Account: core.AccountID(id), Role: x.Role, Unit: root})
		r.hashes = append(r.hashes, hash)
		r.given = append(r.given, Given{FirstAccount: x, Secret: secret})
	}
	return r, access.CheckGrants(r.grants)
}

// write puts plan, accounts, roles and passwords into the district's first entry,
// and the accounts into the access log.
func (r *firstRoll) write(tx *store.Tx, d core.DistrictID, rows []record.Row, now core.Instant) error {
	rows = append(rows, pointers[access.Account](r.accounts)...)
	if err := putAll(tx, append(rows, pointers[access.Grant](r.grants)...)); err != nil {
		return err
	}
	aside := tx.Aside()
	for i, acct := range r.accounts {
		event := store.Event{At: now, Account: "system", Action: "account.create", Subject: string(acct.ID), Detail: string(r.grants[i].Role)}
		if err := aside.SetSecret(d, store.Secret{Account: acct.ID, Hash: r.hashes[i], MustChange: true, ChangedAt: now}, event); err != nil {
			return err
		}
	}
	return nil
}
