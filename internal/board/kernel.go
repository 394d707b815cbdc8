package board

import (
	"runtime"
	"sync"
	"sync/atomic"

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

// blockSize is how many targets a core takes at a time: enough to be worth the
// taking, few enough that a core that is held up leaves the rest to the others, and
// that the verdicts are written while their fresh memory is still in the cache.
const blockSize = 4096

// verdicts are all targets' verdicts in blocks, each made by the core that fills it.
type verdicts [][]verdict

func (v verdicts) at(i int32) *verdict {
	n := uint32(i)
	return &v[n/blockSize][n%blockSize]
}

// compute judges every target and rolls the outcomes up into the actions. It is
// the same reading that progress.Judge does, over columns: cores take blocks of
// targets, each adds into its own groups.
func (v *View) compute() {
	n := len(v.snap.index.terms)
	v.verdicts = make(verdicts, (n+blockSize-1)/blockSize)
	workers := runtime.GOMAXPROCS(0)
	if n <= smallBoard {
		workers = 1
	}
	groups := make([][]progress.Group, workers)
	var next atomic.Int64
	var wait sync.WaitGroup
	for w := range workers {
		groups[w] = make([]progress.Group, len(v.snap.index.actionTargets))
		wait.Go(func() {
			for block := int(next.Add(1)) - 1; block < len(v.verdicts); block = int(next.Add(1)) - 1 {
				v.run(block, groups[w])
			}
		})
	}
	wait.Wait()
	v.actions = groups[0]
	for _, other := range groups[1:] {
		for a := range v.actions {
			v.actions[a].Merge(&other[a])
		}
	}
}

// cursor walks over series, keeping the strips it is in: neighbouring targets
// mostly read neighbouring series.
type cursor struct {
	figures *figures
	strip   int32 // the strip it is in, counted over all chunks
	lanes   [progress.Lanes]*[stripSize]progress.Series
}

// move goes to the strip of a series.
func (c *cursor) move(n int32) {
	c.strip = n / stripSize
	c.lanes = [progress.Lanes]*[stripSize]progress.Series{}
	chunk := c.figures.chunks.get(int(n) / pageSize)
	if chunk == nil {
		return
	}
	strip, _ := place(n)
	for l, ln := range chunk.lanes {
		if ln != nil {
			c.lanes[l] = ln.series[strip]
		}
	}
}

// series gives the figures of a series in the strip on one basis; nil for none.
func (c *cursor) series(l progress.Lane, n int32) *progress.Series {
	if c.lanes[l] == nil {
		return nil
	}
	return &c.lanes[l][uint32(n)%stripSize]
}

// run judges one block: what is plain from the two bases that matter for it, the
// rest with all that there is.
func (v *View) run(block int, actions []progress.Group) {
	x, st := v.snap.index, &v.snap.state
	from := block * blockSize
	to := min(from+blockSize, len(x.terms))
	verdicts := make([]verdict, to-from)
	v.verdicts[block] = verdicts
	terms, series, calendar, action := x.terms[from:to], st.series[from:to], x.calendar[from:to], x.action[from:to]
	var out progress.Outcome
	at := cursor{figures: &st.figures, strip: -1}
	for i := range terms {
		t, n, f := &terms[i], series[i], &v.frames[calendar[i]]
		if n/stripSize != at.strip {
			at.move(n)
		}
		if !t.ReadPlain(f, at.series(progress.OfficialLane, n), at.series(progress.OperationalLane, n), &out) {
			v.readWhole(int32(from+i), &out)
		}
		verdicts[i] = verdict{out.Completion, out.Light, out.Phase, out.Lane, out.Met}
		if a := action[i]; a >= 0 && t.Top {
			actions[a].AddTarget(t, out.Light, out.Phase, out.Completion, out.Met)
		}
	}
}

// readWhole judges a target that is not plain.
func (v *View) readWhole(i int32, out *progress.Outcome) {
	x, st := v.snap.index, &v.snap.state
	var figures progress.Figures
	st.figures.lanesOf(st.series[i], &figures)
	var table *progress.Table
	if k := x.tables[i]; k >= 0 {
		table = &st.courses.get(int(k)).table
	}
	x.terms[i].Read(&v.frames[x.calendar[i]], &figures, table, out)
}
