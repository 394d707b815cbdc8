package page

// Drawn is a page of a document's file as a picture, with the words of a fact marked.
type Drawn struct {
	Frame
	Heading  Heading
	Picture  *Picture // nil where the page cannot be drawn
	Fault    string   // why, instead of the picture
	Notes    []string // where the picture or its marks fall short
	Quote    *Quote   // the fact's sentence; its URL leads back to it
	Place    *Link    // to the page on which the words are, from another, or on which they go on
	Prev     *Link
	Next     *Link
	Back     Link // to the document
	Original Link
}

// Template names the page's template.
func (Drawn) Template() string { return "drawn" }

// Picture is the page as it was drawn.
type Picture struct {
	URL    string
	Alt    string // with the sentence that is marked
	Width  int    // pixels
	Height int
	Marks  []PictureMark
}

// PictureMark is a marked part of the picture: pixels, from the upper left corner.
type PictureMark struct {
	ID                       string // of the first, to which links lead: "mark"
	Left, Top, Width, Height int
}
