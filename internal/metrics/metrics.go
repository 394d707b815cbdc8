// Package metrics counts what a server does and writes it in the text format that
// Prometheus and its kin read (exposition format 0.0.4). It knows counters,
// gauges and histograms, and no name of any: what is measured is said by whoever
// measures. It was cheaper to write than the client library is to carry.
package metrics

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
)

// Histogram counts observations by size. It is safe for concurrent use; make it
// with NewHistogram.
type Histogram struct {
	bounds []float64
	counts []atomic.Uint64 // one more than bounds
	sum    atomic.Uint64   // the bits of a float64
}

// NewHistogram makes a histogram with these upper bounds, in rising order.
func NewHistogram(bounds ...float64) *Histogram {
	return &Histogram{bounds: bounds, counts: make([]atomic.Uint64, len(bounds)+1)}
}

// Seconds are bounds for the time of a request.
func Seconds() []float64 {
	return []float64{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10}
}

// Sizes are bounds for the size of a batch, up to the largest that is written.
func Sizes() []float64 { return []float64{1, 2, 4, 8, 16, 32, 64, 128, 256} }

// Observe counts one observation; what is no number is left out.
func (h *Histogram) Observe(v float64) {
	if math.IsNaN(v) {
		return
	}
	i, _ := slices.BinarySearch(h.bounds, v)
	h.counts[i].Add(1)
	for {
		old := h.sum.Load()
		if h.sum.CompareAndSwap(old, math.Float64bits(math.Float64frombits(old)+v)) {
			return
		}
	}
}

// Page is one answer being written. A family's samples must follow one another.
type Page struct {
	b    bytes.Buffer
	last string // the family begun last
}

// Bytes is the page so far.
func (p *Page) Bytes() []byte { return p.b.Bytes() }

// Counter writes a sample of what only grows. labels are name, value, name, value …
func (p *Page) Counter(name, help string, v float64, labels ...string) {
	p.begin(name, help, "counter")
	p.sample(name, v, labels)
}

// Gauge writes a sample of what rises and falls.
func (p *Page) Gauge(name, help string, v float64, labels ...string) {
	p.begin(name, help, "gauge")
	p.sample(name, v, labels)
}

// Histogram writes a histogram as it is now.
func (p *Page) Histogram(name, help string, h *Histogram, labels ...string) {
	p.begin(name, help, "histogram")
	var n uint64
	for i := range h.counts {
		n += h.counts[i].Load()
		bound := "+Inf"
		if i < len(h.bounds) {
			bound = number(h.bounds[i])
		}
		p.sample(name+"_bucket", float64(n), append(slices.Clip(labels), "le", bound))
	}
	p.sample(name+"_sum", math.Float64frombits(h.sum.Load()), labels)
	p.sample(name+"_count", float64(n), labels)
}

func (p *Page) begin(name, help, kind string) {
	if name != p.last {
		fmt.Fprintf(&p.b, "# HELP %s %s\n# TYPE %s %s\n", name, helpText.Replace(help), name, kind)
		p.last = name
	}
}

func (p *Page) sample(name string, v float64, labels []string) {
	p.b.WriteString(name)
	for i := 0; i+1 < len(labels); i += 2 {
		p.b.WriteByte("{,"[min(i, 1)])
		fmt.Fprintf(&p.b, `%s="%s"`, labels[i], labelText.Replace(labels[i+1]))
	}
	if len(labels) > 1 {
		p.b.WriteByte('}')
	}
	p.b.WriteString(" " + number(v) + "\n")
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

// What the format wants escaped.
var (
	helpText  = strings.NewReplacer(`\`, `\\`, "\n", `\n`)
	labelText = strings.NewReplacer(`\`, `\\`, "\n", `\n`, `"`, `\"`)
)
