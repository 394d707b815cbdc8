package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
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
	c := &cobra.Command{Use: "import FILE.xlsx", Args: p.exactly(1)}
	at := p.place(c)
	c.Flags().BoolVar(&dry, "dry-run", false, "")
	c.Flags().BoolVar(&asJSON, "json", false, "")
	c.Flags().StringVar(&annotated, "annotated", "", "")
	c.RunE = func(c *cobra.Command, args []string) error {
		raw, err := p.readAll(args[0])
		if err != nil {
			return err
		}
		out, err := at.take(c.Context(), raw, dry)
		if err != nil {
			return err
		}
		return p.imported(out, raw, annotated, asJSON)
	}
	return c
}

// take imports a workbook. Where there is no database yet it is tried on an empty
// one first, so that a workbook that is refused, or only tried, leaves nothing behind.
func (at *place) take(ctx context.Context, raw []byte, dry bool) (out app.Imported, err error) {
	importing := func(dry bool) func(context.Context, *app.App) error {
		return func(ctx context.Context, a *app.App) error {
			w, err := at.program.operator(ctx, a)
			if errs.Is(err, errs.Missing) {
				w, err = app.Operator("").At(at.program.User), nil // the workbook makes the district
			}
			if err == nil {
				out, err = a.Import(ctx, w, bytes.NewReader(raw), dry)
			}
			return err
		}
	}
	reading := importing(dry)
	if !dry {
		reading = func(context.Context, *app.App) error { return nil } // is there a place at all?
	}
	err = at.with(ctx, false, reading)
	switch {
	case errs.Is(err, errs.Missing):
		if err := at.rehearse(ctx, importing(true)); err != nil || dry || out.Failed() {
			return out, err
		}
	case dry:
		return out, err
	}
	return out, at.with(ctx, true, importing(false))
}

// rehearse runs f on an empty place that is gone afterwards.
func (at *place) rehearse(ctx context.Context, f func(context.Context, *app.App) error) error {
	c, err := at.config()
	if err != nil {
		return err
	}
	if c.Data, err = os.MkdirTemp("", "tupo-import-"); err != nil {
		return err
	}
	a, err := at.program.openPlace(ctx, c, true)
	if err != nil {
		return errors.Join(err, os.RemoveAll(c.Data))
	}
	return errors.Join(f(ctx, a), a.Close(), os.RemoveAll(c.Data))
}

func (p *Program) readAll(name string) ([]byte, error) {
	f, err := p.open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return app.ReadWorkbook(f)
}

// importedLine is an import as --json prints it. Nothing is imported when a fault
// is an error.
type importedLine struct {
	District string      `json:"district"`
	Imported bool        `json:"imported"`
	Seq      int64       `json:"seq,omitempty"`
	Asked    int         `json:"asked"` // requests for changes of what runs, which another person decides
	Waits    int         `json:"waits"` // changes that were asked for before and wait
	Sheets   []countLine `json:"sheets"`
	Wrong    []wrongLine `json:"wrong"`
}

type countLine struct {
	Sheet   string `json:"sheet"`
	New     int    `json:"new"`
	Changed int    `json:"changed"`
	Same    int    `json:"same"`
}

type wrongLine struct {
	Severity string `json:"severity"` // error or warning
	Sheet    string `json:"sheet,omitempty"`
	Row      int    `json:"row,omitempty"`
	Column   string `json:"column,omitempty"`
	Header   string `json:"header,omitempty"`
	Value    string `json:"value,omitempty"`
	Key      string `json:"key"`
	Reason   string `json:"reason"`
}

