package access

import (
	"errors"

	"tupo/internal/core"
	"tupo/internal/errs"
)

// CheckGrants judges the grants of one or several accounts as they would stand
// together: the ones there are, and the one to be given. It reports every fault:
//
//   - a role, account, unit or date that is none;
//   - an administrator's role beside another one of the three, or beside any
//     role of the year's work, on the same day;
//   - a grant that somebody gives to themselves.
//
// Grants of the public role bind nothing. Grants one after the other in time are
// lawful: a reporter may become an administrator the day after.
func CheckGrants(grants []Grant) error {
	var faults []error
	for i := range grants {
		faults = append(faults, grants[i].check()...)
	}
	for i := range grants {
		for j := i + 1; j < len(grants); j++ {
			a, b := &grants[i], &grants[j]
			if a.Account == b.Account && exclude(a.Role, b.Role) && overlap(a, b) {
				faults = append(faults, errs.Field("role", "access.grant-excludes", "a", string(a.Role), "b", string(b.Role)))
			}
		}
	}
	return errors.Join(faults...)
}

func (g *Grant) check() []error {
	var faults []error
	if !g.Role.Known() {
		faults = append(faults, errs.Field("role", "access.grant-role", "role", string(g.Role)))
	}
	if g.Account == "" {
		faults = append(faults, errs.Field("account", "access.grant-account"))
	}
	if g.Unit == "" {
		faults = append(faults, errs.Field("unit", "access.grant-unit"))
	}
	faults = append(faults, checkDate("from", g.From)...)
	faults = append(faults, checkDate("to", g.To)...)
	if g.From != "" && g.To != "" && g.To < g.From {
		faults = append(faults, errs.Field("to", "access.grant-order", "from", string(g.From), "to", string(g.To)))
	}
	if g.By != "" && g.By == g.Account {
		faults = append(faults, errs.Field("account", "access.grant-self"))
	}
	return faults
}

func checkDate(field string, d core.Date) []error {
	if _, err := core.ParseDate(string(d)); d != "" && err != nil {
		return []error{errs.Field(field, "access.grant-date", "date", string(d))}
	}
	return nil
}

// exclude reports whether two roles may not be held by one account on one day.
func exclude(a, b Role) bool {
	if a == Public || b == Public || a == b {
		return false
	}
	return a.Administrator() || b.Administrator()
}

func overlap(a, b *Grant) bool {
	return (a.To == "" || b.From == "" || b.From <= a.To) && (b.To == "" || a.From == "" || a.From <= b.To)
}
