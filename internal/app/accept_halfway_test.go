package app_test

import (
	"crypto/rand"
	"errors"
	"io"
	"log/slog"
	"testing"
	"time"

	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/plan"
)

// rationed gives randomness until its ration is used up; −1 is without end.
type rationed struct{ reads int }

func (r *rationed) Read(p []byte) (int, error) {
	if r.reads == 0 {
		return 0, errors.New("no randomness left")
	}
	r.reads--
	return io.ReadFull(rand.Reader, p)
}

// Where something fails half way through a batch of figures, what is done stays done and
// everything else is told of, fact by fact.
func TestDecideTellsWhatWasDone(t *testing.T) {
	source := &rationed{-1}
	a, err := app.Open(t.Context(), app.Place{Config: config.Config{Data: t.TempDir(), Clock: "2023-11-14"}, Wall: time.Now, Random: source, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = a.Close() })
	if err := a.CreateDistrict(t.Context(), plan.Book{District: plan.District{ID: monthDistrict, Name: "样区", NameEn: "Sample District", TimeZone: "Asia/Shanghai"},
		Units:      []plan.Unit{{ID: "root", Code: "ROOT", Name: "样区", NameEn: "Sample District", Kind: plan.UnitDistrict}},
		Programmes: []plan.Programme{{ID: "p", Code: "P2023", Name: "样年", StartYear: 2023, EndYear: 2023, State: plan.Draft}}}); err != nil {
		t.Fatal(err)
	}
	r := readAims(t, a, app.Operator(monthDistrict), "2023年主要目标：新建口袋公园18处；新增海绵步道12公里；新增风雨连廊7公里；新增停车位900个。\n")
	var all []app.Decision
	for _, f := range r.Facts {
		all = append(all, app.Decision{Fact: f.ID, Accept: true, Among: true})
	}
	if len(all) != 4 {
		t.Fatalf("%d facts, want 4", len(all))
	}
	source.reads = 0
	if left, err := a.Decide(t.Context(), r.who, r.Document.ID, all); err == nil || left != nil {
		t.Errorf("failing at the first: %v, %v; want the error alone", left, err)
	}
	var left []app.Left
	for source.reads = 1; ; source.reads++ {
		ration := source.reads
		if left, err = a.Decide(t.Context(), r.who, r.Document.ID, all); err == nil {
			break
		}
		if source.reads = ration; ration > 100 {
			t.Fatal("no ration leads half way")
		}
	}
	source.reads = -1
	states := map[core.FactID]document.FactState{}
	if r.Reading, err = a.Document(t.Context(), r.who, r.Document.ID); err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Facts {
		states[f.ID] = f.State
	}
	if len(left) == 0 || len(left) == 4 || left[0].Why.Key != "document.failed" || left[len(left)-1].Why.Key == "" {
		t.Fatalf("left %+v, want some, the first as failed", left)
	}
	for i, x := range left {
		if states[x.Fact.ID] != document.Proposed || i > 0 && x.Why.Key != "document.not-reached" {
			t.Errorf("%s is %s, left as %s", x.Fact.Text, states[x.Fact.ID], x.Why.Key)
		}
		delete(states, x.Fact.ID)
	}
	for id, state := range states {
		if state != document.Accepted {
			t.Errorf("%s is %s and not told of", id, state)
		}
	}
}

// A figure of a period that is not over is not offered as if it could be taken.
func TestNothingTooEarlyIsOffered(t *testing.T) {
	a, w := draftPlace(t, "")
	r := readAims(t, a, w, "2024年一季度，全区外贸进出口总额完成812.5亿元。2022年，全区外贸进出口总额完成700亿元。\n")
	early, f := r.Offers[r.fact("quantity", "812.5亿元").ID], r.fact("quantity", "812.5亿元")
	if early.Choice.As == app.AsResult && (early.Stop == nil || early.Stop.Key != "report.not-begun") || early.Ready(f) {
		t.Errorf("a quarter to come is offered: %+v, stopped by %v", early.Choice, early.Stop)
	}
	f = r.fact("quantity", "700亿元")
	if past := r.Offers[f.ID]; !past.Ready(f) {
		t.Errorf("a year that is over is not: %+v, %v", past, past.Stop)
	}
}
