package extract

import (
	"strings"

	"tupo/internal/zh"
)

// figures reads the quantities of one text in stages: sections give year and kind
// (figure_context.go), numbers are found (figure_scan.go), the words before a number say
// what it is (figure_predicate.go), the name is looked for before it, after it and in
// what went before (figure_name.go, figure_group.go), and a fact is written
// (figure_fact.go). All offsets are bytes of the view.
type figures struct {
	r         *reader
	text      string
	hot       hotLists
	verbs     *verbTable
	grammar   zh.Grammar
	wordy     bool // the text writes its numbers in Chinese numerals
	out       *Prose
	found     []amount // of the clause in hand
	projects  []ProseProject
	plans     *strings.Replacer // five-year plans as they stand to the text
	section   era               // what the headings so far say
	five      era               // a span of years that a sentence opened
	par       era               // of the paragraph in hand
	when      string            // period named in the clause or sentence in hand
	lasting   string            // the time that the sentence before began with
	mean      string            // the span of years told last
	said      sentenceMemory
	seen      map[string]bool
	score     int       // of the opening: above zero it tells results
	due       bool      // when is a time by which something is to be done
	orders    []command // of the page
	next      int       // the first of them that does not end before the clause in hand
	chaptered bool      // a heading of the first rank followed that says no kind
	theme     [2]int    // what the paragraph is about, by its first clause
	headline  clause    // the sentence before, where it is one clause without a number
}

// sentenceMemory is what a sentence leaves for the numbers after it.
type sentenceMemory struct {
	last    *fact    // the latest fact of the sentence
	items   []listed // the names of the latest list
	ranked  []listed // names that places still to come belong to: 分别居第3位、第2位
	placed  []listed // names of the latest place of the clause: 从第8位|升至第5位
	names   []listed // the names of all facts of the sentence, each once
	subject string   // counted things whose own predicate follows: 300个项目|完成投资
	verb    string   // the verb in force for bare names (新增)
	topic   clause   // the latest clause without a number
	first   clause   // the first clause that says more than a time
	owner   string   // what a measure of the sentence belonged to that left it out
	from    int      // where the sentence begins
	heading string   // a bare noun at its head: 高速公路，
	at      int      // where the clause in hand begins
	planned int      // where a clause begins that tells what is planned: 今年计划|生产总值; -1 if none did
	summed  int      // where a clause begins that tells what a span of years summed up to: 五年内|…; -1 if none did
	among   bool     // 其中 begins the clause
	whole   *fact    // what 其中 took parts of, to the next semicolon
	project int      // where the name of the latest project ends
	future  bool     // the sentence speaks of what is to be
	est     bool     // 预计
	sofar   bool     // the sentence tells what this year has brought, among results of years before
	past    bool     // a clause of what is to be done told of the year before
	base    int      // the year that the changes of the sentence are compared with
	facts   int      // how many facts stood before the sentence
	began   string   // when the latest change of the sentence began, if it says so
}

func (f *figures) readAll() {
	f.seen, f.orders = map[string]bool{}, f.r.commands()
	for i := range f.r.view.pars {
		p := &f.r.view.pars[i]
		if p.kind == lineGuide || p.kind == lineGuideHead || p.kind == lineGuidePage || p.kind == lineNoise || p.kind == lineTable {
			continue
		}
		if f.r.tabular(*p) || f.r.lines[p.first].title && p.first == p.last {
			continue
		}
		f.paragraph(*p, f.r.kind(i), f.r.parts[i])
	}
}

