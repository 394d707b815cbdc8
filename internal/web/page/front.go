package page

import (
	"html/template"
	"strconv"

	"tupo/internal/chart"
)

// Front is the home page: a newspaper's front page.
type Front struct {
	Frame
	Start  *Start // while no programme runs, in place of the story and all that is judged
	Story  Story
	Strips []Strip // of each programme that runs; arrange them with Stacked
	Guide  Guide
	Briefs []Brief // project news; corrections and traces; two or three
	Gaps   Gaps

	// Kept stands for Story, Strips and Gaps where these were printed before.
	Kept *FrontKept
}

// FrontKept is what all readers of one board share of the front page, printed.
type FrontKept struct {
	Lead  template.HTML // the story
	Board template.HTML // actions and gaps
}

// Template names the page's template.
func (Front) Template() string { return "front" }

// Story is the finding about the largest gap.
type Story struct {
	Kicker     string // "最大缺口 · 07 功能区提档"
	Headline   Text   // required; a finding: "固定资产投资差计划 42 亿元，两个功能区占六成"; strong runs do not break, no run is a link
	URL        string // of the target
	Standfirst Text   // one or two sentences, figures linked
	Light      *Light // today
	Outlook    *Light // at year end, when there is a forecast
	Chart      Chart
	Caption    string // "亿元，1—10月累计，调度数"
	Facts      []Fact // three to six
	Who        Text   // who must do what by when
	Buttons    []Button
}

// Chart is a trajectory drawn for two widths; the style sheet shows one.
type Chart struct {
	Wide   chart.SVG // chart.Wide()
	Narrow chart.SVG // chart.Narrow()
}

// DrawBoth draws a trajectory for desktop and phone.
func DrawBoth(t chart.Trajectory) Chart {
	return Chart{Wide: t.Draw(chart.Wide()), Narrow: t.Draw(chart.Narrow())}
}

// Strip is the row of actions of a programme. Make it with NewStrip.
type Strip struct {
	Title   string // "十三大创新突破行动"
	Items   []StripItem
	Tally   []Count // lights counted: 8 达序时, 3 落后 …
	Note    string  // under the tally: "竖线为到10月的计划进度"
	Lag     *Link   // "完成度差计划最多：08 城市更新，19 点"; nil where none is a point behind
	Columns string  // grid class "cols-7", chosen so that the last row is full or nearly so
	ID      string  // of its heading
	Several bool    // another programme's strip stands beside it: its heading is seen
}

// StripItem is one action.
type StripItem struct {
	No      string // "07"
	Name    string // "功能区提档"
	URL     string // "/actions/A07"
	Light   Light
	Outlook *Light    // probability at year end, when there is a forecast
	Done    string    // "71%"; "—" when unknown
	Planned string    // "计划 75%": where the bar's tick stands
	Bar     chart.SVG // chart.Bar
	Spark   chart.SVG // chart.Sparkline
	Note    string    // "9 项中 4 项达序时"
}

// Count is a light and how many have it.
type Count struct {
	Light Light
	Count string // "8"
	URL   string // the list of them
}

// NewStrip lays out any number of actions (1 to 20 look well) in rows as equal
// as can be; the tally takes one cell, or what is left of the last row.
func NewStrip(title string, items []StripItem, tally []Count, note string) Strip {
	return Strip{Title: title, Items: items, Tally: tally, Note: note, Columns: stripColumns(len(items) + 1), ID: "strip-title"}
}

// Stacked lays out the strips of several programmes one below the other, in columns
// as wide as those of the longest; one alone stays as it is.
func Stacked(strips []Strip) []Strip {
	if len(strips) < 2 {
		return strips
	}
	most := 0
	for i := range strips {
		most = max(most, len(strips[i].Items))
	}
	for i := range strips {
		strips[i].ID, strips[i].Several, strips[i].Columns = "strip-title-"+strconv.Itoa(i+1), true, stripColumns(most+1)
	}
	return strips
}

// stripColumns picks the number of columns, 4 to 7, that leaves the fewest
// empty cells; among equals the widest row.
func stripColumns(cells int) string {
	if cells <= 7 {
		return "cols-" + string(rune('0'+max(cells, 2)))
	}
	best, left := 7, (7-cells%7)%7
	for n := 6; n >= 4; n-- {
		if free := (n - cells%n) % n; free < left {
			best, left = n, free
		}
	}
	return "cols-" + string(rune('0'+best))
}

// Guide is today's guide: what waits for this reader.
type Guide struct {
	Total string // "17"
	Items []GuideItem
	Empty string // when nothing waits: "今天没有待办。"
}

// GuideItem is a pile of waiting things.
type GuideItem struct {
	Text  string // "填报未交"
	Count string // "2 个单位"
	Page  string // "3版"
	URL   string // "/sheets?state=missing"
	Late  bool   // overdue: printed in the accent
}

// Brief is a column of one-line items.
type Brief struct {
	Title string // "项目要闻"
	Note  string // "本月", beside the title
	Items []BriefItem
	More  *Link  // "全部更正"
	Empty string // "本月没有更正。"
}

// BriefItem is a line.
type BriefItem struct {
	Text string // "新型显示材料基地"
	URL  string // "/projects/P0001"
	Note string // "签约 · 50 亿元"
	Tone Tone   // of Note
}

// Gaps is the table of what is short.
type Gaps struct {
	Title string // "差距榜"
	Note  string // "按缺口占年度目标的比例"
	Table Table
	More  *Link // "全部 14 项"
}
