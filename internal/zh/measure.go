package zh

import "strings"

// measure reads the unit after the number of p, with 余, 多 and 半 around it.
func (g Grammar) measure(s string, p *part) {
	at := g.join(s, p.stop, true)
	if w := cutAny(s, at, "余", "餘", "多", "来", "來"); w > 0 && !p.some && !p.bare && p.amounts(s, at, w) {
		p.some, p.about = true, oneOf(firstRune(s, at), "来來")
		at += w
		p.stop = at
	}
	at = g.join(s, at, true)
	if r, w := runeAt(s, at); blank(r) && (p.arabic || p.power > 0) {
		at += w // 5 %
	}
	if end := g.rate(s, at, p); end > 0 {
		p.stop = end
		g.per(s, p)
		return
	}
	if end := g.duration(s, at, p); end > 0 {
		p.stop = end
		return
	}
	w := g.unit(s[at:])
	if w == 0 || s[at:at+w] == "成" || cutAny(s, at, "方面", "方向", "方位", "方案", "方针", "部门", "部委", "期间", "条件") > 0 || cutAny(s, at, "部分", "名单", "处理", "家庭", "度假", "个人", "个体", "次产业") > 0 && w == 3 && p.loose() {
		return
	}
	p.unit, p.stop = s[at:at+w], at+w
	g.per(s, p)
	if p.unit == "个" || p.unit == "亩" || p.unit == "斤" || p.unit == "里" {
		p.addHalf(s)
	}
}

// loose says that the number is a single Chinese numeral, which stands before other words too.
func (p *part) loose() bool { return !p.arabic && p.runes == 1 }

// amounts says whether 余 or 多 at byte i belongs to the number: 300多家, but not
// the 多 of 2多式联运 nor the 来 of 一来.
func (p *part) amounts(s string, i, w int) bool {
	if oneOf(firstRune(s, i), "来來") {
		return p.runes > 1 && cutAny(s, i+w, "个", "年", "天", "家", "人", "名", "岁", "万") > 0 || !p.arabic && p.lo == NewDecimal(10) && cutAny(s, i+w, "个", "年", "天", "家", "人", "名") > 0
	}
	if p.power > 0 || !p.arabic && p.runes > 1 {
		return true
	}
	v, _ := p.lo.Int()
	return v >= 10
}

func firstRune(s string, i int) rune {
	r, _ := runeAt(s, i)
	return r
}

// rate reads %, ‰, percentage points, 成 and 倍 at byte i and gives the byte after it.
func (g Grammar) rate(s string, i int, p *part) int {
	switch {
	case cutAny(s, i, "%", "％", "﹪") > 0:
		p.kind, p.unit = Percent, "%"
		return i + cutAny(s, i, "%", "％", "﹪")
	case strings.HasPrefix(s[i:], "‰"):
		p.kind, p.unit = Permille, "‰"
		return i + len("‰")
	case cutAny(s, i, "个百分点", "个多百分点", "百分点", "個百分點") > 0:
		p.kind, p.unit = Points, "个百分点"
		p.some = p.some || cutAny(s, i, "个多") > 0
		return i + cutAny(s, i, "个百分点", "个多百分点", "百分点", "個百分點")
	case cutAny(s, i, "个点") > 0 && !oneOf(firstRune(s, i+len("个点")), "位阵上评多赞名式"):
		p.kind, p.unit = Points, "个百分点"
		return i + len("个点")
	case strings.HasPrefix(s[i:], "倍") && cutAny(s, i, "倍增", "倍数", "倍率") == 0:
		p.kind, p.unit, p.stop = Times, "倍", i+len("倍")
		p.addHalf(s)
		if w := cutAny(s, p.stop, "多", "余"); w > 0 {
			p.some, p.stop = true, p.stop+w
		}
		return p.stop
	case strings.HasPrefix(s[i:], "成") && p.tenths(s, i+len("成")):
		return p.stop
	}
	return 0
}

