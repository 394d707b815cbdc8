package extract

import "tupo/internal/zh"

// Span is a stretch of the source. Text is the source from Start to End as it
// stands; Joined is the text without column breaks, given only if it differs.
type Span struct {
	Text       string  `json:"text"`
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Joined     string  `json:"joined,omitempty"`
	Reason     string  `json:"reason,omitempty"`
	Confidence float64 `json:"confidence,omitempty"`
}

// Reading is the text to read: the joined form if the source is broken.
func (s Span) Reading() string {
	if s.Joined != "" {
		return s.Joined
	}
	return s.Text
}

// Dated is a span that names a date; Resolved is empty if the date is open.
type Dated struct {
	Span
	Resolved string `json:"resolved,omitempty"`
}

// Measure is a stated amount: values and unit as written, and its bound.
type Measure struct {
	Span
	Values []zh.Decimal `json:"values"`
	Unit   string       `json:"unit"`
	Bound  zh.Bound     `json:"bound"`
}

// Page is everything found in one text.
type Page struct {
	Chars      int            `json:"chars"`
	Reference  *ReferenceDate `json:"reference_date"`
	Articles   []Article      `json:"articles"`
	GuideBox   *GuideBox      `json:"guide_box"`
	LineBreaks []LineBreak    `json:"line_breaks_to_join"`
	BreaksKept int            `json:"paragraph_breaks_kept"`
	Programme  *Programme     `json:"programme"`
	Directives []Directive    `json:"directives"`
	Meetings   []Meeting      `json:"meetings"`
	People     []Person       `json:"people"`
	Projects   []Project      `json:"projects"`
	Quantities []Quantity     `json:"quantities"`
	Ranks      []Quantity     `json:"ranks"`
	Nonnumeric []Nonnumeric   `json:"nonnumeric_targets"`
	Structure  []Mark         `json:"structure"`
}

// ReferenceDate is the day the page speaks from (YYYY-MM-DD, or YYYY where only the year that
// it is written for is told), and the words that show it; it has no words if it is the date
// that the caller gave. Given is that date where the page tells another, which counts.
type ReferenceDate struct {
	Value string `json:"value"`
	Basis []Span `json:"basis"`
	Given string `json:"given,omitempty"`
}

// Article is one piece of a page. Type is news, commentary or text.
type Article struct {
	ID       string    `json:"id"`
	Type     string    `json:"type"`
	Kicker   *Span     `json:"kicker,omitempty"`
	Headline *Span     `json:"headline,omitempty"`
	Subheads []Span    `json:"subheads,omitempty"`
	Byline   *Byline   `json:"byline,omitempty"`
	Dateline *Dateline `json:"dateline,omitempty"`
	Jump     *Jump     `json:"jump,omitempty"`
	Pointer  *Pointer  `json:"pointer,omitempty"`
	Start    int       `json:"start"`
	End      int       `json:"end"`
}

// Byline names who wrote an article.
type Byline struct {
	Span
	Reporter []string `json:"reporter"`
}

// Dateline is the 本报11月14日讯 of an article; Date is ISO or empty.
type Dateline struct {
	Span
	Date string `json:"date,omitempty"`
}

// Jump says that an article goes on (to) or comes from (from) another page.
type Jump struct {
	Span
	Direction   string `json:"direction"`
	Page        string `json:"page"`
	CutSentence bool   `json:"cut_sentence"`
}

// Pointer sends the reader to related articles: 更多报道见3版.
type Pointer struct {
	Span
	Page string `json:"page"`
}

// GuideBox is a front page's list of what stands inside.
type GuideBox struct {
	Title Span        `json:"title"`
	Items []GuideItem `json:"items"`
}

// GuideItem is one entry of a guide box: its lines and the page named after them.
type GuideItem struct {
	Lines []Span `json:"lines"`
	Page  Span   `json:"page"`
}

// LineBreak is a break inside a sentence: Start..End is the white space, Left and
// Right up to six characters beside it, Join up to four of each put together.
type LineBreak struct {
	Start      int     `json:"start"`
	End        int     `json:"end"`
	Left       string  `json:"left"`
	Right      string  `json:"right"`
	Join       string  `json:"join"`
	Reason     string  `json:"reason"`
	Confidence float64 `json:"confidence"`
}

// Programme is a year's programme with its actions in the order of the text.
// DeclaredCount is 0 if the name counts nothing. Actions are of exactly that many;
// only a numbered list right under the name may have another length, and then
// ListedCount says so. OwnerSpans are the words Owner is made of.
type Programme struct {
	ID            string   `json:"id"`
	Name          Span     `json:"name"`
	ThemeYear     *Span    `json:"theme_year"`
	Owner         string   `json:"owner,omitempty"`
	OwnerSpans    []Span   `json:"owner_spans,omitempty"`
	Launched      *Span    `json:"launched"`
	DeclaredCount int      `json:"declared_count"`
	ListedCount   int      `json:"listed_count,omitempty"`
	Mentions      []int    `json:"mentions"`
	Actions       []Action `json:"actions"`
}

// Action is one item of a programme, numbered from 1. Joined is always given.
type Action struct {
	No int `json:"no"`
	Span
}

// Directive is an order or undertaking: from the order word, its subject or its
// time to the end of the sentence, or to the jump that cuts it.
type Directive struct {
	ID string `json:"id"`
	Span
	Speaker         string     `json:"speaker,omitempty"`
	Subject         *Span      `json:"subject"`
	Deadline        *Dated     `json:"deadline"`
	Deliverable     *Span      `json:"deliverable,omitempty"` // what shows that it is done
	TruncatedByJump bool       `json:"truncated_by_jump"`
	Weak            bool       `json:"weak,omitempty"` // a promise rather than an order
	SubOrders       []SubOrder `json:"sub_orders,omitempty"`

	orderEnd int // byte of the view after the order word
	extended int // parts after semicolons
}

