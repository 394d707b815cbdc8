package extract

import (
	"strings"

	"tupo/internal/zh"
)

// planWords writes the five-year plans that a text names as they stand to its year, so that
// the word lists serve every year: “本五年” is the plan that its results fall in, “上五年” and
// “下五年” are those beside it.
func planWords(lastYear int) *strings.Replacer {
	if lastYear == 0 {
		lastYear = unknownYear
	}
	var pairs []string
	for i, word := range []string{"上", "本", "下"} {
		name := zh.PlanName(lastYear + 5*(i-1))
		if name == "" {
			continue
		}
		pairs = append(pairs, "“"+name+"五”", "“"+word+"五年”", `"`+name+`五"`, "“"+word+"五年”",
			"第"+name+"个五年计划", "“"+word+"五年”")
	}
	return strings.NewReplacer(pairs...)
}

// unknownYear is what plans are taken to stand to where a text's year is not known.
const unknownYear = 2025
