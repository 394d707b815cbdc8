package app

import (
	"slices"
	"strings"

	"tupo/internal/document"
	"tupo/internal/extract"
)

// ofProject tells that a figure is what comes of one project, or is wanted of it: the
// jobs of a works are no result of the district's, though both are called 新增就业.
func (o *offering) ofProject(f document.Fact, q *extract.Figure) bool {
	if q.KindFine == "projection" {
		return true
	}
	said := o.saidBefore(f)
	if ofAll(said.sentence + q.Indicator.Text) {
		return false
	}
	if q.KindFine == "plan" || said.projects == 1 || holdsAny(said.sentence, becoming()) {
		return true
	}
	return said.projectsBefore == 1 && holdsAny(said.sentence, []string{"可", "将", "预计"})
}

// toldWithin is how far before a figure, in characters, a project may be named of which it tells.
const toldWithin = 600

// saidBefore is what stands before a figure in its paragraph.
type saidBefore struct {
	sentence       string // of the figure, up to it
	projects       int    // that the sentence names
	projectsBefore int    // that the sentence before names
}

func (o *offering) saidBefore(f document.Fact) saidBefore {
	text := o.words()
	end := min(max(int(f.Start), 0), len(text))
	from := sentenceStart(text, end)
	before := from
	if from > 0 && text[from-1] != '\n' {
		before = sentenceStart(text, from-1)
	}
	named := func(a, b int) (n int) {
		i, _ := slices.BinarySearchFunc(o.facts, max(a, end-toldWithin), func(x document.Fact, at int) int { return int(x.Start) - at })
		for ; i < len(o.facts) && int(o.facts[i].Start) < b; i++ {
			if o.facts[i].Kind == extract.KindProject {
				n++
			}
		}
		return n
	}
	return saidBefore{string(text[from:end]), named(from, end), named(before, from)}
}

// sentenceStart is where the sentence begins that reaches up to end.
func sentenceStart(text []rune, end int) int {
	for end > 0 && !strings.ContainsRune("。！？!?\n", text[end-1]) {
		end--
	}
	return end
}

// becoming lists the words by which a text says what a works brings once it stands.
func becoming() []string {
	return []string{"建成后", "投产后", "达产后", "投用后", "运营后", "建成投产", "建成投用", "建成运营", "竣工投产", "正式投产", "该项目", "本项目", "项目建成", "项目投产", "项目达产", "项目预计", "项目可"}
}

// ofAll reports whether a sentence speaks of a whole area, whatever it names besides.
func ofAll(sentence string) bool {
	sentence = strings.Join(strings.Fields(sentence), "")
	for _, area := range []string{"新区", "我区", "本区", "我市", "我县"} {
		if strings.HasPrefix(sentence, area) || strings.Contains(sentence, "，"+area) {
			return true
		}
	}
	return holdsAny(sentence, []string{"全区", "全市", "全县", "全州", "全旗", "全省", "全国", "全域", "辖区"})
}

func holdsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}
