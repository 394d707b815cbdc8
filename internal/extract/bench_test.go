package extract

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkRead reads the specimen page set one, four and sixteen times in a row:
// the rate must not fall with the length.
func BenchmarkRead(b *testing.B) {
	page := readFile(b, "testdata/specimen.txt")
	for _, times := range []int{1, 4, 16} {
		text := strings.Repeat(page, times)
		b.Run(fmt.Sprintf("pages=%d", times), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Read(text, Options{Date: "2025-09-18"})
			}
			chars := float64(len([]rune(text)))
			b.ReportMetric(chars*float64(b.N)/b.Elapsed().Seconds(), "chars/s")
		})
	}
}

// BenchmarkReadLines reads texts of very many short lines, as columns of tables come out of
// some programs: none may cost more than its length.
func BenchmarkReadLines(b *testing.B) {
	for _, c := range []struct{ name, line string }{{"words", "甲乙\n"}, {"numbers", "12\n"}, {"sentences", "甲乙。\n"}, {"headers", "指标\n"}, {"rows", "甲\t1\n"}} {
		for _, lines := range []int{100_000, 1_000_000} {
			text := strings.Repeat(c.line, lines)
			b.Run(fmt.Sprintf("%s/lines=%d", c.name, lines), func(b *testing.B) {
				for b.Loop() {
					ReadProse(text, Options{Date: "2025-09-18"})
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(lines), "ns/line")
			})
		}
	}
}
