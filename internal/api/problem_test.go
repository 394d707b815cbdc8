package api_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/encoding/simplifiedchinese"

	"tupo/internal/api"
	"tupo/internal/httpx"
)

// fieldsOf lists a problem's wrong fields with their keys.
func fieldsOf(p httpx.Problem) []string {
	var all []string
	for _, f := range p.Errors {
		all = append(all, f.Field+" "+f.Key)
	}
	slices.Sort(all)
	return all
}

func TestBadInput(t *testing.T) {
	p := open(t, book())
	c := p.login(t, "filer")
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(`{"note":"说明","lines":[]}`)
	check(t, err)
	const sheet = "/sheets/ZQ1/2023-10"
	for _, x := range []struct {
		what, method, path string
		body               any
		status             int
		fields             []string
		key                string
	}{
		{"no body", "POST", sheet, nil, 400, nil, "api.no-body"},
		{"half a body", "POST", sheet, `{"lines":[`, 400, nil, "api.json"},
		{"two bodies", "POST", sheet, `{} {}`, 400, nil, "api.json"},
		{"GB18030", "POST", sheet, gb, 400, nil, "api.encoding"},
		{"a list", "POST", sheet, `[]`, 400, nil, "api.want-object"},
		{"a value twice", "POST", sheet, `{"lines":[{"indicator":"I0101","value":"12"},{"indicator":"I0102","value":"41.6","value":"43.5"}]}`, 422, []string{"lines[1].value form.twice"}, ""},
		{"a value twice, in another case", "POST", sheet, `{"lines":[{"indicator":"I0101","value":"41.6","VALUE":"43.5"}]}`, 422, []string{"lines[0].VALUE form.twice"}, ""},
		{"a name in another case", "POST", sheet, `{"lines":[{"indicator":"I0101","VALUE":"43.5"}]}`, 422, []string{"lines[0].VALUE api.unknown-field", "lines[0].value form.required"}, ""},
		{"unknown property", "POST", sheet, `{"liens":[]}`, 422, []string{"liens api.unknown-field"}, ""},
		{"several faults", "POST", sheet, `{"lines":[{"indicator":"I0101","value":12,"cause":"why"},{"value":"1"}],"whole":"yes"}`, 422,
			[]string{"lines[0].cause api.choice", "lines[0].value api.want-string", "lines[1].indicator form.required", "whole api.want-boolean"}, ""},
		{"no list", "POST", sheet, `{"lines":{}}`, 422, []string{"lines api.want-list"}, ""},
		{"form", "POST", sheet, nil, 415, nil, "form.type"},
		{"too long", "POST", sheet, api.Filing{Note: strings.Repeat("长", 4001)}, 422, []string{"note form.long"}, ""},
		{"too much", "POST", sheet, `{"note":"` + strings.Repeat("x", 2<<20) + `"}`, 413, nil, "http.too-large"},
		{"unknown codes", "POST", sheet, api.Filing{Lines: []api.FilingLine{{Indicator: "I9", Unit: "U9", Value: "1"}}, Tasks: []api.FilingTask{{Task: "K9"}}}, 422,
			[]string{"lines[0].indicator plan.no-such-indicator", "lines[0].unit plan.no-such-unit", "tasks[0].task plan.no-such-task"}, ""},
		{"unknown codes and wrong figures", "POST", sheet, api.Filing{Lines: []api.FilingLine{{Indicator: "X1", Value: "1"}, {Indicator: "I0101", Value: "=1+1"}, {Indicator: "X2", Value: "1"}},
			Tasks: []api.FilingTask{{Task: "X3"}}}, 422,
			[]string{"lines[0].indicator plan.no-such-indicator", "lines[1].value number.malformed", "lines[2].indicator plan.no-such-indicator", "tasks[0].task plan.no-such-task"}, ""},
		{"no number", "POST", sheet, figure("约5"), 422, []string{"lines[0].value number.malformed"}, ""},
		{"wrong groups", "POST", sheet, figure("1,23"), 422, []string{"lines[0].value number.malformed"}, ""},
		{"too fine", "POST", sheet, figure("1.23456789012"), 422, []string{"lines[0].value number.too-fine"}, ""},
		{"not due", "POST", sheet, api.Filing{Lines: []api.FilingLine{{Indicator: "I0102", Unit: "ZH1", Value: "1"}}}, 422, []string{"lines[0].value report.not-due"}, ""},
		{"twice", "POST", sheet, api.Filing{Lines: []api.FilingLine{{Indicator: "I0101", Value: "1"}, {Indicator: "I0101", Unit: "ZQ1", Value: "2"}}}, 422, []string{"lines[1] form.twice"}, ""},
		{"not whole", "POST", sheet, api.Filing{Lines: figure("90").Lines, Whole: true}, 422, []string{"lines[I0102@ZQ1].value report.value-or-note"}, ""},
		{"questioned", "POST", sheet, figure("120"), 422, []string{"lines[0].value report.questioned.exact"}, ""},
		{"nothing filed", "POST", sheet, `{}`, 400, nil, "report.empty"},
		{"no such milestone", "POST", sheet, api.Filing{Tasks: []api.FilingTask{{Task: "K01", Milestones: []api.FilingMilestone{{No: 9, Done: "2023-02-30"}}}}}, 422,
			[]string{"tasks[0].milestones[0].done_on form.date", "tasks[0].milestones[0].no plan.no-such-milestone"}, ""},
		{"future milestone", "POST", sheet, api.Filing{Tasks: []api.FilingTask{{Task: "K01", Milestones: []api.FilingMilestone{{No: 1, Done: "2023-12-01"}}}}}, 422,
			[]string{"tasks[0].milestones[0] report.future-date"}, ""},
		{"no month", "POST", "/sheets/ZQ1/2023-13", figure("90"), 422, []string{"month period.month-wanted"}, ""},
		{"a quarter", "GET", "/sheets/ZQ1/2023-Q1", nil, 422, []string{"month period.month-wanted"}, ""},
		{"unknown unit", "GET", "/sheets/XX/2023-10", nil, 404, nil, "access.missing"},
		{"another's sheet", "GET", "/sheets/ZH1/2023-10", nil, 404, nil, "access.missing"},
		{"unknown parameter", "GET", "/board?perod=2023-10", nil, 422, []string{"perod api.unknown-parameter"}, ""},
		{"as of nonsense", "GET", "/board?as_of=yesterday", nil, 422, []string{"as_of moment.malformed"}, ""},
		{"as of the future", "GET", "/board?as_of=99999", nil, 422, []string{"as_of moment.no-such-entry"}, ""},
		{"limit", "GET", "/targets?limit=0&light=pink", nil, 422, []string{"light api.choice", "limit form.least"}, ""},
		{"no integer", "GET", "/targets?limit=x", nil, 422, []string{"limit api.want-integer"}, ""},
		{"unknown address", "GET", "/nowhere", nil, 404, nil, "access.missing"},
		{"wrong method", "DELETE", "/board", nil, 405, nil, "http.method"},
		{"evidence without a file", "POST", "/evidence?unit=ZQ1", "", 415, nil, "form.type"},
		{"missing file", "GET", "/evidence/" + strings.Repeat("0", 64), nil, 404, nil, "access.missing"},
	} {
		var headers []string
		if x.what == "form" {
			x.body, headers = "note=x", []string{"Content-Type", "application/x-www-form-urlencoded"}
		}
		w := c.call(x.method, x.path, x.body, headers...)
		problem := readProblem(t, w, x.what)
		if w.Code != x.status || problem.Status != x.status {
			t.Errorf("%s: %d, want %d: %s", x.what, w.Code, x.status, w.Body)
			continue
		}
		if got := fieldsOf(problem); x.fields != nil && !slices.Equal(got, x.fields) {
			t.Errorf("%s: fields %q, want %q", x.what, got, x.fields)
		}
		if x.key != "" && problem.Key != x.key {
			t.Errorf("%s: key %s, want %s", x.what, problem.Key, x.key)
		}
	}
	if w := c.call("GET", "/sheets/ZQ1/2023-10", nil); strings.Contains(w.Body.String(), `"report"`) {
		t.Errorf("something of all that was half saved: %s", w.Body)
	}
}

