package demo_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tupo/internal/app"
	"tupo/internal/demo"
)

// checkRoundTrip: the exported year, imported into an empty place, is exported from
// there cell for cell the same, shows the same front page of gaps, and its open
// question waits for the verifier again.
func checkRoundTrip(t *testing.T, a *app.App) {
	w := app.Operator(demo.District)
	first := exported(t, a, w)
	b := open(t)
	out, err := b.Import(t.Context(), app.Operator(""), bytes.NewReader(first), false)
	if err != nil || out.Failed() {
		t.Fatalf("Import(export) = %+v, %v", out.Wrong, err)
	}
	there := app.Operator(out.District) // the root unit's code is no division code
	want := cells(t, first)
	for _, name := range []string{"工作进展", "待核实疑点", "重点工作", "数据"} {
		if len(want[name]) < 2 {
			t.Errorf("sheet %s of the export has %d rows, want some below its header", name, len(want[name]))
		}
	}
	if diff := cmp.Diff(want, cells(t, exported(t, b, there))); diff != "" {
		t.Errorf("export of the imported export (-first +second):\n%s", diff)
	}
	if diff := cmp.Diff(gaps(t, a, w), gaps(t, b, there)); diff != "" {
		t.Errorf("what the gaps say of tasks and questions (-first +second):\n%s", diff)
	}
	if diff := cmp.Diff(questions(t, a, w), questions(t, b, there)); diff != "" || len(questions(t, b, there)) == 0 {
		t.Errorf("questions that wait for a verifier (-first +second):\n%s", diff)
	}
	if verdict, err := b.VerifyLedger(t.Context(), there, ""); err != nil || !verdict.OK() {
		t.Errorf("VerifyLedger of the imported place = %+v, %v; want nothing found", verdict.Findings, err)
	}
	again, err := b.Import(t.Context(), there, bytes.NewReader(first), false)
	if err != nil || again.Total().New != 0 || again.Total().Changed != 0 {
		t.Errorf("Import(export) a second time = %+v, %v; want nothing new", again.Summary, err)
	}
}

func exported(t *testing.T, a *app.App, w app.Who) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := a.Export(t.Context(), w, &out, "zh"); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// cells reads every sheet's rows as they are shown.
func cells(t *testing.T, workbook []byte) map[string][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string][]string{}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			all[name] = append(all[name], strings.TrimRight(strings.Join(row, "|"), "|"))
		}
	}
	return all
}

// gaps lists what holds tasks up and comes next, by the gap list.
func gaps(t *testing.T, a *app.App, w app.Who) []string {
	t.Helper()
	s, err := a.Summary(t.Context(), w, app.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, g := range s.Gaps {
		line := []string{g.Code, string(g.Light), string(g.Phase)}
		if g.Task != nil {
			line = append(line, g.Task.Blocked, g.Task.NextStep)
		}
		all = append(all, strings.Join(line, " | "))
	}
	return all
}

// questions lists the questioned figures that any verifier has before him.
func questions(t *testing.T, a *app.App, w app.Who) []string {
	t.Helper()
	queue, err := a.Queue(t.Context(), w)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, r := range queue {
		for _, l := range r.Lines {
			if l.Line.Doubt != "" {
				all = append(all, strings.Join([]string{r.Report.Period, l.Indicator.Code, l.Line.Value.String(), string(l.Line.Doubt), string(l.Line.Cause), l.Line.Answer}, " "))
			}
		}
	}
	return all
}
