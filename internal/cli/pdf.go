package cli

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"tupo/internal/pdf"
)

// pdfPages is what the program does when it has started itself to read a PDF or to
// draw a page of it: the file comes on standard input, the pages go to standard
// output. People are not shown it.
func (p *Program) pdfPages() *cobra.Command {
	var s pdf.Settings
	c := &cobra.Command{Use: pdf.Command, Hidden: true, Args: p.exactly(0)}
	s.Bind(c.Flags())
	c.RunE = func(c *cobra.Command, _ []string) error { return pdf.Serve(c.Context(), p.In, p.Out, s) }
	return c
}

// pdfReader reads PDFs for commands that work without a place; nil reads none.
func (p *Program) pdfReader() *pdf.Reader {
	if p.Self == "" {
		return nil
	}
	cache := p.Cache
	if cache != "" {
		cache = filepath.Join(cache, "tupo", "pdf")
	}
	return pdf.NewReader(p.Self, cache, pdf.Limits{})
}
