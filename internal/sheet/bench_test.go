package sheet_test

import (
	"bytes"
	"fmt"
	"runtime"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/sheet"
	"tupo/internal/sheet/sheettest"
)

// watchHeap samples the heap until the returned function is called, which tells
// by how much it grew at most, in bytes.
func watchHeap(b *testing.B) func() uint64 {
	b.Helper()
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	before, peak := m.HeapInuse, m.HeapInuse
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-stop:
				return
			case <-time.After(5 * time.Millisecond):
				runtime.ReadMemStats(&m)
				peak = max(peak, m.HeapInuse)
			}
		}
	}()
	return func() uint64 {
		close(stop)
		<-done
		return peak - before
	}
}

// processor is the time this process has had, which a busy machine does not
// lengthen as it does the clock's.
func processor() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// large is the specimen with n targets over 40 zones and a year of figures each.
func large(n int) (plan.Book, []report.Observation) {
	b, _ := sheettest.Book()
	b.Targets, b.Points = b.Targets[:0], nil
	var o []report.Observation
	for i := range 40 {
		b.Units = append(b.Units, plan.Unit{ID: core.UnitID(fmt.Sprintf("z%d", i)), Code: fmt.Sprintf("Z%02d", i), Name: fmt.Sprintf("第%d片区", i), Kind: plan.UnitZone, Parent: "u0"})
	}
	for i := range n / 40 {
		x := b.Indicators[7]
		x.ID, x.Code, x.Name, x.Accumulation = core.IndicatorID(fmt.Sprintf("x%d", i)), fmt.Sprintf("X%04d", i), fmt.Sprintf("片区指标%d", i), plan.Cumulative
		b.Indicators = append(b.Indicators, x)
		for z := range 40 {
			unit := core.UnitID(fmt.Sprintf("z%d", z))
			value := core.Whole(int64(1200 + i + z))
			b.Targets = append(b.Targets, plan.Target{ID: core.TargetID(fmt.Sprintf("t%d-%d", i, z)), Code: fmt.Sprintf("T%04d%02d", i, z), Programme: "g1", Action: "a1", Indicator: x.ID, Unit: unit,
				Year: 2023, Value: value, Original: value, Shape: plan.Linear, Lead: "u2", Supporting: "u3,u4", Weight: core.Micro(1_500_000)})
			for month := 1; month <= 10; month++ {
				o = append(o, report.Observation{Indicator: x.ID, Unit: unit, Period: core.Month(2023, month).String(), Basis: report.Operational, Value: core.Whole(int64(month * 100)), Standing: report.Claimed})
			}
		}
	}
	return b, o
}

func BenchmarkImport(b *testing.B) {
	for _, size := range []struct {
		name    string
		figures bool
	}{{"5000 targets", false}, {"5000 targets and 50000 figures", true}} {
		book, figures := large(5000)
		if !size.figures {
			figures = nil
		}
		var workbook bytes.Buffer
		if err := sheet.Export(&workbook, sheet.Existing{Book: book, Observations: figures}, "zh"); err != nil {
			b.Fatal(err)
		}
		for _, existing := range []struct {
			name string
			book sheet.Existing
		}{{"new", sheet.Existing{}}, {"same", sheet.Existing{Book: book, Observations: figures}}} {
			b.Run(size.name+"/"+existing.name, func(b *testing.B) {
				peak, start := watchHeap(b), processor()
				for b.Loop() {
					w, err := sheet.Read(bytes.NewReader(workbook.Bytes()), int64(workbook.Len()), sheet.Limits{})
					if err != nil {
						b.Fatal(err)
					}
					in, wrongs := w.Resolve(existing.book, ids(), today)
					if len(in.Summary) == 0 {
						b.Fatalf("Resolve names %v", lines(wrongs))
					}
				}
				b.ReportMetric(float64((processor()-start).Milliseconds())/float64(b.N), "cpu-ms/op")
				b.ReportMetric(float64(peak())/(1<<20), "MB-peak")
			})
		}
	}
}

func BenchmarkExport(b *testing.B) {
	book, figures := large(5000)
	start := processor()
	for b.Loop() {
		var out bytes.Buffer
		if err := sheet.Export(&out, sheet.Existing{Book: book, Observations: figures}, "zh"); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((processor()-start).Milliseconds())/float64(b.N), "cpu-ms/op")
}
