package zh

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

// prose is official writing in which numbers are rare.
const prose = "坚持稳中求进工作总基调，加快构建现代化产业体系，深入推进重点领域改革，着力扩大有效需求，持续改善营商环境。" +
	"强化要素保障，推动项目早开工、早建成、早见效，全力以赴抓好安全生产，守牢生态底线，不断增强人民群众的获得感。"

// dense is writing that is full of numbers and dates.
const dense = "2023年全市完成投资1.4万亿元、增长5.5%左右，新增就业12万人以上；前三季度签约项目31个，总投资超116.3亿元，其中三成以上年底前开工。"

// BenchmarkNumbers reads texts of one, four and sixteen lengths: the rate must
// not fall with the length.
func BenchmarkNumbers(b *testing.B) {
	for _, text := range []struct{ name, unit string }{{"prose", prose}, {"dense", dense}} {
		for _, times := range []int{1, 4, 16} {
			s := strings.Repeat(text.unit, times*100)
			b.Run(fmt.Sprintf("%s/%dx", text.name, times), func(b *testing.B) {
				b.SetBytes(int64(len(s)))
				b.ReportAllocs()
				for b.Loop() {
					for n := range (Grammar{}).Numbers(s) {
						_ = n
					}
				}
				b.ReportMetric(float64(utf8.RuneCountInString(s))*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrunes/s")
			})
		}
	}
}

// BenchmarkTimes reads the same texts for expressions of time.
func BenchmarkTimes(b *testing.B) {
	for _, text := range []struct{ name, unit string }{{"prose", prose}, {"dense", dense}} {
		for _, times := range []int{1, 4, 16} {
			s := strings.Repeat(text.unit, times*100)
			b.Run(fmt.Sprintf("%s/%dx", text.name, times), func(b *testing.B) {
				b.SetBytes(int64(len(s)))
				b.ReportAllocs()
				for b.Loop() {
					FindTimes(s, Date{2023, 11, 14})
				}
				b.ReportMetric(float64(utf8.RuneCountInString(s))*float64(b.N)/b.Elapsed().Seconds()/1e6, "Mrunes/s")
			})
		}
	}
}
