package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"tupo/internal/app"
	"tupo/internal/errs"
)

// exitError ends a command that has printed its own findings.
type exitError struct{ code int }

func (e *exitError) Error() string { return "exit " + strconv.Itoa(e.code) }

// usageError is a wrong command line, said in the operator's language.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

func (p *Program) usage(key string, args ...string) error { return &usageError{p.words(key, args...)} }

// conclude prints what went wrong in the operator's language, a line a fault, and
// gives the exit code. c is the command that was meant.
func (p *Program) conclude(c *cobra.Command, err error) int {
	var done *exitError
	var usage *usageError
	switch {
	case err == nil:
		return ExitOK
	case errors.As(err, &done):
		return done.code
	case errors.As(err, &usage):
		fmt.Fprintln(p.Err, "tupo:", usage.text)
		fmt.Fprintln(p.Err, p.words("cli.see-help", "command", c.CommandPath()))
		return ExitUsage
	}
	all := errs.All(err)
	if len(all) == 0 {
		fmt.Fprintln(p.Err, "tupo:", err)
		return ExitFault
	}
	for _, e := range all {
		fmt.Fprintln(p.Err, "tupo:", p.fault(c, e))
	}
	var asked *app.Questioned
	if errors.As(err, &asked) {
		fmt.Fprintln(p.Err, "tupo:", p.answering(c))
	}
	switch errs.KindOf(err) {
	case errs.Invalid, errs.TooLarge:
		return ExitInvalid
	case errs.Damaged:
		return ExitDamaged
	}
	return ExitFault
}

// fault says what is wrong, after the flag that it is wrong with. Operators also
// get the cause of an internal error, which users do not.
func (p *Program) fault(c *cobra.Command, e *errs.Error) string {
	text := p.Words.Fault(p.lang(), e)
	if e.Kind == errs.Internal {
		text = e.Error()
	}
	parts := strings.Split(e.Field, ".") // value.INDICATOR.UNIT, release.1.source
	for _, name := range []string{parts[0], parts[len(parts)-1]} {
		if name != "" && c.Flags().Lookup(name) != nil {
			return "--" + name + ": " + text
		}
	}
	return text
}

// flagError says a wrong flag in the operator's language.
func (p *Program) flagError(err error) error {
	var unknown *pflag.NotExistError
	var bare *pflag.ValueRequiredError
	var wrong *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		return p.usage("cli.unknown-flag", "flag", dashed(unknown.GetSpecifiedName()))
	case errors.As(err, &bare):
		return p.usage("cli.flag-needs-value", "flag", dashed(bare.GetSpecifiedName()))
	case errors.As(err, &wrong):
		return p.usage("cli.flag-value-wrong", "flag", dashed(wrong.GetFlag().Name), "value", wrong.GetValue())
	}
	return &usageError{err.Error()}
}

func dashed(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// exactly is cobra's ExactArgs in the operator's language.
func (p *Program) exactly(n int) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != n {
			return p.usage("cli.arguments", "want", strconv.Itoa(n), "got", strconv.Itoa(len(args)))
		}
		return nil
	}
}

// noSuch is for commands that only gather others: any argument is the name of a
// command that is not there.
func (p *Program) noSuch(_ *cobra.Command, args []string) error {
	if len(args) > 0 {
		return p.usage("cli.unknown-command", "name", args[0])
	}
	return nil
}

func showHelp(c *cobra.Command, _ []string) error { return c.Help() }
