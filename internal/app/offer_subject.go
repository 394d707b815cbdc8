package app

import (
	"strings"

	"tupo/internal/extract"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
)

// subject is what a figure or an indicator is about, so that two names of one thing are
// the same: 社零额 and 全区社会消费品零售总额. Form parts its level from its growth and
// its place among others, each an indicator of its own.
type subject struct {
	name string
	form form
}

type form string

const (
	aLevel  form = "level"
	aGrowth form = "growth"
	aFall   form = "fall"
	aRise   form = "rise" // in points or amounts: 提高1个百分点, 增加300家
	aRank   form = "rank"
	aShare  form = "share" // of what was planned: 完成率
)

// endings are what names of growth and of places end with, the longest first.
func endings() []string {
	return []string{"完成率", "年均增长率", "年均增速", "年均增长", "同比增长", "增长率", "增长速度", "增速", "增幅", "增长", "下降率", "降幅", "降低率", "下降", "提高幅度", "增量", "减量", "排名", "位次"}
}

// subjectOf gives a name its subject.
func subjectOf(name string, as form) subject {
	name = plainName(name)
	for _, end := range endings() {
		if rest := strings.TrimSuffix(name, end); rest != name && rest != "" && as != aLevel {
			name = rest
			break
		}
	}
	if known, ok := lexicon.FindIndicator(name); ok {
		name = known.Name
	}
	return subject{name, as}
}

// subjectsOf lists the subjects under which an indicator is found: its name's and its
// aliases'.
func subjectsOf(x *plan.Indicator) []subject {
	var out []subject
	for _, name := range append([]string{x.Name}, x.AliasList()...) {
		out = append(out, subjectOf(name, formOf(x, name)))
	}
	return out
}

func formOf(x *plan.Indicator, name string) form {
	switch {
	case x.Accumulation == plan.Rank:
		return aRank
	case x.Accumulation == plan.Rate && strings.HasSuffix(name, "完成率"):
		return aShare
	case x.Accumulation == plan.Growth && (strings.Contains(name, "降幅") || strings.Contains(name, "下降")):
		return aFall
	case x.Accumulation == plan.Growth:
		return aGrowth
	case strings.HasSuffix(name, "提高幅度") || strings.HasSuffix(name, "增量"):
		return aRise
	}
	return aLevel
}

// formOfFigure is the form of what a text says.
func formOfFigure(q *extract.Figure) form {
	switch q.Measure {
	case "rank":
		return aRank
	case "growth", "avg_growth":
		return aGrowth
	case "decline":
		return aFall
	case "pp_change", "increase_abs", "reduction_abs":
		return aRise
	case "nonnumeric":
		for _, word := range []string{"增长", "增速", "快于", "增幅"} {
			if strings.Contains(q.Value.Text, word) {
				return aGrowth
			}
		}
	}
	return aLevel
}

// newName is what an indicator is called that a text names first.
func newName(q *extract.Figure, as form) string {
	name := subjectOf(q.Resolved, as).name
	switch {
	case ofPlan(q):
		return name + "完成率"
	case as == aLevel && q.Known == "":
		return q.Resolved
	case q.Measure == "avg_growth":
		return name + "年均增速"
	case as == aGrowth:
		return name + "增速"
	case as == aFall:
		return name + "降幅"
	case as == aRank:
		return name + "位次"
	case q.Measure == "reduction_abs" || q.Measure == "pp_change" && q.Direction == "down":
		return name + "减量"
	case q.Measure == "pp_change":
		return name + "提高幅度"
	case as == aRise:
		return name + "增量"
	}
	return name
}

// ofPlan reports whether a figure is a share of what was planned: an amount that is
// measured in per cent.
func ofPlan(q *extract.Figure) bool {
	known, ok := lexicon.FindIndicator(q.Resolved)
	return ok && q.Measure == "level" && lexicon.IsShare(q.Unit) && !lexicon.IsShare(known.Unit)
}

// perHead reports whether a name is of a mean, which no part of a year adds up to.
func perHead(name string) bool {
	for _, word := range []string{"人均", "户均", "亩均", "平均", "每千", "每万", "每百", "每十万"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