// tenths reads 八成, 八成五, 成半 after 1 to 9; the word that 成 may begin stands
// in the list.
func (p *part) tenths(s string, i int) bool {
	if p.power > 0 || less(NewDecimal(10), p.hi) || p.lo.unscaled <= 0 {
		return false
	}
	r, w := runeAt(s, i)
	if oneOf(r, "立功为為效本果员分型熟片品交绩都长人就千百套批网色因语年规不形林体群县") && !(r == '人' && p.loose()) {
		return false
	}
	p.kind, p.unit, p.stop = Tenths, "成", i
	next := digitValue(r)
	after, _ := runeAt(s, i+w)
	switch {
	case next > 0 && p.lo.scale == 0 && p.lo == p.hi && kindOf(after) == other && !oneOf(after, "个家项年名条次"):
		p.lo = Decimal{unscaled: p.lo.unscaled*10 + next, scale: 1}
		p.hi, p.stop = p.lo, i+w
		p.numeral.end = p.stop
	default:
		p.addHalf(s)
	}
	if w := cutAny(s, p.stop, "多", "余"); w > 0 {
		p.some, p.stop = true, p.stop+w
	}
	return true
}

// notHalf are the runes that make another word with 半 before them.
const notHalf = "导岛径成干山自封壁边截决挂潜数场程坡"

// addHalf takes the 半 after a unit: 三年半, 一个半, 八成半. It refuses 半导体.
func (p *part) addHalf(s string) {
	const w = len("半")
	if !strings.HasPrefix(s[p.stop:], "半") || p.lo.scale > 0 || p.lo != p.hi || p.some {
		return
	}
	if oneOf(firstRune(s, p.stop+w), notHalf) {
		return
	}
	p.half()
	p.stop += w
}

func (p *part) half() {
	p.lo = Decimal{unscaled: p.lo.unscaled*10 + 5, scale: 1}
	p.hi = p.lo
}

// durations are units of time that are counted; the shorter stand last.
var durations = [...]string{"小时", "小時", "分钟", "分鐘", "秒钟", "周年", "学年", "年", "天", "周", "秒", "昼夜"}

// counted are units of time that need a 个.
var counted = [...]string{"月", "小时", "星期", "工作日", "季度", "学期", "世纪", "钟头", "年头", "年度"}

// duration reads a unit of time at byte i: 年, 个月, 个半小时, 年多.
func (g Grammar) duration(s string, i int, p *part) int {
	end := 0
	if w := cutAny(s, i, "个", "個"); w > 0 {
		middle := cutAny(s, i+w, "半", "多")
		for _, name := range counted {
			if strings.HasPrefix(s[i+w+middle:], name) {
				p.unit = "个" + name
				end = i + w + middle + len(name)
				break
			}
		}
		switch {
		case end == 0:
			return 0
		case cutAny(s, i+w, "半") > 0 && p.lo == p.hi && p.lo.scale == 0:
			p.half()
		case middle > 0:
			p.some = true
		}
		p.kind = Duration
		return end
	}
	for _, name := range durations {
		if strings.HasPrefix(s[i:], name) {
			p.unit, end = name, i+len(name)
			break
		}
	}
	if end == 0 || timeless(p.unit, firstRune(s, end)) {
		p.unit = ""
		return 0
	}
	p.kind, p.stop = Duration, end
	p.addHalf(s)
	if w := cutAny(s, p.stop, "多", "余"); w > 0 && cutAny(s, p.stop, "多元", "多样", "多式", "多次", "多点") == 0 {
		p.some, p.stop = true, p.stop+w
	}
	return p.stop
}

// timeless says that a unit of time is the beginning of another word: 年级, 天然.
func timeless(unit string, next rune) bool {
	switch unit {
	case "年":
		return oneOf(next, "级会货轻味夜画龄报鉴代")
	case "天":
		return oneOf(next, "然津山府空气文河")
	case "周":
		return oneOf(next, "边密转")
	case "秒":
		return oneOf(next, "杀批办")
	}
	return false
}

// per reads what a unit is counted by: 元/平方米, 微克/立方米.
func (g Grammar) per(s string, p *part) {
	w := cutAny(s, p.stop, "/", "／")
	if w == 0 {
		return
	}
	at := p.stop + w
	by := g.unit(s[at:])
	if by == 0 {
		by = cutAny(s, at, "小时", "年", "月", "天", "日", "秒", "人", "户", "万人")
	}
	if by > 0 && strings.HasSuffix(s[:p.stop], p.unit) {
		p.unit = s[p.stop-len(p.unit) : at+by]
		p.stop = at + by
	}
}
