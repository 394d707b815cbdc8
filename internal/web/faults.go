package web

import (
	"slices"
	"time"

	"tupo/internal/core"
	"tupo/internal/errs"
)

// fault words what is wrong, days and periods as the reader's language writes them.
func (v *visit) fault(e *errs.Error) string {
	said := *e
	said.Args = slices.Clone(e.Args)
	for i := 1; i < len(said.Args); i += 2 {
		said.Args[i] = v.dated(said.Args[i-1], said.Args[i])
	}
	return v.site.Words.Fault(v.lang, &said)
}

// dated words an argument that is a day or a period.
func (v *visit) dated(name, value string) string {
	if len(value) == len(time.DateOnly) {
		if day, err := core.ParseDate(value); err == nil {
			return v.site.Words.Date(v.lang, day)
		}
	}
	if name == "period" || name == "month" {
		if p, err := core.ParsePeriod(value); err == nil && !p.IsZero() {
			return v.site.Words.Period(v.lang, p)
		}
	}
	return value
}
