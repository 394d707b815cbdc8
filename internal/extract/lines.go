package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lineKind says what a line of the page is.
type lineKind uint8

const (
	lineText      lineKind = iota // running text
	lineHeading                   // headline, kicker or subhead above an article
	lineCross                     // heading inside an article
	lineByline                    // who wrote it
	lineDateline                  // running text that begins with a dateline
	linePointer                   // 更多报道见3版
	lineGuideHead                 // title of the guide box
	lineGuide                     // line of a guide item
	lineGuidePage                 // page of a guide item
	linePubdate                   // date of the issue
	lineNoise                     // what a web page adds around a text
	lineTable                     // row of a table
)

// line is one line of the source without its surrounding white space; text is
// normalised. Offsets are runes.
type line struct {
	start, end int
	text       string
	kind       lineKind
	indented   bool // begins with white space, as paragraphs do in print
	title      bool // stands above a table and says what it is
}

// breakRune says whether a rune ends a line.
func breakRune(r rune) bool {
	return r == '\n' || r == '\r' || r == '\f' || r == '\v' || r == '\u2028' || r == '\u2029' || r == '\u0085'
}

// splitLines finds the lines that hold something.
func splitLines(raw []rune) []line {
	var lines []line
	for i := 0; i < len(raw); {
		from := i
		for i < len(raw) && !breakRune(raw[i]) {
			i++
		}
		a, b := from, i
		for a < b && blank(raw[a]) {
			a++
		}
		for b > a && blank(raw[b-1]) {
			b--
		}
		if a < b {
			lines = append(lines, line{start: a, end: b, text: normalise(raw[a:b]), indented: a > from})
		}
		i++
	}
	return lines
}

func blank(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' }

// finalEnd says whether a line ends as a sentence, a salutation or a heading with
// a mark does: nothing runs on from it.
func finalEnd(s string) bool {
	if lastLetter(s) { // as most lines do that end within a sentence
		return false
	}
	s = strings.TrimRight(s, `”’")》]} `)
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("。!?;:…", r)
}

// prose says whether a line holds a finished sentence.
func prose(s string) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '!', '?', ';':
			return true
		case 0xE3:
			if strings.HasPrefix(s[i:], "。") {
				return true
			}
		}
	}
	return false
}

// firstLetter and lastLetter say whether a Chinese character begins or ends a line: then
// there is no mark to take off.
func firstLetter(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r >= 0x4e00 && r <= 0x9fff
}

func lastLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r >= 0x4e00 && r <= 0x9fff
}

// trimMarks is strings.Trim, which looks at each mark for each line.
func trimMarks(s, marks string) string {
	if firstLetter(s) && lastLetter(s) {
		return s
	}
	return strings.Trim(s, marks)
}

// classify gives every line its kind. What is running text and what continues
// what is decided afterwards, in joinLines.
func classify(l *lexicon, lines []line) {
	for i := range lines {
		lines[i].kind = l.lineKind(lines[i].text)
	}
	markMasthead(l, lines)
	markGuides(l, lines)
	for i := range lines {
		if opensArticle(lines, i) {
			markHeadings(l, lines, i)
		}
	}
}

// markMasthead takes the paper's bare name off the head of a page, if the lines under
// it are its date, its page or its imprint.
func markMasthead(l *lexicon, lines []line) {
	paper := -1
	for i := 0; i < len(lines) && i < maxHeadings; i++ {
		switch {
		case lines[i].kind == linePubdate || lines[i].kind == lineNoise || l.rules["structure.page"].matches(lines[i].text):
			if paper >= 0 {
				lines[paper].kind, lines[i].kind = lineNoise, max(lines[i].kind, linePubdate)
			}
		case paper < 0 && l.rules["structure.paper"].matches(lines[i].text):
			paper = i
		default:
			return
		}
	}
}

// maxMark is the longest line, in characters, that can be a structure mark.
const maxMark = 48

func (l *lexicon) lineKind(s string) lineKind {
	if l.rules["structure.dateline"].matches(s) {
		return lineDateline
	}
	if runes(s) > maxMark {
		return lineText
	}
	switch {
	case l.has("web_noise", s):
		return lineNoise
	case l.has("guide_words.title", trimMarks(s, "【】[]■□◆●▲ :")):
		return lineGuideHead
	case l.rules["structure.pointer"].matches(s):
		return linePointer
	case l.rules["structure.pubdate"].matches(s), l.rules["structure.masthead"].matches(s):
		return linePubdate
	case l.rules["structure.imprint"].matches(s):
		return lineNoise
	}
	if _, ok := l.readByline(s); ok {
		return lineByline
	}
	return lineText
}

