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
