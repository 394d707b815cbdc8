package app

import (
	"context"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

// Rename gives a unit another name from a day on; before it the unit is shown by
// the name it bore. The day is today or earlier.
type Rename struct {
	Unit         string // code
	From         core.Date
	Name, NameEn string
	Reason       string
}

// RenameUnit enters a new name. A second name for the same day corrects the first.
func (a *App) RenameUnit(ctx context.Context, w Who, in Rename) error {
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return err
	}
	u, ok := unitOf(s.Book(), in.Unit)
	if !ok {
		return errs.Field("unit", "plan.no-such-unit", "code", in.Unit)
	}
	if err := a.allow(w, access.EditUnits, u.ID); err != nil {
		return err
	}
	in.Name, in.NameEn = strings.TrimSpace(in.Name), strings.TrimSpace(in.NameEn)
	if err := a.soundRename(w, s.Book(), u, in); err != nil {
		return err
	}
	former := plan.UnitName{Unit: u.ID, Until: in.From.AddDays(-1), Name: u.Name, NameEn: u.NameEn}
	rows := []record.Row{&former}
	for _, n := range s.Book().Names {
		if n.Unit == u.ID && n.Until == former.Until {
			rows = nil // the day's first name stays the former one
		}
	}
	u.Name, u.NameEn = in.Name, in.NameEn
	_, err = a.write(ctx, w, "unit.rename", in.Reason, func(tx *store.Tx) error { return putAll(tx, append(rows, &u)) })
	return err
}

func unitOf(b *plan.Book, code string) (plan.Unit, bool) {
	for _, u := range b.Units {
		if u.Code == code {
			return u, true
		}
	}
	return plan.Unit{}, false
}

func (a *App) soundRename(w Who, b *plan.Book, u plan.Unit, in Rename) error {
	var faults []error
	if in.Name == "" {
		faults = append(faults, errs.Field("name", "plan.required"))
	} else if in.Name == u.Name && in.NameEn == u.NameEn {
		faults = append(faults, errs.Field("name", "reform.same-name"))
	}
	faults = append(faults, fits(text{"name", in.Name, plan.TextLimit("name")}, text{"name_en", in.NameEn, plan.TextLimit("name_en")}, text{"reason", in.Reason, reasonLimit}))
	for _, other := range b.Units {
		if other.ID != u.ID && other.Name == in.Name && (other.Parent == "" || u.Parent == "") {
			faults = append(faults, errs.Field("name", "plan.name-of-root", "name", other.Name, "code", other.Code))
		}
	}
	_, err := core.ParseDate(string(in.From))
	switch {
	case err != nil:
		faults = append(faults, errs.Field("from", "date.malformed", "value", string(in.From)))
	case in.From > a.Today(w.District):
		faults = append(faults, errs.Field("from", "reform.future"))
	case u.From != "" && in.From <= u.From:
		faults = append(faults, errs.Field("from", "reform.before-begin", "unit", u.Name, "date", string(u.From)))
	}
	for _, n := range b.Names {
		if n.Unit == u.ID && err == nil && n.Until >= in.From {
			faults = append(faults, errs.Field("from", "reform.renamed-later", "date", string(n.Until.AddDays(1))))
		}
	}
	if strings.TrimSpace(in.Reason) == "" {
		faults = append(faults, errs.Field("reason", "report.reason-needed"))
	}
	return joined(faults)
}
