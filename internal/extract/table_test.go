package extract

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// tableCase is one table of testdata/tables: what it shows, its text, and the facts that
// are to be read, a line each.
type tableCase struct{ name, text, want string }

// tableCases reads a file of cases: "== name" begins one, "--" parts text and facts. ⇥ is a tab.
func tableCases(t testing.TB, path string) []tableCase {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []tableCase
	for _, part := range strings.Split("\n"+string(b), "\n== ")[1:] {
		name, rest, _ := strings.Cut(part, "\n")
		text, want, ok := strings.Cut("\n"+rest, "\n--")
		if !ok {
			t.Fatalf("%s: the case %q has no line --", path, name)
		}
		out = append(out, tableCase{name, strings.ReplaceAll(strings.TrimPrefix(text, "\n"), "⇥", "\t"), strings.TrimSpace(want)})
	}
	return out
}

// tableFacts writes the facts of a reading as the cases do.
func tableFacts(p *Prose) string {
	var b strings.Builder
	for _, list := range [][]Figure{p.Quantities, p.Ranks, p.Nonnumeric} {
		for _, q := range list {
			value := q.Value.Text
			if q.Measure != "nonnumeric" {
				var all []string
				for _, v := range q.Values {
					all = append(all, v.String())
				}
				value = strings.Join(all, "~") + q.Unit
			}
			fmt.Fprintf(&b, "%s %s %s", q.Resolved, q.Measure, value)
			if q.Bound != "eq" {
				fmt.Fprintf(&b, " %s", q.Bound)
			}
			fmt.Fprintf(&b, " %s %s", orDash(q.Period), q.KindFine)
			if q.Tier != "" {
				fmt.Fprintf(&b, " %s", q.Tier)
			}
			b.WriteByte('\n')
		}
	}
	for _, x := range p.Projects {
		fmt.Fprintf(&b, "项目 %s", x.Name.Text)
		for _, key := range []string{"total", "year_investment", "done_investment", "land", "floor"} {
			if f, ok := x.Fields[key].(field); ok {
				fmt.Fprintf(&b, " %s=%s%s", key, f.Values[0], f.Unit)
			}
		}
		for _, key := range []string{"content", "party", "party2"} {
			if f, ok := x.Fields[key].(Place); ok {
				fmt.Fprintf(&b, " %s=%s", key, f.Text)
			}
		}
		b.WriteByte('\n')
	}
	for i, x := range p.Directives {
		fmt.Fprintf(&b, "任务 %s", x.Text)
		if x.Subject != nil {
			fmt.Fprintf(&b, " 由=%s", x.Subject.Text)
		}
		if d := p.page.Directives[i].Deadline; d != nil {
			fmt.Fprintf(&b, " 至=%s", d.Resolved)
		}
		if d := p.page.Directives[i].Deliverable; d != nil {
			fmt.Fprintf(&b, " 成果=%s", d.Text)
		}
		b.WriteByte('\n')
	}
	return strings.TrimSpace(b.String())
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

func TestTables(t *testing.T) {
	n := 0
	for _, file := range []string{"figures", "settings", "lists", "none"} {
		for _, c := range tableCases(t, "testdata/tables/"+file+".txt") {
			n++
			got := ReadProse(c.text, Options{Date: "2024-01-20"})
			checkProse(t, c.text, got)
			if facts := tableFacts(got); facts != c.want {
				t.Errorf("%s: %s\n%s\nfacts:\n%s\nwant:\n%s", file, c.name, c.text, facts, c.want)
			}
		}
	}
	if n < 40 {
		t.Errorf("only %d tables are tried", n)
	}
}
