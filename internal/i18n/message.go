package i18n

import (
	"cmp"
	"errors"
	"slices"
	"sort"
	"strings"
)

// part is literal text, or a hole when name is set. A hole with one and other
// prints the word that fits the argument instead of the argument.
type part struct {
	text       string
	name       string
	one, other string
}

// message is a compiled text.
type message []part

var (
	errOpenHole = errors.New("a hole { is not closed")
	errBadHole  = errors.New("a hole is {name} or {name|one|other}")
)

func compile(text string) (message, error) {
	var m message
	for text != "" {
		before, rest, found := strings.Cut(text, "{")
		if before != "" {
			m = append(m, part{text: before})
		}
		if !found {
			break
		}
		if after, ok := strings.CutPrefix(rest, "{"); ok {
			m = append(m, part{text: "{"})
			text = after
			continue
		}
		hole, after, closed := strings.Cut(rest, "}")
		if !closed {
			return nil, errOpenHole
		}
		p, err := compileHole(hole)
		if err != nil {
			return nil, err
		}
		m = append(m, p)
		text = after
	}
	return m, nil
}

func compileHole(hole string) (part, error) {
	fields := strings.Split(hole, "|")
	name := fields[0]
	if name == "" || strings.ContainsAny(name, " \t") {
		return part{}, errBadHole
	}
	switch len(fields) {
	case 1:
		return part{name: name}, nil
	case 3:
		return part{name: name, one: fields[1], other: fields[2]}, nil
	}
	return part{}, errBadHole
}

// between parts the two languages of an argument made by Either.
const between = "\x1f"

// Either is an argument that reads differently in each language, for whoever words
// a fault before knowing its reader: a list of the words that a cell may hold.
func Either(zh, en string) string { return zh + between + en }

// EitherName is an argument that names a thing in each language: where it has no
// English name, the Chinese one stands in for it.
func EitherName(zh, en string) string { return Either(zh, cmp.Or(en, zh)) }

// InLang picks the reader’s half of an argument that Either made; any other is the same in both languages.
func InLang(lang Lang, value string) string {
	zh, en, both := strings.Cut(value, between)
	if both && lang == EN {
		return en
	}
	return zh
}

// spoken gives arguments in the reader's language.
func spoken(lang Lang, args []string) []string {
	if !slices.ContainsFunc(args, func(s string) bool { return strings.Contains(s, between) }) {
		return args
	}
	out := make([]string, len(args))
	for i, arg := range args {
		out[i] = InLang(lang, arg)
	}
	return out
}

func (m message) fill(args []string) string {
	var b strings.Builder
	for _, p := range m {
		value, given := argument(args, p.name)
		switch {
		case p.name == "":
			b.WriteString(p.text)
		case !given:
			b.WriteString("{" + p.name + "}")
		case p.other == "" && p.one == "":
			b.WriteString(value)
		case value == "1":
			b.WriteString(p.one)
		default:
			b.WriteString(p.other)
		}
	}
	return b.String()
}

func argument(args []string, name string) (string, bool) {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1], true
		}
	}
	return "", false
}

func (m message) holes() []string {
	seen := map[string]bool{}
	var names []string
	for _, p := range m {
		if p.name != "" && !seen[p.name] {
			seen[p.name] = true
			names = append(names, p.name)
		}
	}
	sort.Strings(names)
	return names
}
