package i18n

import (
	"strings"
	"testing"
)

func TestParseRefuses(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"a.b", "f.txt:1: want “key = text”"},
		{"# fine\n\na.b =", "f.txt:3: want “key = text”"},
		{"a.b = x\na.b = y", "f.txt:2: key a.b is given twice"},
		{"a.b = {n", "f.txt:1: a.b: a hole { is not closed"},
		{"a.b = {}", "f.txt:1: a.b: a hole is {name} or {name|one|other}"},
		{"a.b = {n|one}", "f.txt:1: a.b: a hole is {name} or {name|one|other}"},
		{"a.b = {two words}", "f.txt:1: a.b: a hole is {name} or {name|one|other}"},
	} {
		err := parse("f.txt", test.text, map[string]message{})
		if err == nil || !strings.HasSuffix(err.Error(), test.want) {
			t.Errorf("parse(%q) = %v, want …%s", test.text, err, test.want)
		}
	}
}

func TestFill(t *testing.T) {
	for _, test := range []struct {
		text string
		args []string
		want string
	}{
		{"plain", nil, "plain"},
		{"{a} and {b}", []string{"b", "2", "a", "1"}, "1 and 2"},
		{"{n} {n|item|items}", []string{"n", "1"}, "1 item"},
		{"{n} {n|item|items}", []string{"n", "0"}, "0 items"},
		{"{n|item|items}", nil, "{n}"},
		{"{{name} is literal", nil, "{name} is literal"},
		{"{a}", []string{"a", "{b}", "b", "x"}, "{b}"},
	} {
		m, err := compile(test.text)
		if err != nil {
			t.Errorf("compile(%q): %v", test.text, err)
			continue
		}
		if got := m.fill(test.args); got != test.want {
			t.Errorf("fill(%q, %q) = %q, want %q", test.text, test.args, got, test.want)
		}
	}
}
