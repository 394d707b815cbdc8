package page

import "tupo/internal/i18n"

// Frame is what every page shares: masthead, navigation, the moment it shows,
// and the foot that makes a print a witness.
type Frame struct {
	Lang  i18n.Lang // required: "zh"
	Words Words     // required: Catalogue.For(Lang)

	Title      string     // of the browser's tab: "固定资产投资"; the district follows by itself
	District   string     // required: "西海岸新区"
	Programme  string     // "创新突破年"
	Date       string     // "2023年11月14日 星期二"
	Period     string     // "数据截至10月"
	Elapsed    string     // "时间已过 87% · 距年底 47 天"
	Issue      string     // the ledger's size as the paper's number: "第 48,213 号"
	Checkpoint Checkpoint // zero where there is no ledger yet

	Nav       []NavItem  // the pages this account may open
	Account   *Account   // nil when nobody is logged in
	Languages []Language // the switch; each leads to this same page
	When      *When      // nil on pages that have no moment, such as forms
	Past      *Past      // set when the page shows another moment than now
	Notices   []Notice   // above the page's content

	Scripts []string // of this page beside tupo.js: "documents.js"
	Demo    bool     // marks figures as illustrative on screen and print
	Printed string   // "2023-11-14 08:30", the moment the page was made
	Request string   // request id, in the foot of error pages only
}

// T gives a fixed word of the page in its language. Templates call it with a
// literal key, so that a test finds every key.
func (f Frame) T(key string, args ...string) string { return f.Words(key, args...) }

// Tag is the page's language for its lang attribute.
func (f Frame) Tag() string { return f.Lang.Tag() }

// Base gives the frame of any page to the layout.
func (f Frame) Base() Frame { return f }

// Checkpoint identifies the ledger's state a page was made from.
type Checkpoint struct {
	Code  string // "7K3F-Q2ZD-MX4P-R6TA-B5NW-H", as printed and typed back
	Short string // "7K3F-Q2ZD", for the masthead of a screen
	URL   string // "/ledger/checkpoint"
}

// NavItem is a page of the newspaper. Today's guide names pages by No.
type NavItem struct {
	No      string // "3", the page's number as in “3版”
	Text    string // "填报"
	URL     string // "/sheets"
	Current bool   // this page or one below it
	Count   string // "5": what waits there; empty when nothing does
}

// Account is who reads.
type Account struct {
	Name        string // the post or unit: "督查室"
	Role        string // "办公室"
	PasswordURL string // "/password"
	LogoutURL   string // "/logout"; a POST
}

// Language is one side of the language switch.
type Language struct {
	Text    string    // "中文", "English": always in its own language
	Lang    i18n.Lang // of Text
	URL     string    // this page in that language
	Current bool
}

// Tag is the BCP 47 tag of the language.
func (l Language) Tag() string { return l.Lang.Tag() }

// When is the switch of period and moment. It is a GET form back to the page.
type When struct {
	To      string        // the page's own path: "/gaps"
	Keep    []Hidden      // query values the switch must not lose
	Summary string        // closed state: "10月 · 此刻"
	Options []Option      // name "period"
	Groups  []OptionGroup // of it too: months by year
	AsOf    string        // name "asof": "2023-10-20T18:00", "41002" or "" for now
	Error   string        // “41x 不是时间也不是序号”
}

// Past says that the page shows what was known at another moment.
type Past struct {
	Text   string // "您看到的是 2023-10-20 18:00（第 41,002 号）时的情况"
	NowURL string // the same page now
}

// Option is a choice of a select, a radio group or a switch.
type Option struct {
	Value    string // "2023-10"
	Text     string // "2023年10月"
	Note     string // shown under a radio's text
	Selected bool
	Disabled bool
}
