package store

import (
	"fmt"

	"tupo/internal/core"
	"tupo/internal/record"
)

// Event is something that happened to an account: a login, a failed one, a new
// password, a grant looked at by an administrator. Events are rows of the
// access log; the store gives them their ID, which sorts by time.
type Event struct {
	ID      string
	At      core.Instant
	Account core.AccountID // "" when a login named none that exists
	Action  string         // "login", "login.failed", "logout" …
	Subject string         // what it was done to: a login name, another account
	Remote  string         // address the request came from
	Detail  string

	// Which password record the event set, or was done with; the store fills them in.
	SecretOf     core.AccountID
	SecretDigest string // see Secret.Digest; "" where SecretSet says that there is none any more
	SecretSet    bool   // set or taken away, and not only used
}

// Table implements record.Row.
func (e *Event) Table() record.Table { return record.Table{No: 200, Name: "access_event"} }

// Fields implements record.Row.
func (e *Event) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", &e.ID),
		record.Int(2, "at", (*int64)(&e.At)),
		record.Text(3, "account_id", (*string)(&e.Account)),
		record.Text(4, "action", &e.Action),
		record.Text(5, "subject", &e.Subject),
		record.Text(6, "remote", &e.Remote),
		record.Text(7, "detail", &e.Detail),
		record.Text(8, "secret_of", (*string)(&e.SecretOf)),
		record.Text(9, "secret_digest", &e.SecretDigest),
		record.Flag(10, "secret_set", &e.SecretSet),
	}
}

// eventID numbers an event by its entry and its place in it.
func eventID(seq core.Seq, n int) string { return fmt.Sprintf("%012d-%04d", seq, n) }

// Event adds an event to the district's access log. All events of the requests
// that share a commit become one entry, so that a flood of logins makes few.
func (a *Aside) Event(d core.DistrictID, e Event) error {
	err := checkTexts(named{"account_id", string(e.Account)}, named{"action", e.Action},
		named{"subject", e.Subject}, named{"remote", e.Remote}, named{"detail", e.Detail})
	if err != nil {
		return err
	}
	if _, err := a.tx.b.head(&a.tx.reading, logID{d, AccessLog}); err != nil {
		return err
	}
	a.tx.events = append(a.tx.events, eventOf{d, e})
	return nil
}
