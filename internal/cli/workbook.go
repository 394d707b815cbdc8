package cli

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/sheet"
)

func (p *Program) importBook() *cobra.Command {
	var dry, asJSON bool
	var annotated string
	c := &cobra.Command{
		Use: "import FILE.xlsx", Short: "import a programme workbook: all of it, or nothing and a list of what is wrong", Args: exactly(1),
		Long: "Import takes a programme workbook (see tupo export --template). In a place without a district the workbook makes it, named after\n" +
			"its root unit. A new programme whose state the workbook leaves open becomes active; another value for a target of an active\n" +
			"programme becomes a request that a second person approves.",
	}
	at := p.place(c)
	c.Flags().BoolVar(&dry, "dry-run", false, "")
	c.Flags().BoolVar(&asJSON, "json", false, "")
	c.Flags().StringVar(&annotated, "annotated", "", "")
	c.RunE = func(c *cobra.Command, args []string) error {
		return at.with(c.Context(), true, func(ctx context.Context, a *app.App) error {
			raw, err := p.readAll(args[0])
			if err != nil {
				return err
			}
			w, err := a.OperatorOf(ctx, "")
			if errs.Is(err, errs.Missing) {
				w, err = app.Operator(""), nil // the workbook makes the district
			}
			if err != nil {
				return err
			}
			out, err := a.Import(ctx, w, bytes.NewReader(raw), dry)
			if err != nil {
				return err
			}
			return p.imported(out, raw, annotated, asJSON)
		})
	}
	return c
}

func (p *Program) readAll(name string) ([]byte, error) {
	f, err := p.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return app.ReadWorkbook(f)
}

func (p *Program) imported(out app.Imported, raw []byte, annotated string, asJSON bool) error {
	failed := out.Failed()
	if asJSON {
		if err := p.printJSON(out); err != nil {
			return err
		}
	} else {
		for _, x := range out.Wrong {
			fmt.Fprintln(p.Err, p.wrongLine(x))
		}
		if !failed {
			fmt.Fprintln(p.Out, p.summary(out))
		}
	}
	if !failed {
		return nil
	}
	if annotated != "" {
		copied, err := sheet.Annotate(raw, out.Wrong, string(p.lang()), p.words)
		if err != nil {
			return err
		}
		if err := os.WriteFile(p.path(annotated), copied, 0o644); err != nil {
			return errs.Field("annotated", "file.unwritable", "name", annotated).Because(err)
		}
	}
	return &exitError{ExitInvalid}
}

// words gives a message in the operator's language.
func (p *Program) words(key string, args ...string) string {
	return p.Words.Text(p.lang(), key, args...)
}

// summary says what was, or would be, imported.
func (p *Program) summary(out app.Imported) string {
	total := out.Total()
	key := "cli.imported"
	if out.Dry {
		key = "cli.would-import"
	}
	return p.words(key, "new", strconv.Itoa(total.New), "changed", strconv.Itoa(total.Changed), "same", strconv.Itoa(total.Same))
}

// wrongLine names a fault by its place: “目标!D12: …”, the sheet or the workbook
// where there is no cell.
func (p *Program) wrongLine(x sheet.Wrong) string {
	at := x.Sheet
	if x.Row > 0 {
		at += "!" + x.Column + strconv.Itoa(x.Row)
	}
	if at != "" {
		at += ": "
	}
	if x.Severity == plan.Warning {
		at += p.words("cli.warning")
	}
	return at + p.words(x.Key, x.Args...)
}

func (p *Program) exportBook() *cobra.Command {
	var template bool
	var out string
	c := &cobra.Command{Use: "export", Args: p.exactly(0)}
	at := p.place(c)
	c.Flags().BoolVar(&template, "template", false, "")
	c.Flags().StringVarP(&out, "out", "o", "-", "")
	c.RunE = func(c *cobra.Command, _ []string) error {
		var b bytes.Buffer
		if template {
			if err := sheet.Template(&b, string(p.lang())); err != nil {
				return err
			}
			return p.writeFile(out, b.Bytes())
		}
		err := at.with(c.Context(), false, func(ctx context.Context, a *app.App) error {
			w, err := a.OperatorOf(ctx, "")
			if err != nil {
				return err
			}
			return a.Export(ctx, w, &b, string(p.lang()))
		})
		if err != nil {
			return err
		}
		return p.writeFile(out, b.Bytes())
	}
	return c
}

func (p *Program) writeFile(name string, content []byte) error {
	if name == "-" {
		_, err := p.Out.Write(content)
		return err
	}
	if err := os.WriteFile(p.path(name), content, 0o644); err != nil {
		return errs.Field("out", "file.unwritable", "name", name).Because(err)
	}
	return nil
}
