package extract

import (
	"strings"

	"tupo/internal/zh"
)

// era is what a section says about the numbers under it: whether they are results or
// targets, and of which years.
type era struct {
	kind     string // result or target
	from, to int    // years; 0: not known
	basis    string // section, paragraph, document
}

// year is the year of issue, 0 if the text does not say it.
func (f *figures) year() int { return f.r.ref.Year }

// lastYear is the year that results are told of: the year before where the text is of
// the first months, as reports to the people's congress are.
func (f *figures) lastYear() int {
	y := f.year()
	if y > 0 && f.r.ref.Month <= firstMonths {
		return y - 1
	}
	return y
}

// firstMonths: until April a year's reports speak of the year before.
const firstMonths = 4

func (f *figures) results(basis string) era { return era{"result", f.lastYear(), f.lastYear(), basis} }
func (f *figures) targets(basis string) era {
	y := max(f.year(), f.r.plan)
	return era{"target", y, y, basis}
}

// fiveBack are the five years up to the last, 0 and 0 if that is not known.
func (f *figures) fiveBack() (from, to int) {
	if to = f.lastYear(); to == 0 {
		return 0, 0
	}
	return to - 4, to
}

// enter reads what a paragraph says of its own time, and keeps it for those after it if
// it is a heading.
func (f *figures) enter(p paragraph) era {
	e := f.enterSection(p)
	if s := f.text[p.a:p.jump]; e.kind == "" && strings.ContainsAny(s, "。0123456789;%") {
		f.section = f.opening()
		e = f.section
	}
	return e
}

func (f *figures) enterSection(p paragraph) era {
	if f.r.articleType(p) == "news" {
		return era{"result", f.year(), f.year(), "news"} // news tell of their own year
	}
	s := f.text[p.a:p.jump]
	s = s[len(f.prefix("figure_context.address", s)):]
	if runes(s) <= 48 && !strings.Contains(s, "。") {
		if e, ok := f.cue(s, "section"); ok {
			f.section, f.chaptered = e, false
		} else if chapterHeading(s) {
			f.chaptered = true
			if f.section.kind == "result" && f.section.basis != "document" && f.section.to == f.lastYear() && !strings.HasPrefix(s, "一、") && f.r.orders(s) {
				f.section = f.targets("section") // 一、1993年工作的回顾 … 二、保持经济增长
			}
		}
		return f.section
	}
	head := s
	if i := strings.IndexAny(s, "。;"); i > 0 {
		head = s[:i]
	}
	if len(head) > 240 {
		head = head[:240]
	}
	if e, ok := f.cue(firstClauses(head), "paragraph"); ok {
		begins := strings.HasSuffix(s, ":") || strings.HasPrefix(s, "一、") || strings.HasPrefix(s, "二、") || strings.HasPrefix(s, "三、")
		if f.section.kind == "" || e.kind == f.section.kind && e.kind == "result" || (begins || f.r.lex.contains("figure_context.turn", head)) && e.kind == "target" {
			f.section = e
		}
		return e
	}
	return f.section
}

// orders says whether a heading is an order: its first clause begins with a verb of doing.
func (r *reader) orders(heading string) bool {
	s := heading[skipNumber(heading):]
	return r.taskHead(heading) || r.lex.prefix("figure_context.imperative", s) != ""
}

// firstClauses gives the head of a paragraph up to its third comma.
func firstClauses(s string) string {
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] == ',' {
			if n++; n == 2 {
				return s[:i]
			}
		}
	}
	return s
}

