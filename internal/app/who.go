package app

import (
	"context"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
)

// Who is the account on whose behalf a use case runs. Operator is whoever holds
// the data folder itself (the command line, the demonstration): it passes every
// check and is named “system” in the ledger, with the name that the operating
// system gives whoever typed the command. An account with a Shell is one for
// whom the operator acts, with that account's rights and no more.
type Who struct {
	District core.DistrictID
	Actor    access.Actor
	Operator bool
	Shell    string // user name at the command line; "" when nobody typed a command
}

// systemID begins the ledger's name of the operator. Accounts' identifiers hold
// no colon, so that none can be taken for one.
const systemID = "system"

// ID names the account in rows: who filed, approved, verified.
func (w Who) ID() core.AccountID {
	switch {
	case !w.Operator || !w.Actor.Visitor():
		return w.Actor.Account.ID
	case w.Shell == "":
		return systemID
	}
	return core.AccountID(systemID + ":" + w.Shell)
}

// signature names whoever acts in the entry itself: also the operator who acts
// for an account, which the rows do not show.
func (w Who) signature() string {
	if w.Shell == "" || w.Operator {
		return string(w.ID())
	}
	return systemID + ":" + w.Shell + ":" + string(w.ID())
}

// Operator is the actor at the command line.
func Operator(d core.DistrictID) Who { return Who{District: d, Operator: true} }

// At says who typed the command: the operating system's user name, which proves
// nothing, since whoever holds the folder can take any.
func (w Who) At(user string) Who {
	w.Shell = shellName(user)
	return w
}

// maxShell is how much of a user name is kept, in runes.
const maxShell = 60

// shellName makes a user name fit for the ledger: no colons, nothing that cannot
// be printed.
func shellName(user string) string {
	user = strings.Map(func(r rune) rune {
		if r == ':' || r < ' ' || r == 0x7f {
			return '_'
		}
		return r
	}, strings.ToValidUTF8(strings.TrimSpace(user), "_"))
	if all := []rune(user); len(all) > maxShell {
		return string(all[:maxShell])
	}
	return user
}

// Signed is a ledger's actor taken apart: an account, the operator at the
// command line, or the operator acting for an account. All empty is the program itself.
type Signed struct {
	Account core.AccountID
	Shell   string
}

// SignedBy reads the actor of an entry, or the account of a row.
func SignedBy(actor string) Signed {
	if actor == systemID {
		return Signed{}
	}
	rest, operator := strings.CutPrefix(actor, systemID+":")
	if !operator {
		return Signed{Account: core.AccountID(actor)}
	}
	shell, account, _ := strings.Cut(rest, ":")
	return Signed{Account: core.AccountID(account), Shell: shell}
}

// For is the account with this login, for which the operator acts. It must be
// open; its rights are checked where they are used, as if it had logged in.
func (a *App) For(ctx context.Context, w Who, login string) (Who, error) {
	if !w.Operator {
		return Who{}, access.Forbidden()
	}
	acct, err := a.AccountByLogin(ctx, w, strings.ToLower(strings.TrimSpace(login)))
	if errs.Is(err, errs.Invalid) {
		err = errs.Field("as", "account.no-such-login", "login", login)
	}
	if err != nil {
		return Who{}, err
	}
	if acct.Closed {
		return Who{}, errs.Field("as", "account.is-closed", "login", acct.Login)
	}
	as, err := a.As(ctx, w.District, acct.ID)
	as.Shell = w.Shell
	return as, err
}
