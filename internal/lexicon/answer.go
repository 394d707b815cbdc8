package lexicon

import "slices"

// YesNo stands where other indicators have a unit of measure when the figure is a yes,
// kept as 1, or a no, kept as 0.
const YesNo = "是/否"

// Answer is a yes or a no as people write it.
type Answer struct {
	Yes     bool
	Chinese string
	English string
	Also    []string // other ways of writing it, in small letters
}

// Answers lists yes and no.
func Answers() []Answer {
	return []Answer{
		{true, "是", "Yes", []string{"true", "y", "√", "✓", "对", "有", "1"}},
		{false, "否", "No", []string{"false", "n", "×", "无", "0"}},
	}
}

// ReadAnswer reads a yes or a no in either language; space and the width and case of
// letters do not matter. False for anything else.
func ReadAnswer(text string) (yes, ok bool) {
	key := fold(text)
	for _, a := range Answers() {
		if key == a.Chinese || key == fold(a.English) || slices.ContainsFunc(a.Also, func(s string) bool { return fold(s) == key }) {
			return a.Yes, true
		}
	}
	return false, false
}
