package api

import (
	"context"
	"net/http"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/i18n"
	"tupo/internal/project"
)

// Project is an investment project. What its source leaves out is empty.
type Project struct {
	Code     string `json:"code" example:"P0045"`
	Name     string `json:"name"`
	NameEn   string `json:"name_en"`
	Stage    string `json:"stage" doc:"signed, started, capped, equipped, production, stalled"`
	StageOn  string `json:"stage_on" doc:"date on which the stage was reached"`
	Total    string `json:"total" doc:"total investment in 万元"`
	About    bool   `json:"about" doc:"the source says about"`
	Land     string `json:"land" doc:"亩"`
	Phases   int64  `json:"phases" doc:"how many; 0 is unknown"`
	Park     string `json:"park"`
	Chain    string `json:"chain"`
	Sector   string `json:"sector"`
	Specimen bool   `json:"specimen" doc:"made up for a demonstration"`
	Source   string `json:"source"`
}

// ProjectDetail is a project with its parts.
type ProjectDetail struct {
	Project
	Content  string  `json:"content"`
	Products string  `json:"products"`
	Parts    []Phase `json:"parts" nullable:"false" doc:"phases of which the source says something"`
	Parties  []Party `json:"parties" nullable:"false"`
	Said     []Said  `json:"said" nullable:"false" doc:"which sentence says which field, for those who may read documents"`
}

// Said is what a sentence of a document says of a field.
type Said struct {
	Field    string `json:"field" doc:"total, land, phases, stage, park, chain, sector, content, products, phase1.inv, phase1.land"`
	Value    string `json:"value" doc:"in the language of the request"`
	Fact     string `json:"fact" doc:"identifier"`
	Document string `json:"document" doc:"identifier"`
	Differs  bool   `json:"differs" doc:"it is not what is known: two sources disagree"`
}

// Phase is a part with its own money and land.
type Phase struct {
	No     string `json:"no"`
	Name   string `json:"name"`
	Money  string `json:"money" doc:"万元"`
	Land   string `json:"land" doc:"亩"`
	Status string `json:"status" doc:"as written"`
}

// Party is a body that takes part.
type Party struct {
	Name string `json:"name"`
	Role string `json:"role" doc:"as written"`
	Code string `json:"credit_code" doc:"unified social credit code, if known"`
}

type projectsInput struct {
	Lang
	Paging
	AsOf string `query:"as_of" maxLength:"40" doc:"as known at; empty is now"`
}

type projectInput struct {
	Spoken
	Code string `path:"code" maxLength:"40" doc:"code of the project"`
}

func (s *service) projectOperations(t *table) {
	register(t, operation{Method: http.MethodGet, Path: "/projects", ID: "list-projects", Tag: "plan", May: access.ViewProject,
		Summary: "Projects, by the date of their stage, newest first"}, s.projects)
	register(t, operation{Method: http.MethodGet, Path: "/projects/{code}", ID: "get-project", Tag: "plan", May: access.ViewProject,
		Summary: "A project with its phases and parties"}, s.project)
}

func (s *service) projects(ctx context.Context, w app.Who, in *projectsInput) (reply[Page[Project]], error) {
	seq, err := s.app.ParseMoment(ctx, w.District, in.AsOf)
	if err != nil {
		return reply[Page[Project]]{}, asked(err)
	}
	all, err := s.app.Projects(ctx, w, seq)
	if err != nil {
		return reply[Page[Project]]{}, err
	}
	page, err := paged(all, func(p project.Project) string { return p.Code }, in.Paging, projectOf)
	return reply[Page[Project]]{page}, err
}

func projectOf(p project.Project) Project {
	return Project{Code: p.Code, Name: p.Name, NameEn: p.NameEn, Stage: p.Stage, StageOn: string(p.StageOn), Total: p.Total.String(),
		About: p.About, Land: p.Land.String(), Phases: p.Phases, Park: p.Park, Chain: p.Chain, Sector: p.Sector,
		Specimen: p.Specimen, Source: p.Source}
}

func (s *service) project(ctx context.Context, w app.Who, in *projectInput) (reply[ProjectDetail], error) {
	p, err := s.app.Project(ctx, w, in.Code)
	if err != nil {
		return reply[ProjectDetail]{}, err
	}
	said, err := s.app.ProjectSaid(ctx, w, p)
	if err != nil {
		return reply[ProjectDetail]{}, err
	}
	return reply[ProjectDetail]{ProjectDetail{Said: each(said, func(x app.Said) Said {
		return Said{Field: x.Field, Value: i18n.InLang(in.lang(), x.Value), Fact: string(x.Fact.ID), Document: string(x.Document.ID), Differs: x.Differs}
	}), Project: projectOf(p.Project), Content: p.Project.Content, Products: p.Project.Products,
		Parts: each(p.Phases, func(x project.Phase) Phase {
			return Phase{No: x.No, Name: x.Name, Money: x.Money.String(), Land: x.Land.String(), Status: x.Status}
		}),
		Parties: each(p.Parties, func(x project.Party) Party { return Party{Name: x.Name, Role: x.Role, Code: x.Code} })}}, nil
}
