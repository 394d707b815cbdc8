package zh

import "strings"

// part is one side of a range or a number alone: digits, scale and unit.
type part struct {
	numeral
	begin int
	unit  string
	kind  Kind
	of    int
	stop  int // byte after unit
}

// read reads the number whose first digit is at byte i of s.
func (g Grammar) read(s string, i int, k kind) (Number, bool) {
	switch k {
	case half:
		return g.readHalf(s, i)
	case double:
		return g.readDoubling(s, i)
	}
	if half, ok := g.oneHalf(s, i); ok {
		return half, true
	}
	if w, which := planAt(s, i); w > 0 {
		n := Number{Lead: i, Start: i, From: i, To: i + w, End: i + w, Bound: Equal, Chinese: true, Refused: Dated}
		n.values[0], n.count = NewDecimal(int64(which)), 1
		return n, true
	}
	a, ok := g.part(s, i)
	if !ok {
		return Number{}, false
	}
	if a.lo == (Decimal{}) && a.runes == 1 && !a.arabic && a.unit == "" {
		return Number{}, false // 零售, 零下
	}
	n := a.number()
	if a.invalid {
		n.Refused, n.count = Coded, 0
		n.End = tokenEnd(s, n.End)
		return n, true
	}
	if w, ok := (timeReader{s: s}).iso(i); ok && w.end > 0 {
		n.Refused, n.To, n.End, n.Unit, n.Kind = Dated, w.end, w.end, "", Plain
		return n, true
	}
	if end := g.code(s, &a); end > 0 {
		n.Refused, n.Unit, n.Kind, n.End = Coded, "", Plain, end
		return n, true
	}
	if g.fractionSlash(s, &a, &n) || g.ratio(s, &a, &n) {
		g.bounds(s, &n, &a)
		g.refuse(s, &n, &a)
		return n, true
	}
	if r, w := runeAt(s, a.stop); a.arabic && a.unit == "" && oneOf(r, "/／") && digitAt(s, a.stop+w) {
		n.Refused, n.End = Coded, tokenEnd(s, a.stop)
		return n, true
	}
	if a.lo == a.hi {
		g.span(s, &a, &n)
	}
	g.bounds(s, &n, &a)
	g.refuse(s, &n, &a)
	return n, true
}

func (p *part) number() Number {
	n := Number{Lead: p.begin, Start: p.begin, From: p.begin, To: p.numeral.end, End: p.stop, Power: p.power, Unit: p.unit, Kind: p.kind, Of: p.of,
		Bound: Equal, Chinese: !p.arabic}
	n.values[0], n.count = p.lo, 1
	if p.lo != p.hi {
		n.values[1], n.count, n.Bound = p.hi, 2, Between
	}
	return n
}

// shareAt reads 百分之 and its kin at byte i: bytes and denominator.
func (g Grammar) shareAt(s string, i int) (length, of int) {
	if k := kindOf(firstRune(s, i)); k != weight && k != scale {
		return 0, 0
	}
	for _, p := range [...]struct {
		word string
		of   int
	}{{"百分之", 100}, {"千分之", 1000}, {"万分之", 10000}, {"萬分之", 10000}} {
		if w := g.cut(s, i, p.word); w > 0 {
			return w, p.of
		}
	}
	return 0, 0
}

// cut gives the bytes that word takes at byte i, with a line break inside if the
// text is set in columns.
func (g Grammar) cut(s string, i int, word string) int {
	at := i
	for k, r := range word {
		at = g.join(s, at, k > 0)
		next, w := runeAt(s, at)
		if next != r {
			return 0
		}
		at += w
	}
	return at - i
}

// plainNumeral reads digits and scale, Arabic or Chinese.
func (g Grammar) plainNumeral(s string, i int) (numeral, bool) {
	r, _ := runeAt(s, i)
	switch kindOf(r) {
	case arabic:
		return g.readArabic(s, i)
	case other, half, double:
		return numeral{}, false
	}
	return g.readNumeral(s, i)
}

// part reads one number with its unit at byte i.
func (g Grammar) part(s string, i int) (part, bool) {
	if w, of := g.shareAt(s, i); w > 0 {
		return g.share(s, i, i+w, of)
	}
	if strings.HasPrefix(s[i:], "百分百") {
		p := part{begin: i, kind: Percent, unit: "%", of: 100, stop: i + len("百分百")}
		p.lo = NewDecimal(100)
		p.hi, p.end, p.core, p.runes = p.lo, p.stop, p.stop, 3
		return p, true
	}
	n, ok := g.plainNumeral(s, i)
	if !ok {
		return part{}, false
	}
	if of, whole := n.lo.Int(); whole && of > 1 && n.power == 0 && n.lo == n.hi && strings.HasPrefix(s[n.end:], "分之") {
		if p, ok := g.share(s, i, n.end+len("分之"), of); ok {
			return p, true
		}
	}
	p := part{numeral: n, begin: i, stop: n.end}
	if !n.invalid {
		g.measure(s, &p)
	}
	return p, true
}

// share reads the numerator of 百分之五 or 三分之二, which begins at byte from.
func (g Grammar) share(s string, i, from, of int) (part, bool) {
	sign, at := 1, from
	if w := cutAny(s, at, "负", "零下"); w > 0 {
		sign, at = -1, at+w
	}
	n, ok := g.plainNumeral(s, g.join(s, at, true))
	if !ok || n.invalid || n.power > 0 && n.bare {
		return part{}, false
	}
	if sign < 0 {
		n.lo, n.hi = signed(n.lo, true), signed(n.hi, true)
	}
	p := part{numeral: n, begin: i, kind: Fraction, of: of, stop: n.end}
	switch of {
	case 100:
		p.kind, p.unit = Percent, "%"
	case 1000:
		p.kind, p.unit = Permille, "‰"
	}
	if w := cutAny(s, p.stop, "多", "余"); w > 0 {
		p.some, p.stop = true, p.stop+w
	}
	return p, true
}

