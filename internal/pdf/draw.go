package pdf

import (
	"context"
	"time"

	"tupo/internal/errs"
)

// Drawing is a page as a picture, with where its characters stand on it.
type Drawing struct {
	Width  int    `json:"width"` // pixels
	Height int    `json:"height"`
	PNG    []byte `json:"png,omitempty"`
	Lines  []Line `json:"lines"` // in the order of reading
	// Letters is what the page's Chinese characters are drawn with.
	Letters Letters `json:"letters"`
}

// Letters is where the shapes of a page's Chinese characters are from.
type Letters string

const (
	Own   Letters = "own"   // from the file
	Lent  Letters = "lent"  // from a font of the machine, as the file brings none
	Boxes Letters = "boxes" // nobody has them: each is a box
)

// Line is a line of the page's text.
type Line struct {
	Text   string `json:"text"`           // as reading puts it together, cells parted by tabs
	Places []Rect `json:"places"`         // of its characters that are no blanks
	Edge   bool   `json:"edge,omitempty"` // the highest or the lowest: it may be left out of the text
}

// Rect is a part of a picture: pixels, from the upper left corner.
type Rect struct {
	Left   int `json:"left"`
	Top    int `json:"top"`
	Right  int `json:"right"`
	Bottom int `json:"bottom"`
}

// widest picture and highest, in pixels: an A4 page is drawn with 170 dots to the inch.
const (
	pictureWidth  = 1400
	pictureHeight = 1980
)

// mostOfPicture bounds the process's answer: a picture that cannot be packed, in
// base64, and 40,000 places.
const mostOfPicture = 16 << 20

// patience is how long a page waits for the one that is being drawn.
const patience = 20 * time.Second

// Draw draws page n, 1 for the first. One page is drawn at a time, and those waiting
// longest give up with errs.Busy (pdf.draw-busy). Other faults are those of Pages, with
// pdf.draw-time in place of pdf.time, and pdf.no-page.
func (r *Reader) Draw(ctx context.Context, file []byte, n int) (*Drawing, error) {
	leave, err := r.sit(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return r.draw(ctx, file, n)
}

// sit waits for the place at which a page is drawn, and says how to leave it.
func (r *Reader) sit(ctx context.Context) (leave func(), err error) {
	wait := time.NewTimer(patience)
	defer wait.Stop()
	select {
	case r.easel <- struct{}{}:
		return func() { <-r.easel }, nil
	case <-wait.C:
		return nil, errs.New(errs.Busy, "pdf.draw-busy")
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (r *Reader) draw(ctx context.Context, file []byte, n int) (*Drawing, error) {
	a, err := r.ask(ctx, file, r.limits.Draw, Settings{Pages: r.limits.Pages, Text: r.limits.Text, Draw: n}, mostOfPicture)
	if err != nil {
		return nil, err
	}
	if a.Drawing == nil || len(a.Drawing.PNG) == 0 {
		return nil, errs.New(errs.Invalid, "pdf.failed")
	}
	return a.Drawing, nil
}
