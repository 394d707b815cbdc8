package zh

import "strings"

// bounds reads sign and bound words around the number n, of which a is the last part.
func (g Grammar) bounds(s string, n *Number, a *part) {
	at := n.From
	if w := n.sign(s, at); w > 0 {
		at -= w
		n.Start, n.Lead = at, at
	}
	w, inner := inside(s, at)
	if w > 0 {
		at -= w
		n.Start, n.Lead = at, at
		n.bind(inner)
	}
	if a.about {
		n.bind(Approximate)
	}
	if a.some {
		n.bind(MoreThan)
	}
	if w, outer := outside(s, at, a.bare); w > 0 {
		n.Lead = at - w
		n.bind(outer)
	}
	end := n.End
	if r, _ := runeAt(s, end); blank(r) {
		return
	}
	if w := cutAny(s, end, "（含）", "(含)"); w > 0 {
		end += w
	}
	if w, b := trailing(s, end); w > 0 {
		n.bind(b)
		n.End = end + w
	}
}

func (n *Number) bind(b Bound) {
	if n.Bound == Equal {
		n.Bound = b
	}
}

// sign gives the width of a sign before byte i and applies it: -2.8%, 负2.8%,
// 零下5度. After a digit, a letter or in 担负 it is none.
func (n *Number) sign(s string, i int) int {
	r, w := runeBefore(s, i)
	prev, _ := runeBefore(s, i-w)
	switch {
	case oneOf(r, "-−－") && !n.Chinese:
		if kindOf(prev) == arabic || latin(prev) || oneOf(prev, "-−－.)）年月日号%％") {
			return 0
		}
	case oneOf(r, "负負") && !oneOf(prev, "担肩背抱欠自承胜如重减为"):
	case r == '下' && prev == '零':
		w += len("零")
	case oneOf(r, "正+＋") && !oneOf(prev, "真修改纠校订端方公立反更转改严") && kindOf(prev) != arabic && !latin(prev) && (r != '正' || n.Kind == Percent || n.Kind == Points):
		return w
	default:
		return 0
	}
	for k := range n.values[:n.count] {
		n.values[k] = signed(n.values[k], true)
	}
	if n.Bound == Between {
		n.values[0], n.values[1] = n.values[1], n.values[0]
	}
	return w
}

// inside gives the width of a bound word that ends at byte i and belongs to the
// number: 约, 近, 上千.
func inside(s string, i int) (int, Bound) {
	r, w := runeBefore(s, i)
	prev, pw := runeBefore(s, i-w)
	switch r {
	case '约', '約':
		if prev == '大' {
			return w + pw, Approximate
		}
		if !oneOf(prev, "节節合预签條条制公契违履集简誓邀续租解毁纽婚盟特商稿立隐") {
			return w, Approximate
		}
	case '近':
		if prev == '将' {
			return w + pw, Approximate
		}
		if !oneOf(prev, "附最临靠邻接贴亲走远新相就迫逼挨") {
			return w, Approximate
		}
	case '上':
		// 上千, 上百: before digits it is a place.
		if k := kindOf(firstRune(s, i)); (k == weight || k == scale) && !oneOf(prev, "以路网线街山海船车地天身手会之基早晚马掌桌台岗迈跃站登踏升赶供跟追成") {
			return w, AtLeast
		}
	case '许', '概':
		if w := cutBack(s, i, "大概"); w > 0 {
			return w, Approximate
		}
	}
	return 0, ""
}

// cutBack gives the length of the first of the words that ends at byte i of s.
func cutBack(s string, i int, words ...string) int {
	for _, w := range words {
		if strings.HasSuffix(s[:i], w) {
			return len(w)
		}
	}
	return 0
}

// outside gives the width of a verb or adverb before byte i that bounds the
// number and is no part of it. Before a number without digits (过万亿) 过 and 破
// are such verbs too.
func outside(s string, i int, bare bool) (int, Bound) {
	r, w := runeBefore(s, i)
	switch r {
	case '超', '逾':
		return w, MoreThan
	case '于', '於':
		if w := cutBack(s, i, "不低于", "不少于", "不小于", "不得低于", "不得少于"); w > 0 {
			return w, AtLeast
		}
		if w := cutBack(s, i, "不高于", "不大于", "不多于", "不得高于"); w > 0 {
			return w, AtMost
		}
		if w := cutBack(s, i, "低于", "少于", "小于"); w > 0 {
			return w, LessThan
		}
		return cutBack(s, i, "高于", "大于", "多于"), MoreThan
	case '过', '過':
		if w := cutBack(s, i, "不超过", "不得超过", "不能超过", "不超過"); w > 0 {
			return w, AtMost
		}
		if w := cutBack(s, i, "超过", "超過"); w > 0 {
			return w, MoreThan
		}
		if prev, _ := runeBefore(s, i-w); bare && !oneOf(prev, "通经不走渡路越胜难") {
			return w, MoreThan
		}
	case '破':
		if w := cutBack(s, i, "突破"); w > 0 {
			return w, MoreThan
		}
		if bare {
			return w, MoreThan
		}
	case '了':
		if w := cutBack(s, i, "超过了", "突破了"); w > 0 {
			return w, MoreThan
		}
	case '少':
		return cutBack(s, i, "至少", "最少"), AtLeast
	case '码':
		return cutBack(s, i, "起码"), AtLeast
	case '多':
		return cutBack(s, i, "至多", "最多"), AtMost
	case '到':
		return cutBack(s, i, "不到"), LessThan
	case '足':
		return cutBack(s, i, "不足"), LessThan
	case '近':
		return cutBack(s, i, "接近"), Approximate
	case '满':
		return cutBack(s, i, "不满", "未满"), LessThan
	}
	return 0, ""
}

