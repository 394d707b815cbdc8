package password

import (
	_ "embed"
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tupo/internal/core"
	"tupo/internal/errs"
)

// Bounds of a password in characters.
const (
	MinLength = 10
	MaxLength = 128
)

//go:embed common.txt
var common string

// Rules reports every rule that a new password breaks, as faults of the form's
// field: too short or too long, the login itself (also backwards, in another
// case or with figures around it), one of the common ones, or a run or
// repetition. It asks for no mixture of characters: length is what counts.
func Rules(field, login, password string) error {
	var faults []error
	n := utf8.RuneCountInString(password)
	switch {
	case n < MinLength:
		faults = append(faults, errs.Field(field, "password.short", "min", strconv.Itoa(MinLength), "n", strconv.Itoa(n)))
	case n > MaxLength:
		return errs.Field(field, "password.long", "max", strconv.Itoa(MaxLength))
	}
	plain := fold(password)
	if l := fold(login); l != "" && (plain == l || letters(plain) == l || plain == backwards(l)) {
		faults = append(faults, errs.Field(field, "password.login"))
	}
	if n >= MinLength && (isCommon(plain) || monotonous(plain)) {
		faults = append(faults, errs.Field(field, "password.common"))
	}
	return errors.Join(faults...)
}

func fold(s string) string { return strings.ToLower(strings.TrimSpace(norm.NFKC.String(s))) }

// letters cuts what is no letter from both ends: “office2023!” is “office”.
func letters(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
}

func backwards(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

// isCommon looks the password up as it is and without the figures and marks at
// its end, so that “administrator1!” does not pass for new.
func isCommon(plain string) bool {
	bare := strings.TrimRightFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) })
	for line := range strings.Lines(common) {
		word := strings.TrimSpace(line)
		if word != "" && !strings.HasPrefix(word, "#") && (word == plain || word == bare) {
			return true
		}
	}
	return false
}

// monotonous finds passwords that are a short piece repeated (aaaa…, abcabc…,
// 123123…), or one run up or down (0123456789, zyxwvu…).
func monotonous(plain string) bool {
	r := []rune(plain)
	for size := 1; size <= 4 && size*2 < len(r); size++ {
		if repeats(r, size) {
			return true
		}
	}
	return runs(r, 1) || runs(r, -1)
}

func repeats(r []rune, size int) bool {
	for i := size; i < len(r); i++ {
		if r[i] != r[i-size] {
			return false
		}
	}
	return true
}

// runs reports whether each character follows the one before by step; after 9
// comes 0.
func runs(r []rune, step rune) bool {
	for i := 1; i < len(r); i++ {
		next := r[i-1] + step
		if r[i] != next && (r[i-1] != '9' || r[i] != '0') && (r[i-1] != '0' || r[i] != '9') {
			return false
		}
	}
	return true
}

// After freeTries wrong passwords in a row a login is locked, for a minute at
// first and twice as long after each further failure, up to longestLock: long
// enough to make guessing useless, short enough that locking out a colleague is
// no weapon.
const (
	freeTries   = 5
	firstLock   = core.Instant(60_000)
	longestLock = core.Instant(15 * 60_000)
)

// LockedUntil says until when a login with this many failures in a row, the last
// of them at last, takes no password; 0 when it takes one.
func LockedUntil(failures int, last core.Instant) core.Instant {
	if failures < freeTries {
		return 0
	}
	lock := firstLock
	for range failures - freeTries {
		if lock *= 2; lock >= longestLock {
			return last + longestLock
		}
	}
	return last + lock
}
