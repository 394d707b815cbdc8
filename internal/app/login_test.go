package app_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
)

const monthSecret = "a long test secret"

func (p *monthPlace) login(login, secret string) (app.Session, error) {
	p.Helper()
	return p.app.Login(p.Context(), monthDistrict, login, secret, "127.0.0.1")
}

// TestSessionEndsHoweverBusy: each request used to move the end of its session, so
// that a stolen token lived as long as it was used.
func TestSessionEndsHoweverBusy(t *testing.T) {
	p := newMonthPlace(t)
	in, err := p.login("reporter", monthSecret)
	if err != nil {
		t.Fatal(err)
	}
	first, err := p.app.Lookup(t.Context(), in.Token.Hash())
	if err != nil {
		t.Fatal(err)
	}
	p.ahead = app.SessionLife - time.Minute
	seen := core.InstantOf(time.Now().Add(p.ahead))
	if err := p.app.Touch(t.Context(), in.Token.Hash(), seen); err != nil {
		t.Fatal(err)
	}
	used, err := p.app.Lookup(t.Context(), in.Token.Hash())
	if err != nil || used.Expires != first.Expires || used.Seen != seen {
		t.Errorf("Lookup after Touch = seen %d, ends %d, %v; want seen %d, ends %d as at the login", used.Seen, used.Expires, err, seen, first.Expires)
	}
}

// TestGuessesAtOnceAreCounted: guesses sent at once were all checked against the
// counter as it was before the first of them.
func TestGuessesAtOnceAreCounted(t *testing.T) {
	p := newMonthPlace(t)
	const guesses = 20
	keys := make([]string, guesses)
	var all sync.WaitGroup
	for i := range guesses {
		all.Go(func() {
			_, err := p.login("leader", "a wrong guess")
			keys[i] = strings.Join(faultsOf(err), " ")
		})
	}
	all.Wait()
	checked := 0
	for _, key := range keys {
		switch key {
		case "login.wrong":
			checked++
		case "login.resting":
		default:
			t.Errorf("a guess = %q, want login.wrong or login.resting", key)
		}
	}
	if checked != 5 {
		t.Errorf("%d of %d guesses at once were checked, want 5", checked, guesses)
	}
	if _, err := p.login("leader", monthSecret); !errs.Is(err, errs.Unauthenticated) {
		t.Errorf("the right password after them = %v, want the login at rest", err)
	}
	if _, err := p.login("office1", monthSecret); err != nil {
		t.Errorf("another login meanwhile = %v, want none", err)
	}
}

// TestManyLoginsAtOnce: the right password many times at once is right each time.
func TestManyLoginsAtOnce(t *testing.T) {
	p := newMonthPlace(t)
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			if _, err := p.login("office1", monthSecret); err != nil {
				t.Errorf("Login(office1) = %v", err)
			}
		})
	}
	all.Wait()
}

// TestOldPasswordIsNoOracle: at a session left open nobody guesses the password by
// changing it: wrong ones were not counted there.
func TestOldPasswordIsNoOracle(t *testing.T) {
	p := newMonthPlace(t)
	who := p.as("reporter")
	change := func(old string) error {
		return p.app.ChangePassword(t.Context(), who, old, "another long secret", "127.0.0.1", "session")
	}
	for n := range 5 {
		if got := faultsOf(change("a wrong guess")); len(got) != 1 || got[0] != "password.wrong @ old" {
			t.Errorf("guess %d = %q, want password.wrong @ old", n+1, got)
		}
	}
	if got := faultsOf(change(monthSecret)); len(got) != 1 || got[0] != "login.resting @ old" {
		t.Errorf("the right password after 5 wrong ones = %q, want login.resting @ old", got)
	}
	if _, err := p.login("reporter", monthSecret); !errs.Is(err, errs.Unauthenticated) {
		t.Errorf("Login after them = %v, want the login at rest", err)
	}
}

// TestRightsOfAPartEndThere: an office of one bureau locked the month of the whole
// district, and who gives rights at one unit gave them to accounts of others.
func TestRightsOfAPartEndThere(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-03-20")
	accounts := []access.Account{{ID: "part-office", Login: "part-office", Name: "x", Unit: "fgj"}, {ID: "part-security", Login: "part-security", Name: "x", Unit: "fgj"}}
	grants := []access.Grant{{ID: "g-po", Account: "part-office", Role: access.Office, Unit: "fgj"}, {ID: "g-ps", Account: "part-security", Role: access.SecurityAdmin, Unit: "fgj"}}
	if err := p.app.EnterAccounts(t.Context(), app.Operator(monthDistrict), accounts, grants, monthSecret); err != nil {
		t.Fatal(err)
	}
	if err := p.app.Lock(t.Context(), p.as("part-office"), core.Month(2023, 2), true); !errs.Is(err, errs.Forbidden) {
		t.Errorf("Lock(2023-02) by the office of one bureau = %v, want forbidden", err)
	}
	security := p.as("part-security")
	for _, id := range []core.AccountID{"other", "nobody"} {
		if _, err := p.app.Grant(t.Context(), security, access.Grant{Account: id, Role: access.Office, Unit: "fgj"}); !errs.Is(err, errs.Missing) {
			t.Errorf("Grant to %s of another bureau = %v, want missing", id, err)
		}
	}
	for _, id := range []core.GrantID{"g-other", "g-nobody"} {
		if err := p.app.Revoke(t.Context(), security, id, "x"); !errs.Is(err, errs.Missing) {
			t.Errorf("Revoke(%s) of another bureau = %v, want missing", id, err)
		}
	}
	if _, err := p.app.Grant(t.Context(), security, access.Grant{Account: "reporter", Role: access.Approver, Unit: "fgj"}); err != nil {
		t.Errorf("Grant to an account of the bureau = %v", err)
	}
}

// TestSameFileTellsNothing: bringing a file that another unit has brought before
// gave back that unit's name of it and the time.
func TestSameFileTellsNothing(t *testing.T) {
	p := newMonthPlace(t)
	const content = "the same bytes"
	first, err := p.app.AddEvidence(t.Context(), p.as("other"), "gxj", "内部名称.txt", strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	again, err := p.app.AddEvidence(t.Context(), p.as("reporter"), "fgj", "台账.txt", strings.NewReader(content))
	if err != nil || again.Name != "台账.txt" || again.AddedBy != "reporter" || again.AddedAt == first.AddedAt {
		t.Errorf("AddEvidence of known bytes = %+v, %v; want the own name, account and time", again, err)
	}
}
