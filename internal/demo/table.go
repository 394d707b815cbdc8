package demo

import (
	"embed"
	"fmt"
	"strings"

	"tupo/internal/core"
)

//go:embed data/*.txt
var data embed.FS

// rows reads an embedded table: fields separated by “|”, “#” begins a comment
// line. The tables are part of the program and New reads them all, so a fault in
// them is a fault of the program and panics naming the line.
func rows(name string, columns int) [][]string {
	var all [][]string
	for n, line := range lines(name) {
		fields := split(line)
		if len(fields) != columns {
			panic(fmt.Sprintf("demo: %s, row %d has %d fields, want %d: %s", name, n+1, len(fields), columns, line))
		}
		all = append(all, fields)
	}
	return all
}

// lines gives the lines of a table without comments and empty ones.
func lines(name string) []string {
	text, err := data.ReadFile("data/" + name + ".txt")
	if err != nil {
		panic(fmt.Sprintf("demo: %v", err))
	}
	var all []string
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			all = append(all, line)
		}
	}
	return all
}

func split(line string) []string {
	fields := strings.Split(line, "|")
	for i := range fields {
		fields[i] = strings.TrimSpace(fields[i])
	}
	return fields
}

// marked splits a line of a mixed table into its mark and fields:
// “- 2023-04-20 | a | b” is '-', [2023-04-20 a b].
func marked(line string, columns int) (byte, []string) {
	fields := split(line[1:])
	for len(fields) < columns {
		fields = append(fields, "")
	}
	return line[0], fields
}

// number reads a decimal of a table; "" is unknown.
func number(s string) core.Quantity {
	q, err := core.ReadQuantity(s)
	if err != nil {
		panic(fmt.Sprintf("demo: number %q: %v", s, err))
	}
	return q
}

// scaled reads a decimal given in a unit that is factor storage units.
func scaled(s string, factor int64) core.Quantity {
	q := number(s)
	if !q.Known() {
		return q
	}
	q, err := q.Scaled(factor, 1)
	if err != nil {
		panic(fmt.Sprintf("demo: number %q × %d: %v", s, factor, err))
	}
	return q
}
