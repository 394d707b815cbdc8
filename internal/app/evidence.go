package app

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/report"
	"tupo/internal/store"
)

// MaxEvidence is the largest file taken, in bytes, where nothing else is set.
const MaxEvidence = 50 << 20

// MaxFile is the largest evidence file taken here, in bytes.
func (a *App) MaxFile() int64 { return a.maxFile }

// AddEvidence stores a file under its content's hash. The bytes are on disk
// before the ledger names them; the same content twice is one file.
func (a *App) AddEvidence(ctx context.Context, w Who, unit core.UnitID, name string, content io.Reader) (report.Evidence, error) {
	if err := a.allow(w, access.AttachEvidence, unit); err != nil {
		return report.Evidence{}, err
	}
	e, err := a.keepFile(ctx, w, "evidence.add", name, content, a.maxFile)
	if err != nil || e.AddedBy == w.ID() {
		return e, err
	}
	// The same content was there already, from somebody else: whoever brings it
	// again has it for the unit, and learns nothing of the other.
	e.Name, e.AddedBy, e.AddedAt = safeBase(name), w.ID(), a.clock()
	_, err = a.write(ctx, w, "evidence.add", "", func(tx *store.Tx) error {
		return tx.Put(&report.Attachment{Evidence: e.ID, Ref: core.Ref{Kind: "unit", ID: string(unit)}.String(), Note: name})
	})
	return e, err
}

// safeBase is the last part of a path in either writing.
func safeBase(name string) string {
	return filepath.Base(strings.ReplaceAll(strings.TrimSpace(name), `\`, "/"))
}

func (a *App) keepFile(ctx context.Context, w Who, action, name string, content io.Reader, limit int64) (report.Evidence, error) {
	name = safeBase(name)
	if name == "." || name == "/" || name == "" {
		return report.Evidence{}, errs.Field("file", "file.name-needed")
	}
	sha, size, media, err := a.db.Blobs().Put(ctx, content, limit)
	if err != nil {
		return report.Evidence{}, err
	}
	if size == 0 {
		return report.Evidence{}, errs.Field("file", "file.empty")
	}
	e := report.Evidence{ID: core.EvidenceID(sha), Name: name, Media: media, Size: size, AddedBy: w.ID(), AddedAt: a.clock()}
	_, err = a.write(ctx, w, action, "", func(tx *store.Tx) error {
		old, err := store.Get[report.Evidence](tx, sha)
		if err == nil {
			e = old
			return nil
		}
		if !errs.Is(err, errs.Missing) {
			return err
		}
		return tx.Insert(&e)
	})
	return e, err
}

// OpenEvidence gives a file to an account that may see something it is attached
// to. Files nobody attached are seen by who added them only.
func (a *App) OpenEvidence(ctx context.Context, w Who, id core.EvidenceID) (report.Evidence, io.ReadCloser, error) {
	var e report.Evidence
	err := a.db.View(ctx, w.District, func(v *store.View) (err error) {
		if e, err = store.Get[report.Evidence](v, string(id)); err != nil {
			return access.Hide(err)
		}
		if w.Operator || e.AddedBy == w.ID() {
			return nil
		}
		return a.seesAttached(v, w, id)
	})
	if err != nil {
		return e, nil, err
	}
	content, err := a.db.Blobs().Open(string(id))
	return e, content, err
}

func (a *App) seesAttached(v store.Reader, w Who, id core.EvidenceID) error {
	links, err := store.List[report.Attachment](v, "evidence_id = $1", string(id))
	if err != nil {
		return err
	}
	for _, l := range links {
		ref, err := core.ParseRef(l.Ref)
		if err != nil {
			continue
		}
		if a.seesRef(v, w, ref) {
			return nil
		}
	}
	return access.Missing()
}

// seesRef reports whether the account may see what a file is attached to.
func (a *App) seesRef(v store.Reader, w Who, ref core.Ref) bool {
	s, ok := a.shelf.Current(w.District)
	if !ok {
		return false
	}
	switch ref.Kind {
	case "report_line":
		parts := strings.Split(ref.ID, "/")
		if len(parts) != 3 {
			return false
		}
		if r, err := store.Get[report.Report](v, parts[0]); err == nil && a.allow(w, access.ViewEvidence, r.Unit) == nil {
			return true // whose report it is, whosever figure
		}
		x, ok := s.Indicator(core.IndicatorID(parts[1]))
		return ok && a.allowFigure(w, access.ViewEvidence, core.UnitID(parts[2]), x) == nil
	case "report":
		r, err := store.Get[report.Report](v, ref.ID)
		return err == nil && a.allow(w, access.ViewEvidence, r.Unit) == nil
	case "unit":
		return a.allow(w, access.ViewEvidence, core.UnitID(ref.ID)) == nil
	case "milestone":
		m, err := store.Get[plan.Milestone](v, ref.ID)
		if err != nil {
			return false
		}
		return a.leadsTask(w, access.ViewEvidence, s, m.Task)
	case "document":
		return a.anywhere(w, access.ViewDocument) == nil
	}
	return false
}

// filesOf lists what is attached to an object.
func filesOf(v *store.View, ref core.Ref) ([]report.Evidence, error) {
	links, err := store.List[report.Attachment](v, "ref = $1", ref.String())
	if err != nil {
		return nil, err
	}
	var out []report.Evidence
	for _, l := range links {
		e, err := store.Get[report.Evidence](v, string(l.Evidence))
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}
