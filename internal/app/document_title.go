package app

import (
	"cmp"
	"regexp"
	"strings"
	"unicode/utf8"

	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/extract"
	"tupo/internal/textin"
)

// introduceDocument takes what is not said of a document from its text: the title, else the
// file's name, and the day, which stays open of a text that tells only its year.
func introduceDocument(d *document.Document, read textin.Result, name string) {
	told := extract.Introduce(read.Text)
	d.Title = cmp.Or(d.Title, titleOf(read, told.Title, name))
	if d.Date == "" && told.Told != nil {
		d.Date, _ = core.ParseDate(told.Told.Value)
	}
}

// titleOf is what a document is called: a text by its own title, a workbook by the heading above
// its first table or the name that somebody gave the sheet; else the file's name.
func titleOf(read textin.Result, own, name string) string {
	if read.Form != textin.Workbook {
		return cmp.Or(own, name)
	}
	all := []rune(read.Text)
	for _, sheet := range read.Pages {
		own, rows, _ := strings.Cut(string(all[sheet.Start:sheet.End]), "\n")
		if title := headingRow(rows); title != "" {
			return title
		}
		if !madeName.MatchString(own) {
			return own
		}
	}
	return name
}

// madeName is what programs call a sheet that nobody has named.
var madeName = regexp.MustCompile(`^(?i:sheet|工作表|表|表格)\s*[0-9]*$`)

// A heading above a table has this many characters.
const (
	shortestHeading = 4
	longestHeading  = 60
)

// headingRow finds the heading above a table: the first row of one cell, beside which at most
// the unit or the day stands. Rows that only number or date the sheet are passed over.
func headingRow(rows string) string {
	for line := range strings.Lines(rows) {
		var cells []string
		for _, c := range strings.Split(strings.TrimRight(line, "\n"), "\t") {
			if c = strings.TrimSpace(c); c != "" {
				cells = append(cells, c)
			}
		}
		if len(cells) == 0 {
			continue
		}
		head, n := cells[0], utf8.RuneCountInString(cells[0])
		switch {
		case aside.MatchString(head):
		case len(cells) > 1 && !aside.MatchString(strings.Join(cells[1:], " ")):
			return ""
		case n >= shortestHeading && n <= longestHeading && !strings.ContainsAny(head, "。；"):
			return head
		}
	}
	return ""
}

// aside is what stands above a table and is no heading.
var aside = regexp.MustCompile(`^(附件|附表|单位|金额单位|填报|填表|制表|日期|时间|截至|截止|编制|[0-9]{4}年[0-9]{1,2}月([0-9]{1,2}日)?$)`)
