package app_test

import (
	"errors"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
)

// The same words name the same moment whoever asks first: a command that has only
// just opened the place reads local times in the district's zone too. The reports
// are filed at 10:00 there, which is 02:00 UTC.
func TestMomentIsOfTheDistrictsZone(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-08")
	before := p.seq()
	p.file("reporter", sheetOf(april, "40", "19"))
	after := p.seq()
	p.at("2023-05-10")
	for text, want := range map[string]core.Seq{
		"2023-05-08 09:30": before, "2023年5月8日10时30分": after, "2023-05-08T02:30:00Z": after, "2023-05-07": before, "2023-05-08": after, "2023-05-10": after, "": 0,
	} {
		for _, when := range []string{"just opened", "in use"} {
			if when == "just opened" {
				if err := p.app.Close(); err != nil {
					t.Fatal(err)
				}
				p.open()
			}
			if got, err := p.app.ParseMoment(t.Context(), monthDistrict, text); err != nil || got != want {
				t.Errorf("%s: ParseMoment(%q) = %d, %v, want %d", when, text, got, err, want)
			}
		}
	}
}

func TestMomentThatHasNotCome(t *testing.T) {
	p := newMonthPlace(t)
	p.at("2023-05-08")
	for text, key := range map[string]string{
		"2023-05-09": "moment.not-yet", "2023-05-08 11:00": "moment.not-yet", "2024-01-01T00:00:00Z": "moment.not-yet",
		"2022-12-31": "moment.before-the-ledger", "2023-02-30": "moment.malformed", "99999": "moment.no-such-entry",
	} {
		_, err := p.app.Judge(t.Context(), p.as("leader"), app.Moment{AsOf: text})
		var e *errs.Error
		if !errors.As(err, &e) || e.Key != key || e.Field != "as-of" {
			t.Errorf("Judge(as of %q) = %v, want %s", text, err, key)
		}
	}
}
