package app_test

import (
	"bytes"
	"testing"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/sheet"
	"tupo/internal/sheet/sheettest"
)

// A workbook makes its district where there is none, named after its root unit;
// imported by the operator, a programme without a stated state is active.
func TestImportMakesTheDistrict(t *testing.T) {
	a := emptyPlace(t)
	book := sheettest.Build(sheettest.Minimal()...)
	dry, err := a.Import(t.Context(), app.Operator(""), bytes.NewReader(book), true)
	if err != nil || dry.Failed() || dry.Total().New != 14 {
		t.Fatalf("Import(dry) = %+v, %v; want 14 new rows", dry, err)
	}
	if all, err := a.Districts(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("Districts() after a dry import = %v, %v; want none", all, err)
	}
	out, err := a.Import(t.Context(), app.Operator(""), bytes.NewReader(book), false)
	if err != nil || out.Failed() || out.District != "000000" {
		t.Fatalf("Import() = %+v, %v; want district 000000", out, err)
	}
	s, err := a.Seen(t.Context(), app.Operator(out.District))
	if err != nil {
		t.Fatal(err)
	}
	if d := s.District(); d.Name != "云溪区" || d.TimeZone != "Asia/Shanghai" {
		t.Errorf("District() = %+v, want 云溪区 in China's time", d)
	}
	if p := s.Book().Programmes; len(p) != 1 || p[0].State != plan.Active {
		t.Errorf("programmes = %+v, want one, active", p)
	}
	again, err := a.Import(t.Context(), app.Operator(out.District), bytes.NewReader(book), false)
	if err != nil || again.Total().New != 0 || again.Total().Changed != 0 {
		t.Errorf("Import() again = %+v, %v; want nothing new", again, err)
	}
}

// A wrong workbook leaves nothing behind, not even the district.
func TestWrongWorkbookMakesNothing(t *testing.T) {
	a := emptyPlace(t)
	sheets := sheettest.Minimal()
	sheets[4].Rows[1][3] = "约1200"
	out, err := a.Import(t.Context(), app.Operator(""), bytes.NewReader(sheettest.Build(sheets...)), false)
	if err != nil || !out.Failed() {
		t.Fatalf("Import(a word for a number) = %+v, %v; want faults", out, err)
	}
	if all, err := a.Districts(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("Districts() = %v, %v; want none", all, err)
	}
	if _, err := a.Import(t.Context(), app.Operator(""), bytes.NewReader([]byte("no workbook")), false); !errs.Is(err, errs.Invalid) {
		t.Errorf("Import(no workbook) = %v, want Invalid", err)
	}
}

// A workbook does not get round change control: a target of an active programme
// keeps its value, and the other one is asked for.
func TestImportAsksForChanges(t *testing.T) {
	a, w := specimenPlace(t)
	s, err := a.Seen(t.Context(), app.Operator(w.District))
	if err != nil {
		t.Fatal(err)
	}
	book := *s.Book()
	book.Targets = append([]plan.Target(nil), book.Targets...)
	at := -1
	for i, x := range book.Targets {
		if p, ok := s.Programme(x.Programme); ok && p.State == plan.Active && x.Parent == "" && x.Value.Known() && !x.Stretch.Known() && !x.High.Known() {
			at = i
		}
	}
	if at < 0 {
		t.Fatal("the specimen has no plain target in an active programme")
	}
	old := book.Targets[at]
	more, err := old.Value.Add(core.Whole(1))
	if err != nil {
		t.Fatal(err)
	}
	book.Targets[at].Value = more
	var b bytes.Buffer
	if err := sheet.Export(&b, sheet.Existing{Book: book}, "zh"); err != nil {
		t.Fatal(err)
	}
	out, err := a.Import(t.Context(), w, &b, false)
	if err != nil || out.Failed() {
		t.Fatalf("Import() = %+v, %v", out.Wrong, err)
	}
	if s, err = a.Seen(t.Context(), app.Operator(w.District)); err != nil {
		t.Fatal(err)
	}
	if now, _ := s.Target(old.ID); now.Value != old.Value {
		t.Errorf("target %s is %s after the import, want still %s", old.Code, now.Value, old.Value)
	}
	changes, err := a.TargetChanges(t.Context(), w, old.ID)
	if err != nil || len(changes) != 1 || changes[0].New != more || changes[0].State != "asked" {
		t.Errorf("TargetChanges() = %+v, %v; want one asking for %s", changes, err, more)
	}
}
