package page

// Reader is a document with what it says: the text on the left with marked
// spans, the proposed facts on the right.
type Reader struct {
	Frame
	Heading    Heading
	About      []Fact // 来源, 日期, 读入, 字数, 密级
	Paragraphs []Paragraph
	To         string // POST of a deed on facts: "/documents/D003/facts"; empty: read only
	Hidden     []Hidden
	Groups     []FactGroup
	Tally      []Count   // proposed, accepted, refused
	Original   *Link     // the file as it was uploaded
	Again      *Deed     // have it read once more
	Problems   []Problem // what could not be done
}

// Template names the page's template.
func (Reader) Template() string { return "reader" }

// ParagraphKind says how a paragraph is set.
type ParagraphKind string

// The kinds of paragraph.
const (
	Body     ParagraphKind = "body"
	Headline ParagraphKind = "headline"
	Subhead  ParagraphKind = "subhead"
	Byline   ParagraphKind = "byline" // bylines, datelines, jumps: small
	GuideBox ParagraphKind = "guide"  // the guide box
)

// Paragraph is a paragraph of the source, cut into runs that do not overlap.
type Paragraph struct {
	Kind ParagraphKind
	Runs []SourceRun
}

// SourceRun is a stretch of the source. A marked run is a fact's span; where
// spans nest, the innermost is marked and the fact card names the others.
type SourceRun struct {
	Text string
	Mark *Mark
}

// Mark points from a span to its fact. A span that another one cuts makes
// several runs: the first has the anchor, the last the number.
type Mark struct {
	ID    string // anchor of the span: "s-12"; none on a run that goes on
	URL   string // "#f-12"
	No    string // "12", printed small after the span; none before its last run
	State FactState
}

// FactState is what was decided about a fact.
type FactState string

// The states of a fact.
const (
	Proposed FactState = "proposed"
	Accepted FactState = "accepted"
	Refused  FactState = "refused"
)

// FactGroup is all facts of one kind.
type FactGroup struct {
	ID        string // anchor: "g-action"
	Title     string // "行动"
	Count     string // "13"
	AcceptAll *Submit
	Facts     []FactCard
}

// FactCard is a proposed fact.
type FactCard struct {
	ID      string // anchor: "f-12"
	No      string // "12"
	Span    string // URL of the span: "#s-12"
	Summary string // "行动 7：强化功能区提档升级"
	Parts   []Fact // fields with their values
	State   FactState
	Word    string // of the state, when decided: "已采纳 → A07"
	Made    *Link  // the object it made
	Submits []Submit
}
