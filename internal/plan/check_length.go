package plan

import (
	"strconv"
	"unicode/utf8"

	"tupo/internal/record"
)

// TextLimit is the most characters that a text column of the plan holds: what fits
// a heading, a table's cell, a printed line. 0 is no limit: references, dates and
// words of a list, which are checked by what they mean.
func TextLimit(column string) int {
	switch column {
	case "name", "theme", "reference":
		return 100
	case "name_en":
		return 200
	case "code", "short", "dimension":
		return 40
	case "unit", "display_unit":
		return 20
	case "aliases", "deliverable":
		return 500
	}
	return 0
}

// lengths names every text that is too long to be shown.
func (c *checker) lengths() {
	for _, row := range c.book.Rows() {
		for _, f := range row.Fields() {
			limit := TextLimit(f.Column)
			if f.Key || f.Type != record.TypeText || limit == 0 {
				continue
			}
			if n := utf8.RuneCountInString(f.Value().Text); n > limit {
				c.of(row, codeOf(row)).fail(f.Column, "form.long", "max", strconv.Itoa(limit), "n", strconv.Itoa(n))
			}
		}
	}
}

func codeOf(row record.Row) string {
	for _, f := range row.Fields() {
		if f.Column == "code" {
			return f.Value().Text
		}
	}
	return ""
}
