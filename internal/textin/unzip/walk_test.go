package unzip_test

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"tupo/internal/errs"
	"tupo/internal/textin/unzip"
)

func TestWalk(t *testing.T) {
	refused := errs.New(errs.Conflict, "visitor")
	tests := []struct {
		name, xml, want string
		visitor         unzip.Visitor
	}{
		{"sound", `<?xml version="1.0"?><a x="1"><b/>text</a>`, "", unzip.Visitor{}},
		{"cut", `<a><b>`, "invalid unzip.part", unzip.Visitor{}},
		{"no xml", `hello < world`, "invalid unzip.part", unzip.Visitor{}},
		{"ends more than begins", `<a></a></a>`, "invalid unzip.part", unzip.Visitor{}},
		{"entity", `<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>`, "invalid unzip.part", unzip.Visitor{}},
		{"long text", `<a>` + noise2(5<<18) + `</a>`, "too-large unzip.token", unzip.Visitor{}},
		{"long tag", `<a b="` + noise2(5<<18) + `"/>`, "too-large unzip.token", unzip.Visitor{}},
		{"visitor's own", `<a/>`, "conflict visitor", unzip.Visitor{Enter: func(xml.StartElement) error { return refused }}},
	}
	for _, tt := range tests {
		b := pack(t, "a.xml", tt.xml)
		a, err := unzip.Open(bytes.NewReader(b), int64(len(b)), unzip.Limits{})
		if err != nil {
			t.Fatalf("Open(%s) = %v", tt.name, err)
		}
		if got := keyOf(a.Walk("a.xml", tt.visitor)); got != tt.want {
			t.Errorf("Walk(%s) = %q, want %q", tt.name, got, tt.want)
		}
	}
}

// noise2 is text that does not compress into a bomb and holds no markup.
func noise2(n int) string {
	return strings.Map(func(r rune) rune { return 'a' + r%26 }, noise(n))
}
