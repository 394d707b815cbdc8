package demo_test

import (
	"crypto/rand"
	"io"
	"log/slog"
	"testing"
	"time"

	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/demo"
	"tupo/internal/progress"
)

// open makes an application on an empty folder whose clock stands at the
// demonstration's day.
func open(t *testing.T) *app.App {
	t.Helper()
	wall := func() time.Time { return demo.Today.Time().Add(2 * time.Hour) }
	a, err := app.Open(t.Context(), app.Place{Config: config.Config{Data: t.TempDir(), Clock: demo.Today}, Wall: wall,
		Random: rand.Reader, Log: slog.New(slog.NewTextHandler(io.Discard, nil))})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	})
	return a
}

// The replay goes through the use cases: whatever they refuse fails here. One
// replay serves all that is asked of it, because it takes seconds.
func TestPlay(t *testing.T) {
	a := open(t)
	if err := demo.Play(t.Context(), a, demo.Options{Secret: "a-demo-secret"}); err != nil {
		t.Fatal(err)
	}
	t.Run("lights", func(t *testing.T) { checkLights(t, a) })
	t.Run("ledger", func(t *testing.T) { checkLedger(t, a) })
	t.Run("past", func(t *testing.T) { checkPast(t, a) })
	t.Run("round trip", func(t *testing.T) { checkRoundTrip(t, a) })
}

func checkLights(t *testing.T, a *app.App) {
	got, err := a.Summary(t.Context(), app.Operator(demo.District), app.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Actions) != 13 || got.Period != "2023-10" {
		t.Fatalf("Summary: %d actions for %s, want 13 for 2023-10", len(got.Actions), got.Period)
	}
	for _, x := range got.Actions {
		want := progress.OnTrack
		switch x.Code {
		case "A07":
			want = progress.FarBehind
		case "A04", "A08":
			want = progress.Behind
		}
		if x.Light != want {
			t.Errorf("action %s %s is %s, want %s", x.Code, x.Short, x.Light, want)
		}
	}
	if len(got.Gaps) == 0 || got.Gaps[0].Action != "A07" {
		t.Errorf("the first gap is %+v, want one of A07", got.Gaps)
	}
}

func checkLedger(t *testing.T, a *app.App) {
	verdict, err := a.VerifyLedger(t.Context(), app.Operator(demo.District), "")
	if err != nil || !verdict.OK() {
		t.Errorf("VerifyLedger = %+v, %v; want nothing found", verdict.Findings, err)
	}
}

// checkPast: what was known on 20 October does not show the correction of
// September's retail sales, which came on 1 November.
func checkPast(t *testing.T, a *app.App) {
	w := app.Operator(demo.District)
	now, err := a.Summary(t.Context(), w, app.Moment{Month: core.Month(2023, 9)})
	if err != nil {
		t.Fatal(err)
	}
	then, err := a.Summary(t.Context(), w, app.Moment{AsOf: "2023-10-20", Month: core.Month(2023, 9)})
	if err != nil {
		t.Fatal(err)
	}
	if then.Seq >= now.Seq || then.Today != "2023-10-20" {
		t.Errorf("as of 2023-10-20: seq %d on %s; now seq %d", then.Seq, then.Today, now.Seq)
	}
}
