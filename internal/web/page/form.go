package page

// FormPage is any page whose point is to fill something in: programme objects,
// accounts, a correction, a lock, a reconciliation.
type FormPage struct {
	Frame
	Heading Heading
	Form    Form   // without To there is nothing that this reader may do
	Second  *Form  // another deed on the same thing, below
	Facts   []Fact // what the reader must know while filling in, beside the form
	Aside   []Brief
	Bare    bool    // no masthead: before the first password change
	Words   []Quote // the sentences from which the one thing of the page was made
}

// Template names the page's template.
func (FormPage) Template() string { return "form" }

// Form is a form with its fields in sections.
type Form struct {
	ID       string // names the form's anchors: "unit"
	To       string // required: "/units/U012"
	Get      bool   // sent in the URL; otherwise POST
	Files    bool   // has a file field: multipart
	Hidden   []Hidden
	Sections []Section
	Problems []Problem // what was wrong, over the form; each leads to its field
	Warning  Text      // what will happen: "锁定后，修改须由两人同意重新打开。"
	Submits  []Submit  // required; the first is pressed by Enter
	Cancel   *Link
	Drop     *Drop // files may be dropped on it, several too
}

// Drop is what a form says of files that are dropped on it. “{…}” is filled in by the
// script.
type Drop struct {
	Invite  string // "把文件拖到这里，可以一次几份"
	Waiting string // "排队"
	Sending string // "上传 {n}%"
	Reading string // "正在读……"
	Login   string // “登录已失效……”
	Lost    string // "网络中断，未收到答复，请重试。"
	Failed  string // "服务器未能处理（{n}）。"
}

// Section is a group of fields under one heading.
type Section struct {
	Title  string // "时序计划"
	Note   Text
	Fields []Field
	Grid   *Grid
	For    string // the choice of the form's "as" for which it is: "target"; "" for any
}

// Kind is how a field is filled in.
type Kind string

// The kinds of field.
const (
	KindText     Kind = "text"
	KindNumber   Kind = "number" // a text field with a numeric keyboard: full-width digits and separators are read by the server
	KindDate     Kind = "date"
	KindPassword Kind = "password"
	KindArea     Kind = "area"
	KindSelect   Kind = "select"
	KindRadio    Kind = "radio"
	KindCheck    Kind = "check"
	KindFile     Kind = "file"
	KindStatic   Kind = "static" // shown, not sent
	KindChecks   Kind = "checks" // several of Groups; each is sent as Name.Value
)

// Field is a labelled input.
type Field struct {
	Kind     Kind   // required
	Name     string // required: the form value's name, and errs.Error.Field
	ID       string // of the element; Name when empty. Set it where names repeat
	Label    string // required: "责任单位"
	Help     string // one line under the label: "独立于填报单位的核实单位"
	Error    string // beside the field: "不是日期：2023-13-01"
	Value    string
	Unit     string   // after the input: "亿元"
	Options  []Option // of a select or radios
	Groups   []OptionGroup
	Filter   string // what the box above a long list of choices is called: “筛选”; it needs a script and is left out without
	Checked  bool
	Required bool
	ReadOnly bool
	Short    bool   // half a row: numbers, dates, codes
	Complete string // autocomplete: "username", "current-password", "off"
	Accept   string // of a file: ".xlsx"
	Multiple bool   // of a file
	Rows     string // of an area: "4"
}

// Key is the element's id.
func (f Field) Key() string {
	if f.ID != "" {
		return f.ID
	}
	return "f-" + f.Name
}

// OptionGroup is a labelled part of a select: units by kind.
type OptionGroup struct {
	Label   string // "功能区"
	Options []Option
}

// Problem is a fault with a link to where it is mended.
type Problem struct {
	Text string // "责任单位：请选择一个单位"
	URL  string // "#f-unit"; no link when empty
}

// Grid is a table of inputs: a trajectory by month, a breakdown by unit, a
// reconciliation. Figures can be pasted into it from a worksheet. Make it with
// NewGrid.
type Grid struct {
	Caption string // read aloud: "时序计划，每期累计"
	Columns []Column
	Rows    []GridRow
	Foot    []Cell // reconciliation: 合计, 差; set by WithFoot
	Check   *Light // "正好", "少 12 亿元", "多 3 亿元"
}

// GridRow is a row of a grid.
type GridRow struct {
	Head  string // "1—2月", "董家口经济区"
	URL   string // where Head leads; "" for nowhere
	Note  string // small under Head
	Cells []GridCell
}

// GridCell is an input, or a text beside inputs.
type GridCell struct {
	Input *Field // Kind number, text or select; its Label is read aloud only
	Text  string
	Unit  string
	Tone  Tone

	Label   string // filled by NewGrid
	Numeric bool   // filled by NewGrid
}

// NewGrid labels cells after their columns; the first column is the rows' heads.
func NewGrid(columns []Column, rows []GridRow) Grid {
	for _, row := range rows {
		for i := range row.Cells {
			if i+1 < len(columns) {
				row.Cells[i].Label, row.Cells[i].Numeric = columns[i+1].Label, columns[i+1].Numeric
			}
		}
	}
	return Grid{Columns: columns, Rows: rows}
}

// WithFoot adds the row of sums, labelled as the rows are.
func (g Grid) WithFoot(cells ...Cell) Grid {
	label(g.Columns, cells)
	if len(cells) > 0 {
		cells[0].Head = true
	}
	g.Foot = cells
	return g
}
