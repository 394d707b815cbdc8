//go:build shared

package demo

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

const seedFolder = "../../../shared/seed"

func seed(t *testing.T, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(seedFolder, pattern))
	if err != nil || len(found) != 1 {
		t.Fatalf("Glob(%s) = %v, %v; want one file", pattern, found, err)
	}
	text, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// everything is the text of all data files.
func everything(t *testing.T) map[string]string {
	t.Helper()
	names, err := data.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, n := range names {
		text, err := data.ReadFile("data/" + n.Name())
		if err != nil {
			t.Fatal(err)
		}
		all[n.Name()] = squeeze(string(text))
	}
	return all
}

// squeeze makes texts comparable: no line breaks, no spaces, one kind of comma.
func squeeze(s string) string {
	return strings.NewReplacer("\n", "", " ", "", ",", "，", ";", "；").Replace(s)
}

// Nothing of the source page is carried over but facts and the actions' names.
func TestNoSentenceOfTheSource(t *testing.T) {
	source := squeeze(seed(t, "*.txt"))
	allowed := map[string]bool{}
	for _, f := range rows("actions", 5) {
		allowed[squeeze(f[1])] = true
	}
	for name, text := range everything(t) {
		for _, clause := range strings.FieldsFunc(source, func(r rune) bool { return strings.ContainsRune("。，；!?！？", r) }) {
			if utf8.RuneCountInString(clause) >= 12 && !allowed[clause] && strings.Contains(text, clause) {
				t.Errorf("%s carries a clause of the source: %s", name, clause)
			}
		}
	}
}

// The people of the source page do not appear.
func TestNoPersonalNames(t *testing.T) {
	var gold struct {
		People []struct {
			Name struct {
				Text string `json:"text"`
			} `json:"name"`
		} `json:"people"`
	}
	if err := json.Unmarshal([]byte(seed(t, "gold.json")), &gold); err != nil {
		t.Fatal(err)
	}
	if len(gold.People) == 0 {
		t.Fatal("gold.json names no people")
	}
	for name, text := range everything(t) {
		for _, p := range gold.People {
			if p.Name.Text != "" && strings.Contains(text, p.Name.Text) {
				t.Errorf("%s names %s", name, p.Name.Text)
			}
		}
	}
}
