package app

import (
	"sync"

	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/extract"
)

// layouts keeps how texts are set: to know it, a text is read from its first line to its
// last, and a page of it is asked for again and again. A text never changes, so that what
// is kept is never past.
type layouts struct {
	mu    sync.Mutex
	kept  map[layoutOf]*extract.Layout
	bytes int
}

// layoutOf is what a layout depends on.
type layoutOf struct {
	text core.EvidenceID
	date core.Date // that spans of time are read against
}

// mostLayouts bounds what is kept, in bytes; a usual report takes one kilobyte.
const mostLayouts = 32 << 20

func newLayouts() *layouts { return &layouts{kept: map[layoutOf]*extract.Layout{}} }

// of gives the layout of a document, whose text is read where it is not known.
func (k *layouts) of(d document.Document, text string) *extract.Layout {
	key := layoutOf{d.Text, d.Date}
	k.mu.Lock()
	known := k.kept[key]
	k.mu.Unlock()
	if known != nil {
		return known
	}
	l := extract.LayOut(text, extract.Options{Date: string(d.Date)})
	k.mu.Lock()
	defer k.mu.Unlock()
	if n := l.Bytes(); k.kept[key] == nil && n <= mostLayouts {
		if k.bytes += n; k.bytes > mostLayouts {
			clear(k.kept)
			k.bytes = n
		}
		k.kept[key] = l
	}
	return l
}
