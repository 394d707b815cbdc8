package page

// Sheet is the one sheet of a unit for a period: everything due, once. The
// same struct serves its reporter, its approver and a reader; what may be
// filled in is already decided in its fields.
type Sheet struct {
	Frame
	Heading Heading   // Title: "10月报表 · 工业和信息化局"
	State   State     // draft, submitted, approved, verified, returned
	Due     string    // "11月8日前报送"
	Asked   string    // "本月共需 1 张表、9 个数"; Tupo counts what it asks
	Problem []Problem // over the sheet

	Compare *Compare // with what another filed in the meantime

	To      string   // "/sheets/U012/2023-10"; empty: nothing can be filled in
	Hidden  []Hidden // idempotency key, revision
	Submits []Submit // 保存草稿, 提交
	Groups  []SheetGroup
	Tasks   []SheetTask
	Reason  *Field     // of a correction; nil where nothing verified or locked can change
	Note    *Field     // remarks of the unit
	Said    string     // the remarks, when they cannot be changed
	Upload  *Field     // file field of the sheet as a whole; nil: none can be added
	Files   []Evidence // of the sheet as a whole, the stamped scan among them

	Verdict    *Verdict    // for the approver
	Signatures []Signature // printed: 填报人, 审核人, 单位（盖章）
	Hash       string      // of the content that was approved: "sha256 4f1c…"
	Trail      []Step      // submitted, returned, approved …
	Export     *Link       // "下载 Excel"
	Import     *Form       // takes the filled-in workbook; nil where nothing can be filled in
}

// Template names the page's template.
func (Sheet) Template() string { return "sheet" }

// Compare shows what is typed beside what another filed in the meantime, for
// every input in which they differ: the reader chooses.
type Compare struct {
	Title  string // "3 处与已提交的不同"
	Intro  string
	Theirs string // head of the column: "已提交：岗位 · 11月7日 16:20"
	Mine   string
	Rows   []CompareRow
}

// CompareRow is one input filled differently.
type CompareRow struct {
	Key        string // anchor
	Name       string // of the radios, whose values are "theirs" and "mine"
	Label      string // "规上工业增加值增速"
	Theirs     string
	Mine       string
	PickTheirs bool
	PickMine   bool
	Error      string
}

// State is where a report stands.
type State struct {
	Light Light  // shape and word: ○ 草稿, ● 已提交, ✓ 已核实, ■ 已退回
	Text  Text   // "11月7日 16:20 由审核人退回"
	Why   string // the reason given with a return
}

// Step is an event of a report's life.
type Step struct {
	When string // "2023-11-07 16:20"
	Who  string // "工信局 · 审核岗"
	What string // "退回"
	Why  string // reason
	URL  string // its ledger entry
}

// SheetGroup is a titled part of the sheet: indicators that belong together.
type SheetGroup struct {
	Title string // "工业经济"
	Note  string // "累计数；1—2月合并报送"
	Rows  []SheetRow
}

// SheetRow is an indicator that is due.
type SheetRow struct {
	ID       string // anchor: "i-0102"
	Name     string // "规上工业增加值增速"
	URL      string // the target's page
	Note     string // "1—10月累计 · 调度数"
	Unit     string // "%"
	Last     string // last period: "6.1"
	LastYear string // same period of last year: "8.4"
	Planned  string // "7.0"; "S01 7.0" where targets plan different values
	Plans    string // those of the other targets: "T0101 8.0"
	Input    *Field // nil when it cannot be filled in
	Value    string // what was reported, when Input is nil
	Change   string // against last period: "+0.2", filled by the server when known
	Light    *Light // after submission
	Question *Question

	Calculated string // of a rate: "按分子、分母计算为 82.3%（…）"; "" where nothing follows

	Remark *Field     // why there is no figure, or what must be known of it
	Upload *Field     // proof of a figure that was not questioned
	Open   bool       // Remark or Upload has something in it
	Said   string     // the remark, when it cannot be changed
	Files  []Evidence // of the line
}

// Question asks about a figure before it is accepted.
type Question struct {
	ID       string // anchor: "q-0102"
	Text     string // "累计数比上月少 3.2 亿元。累计数只增不减，请说明。"
	State    *Light // ▲ 待说明, ● 已说明待采纳, ✓ 已采纳
	Cause    *Field // select
	Explain  *Field // area: the answer; in a queue the reason for not accepting it
	Upload   *Field // file
	Answer   string // when it can no longer be changed: "修订：扣除跨区项目"
	Evidence []Evidence
	Accept   []Submit // for the verifier: 采纳, 不采纳
}

// Evidence is a file.
type Evidence struct {
	Name string // "10月投资台账.xlsx"
	URL  string // "/evidence/9f2c…", served as an attachment
	Note string // "212 KB · sha256 9f2c41aa"
}

// SheetTask is a task that reports.
type SheetTask struct {
	ID         string // anchor: "K0712"
	Name       string
	URL        string
	Due        string // "12月31日"
	Light      *Light
	Milestones []SheetMilestone
	Done       *Field // areas; nil when they cannot be filled in
	Blocked    *Field
	Next       *Field
	Upload     *Field
	Texts      []Fact // done, blocked by, next step as reported, when they cannot be changed
	Files      []Evidence
}

// SheetMilestone is a step to tick off.
type SheetMilestone struct {
	Name   string // "主体封顶"
	Due    string // "10月31日"
	Check  *Field // checkbox, labelled by Name; nil where Date alone says it, and when it cannot be changed
	Date   *Field // when it was reached
	Upload *Field
	State  Light
	Files  []Evidence
}

// Signature is a block for ink and seal on the print.
type Signature struct {
	Role string // "审核人"
	Name string // what is known: "审核岗 · 2023-11-07 09:12", else empty for the pen
	Seal bool   // room for the unit's seal
}

// Verdict is the form by which a report is accepted or returned.
type Verdict struct {
	Title   string // "审核本表"
	Intro   Text   // what the deed means: "通过即以岗位名义确认以下全部内容。"
	To      string // "/sheets/U012/2023-10/verdict"
	Hidden  []Hidden
	Method  *Field  // radios: in full, by sample, on site; nil for an approver
	Reason  *Field  // area; needed for a return
	Fields  []Field // others
	Submits []Submit
}

// Queue is what waits for a verifier.
type Queue struct {
	Frame
	Heading Heading
	Filters *Filters
	Reports []QueueReport
	Empty   string // "没有待核实的数据。"
}

// Template names the page's template.
func (Queue) Template() string { return "queue" }

// QueueReport is a unit's report as far as this verifier verifies it.
type QueueReport struct {
	ID       string // anchor: "r-U012-2023-10"
	Unit     string // "工业和信息化局"
	Period   string // "2023年10月"
	URL      string // the whole sheet
	State    State
	Table    Table // indicator, planned, last, reported, change, question
	Question []QueueQuestion
	Files    []Evidence
	Verdict  *Verdict
}

// QueueQuestion is a question with its answer, to be accepted or not.
type QueueQuestion struct {
	Indicator string // "固定资产投资"
	Value     string // "266.4 亿元"
	To        string // POST
	Hidden    []Hidden
	Question
}
