package zh

import (
	"strings"
	"unicode/utf8"
)

// refuse finds out whether n is no amount: the first that knows why says so. a is its last part.
func (g Grammar) refuse(s string, n *Number, a *part) {
	switch {
	case n.Refused != "":
	case n.refused(refuseOrdinal(s, n, a)):
	case n.refused(refuseDate(s, n, a)):
	case n.refused(refuseWord(s, n, a)):
	case n.refused(refuseName(s, n, a)):
	case n.refused(refuseRank(s, n, a)):
	case n.refused(refuseItem(s, n, a)):
	case n.refused(refuseBare(s, n, a)):
	}
}

func (n *Number) refused(why Refusal) bool {
	n.Refused = why
	return why != ""
}

// code gives the byte after a code that the number is part of: 5G, PM2.5, 8+4,
// 2.1.3; 0 if it is none.
func (g Grammar) code(s string, a *part) int {
	if !a.arabic {
		return 0
	}
	prev, w := runeBefore(s, a.begin)
	before := runeOf(runeBefore(s, a.begin-w))
	switch {
	case latin(prev), oneOf(prev, "#№@_×=*"), oneOf(prev, "+＋") && codeRune(before):
		return tokenEnd(s, a.numeral.end)
	case oneOf(prev, "-－") && (latin(before) || a.unit == "" && a.kind == Plain && before >= '一' && before <= '龥' && !oneOf(before, "长降为到达是至于升跌幅减速")):
		return tokenEnd(s, a.numeral.end) // C-919, 歼-35
	case cutBack(s, a.begin, "国道", "省道", "县道") > 0 && a.unit == "":
		return tokenEnd(s, a.numeral.end)
	}
	next, nw := runeAt(s, a.stop)
	switch {
	case a.unit == "" && latin(next):
		return tokenEnd(s, a.stop)
	case a.unit != "" && a.unit != "%" && latin(next) && latin(lastRune(a.unit)):
		return tokenEnd(s, a.stop)
	case a.unit == "" && a.power == 0 && (oneOf(next, ".．") && digitAt(s, a.stop+nw) || oneOf(next, "+＋×*") && codeRune(firstRune(s, a.stop+nw))):
		return tokenEnd(s, a.stop)
	case a.unit == "" && a.power == 0 && (hyphens(s, a.stop) || a.runes > 2 && a.lo.scale == 0 && oneOf(firstRune(s, a.begin), "0０")):
		return tokenEnd(s, a.stop)
	}
	return 0
}

func runeOf(r rune, _ int) rune { return r }

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func codeRune(r rune) bool { return kindOf(r) == arabic || latin(r) }

// hyphens says whether digits go on behind two hyphens or slashes from byte i on: 010-8850-1234, 2023/11/14.
func hyphens(s string, i int) bool {
	for range 2 {
		r, w := runeAt(s, i)
		if !oneOf(r, "-/－／") || !digitAt(s, i+w) {
			return false
		}
		i += w
		for k := 0; digitAt(s, i) && k < 20; k++ {
			_, w = runeAt(s, i)
			i += w
		}
	}
	return true
}

// tokenEnd is the byte after the letters, digits and signs of a code from byte i on.
func tokenEnd(s string, i int) int {
	for i < len(s) {
		r, w := runeAt(s, i)
		next := firstRune(s, i+w)
		if !codeRune(r) && (!oneOf(r, "-./－．／+＋×*_") || !codeRune(next)) {
			break
		}
		i += w
	}
	return i
}

// refuseOrdinal knows 第四 and 之一 by what stands before, 4号线 and 三级 by what follows.
func refuseOrdinal(s string, n *Number, a *part) Refusal {
	prev, w := runeBefore(s, n.From)
	if blank(prev) {
		prev, w = 0, 0
		if k := cutBack(s, n.From, "第 "); k > 0 {
			prev, w = '第', k
		}
	}
	switch {
	case oneOf(prev, "第前头近后") && timed(s, n, w):
		return Dated
	case prev == '第':
		n.Start, n.Lead = n.From-w, n.From-w
		return Ordinal
	case prev == '之' && n.Chinese && n.Kind == Plain && n.Unit == "":
		return Ordinal
	case prev == '前' && (n.Kind == Percent || n.Kind == Permille || n.Kind == Fraction):
		n.Start, n.Lead = n.From-w, n.From-w
		return Ordinal
	case prev == '前' && n.Kind == Plain && n.Power == 0 && (n.Unit == "" || n.Unit == "名" || n.Unit == "位" || n.Unit == "强"):
		n.Start, n.Lead = n.From-w, n.From-w
		return Ordinal
	case oneOf(prev, "表图附附件序案例") && n.Unit == "" && !n.Chinese && n.Bound == Equal:
		return Ordinal
	}
	if n.Kind == Plain && n.Power == 0 && ordinalAfter(s, n) {
		return Ordinal
	}
	return ""
}

