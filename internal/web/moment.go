package web

import (
	"maps"
	"net/url"
	"slices"
	"strings"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/i18n"
	"tupo/internal/web/page"
)

// moment reads the switch of period and as-of.
func (v *visit) moment() (app.Moment, error) {
	q := v.r.URL.Query()
	m := app.Moment{AsOf: q.Get("asof")}
	if text := q.Get("period"); text != "" {
		p, err := core.ParsePeriod(text)
		if err != nil || p.Len() != 1 {
			return m, errs.Field("period", "period.malformed", "value", text)
		}
		m.Month = p
	}
	return m, nil
}

// judged is the board of the moment the page was asked for.
func (v *visit) judged() (app.Judged, error) {
	m, err := v.moment()
	if err != nil {
		return app.Judged{}, err
	}
	v.carried = m
	j, err := v.site.App.Judge(v.ctx, v.who, m)
	if err == nil {
		v.seen = j.Snapshot()
	}
	return j, err
}

// dateFrame adds the moment: period, switch, and the banner of a past view.
func (v *visit) dateFrame(f *page.Frame, j app.Judged, to string) {
	f.Period = v.t("frame.period", "period", v.site.Words.Period(v.lang, j.At))
	now := v.t("when.now")
	if j.AsOf != 0 {
		v.day(f, j.Today)
		v.stamp(f, j.AsOf)
		now = f.Issue
		f.Past = &page.Past{NowURL: v.here("asof", ""), Text: v.t("past.text", "date", v.site.Words.Date(v.lang, j.Today), "n", i18n.Count(int64(j.AsOf)))}
	}
	for i, x := range f.Nav {
		switch x.URL {
		case "/", "/gaps", "/targets", "/units":
			f.Nav[i].URL = v.onBoard(x.URL)
		}
	}
	f.When = &page.When{To: to, Summary: v.site.Words.Period(v.lang, j.At) + " · " + now, AsOf: v.carried.AsOf,
		Options: []page.Option{{Text: v.t("when.latest"), Selected: v.carried.Month.IsZero()}}}
	q := v.r.URL.Query()
	for _, name := range slices.Sorted(maps.Keys(q)) {
		if name != "period" && name != "asof" && name != "lang" {
			f.When.Keep = append(f.When.Keep, page.Hidden{Name: name, Value: q.Get(name)})
		}
	}
	v.offer(f.When, j.Months())
}

// offer fills the switch with months, under their years where there are several.
func (v *visit) offer(w *page.When, months []core.Period) {
	for i, p := range months {
		o := page.Option{Value: p.String(), Text: v.site.Words.Period(v.lang, p), Selected: p == v.carried.Month}
		switch {
		case months[0].Year == months[len(months)-1].Year:
			w.Options = append(w.Options, o)
			continue
		case i == 0 || p.Year != months[i-1].Year:
			w.Groups = append(w.Groups, page.OptionGroup{Label: v.site.Words.Period(v.lang, core.Months(int(p.Year), 1, 12))})
		}
		year := &w.Groups[len(w.Groups)-1]
		year.Options = append(year.Options, o)
	}
}

// onBoard is the address of another page of the board: it shows the same month as
// of the same moment, where the reader has chosen them.
func (v *visit) onBoard(path string) string {
	q := url.Values{}
	for _, h := range v.carriedOn() {
		q.Set(h.Name, h.Value)
	}
	switch {
	case len(q) == 0:
		return path
	case strings.Contains(path, "?"):
		return path + "&" + q.Encode()
	}
	return path + "?" + q.Encode()
}

// carriedOn is the chosen month and moment, for the forms of those pages.
func (v *visit) carriedOn() []page.Hidden {
	var out []page.Hidden
	if v.carried.AsOf != "" {
		out = append(out, page.Hidden{Name: "asof", Value: v.carried.AsOf})
	}
	if !v.carried.Month.IsZero() {
		out = append(out, page.Hidden{Name: "period", Value: v.carried.Month.String()})
	}
	return out
}

// arranged is carriedOn with the order and the grouping of the list, which its
// filters keep.
func (v *visit) arranged() []page.Hidden {
	out := v.carriedOn()
	for _, name := range []string{"group", "sort"} {
		if value := v.r.URL.Query().Get(name); value != "" {
			out = append(out, page.Hidden{Name: name, Value: value})
		}
	}
	return out
}

// rearranged is this page with another order or grouping; "" is its own.
func (v *visit) rearranged(name, value string) string {
	q := v.r.URL.Query()
	if q.Set(name, value); value == "" {
		q.Del(name)
	}
	return (&url.URL{Path: v.r.URL.Path, RawQuery: q.Encode()}).String()
}
