package textin

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"

	"tupo/internal/textin/unzip"
)

// wordText gathers the visible text of WordprocessingML (ECMA-376 part 1, 17).
// A paragraph is a line; a table row is a line with tabs between its cells.
// Deleted and hidden text, field codes, the readings of ruby text and the
// fall-back copies of drawings are left out. Numbers that Word makes itself (一、
// as automatic numbering) are no text in the file and are missing here.
type wordText struct {
	limit  int
	out    []byte
	run    strings.Builder
	skip   int   // depth of elements whose content is not shown
	cells  int   // depth of table cells
	spans  []int // columns of each
	row    wordRow
	hidden bool // the run is
	inText bool
	inRun  bool
}

// wordRow is the table row that is read.
type wordRow struct {
	at      int  // where its open cell does
	filled  int  // cells with something in them
	reached bool // a cell above reaches into it
}

func silent(local string) bool {
	switch local {
	case "del", "moveFrom", "instrText", "delText", "Fallback", "rt", "footnotePr", "pPrChange", "rPrChange":
		return true
	}
	return false
}

func (w *wordText) enter(e xml.StartElement) error {
	name := e.Name.Local
	if w.skip > 0 || silent(name) {
		w.skip++
		return nil
	}
	switch name {
	case "r":
		w.flush() // runs nest: ruby text and text boxes
		w.inRun, w.hidden = true, false
	case "vanish", "webHidden":
		if v := unzip.Attr(e, "val"); w.inRun && v != "0" && v != "false" && v != "off" {
			w.hidden = true
		}
	case "t":
		w.inText = true
	case "tab":
		w.mark("\t")
	case "br", "cr":
		w.mark("\n")
	case "noBreakHyphen":
		w.mark("-")
	case "p":
		// A text box's paragraphs stand inside a run of the paragraph that anchors it.
		w.flush()
	case "tr":
		if w.cells == 0 {
			w.row = wordRow{}
		}
	case "vMerge":
		w.row.reached = w.row.reached || w.cells == 1 && unzip.Attr(e, "val") != "restart"
	case "tc":
		if w.cells++; w.cells == 1 {
			w.row.at = len(w.out)
		}
		w.spans = append(w.spans, 1)
	case "gridSpan":
		if n, err := strconv.Atoi(unzip.Attr(e, "val")); err == nil && len(w.spans) > 0 {
			w.spans[len(w.spans)-1] = max(1, min(n, maxSpan))
		}
	}
	return w.over()
}

func (w *wordText) leave(name string) error {
	if w.skip > 0 {
		w.skip--
		return nil
	}
	switch name {
	case "t":
		w.inText = false
	case "r":
		w.flush()
		w.inRun = false
	case "p":
		w.flush()
		if w.cells > 0 {
			w.out = append(w.out, ' ') // between the paragraphs of one cell
		} else {
			w.out = append(w.out, '\n')
		}
	case "tc":
		w.cells--
		w.out = bytes.TrimRight(w.out, " ")
		if w.cells == 0 && len(bytes.TrimSpace(w.out[min(w.row.at, len(w.out)):])) > 0 {
			w.row.filled++
		}
		for range w.spans[len(w.spans)-1] { // a cell over several columns leaves the others blank
			w.out = append(w.out, '\t')
		}
		w.spans = w.spans[:len(w.spans)-1]
	case "tr":
		if w.cells == 0 {
			w.endRow()
		}
	}
	return w.over()
}

// endRow ends the line of a row. Its last cells are kept where they are blank, but for a
// row of one cell, which heads those after it.
func (w *wordText) endRow() {
	switch {
	case w.row.filled > 1 || w.row.filled == 1 && w.row.reached:
		w.out = bytes.TrimSuffix(w.out, []byte("\t"))
	default:
		w.out = bytes.TrimRight(w.out, "\t ")
	}
	w.out = append(w.out, '\n')
}

func (w *wordText) data(b []byte) {
	if w.inText && w.skip == 0 {
		w.run.Write(b)
	}
}

// mark adds a character that stands in a run as an element; a tab outside one
// is a tab stop's definition.
func (w *wordText) mark(s string) {
	if w.inRun {
		w.run.WriteString(s)
	}
}

func (w *wordText) flush() {
	if !w.hidden {
		text := w.run.String()
		if w.cells > 0 {
			text = strings.NewReplacer("\n", " ", "\t", " ").Replace(text)
		}
		w.out = append(w.out, text...)
	}
	w.run.Reset()
}

func (w *wordText) over() error {
	if len(w.out)+w.run.Len() > w.limit {
		return tooLarge(int64(w.limit))
	}
	return nil
}