// timed says whether an expression of time begins w bytes before the number and
// holds it: 第四季度, 前9个月, 近三年来. It gives n its span.
func timed(s string, n *Number, w int) bool {
	at := n.From - w
	if cutBack(s, n.From, "最近") > 0 {
		at = n.From - len("最近")
	}
	t, ok := ScanTime(s[at:], Date{})
	if !ok || at+t.End <= n.To {
		return false
	}
	n.Start, n.Lead, n.End, n.Unit, n.Kind, n.Bound = at, at, at+t.End, "", Plain, Equal
	return true
}

// ordinalAfter knows by what follows that the number is a place in a row.
func ordinalAfter(s string, n *Number) bool {
	at := n.To
	v := n.values[0]
	switch r := firstRune(s, at); r {
	case '号', '號', '楼', '版', '型':
		return true
	case '届', '屆':
		return !strings.HasPrefix(s[n.From:], "两")
	case '运', '冬':
		return n.Chinese && cutAny(s, at, "运会", "冬会") > 0
	case '级', '級', '代', '等':
		return r != '等' || cutAny(s, at, "等奖", "等功", "等舱") > 0
	case '期':
		prev, _ := runeBefore(s, n.From)
		return !oneOf(prev, "分共各") && n.Bound == Equal
	case '次':
		return cutAny(s, at, "次会议", "次全会", "次全体", "次代表大会", "次党代会", "次集体学习") > 0
	case '中':
		return cutAny(s, at, "中全会") > 0
	case '年':
		return cutAny(s, at, "年级") > 0
	case '大':
		return n.Chinese && v.scale == 0 && v.unscaled > 16 && v.unscaled < 30
	case '线':
		return n.Chinese && cutAny(s, at, "线城市", "线品牌") > 0
	case '月', '日':
		return false
	}
	return false
}

// refuseDate knows dates, hours and the plans named by their number.
func refuseDate(s string, n *Number, a *part) Refusal {
	at := n.From
	if n.Kind == Plain || n.Kind == Duration || n.Kind == Ratio {
		if t, ok := ScanTime(s[at:], Date{}); ok && t.End > 0 && (n.Kind != Duration || t.End >= n.To-at) {
			n.Start, n.Lead, n.End, n.Unit, n.Kind = at, at, max(n.To, at+t.End), "", Plain
			return Dated
		}
	}
	switch prev, _ := runeBefore(s, at); {
	case n.Chinese && n.Unit == "" && oneOf(prev, "周") || cutBack(s, at, "星期", "礼拜", "初") > 0 && n.Chinese && n.Unit == "":
		return Dated
	case n.Kind == Plain && hour(s, n):
		return Dated
	case n.Kind == Plain && cutAny(s, n.To, "年代", "世纪", "后青年", "后干部") > 0:
		return Dated
	case a.arabic && n.Unit == "" && n.Power == 0 && n.Bound == Equal && n.To-at == 4 && n.values[0].unscaled >= 1900 && n.values[0].unscaled < 2100 && n.values[0].scale == 0:
		return Dated
	}
	return ""
}

// hour says whether n is an hour, with minutes or without: 8时30分, 8点. It gives n the whole span.
func hour(s string, n *Number) bool {
	if !oneOf(firstRune(s, n.To), "时時点點") || n.Power > 0 || n.count > 1 || n.values[0].scale > 0 || n.values[0].unscaled > 24 {
		return false
	}
	at := n.To + len("时")
	minute, after, ok := timeReader{s: s}.small(at)
	if w := cutAny(s, after, "分"); ok && minute < 60 && w > 0 {
		n.End = after + w
		return true
	}
	return !n.Chinese || cutAny(s, at, "整", "许", "半") > 0
}

// planAt reads the name of a five-year plan by its number, 十四五, at byte i:
// its bytes and which plan it is. 十四五万 and 十四五岁 are numbers.
func planAt(s string, i int) (length, which int) {
	if !strings.HasPrefix(s[i:], "十") {
		return 0, 0
	}
	at := i + len("十")
	r, w := runeAt(s, at)
	d := digitValue(r)
	if d < 1 || d > 9 || kindOf(r) != digit || !strings.HasPrefix(s[at+w:], "五") {
		return 0, 0
	}
	end := at + w + len("五")
	next, _ := runeAt(s, end)
	if prev, _ := runeBefore(s, i); kindOf(prev) == digit || kindOf(next) != other && next != '数' || d == 4 && oneOf(next, "岁个年天人家名亿万户亩吨元") {
		return 0, 0
	}
	return end - i, int(10 + d)
}