func (p *Program) imported(out app.Imported, raw []byte, annotated string, asJSON bool) error {
	if err := p.printImport(out, asJSON); err != nil {
		return err
	}
	if !out.Failed() {
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

func (p *Program) printImport(out app.Imported, asJSON bool) error {
	if !asJSON {
		for _, x := range out.Wrong {
			fmt.Fprintln(p.Err, p.wrongText(x))
		}
		if out.Failed() {
			return nil
		}
		_, err := fmt.Fprintln(p.Out, p.summary(out))
		return err
	}
	line := importedLine{District: string(out.District), Imported: !out.Failed() && !out.Dry, Seq: int64(out.Seq), Asked: out.Asked, Waits: out.Waits, Sheets: []countLine{}, Wrong: []wrongLine{}}
	for _, x := range out.Summary {
		line.Sheets = append(line.Sheets, countLine(x))
	}
	for _, x := range out.Wrong {
		w := wrongLine{Severity: "error", Sheet: x.Sheet, Row: x.Row, Column: x.Column, Header: x.Header, Value: x.Value, Key: x.Key, Reason: p.words(x.Key, x.Args...)}
		if x.Severity == plan.Warning {
			w.Severity = "warning"
		}
		line.Wrong = append(line.Wrong, w)
	}
	return p.printJSON(line)
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
	text := p.words(key, "new", strconv.Itoa(total.New), "changed", strconv.Itoa(total.Changed), "same", strconv.Itoa(total.Same))
	if out.Asked > 0 {
		text += "\n" + p.words("import.asked", "n", strconv.Itoa(out.Asked))
	}
	if out.Waits > 0 {
		text += "\n" + p.words("import.waits", "n", strconv.Itoa(out.Waits))
	}
	return text
}

// wrongText names a fault by its place: “目标!D12 目标值“七”: …”, the sheet or the
// workbook where there is no cell.
func (p *Program) wrongText(x sheet.Wrong) string {
	at := x.Sheet
	if x.Row > 0 {
		at += "!" + x.Column + strconv.Itoa(x.Row)
	}
	if x.Header != "" {
		at += " " + x.Header
	}
	if x.Value != "" {
		at += "“" + x.Value + "”"
	}
	text := p.words(x.Key, x.Args...)
	if x.Severity == plan.Warning {
		text = p.words("cli.warned", "text", text)
	}
	if at == "" {
		return text
	}
	return at + ": " + text
}

func (p *Program) exportBook() *cobra.Command {
	var template bool
	var out, unit, period string
	c := &cobra.Command{Use: "export", Args: p.exactly(0)}
	at := p.place(c)
	c.Flags().BoolVar(&template, "template", false, "")
	c.Flags().StringVarP(&out, "out", "o", "-", "")
	c.Flags().StringVar(&unit, "sheet", "", "")
	c.Flags().StringVar(&period, "period", "", "")
	c.RunE = func(c *cobra.Command, _ []string) error {
		var b bytes.Buffer
		switch {
		case template && unit != "":
			return p.usage("cli.flags-apart", "one", "--template", "other", "--sheet")
		case period != "" && unit == "":
			return p.usage("cli.flag-missing", "flag", "--sheet")
		case template:
			if err := sheet.Template(&b, string(p.lang())); err != nil {
				return err
			}
			return p.writeFile("out", out, b.Bytes())
		}
		err := at.with(c.Context(), false, func(ctx context.Context, a *app.App) error {
			w, err := p.operator(ctx, a)
			if err != nil {
				return err
			}
			if unit != "" {
				return p.exportSheet(ctx, a, w, unit, period, &b)
			}
			return a.Export(ctx, w, &b, string(p.lang()))
		})
		if err != nil {
			return err
		}
		return p.writeFile("out", out, b.Bytes())
	}
	return c
}

// exportSheet writes one unit's sheet, of the month that is due if none is named.
func (p *Program) exportSheet(ctx context.Context, a *app.App, w app.Who, unit, period string, out io.Writer) error {
	id, month, err := a.FindSheet(ctx, w, unit, period)
	if err != nil {
		return err
	}
	return a.ExportSheet(ctx, w, id, month, out, string(p.lang()))
}

// writeFile writes what the flag asked for; - is standard output.
func (p *Program) writeFile(flag, name string, content []byte) error {
	if name == "-" {
		_, err := p.Out.Write(content)
		return err
	}
	if err := os.WriteFile(p.path(name), content, 0o644); err != nil {
		return errs.Field(flag, "file.unwritable", "name", name).Because(err)
	}
	return nil
}
