package cli

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/bench"
	"tupo/internal/config"
	"tupo/internal/errs"
)

// Bounds of what one may ask to be measured.
const (
	maxBenchSeconds = 600
	maxBenchTargets = 2_000_000 // some three gigabytes
)

func (p *Program) bench() *cobra.Command {
	var seconds, targets int
	var asJSON bool
	c := &cobra.Command{Use: "bench", Args: p.exactly(0)}
	at := p.place(c)
	c.Flags().IntVar(&seconds, "seconds", 5, "")
	c.Flags().IntVar(&targets, "targets", 100_000, "")
	c.Flags().BoolVar(&asJSON, "json", false, "")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := between("seconds", seconds, 1, maxBenchSeconds); err != nil {
			return err
		}
		if err := between("targets", targets, 1, maxBenchTargets); err != nil {
			return err
		}
		// The flags alone count: settings of somebody's place must not lead there.
		o := bench.Options{URL: at.db, Each: time.Duration(seconds) * time.Second, Targets: targets}
		if at.data != "" {
			o.Folder = p.path(at.data)
		}
		r, err := bench.Run(c.Context(), p.machine(), o, func(n bench.Name) {
			fmt.Fprintln(p.Err, p.words("cli.bench.measuring", "what", p.words("bench."+string(n))))
		})
		if err != nil {
			return err
		}
		if asJSON {
			return p.printJSON(benchOf(r))
		}
		return p.listBench(r)
	}
	return c
}

// between refuses a number outside of its bounds.
func between(flag string, n, low, high int) error {
	if n < low || n > high {
		return errs.Field(flag, "cli.number-out-of-range", "low", strconv.Itoa(low), "high", strconv.Itoa(high))
	}
	return nil
}

// machine is this process as what is measured; a server's log would be measured too.
func (p *Program) machine() bench.Machine {
	return bench.Machine{Wall: p.Wall, Random: p.Random, Handler: func(a *app.App, c config.Config) (http.Handler, error) {
		return p.Handler(a, ServeOptions{Config: c, Log: slog.New(slog.DiscardHandler), Wall: p.Wall})
	}}
}

// benchReport is a report as --json prints it. Times are milliseconds.
type benchReport struct {
	Platform string      `json:"platform"`
	Go       string      `json:"go"`
	Cores    int         `json:"cores"`
	Engine   string      `json:"engine"`
	Durable  string      `json:"durable"` // what an acknowledged write has survived
	Targets  int         `json:"targets"`
	Clients  int         `json:"clients"`
	Results  []benchLine `json:"results"`
}

type benchLine struct {
	Name      string   `json:"name"`
	Runs      int      `json:"runs"`
	PerSecond float64  `json:"per_second"`
	Mean      float64  `json:"mean_ms"`
	Best      float64  `json:"best_ms"`
	P50       float64  `json:"p50_ms"`
	P99       float64  `json:"p99_ms"`
	P999      float64  `json:"p99_9_ms"`
	Ratio     *float64 `json:"ratio"` // cost ÷ cost of the next line, the least that is possible
}

// durable names the engine's setting under which everything is measured.
func durable(engine string) string {
	if engine == "postgres" {
		return "synchronous_commit=on"
	}
	return "synchronous=FULL"
}

func benchOf(r bench.Report) benchReport {
	out := benchReport{Platform: r.Platform, Go: r.Go, Cores: r.Cores, Engine: r.Engine, Durable: durable(r.Engine), Targets: r.Targets, Clients: bench.Clients}
	for _, m := range r.Lines {
		line := benchLine{Name: string(m.Name), Runs: m.Runs, PerSecond: m.PerSecond(), Mean: milli(m.Mean), Best: milli(m.Best),
			P50: milli(m.P50), P99: milli(m.P99), P999: milli(m.P999)}
		if m.Ratio > 0 {
			line.Ratio = &m.Ratio
		}
		out.Results = append(out.Results, line)
	}
	return out
}

func milli(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

func (p *Program) listBench(r bench.Report) error {
	var b strings.Builder
	fmt.Fprintln(&b, p.words("cli.bench.machine", "platform", r.Platform, "go", r.Go, "cores", strconv.Itoa(r.Cores)))
	fmt.Fprintln(&b, p.words("cli.bench.durable."+r.Engine, "clients", strconv.Itoa(bench.Clients), "setting", durable(r.Engine)))
	fmt.Fprintln(&b, p.words("cli.bench.loaded", "n", strconv.Itoa(r.Targets)))
	fmt.Fprintln(&b)
	row := func(cells ...string) {
		fmt.Fprint(&b, left(cells[0], 52))
		for _, cell := range cells[1:] {
			fmt.Fprint(&b, right(cell, 11))
		}
		fmt.Fprintln(&b)
	}
	row("", p.words("cli.bench.rate"), p.words("cli.bench.best"), "p50", "p99", "p99.9", p.words("cli.bench.ratio"))
	for _, m := range r.Lines {
		ratio := ""
		if m.Ratio > 0 {
			ratio = strconv.FormatFloat(m.Ratio, 'f', 1, 64)
		}
		row(p.words("bench."+string(m.Name)), strconv.FormatFloat(m.PerSecond(), 'f', 0, 64), inMilli(m.Best), inMilli(m.P50), inMilli(m.P99), inMilli(m.P999), ratio)
	}
	fmt.Fprintln(&b)
	fmt.Fprintln(&b, p.words("cli.bench.explain"))
	_, err := io.WriteString(p.Out, b.String())
	return err
}

// inMilli prints a time in milliseconds with three significant digits or so.
func inMilli(d time.Duration) string {
	ms := milli(d)
	switch {
	case ms >= 100:
		return strconv.FormatFloat(ms, 'f', 0, 64)
	case ms >= 10:
		return strconv.FormatFloat(ms, 'f', 1, 64)
	}
	return strconv.FormatFloat(ms, 'f', 2, 64)
}
