package sheet_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/sheet"
	"tupo/internal/sheet/sheettest"
)

// anyText is what a careless or hostile person writes into a field, without the
// space around it that no field keeps. Two of the format's escapes that share an
// underscore (_x1B0a_x000D_) are left out: the library writes the second as it is.
func anyText(t *rapid.T, name string) string {
	pieces := rapid.SliceOfN(rapid.SampledFrom([]string{"云", "溪", "a", "B", "1", "=", "+", "-", "@", "'", "\t", "\n", `"`, "&", "<", ">", "_x000D_", " ", "é", "😀", "，", "%", "0"}), 0, 8).Draw(t, name)
	return strings.TrimSpace(norm.NFC.String(strings.Join(pieces, "")))
}

func anyQuantity(t *rapid.T, name string) core.Quantity {
	if rapid.Bool().Draw(t, name+" round") {
		return core.Whole(rapid.Int64Range(-9_000_000_000_000, 9_000_000_000_000).Draw(t, name))
	}
	return core.Micro(rapid.Int64().Draw(t, name))
}

func anyDate(t *rapid.T, name string) core.Date {
	return core.Date("1900-01-01").AddDays(rapid.IntRange(0, 100_000).Draw(t, name))
}

// harmless changes fields of a sound book to anything that leaves it sound.
func harmless(t *rapid.T, b *plan.Book, o []report.Observation) {
	for i := range b.Units {
		u := &b.Units[i]
		u.Name, u.NameEn = fmt.Sprintf("%sn%d", anyText(t, "unit"), i), anyText(t, "unit en")
		u.Order = rapid.Int64Range(-5, 1<<40).Draw(t, "order")
	}
	b.Posts[0].From = anyDate(t, "from")
	for i := range b.Indicators {
		x := &b.Indicators[i]
		x.Name, x.Aliases = fmt.Sprintf("%sn%d", anyText(t, "indicator"), i), anyText(t, "aliases")
		x.Statistical, x.Decimals = rapid.Bool().Draw(t, "statistical"), rapid.Int64Range(0, 6).Draw(t, "decimals")
		x.DueDay = rapid.Int64Range(0, 28).Draw(t, "due")
	}
	for i := range b.Targets {
		x := &b.Targets[i]
		x.Reference, x.Source = anyText(t, "reference")+"n", anyText(t, "source")
		x.Original = anyQuantity(t, "original")
		x.Specimen = rapid.Bool().Draw(t, "specimen")
		x.Level = rapid.SampledFrom([]plan.Level{plan.LevelInternal, plan.LevelPublic, plan.LevelSecret}).Draw(t, "level")
		if x.Weight = core.Micro(rapid.Int64Range(0, 1<<60).Draw(t, "weight")); x.Weight.IsZero() {
			x.Weight = core.Quantity{}
		}
	}
	b.Targets[4].Value = anyQuantity(t, "value")
	for i := range b.Tasks {
		b.Tasks[i].Name = fmt.Sprintf("%sn%d", anyText(t, "task"), i)
		b.Tasks[i].Deliverable = anyText(t, "deliverable")
	}
	for i := range o {
		o[i].Source, o[i].Released = anyText(t, "released"), core.Date("2000-01-01").AddDays(rapid.IntRange(0, 8000).Draw(t, "released on"))
		if o[i].Basis != report.Operational || rapid.Bool().Draw(t, "known") {
			o[i].Value = anyQuantity(t, "figure")
		}
	}
}

func TestRoundTripChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, o := sheettest.Book()
		harmless(t, &b, o)
		lang := rapid.SampledFrom([]string{"zh", "en"}).Draw(t, "lang")
		var out bytes.Buffer
		if err := sheet.Export(&out, sheet.Existing{Book: b, Observations: o}, lang); err != nil {
			t.Fatalf("Export = %v", err)
		}
		w, err := sheet.Read(bytes.NewReader(out.Bytes()), int64(out.Len()), sheet.Limits{})
		if err != nil {
			t.Fatalf("Read(Export) = %v", err)
		}
		in, wrongs := w.Resolve(sheet.Existing{Book: b, Observations: o}, ids(), today)
		if len(wrongs) > 0 {
			t.Fatalf("Resolve(Read(Export)) names %+v", wrongs)
		}
		for _, c := range in.Summary {
			if c.New+c.Changed > 0 {
				t.Fatalf("Resolve(Read(Export)): %+v, want nothing new or changed; %+v %+v", c, in.Book, in.Observations)
			}
		}
	})
}
