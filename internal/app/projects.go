package app

import (
	"cmp"
	"context"
	"slices"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/project"
	"tupo/internal/store"
)

// Projects lists projects by the date of their stage, newest first, as known
// after entry at; 0 is now. Readers without the right get an empty list.
func (a *App) Projects(ctx context.Context, w Who, at core.Seq) ([]project.Project, error) {
	if a.anywhere(w, access.ViewProject) != nil {
		return nil, nil
	}
	out, err := a.projectsAt(ctx, w.District, at)
	slices.SortFunc(out, func(a, b project.Project) int {
		return cmp.Or(cmp.Compare(b.StageOn, a.StageOn), cmp.Compare(a.Code, b.Code))
	})
	return out, err
}

func (a *App) projectsAt(ctx context.Context, d core.DistrictID, at core.Seq) (out []project.Project, err error) {
	if at == 0 {
		out, err = a.desks.of(d).projects.get(ctx, a, d, "")
		return slices.Clone(out), err
	}
	err = a.db.View(ctx, d, func(v *store.View) error {
		out, err = store.ListAsOf[project.Project](v, at, "")
		return err
	})
	return out, err
}

// ProjectPage is a project with its parts.
type ProjectPage struct {
	Project project.Project
	Phases  []project.Phase
	Parties []project.Party
}

// Project finds a project by its code.
func (a *App) Project(ctx context.Context, w Who, code string) (ProjectPage, error) {
	var out ProjectPage
	if err := a.anywhere(w, access.ViewProject); err != nil {
		return out, err
	}
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		found, err := store.List[project.Project](v, "code = $1", code)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return access.Missing()
		}
		out.Project = found[0]
		if out.Phases, err = store.List[project.Phase](v, "project_id = $1", string(out.Project.ID)); err != nil {
			return err
		}
		out.Parties, err = store.List[project.Party](v, "project_id = $1", string(out.Project.ID))
		return err
	})
	return out, err
}