// readProblem checks the form of every error.
func readProblem(t *testing.T, w *httptest.ResponseRecorder, what string) httpx.Problem {
	t.Helper()
	var p httpx.Problem
	if media := w.Header().Get("Content-Type"); media != "application/problem+json" {
		t.Fatalf("%s: %d %s: %s; want a problem", what, w.Code, media, w.Body)
	}
	decode(t, w, &p)
	if p.Request == "" || p.Request != w.Header().Get("X-Request-Id") || p.Title == "" || p.Title == p.Key {
		t.Errorf("%s: problem %+v, request %s", what, p, w.Header().Get("X-Request-Id"))
	}
	return p
}

func TestProblemsSpeakTheReadersLanguage(t *testing.T) {
	p := open(t, book())
	c := p.login(t, "filer")
	for _, x := range []struct {
		path, accept string
		chinese      bool
	}{
		{"/targets?limit=0", "", true},
		{"/targets?limit=0", "en-GB,zh;q=0.5", false},
		{"/targets?limit=0&lang=zh", "en", true},
		{"/targets?limit=0&lang=en", "zh", false},
	} {
		problem := readProblem(t, c.call("GET", x.path, nil, "Accept-Language", x.accept), x.path)
		han := strings.ContainsFunc(problem.Errors[0].Detail, func(r rune) bool { return unicode.Is(unicode.Han, r) })
		if han != x.chinese {
			t.Errorf("GET %s with %q says %q, want Chinese: %t", x.path, x.accept, problem.Errors[0].Detail, x.chinese)
		}
	}
}