// cue reads the words that set an era; false if there are none.
func (f *figures) cue(s, basis string) (era, bool) {
	five, result, target, future := false, false, false, false
	said := f.plans.Replace(s)
	for i := range said {
		t := said[i:]
		five = five || f.hot.fiveYears.prefix(t) != ""
		result = result || f.hot.resultHead.prefix(t) != ""
		target = target || f.hot.targetHead.prefix(t) != ""
		future = future || f.hot.nextYears.prefix(t) != ""
	}
	target = target || basis == "section" && f.r.lex.contains("figure_context.plan_head", s)
	if target && !future && f.r.lex.contains("figure_context.fulfilled", s) {
		target, result = false, true // 2025年目标任务顺利完成
	}
	heads := basis == "section" && strings.HasSuffix(s, "工作")
	if !five && !result && !target && !future && !heads && !strings.HasPrefix(s, "20") && !f.namesPlan(s) {
		return era{}, false
	}
	from, to := f.yearsIn(s)
	y := f.year()
	if e, ok := f.planHeading(s, from, to); ok && basis == "section" && !five && !future {
		e.basis = basis
		return e, true
	}
	switch {
	case future && !result:
		switch {
		case to > from && to > y && y > 0:
			return era{"target", from, to, basis}, true
		case y == 0:
			return era{"target", 0, 0, basis}, true
		}
		return era{"target", y, y + 4, basis}, true
	case five && result && from > 0 && from == to && !target:
		return era{"result", from, from, basis}, true // 2025年工作及“十四五”回顾: the year comes first
	case five && !target:
		if to > from {
			return era{"result", from, min(to, max(f.lastYear(), from)), basis}, true
		}
		from, to = f.fiveBack()
		return era{"result", from, to, basis}, true
	case result && !target:
		if from > 0 && from == to && (y == 0 || from <= y) {
			return era{"result", from, from, basis}, true
		}
		return f.results(basis), true
	case target && !result:
		if from > 0 && from == to && (y == 0 || from >= y) {
			return era{"target", from, from, basis}, true
		}
		return f.targets(basis), true
	case heads && from > 0 && y > 0 && from == to && from >= y:
		return era{"target", from, from, basis}, true // 2026年主要工作
	case from > 0 && y > 0 && from == to && from < y && (heads || strings.HasPrefix(s, "20")):
		return era{"result", from, from, basis}, true
	}
	return era{}, false
}

// namesPlan says whether a heading names a plan of five years that is no longer the present one: 第六个五年计划,
// “七五”时期, 六五计划.
func (f *figures) namesPlan(s string) bool {
	return f.r.lex.contains("figure_context.old_plan", s)
}

// planHeading is the era of a heading that names such a plan: of one that has ended what was done, of one that
// goes on or comes what is to be done, unless the heading says that it was carried out.
func (f *figures) planHeading(s string, from, to int) (era, bool) {
	if !f.namesPlan(s) || from == 0 || from == to {
		return era{}, false
	}
	if to <= f.lastYear() || f.r.lex.contains("figure_context.carried_out", s) {
		return era{kind: "result", from: from, to: min(to, max(from, f.lastYear()))}, true
	}
	return era{kind: "target", from: from, to: to}, true
}

// yearsIn finds the year, or the years of a five-year plan, that a heading names.
func (f *figures) yearsIn(s string) (from, to int) {
	for _, t := range zh.FindTimes(s, f.r.ref) {
		if t.Period == "" {
			continue
		}
		return firstYears(t.Period)
	}
	return 0, 0
}

// clauseEra changes an era for one clause: 去年 in a section of targets tells a result,
// 力争 in a text without sections a target.
func (f *figures) clauseEra(e era, c clause, first bool) era {
	s := f.text[c.a:c.b]
	if f.prefix("figure_context.estimate", strings.TrimLeft(s, " ")) != "" {
		f.said.est = true
	}
	if first && e.kind == "result" && e.from == e.to && f.hot.fiveYears.prefix(f.plans.Replace(strings.TrimLeft(s, " "))) != "" {
		if five, ok := f.cue(s, "sentence"); ok && five.from < five.to {
			f.five = five
			return five
		}
	}
	f.thisYear(e, c)
	switch {
	case f.said.sofar && e.kind == "result" && f.prefix("figure_context.last_year_of", s) == "":
		return era{"result", f.year(), f.year(), "sentence"}
	case f.prefix("figure_context.last_year_of", s) != "" && e.kind == "result":
		f.said.future, f.said.sofar = false, false // 今年新建60个,去年建成50个
	case f.prefix("figure_context.past", s) != "" && e.kind == "target":
		f.said.future, f.said.past = false, true
		return f.results("sentence")
	case f.said.past && e.kind == "target" && strings.HasPrefix(strings.TrimLeft(s, " "), "其中"):
		return f.results("sentence") // 去年超收90亿元，其中省级60亿元
	case f.prefix("figure_context.goal", s) != "" && e.kind == "result" && e.basis != "section":
		f.said.future = true
	case f.prefix("figure_context.goal_any", s) != "" && e.kind == "result":
		f.said.future = true
	case e.kind == "result" && f.r.lex.contains("figure_context.planned_by", s):
		f.said.future = true
	}
	if e.basis == "news" && !f.said.future {
		f.said.future = f.r.lex.contains("figure_context.news_goal", s) || f.prefix("figure_context.news_order", strings.TrimLeft(s, " ")) != ""
	}
	if f.said.future && e.kind == "result" {
		return f.targets("sentence")
	}
	return e
}

// articleType is the type of the article that a paragraph belongs to; "" when it
// stands in none.
func (r *reader) articleType(p paragraph) string {
	if p.article < 0 || p.article >= len(r.arts) {
		return ""
	}
	return r.arts[p.article].Type
}
