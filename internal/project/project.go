// Package project is what is being built: projects with phases and parties.
//
// What a source leaves unknown stays unknown: the second phase's share is never
// the total less the first. It does no I/O.
package project

import (
	"tupo/internal/core"
	"tupo/internal/record"
)

// Project is one investment, from signing on.
type Project struct {
	ID       core.ProjectID
	Code     string
	Name     string
	NameEn   string
	Stage    string        // "signed", "started", "capped", "equipped", "production", "stalled"
	StageOn  core.Date     // when the stage was reached
	Total    core.Quantity // 万元
	About    bool          // the source says 约
	Land     core.Quantity // 亩
	Phases   int64
	Park     string
	Chain    string
	Sector   string
	Content  string
	Products string
	Zone     core.UnitID
	Specimen bool
	Source   string
}

func (p *Project) Table() record.Table { return record.Table{No: 60, Name: "project"} }

func (p *Project) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&p.ID)),
		record.Text(2, "code", &p.Code),
		record.Text(3, "name", &p.Name),
		record.Text(4, "name_en", &p.NameEn),
		record.Text(5, "stage", &p.Stage),
		record.Text(6, "stage_on", (*string)(&p.StageOn)),
		record.Quantity(7, "total", &p.Total),
		record.Flag(8, "about", &p.About),
		record.Quantity(9, "land", &p.Land),
		record.Int(10, "phases", &p.Phases),
		record.Text(11, "park", &p.Park),
		record.Text(12, "chain", &p.Chain),
		record.Text(13, "sector", &p.Sector),
		record.Text(14, "content", &p.Content),
		record.Text(15, "products", &p.Products),
		record.Text(16, "zone_id", (*string)(&p.Zone)),
		record.Flag(17, "specimen", &p.Specimen),
		record.Text(18, "source", &p.Source),
	}
}

// Phase is a part with its own money and land, where the source gives them.
type Phase struct {
	Project core.ProjectID
	No      string // "1"
	Name    string
	Money   core.Quantity // 万元
	Land    core.Quantity // 亩
	Status  string        // as written: 计划, 已完成
	Source  string
}

func (p *Phase) Table() record.Table { return record.Table{No: 61, Name: "phase"} }

func (p *Phase) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "project_id", (*string)(&p.Project)),
		record.Key(2, "no", &p.No),
		record.Text(3, "name", &p.Name),
		record.Quantity(4, "money", &p.Money),
		record.Quantity(5, "land", &p.Land),
		record.Text(6, "status", &p.Status),
		record.Text(7, "source", &p.Source),
	}
}

// Party is a body that takes part in the project.
type Party struct {
	Project core.ProjectID
	No      string
	Name    string
	Role    string // as written: 共同投资建设
	Code    string // unified social credit code, if known
	Source  string
}

func (p *Party) Table() record.Table { return record.Table{No: 62, Name: "party"} }

func (p *Party) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "project_id", (*string)(&p.Project)),
		record.Key(2, "no", &p.No),
		record.Text(3, "name", &p.Name),
		record.Text(4, "role", &p.Role),
		record.Text(5, "credit_code", &p.Code),
		record.Text(6, "source", &p.Source),
	}
}