// refuseWord knows numerals that are part of another word.
func refuseWord(s string, n *Number, a *part) Refusal {
	if !n.Chinese || n.Of > 0 {
		return ""
	}
	if w := words().Match(s[n.From:]); w > 0 {
		n.End, n.To, n.Unit = n.From+w, n.From+w, ""
		return Worded
	}
	if (n.Kind == Plain || n.Kind == Duration) && a.runes == 1 {
		prev, _ := runeBefore(s, n.From)
		if n.values[0] == NewDecimal(1) && a.power == 0 && oneOf(prev, "统唯万专逐单同归划任某这每上下新进其惟如那此另又再有同不") {
			return Worded
		}
		if n.Unit != "" && strings.HasPrefix(s[n.End:], n.Unit) && n.End-n.To == len(n.Unit) {
			return Worded // 一项项
		}
		if r := firstRune(s, n.End); n.Unit != "" && r != 0 && r == firstRune(s, n.From) && oneOf(r, "一") {
			return Worded // 一户一策
		}
	}
	return ""
}

// refuseName knows slogans, grades and streaks.
func refuseName(s string, n *Number, a *part) Refusal {
	switch {
	case cutAny(s, n.End, "级", "級") > 0 && (n.Power > 0 || a.bare || a.runes > 1), cutAny(s, n.To, "级") > 0 && (a.bare || n.Power > 0):
		return Named
	case n.Kind == Plain && (cutAny(s, n.To, "连增", "连丰", "连冠", "连降", "连升", "连跌", "连胜", "连快", "连涨") > 0):
		return Named
	case n.Kind == Plain && cutAny(s, n.To, "强") > 0 && cutAny(s, n.To, "强降", "强台") == 0:
		return Named
	case n.Kind == Plain && a.arabic && n.Unit == "" && n.Power == 0 && (a.runes == 5 && cutAny(s, n.From, "12") > 0 && n.Bound == Equal || strings.HasSuffix(s[n.From:n.To], ".0")):
		return Coded // 12345, 2.0
	case n.Kind == Plain || n.Kind == Duration:
		if quoted(s, n) {
			return Named
		}
	}
	return ""
}

// longest name in quotation marks, in runes either side of the number.
const nameReach = 10

// quoted says whether n stands in a short quotation or in the title of a document.
func quoted(s string, n *Number) bool {
	i, open := n.Start, rune(0)
	for range nameReach {
		r, w := runeBefore(s, i)
		if w == 0 || oneOf(r, "”’」』》\n。；") {
			return false
		}
		if oneOf(r, "“‘「『《") {
			open = r
			break
		}
		i -= w
	}
	if open == 0 {
		return false
	}
	i = n.End
	for range nameReach {
		r, w := runeAt(s, i)
		if w == 0 || oneOf(r, "\n。；，,“") {
			return false
		}
		if oneOf(r, "”’」』》") {
			return true
		}
		i += w
	}
	return open == '《'
}

// refuseRank knows dates and lists by their brackets.
func refuseRank(s string, n *Number, _ *part) Refusal {
	open, _ := runeBefore(s, n.Start)
	shut := firstRune(s, n.End)
	if n.Unit == "" && n.Power == 0 && n.Kind == Plain && oneOf(open, "（(〔[［") && oneOf(shut, "）)〕]］") {
		return Listed
	}
	return ""
}

// refuseItem knows the numbers of a list: 1. at the begin of a line, 一是, 二、.
func refuseItem(s string, n *Number, a *part) Refusal {
	if n.Unit != "" || n.Power > 0 || n.Kind != Plain || n.Bound != Equal || n.Start != n.From {
		return ""
	}
	prev, _ := runeBefore(s, n.From)
	next, w := runeAt(s, n.End)
	if n.Chinese && oneOf(next, "是要则") && (prev == 0 || oneOf(prev, "\n。；;：:，,　“")) {
		return Listed
	}
	begins := prev == 0 || oneOf(prev, "\n。；;：:　”") || blank(prev)
	if begins && (oneOf(next, "、.．）)") && !digitAt(s, n.End+w) || n.Chinese && n.End-n.From == 3 && oneOf(next, "，")) {
		return Listed
	}
	return ""
}

// refuseBare refuses a single numeral without a unit, and 百, 千, 万, 亿 before
// which nothing says how many.
func refuseBare(_ string, n *Number, a *part) Refusal {
	if n.Kind != Plain || !n.Chinese {
		return ""
	}
	switch {
	case a.bare && !a.some && n.Lead == n.From:
		return Worded
	case (a.odd || a.runes == 2 && a.lo != a.hi) && n.Unit == "" && n.Power == 0, a.runes == 1 && n.Unit == "" && !a.some && !a.bare:
		return Worded
	}
	return ""
}
