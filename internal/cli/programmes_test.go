package cli

import (
	"bytes"
	"regexp"
	"testing"

	"tupo/internal/app"
	"tupo/internal/i18n"
)

// Two programmes with an action A01 each printed A01 twice, without saying whose.
func TestBoardNamesSeveralProgrammes(t *testing.T) {
	words, err := i18n.Load(func(lang i18n.Lang, key string) { t.Errorf("no message %s in %s", key, lang) })
	if err != nil {
		t.Fatal(err)
	}
	first := app.ActionSummary{Programme: "GJ2026", ProgrammeName: "攻坚突破年", Code: "A01", Name: "项目攻坚"}
	second := app.ActionSummary{Programme: "SJ2026", ProgrammeName: "三年行动", Code: "A01", Name: "园区提质"}
	for _, c := range []struct {
		actions []app.ActionSummary
		want    string
	}{
		{[]app.ActionSummary{first}, `^[^\n]+\nA01 .*项目攻坚\n$`},
		{[]app.ActionSummary{first, second}, `^[^\n]+\nGJ2026 攻坚突破年\nA01 .*项目攻坚\nSJ2026 三年行动\nA01 .*园区提质\n$`},
	} {
		var out bytes.Buffer
		p := &Program{Out: &out, Words: words, chosen: i18n.ZH}
		if err := p.listBoard(app.Summary{Period: "2026-10", Actions: c.actions}); err != nil {
			t.Fatal(err)
		}
		if !regexp.MustCompile(c.want).MatchString(out.String()) {
			t.Errorf("listBoard of %d actions prints %q, want %s", len(c.actions), out.String(), c.want)
		}
	}
}
