package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// describe gives every command and flag its words in the operator's language:
// cli.help.<command> in one line, cli.long.<command> where more is to be said,
// cli.flag.<command>.<flag>, or cli.flag.<flag> where commands share it.
func (p *Program) describe(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	root.SetUsageTemplate(p.usageTemplate())
	p.describeTree(root)
}

func (p *Program) describeTree(c *cobra.Command) {
	name := strings.ReplaceAll(c.CommandPath(), " ", ".")
	if p.Words.Has("cli.help." + name) {
		c.Short = p.words("cli.help." + name)
	}
	if p.Words.Has("cli.long." + name) {
		c.Long = p.words("cli.long." + name)
	}
	c.InitDefaultHelpFlag()
	c.LocalFlags().VisitAll(func(f *pflag.Flag) {
		for _, key := range []string{"cli.flag." + name + "." + f.Name, "cli.flag." + f.Name} {
			if p.Words.Has(key) {
				f.Usage = p.words(key)
				return
			}
		}
	})
	for _, sub := range c.Commands() {
		p.describeTree(sub)
	}
}

// usageTemplate is cobra's, without what Tupo does not use, in the operator's language.
func (p *Program) usageTemplate() string {
	return p.words("cli.usage.usage") + `{{if .HasAvailableSubCommands}}
  {{.CommandPath}} ` + p.words("cli.usage.command") + `{{else}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}

` + p.words("cli.usage.commands") + `{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + p.words("cli.usage.flags") + `
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

` + p.words("cli.usage.more", "command", "{{.CommandPath}}") + `{{end}}
`
}
