// Package pdf reads the text of PDFs page by page and draws single pages as pictures,
// each file in a process of its own that has limits of memory, time and output, no
// network and no files.
//
// It reads a file whole or refuses it: one with a password, damaged, or with a page
// that is a picture. It recognises no letters in pictures, and knows nothing of what
// a text says. Where it does not know exactly on which part of a picture some words
// stand, it says so. What the process starts is this program again, which runs Serve.
package pdf

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"time"

	"tupo/internal/errs"
	"tupo/internal/textin"
)

// Limits bound one file. A zero field takes the value in brackets.
type Limits struct {
	Time  time.Duration // by the clock, from start to answer (2 minutes)
	Text  int           // bytes of all pages' text (8 MB)
	Pages int           // (3,000)
	AtOne int           // files that are read at one time; more wait (2)
	Draw  time.Duration // by the clock, for one picture (30 seconds)
}

func (l Limits) withDefaults() Limits {
	if l.Time <= 0 {
		l.Time = 2 * time.Minute
	}
	if l.Text <= 0 {
		l.Text = 8 << 20
	}
	if l.Pages <= 0 {
		l.Pages = 3000
	}
	if l.AtOne <= 0 {
		l.AtOne = 2
	}
	if l.Draw <= 0 {
		l.Draw = 30 * time.Second
	}
	return l
}

// Reader reads PDFs. It is safe for concurrent use.
type Reader struct {
	program string
	cache   string
	limits  Limits
	places  chan struct{}
	easel   chan struct{} // the place of the one page that is drawn at a time
}

// Command is the program's argument that makes it run Serve with the flags of
// Settings. People do not type it.
const Command = "pdf-pages"

// NewReader makes a reader that starts the program at this path. In the folder
// cache lies what compiling pdfium gave; whoever can write there decides what runs.
// "" compiles anew for each file, which takes seconds.
func NewReader(program, cache string, l Limits) *Reader {
	l = l.withDefaults()
	return &Reader{program: program, cache: cache, limits: l, places: make(chan struct{}, l.AtOne), easel: make(chan struct{}, 1)}
}

// answer is what the process says: the pages, or the picture of one, or why there are
// none.
type answer struct {
	Pages   []string `json:"pages,omitempty"`
	Drawing *Drawing `json:"drawing,omitempty"`
	Fault   *fault   `json:"fault,omitempty"`
}

// error is the fault as it was before it travelled.
func (f *fault) error() error {
	kind := errs.Invalid
	if f.TooLarge {
		kind = errs.TooLarge
	}
	return errs.New(kind, f.Key, f.Args...)
}

// fault is an errs.Error on its way between processes.
type fault struct {
	TooLarge bool     `json:"too_large,omitempty"`
	Key      string   `json:"key"`
	Args     []string `json:"args,omitempty"`
}

