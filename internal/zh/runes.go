package zh

import (
	"strings"
	"unicode/utf8"
)

// kind is what a rune can do in a number.
type kind uint8

const (
	other   kind = iota
	arabic       // 0–9, full width too
	digit        // 一, 两, 〇
	finance      // 壹, 陆: a digit on cheques, part of other words elsewhere
	weight       // 十, 百, 千, 拾
	scale        // 万, 亿
	several      // 几, 数: how many is not said
	half         // 半
	double       // 翻

	// moment marks the runes that can begin an expression of time.
	moment kind = 0x80
)

// kinds gives the kind of every rune below U+FF1A that can begin a number or time. It
// never changes; the array is one look-up a rune for the scanner.
var kinds = [...]kind{
	'0': arabic | moment, '1': arabic | moment, '2': arabic | moment, '3': arabic | moment, '4': arabic | moment,
	'5': arabic | moment, '6': arabic | moment, '7': arabic | moment, '8': arabic | moment, '9': arabic | moment,
	'０': arabic | moment, '１': arabic | moment, '２': arabic | moment, '３': arabic | moment, '４': arabic | moment,
	'５': arabic | moment, '６': arabic | moment, '７': arabic | moment, '８': arabic | moment, '９': arabic | moment,
	'零': digit, '〇': digit | moment, '○': digit, '一': digit | moment, '二': digit | moment, '两': digit | moment, '兩': digit, '三': digit | moment,
	'四': digit | moment, '五': digit | moment, '六': digit | moment, '七': digit | moment, '八': digit | moment, '九': digit | moment,
	'壹': finance, '贰': finance, '貳': finance, '叁': finance, '參': finance, '肆': finance, '伍': finance,
	'陆': finance, '陸': finance, '柒': finance, '捌': finance, '玖': finance,
	'十': weight | moment, '百': weight, '千': weight, '廿': weight, '卅': weight, '拾': weight, '佰': weight, '仟': weight,
	'万': scale, '萬': scale, '亿': scale, '億': scale,
	'几': several, '幾': several, '数': several, '數': several,
	'半': half, '翻': double,
	'今': moment, '昨': moment, '明': moment, '前': moment, '后': moment, '本': moment, '当': moment, '去': moment, '上': moment,
	'来': moment, '次': moment, '全': moment, '首': moment, '第': moment, '下': moment, '月': moment, '年': moment, '近': moment,
	'过': moment, '未': moment, '最': moment, '元': moment, '春': moment, '国': moment, '岁': moment, '季': moment, '大': moment,
	'头': moment, '“': moment, '"': moment,
}

func kindOf(r rune) kind {
	if int(r) < len(kinds) && r >= 0 {
		return kinds[r] &^ moment
	}
	return other
}

// beginsTime says whether an expression of time can begin with r.
func beginsTime(r rune) bool { return int(r) < len(kinds) && r >= 0 && kinds[r]&moment != 0 }

// runeAt is the rune at byte i of s and its width; 0 and 0 at the end.
func runeAt(s string, i int) (rune, int) {
	if i >= len(s) {
		return 0, 0
	}
	if s[i] < utf8.RuneSelf {
		return rune(s[i]), 1
	}
	if i+2 < len(s) && s[i]&0xF0 == 0xE0 && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 && s[i] != 0xE0 && s[i] != 0xED {
		return rune(s[i]&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(s[i:])
}

// runeBefore is the rune that ends at byte i; 0 and 0 at the beginning.
func runeBefore(s string, i int) (rune, int) {
	if i <= 0 {
		return 0, 0
	}
	return utf8.DecodeLastRuneInString(s[:i])
}

// oneOf says whether r stands in set; the end of the text (0) never does.
func oneOf(r rune, set string) bool {
	for _, c := range set {
		if c == r {
			return r != 0
		}
	}
	return false
}

// cutAny gives the length of the first of the words that s continues with at i.
func cutAny(s string, i int, words ...string) int {
	for _, w := range words {
		if strings.HasPrefix(s[i:], w) {
			return len(w)
		}
	}
	return 0
}

// digitValue gives the value of a Chinese digit, plain or financial; -1 for others.
func digitValue(r rune) int64 {
	switch r {
	case '零', '〇', '○':
		return 0
	case '一', '壹':
		return 1
	case '二', '两', '兩', '贰', '貳':
		return 2
	case '三', '叁', '參':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆', '陸':
		return 6
	case '七', '柒':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖':
		return 9
	}
	return -1
}

// weightOf gives the weight of 十, 百, 千 and how often 廿 and 卅 hold it.
func weightOf(r rune) (size, times int64) {
	switch r {
	case '十', '拾':
		return 10, 1
	case '百', '佰':
		return 100, 1
	case '千', '仟':
		return 1000, 1
	case '廿':
		return 10, 2
	case '卅':
		return 10, 3
	}
	return 0, 0
}

// scaleOf gives the power of ten of a rune in a scale; 0 for others.
func scaleOf(r rune) int {
	switch r {
	case '十', '拾':
		return 1
	case '百', '佰':
		return 2
	case '千', '仟':
		return 3
	case '万', '萬':
		return 4
	case '亿', '億':
		return 8
	}
	return 0
}

// latin says whether r is a letter of a code: A, ａ, µ is not one.
func latin(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 'ａ' && r <= 'ｚ' || r >= 'Ａ' && r <= 'Ｚ'
}
