package extract

import "strings"

// respelled is a text as its numbers are usually written, rune for rune: years in Chinese digits
// become Arabic ones (一九八五年: 1985年). What does not belong to the text at all is left out (gone).
type respelled struct {
	runes   []rune
	changed bool // runes is no longer the text itself
	grouped bool // commas of full width part thousands, also between digits of half width: 33，212
}

// gone stands for a rune that the view leaves out.
const gone = rune(-1)

// respell reads how a text writes its numbers.
func respell(raw []rune) respelled {
	s := respelled{runes: raw}
	years, spaced := yearsInWords(raw), spacedDigits(raw)
	if len(years) > 0 || spaced {
		s.runes, s.changed = append([]rune{}, raw...), true
	}
	for _, i := range years {
		for k := i; k < i+yearDigits; k++ {
			s.runes[k] = '0' + rune(placeDigit(raw[k]))
		}
	}
	if spaced {
		closeUp(s.runes)
	}
	s.grouped = groupedWide(s.runes)
	return s
}

// yearDigits is how many digits a year has.
const yearDigits = 4

// placeDigit is the value of a Chinese digit that stands for its place; -1 of any other rune.
func placeDigit(r rune) int {
	switch r {
	case '〇', '○', 'Ｏ', '零':
		return 0
	}
	if i := strings.IndexRune("一二三四五六七八九", r); i >= 0 {
		return i/len("一") + 1
	}
	return -1
}

// yearsInWords finds the years that are written in Chinese digits, by their first rune: 一九八五|年, and those
// that lead to another (一九八四、一九八五年; 一九八五比一九八○年).
func yearsInWords(raw []rune) (all []int) {
	for i := 0; i+yearDigits < len(raw); i++ {
		if raw[i] != '一' && raw[i] != '二' || i > 0 && placeDigit(raw[i-1]) >= 0 || !yearInWords(raw, i) {
			continue
		}
		next := raw[i+yearDigits]
		if next == '年' || next == '两' && len(all) > 0 && all[len(all)-1] == i-yearDigits-1 || strings.ContainsRune("、和比至到—－~", next) && i+2*yearDigits < len(raw) && yearInWords(raw, i+yearDigits+1) && strings.ContainsRune("年两", raw[i+2*yearDigits+1]) {
			all = append(all, i)
			i += yearDigits - 1
		}
	}
	return all
}

// yearInWords says whether four digits of a year from 1800 to 2099 begin at i.
func yearInWords(raw []rune, i int) bool {
	if i+yearDigits > len(raw) {
		return false
	}
	year := 0
	for _, r := range raw[i : i+yearDigits] {
		d := placeDigit(r)
		if d < 0 {
			return false
		}
		year = year*10 + d
	}
	return year >= 1800 && year < 2100
}

// spacedDigits says whether a text has a space between the digits of its numbers: 1 9 9 7 年.
func spacedDigits(raw []rune) bool {
	apart, together := 0, 0
	for i := 1; i < len(raw); i++ {
		if !wideDigit(raw[i-1]) {
			continue
		}
		switch {
		case wideDigit(raw[i]):
			together++
		case raw[i] == ' ' && i+1 < len(raw) && wideDigit(raw[i+1]):
			apart++
		}
	}
	return apart >= minApart && apart > 4*together
}

// minApart is how many spaces between two digits tell that a text is written so.
const minApart = 8

// closeUp leaves out the spaces behind the digits and points of numbers.
func closeUp(s []rune) {
	last := gone
	for i, r := range s {
		if r == ' ' && (wideDigit(last) || last == '.' || last == '．') {
			s[i] = gone
			continue
		}
		last = r
	}
}

// wideDigit says whether r is a digit of half or full width.
func wideDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// groupedWide says whether a text parts the thousands of its numbers by commas of full width: three digits
// or fewer, the comma, three digits and no more, more often than it writes four digits that are no year.
func groupedWide(raw []rune) bool {
	grouped, plain, run := 0, 0, 0
	for i := 0; i <= len(raw); i++ {
		if i < len(raw) && wideDigit(raw[i]) {
			run++
			continue
		}
		switch {
		case run == 0:
		case run >= yearDigits && i < len(raw) && raw[i] != '年' && raw[i] != '、':
			plain++
		case run < yearDigits && i+3 < len(raw) && raw[i] == '，' && wideDigit(raw[i+1]) && wideDigit(raw[i+2]) && wideDigit(raw[i+3]) && (i+4 == len(raw) || !wideDigit(raw[i+4])):
			grouped++
		}
		run = 0
	}
	return grouped >= minGrouped && grouped > 2*plain
}

// minGrouped is how many numbers so written tell that a text writes them so.
const minGrouped = 3
