package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tupo/internal/demo"
)

var (
	monthSwitch = regexp.MustCompile(`(?s)<select id="when-period".*?</select>`)
	monthChoice = regexp.MustCompile(`<optgroup label="([^"]+)">|<option value="([^"]*)"`)
)

// months lists what the page's switch of months offers; a year's heading stands in [].
func (a answer) months() []string {
	var out []string
	for _, m := range monthChoice.FindAllStringSubmatch(monthSwitch.FindString(a.body), -1) {
		if m[1] != "" {
			m[2] = "[" + m[1] + "]"
		}
		out = append(out, m[2])
	}
	return out
}

func TestMonthsOfOneYear(t *testing.T) {
	r := openOffice(t).login("leader")
	want := strings.Split(",2023-01,2023-02,2023-03,2023-04,2023-05,2023-06,2023-07,2023-08,2023-09,2023-10,2023-11,2023-12", ",")
	if got := r.get("/gaps?period=2023-08").months(); !slices.Equal(got, want) {
		t.Errorf("the switch of /gaps offers %q, want %q", got, want)
	}
}

// TestMonthsOfSeveralYears: a programme of three years, of which two have begun,
// is looked at in either of them.
func TestMonthsOfSeveralYears(t *testing.T) {
	year := demo.New()
	year.Book.Programmes[0].StartYear, year.Book.Programmes[0].EndYear = 2022, 2024
	r := openOfficeOf(t, year).login("leader")
	begun := "[2023年],2023-11,2023-10,2023-09,2023-08,2023-07,2023-06,2023-05,2023-04,2023-03,2023-02,2023-01," +
		"[2022年],2022-12,2022-11,2022-10,2022-09,2022-08,2022-07,2022-06,2022-05,2022-04,2022-03,2022-02,2022-01"
	for _, test := range []struct{ path, want string }{
		{"/", "," + begun}, {"/gaps", "," + begun}, {"/targets/A07T1?period=2023-03", "," + begun}, {"/units?period=2022-12", "," + begun},
		{"/targets?period=2024-02", ",[2024年],2024-02," + begun}, // the month that is shown is among them
	} {
		got := r.get(test.path)
		if got.status != http.StatusOK || strings.Join(got.months(), ",") != test.want {
			t.Errorf("GET %s = %d, its switch offers %q, want %q", test.path, got.status, strings.Join(got.months(), ","), test.want)
		}
	}
	form := r.get("/gaps?action=A04&asof=2&period=2022-12&sort=unit")
	want := url.Values{"action": {"A04"}, "asof": {"2"}, "period": {"2022-12"}, "sort": {"unit"}}
	for name := range want {
		if got := form.fields().Get(name); got != want.Get(name) {
			t.Errorf("the switch sends %s = %q, want %q", name, got, want.Get(name))
		}
	}
	form.want(t, "GET /gaps of a past year", http.StatusOK, `href="/targets?asof=2&amp;period=2022-12"`)
}
