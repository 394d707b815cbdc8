package i18n

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"
	"sync"

	"tupo/internal/errs"
)

//go:embed messages
var files embed.FS

// Catalogue holds every message of both languages. It is read-only after Load
// and safe for any number of goroutines.
type Catalogue struct {
	messages map[Lang]map[string]message
	missing  func(lang Lang, key string)
}

// Load reads the embedded messages. It fails on a malformed line, a key given
// twice or a bad hole, naming file and line. missing is called for each key
// that is asked for and not there; pass a logger in production and a failing
// test in tests. nil ignores it.
func Load(missing func(lang Lang, key string)) (*Catalogue, error) {
	c := &Catalogue{messages: map[Lang]map[string]message{}, missing: missing}
	langs := Langs()
	loaded, faults := make([]map[string]message, len(langs)), make([]error, len(langs))
	var wait sync.WaitGroup // every command waits for this: both languages at once
	for i, lang := range langs {
		wait.Go(func() { loaded[i], faults[i] = loadLang(lang) })
	}
	wait.Wait()
	for i, lang := range langs {
		c.messages[lang] = loaded[i]
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return c, nil
}

func loadLang(lang Lang) (map[string]message, error) {
	names, err := fs.Glob(files, path.Join("messages", string(lang), "*.txt"))
	if err != nil {
		return nil, fmt.Errorf("i18n: list messages: %w", err)
	}
	all := map[string]message{}
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("i18n: %w", err)
		}
		if err := parse(name, string(text), all); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// parse reads one file into all. The form is one message a line,
//
//	# a comment
//	sheet.due = {n} 项应报，{date}前
//
// with {name} holes and, where a language counts, {n|item|items}: the first
// word if the argument is exactly 1, else the second. {{ is a literal brace.
func parse(name, text string, all map[string]message) error {
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if !ok || key == "" || value == "" {
			return fmt.Errorf("i18n: %s:%d: want “key = text”", name, i+1)
		}
		if _, twice := all[key]; twice {
			return fmt.Errorf("i18n: %s:%d: key %s is given twice", name, i+1, key)
		}
		m, err := compile(value)
		if err != nil {
			return fmt.Errorf("i18n: %s:%d: %s: %w", name, i+1, key, err)
		}
		all[key] = m
	}
	return nil
}

// Text gives the message of a key. args are name, value, name, value …; a hole
// without a value stays visible as {name}. A missing key is shown itself and
// reported to Load's missing function.
func (c *Catalogue) Text(lang Lang, key string, args ...string) string {
	m, ok := c.messages[lang][key]
	if !ok {
		if c.missing != nil {
			c.missing(lang, key)
		}
		return key
	}
	return m.fill(spoken(lang, args))
}

// Has reports whether a key exists in both languages, for keys that are put
// together at run time ("stage." + name) and may rightly be absent.
func (c *Catalogue) Has(key string) bool {
	for _, lang := range Langs() {
		if _, ok := c.messages[lang][key]; !ok {
			return false
		}
	}
	return true
}

// Keys lists a language's keys in order, for tests and for the translators.
func (c *Catalogue) Keys(lang Lang) []string {
	keys := make([]string, 0, len(c.messages[lang]))
	for key := range c.messages[lang] {
		keys = append(keys, key)
	}
	sort.Strings(keys)
	return keys
}

// Holes lists the distinct hole names of a message in order, nil for none.
func (c *Catalogue) Holes(lang Lang, key string) []string {
	return c.messages[lang][key].holes()
}

// Fault renders an error's message. An internal error shows its kind's general
// sentence whatever its key; so does damage that has no message of its own.
func (c *Catalogue) Fault(lang Lang, e *errs.Error) string {
	if e.Kind == errs.Internal || e.Kind == errs.Damaged && !c.Has(e.Key) {
		return c.Text(lang, "error.kind."+e.Kind.String())
	}
	return c.Text(lang, e.Key, c.measures(lang, e.Args)...)
}

// measures gives the units of measure among an error's arguments in the reader's
// language: whoever makes an error does not know who will read it.
func (c *Catalogue) measures(lang Lang, args []string) []string {
	if lang == ZH {
		return args
	}
	out := slices.Clone(args)
	for i := 1; i < len(out); i += 2 {
		out[i] = c.UnitName(lang, out[i])
	}
	return out
}

// For binds a language, giving the function that pages carry.
func (c *Catalogue) For(lang Lang) func(key string, args ...string) string {
	return func(key string, args ...string) string { return c.Text(lang, key, args...) }
}

// Segment is a stretch of a filled message: literal text when Hole is empty,
// else what filled the hole of that name.
type Segment struct {
	Text string
	Hole string
}

// Segments is Text in pieces, for sentences whose figures become links.
func (c *Catalogue) Segments(lang Lang, key string, args ...string) []Segment {
	m, ok := c.messages[lang][key]
	if !ok {
		return []Segment{{Text: c.Text(lang, key)}}
	}
	segments := make([]Segment, 0, len(m))
	for _, p := range m {
		hole := p.name
		if p.other != "" || p.one != "" {
			hole = "" // the word that counts is no figure
		}
		segments = append(segments, Segment{Text: message{p}.fill(spoken(lang, args)), Hole: hole})
	}
	return segments
}