// SubOrder is a part of a directive. Subject is given only if it is somebody else
// than the directive's, and Deadline with it.
type SubOrder struct {
	Span
	Subject  *Span  `json:"subject,omitempty"`
	Deadline *Dated `json:"deadline,omitempty"`

	orderEnd int // as of a directive; 0: it has no word of its own
}

// Meeting is an event with a title. Article is the article that tells of it.
type Meeting struct {
	ID      string `json:"id"`
	Title   Span   `json:"title"`
	Date    *Dated `json:"date"`
	Place   *Span  `json:"place"`
	Agenda  []Span `json:"agenda,omitempty"`
	Article string `json:"article"`
}

// Person is a name with post and role at an event (a meeting's or an article's ID).
// Name is nil if the text names a post alone: 区长主持.
type Person struct {
	Name  *Span    `json:"name"`
	Post  *Span    `json:"post"`
	Role  []string `json:"role"`
	Event string   `json:"event"`
	Org   *Span    `json:"org,omitempty"`
}

// Project is a named project with the fields that the page states.
type Project struct {
	ID            string        `json:"id"`
	Name          Span          `json:"name"`
	Event         *ProjectEvent `json:"event,omitempty"`
	Date          *Dated        `json:"date,omitempty"`
	Total         *Measure      `json:"total_investment,omitempty"`
	TotalHeadline *Measure      `json:"total_investment_headline,omitempty"`
	// The year's planned investment and what is completed so far are parts: neither is
	// ever the total.
	YearInvestment *Measure   `json:"year_investment,omitempty"`
	DoneInvestment *Measure   `json:"done_investment,omitempty"`
	Land           *Measure   `json:"land,omitempty"`
	Floor          *Measure   `json:"floor,omitempty"`
	Capacity       *Measure   `json:"capacity,omitempty"`
	Scale          *Measure   `json:"scale,omitempty"` // length, beds, places at school and other extent
	Output         *Measure   `json:"output,omitempty"`
	Tax            *Measure   `json:"tax,omitempty"`
	Jobs           *Measure   `json:"jobs,omitempty"`
	PhaseCount     *Measure   `json:"phase_count,omitempty"`
	Phases         []Phase    `json:"phases,omitempty"`
	Parties        []Party    `json:"parties,omitempty"`
	PartyList      []Span     `json:"party_list,omitempty"`
	Sector         *Span      `json:"sector,omitempty"`
	Content        *Span      `json:"content,omitempty"`
	Products       []Span     `json:"products,omitempty"`
	Relations      []Relation `json:"relations,omitempty"`
	Location       *Span      `json:"location,omitempty"`
	Start          *Span      `json:"start,omitempty"`    // when building began or is to begin
	Expected       *Span      `json:"expected,omitempty"` // when it is to be finished or to work
	IndustryPark   *Span      `json:"industry_park,omitempty"`
	ParkBuilder    *Span      `json:"builder_of_park,omitempty"`
	article        string
	told           Place   // from its name to the end of what is said of it
	also           []Place // where it is described again
}

// ProjectEvent is what happened: Type is its kind (签约, 开工 …).
type ProjectEvent struct {
	Type string `json:"type"`
	Span
}

// Phase is one phase with what the text gives of it; nothing is split or inferred.
type Phase struct {
	No               int      `json:"no"`
	Name             Span     `json:"name"`
	Investment       *Measure `json:"investment,omitempty"`
	InvestmentStatus string   `json:"investment_status,omitempty"`
	Land             *Measure `json:"land,omitempty"`
	Floor            *Measure `json:"floor,omitempty"`
}

// Party is who does what in a project; Role is the verb of the text.
type Party struct {
	Role string `json:"role"`
	Span
}

// Relation ties a project to a chain, a customer or a larger project.
type Relation struct {
	Type string `json:"type"`
	Of   Span   `json:"of"`
}

// Quantity is a measured indicator with its number.
type Quantity struct {
	ID        string       `json:"id"`
	Indicator Span         `json:"indicator"`
	Value     Span         `json:"value"`
	Values    []zh.Decimal `json:"values"`
	Unit      string       `json:"unit"`
	Bound     zh.Bound     `json:"bound"`
	Measure   string       `json:"measure"`
	Period    string       `json:"period,omitempty"`
	Kind      string       `json:"kind"`
	Canonical *Canonical   `json:"canonical,omitempty"`
}

// Canonical is a quantity with its scale multiplied out; it is given where the
// text uses a scale.
type Canonical struct {
	Values []zh.Decimal `json:"values"`
	Unit   string       `json:"unit"`
}

// Nonnumeric is a target without a number.
type Nonnumeric struct {
	Indicator Span   `json:"indicator"`
	Value     Span   `json:"value"`
	Period    string `json:"period,omitempty"`
}

// Mark is one structure mark of the page: type and place.
type Mark struct {
	Type string `json:"type"`
	Span
}

// Fact is one finding in the flat form in which it is proposed to a person.
// Payload is the typed object it came from (*Programme, *Action, *Directive,
// *Project, *Meeting, *Person, *Quantity, *Nonnumeric, *Mark). Those of Prose.Facts have *Figure for quantities, ranks and statements.
type Fact struct {
	Kind        string  `json:"kind"`
	Fingerprint string  `json:"fingerprint"`
	Start       int     `json:"start"`
	End         int     `json:"end"`
	Text        string  `json:"text"`
	Joined      string  `json:"joined,omitempty"`
	Reason      string  `json:"reason"`
	Confidence  float64 `json:"confidence"`
	Payload     any     `json:"payload"`
}
