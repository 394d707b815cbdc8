package cli

import (
	"fmt"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tupo/internal/config"
	"tupo/internal/i18n"
	"tupo/internal/testing/golden"
)

// TestReference holds the command line's reference to the commands themselves:
// go test ./internal/cli -run TestReference -update writes it anew.
func TestReference(t *testing.T) {
	words, err := i18n.Load(func(lang i18n.Lang, key string) { t.Errorf("no message %q in %s", key, lang) })
	if err != nil {
		t.Fatal(err)
	}
	for lang, name := range map[i18n.Lang]string{i18n.EN: "../../docs/cli.md", i18n.ZH: "../../docs/cli.zh-CN.md"} {
		p := &Program{Words: words, Env: func(string) string { return string(lang) }}
		golden.Check(t, name, reference(t, p))
	}
}

func reference(t *testing.T, p *Program) string {
	root := p.root()
	var b strings.Builder
	fmt.Fprintf(&b, "<!-- %s -->\n\n# tupo\n\n%s\n", p.words("cli.reference.generated"), root.Long)
	for _, c := range commands(root) {
		if c.Short == "" || c.Short == c.Name() {
			t.Errorf("%s has no words", c.CommandPath())
		}
		fmt.Fprintf(&b, "\n## %s\n\n%s%s\n", c.CommandPath(), c.Short, p.words("cli.reference.stop"))
		if c.Long != "" {
			fmt.Fprintf(&b, "\n%s\n", c.Long)
		}
		fmt.Fprintf(&b, "\n```\n%s\n```\n", c.UseLine())
		flags := c.LocalFlags()
		if flags.HasAvailableFlags() {
			fmt.Fprintf(&b, "\n| %s | %s |\n|---|---|\n", p.words("cli.reference.flag"), p.words("cli.reference.meaning"))
		}
		flags.VisitAll(func(f *pflag.Flag) {
			if f.Usage == "" || strings.HasPrefix(f.Usage, "help for") {
				t.Errorf("%s --%s has no words", c.CommandPath(), f.Name)
			}
			if f.Name != "help" {
				fmt.Fprintf(&b, "| `--%s`%s | %s |\n", f.Name, shorthand(f), f.Usage)
			}
		})
	}
	fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| %s | %s | %s | %s |\n|---|---|---|---|\n", p.words("cli.reference.settings"), p.words("cli.reference.settings-about"),
		p.words("cli.reference.setting"), p.words("cli.reference.environment"), p.words("cli.reference.default"), p.words("cli.reference.meaning"))
	for _, s := range config.Settings() {
		standard := ""
		if s.Default != "" {
			standard = "`" + s.Default + "`"
		}
		fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s |\n", s.Name, s.Env(), standard, p.words(s.Key))
	}
	return b.String()
}

func shorthand(f *pflag.Flag) string {
	if f.Shorthand == "" {
		return ""
	}
	return ", `-" + f.Shorthand + "`"
}

// commands lists what can be run, in order; the help and the completion script are
// cobra's own.
func commands(c *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, sub := range c.Commands() {
		switch {
		case sub.Name() == "help" || sub.Name() == "completion" || sub.Hidden: // none that people type
		case sub.HasSubCommands():
			all = append(all, commands(sub)...)
		default:
			all = append(all, sub)
		}
	}
	return all
}

func TestColumns(t *testing.T) {
	for _, test := range []struct {
		text        string
		left, right string
	}{
		{"A07", "A07   |", "   A07|"},
		{"达序时", "达序时|", "达序时|"},
		{"落后", "落后  |", "  落后|"},
		{"toolongtext", "toolongtext|", "toolongtext|"},
		{"（示）", "（示）|", "（示）|"},
	} {
		if got := left(test.text, 6) + "|"; got != test.left {
			t.Errorf("left(%q, 6) = %q, want %q", test.text, got, test.left)
		}
		if got := right(test.text, 6) + "|"; got != test.right {
			t.Errorf("right(%q, 6) = %q, want %q", test.text, got, test.right)
		}
	}
}
