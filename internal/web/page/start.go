package page

// Start is the way to a running year, in the place of the lead story.
type Start struct {
	Title     string // "启动本年度"
	Lead      string
	Steps     []StartStep
	WaysTitle string // "三种填法"
	Ways      []Way
}

// StartStep is one thing to be done before the year runs.
type StartStep struct {
	No    string // "3"
	Text  string // "行动"
	URL   string // where it is done; not a link when somebody else does it
	Light *Light // done or not; nil where that is not known
	Done  bool
	Next  bool   // the first that is not done
	Count string // "13 项行动"
	Note  string // what it is, or who does it
	More  []Link // the rest of it
}

// Way is a way to bring a plan in.
type Way struct {
	Text string // "导入工作簿"
	URL  string
	Note string
}
