package bench

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"tupo/internal/board"
	"tupo/internal/core"
)

// Board measures the board of a made-up district of n targets recomputed from
// twelve months of figures each: lights, completion, roll-up by action.
func Board(ctx context.Context, m Machine, n int, b Budget) (Timing, error) {
	s := board.Specimen(n)
	runtime.GC() // what making it left behind is not the board's
	return repeat(m.Wall, b, func() error {
		s.Recompute(core.Month(2023, 10), day)
		return ctx.Err()
	})
}

// Sum measures how long all cores take to add up as many numbers as n targets
// have in twelve months: what the memory allows.
func Sum(ctx context.Context, m Machine, n int, b Budget) (Timing, error) {
	column := make([]int64, n*12)
	for i := range column {
		column[i] = int64(i)
	}
	var total atomic.Int64
	return repeat(m.Wall, b, func() error {
		var wait sync.WaitGroup
		cores := runtime.GOMAXPROCS(0)
		for w := range cores {
			part := column[len(column)*w/cores : len(column)*(w+1)/cores]
			wait.Go(func() {
				var sum int64
				for _, v := range part {
					sum += v
				}
				total.Add(sum)
			})
		}
		wait.Wait()
		return ctx.Err()
	})
}
