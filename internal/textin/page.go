package textin

import "slices"

// Page is a part of a document that people know by a number or a name: a page of
// a PDF, a sheet of a workbook. Start and End count characters (Unicode code
// points) of the text, End exclusive; pages follow one another and do not overlap.
type Page struct {
	Number int    `json:"number"`         // 1 for the first
	Name   string `json:"name,omitempty"` // of a sheet
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// PageOf finds the page that holds character at; false where the text has no
// pages. A character between two pages, such as the line end that parts them,
// belongs to the former.
func PageOf(pages []Page, at int) (Page, bool) {
	i, exact := slices.BinarySearchFunc(pages, at, func(p Page, at int) int { return p.Start - at })
	if !exact {
		i--
	}
	if i < 0 || len(pages) == 0 {
		return Page{}, false
	}
	for exact && i+1 < len(pages) && pages[i].End == at && pages[i+1].Start == at { // pages without text
		i++
	}
	return pages[i], true
}
