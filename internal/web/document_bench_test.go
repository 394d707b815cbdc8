package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

// BenchmarkAcceptFact accepts facts as the page's script does, and lists the documents, where
// the document is a usual report and where it has 8,000 facts.
func BenchmarkAcceptFact(b *testing.B) {
	for _, n := range []int{75, 1600} {
		o := openOffice(b)
		office := o.login("office")
		path := office.addText("report.txt", largeText(n))
		var ids []string
		for _, part := range office.walk(path) {
			for _, m := range rowIDs.FindAllStringSubmatch(part.body, -1) {
				ids = append(ids, m[1])
			}
		}
		b.Run(fmt.Sprintf("facts=%d", 5*n), func(b *testing.B) {
			office.t, office.part = b, "row"
			for i := 0; b.Loop(); i++ {
				if a := office.post("/facts/"+ids[i%len(ids)], url.Values{"do": {"accept"}}); a.status >= http.StatusInternalServerError {
					b.Fatalf("POST /facts/%s = %d", ids[i%len(ids)], a.status)
				}
			}
		})
		b.Run(fmt.Sprintf("list/facts=%d", 5*n), func(b *testing.B) {
			office.t, office.part = b, ""
			for b.Loop() {
				if a := office.get("/documents"); a.status != http.StatusOK {
					b.Fatalf("GET /documents = %d", a.status)
				}
			}
		})
	}
}

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
