package board

import (
	"runtime"
	"sync"

	"tupo/internal/progress"
)

// verdict is what the board keeps of a target's outcome; the rest is read again
// when someone looks at the target.
type verdict struct {
	completion int32
	light      progress.Light
	phase      progress.Phase
	lane       progress.Lane
	met        bool
}

// smallBoard is up to how many targets one core is faster than several.
const smallBoard = 4096

// compute judges every target and rolls the outcomes up into the actions. It is
// the same reading that progress.Judge does, over columns: targets are cut into
// as many runs as there are cores, each run adds into its own groups.
func (v *View) compute() {
	n := len(v.snap.index.terms)
	v.verdicts = make([]verdict, n)
	workers := runtime.GOMAXPROCS(0)
	if n < smallBoard {
		workers = 1
	}
	groups := make([][]progress.Group, workers)
	var wait sync.WaitGroup
	for w := range workers {
		groups[w] = make([]progress.Group, len(v.snap.index.actionTargets))
		from, to := n*w/workers, n*(w+1)/workers
		wait.Go(func() { v.run(from, to, groups[w]) })
	}
	wait.Wait()
	v.actions = groups[0]
	for _, other := range groups[1:] {
		for a := range v.actions {
			v.actions[a].Merge(&other[a])
		}
	}
}

// cursor walks over series, keeping the chunk it is in: neighbouring targets
// mostly read neighbouring series.
type cursor struct {
	figures *figures
	at      int32
	chunk   *chunk
	lanes   progress.Figures // of the series moved to
}

func (c *cursor) move(n int32) {
	if n>>6 != c.at {
		c.at, c.chunk = n>>6, c.figures.chunks.get(int(n)>>6)
		if c.chunk == nil {
			c.chunk = new(chunk)
		}
	}
	for l, ln := range c.chunk.lanes {
		if ln == nil {
			c.lanes[l] = nil
			continue
		}
		c.lanes[l] = &ln.series[n&(pageSize-1)]
	}
}

func (v *View) run(from, to int, actions []progress.Group) {
	x, st := v.snap.index, &v.snap.state
	var out progress.Outcome
	figures := cursor{figures: &st.figures, at: -1}
	for i := from; i < to; i++ {
		t := &x.terms[i]
		figures.move(st.series[i])
		var table *progress.Table
		if k := x.tables[i]; k >= 0 {
			table = &st.courses.get(int(k)).table
		}
		t.Read(&v.frames[x.calendar[i]], &figures.lanes, table, &out)
		v.verdicts[i] = verdict{out.Completion, out.Light, out.Phase, out.Lane, out.Met}
		if a := x.action[i]; a >= 0 && t.Top {
			actions[a].AddTarget(t, out.Light, out.Phase, out.Completion, out.Met)
		}
	}
}
