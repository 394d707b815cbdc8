package progress

import (
	"math/bits"

	"tupo/internal/core"
)

// Group is how targets and tasks add up for an action, a unit or a zone.
//
// Completion is the weighted mean of min(completion, 100 %) over the amounts
// done and the tasks, so 150 % and 50 % are not 100 %; what is overdue and not
// reported, or does not count yet, counts 0. Growth, rates, ranks, stocks and
// ceilings have no completion rate: they are counted met or not met. The light is
// the worst binding target's; without binding targets the worst target's; without
// targets the worst task's.
type Group struct {
	Light      Light
	Completion Share
	Lights     [Lights]int // of targets that were asked for a figure
	TaskLights [Lights]int
	Met        int // of Judged: growth, rates, ranks, stocks and ceilings that are met
	Judged     int
	Binding    int // binding targets that were asked for a figure
	BindingOn  int // of them on track or done: the “7 of 9”
	Unfiled    int // targets whose figure is missing; the view names them
	Waiting    int // targets whose figure is filed and does not count yet; the view names them
	Nought     int // of both the amounts, which count 0 in the completion; the others count as not met
	NotAsked   int // targets that nobody was asked for yet

	binding, expected, tasks Light
	weight, done             wide
}

// Targets is how many targets were asked for a figure.
func (g *Group) Targets() int {
	n := 0
	for _, c := range g.Lights {
		n += c
	}
	return n
}

// On is how many of them are on track or done.
func (g *Group) On() int { return g.Lights[OnTrack] + g.Lights[Done] }

// AddTarget counts one target's outcome.
func (g *Group) AddTarget(t *Terms, light Light, phase Phase, completion int32, met bool) {
	if !phase.Counts() {
		g.NotAsked++
		return
	}
	switch {
	case phase.Waits():
		g.Waiting++
	case phase.Uncounted():
		g.Unfiled++
	}
	worst := &g.expected
	if t.Binding {
		worst = &g.binding
		g.Binding++
		if light.Good() {
			g.BindingOn++
		}
	}
	if g.first(t.Binding) || light.Worse(*worst) {
		*worst = light
	}
	g.Lights[light]++
	if completion >= 0 {
		if phase.Uncounted() {
			g.Nought++
		}
		g.weight.add(1, uint64(t.Weight))
		g.done.add(uint64(completion), uint64(t.Weight))
		return
	}
	g.Judged++
	if met {
		g.Met++
	}
}

// first reports whether no target of the kind was added before the present one,
// which is counted already when it binds.
func (g *Group) first(binding bool) bool {
	if binding {
		return g.Binding == 1
	}
	return g.Targets() == g.Binding
}

// AddTask counts one task. Tasks without a date are left out of the completion:
// nobody can say how they stand. What a date asks and nobody reported, or does not count yet, counts 0.
func (g *Group) AddTask(r *TaskResult, weight core.Quantity) {
	if r.Light.Worse(g.tasks) || g.TaskLights == [Lights]int{} {
		g.tasks = r.Light
	}
	g.TaskLights[r.Light]++
	if !r.counts() {
		return
	}
	w := taskWeight(weight)
	g.weight.add(1, w)
	g.done.add(uint64(r.Completion.Millionths), w)
}

// taskWeight is a task's weight; unknown is 1, never below 0.
func taskWeight(q core.Quantity) uint64 { return uint64(max(or(q, core.Whole(1)), 0)) }

// Merge adds another group of other targets and tasks.
func (g *Group) Merge(o *Group) {
	if o.Binding > 0 && (g.Binding == 0 || o.binding.Worse(g.binding)) {
		g.binding = o.binding
	}
	if o.Targets() > o.Binding && (g.Targets() == g.Binding || o.expected.Worse(g.expected)) {
		g.expected = o.expected
	}
	if o.TaskLights != [Lights]int{} && (g.TaskLights == [Lights]int{} || o.tasks.Worse(g.tasks)) {
		g.tasks = o.tasks
	}
	for i := range Lights {
		g.Lights[i] += o.Lights[i]
		g.TaskLights[i] += o.TaskLights[i]
	}
	g.Met += o.Met
	g.Judged += o.Judged
	g.Binding += o.Binding
	g.BindingOn += o.BindingOn
	g.Unfiled += o.Unfiled
	g.Waiting += o.Waiting
	g.Nought += o.Nought
	g.NotAsked += o.NotAsked
	g.weight.addWide(o.weight)
	g.done.addWide(o.done)
}

// Source says whose worst light a group's is.
type Source string

// The sources of a group's light, the first that there is.
const (
	OfBinding  Source = "binding"
	OfExpected Source = "expected"
	OfTasks    Source = "tasks"
	OfNothing  Source = "none"
)

// Source gives that of the group's light.
func (g *Group) Source() Source {
	switch {
	case g.Binding > 0:
		return OfBinding
	case g.Targets() > 0:
		return OfExpected
	case g.TaskLights != [Lights]int{}:
		return OfTasks
	}
	return OfNothing
}

// Close computes the light and the completion from what was added.
func (g *Group) Close() {
	switch g.Source() {
	case OfBinding:
		g.Light = g.binding
	case OfExpected:
		g.Light = g.expected
	default:
		g.Light = g.tasks
	}
	if q, ok := g.done.over(g.weight); ok {
		g.Completion = share(q)
	}
}

// wide is a 128-bit sum of products of two non-negative 64-bit numbers: weights
// and completions of a million targets pass 64 bits.
type wide struct{ hi, lo uint64 }

func (w *wide) add(a, b uint64) {
	hi, lo := bits.Mul64(a, b)
	w.addWide(wide{hi, lo})
}

func (w *wide) addWide(o wide) {
	var carry uint64
	w.lo, carry = bits.Add64(w.lo, o.lo, 0)
	w.hi, _ = bits.Add64(w.hi, o.hi, carry)
}

// over is w ÷ o rounded half up, for a quotient of at most Whole; false when o is
// nought. Both are shifted right until the divisor fits a word, which moves a
// quotient by less than one part in 2⁴⁴.
func (w wide) over(o wide) (int64, bool) {
	if o.hi == 0 && o.lo == 0 {
		return 0, false
	}
	if shift := 64 - bits.LeadingZeros64(o.hi); shift > 0 {
		w.lo = w.lo>>shift | w.hi<<(64-shift)
		w.hi >>= shift
		o.lo = o.lo>>shift | o.hi<<(64-shift)
	}
	lo, carry := bits.Add64(w.lo, o.lo/2, 0)
	hi := w.hi + carry
	if hi >= o.lo {
		return 0, false
	}
	q, _ := bits.Div64(hi, lo, o.lo)
	return int64(min(q, Whole)), true
}
