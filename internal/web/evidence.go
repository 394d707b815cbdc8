package web

import (
	"fmt"
	"io"

	"tupo/internal/core"
	"tupo/internal/httpx"
)

// evidence gives a stored file back: to be saved, never shown by the browser.
func (v *visit) evidence() error {
	e, content, err := v.site.App.OpenEvidence(v.ctx, v.who, core.EvidenceID(v.r.PathValue("id")))
	if err != nil {
		return err
	}
	defer content.Close() // it was only read
	file, ok := content.(io.ReadSeeker)
	if !ok {
		return fmt.Errorf("evidence %s: %T cannot be read from the middle", e.ID, content)
	}
	return httpx.Attach(v.w, v.r, httpx.Attachment{Name: e.Name, Media: e.Media, SHA256: string(e.ID), Content: file})
}
