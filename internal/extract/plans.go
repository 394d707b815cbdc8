package extract

import (
	"strings"

	"tupo/internal/zh"
)

// planWords writes the five-year plans that a text names as they stand to its year, so that
// the word lists serve every year: “本五年” is the plan that its results fall in, “上五年” and
// “下五年” are those beside it. A plan that still runs after the year is one to come, but for
// what was done since it began (“十四五”以来).
func planWords(year, lastYear int) *strings.Replacer {
	if lastYear == 0 {
		year, lastYear = unknownYear, unknownYear
	}
	var pairs []string
	for i, word := range []string{"上", "本", "下"} {
		name := zh.PlanName(lastYear + 5*(i-1))
		if name == "" {
			continue
		}
		runs := i == 1 && zh.PlanName(year+1) == name
		for _, written := range []string{"“" + name + "五”", `"` + name + `五"`, "第" + name + "个五年计划"} {
			if runs {
				pairs = append(pairs, written+"以来", "“本五年”以来", written, "“下五年”")
				continue
			}
			pairs = append(pairs, written, "“"+word+"五年”")
		}
	}
	return strings.NewReplacer(pairs...)
}

// unknownYear is what plans are taken to stand to where a text's year is not known.
const unknownYear = 2025
