package page

// Action is the page of one action or of one unit: its targets and its tasks.
type Action struct {
	Frame
	Heading Heading
	Facts   []Fact // 完成率, 达序时 7/9, 牵头领导, 牵头单位
	Story   *Story // its own largest gap with chart; nil when none is short
	Targets Block
	Tasks   []Task
	Units   *Block // roll-up by unit
	Sources Text   // where the action was set: “依据：11月14日专题会议报道”, linked to its span
}

// Template names the page's template.
func (Action) Template() string { return "action" }

// Task is a key task with its milestones.
type Task struct {
	ID         string // anchor and code: "K0712"
	Name       string // "灵山湾影视文化产业区完成投资 60 亿元"
	URL        string
	Light      Light
	Why        string // the sentence behind the light
	Unit       string // "灵山湾影视文化产业区"
	Due        string // "12月31日"
	Milestones []Milestone
	Done       string // what was reported done
	Blocked    string // what it waits for: "供地 2 宗未完成"
	Next       string // next step
}

// Milestone is a dated step.
type Milestone struct {
	Name     string // "主体封顶"
	Due      string // "10月31日"
	Light    Light  // ✓ 10月28日完成, ■ 逾期 14 天, ○ 未到期
	Evidence *Link
}

// Target is the page of one target.
type Target struct {
	Frame
	Heading    Heading // Title is the indicator, Standfirst the one-sentence reason, Kicker action and code
	Chart      Chart
	Caption    string // "亿元，累计，调度数；规则 r3"
	Facts      []Fact
	Periods    Table // period, planned, actual by basis, vintage, state, gap
	PeriodNote string
	Breakdowns []Breakdown
	About      []Fact // 口径, 性质, 来源, 牵头, 责任, 配合, 核实
	Tiers      []Fact // 确保, 目标, 力争
	Changes    []Brief
	Words      []Quote // the sentences that set it
}

// Template names the page's template.
func (Target) Template() string { return "target" }

// Quote is a sentence of a document, with the words that matter in its middle.
type Quote struct {
	Before, Text, After string
	From                string // "《2024年工作报告》，2024年1月10日"
	URL                 string // its place in the document
	Page                *Link  // “第 3 页”: the page of a PDF, where it can be shown
}

// Breakdown is a target by unit along one dimension, reconciled alone.
type Breakdown struct {
	Dimension string // "按功能区"
	Check     Light  // "正好", "少 12 亿元", "多 3 亿元（力争）"
	Flag      *Light // "分解合计 259.99 与总数 265.00 相差 5.01 亿元"
	Note      string // "不编制到镇街"
	Table     Table
}