func TestUnknownErrorShowsItsNumberOnly(t *testing.T) {
	p := open(t, book())
	p.serve(t, []httpx.Route{{Method: "GET", Pattern: "/api/v1/broken", Permission: httpx.Open,
		Handler: func(http.ResponseWriter, *http.Request) error { return fmt.Errorf("a secret path") }}})
	c := &client{tb: t, place: p}
	w := c.call("GET", "/broken", nil)
	problem := readProblem(t, w, "broken")
	if w.Code != 500 || strings.Contains(w.Body.String(), "secret") || problem.Key != "http.internal" {
		t.Errorf("broken: %d %s", w.Code, w.Body)
	}
}

// TestPermissions asks what each role is refused before anything is looked at.
func TestPermissions(t *testing.T) {
	p := open(t, book())
	for _, x := range []struct {
		login, method, path string
		body                any
		want                int
	}{
		{"other", "POST", "/sheets/ZQ1/2023-10", figure("1"), 404}, // as if the sheet were not there
		{"other", "GET", "/sheets/ZQ1/2023-10", nil, 404},
		{"head", "POST", "/sheets/ZQ1/2023-10", figure("1"), 403},
		{"filer", "POST", "/verifications", api.Verdicts{}, 403},
		{"filer", "POST", "/official-figures", api.Releases{}, 403},
		{"filer", "POST", "/periods/2023-09/lock", nil, 403},
		{"filer", "GET", "/ledger/entries", nil, 403},
		{"auditor", "GET", "/ledger/entries", nil, 200},
		{"auditor", "GET", "/sheets/ZQ1/2023-10", nil, 403},
		{"auditor", "POST", "/plan/import", nil, 403},
		{"leader", "GET", "/plan/export", nil, 200},
		{"leader", "POST", "/targets/T0101/changes", api.NewChange{Value: "1", Reason: "x"}, 403},
		{"stats", "POST", "/reports/none/approval", nil, 403},
		{"office", "GET", "/reconciliation/2023-09", nil, 200},
	} {
		w := p.login(t, x.login).call(x.method, x.path, x.body)
		if w.Code != x.want {
			t.Errorf("%s: %s %s: %d, want %d: %s", x.login, x.method, x.path, w.Code, x.want, w.Body)
		}
	}
}

// multipartOf makes a body with one file.
func multipartOf(t *testing.T, field, name string, content []byte) (body, media string) {
	t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile(field, name)
	check(t, err)
	_, err = part.Write(content)
	check(t, err)
	check(t, w.Close())
	return b.String(), w.FormDataContentType()
}