// trailing gives the width of a bound word at byte i: 左右, 及以上.
func trailing(s string, i int) (int, Bound) {
	switch firstRune(s, i) {
	case '及', '或', '以', '之', '左', '上', '有', '开', '出':
	default:
		return 0, ""
	}
	at := i + cutAny(s, i, "及", "或")
	switch {
	case at > i && cutAny(s, at, "以上", "以下") == 0:
		return 0, ""
	case cutAny(s, at, "以上", "之上") > 0:
		return at - i + len("以上"), AtLeast
	case cutAny(s, at, "以内", "之内", "以內") > 0:
		return len("以内"), AtMost
	case cutAny(s, at, "以下") > 0 && at > i:
		return at - i + len("以下"), AtMost
	case cutAny(s, at, "以下", "之下") > 0:
		return len("以下"), LessThan
	case cutAny(s, at, "左右", "上下") > 0:
		return len("左右"), Approximate
	case cutAny(s, at, "有余", "开外") > 0:
		return len("有余"), MoreThan
	case cutAny(s, at, "出头") > 0:
		return len("出头"), MoreThan
	}
	return 0, ""
}

// oneHalf reads 一半 at byte i.
func (g Grammar) oneHalf(s string, i int) (Number, bool) {
	w := cutAny(s, i, "一半")
	if w == 0 || oneOf(firstRune(s, i+w), notHalf) {
		return Number{}, false
	}
	n := Number{Lead: i, Start: i, From: i, To: i + w, End: i + w, Kind: Fraction, Of: 2, Bound: Equal, Chinese: true}
	n.values[0], n.count = NewDecimal(1), 1
	g.bounds(s, &n, &part{})
	return n, true
}

// readHalf reads 半年, 半数, 过半.
func (g Grammar) readHalf(s string, i int) (Number, bool) {
	const w = len("半")
	n := Number{Lead: i, Start: i, From: i, To: i + w, End: i + w, Bound: Equal, Chinese: true}
	prev, pw := runeBefore(s, i)
	next := firstRune(s, i+w)
	n.values[0], n.count = NewDecimal(1), 1
	n.Kind, n.Of = Fraction, 2
	switch {
	case next == '数':
		n.To, n.End = n.To+len("数"), n.End+len("数")
	case oneOf(prev, "过過") && !oneOf(next, "山"):
		n.Lead, n.Bound = i-pw, MoreThan
		return n, true
	case oneOf(prev, "近超逾") && oneOf(next, "，。、；,;）的企人") || oneOf(prev, "多大") && cutBack(s, i, "一多", "一大", "占大") > 0 && next != '年' && next != '天':
	case oneOf(prev, "上下前后後东南西北夜"):
		return Number{}, false
	default:
		p := part{numeral: numeral{end: i + w}, stop: i + w}
		p.lo = Decimal{unscaled: 5, scale: 1}
		p.hi = p.lo
		end := g.duration(s, i+w, &p)
		if end == 0 || p.some || cutAny(s, i+w, "年度", "年报", "天然") > 0 {
			return Number{}, false
		}
		n.values[0], n.Kind, n.Of, n.Unit, n.End = p.lo, Duration, 0, p.unit, end
	}
	g.bounds(s, &n, &part{numeral: numeral{bare: true}})
	return n, true
}

// readDoubling reads 翻番, 翻一番 and 翻两番 as 2 and 4 times.
func (g Grammar) readDoubling(s string, i int) (Number, bool) {
	at := i + len("翻")
	at += cutAny(s, at, "了", "近", "约")
	times := int64(1)
	some := false
	if r, w := runeAt(s, at); digitValue(r) > 0 || r >= '1' && r <= '9' {
		if times = digitValue(r); times < 0 {
			times = int64(r - '0')
		}
		at += w
		if w := cutAny(s, at, "多", "余"); w > 0 {
			some, at = true, at+w
		}
	}
	if !strings.HasPrefix(s[at:], "番") {
		return Number{}, false
	}
	at += len("番")
	n := Number{Lead: i, Start: i, From: i, To: at, End: at, Kind: Times, Unit: "倍", Bound: Equal, Chinese: true}
	n.values[0], n.count = NewDecimal(1<<times), 1
	if w := cutAny(s, at, "多", "有余"); w > 0 {
		some, n.End = true, at+w
	}
	if strings.HasPrefix(s[i:], "翻近") || strings.HasPrefix(s[i:], "翻约") {
		n.Bound = Approximate
	}
	g.bounds(s, &n, &part{numeral: numeral{some: some}})
	return n, true
}
