package api

import (
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/report"
)

// envelope is what a multipart body may have around its file, in bytes.
const envelope = 1 << 20

// File is a stored file.
type File struct {
	ID      string `json:"id" doc:"SHA-256 of the content, lower-case hex"`
	Name    string `json:"name"`
	Media   string `json:"media" doc:"as found in the content, not as claimed"`
	Size    int64  `json:"size" doc:"bytes"`
	AddedAt string `json:"added_at"`
}

func (s *service) fileOperations(t *table) {
	t.plain(operation{Method: http.MethodPost, Path: "/evidence", ID: "add-evidence", Tag: "file", May: access.AttachEvidence,
		Summary: "Store a file of evidence, up to 50 MB", Detail: "The same content twice is one file. It counts once a filing names it.",
		MaxBody: s.app.MaxFile() + envelope},
		func(op *huma.Operation) {
			op.Parameters = append(op.Parameters, queryParam("unit", "code of the unit it is for", true))
			takesFile(op, "of any type")
			givesJSON[File](t, op, "201", "Stored")
		}, s.addEvidence)
	t.plain(operation{Method: http.MethodGet, Path: "/evidence/{id}", ID: "get-evidence", Tag: "file", May: access.ViewEvidence,
		Summary: "Download a file", Detail: "Always as an attachment that no browser runs. Ranges are served; the entity tag is the SHA-256."},
		func(op *huma.Operation) {
			op.Parameters = append(op.Parameters, pathParam("id", "SHA-256 of the content"))
			gives(op, "application/octet-stream", "The file")
		}, s.evidence)
}

func fileOf(e report.Evidence) File {
	return File{ID: string(e.ID), Name: e.Name, Media: e.Media, Size: e.Size, AddedAt: moment(e.AddedAt)}
}

func (s *service) addEvidence(w http.ResponseWriter, r *http.Request, who app.Who) error {
	board, err := s.app.Seen(r.Context(), who)
	if err != nil {
		return err
	}
	unit, err := names{board}.unit("unit", r.URL.Query().Get("unit"))
	if err != nil {
		return err
	}
	var kept report.Evidence
	err = oneFile(r, s.app.MaxFile(), func(name string, content io.Reader) (err error) {
		kept, err = s.app.AddEvidence(r.Context(), who, unit, name, content)
		return err
	})
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusCreated, fileOf(kept))
}

// oneFile streams the one file of a multipart body, named “file”, to take. A
// fault may still come after it: what take did must then do no harm.
func oneFile(r *http.Request, limit int64, take func(name string, content io.Reader) error) error {
	taken := false
	_, err := httpx.Upload(r, httpx.UploadLimits{File: limit, Files: 1}, func(f httpx.File) error {
		if f.Field != "file" {
			return errs.Field(f.Field, "api.unknown-field")
		}
		taken = true
		return take(f.Name, f.Content)
	})
	if err == nil && !taken {
		return errs.Field("file", "form.required")
	}
	return err
}

// wholeFile is oneFile for what may only be used once all of the body has come:
// nothing is done for a body that turns out broken behind its file.
func wholeFile(r *http.Request, limit int64) (name string, content []byte, err error) {
	err = oneFile(r, limit, func(n string, from io.Reader) (err error) {
		name = n
		content, err = io.ReadAll(from)
		return err
	})
	return name, content, err
}

func (s *service) evidence(w http.ResponseWriter, r *http.Request, who app.Who) error {
	e, content, err := s.app.OpenEvidence(r.Context(), who, core.EvidenceID(r.PathValue("id")))
	if err != nil {
		return err
	}
	defer content.Close()
	seeker, ok := content.(io.ReadSeeker)
	if !ok {
		return errs.New(errs.Internal, "api.not-seekable")
	}
	return httpx.Attach(w, r, httpx.Attachment{Name: e.Name, Media: e.Media, SHA256: string(e.ID), Content: seeker})
}
