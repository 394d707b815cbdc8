package demo

import (
	"fmt"
	"strings"

	"tupo/internal/core"
	"tupo/internal/meeting"
	"tupo/internal/project"
)

// wan is how many 万元 make one 亿元.
const wan = 10_000

// projects reads what is being built. The base whose signing the specimen page
// reports is not among them: it comes of reading the page.
func projects() ([]project.Project, []project.Phase, []project.Party) {
	var all []project.Project
	var phases []project.Phase
	var parties []project.Party
	for _, line := range lines("projects") {
		mark, f := marked(line, 16)
		if mark == 'P' {
			all = append(all, newProject(f))
			continue
		}
		p := all[len(all)-1]
		switch mark {
		case '-':
			phases = append(phases, project.Phase{
				Project: p.ID, No: f[0], Name: f[1], Money: scaled(f[2], wan), Land: number(f[3]), Status: f[4], Source: p.Source,
			})
		case '=':
			n := 1
			for _, other := range parties {
				if other.Project == p.ID {
					n++
				}
			}
			parties = append(parties, project.Party{Project: p.ID, No: string(rune('0' + n)), Name: f[0], Role: f[1], Source: p.Source})
		default:
			panic("demo: project line " + line)
		}
	}
	return all, phases, parties
}

func newProject(f []string) project.Project {
	p := project.Project{
		ID: core.ProjectID(strings.ToLower(f[0])), Code: f[0], Name: f[1], NameEn: f[2],
		Stage: f[3], StageOn: core.Date(f[4]), Total: scaled(f[5], wan), About: f[6] == "约",
		Land: number(f[7]), Park: f[9], Chain: f[10], Sector: f[11], Content: f[12], Products: f[13],
		Zone: unitID(f[14]), Source: f[15],
	}
	if n := number(f[8]); n.Known() {
		p.Phases = n.Micro() / core.Scale
	}
	if p.Source == "" {
		p.Specimen, p.Source = true, specimenSource
	}
	return p
}

// meetings reads the meetings and the orders given at them.
func meetings() ([]meeting.Meeting, []Directive) {
	var all []meeting.Meeting
	var orders []Directive
	for _, line := range lines("meetings") {
		mark, f := marked(line, 7)
		if mark == 'M' {
			m := meeting.Meeting{ID: core.MeetingID(f[0]), Title: f[1], Held: core.Date(f[2]), Half: f[3], Place: f[4], Source: f[5]}
			if m.Source == "" {
				m.Source = specimenSource
			}
			all = append(all, m)
			continue
		}
		orders = append(orders, newDirective(f, all[len(all)-1]))
	}
	return all, orders
}

func newDirective(f []string, at meeting.Meeting) Directive {
	d := Directive{Issued: at.Held, Row: meeting.Directive{
		ID: core.DirectiveID(strings.ToLower(f[0])), Code: f[0], Text: f[1], Subject: f[2], Deadline: f[3],
		Due: core.Date(f[4]), Lead: unitID(f[5]), State: meeting.DirectiveState(f[6]), Meeting: at.ID, Source: specimenSource,
	}}
	if closed, err := core.ParseDate(f[6]); err == nil {
		d.Closed, d.Row.State = closed, meeting.DirectiveClosed
	}
	return d
}

// Page is a specimen newspaper page in words of its own, with the structures
// that a reader of such pages meets: headlines, a byline, datelines, columns that
// break a sentence, jumps to another page and a guide box.
func Page() string {
	text, err := data.ReadFile("data/page.txt")
	if err != nil {
		panic(fmt.Sprintf("demo: %v", err))
	}
	return string(text)
}
