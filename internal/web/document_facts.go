package web

import (
	"encoding/json"
	"net/url"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/extract"
	"tupo/internal/web/page"
)

// directiveCodes gives the codes of the directives that the reader may see, by
// identifier.
func (v *visit) directiveCodes() (map[string]string, error) {
	if !v.may(access.ViewDirective) {
		return nil, nil
	}
	all, err := v.site.App.Directives(v.ctx, v.who)
	codes := make(map[string]string, len(all))
	for _, d := range all {
		codes[string(d.ID)] = d.Code
	}
	return codes, err
}

// projectCodes gives the codes of the projects that the reader may see, by identifier.
func (v *visit) projectCodes() (map[string]string, error) {
	all, err := v.site.App.Projects(v.ctx, v.who, 0)
	codes := make(map[string]string, len(all))
	for _, x := range all {
		codes[string(x.ID)] = x.Code
	}
	return codes, err
}

// made links to the page of what a fact became, or to its history where it has none.
func (m *factRows) made(object string) *page.Link {
	v := m.v
	ref, err := core.ParseRef(object)
	if err != nil || ref.Kind == "" {
		return nil
	}
	switch ref.Kind {
	case "target":
		if t, ok := m.s.Target(core.TargetID(ref.ID)); ok && v.may(access.ViewBoard) {
			return &page.Link{Text: v.thing(ref.Kind), URL: "/targets/" + url.PathEscape(t.Code)}
		}
	case "target_change":
		if v.may(access.ExportPlan) {
			return &page.Link{Text: v.thing(ref.Kind), URL: "/plan/changes#c-" + ref.ID}
		}
	case "project":
		if code := m.projects[ref.ID]; code != "" {
			return &page.Link{Text: v.thing(ref.Kind), URL: "/projects/" + url.PathEscape(code)}
		}
	case "programme", "action":
		if v.may(access.ExportPlan) {
			return &page.Link{Text: v.thing(ref.Kind), URL: "/plan/" + ref.Kind + "/" + ref.ID}
		}
	case "directive":
		if code := m.codes[ref.ID]; code != "" {
			return &page.Link{Text: v.t("directives.made", "code", code), URL: "/directives/" + url.PathEscape(code)}
		}
	}
	if url := v.historyURL(object); url != "" {
		return &page.Link{Text: v.thing(ref.Kind), URL: url}
	}
	return nil
}

// factParts lists the fields of a fact, as the page writes them.
func (v *visit) factParts(f document.Fact) ([]page.Fact, error) {
	switch f.Kind {
	case extract.KindProgramme:
		return partsOf(f, v.programmeParts)
	case extract.KindAction:
		return partsOf(f, func(x extract.Action) []page.Fact { return []page.Fact{{Value: itoa(x.No)}} })
	case extract.KindMeeting:
		return partsOf(f, v.meetingParts)
	case extract.KindDirective:
		return partsOf(f, v.directiveParts)
	case extract.KindProject:
		return partsOf(f, v.projectParts)
	}
	return nil, nil
}

func partsOf[T any](f document.Fact, parts func(T) []page.Fact) ([]page.Fact, error) {
	var x T
	if err := json.Unmarshal([]byte(f.Payload), &x); err != nil {
		return nil, err
	}
	return parts(x), nil
}

// part appends a labelled value, unless there is none.
func (v *visit) part(list []page.Fact, key, value string) []page.Fact {
	if value == "" {
		return list
	}
	return append(list, page.Fact{Label: v.t("fact." + key), Value: value})
}

func (v *visit) programmeParts(x extract.Programme) []page.Fact {
	var out []page.Fact
	if x.ThemeYear != nil {
		out = v.part(out, "theme", x.ThemeYear.Reading())
	}
	if x.Launched != nil {
		out = v.part(out, "launched", x.Launched.Reading())
	}
	out = v.part(out, "owner", x.Owner)
	if x.DeclaredCount > 0 {
		out = v.part(out, "declared", v.t("fact.declared.of", "n", itoa(len(x.Actions)), "all", itoa(x.DeclaredCount)))
	}
	if x.ListedCount > 0 {
		out = v.part(out, "cut", v.t("fact.declared.differs"))
	}
	return out
}

func (v *visit) meetingParts(x extract.Meeting) []page.Fact {
	var out []page.Fact
	if x.Date != nil {
		out = v.part(out, "date", x.Date.Reading())
	}
	if x.Place != nil {
		out = v.part(out, "place", x.Place.Reading())
	}
	for _, a := range x.Agenda {
		out = v.part(out, "agenda", a.Reading())
	}
	return out
}

// presentParts lists who was at a meeting, who chaired it first.
func (v *visit) presentParts(all []app.Attendee) []page.Fact {
	var out []page.Fact
	for _, x := range all {
		key, who := "present", v.attendee(x)
		if x.Chair {
			key = "chair"
		}
		out = append(out, page.Fact{Label: v.t("fact." + key), Value: who})
	}
	return out
}

// attendee says post and name as the page writes them, in one line.
func (v *visit) attendee(x app.Attendee) string {
	name := x.Name
	if x.Erased {
		name = v.t("person.gone")
	}
	return strings.Join(strings.Fields(strings.Join([]string{x.Org, x.Post, name}, " ")), " ")
}

func (v *visit) directiveParts(x extract.Directive) []page.Fact {
	out := v.part(nil, "speaker", x.Speaker)
	if x.Subject != nil {
		out = v.part(out, "subject", x.Subject.Reading())
	}
	if x.Deadline != nil {
		out = v.part(out, "deadline", x.Deadline.Reading())
	}
	if x.TruncatedByJump {
		out = v.part(out, "cut", v.t("fact.cut.jump"))
	}
	return out
}

func (v *visit) projectParts(x extract.Project) []page.Fact {
	var out []page.Fact
	if x.Event != nil {
		out = v.part(out, "event", x.Event.Reading())
	}
	for _, m := range []struct {
		key string
		m   *extract.Measure
	}{{"total", x.Total}, {"year-investment", x.YearInvestment}, {"done-investment", x.DoneInvestment}, {"land", x.Land}, {"floor", x.Floor}, {"capacity", x.Capacity}, {"scale", x.Scale}, {"phases", x.PhaseCount}, {"output", x.Output}, {"tax", x.Tax}, {"jobs", x.Jobs}} {
		if m.m != nil {
			out = v.part(out, m.key, v.measured(m.m))
		}
	}
	for _, ph := range x.Phases {
		words := []string{ph.Name.Reading()}
		for _, m := range []struct {
			key string
			m   *extract.Measure
		}{{"investment", ph.Investment}, {"land", ph.Land}, {"floor", ph.Floor}} {
			if m.m != nil {
				words = append(words, strings.ToLower(v.t("fact."+m.key))+" "+v.measured(m.m))
			}
		}
		out = v.part(out, "phase", strings.Join(words, v.list()))
	}
	var parties []string
	for _, s := range x.PartyList {
		parties = append(parties, s.Reading())
	}
	out = v.part(out, "parties", strings.Join(parties, v.list()))
	for _, s := range []struct {
		key  string
		span *extract.Span
	}{{"location", x.Location}, {"start", x.Start}, {"expected", x.Expected}, {"park", x.IndustryPark}} {
		if s.span != nil && !(s.key == "location" && x.IndustryPark != nil && s.span.Start == x.IndustryPark.Start) {
			out = v.part(out, s.key, s.span.Reading())
		}
	}
	for _, rel := range x.Relations {
		out = v.part(out, "relation", rel.Of.Reading())
	}
	return out
}
