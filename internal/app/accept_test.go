package app

import (
	"strings"
	"testing"
)

// A directive accepted after D003 was once called D0022.
func TestNextCode(t *testing.T) {
	for _, tt := range []struct{ prefix, have, want string }{
		{"D", "", "D001"},
		{"D", "D001 D002 D003", "D004"},
		{"D", "D003 D001", "D004"},
		{"D", "D099", "D100"},
		{"D", "D999", "D1000"},
		{"D", "D0007 X9 D7a", "D0008"},
		{"P2026-", "P2026-1 P2025-4", "P2026-2"},
	} {
		if got := nextCode(tt.prefix, map[bool]int{true: 3, false: 1}[tt.prefix == "D"], strings.Fields(tt.have), func(s string) string { return s }); got != tt.want {
			t.Errorf("nextCode(%q, %q) = %q; want %q", tt.prefix, tt.have, got, tt.want)
		}
	}
}

// A meeting named after a theme once lost its opening quotation mark.
func TestBare(t *testing.T) {
	for name, want := range map[string]string{
		"“质量提升年”": "质量提升年", "《意见》": "意见", "质量提升年": "质量提升年", "": "",
		"“质量提升年”动员大会": "“质量提升年”动员大会", "推进“质量提升年”": "推进“质量提升年”", "“强链”和“补链”": "“强链”和“补链”",
	} {
		if got := bare(name); got != want {
			t.Errorf("bare(%q) = %q; want %q", name, got, want)
		}
	}
}
