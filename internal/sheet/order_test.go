package sheet_test

import (
	"bytes"
	"crypto/rand"
	"slices"
	"strings"
	"testing"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/sheet"
	"tupo/internal/sheet/sheettest"
)

// The order of a workbook once followed random identifiers: two districts with
// the same plan got different workbooks.
func TestExportKeepsOrder(t *testing.T) {
	b, o := sheettest.Book()
	want := exported(t, b, o)
	slices.Reverse(b.Units)
	slices.Reverse(b.Targets)
	slices.Reverse(b.Points)
	slices.Reverse(b.Milestones)
	slices.Reverse(o)
	got := exported(t, b, o)
	for name, rows := range contents(t, want) {
		if other := contents(t, got)[name]; !slices.EqualFunc(rows, other, slices.Equal[[]string]) {
			t.Errorf("Export of the same rows from back to front writes on %s\n%v\nwant\n%v", name, other, rows)
		}
	}
}

// Codes with a number count: T9 before T10. A unit's children follow it.
func TestExportOrdersAsPeopleCount(t *testing.T) {
	b := plan.Book{Units: []plan.Unit{{ID: "1", Code: "U10", Parent: "r"}, {ID: "2", Code: "U9", Parent: "r"},
		{ID: "3", Code: "U2", Parent: "1"}, {ID: "4", Code: "U1", Parent: "r", Order: 1}, {ID: "r", Code: "Z"}, {ID: "5", Code: "U009", Parent: "r"}}}
	var got []string
	for _, row := range contents(t, exported(t, b, nil))["单位"][1:] {
		got = append(got, row[0])
	}
	if want := "Z U9 U009 U10 U2 U1"; strings.Join(got, " ") != want {
		t.Errorf("Export orders units %v, want %s", got, want)
	}
}

// A published figure whose source says no vintage once came back preliminary.
func TestPublishedFigureKeepsNoVintage(t *testing.T) {
	b, _ := sheettest.Book()
	x := b.Indicators[0]
	o := []report.Observation{{Indicator: x.ID, Unit: b.Units[0].ID, Period: x.Periods(2023)[0].String(), Basis: report.Published,
		Value: core.Whole(7), Standing: report.Verified, Released: "2023-03-20", Source: "晚报"}}
	raw := exported(t, b, o)
	w, err := sheet.Read(bytes.NewReader(raw), int64(len(raw)), sheet.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	in, wrong := w.Resolve(sheet.Existing{}, rand.Text, "2023-11-14")
	if len(in.Observations) != 1 || in.Observations[0].Vintage != "" {
		t.Errorf("Resolve() = %+v, %+v; want one figure without a vintage", in.Observations, wrong)
	}
}

func exported(t *testing.T, b plan.Book, o []report.Observation) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := sheet.Export(&out, sheet.Existing{Book: b, Observations: o}, "zh"); err != nil {
		t.Fatalf("Export() = %v", err)
	}
	return out.Bytes()
}
