package app

import (
	"strconv"
	"unicode/utf8"

	"tupo/internal/errs"
)

// How many characters texts hold that are not the plan's; plan.TextLimit has those.
const (
	titleLimit  = 200
	reasonLimit = 1000

	// OrderLimit and DeliverableLimit bound a directive's words, in characters.
	OrderLimit       = 2000
	DeliverableLimit = 400
)

// text is a field with what was given for it.
type text struct {
	field, value string
	limit        int
}

// fits names the fields that are too long, all together.
func fits(all ...text) error {
	var faults []error
	for _, t := range all {
		if n := utf8.RuneCountInString(t.value); n > t.limit {
			faults = append(faults, errs.Field(t.field, "form.long", "max", strconv.Itoa(t.limit), "n", strconv.Itoa(n)))
		}
	}
	return joined(faults)
}

// accountNames holds an account's names to what a line of the page shows.
func accountNames(name, nameEn string) error {
	return fits(text{"name", name, nameLimit}, text{"name_en", nameEn, nameLimit})
}
