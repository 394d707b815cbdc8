package extract

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// projectText is a text of testdata/projects.txt: each line of projects is a name with its
// fields as written, quantities are the values that are no project's.
type projectText struct {
	title, text string
	projects    []string
	quantities  []string
}

// projectTexts reads the file: a blank line between texts, # before a title, > before a
// project, ~ before quantities.
func projectTexts(t *testing.T, file string) []projectText {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out []projectText
	for _, block := range strings.Split(strings.TrimSpace(string(b)), "\n\n") {
		var x projectText
		for _, line := range strings.Split(block, "\n") {
			switch rest := line[min(2, len(line)):]; {
			case strings.HasPrefix(line, "# "):
				x.title = rest
			case strings.HasPrefix(line, "> "):
				x.projects = append(x.projects, rest)
			case strings.HasPrefix(line, "~ "):
				x.quantities = strings.Fields(rest)
			default:
				x.text += line + "\n"
			}
		}
		out = append(out, x)
	}
	return out
}

// tally counts what was found of what is labelled.
type tally struct{ right, found, labelled int }

func (c tally) f1() float64 { return 2 * float64(c.right) / float64(c.found+c.labelled) }

// TestProjectTexts holds what is read of texts that tell of projects in many styles, none of
// them marked as news: names, amounts, other fields, and that what is a project's is no
// quantity. What fails is logged.
func TestProjectTexts(t *testing.T) {
	var names, amounts, others, quantities tally
	for _, x := range projectTexts(t, "testdata/projects.txt") {
		prose := ReadProse(x.text, Options{Date: "2025-11-20"})
		checkProse(t, x.text, prose)
		known := map[string]bool{}
		for _, line := range x.projects {
			name, fields, _ := strings.Cut(line, " | ")
			known[name] = true
			names.labelled++
			for _, f := range strings.Fields(fields) {
				c := fieldTally(f, &amounts, &others)
				c.labelled++
				known[name+" "+f] = true
			}
		}
		for _, p := range prose.Projects {
			names.found++
			if known[p.Name.Text] {
				names.right++
				delete(known, p.Name.Text)
			} else {
				t.Logf("%s: project %s is not labelled", x.title, p.Name.Text)
			}
			for _, f := range fieldTexts(p) {
				c := fieldTally(f, &amounts, &others)
				if c == nil {
					continue
				}
				c.found++
				if known[p.Name.Text+" "+f] {
					c.right++
					delete(known, p.Name.Text+" "+f)
				} else {
					t.Logf("%s: %s has %s, which is not labelled", x.title, p.Name.Text, f)
				}
			}
		}
		for miss := range known {
			t.Logf("%s: %s is missed", x.title, miss)
		}
		quantities.labelled += len(x.quantities)
		left := " " + strings.Join(x.quantities, " ") + " "
		for _, q := range prose.Quantities {
			quantities.found++
			if v := " " + q.Value.Text + " "; strings.Contains(left, v) {
				quantities.right++
				left = strings.Replace(left, v, " ", 1)
			} else {
				t.Logf("%s: quantity %s is not labelled", x.title, q.Value.Text)
			}
		}
	}
	for _, c := range []struct {
		what  string
		is    tally
		floor float64
	}{{"names", names, 0.97}, {"amounts", amounts, 0.97}, {"other fields", others, 0.9}, {"quantities", quantities, 0.94}} {
		t.Logf("%s: %d right, %d found, %d labelled: F1 %.3f", c.what, c.is.right, c.is.found, c.is.labelled, c.is.f1())
		if c.is.f1() < c.floor {
			t.Errorf("F1 of %s of projects is %.3f, want at least %.2f", c.what, c.is.f1(), c.floor)
		}
	}
}

// fieldTally is where a field counts, nil for the year's sums, which are not labelled.
func fieldTally(f string, amounts, others *tally) *tally {
	key, _, _ := strings.Cut(f, "=")
	switch key {
	case "year_investment", "done_investment":
		return nil
	case "event", "loc", "content", "date", "start", "expected", "party":
		return others
	}
	return amounts
}

func fieldTexts(p ProseProject) []string {
	var out []string
	for key, v := range p.Fields {
		switch f := v.(type) {
		case field:
			out = append(out, fmt.Sprintf("%s=%s", key, f.Text))
		case happening:
			out = append(out, fmt.Sprintf("%s=%s", key, f.Text))
		case Place:
			out = append(out, fmt.Sprintf("%s=%s", key, f.Text))
		}
	}
	return out
}
