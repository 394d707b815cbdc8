package extract

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// view is the text as the rules see it: normalised (half-width punctuation and
// digits, one rune for one rune), column breaks taken out, paragraphs separated
// by a line feed. All rules work on byte offsets of text; span leads back to the
// source.
type view struct {
	raw  []rune
	src  source
	text string
	at   []int32 // source rune of every byte of text, and len(raw) at the end
	wide bool    // commas of full width part thousands
	pars []paragraph
}

// paragraph is a byte range of view.text and the lines it was joined from.
type paragraph struct {
	a, b        int
	first, last int // indexes of lines
	kind        lineKind
	article     int // index of the article, -1 in a guide box
	jump        int // byte offset of a jump mark inside, or b
}

// source is a text that is cut by the numbers of its characters.
type source struct {
	text string
	at   []int32 // byte of every character, and the length at the end
}

// newSource takes a text and its characters; what is no UTF-8 becomes U+FFFD, as in them.
func newSource(text string, raw []rune) source {
	s := source{text: text, at: make([]int32, len(raw)+1)}
	n := 0
	for i, r := range raw {
		s.at[i] = int32(n)
		n += utf8.RuneLen(r)
	}
	if s.at[len(raw)] = int32(n); n != len(text) {
		s.text = string(raw)
	}
	return s
}

// stretch is the text from character a to b.
func (s source) stretch(a, b int) string { return s.text[s.at[a]:s.at[b]] }

// normal maps a rune to the form the rules are written in.
func normal(r rune) rune {
	switch {
	case r == '\u3000' || r == '\u00a0' || r == '\t':
		return ' '
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	}
	switch r {
	case '「', '『', '〝':
		return '“'
	case '」', '』', '〞':
		return '”'
	case '﹐':
		return ','
	case '｡':
		return '。'
	case '−', '－':
		return '-'
	case '〈':
		return '《'
	case '〉':
		return '》'
	}
	return r
}

// normalise maps a run of source runes.
func normalise(raw []rune) string {
	var b strings.Builder
	b.Grow(len(raw) * 3)
	for _, r := range raw {
		b.WriteRune(normal(r))
	}
	return b.String()
}

// newView lays out the lines as paragraphs; joins[i] says that line i runs on
// into line i+1.
func newView(src source, raw []rune, lines []line, joins []bool) *view {
	spelled := respell(raw)
	v := &view{raw: raw, src: src, at: make([]int32, 0, 3*len(raw)+len(lines)+1), wide: spelled.grouped}
	var b strings.Builder
	b.Grow(3*len(raw) + len(lines))
	for i, l := range lines {
		if i == 0 || !joins[i-1] {
			v.pars = append(v.pars, paragraph{a: b.Len(), first: i, kind: l.kind, article: -1})
		}
		if spelled.changed {
			v.respell(&b, spelled.runes, l)
		} else {
			v.write(&b, l)
		}
		p := &v.pars[len(v.pars)-1]
		p.b, p.last, p.jump = b.Len(), i, b.Len()
		if !joins[i] {
			b.WriteByte('\n')
			v.at = append(v.at, int32(l.end))
		}
	}
	v.at = append(v.at, int32(len(raw)))
	v.text = b.String()
	return v
}

// write adds a line as it is written.
func (v *view) write(b *strings.Builder, l line) {
	b.WriteString(l.text)
	k := int32(l.start) - 1
	for i := range len(l.text) {
		if utf8.RuneStart(l.text[i]) {
			k++
		}
		v.at = append(v.at, k)
	}
}

// respell adds a line as its numbers are usually written.
func (v *view) respell(b *strings.Builder, runes []rune, l line) {
	for k := l.start; k < l.end; k++ {
		if runes[k] == gone {
			continue
		}
		b.WriteRune(normal(runes[k]))
		for len(v.at) < b.Len() {
			v.at = append(v.at, int32(k))
		}
	}
}

// span gives the source stretch of the bytes a..b of the view.
func (v *view) span(a, b int, reason string, conf float64) Span {
	s := Span{Reason: reason, Confidence: conf}
	if a >= b {
		s.Start, s.End = int(v.at[a]), int(v.at[a])
		return s
	}
	_, w := utf8.DecodeLastRuneInString(v.text[a:b])
	s.Start, s.End = int(v.at[a]), int(v.at[b-w])+1
	s.Text = v.src.stretch(s.Start, s.End)
	if n := utf8.RuneCountInString(v.text[a:b]); n != s.End-s.Start {
		s.Joined = v.withoutBreaks(a, b)
	}
	return s
}

// byteAt finds the first byte of the view that comes from source rune i or later.
func (v *view) byteAt(i int) int {
	return sort.Search(len(v.at)-1, func(k int) bool { return int(v.at[k]) >= i })
}

// joined is the source without the column breaks inside a..b, in the source's own
// punctuation.
func (v *view) joined(a, b int) string {
	s := v.span(a, b, "", 0)
	return s.Reading()
}

func (v *view) withoutBreaks(a, b int) string {
	var out strings.Builder
	out.Grow(b - a)
	for i := a; i < b; {
		out.WriteRune(v.raw[v.at[i]])
		_, w := utf8.DecodeRuneInString(v.text[i:])
		i += w
	}
	return out.String()
}

// thousands says whether the comma at byte i, between two bytes of one number, parts its
// thousands: 1,200. A comma of full width between digits of half width ends a clause: 居第4，21家….
func (v *view) thousands(i int) bool {
	if !digitByte(v.text[i-1]) || !digitByte(v.text[i+1]) {
		return false
	}
	return v.wide || v.raw[v.at[i]] != '，' || v.raw[v.at[i-1]] > utf8.RuneSelf
}

// trim moves a and b inwards over spaces.
func (v *view) trim(a, b int) (int, int) {
	for a < b && v.text[a] == ' ' {
		a++
	}
	for b > a && v.text[b-1] == ' ' {
		b--
	}
	return a, b
}

// runes counts the characters of a string.
func runes(s string) int { return utf8.RuneCountInString(s) }
