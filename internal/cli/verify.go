package cli

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"tupo/internal/app"
	"tupo/internal/errs"
)

// verifyFlags are what a verification is compared with, and what is kept of it.
type verifyFlags struct {
	checkpoint, key, save string
	asJSON                bool
}

func (p *Program) verify() *cobra.Command {
	var f verifyFlags
	c := &cobra.Command{Use: "verify", Args: p.exactly(0)}
	at := p.place(c)
	c.Flags().StringVar(&f.checkpoint, "checkpoint", "", "")
	c.Flags().StringVar(&f.key, "key", "", "")
	c.Flags().StringVar(&f.save, "save", "", "")
	c.Flags().BoolVar(&f.asJSON, "json", false, "")
	c.RunE = func(c *cobra.Command, _ []string) error {
		if err := at.files(); err != nil {
			return err
		}
		return at.with(c.Context(), false, func(ctx context.Context, a *app.App) error {
			w, err := p.operator(ctx, a)
			if f.checkpoint != "" && errs.Is(err, errs.Missing) { // all that told of a district is gone: that is to be found
				signed, _ := os.ReadFile(p.path(f.checkpoint))
				w, err = app.OperatorLeft(signed).At(p.User), nil
			}
			if err != nil {
				return err
			}
			return p.verifyPlace(ctx, a, w, f)
		})
	}
	return c
}

func (p *Program) verifyPlace(ctx context.Context, a *app.App, w app.Who, f verifyFlags) error {
	out, err := p.verifyOne(ctx, a, w, f)
	if err != nil {
		return err
	}
	if err := p.verdict(string(w.District), out, f.asJSON); err != nil {
		return err
	}
	if !out.OK() {
		return &exitError{ExitDamaged}
	}
	if f.save == "" {
		return nil
	}
	signed, err := a.SignVerified(out, w)
	if err != nil {
		return err
	}
	if err := p.writeFile("save", f.save, signed); err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.Err, p.words("cli.saved", "name", f.save))
	return err
}

// verifyOne takes the checkpoint as a file if there is one of that name, else as a
// code, and the key in the same way.
func (p *Program) verifyOne(ctx context.Context, a *app.App, w app.Who, f verifyFlags) (app.Checked, error) {
	if f.checkpoint != "" {
		signed, err := os.ReadFile(p.path(f.checkpoint))
		if err == nil {
			if key, err := os.ReadFile(p.path(f.key)); f.key != "" && err == nil {
				f.key = string(key)
			}
			return a.VerifyAgainst(ctx, w, signed, f.key)
		}
		if strings.ContainsAny(f.checkpoint, "/.") {
			return app.Checked{}, errs.Field("checkpoint", "file.unreadable", "name", f.checkpoint).Because(err)
		}
	}
	if f.key != "" {
		return app.Checked{}, errs.Field("key", "verify.key-alone")
	}
	return a.VerifyLedger(ctx, w, f.checkpoint)
}

// verdictLine is a verification as --json prints it.
type verdictLine struct {
	District string        `json:"district"`
	OK       bool          `json:"ok"`
	Witness  bool          `json:"witness"`        // compared with an outside checkpoint
	Logins   bool          `json:"witness_access"` // which told of the log of logins and administration
	Key      string        `json:"key,omitempty"`  // whose signature: own, given, or stated by the checkpoint itself
	Seq      int64         `json:"seq"`
	Code     string        `json:"code"`
	Entries  int64         `json:"entries"`              // of both logs
	Access   int64         `json:"access_entries"`       // of them, of the log of logins and administration
	Bits     int           `json:"short_bits,omitempty"` // of a shortened code: weaker than a whole one
	Rows     int64         `json:"rows"`
	Files    int64         `json:"files"`
	Findings []findingLine `json:"findings"`
	Notes    []findingLine `json:"notes"` // what is no fault
	More     int64         `json:"more_findings"`
}

type findingLine struct {
	Key     string `json:"key"`
	Seq     int64  `json:"seq,omitempty"`
	Table   string `json:"table,omitempty"`
	Row     string `json:"row,omitempty"`
	Column  string `json:"column,omitempty"`
	Want    string `json:"want,omitempty"`
	Got     string `json:"got,omitempty"`
	Message string `json:"message"`
}

// finding says what was found, and of which log if it is not the ledger.
func (p *Program) finding(f app.Finding) findingLine {
	message := p.words(f.Key, "seq", fmt.Sprint(f.Seq), "table", f.Table, "row", f.Row, "column", f.Column, "want", f.Want, "got", f.Got)
	if f.OfAccess() {
		message = p.words("verify.of-access", "text", message)
	}
	return findingLine{f.Key, int64(f.Seq), f.Table, f.Row, f.Column, f.Want, f.Got, message}
}

func (p *Program) verdict(district string, out app.Checked, asJSON bool) error {
	line := verdictLine{District: district, OK: out.OK(), Witness: out.Witness, Logins: out.WitnessAccess, Key: string(out.Key), Seq: int64(out.Seq), Code: out.Code,
		Entries: out.Entries, Access: out.Access(), Bits: out.ShortBits, Rows: out.Rows, Files: out.Blobs, Findings: []findingLine{}, Notes: []findingLine{}, More: out.More}
	for _, f := range out.Findings {
		line.Findings = append(line.Findings, p.finding(f))
	}
	for _, f := range out.Notes {
		line.Notes = append(line.Notes, p.finding(f))
	}
	if asJSON {
		return p.printJSON(line)
	}
	for _, f := range append(line.Notes, line.Findings...) {
		fmt.Fprintln(p.Err, f.Message)
	}
	key := "cli.verified-alone"
	switch {
	case !out.OK():
		key = "cli.verify-failed"
	case out.Witness && out.ShortBits > 0:
		key = "cli.verified-short"
	case out.Witness:
		key = "cli.verified"
	}
	_, err := fmt.Fprintln(p.Out, p.words(key, "district", district, "entries", fmt.Sprint(out.Seq), "access", fmt.Sprint(out.Access()), "bits", fmt.Sprint(out.ShortBits),
		"rows", fmt.Sprint(out.Rows), "code", out.Code, "findings", fmt.Sprint(int64(len(out.Findings))+out.More)))
	if out.Key == app.KeyStated {
		fmt.Fprintln(p.Out, p.words("verify.key-stated"))
	}
	if out.OK() && out.Silent {
		fmt.Fprintln(p.Out, p.words("verify.access-unsaid"))
	}
	return err
}
