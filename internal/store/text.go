package store

import (
	"strings"
	"unicode/utf8"

	"tupo/internal/errs"

	"golang.org/x/text/unicode/norm"
)

// checkText holds a text to what both engines keep unchanged and what has one
// spelling only: valid UTF-8, normalised (NFC), no NUL. The error is
// errs.Invalid "store.text" and names the column.
func checkText(column, s string) error {
	if cleanASCII(s) {
		return nil
	}
	reason := ""
	switch {
	case !utf8.ValidString(s):
		reason = "utf-8"
	case strings.IndexByte(s, 0) >= 0:
		reason = "nul"
	case !norm.NFC.IsNormalString(s):
		reason = "nfc"
	default:
		return nil
	}
	return errs.Field(column, "store.text", "column", column, "reason", reason)
}

// cleanASCII settles most texts in one pass.
func cleanASCII(s string) bool {
	for i := range len(s) {
		if s[i] == 0 || s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// named is a text with the column it is meant for.
type named struct{ column, text string }

// checkTexts checks several at once and reports the first that is wrong.
func checkTexts(all ...named) error {
	for _, n := range all {
		if err := checkText(n.column, n.text); err != nil {
			return err
		}
	}
	return nil
}