// span joins a second number to a: 4.5—5%, 3万至5万元, 百分之五到六.
func (g Grammar) span(s string, a *part, n *Number) {
	at := g.join(s, a.stop, true)
	w := rangeSign(s, at)
	if w == 0 || a.some {
		return
	}
	word := cutAny(s, at, "至", "到") > 0
	if r, _ := runeBefore(s, a.begin); word && oneOf(r, "由从自") {
		return // 由3%到5% changes, it is no range
	}
	from := g.join(s, at+w, true)
	if r, _ := runeAt(s, from); a.arabic != (kindOf(r) == arabic) && g.shareLess(s, from) {
		return
	}
	b, ok := g.part(s, from)
	if !ok || b.invalid || b.lo != b.hi || b.bare && b.kind == Plain || a.places || b.places {
		return
	}
	inherits := a.of > 0 && b.of == 0 && b.unit == ""
	if !inherits && (a.unit != "" && a.unit != b.unit || a.kind != b.kind && a.unit != "") {
		return
	}
	lo, hi, power := a.lo, b.lo, b.power
	if a.power != b.power && (a.power > 0 || a.unit != "" || less(b.lo, a.lo)) {
		x, okA := a.lo.Shift(a.power)
		y, okB := b.lo.Shift(b.power)
		if !okA || !okB {
			return
		}
		lo, hi, power = x, y, 0
	}
	if less(hi, lo) || lo == hi {
		return
	}
	n.values[0], n.values[1], n.count, n.Bound, n.Power = lo, hi, 2, Between, power
	n.To, n.End = b.numeral.end, b.stop
	if !inherits {
		n.Unit, n.Kind, n.Of = b.unit, b.kind, b.of
	}
	a.some, a.stop, a.unit, a.kind = b.some, n.End, n.Unit, n.Kind
	a.runes += b.runes
}

// shareLess says that no 百分之 begins at byte i, which may follow either kind of digits.
func (g Grammar) shareLess(s string, i int) bool {
	w, _ := g.shareAt(s, i)
	return w == 0
}

// rangeSign gives the width of a sign between two numbers of a range.
func rangeSign(s string, i int) int {
	return cutAny(s, i, "——", "—", "－", "-", "–", "−", "~", "～", "〜", "至", "到")
}

// less compares two decimals exactly while both fit the larger scale.
func less(a, b Decimal) bool {
	x, y := a, b
	for x.scale < y.scale && x.unscaled < powers[17] && x.unscaled > -powers[17] {
		x.unscaled, x.scale = x.unscaled*10, x.scale+1
	}
	for y.scale < x.scale && y.unscaled < powers[17] && y.unscaled > -powers[17] {
		y.unscaled, y.scale = y.unscaled*10, y.scale+1
	}
	return x.unscaled < y.unscaled
}

// ratio reads 6.3:37.3:56.4 and 三比七.
func (g Grammar) ratio(s string, a *part, n *Number) bool {
	if a.unit != "" || a.power > 0 || a.some || a.lo != a.hi {
		return false
	}
	at, count := a.stop, 1
	for {
		w := cutAny(s, at, ":", "：", "∶", "︰", "比")
		if w == 0 {
			break
		}
		next := g.join(s, at+w, true)
		if r, _ := runeAt(s, next); (kindOf(r) == arabic) != a.arabic || kindOf(r) == other {
			break
		}
		b, ok := g.part(s, next)
		if !ok || b.unit != "" || b.power > 0 || b.invalid || b.some || b.bare {
			break
		}
		if count < maxParts {
			n.values[count] = b.lo
		}
		count++
		at = b.stop
	}
	if count == 1 {
		return false
	}
	n.Kind, n.To, n.End, n.count = Ratio, at, at, min(count, maxParts)
	if count > maxParts {
		n.Refused = Coded
	} else if count <= 3 && a.arabic && clock(s[n.From:n.To], n) {
		n.Refused = Dated
	}
	return true
}

// clock says whether the text is an hour with minutes: 8:30, 20：05.
func clock(text string, n *Number) bool {
	if n.values[0].scale > 0 || n.values[0].unscaled > 24 {
		return false
	}
	for _, v := range n.values[1:n.count] {
		if v.scale > 0 || v.unscaled > 59 {
			return false
		}
	}
	for i := 0; i < len(text); {
		w := cutAny(text, i, ":", "：", "∶", "︰")
		if w == 0 {
			_, w = runeAt(text, i)
			i += w
			continue
		}
		digits := 0
		for i += w; digitAt(text, i); digits++ {
			_, w = runeAt(text, i)
			i += w
		}
		if digits != 2 {
			return false
		}
	}
	return true
}

// fractionSlash reads 1/3.
func (g Grammar) fractionSlash(s string, a *part, n *Number) bool {
	if !a.arabic || a.power > 0 || a.unit != "" || cutAny(s, a.stop, "/", "／") == 0 {
		return false
	}
	b, ok := g.plainNumeral(s, a.stop+cutAny(s, a.stop, "/", "／"))
	over, wholeA := a.lo.Int()
	of, wholeB := b.lo.Int()
	if !ok || !wholeA || !wholeB || b.power > 0 || over < 1 || of <= over || of > 10 {
		return false
	}
	if r, _ := runeAt(s, b.end); oneOf(r, "/／-—") {
		return false
	}
	n.Kind, n.Of, n.To, n.End = Fraction, of, b.end, b.end
	return true
}