// datelineEnd gives the bytes of the dateline at the head of s.
func datelineEnd(l *lexicon, s string) int {
	m := l.rules["structure.dateline"].find(s)
	return len(strings.TrimRight(s[:m[1]], " (,:"))
}

// opensArticle says whether line i is the first of the marks that stand between
// the headings and the text of an article.
func opensArticle(lines []line, i int) bool {
	switch lines[i].kind {
	case lineByline:
		return i+1 < len(lines)
	case lineDateline:
		return i == 0 || lines[i-1].kind != lineByline
	}
	return false
}

// maxHeadings is how many lines a headline with kicker and subheads may have.
const maxHeadings = 7

// markHeadings marks the unfinished lines right above an article's first mark.
func markHeadings(l *lexicon, lines []line, at int) {
	for i := at - 1; i >= 0 && at-i <= maxHeadings; i-- {
		s := lines[i].text
		if lines[i].kind != lineText || runes(s) > maxMark || finalEnd(s) && !strings.HasSuffix(s, "!") && !strings.HasSuffix(s, ":") ||
			strings.Contains(s, "。") || l.isJump(s) {
			return
		}
		lines[i].kind = lineHeading
	}
}

// markGuides marks the lines of each guide box: from its title to the last page
// mark before running text begins.
func markGuides(l *lexicon, lines []line) {
	for i := range lines {
		if lines[i].kind != lineGuideHead {
			continue
		}
		last := i
		for k := i + 1; k < len(lines); k++ {
			s := lines[k].text
			if lines[k].kind != lineText || runes(s) > maxMark || strings.Contains(s, "。") {
				break
			}
			if guidePage(l, s) != nil {
				last = k
			}
		}
		if last == i {
			lines[i].kind = lineText
			continue
		}
		for k := i + 1; k <= last; k++ {
			lines[k].kind = lineGuide
			if l.rules["structure.page"].matches(lines[k].text) {
				lines[k].kind = lineGuidePage
			}
		}
	}
}

// guidePage finds the page mark that is a line or ends it: its byte range.
func guidePage(l *lexicon, s string) []int {
	for _, code := range []string{"structure.page", "structure.pagetail"} {
		r := l.rules[code]
		if m := r.find(s); m != nil {
			a, b, _ := r.group(m, 0, "page")
			return []int{m[0], a, b}
		}
	}
	return nil
}

// signed is a byline read: the reporters' names, or the unsigned author.
type signed struct {
	role  string // 记者, 通讯员 …; empty for an unsigned commentary
	names []string
	act   string
}

// bylineSplit cuts a byline into its words.
var bylineSplit = regexp.MustCompile(`[\s、,/]+`)

// readByline reads □记者 甲某某 报道, 本报评论员, (记者 甲某某 通讯员 乙某某).
func (l *lexicon) readByline(s string) (signed, bool) {
	s = trimMarks(s, "□■◇◆○●◎▲△★☆() ")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "文/图 "), "图/文 ")
	if l.has("byline_words.unsigned", s) {
		return signed{names: []string{s}}, true
	}
	role := l.prefix("byline_words.role", s)
	if role == "" || strings.ContainsAny(s, "。;:!?") {
		return signed{}, false
	}
	out := signed{role: role}
	spaced := strings.ContainsAny(s, " 、,")
	for i, w := range bylineSplit.Split(s, -1) {
		if i == 0 || l.prefix("byline_words.role", w) != "" {
			w = strings.TrimPrefix(w, l.prefix("byline_words.role", w))
		}
		if a := l.suffix("byline_words.act", w); a != "" && (a == w || !spaced || runes(w) > 3) {
			out.act, w = a, strings.TrimSuffix(w, a)
		}
		if w == "" {
			continue
		}
		if !out.addName(l, w) {
			return signed{}, false
		}
	}
	return out, len(out.names) > 0
}

// addName takes one word of a byline; two single characters are one name set wide.
func (b *signed) addName(l *lexicon, w string) bool {
	n := len(b.names)
	switch {
	case runes(w) == 1 && n > 0 && runes(b.names[n-1]) == 1:
		b.names[n-1] += " " + w
		return true
	case runes(w) == 1 || l.isName(w):
		b.names = append(b.names, w)
		return true
	}
	return false
}