// paragraph reads the numbers of a paragraph. Where the headings say whether it tells
// results or targets, they are believed before its own first words.
func (f *figures) paragraph(p paragraph, kind string, at part) {
	f.par = f.enter(p)
	switch {
	case kind == "result" && f.par.kind == "target":
		f.par = f.results("section")
	case kind == "target" && f.par.kind == "result":
		f.par = f.targets("section")
	case kind == "" && f.chaptered && f.par.kind == "result" && f.par == f.section && (at == partTasks || at == partGoals):
		f.par = f.targets("section")
	}
	f.said, f.headline, f.lasting = sentenceMemory{}, clause{}, ""
	if !lettered(f.text[p.a:p.b]) {
		return
	}
	for i, s := range f.r.sentences(p) {
		if i == 0 && p.kind == lineDateline {
			s.a = f.r.newsFrom(p)
		}
		all := f.r.clauses(s)
		f.setTheme(all, i == 0)
		f.sentence(s, all)
		if f.headline = (clause{}); len(all) == 1 && f.said.topic == all[0] {
			f.headline = all[0]
		}
	}
}

// lettered says whether a paragraph has a letter of any script: without one it names
// nothing, as the cells of a column of numbers do.
func lettered(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x80 || c|0x20 >= 'a' && c|0x20 <= 'z' {
			return true
		}
	}
	return false
}

func (f *figures) sentence(s sentence, clauses []clause) {
	if s.b-s.a > longest {
		return
	}
	last := f.said.last
	f.said = sentenceMemory{summed: -1, planned: -1, facts: len(f.out.Quantities)}
	if strings.HasPrefix(strings.TrimLeft(f.text[s.a:s.b], " "), "其中") {
		f.said.whole = last
	}
	f.carryTime(s)
	carried := f.when
	before := f.par
	f.said.future = f.hinted(before, s)
	for i, c := range clauses {
		if i == 0 {
			f.said.from, f.said.heading = c.a, f.heading(c)
		}
		said, ordered := f.commanded(c)
		f.par = f.clauseEra(before, c, i == 0)
		if ordered && f.par.kind == "result" && f.par.basis != "section" {
			f.par = f.targets("sentence")
		}
		c.a = said.a
		if carried != "" && f.par.kind == "target" && before.kind == "result" {
			f.when, carried = "", ""
		}
		if f.clauseTime(c) {
			carried = ""
		}
		f.comparedYear(c)
		if i == 0 && f.said.summed != c.a {
			f.lasting = f.when
		}
		f.clause(c)
		if c.mark == ';' {
			f.said.est, f.said.verb, f.said.whole, f.said.sofar = false, "", nil, false
		}
	}
	f.par = before
	if f.five.kind != "" { // 五年来 at the head of a sentence holds for what follows
		f.par, f.section, f.five = f.five, f.five, era{}
	}
}

// clause reads the numbers of one clause.
func (f *figures) clause(c clause) {
	if c.b-c.a > longestClause {
		return
	}
	f.said.at, f.said.among = c.a, strings.HasPrefix(strings.TrimLeft(f.text[c.a:c.b], " "), "其中")
	if f.said.among && f.said.last != nil {
		f.said.whole = f.said.last
	}
	all := f.amounts(c.a, c.b)
	if f.said.first.b == 0 && f.skipTimes(c) < c.b {
		f.said.first = c
	}
	if len(all) > 0 {
		f.group(c, all)
	}
	f.ranks(c)
	f.statement(c, len(all) > 0)
	if len(all) == 0 {
		f.said.topic = c
	}
}

// The word lists of the reader, in short.
func (f *figures) prefix(list, s string) string { return f.r.lex.prefix(list, s) }
func (f *figures) suffix(list, s string) string { return f.r.lex.suffix(list, s) }
func (f *figures) has(list, s string) bool      { return f.r.lex.has(list, s) }
func (f *figures) endsWith(s, list string) bool { return f.r.lex.suffix(list, s) != "" }

// What is longer than this, in bytes, is no prose that anybody wrote: a table or a list
// without marks. Its numbers are not read, since names are looked for back to its beginning.
const (
	longest       = 24_000
	longestClause = 4_000
)

// connects says whether a stretch holds nothing but what joins two numbers.
func connects(s string) bool {
	for s != "" {
		n := len(s)
		for _, j := range []string{"、", "和", "与", "及", "以及", " ", ",", "到", "至"} {
			s = strings.TrimPrefix(s, j)
		}
		if len(s) == n {
			return false
		}
	}
	return true
}
