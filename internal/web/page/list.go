package page

// List is any page whose point is to find something: gaps, units, actions,
// documents, periods, accounts, the ledger, programme objects.
type List struct {
	Frame
	Heading Heading
	Facts   []Fact // a row of totals
	Form    *Form  // adds to the list
	Filters *Filters
	Blocks  []Block // one table each; usually one
	Words   []Quote // the sentences from which the one thing of the page was made
	Pager   *Pager
}

// Template names the page's template.
func (List) Template() string { return "list" }

// Block is a titled table.
type Block struct {
	ID    string // anchor: "zones"
	Title string // "功能区"; none over a single table
	Note  string // "按缺口排序"
	Intro Text
	Table Table
	More  *Link
	Fold  bool // a line, Title and Note, that opens
	Open  bool // open from the start, where it folds
	Level bool // its columns stand under those of the other blocks
}

// Filters narrow a list; a GET form to the same path.
type Filters struct {
	To     string  // "/gaps"
	Fields []Field // text and select
	Keep   []Hidden
	Reset  string // "/gaps", when a filter is set
	Found  string // "找到 14 项"
}

// Pager walks a long list.
type Pager struct {
	Text string // "第 201—300 条，共 48,213 条"
	Prev string // URLs; no link when empty
	Next string
}

// Hub is a page of ways on: programme editing, administration.
type Hub struct {
	Frame
	Heading Heading
	Groups  []HubGroup
}

// Template names the page's template.
func (Hub) Template() string { return "hub" }

// HubGroup is a titled group of ways on.
type HubGroup struct {
	Title string // "谁"
	Items []HubItem
}

// HubItem is a way on.
type HubItem struct {
	Text  string // "单位"
	URL   string // "/units/edit"
	Count string // "41"
	Note  string // "部门、功能区、镇街，可按日期合并、更名"
	Tone  Tone   // of Count: something is wrong there
}

// Import is the workbook page: upload, and what was wrong, cell by cell.
type Import struct {
	Frame
	Heading  Heading
	Form     Form   // one file field
	Blank    *Link  // "下载空白模板"
	Errors   *Table // sheet, row, column, reason; nothing was imported
	Copy     *Link  // "下载标注了错误的副本"
	Preview  []Fact // what would be or was imported: 目标 120
	Done     bool   // it was imported
	Warnings bool   // Errors holds warnings only: nothing was refused
}

// Template names the page's template.
func (Import) Template() string { return "import" }

// Changes lists asked changes of target values, each with the form to decide it.
type Changes struct {
	Frame
	Heading Heading
	Changes []TargetChange
	Empty   string
}

// Template names the page's template.
func (Changes) Template() string { return "changes" }

// TargetChange is one asked change.
type TargetChange struct {
	ID      string // anchor
	Title   string // "T0102 固定资产投资"
	URL     string // the target
	Diffs   []Diff // field by field
	Chart   Chart  // the planned course as it is and as asked for
	Caption string
	Words   []Quote // of the documents that ask for it
	Reason  string
	Asked   string // "督查室一岗，2023-11-14 09:12"
	Decided string // by whom and when; empty while it waits
	Word    string // of whoever decided
	State   Light
	Form    *Form // to approve, refuse or withdraw; nil for whoever may not
}
