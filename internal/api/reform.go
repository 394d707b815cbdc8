package api

import (
	"context"
	"net/http"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/plan"
)

// Rename is a unit's new name from a day on.
type Rename struct {
	From   string `json:"from" maxLength:"20" doc:"date, today or earlier"`
	Name   string `json:"name" maxLength:"200"`
	NameEn string `json:"name_en,omitempty" maxLength:"200"`
	Reason string `json:"reason" maxLength:"1000"`
}

// NewUnit is a unit that a merge or a split makes.
type NewUnit struct {
	Code   string `json:"code" maxLength:"40"`
	Name   string `json:"name" maxLength:"200"`
	NameEn string `json:"name_en,omitempty" maxLength:"200"`
}

// Merge makes one unit of several.
type Merge struct {
	From   string   `json:"from" maxLength:"20" doc:"date, today or earlier"`
	Units  []string `json:"units" maxItems:"50" doc:"codes of the units that end"`
	Into   string   `json:"into,omitempty" maxLength:"40" doc:"code of a unit that is there; empty makes the new one"`
	New    *NewUnit `json:"new,omitempty"`
	Reason string   `json:"reason,omitempty" maxLength:"1000" doc:"needed unless dry"`
	Dry    bool     `json:"dry,omitempty" doc:"only say what would move"`
}

// Split makes new units beside one, or in its place.
type Split struct {
	From      string            `json:"from" maxLength:"20" doc:"date, today or earlier"`
	Continues bool              `json:"continues" doc:"the unit goes on: what is not in moves stays with it"`
	Heir      string            `json:"heir,omitempty" maxLength:"40" doc:"code: who gets what is not in moves when the unit ends; empty is the first new one"`
	New       []NewUnit         `json:"new" maxItems:"20"`
	Moves     map[string]string `json:"moves,omitempty" doc:"reference (target, task, post, access_grant) → code of the unit that has it from then on"`
	Reason    string            `json:"reason,omitempty" maxLength:"1000" doc:"needed unless dry"`
	Dry       bool              `json:"dry,omitempty" doc:"only say what would move"`
}

// Reformed is what a merge or a split moves.
type Reformed struct {
	Dry   bool     `json:"dry"`
	Ends  []string `json:"ends" nullable:"false" doc:"codes of the units that end"`
	Moves []Moved  `json:"moves" nullable:"false"`
	Month string   `json:"month" doc:"of the first sheet that changes"`
	Lines int      `json:"lines" doc:"figures of that sheet which another unit files from then on"`
}

// Moved is one thing that changes hands.
type Moved struct {
	Ref string `json:"ref"`
	Old string `json:"old" doc:"code of the unit"`
	New string `json:"new" doc:"code of the unit"`
}

type renameInput struct {
	Lang
	Code string `path:"code" maxLength:"40" doc:"code of the unit"`
	Body Rename
}

type mergeInput struct {
	Lang
	Body Merge
}

type splitInput struct {
	Lang
	Code string `path:"code" maxLength:"40" doc:"code of the unit"`
	Body Split
}

func (s *service) reformOperations(t *table) {
	register(t, operation{Method: http.MethodPost, Path: "/units/{code}/name", ID: "rename-unit", Tag: "plan", May: access.EditUnits,
		Summary: "Give a unit another name from a day on", Detail: "Boards and sheets of earlier months keep the old name."}, s.renameUnit)
	register(t, operation{Method: http.MethodPost, Path: "/units/merger", ID: "merge-units", Tag: "plan", May: access.EditUnits,
		Summary: "Make one unit of several from a day on", Detail: "All that moves is one ledger entry; earlier months stay with the old units."}, s.mergeUnits)
	register(t, operation{Method: http.MethodPost, Path: "/units/{code}/division", ID: "split-unit", Tag: "plan", May: access.EditUnits,
		Summary: "Make new units out of one from a day on"}, s.splitUnit)
}

func (s *service) renameUnit(ctx context.Context, w app.Who, in *renameInput) (done, error) {
	return done{}, s.app.RenameUnit(ctx, w, app.Rename{Unit: in.Code, From: core.Date(in.Body.From), Name: in.Body.Name, NameEn: in.Body.NameEn, Reason: in.Body.Reason})
}

func (s *service) mergeUnits(ctx context.Context, w app.Who, in *mergeInput) (reply[Reformed], error) {
	r := app.Reform{From: core.Date(in.Body.From), Units: in.Body.Units, Into: in.Body.Into, Reason: in.Body.Reason}
	if in.Body.New != nil {
		r.New = []app.NewUnit{app.NewUnit(*in.Body.New)}
	}
	return s.reform(ctx, w, r, in.Body.Dry)
}

func (s *service) splitUnit(ctx context.Context, w app.Who, in *splitInput) (reply[Reformed], error) {
	r := app.Reform{From: core.Date(in.Body.From), Units: []string{in.Code}, Split: true, Continues: in.Body.Continues, Heir: in.Body.Heir,
		Moves: in.Body.Moves, Reason: in.Body.Reason}
	r.New = each(in.Body.New, func(n NewUnit) app.NewUnit { return app.NewUnit(n) })
	return s.reform(ctx, w, r, in.Body.Dry)
}

func (s *service) reform(ctx context.Context, w app.Who, r app.Reform, dry bool) (reply[Reformed], error) {
	do := s.app.DoReform
	if dry {
		do = s.app.PreviewReform
	}
	got, err := do(ctx, w, r)
	if err != nil {
		return reply[Reformed]{}, err
	}
	if !dry {
		s.sessions.ForgetAll() // rights have moved
	}
	snap, err := s.app.Seen(ctx, w)
	if err != nil {
		return reply[Reformed]{}, err
	}
	code := codesOf(snap, got.Units)
	out := Reformed{Dry: dry, Month: got.Month.String(), Lines: got.Lines, Ends: each(got.Ends, code)}
	out.Moves = each(got.Moves, func(m app.Moved) Moved { return Moved{Ref: m.Ref.String(), Old: code(m.Old), New: code(m.New)} })
	return reply[Reformed]{out}, nil
}

// codesOf names units by code, those too that are not there yet.
func codesOf(s *board.Snapshot, fresh []plan.Unit) func(core.UnitID) string {
	return func(id core.UnitID) string {
		for _, u := range fresh {
			if u.ID == id {
				return u.Code
			}
		}
		return names{s}.unitCode(id)
	}
}
