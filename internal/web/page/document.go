package page

// Reader is a document with what it says: the text on the left with the facts marked
// in it, on the right a table of them.
type Reader struct {
	Frame
	Heading    Heading
	About      []Fact // 来源, 日期, 读入, 字数, 密级
	Paragraphs []Paragraph
	To         string  // POST of a deed on facts: "/documents/D003/facts"; empty: read only
	Tally      []Tally // proposed, accepted, refused
	Shown      []Shown // all, undecided, low confidence, clash
	Kinds      []Shown // the legend: each kind with its underline
	Search     Search
	Rows       []FactRow
	Pager      *Pager   // through a document that is shown in parts
	Place      string   // URL of the document, where it is shown in parts: a fact of another part is found under it
	NextOpen   string   // URL of the first undecided fact after this part
	Keep       []Hidden // of this page, sent with a deed
	Empty      string   // instead of rows
	Keys       []Fact   // what the keyboard does: “j ↓”, “下一条”
	Batches    []Batch  // everything of a kind at once
	Original   *Link    // the file as it was uploaded
	Again      *Deed    // have it read once more
	Problems   []Problem
}

// Template names the page's template.
func (Reader) Template() string { return "reader" }

// Tally counts the facts of a state. The script counts on under its Key.
type Tally struct {
	Key   string // "accepted"
	Light Light
	Count string
}

// Shown narrows the table to some of the facts. The script counts on under its Key.
type Shown struct {
	Key     string // "undecided", "low", "clash" or a FactKind
	Kind    FactKind
	Text    string
	Count   string
	URL     string
	Current bool
}

// Search finds facts by their words; a GET form to the same page.
type Search struct {
	To    string
	Keep  []Hidden
	Value string
}

// Batch accepts all facts of a kind that nothing speaks against.
type Batch struct {
	Submit  Submit
	Confirm string // asked before: “将采纳 42 条目标。继续吗？”
}

// ParagraphKind says how a paragraph is set.
type ParagraphKind string

// The kinds of paragraph.
const (
	Body     ParagraphKind = "body"
	Headline ParagraphKind = "headline"
	Subhead  ParagraphKind = "subhead"
	Byline   ParagraphKind = "byline"   // bylines, datelines, jumps: small
	GuideBox ParagraphKind = "guide"    // the guide box
	TableRow ParagraphKind = "row"      // a row of a table; rows that follow each other stand under one another
	RowTitle ParagraphKind = "row over" // a line without cells between two rows
	Gap      ParagraphKind = "gap"      // stands for text that is left out
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
	Cell bool // begins another cell of a row
	Mark *Mark
}

// Mark points from a span to its fact. A span that another one cuts makes
// several runs: the first has the anchor, the last the number.
type Mark struct {
	ID    string   // anchor of the span: "s-12"; none on a run that goes on
	Also  []string // anchors of facts whose words others cover whole
	Fact  string   // the fact's identifier
	URL   string   // "#f-12"
	No    string   // "12", printed small after the span; none before its last run
	Kind  FactKind
	State FactState
}

// FactKind says how a fact is underlined.
type FactKind string

// The kinds of facts.
const (
	TargetFact    FactKind = "target"
	ResultFact    FactKind = "result"
	StatementFact FactKind = "statement" // ranks, and targets without a number
	DirectiveFact FactKind = "directive"
	ProjectFact   FactKind = "project"
	ProgrammeFact FactKind = "programme"
	ActionFact    FactKind = "action"
	MeetingFact   FactKind = "meeting"
)

// FactState is what was decided about a fact.
type FactState string

// The states of a fact.
const (
	Proposed FactState = "proposed"
	Accepted FactState = "accepted"
	Refused  FactState = "refused"
)

// FactRow is one fact in the table. It stands for itself, with its own words, so that
// it can be sent alone after a decision.
type FactRow struct {
	Words    Words  // required
	ID       string // required: the anchors are "f-" and "s-" with it
	No       string // "12", as in the text
	URL      string // "/facts/12": decides it, and leads to its words
	Place    string // URL of its words: "#s-12"
	Tags     string // what it counts as, for the script: "undecided target low"
	Kind     FactKind
	KindWord string // “目标”, “预计”
	State    FactState
	Wide     bool   // it is no figure: Name takes the columns of value and period
	Name     string // the indicator; of other facts what they say
	Note     string // the measure, or the indicator as written
	Parts    []Fact // fields of what is no figure
	Bound    string // “≥”, “约”
	Value    string
	Unit     string
	Written  string // the value as the page writes it, where that is another
	Period   string
	As       string // the kind of thing that is offered: "target"
	Does     string // what accepting does: “新目标 → P2023-1”
	DoesTone Tone
	Stop     string // why it cannot be accepted as offered
	Like     string // what is there already and may be the same
	// Elsewhere says, with a link, in which document the same was refused before.
	Elsewhere Text

	Sure    string // "90%"
	Low     string // “把握低”
	Rule    string // which rule found it, in words
	Page    Link   // of the file on which it stands: “第 3 页”; without URL where it cannot be shown
	Quote   Text   // the sentence, the fact's words strong
	Word    string // of the state, when decided
	Made    *Link  // the object it made
	Clash   []ClashRow
	ClashIn string // id of the form to which the choices of Clash belong
	Submits []Submit
	Edit    string // URL of the form; "" where there is nothing to say
	Fault   string // why the last deed was refused
	Form    *FactForm
	Parent  string // id of the form in which Submits are sent
}

// T gives a fixed word of the row in the reader's language.
func (r FactRow) T(key string, args ...string) string { return r.Words(key, args...) }

// ClashRow is a field in which what is known and what the document says differ.
type ClashRow struct {
	Field  string // “总投资”
	Name   string // of the choice: "take.total"
	Known  string
	Source *Link
	Here   string
	Take   bool // the document is believed
	Locked bool // there is nothing to choose: the fact is decided, or may not be
}

// FactForm is the form in which a fact is given another meaning than was offered.
type FactForm struct {
	Form
	Near []Submit // what it may be the same as: pressing one accepts
}

// FactPage is a fact alone, with its form: where there is no script.
type FactPage struct {
	Frame
	Heading Heading
	Row     FactRow
}

// Template names the page's template.
func (FactPage) Template() string { return "fact" }
