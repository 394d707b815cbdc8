package demo

import (
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
)

// reporterOf and approverOf name the two accounts of a reporting unit.
func reporterOf(u core.UnitID) core.AccountID { return core.AccountID("acc-" + string(u) + "-r") }
func approverOf(u core.UnitID) core.AccountID { return core.AccountID("acc-" + string(u) + "-a") }

// principals makes one account for each role, three for the office so that two of
// three can reopen a month. The reporter and the approver sit in the bureau that
// is late with October, so that there is something to file.
func principals() roll {
	var a roll
	a.add("leader", "区长", "District head", "head", "xq", access.Leader, "xq")
	a.add("office", "督查室一岗", "Supervision Office, desk 1", "", "dcs", access.Office, "xq")
	a.add("office2", "督查室二岗", "Supervision Office, desk 2", "", "dcs", access.Office, "xq")
	a.add("office3", "督查室三岗", "Supervision Office, desk 3", "", "dcs", access.Office, "xq")
	a.add("reporter", "城市管理局填报岗", "City Management Bureau, reporting desk", "", lateBureau, access.Reporter, lateBureau)
	a.add("approver", "城市管理局审核岗", "City Management Bureau, approving desk", "", lateBureau, access.Approver, lateBureau)
	a.add("verifier", "统计局核实岗", "Statistics Bureau, verifying desk", "", "tjj", access.Verifier, "tjj")
	a.add("verifier2", "督查室核实岗", "Supervision Office, verifying desk", "", "dcs", access.Verifier, "dcs")
	a.add("public", "公众", "Public", "", "xq", access.Public, "xq")
	a.add("sysadmin", "系统管理员", "System administrator", "", "xq", access.SystemAdmin, "xq")
	a.add("secadmin", "安全管理员", "Security administrator", "", "xq", access.SecurityAdmin, "xq")
	a.add("auditor", "审计管理员", "Audit administrator", "", "xq", access.AuditAdmin, "xq")
	return a
}

// accounts adds a reporter and an approver for every unit that reports.
func (b *builder) accounts() ([]access.Account, []access.Grant) {
	a := principals()
	reports := b.reporters()
	for _, u := range b.book.Units {
		if !reports[u.ID] {
			continue
		}
		login := strings.ToLower(u.Code)
		a.add(login+"-r", u.Name+"填报员", u.NameEn+", reporter", "", u.ID, access.Reporter, u.ID)
		a.add(login+"-a", u.Name+"审核员", u.NameEn+", approver", "", u.ID, access.Approver, u.ID)
	}
	return a.accounts, a.grants
}

// reporters is the set of units that file figures or lead tasks.
func (b *builder) reporters() map[core.UnitID]bool {
	all := map[core.UnitID]bool{}
	for _, s := range b.series {
		all[s.reporter] = true
	}
	for _, t := range b.book.Tasks {
		all[t.Lead] = true
	}
	return all
}

// roll is the list of accounts being made.
type roll struct {
	accounts []access.Account
	grants   []access.Grant
}

func (r *roll) add(login, name, english string, post core.PostID, home core.UnitID, role access.Role, at core.UnitID) {
	id := core.AccountID("acc-" + login)
	r.accounts = append(r.accounts, access.Account{ID: id, Login: login, Name: name, NameEn: english, Post: post, Unit: home})
	g := access.Grant{ID: core.GrantID("grant-" + login), Account: id, Role: role, Unit: at, From: setupDay}
	if role != access.SecurityAdmin { // nobody gives a role to themselves: this one comes with the district
		g.By = "acc-secadmin"
	}
	r.grants = append(r.grants, g)
}

// Principal is an account to look at the demonstration with: its post's name says
// whose it is.
type Principal struct {
	Login  string
	Role   access.Role
	Name   string
	NameEn string
}

// Principals lists the accounts named after their roles, without those of the
// single units.
func Principals() []Principal {
	r := principals()
	all := make([]Principal, len(r.accounts))
	for i, a := range r.accounts {
		all[i] = Principal{Login: a.Login, Role: r.grants[i].Role, Name: a.Name, NameEn: a.NameEn}
	}
	return all
}
