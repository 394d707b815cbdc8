package zh

// join gives the byte at which a number goes on after byte i: i itself or, in a
// text set in columns, the byte after the line break. Only inside a number.
func (g Grammar) join(s string, i int, inside bool) int {
	if !g.Columns || !inside {
		return i
	}
	j, broken := i, false
	for j < len(s) && j < i+8 {
		r, w := runeAt(s, j)
		if r == '\n' && broken || r != '\n' && r != '\r' && !blank(r) {
			break
		}
		broken = broken || r == '\n'
		j += w
	}
	if !broken || itemAt(s, j) {
		return i
	}
	return j
}

// itemAt says whether the number of a list begins at byte i: “3.”, “3、”.
func itemAt(s string, i int) bool {
	j := i
	for j < len(s) && j < i+2 && s[j] >= '0' && s[j] <= '9' {
		j++
	}
	r, w := runeAt(s, j)
	return j > i && oneOf(r, ".．、)）") && !digitAt(s, j+w)
}

// blank is a space within a line.
func blank(r rune) bool {
	switch r {
	case ' ', '\t', '\u3000', '\u00a0', '\u2002', '\u2003', '\u2009', '\u202f':
		return true
	}
	return false
}

// narrow is a space that groups digits by threes.
func narrow(r rune) bool { return r == '\u00a0' || r == '\u2009' || r == '\u202f' }

// readArabic reads digits, thousands separators and point at byte i of s, then
// the scale: 1.4万, 3，000, 2.6千万, 3亿5000万.
func (g Grammar) readArabic(s string, i int) (numeral, bool) {
	n, ok := g.readDigits(s, i)
	if ok && !n.invalid {
		g.readScale(s, &n)
		g.compound(s, &n)
	}
	return n, ok
}

// readDigits reads digits, thousands separators and point.
func (g Grammar) readDigits(s string, i int) (numeral, bool) {
	n := numeral{arabic: true}
	lead, point, grouped := 0, false, false
	at, end := i, i
	for {
		r, w := runeAt(s, at)
		switch c := asciiDigit(r); {
		case c >= '0' && c <= '9':
			if n.runes++; n.runes <= maxDigits {
				n.lo.unscaled = n.lo.unscaled*10 + int64(c-'0')
			}
			if point {
				n.lo.scale++
			} else {
				lead++
			}
			end = at + w
			at = g.join(s, end, true)
			continue
		case c == '.' && !point && at == end && n.runes > 0 && digitAt(s, g.join(s, at+w, true)):
			point = true
			at = g.join(s, at+w, true)
			continue
		case (c == ',' || narrow(r)) && !point && at == end && lead > 0 && lead <= 3 && (lead == 3 || !grouped) && g.groupAt(s, at+w):
			lead, grouped = 0, true
			at += w
			continue
		}
		break
	}
	if n.runes == 0 {
		return numeral{}, false
	}
	n.end, n.core, n.hi = end, end, n.lo
	n.invalid = n.runes > maxDigits
	return n, true
}

// maxDigits is how many digits an exact number can hold.
const maxDigits = 18

// groupAt says whether exactly three digits follow byte i, a thousands group.
func (g Grammar) groupAt(s string, i int) bool {
	count := 0
	for at := i; count < 4 && digitAt(s, at); count++ {
		_, w := runeAt(s, at)
		at = g.join(s, at+w, true)
	}
	return count == 3
}

// readScale takes the scale after digits: 万, 千万, 万亿, with 余 or 多 before or inside.
func (g Grammar) readScale(s string, n *numeral) {
	for {
		at := g.join(s, n.end, true)
		if r, w := runeAt(s, at); blank(r) {
			if next, _ := runeAt(s, at+w); kindOf(next) == scale {
				at += w // 3 万亩
			}
		}
		r, w := runeAt(s, at)
		next, _ := runeAt(s, at+w)
		power := scaleOf(r)
		switch {
		case oneOf(r, "余餘多") && !n.some && (scaleOf(next) > 0 && next != '十' && !(next == '百' && cutAny(s, at+w, "百分") > 0)):
			n.some, n.end = true, at+w
			continue
		case power == 0, power < 4 && n.power > 0 && n.power < 4, power == 1, n.power+power > maxPower:
			return
		case power < 4 && (oneOf(next, "克瓦米伏卡帕赫焦") || r == '百' && oneOf(next, "分")):
			return
		case n.power >= 4 && power <= 3:
			return
		}
		n.power += power
		n.end = at + w
	}
}

// compound reads the lower parts of 3亿5000万 and 12万3456, whose scales fall.
func (g Grammar) compound(s string, n *numeral) {
	for n.power > 0 && !n.some && n.lo.scale == 0 {
		low, runes, ok := digitRun(s, n.end)
		if !ok {
			break
		}
		sub := numeral{lo: low, end: n.end + runes.bytes}
		g.readScale(s, &sub)
		whole, fits := n.lo.Shift(n.power)
		part, fine := low.Shift(sub.power)
		if r, _ := runeAt(s, sub.end); !fits || !fine || sub.power >= n.power || part.unscaled >= powers[n.power] ||
			sub.power == 0 && oneOf(r, "年月日号时点") {
			break
		}
		n.lo = Decimal{unscaled: (whole.unscaled + part.unscaled) / powers[sub.power]}
		n.mixed, n.some, n.power, n.end, n.runes = true, sub.some, sub.power, sub.end, n.runes+runes.count
	}
	if n.mixed {
		n.lo, _ = n.lo.Shift(n.power)
		n.power, n.core = 0, n.end
		n.hi = n.lo
	}
}

// span of a run of digits.
type runOf struct{ count, bytes int }

// digitRun reads up to nine digits without point at byte i.
func digitRun(s string, i int) (Decimal, runOf, bool) {
	d, at := Decimal{}, i
	count := 0
	for ; digitAt(s, at); count++ {
		if count == 9 {
			return Decimal{}, runOf{}, false
		}
		r, w := runeAt(s, at)
		d.unscaled = d.unscaled*10 + int64(asciiDigit(r)-'0')
		at += w
	}
	if r, w := runeAt(s, at); count == 0 || asciiDigit(r) == '.' && digitAt(s, at+w) {
		return Decimal{}, runOf{}, false
	}
	return d, runOf{count, at - i}, true
}
