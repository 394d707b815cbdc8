package errs_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"tupo/internal/errs"
)

// Pointing faults at a field keeps what else went wrong: operators read it in the log,
// and errors.Is still finds it.
func TestAtFieldKeepsForeignCauses(t *testing.T) {
	disk := errors.New("disk full")
	for name, err := range map[string]error{
		"beside the fault": errors.Join(errs.New(errs.Invalid, "file.bad"), disk),
		"deeper":           fmt.Errorf("reading page 3: %w", errors.Join(disk, errs.New(errs.Invalid, "file.bad"))),
		"as the cause":     errs.New(errs.Invalid, "file.bad").Because(disk),
	} {
		got := errs.AtField(err, "file")
		if !errors.Is(got, disk) || !strings.Contains(got.Error(), "disk full") {
			t.Errorf("%s: AtField(%v) = %v; want the disk kept", name, err, got)
		}
		all := errs.All(got)
		if len(all) != 1 || all[0].Field != "file" || all[0].Key != "file.bad" || errs.KindOf(got) != errs.Invalid {
			t.Errorf("%s: faults %v, want file.bad at file", name, all)
		}
	}
	if got := errs.AtField(fmt.Errorf("reading page 3: %w", errs.New(errs.Invalid, "file.bad")), "file"); !strings.Contains(got.Error(), "page 3") {
		t.Errorf("AtField loses where it was: %v", got)
	}
	if got := errs.AtField(disk, "file"); got != disk {
		t.Errorf("AtField(%v) = %v, want it as it was", disk, got)
	}
	at := errs.AtField(errors.Join(errs.Field("date", "x"), errs.New(errs.Forbidden, "y")), "file")
	if all := errs.All(at); all[0].Field != "date" || all[1].Field != "" {
		t.Errorf("AtField moves what has a field, or is no fault of what was sent: %v", all)
	}
}
