package store

import (
	"fmt"
	"strings"

	"tupo/internal/core"
)

// SaveDraft keeps a draft in place of the former one.
func (a *Aside) SaveDraft(d core.DistrictID, x Draft) error {
	return a.save("draft", d, x.Unit, x.Period, x.Account, notNil(x.Payload), x.SavedAt)
}

// DropDraft forgets a draft.
func (a *Aside) DropDraft(d core.DistrictID, unit core.UnitID, period string, account core.AccountID) error {
	return a.drop("draft", d, unit, period, account)
}

// Draft reads a draft: errs.Missing "store.missing".
func (v *View) Draft(unit core.UnitID, period string, account core.AccountID) (Draft, error) {
	var x Draft
	err := v.find("draft", v.district, []string{string(unit), period, string(account)},
		&x.Unit, &x.Period, &x.Account, &x.Payload, &x.SavedAt)
	return x, err
}

// SaveSession opens a session or moves its times.
func (a *Aside) SaveSession(d core.DistrictID, x Session) error {
	return a.save("session", d, x.Token, x.Account, x.Created, x.Seen, x.Expires)
}

// TouchSession notes that a session was used. It does not live longer for it: the
// end is set when it begins. A session that has ended is not brought back.
func (a *Aside) TouchSession(d core.DistrictID, token string, seen core.Instant) error {
	_, err := a.tx.exec(`
UPDATE session
SET seen_at = $3
WHERE district_id = $1
AND token = $2`, string(d), token, int64(seen))
	if err != nil {
		return fmt.Errorf("store: touch session: %w", err)
	}
	return nil
}

// DropSession ends a session.
func (a *Aside) DropSession(d core.DistrictID, token string) error {
	return a.drop("session", d, token)
}

// DropSessions ends all sessions of an account but one; except may be "".
func (a *Aside) DropSessions(d core.DistrictID, account core.AccountID, except string) error {
	_, err := a.tx.exec(`
DELETE FROM session
WHERE district_id = $1
AND account_id = $2
AND token <> $3`, string(d), string(account), except)
	if err != nil {
		return fmt.Errorf("store: drop sessions: %w", err)
	}
	return nil
}

// DropExpired forgets the sessions of all districts that expired before now.
func (a *Aside) DropExpired(now core.Instant) error {
	_, err := a.tx.exec(`
DELETE FROM session
WHERE expires_at < $1`, int64(now))
	if err != nil {
		return fmt.Errorf("store: drop expired sessions: %w", err)
	}
	return nil
}

func (r *reading) session(d core.DistrictID, token string) (Session, error) {
	var x Session
	err := r.find("session", d, []string{token}, &x.Token, &x.Account, &x.Created, &x.Seen, &x.Expires)
	return x, err
}

// Session reads a session, expired or not: errs.Missing "store.missing".
func (v *View) Session(token string) (Session, error) { return v.session(v.district, token) }

// SaveAttempt keeps a counter.
func (a *Aside) SaveAttempt(d core.DistrictID, x Attempt) error {
	return a.save("attempt", d, x.Kind, x.Subject, x.Failures, x.First, x.Last, x.LockedUntil)
}

// DropAttempt forgets a counter.
func (a *Aside) DropAttempt(d core.DistrictID, kind, subject string) error {
	return a.drop("attempt", d, kind, subject)
}

func (r *reading) attempt(d core.DistrictID, kind, subject string) (Attempt, error) {
	var x Attempt
	err := r.find("attempt", d, []string{kind, subject},
		&x.Kind, &x.Subject, &x.Failures, &x.First, &x.Last, &x.LockedUntil)
	return x, err
}

// Attempt reads a counter in order to move it: errs.Missing "store.missing"
// when there was no failure.
func (a *Aside) Attempt(d core.DistrictID, kind, subject string) (Attempt, error) {
	return a.tx.attempt(d, kind, subject)
}

// Attempt reads a counter: errs.Missing "store.missing" when there was no failure.
func (v *View) Attempt(kind, subject string) (Attempt, error) {
	return v.attempt(v.district, kind, subject)
}

// SetSetting keeps a setting of a district, or of the whole installation under
// the empty district.
func (a *Aside) SetSetting(d core.DistrictID, name string, value []byte) error {
	return a.save("setting", d, name, notNil(value))
}

// DropSetting forgets a setting.
func (a *Aside) DropSetting(d core.DistrictID, name string) error {
	return a.drop("setting", d, name)
}

// Setting reads a setting: errs.Missing "store.missing".
func (v *View) Setting(name string) ([]byte, error) {
	var value []byte
	err := v.find("setting", v.district, []string{name}, new(string), &value)
	return value, err
}

// SetPersonal keeps a person's data. The row in the ledger must carry
// x.Hash(): write both through Tx.Aside in one Write.
func (a *Aside) SetPersonal(d core.DistrictID, x Personal) error {
	if err := checkText("value", string(x.Value)); err != nil {
		return err
	}
	return a.save("personal", d, x.ID, notNil(x.Salt), notNil(x.Value))
}

// ErasePersonal deletes salt and value. What the ledger keeps is a hash that
// can no longer be connected to anybody.
func (a *Aside) ErasePersonal(d core.DistrictID, id string) error {
	return a.drop("personal", d, id)
}

// Personal reads a person's data: errs.Missing "store.missing" when it was
// erased or never given.
func (v *View) Personal(id string) (Personal, error) {
	var x Personal
	err := v.find("personal", v.district, []string{id}, &x.ID, &x.Salt, &x.Value)
	return x, err
}

// Personals reads the data of all persons of the district, by id.
func (v *View) Personals() (map[string]Personal, error) {
	t, _ := outsideNamed("personal")
	all := make(map[string]Personal)
	err := v.query(fmt.Sprintf(`
SELECT %s
FROM personal
WHERE district_id = $1`, strings.Join(t.names(), ", ")), []any{string(v.district)}, func(rows scanner) error {
		var x Personal
		if err := rows.Scan(&x.ID, &x.Salt, &x.Value); err != nil {
			return err
		}
		all[x.ID] = x
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: personal data: %w", err)
	}
	return all, nil
}

// notNil keeps an empty value from becoming NULL.
func notNil(b []byte) []byte {
	if b == nil {
		return []byte{}
	}
	return b
}
