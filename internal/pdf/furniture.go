package pdf

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// withoutFurniture takes away what is printed around the text of each page: page
// numbers at head or foot, and a running title from its second page on.
func withoutFurniture(sheets []sheet) []sheet {
	plain := plainNumbers(sheets)
	titles := map[string]int{} // how many pages have a line of these words at this height
	for _, s := range sheets {
		for _, k := range edges(s) {
			titles[place(s.lines[k])]++
		}
	}
	const often = 3
	seen := map[string]bool{}
	out := make([]sheet, len(sheets))
	for i, s := range sheets {
		drop := map[int]bool{}
		for _, k := range edges(s) {
			l := s.lines[k]
			n, marked, is := pageNumber(l.text)
			at := place(l)
			switch {
			case is && (marked || plain[n-i]):
				drop[k] = true
			case titles[at] >= often:
				drop[k] = seen[at]
				seen[at] = true
			}
		}
		for k, l := range s.lines {
			if !drop[k] {
				out[i].lines = append(out[i].lines, l)
			}
		}
	}
	return out
}

// edges gives the indexes of the highest and the lowest line of a page, with nothing
// beside them.
func edges(s sheet) []int {
	high, low := -1, -1
	for k, l := range s.lines {
		if high < 0 || l.bottom > s.lines[high].bottom {
			high = k
		}
		if low < 0 || l.bottom < s.lines[low].bottom {
			low = k
		}
	}
	switch {
	case high < 0:
		return nil
	case high == low:
		return []int{low}
	}
	return []int{high, low}
}

// place names a line by its words and its height on the page.
func place(l line) string {
	const near = 3 // points
	return strconv.Itoa(int(math.Round(l.bottom/near))) + " " + l.text
}

var (
	markedNumber = regexp.MustCompile(`^(?:[—–―－-]{1,2} ?(\d{1,4}) ?[—–―－-]{1,2}|第 ?(\d{1,4}) ?页(?:[ ,，/]*共 ?\d{1,4} ?页)?|(\d{1,4}) ?/ ?\d{1,4}|Page (\d{1,4})(?: of \d{1,4})?)$`)
	plainNumber  = regexp.MustCompile(`^\d{1,4}$`)
)

// pageNumber reads a line that is nothing but a page's number; marked ones cannot
// be anything else.
func pageNumber(s string) (n int, marked, is bool) {
	s = strings.TrimSpace(s)
	if m := markedNumber.FindStringSubmatch(s); m != nil {
		n, _ = strconv.Atoi(strings.Join(m[1:], ""))
		return n, true, true
	}
	if plainNumber.MatchString(s) {
		n, _ = strconv.Atoi(s)
		return n, false, true
	}
	return 0, false, false
}

// plainNumbers finds by how much the plain numbers at the edges of pages are ahead
// of the pages: a number that counts on from page to page is a page's number, one
// that does not is a figure.
func plainNumbers(sheets []sheet) map[int]bool {
	ahead := map[int]int{}
	for i, s := range sheets {
		var here []int
		for _, k := range edges(s) {
			if n, marked, is := pageNumber(s.lines[k].text); is && !marked && !slices.Contains(here, n-i) {
				here = append(here, n-i)
				ahead[n-i]++
			}
		}
	}
	out := map[int]bool{}
	for d, pages := range ahead {
		out[d] = pages >= 2
	}
	return out
}
