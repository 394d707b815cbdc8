package web_test

import (
	"net/http"
	"strings"
	"testing"
)

// BenchmarkDocument asks for the page of a document and gives its size: of a usual
// report, of one of 8,000 facts, of a text of a million lines.
func BenchmarkDocument(b *testing.B) {
	o := openOffice(b)
	office := o.login("office")
	for _, c := range []struct{ name, text string }{{"report", largeText(75)}, {"facts=8000", largeText(1600)}, {"lines=1000000", strings.Repeat("甲乙\n", 1_000_000)}} {
		b.Run(c.name, func(b *testing.B) {
			path := office.addText(c.name+".txt", c.text)
			office.t = b
			size := len(office.get(path).body)
			for b.Loop() {
				if a := office.get(path); a.status != http.StatusOK {
					b.Fatalf("GET %s = %d", path, a.status)
				}
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
