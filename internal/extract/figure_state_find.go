package extract

import "strings"

// stateAt finds where a statement begins that runs to the end of s; -1 if there is none.
// Vague ones count only as targets.
func (f *figures) stateAt(s string) int {
	if at := f.placed(s); at >= 0 {
		return at
	}
	end, record := f.suffix("figure_rank.state_end", s), f.suffix("figure_rank.record_end", s) != ""
	state := f.hot.state.suffix(s)
	last := len(s)
	if state != "" {
		last -= len(state)
	} else if end == "" && !record {
		return f.comparedAt(s)
	}
	for i := range s[:last] {
		if record && len(s)-i <= maxRecord && f.prefix("figure_rank.record", s[i:]) != "" {
			return i
		}
		if w := f.hot.stateBegin.prefix(s[i:]); end != "" && w != "" && i+len(end) < len(s) && f.prefix("figure_rank.not_begin", s[i:]) == "" && !strings.Contains(s[i:], "亿") {
			return i
		}
	}
	if i := f.comparedAt(s); i >= 0 {
		return i
	}
	if state == "" || f.has("figure_rank.vague", state) && f.par.kind != "target" {
		return -1
	}
	return last
}

// comparedAt finds a comparison that s ends with, whatever it is with: 占比|超过煤电; -1 if there
// is none.
func (f *figures) comparedAt(s string) int {
	over := f.r.lex.index["figure_rank.over"]
	for i := range s {
		w := over.prefix(s[i:])
		if w == "" {
			continue
		}
		with := s[i+len(w):]
		if n := runes(with); n < 2 || n > maxCompared || strings.ContainsAny(with, "0123456789亿万千百倍半成的“”()") {
			return -1
		}
		return i
	}
	return -1
}

// maxCompared is the longest name of what something is compared with, in characters.
const maxCompared = 14

// maxRecord is the longest statement of a record, in bytes: 创有监测记录以来最好水平.
const maxRecord = 45

// quotedState finds a statement that stands in quotation marks at the end of s.
func (f *figures) quotedState(s string) (at int, ok bool) {
	inner, ok := strings.CutSuffix(s, "”")
	i := strings.LastIndex(inner, "“")
	if !ok || i <= 0 || !f.has("figure_rank.state", inner[i+len("“"):]) {
		return 0, false
	}
	return i + len("“"), true
}

// placed finds a place without a figure that s ends with: 居|沿海省份前列; -1 if there is none.
func (f *figures) placed(s string) int {
	end := f.suffix("figure_rank.place_end", s)
	if end == "" {
		return -1
	}
	scope := f.longScope(s[:len(s)-len(end)])
	if scope == "" {
		return -1
	}
	at := len(s) - len(end) - len(scope)
	return at - len(f.suffix("figure_rank.scope_verb", s[:at]))
}

// ownFulfilment says whether what is said is a fulfilment that may be of all that was done:
// 完成全年目标任务, but not 超额完成任务.
func (f *figures) ownFulfilment(s string) bool {
	return strings.HasPrefix(s, "完成") || !f.ownTask(s)
}

// rateOf gives the bytes of the rate at the end of a name that a comparison after it is of: 居民收入|
// 增速快于…, 民间投资|年均增速快于….
func (f *figures) rateOf(name, said string) int {
	w := ""
	switch {
	case f.prefix("figure_rank.over", strings.TrimPrefix(said, "均")) != "":
		w = f.suffix("figure_rank.rate_name", name)
	case strings.HasPrefix(said, "增") && strings.HasSuffix(name, "年均"):
		w = "年均"
	}
	if len(w) == len(name) {
		return 0
	}
	return len(w)
}

// sayable says whether something can be said of a name although it is of nothing measured: of what
// is rated, of a number of things (院士|突破两位数), of waters (某河干流|达到Ⅱ类).
func (f *figures) sayable(name, said string) bool {
	if f.has("figure_rank.counted", said) || f.quality(name, said) != "" {
		return true
	}
	if f.par.kind == "target" && f.prefix("figure_rank.meet", said) != "" && runes(name) <= maxCompared {
		return true // 碳排放双控|完成国家下达任务
	}
	return !f.has("figure_rank.vague", said) && f.tested(name)
}

// quality is what a statement of a grade of water is about, if the name says only which water.
func (f *figures) quality(name, said string) string {
	if f.endsWith(name, "figure_rank.water") && strings.ContainsAny(said, "ⅠⅡⅢⅣⅤ") {
		return "水质"
	}
	return ""
}
