package bench

import (
	"context"
	"errors"
	"runtime"
	"time"
)

// Options say where and how long to measure.
type Options struct {
	Folder  string        // in which a folder is made and removed; "" is the system's for temporary files
	URL     string        // an empty PostgreSQL database to file into; "" is SQLite in the folder
	Each    time.Duration // for each measurement
	Targets int           // of the board
}

// Name is one thing that is measured; the message bench.<name> explains it.
type Name string

// What is measured, in the order of a report.
const (
	Filed     Name = "filing"
	Inserted  Name = "insert"
	FrontNew  Name = "front-new"
	FrontKept Name = "front-kept"
	Recompute Name = "board"
	SumOfAll  Name = "sum"
)

// Names lists everything that is measured, in the order of a report.
func Names() []Name { return []Name{Filed, Inserted, FrontNew, FrontKept, Recompute, SumOfAll} }

// Measured is one line of a report.
type Measured struct {
	Name  Name
	Ratio float64 // mean time ÷ that of the line below, which does the least that is possible; 0 for such a line
	Timing
}

// Report is what a machine does.
type Report struct {
	Cores    int
	Platform string // "linux/amd64"
	Go       string
	Engine   string // "sqlite", "postgres"
	Targets  int
	Lines    []Measured
}

// Run measures everything, telling each step before it begins. All folders that
// it makes are gone when it ends, also after an error.
func Run(ctx context.Context, m Machine, o Options, begin func(Name)) (r Report, err error) {
	r = Report{Cores: runtime.GOMAXPROCS(0), Platform: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(), Engine: "sqlite", Targets: o.Targets}
	if o.URL != "" {
		r.Engine = "postgres"
	}
	for _, part := range []func(context.Context, Machine, Options, func(Name)) ([]Measured, error){runCrowd, runFront, runBoard} {
		lines, err := part(ctx, m, o, begin)
		if err != nil {
			return r, err
		}
		r.Lines = append(r.Lines, lines...)
	}
	return r, nil
}

// inFolder runs f in a folder of its own.
func inFolder(inside string, f func(folder string) error) error {
	folder, remove, err := Folder(inside)
	if err != nil {
		return err
	}
	return errors.Join(f(folder), remove())
}

func runCrowd(ctx context.Context, m Machine, o Options, begin func(Name)) (lines []Measured, err error) {
	err = inFolder(o.Folder, func(folder string) error {
		c, err := OpenCrowd(ctx, m, folder, o.URL)
		if err != nil {
			return err
		}
		begin(Filed)
		filed, err := c.Filing(ctx, For(o.Each))
		if err != nil {
			return errors.Join(err, c.Close())
		}
		begin(Inserted)
		inserted, err := c.PlainInsert(ctx, For(o.Each))
		lines = beside(Filed, filed, Inserted, inserted)
		return errors.Join(err, c.Close())
	})
	return lines, err
}

func runFront(ctx context.Context, m Machine, o Options, begin func(Name)) (lines []Measured, err error) {
	err = inFolder(o.Folder, func(folder string) error {
		begin(FrontNew)
		d, err := PlayDemonstration(ctx, m, folder)
		if err != nil {
			return err
		}
		fresh, err := d.FrontPage(ctx, "leader", true, For(o.Each))
		if err != nil {
			return errors.Join(err, d.Close())
		}
		begin(FrontKept)
		kept, err := d.FrontPage(ctx, "leader", false, For(o.Each))
		lines = beside(FrontNew, fresh, FrontKept, kept)
		return errors.Join(err, d.Close())
	})
	return lines, err
}

func runBoard(ctx context.Context, m Machine, o Options, begin func(Name)) ([]Measured, error) {
	begin(Recompute)
	computed, err := Board(ctx, m, o.Targets, For(o.Each))
	if err != nil {
		return nil, err
	}
	begin(SumOfAll)
	summed, err := Sum(ctx, m, o.Targets, For(o.Each))
	return beside(Recompute, computed, SumOfAll, summed), err
}

// beside puts a figure beside the least that its work can cost: a plain INSERT, a
// page already made, the memory merely read. Rates are compared where runs overlap.
func beside(name Name, t Timing, least Name, of Timing) []Measured {
	line := Measured{Name: name, Timing: t}
	if t.PerSecond() > 0 {
		line.Ratio = of.PerSecond() / t.PerSecond()
	}
	return []Measured{line, {Name: least, Timing: of}}
}