// Pages gives the text of each page in reading order, lines ended by \n; a page
// that a sentence runs out of does not end so. It fails with errs.Invalid
// (pdf.locked, pdf.damaged, pdf.damaged-page, pdf.scanned, pdf.scanned-pages, pdf.coded-pages,
// pdf.failed) and errs.TooLarge (pdf.pages, pdf.text, pdf.time).
func (r *Reader) Pages(ctx context.Context, file []byte) ([]string, error) {
	select {
	case r.places <- struct{}{}:
		defer func() { <-r.places }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	const escaped = 2 // JSON writes some characters longer than UTF-8
	a, err := r.ask(ctx, file, r.limits.Time, Settings{Pages: r.limits.Pages, Text: r.limits.Text}, escaped*r.limits.Text+64<<10)
	if err != nil {
		return nil, err
	}
	return a.Pages, nil
}

// ask has the process answer within a time and so many bytes.
func (r *Reader) ask(ctx context.Context, file []byte, within time.Duration, s Settings, most int) (answer, error) {
	limited, stop := context.WithTimeout(ctx, within)
	defer stop()
	out, err := r.run(limited, file, s, most)
	switch {
	case ctx.Err() != nil:
		return answer{}, ctx.Err()
	case limited.Err() != nil:
		key := "pdf.time"
		if s.Draw > 0 {
			key = "pdf.draw-time"
		}
		return answer{}, errs.New(errs.TooLarge, key, "limit", strconv.Itoa(int(within.Seconds()))).Because(limited.Err())
	case err != nil:
		return answer{}, err
	}
	var a answer
	if err := json.Unmarshal(out, &a); err != nil {
		return answer{}, errs.New(errs.Invalid, "pdf.failed").Because(fmt.Errorf("answer of %d bytes: %w", len(out), err))
	}
	if a.Fault != nil {
		return answer{}, a.Fault.error()
	}
	return a, nil
}

// In makes the reader of pages that package textin takes, for as long as ctx lasts.
// Of no reader it makes none.
func (r *Reader) In(ctx context.Context) textin.PageReader {
	if r == nil {
		return nil
	}
	return func(file []byte) ([]string, error) { return r.Pages(ctx, file) }
}

// run gives all that the process wrote. A process that dies or writes too much is
// the file's doing: this program reads other files the same way.
func (r *Reader) run(ctx context.Context, file []byte, s Settings, most int) ([]byte, error) {
	s.Cache = r.cache
	c := exec.CommandContext(ctx, r.program, append([]string{Command}, s.arguments()...)...)
	c.Env = []string{} // none of the server's own: it may hold secrets
	c.Stdin = bytes.NewReader(file)
	c.WaitDelay = time.Second
	out, said := &bounded{left: most}, &bounded{left: 4 << 10, cut: true}
	c.Stdout, c.Stderr = out, said
	if err := c.Start(); err != nil {
		return nil, fmt.Errorf("start the reader of PDFs: %w", err)
	}
	err := c.Wait()
	if out.over && s.Draw == 0 {
		return nil, errs.New(errs.TooLarge, "pdf.text", "limit", megabytes(s.Text))
	}
	if err != nil {
		return nil, errs.New(errs.Invalid, "pdf.failed").Because(fmt.Errorf("%w: %s", err, said.b.Bytes()))
	}
	return out.b.Bytes(), nil
}

func megabytes(n int) string { return strconv.Itoa((n+1<<20-1)>>20) + " MB" }

// bounded takes so many bytes. What follows is dropped (cut), or fails the copying,
// upon which the process that writes ends.
type bounded struct {
	b    bytes.Buffer
	left int
	cut  bool
	over bool
}

var errTooMuch = errors.New("more output than a text can have")

func (w *bounded) Write(p []byte) (int, error) {
	n := min(len(p), w.left)
	w.b.Write(p[:n])
	if w.left -= n; n < len(p) && !w.cut {
		w.over = true
		return n, errTooMuch
	}
	return len(p), nil
}

// Settings of the process.
type Settings struct {
	Cache string // folder for compiled code
	Pages int    // most pages
	Text  int    // most bytes of text
	Draw  int    // the page to be drawn, 1 for the first; 0 reads the text
}

// Flags are a command line's, of whichever package.
type Flags interface {
	StringVar(p *string, name, value, usage string)
	IntVar(p *int, name string, value int, usage string)
}

// Bind makes the settings flags of the process's command line.
func (s *Settings) Bind(f Flags) {
	f.StringVar(&s.Cache, "cache", "", "")
	f.IntVar(&s.Pages, "pages", 0, "")
	f.IntVar(&s.Text, "text", 0, "")
	f.IntVar(&s.Draw, "draw", 0, "")
}

func (s *Settings) arguments() []string {
	return []string{"--cache", s.Cache, "--pages", strconv.Itoa(s.Pages), "--text", strconv.Itoa(s.Text), "--draw", strconv.Itoa(s.Draw)}
}

// Serve is the process's whole life: it reads a PDF from in and writes the answer to
// out. It lowers the process's own limits for good, so nothing else may run in it.
func Serve(ctx context.Context, in io.Reader, out io.Writer, s Settings) error {
	if err := restrain(); err != nil {
		return fmt.Errorf("limit the reader of PDFs: %w", err)
	}
	file, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	var a answer
	if s.Draw > 0 {
		a.Drawing, err = drawPage(ctx, file, s)
	} else {
		a.Pages, err = extract(ctx, file, s)
	}
	if err != nil {
		var known *errs.Error
		if !errors.As(err, &known) {
			return err
		}
		a = answer{Fault: &fault{TooLarge: known.Kind == errs.TooLarge, Key: known.Key, Args: known.Args}}
	}
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc.Encode(a)
}
