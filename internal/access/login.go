package access

import "tupo/internal/errs"

// Limits of a login name.
const (
	shortestLogin = 2
	longestLogin  = 32
)

// CheckLogin refuses login names that are hard to type or to tell apart: what is
// allowed are lower-case ASCII letters, digits, dot, hyphen and underscore.
func CheckLogin(login string) error {
	if len(login) < shortestLogin || len(login) > longestLogin {
		return errs.Field("login", "account.login-form")
	}
	for i := range len(login) {
		c := login[i]
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c == '.', c == '-', c == '_':
		default:
			return errs.Field("login", "account.login-form")
		}
	}
	return nil
}
