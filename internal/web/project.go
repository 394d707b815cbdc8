package web

import (
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/web/page"
)

func (v *visit) project() error {
	out, err := v.site.App.Project(v.ctx, v.who, v.r.PathValue("code"))
	if err != nil {
		return err
	}
	x := out.Project
	p := page.List{Frame: v.frame(v.named(x.Name, x.NameEn)), Heading: page.Heading{Kicker: v.t("stage." + x.Stage), Title: v.named(x.Name, x.NameEn),
		Standfirst: page.Plain(x.Content)}}
	said, err := v.site.App.ProjectSaid(v.ctx, v.who, out)
	if err != nil {
		return err
	}
	p.Facts = v.projectFacts(out, said)
	if p.Words, err = v.quotes(core.Ref{Kind: "project", ID: string(x.ID)}); err != nil {
		return err
	}
	var phases, parties []page.Row
	for _, ph := range out.Phases {
		phases = append(phases, page.Row{Cells: []page.Cell{{Text: v.term(ph.Name)}, {Text: v.money(ph.Money).String()},
			{Text: i18n.Number(ph.Land, 0)}, {Text: v.term(ph.Status)}}})
	}
	for _, pa := range out.Parties {
		parties = append(parties, page.Row{Cells: []page.Cell{{Text: pa.Name}, {Text: v.term(pa.Role)}}})
	}
	p.Blocks = []page.Block{
		{Title: v.t("project.phases"), Table: page.NewTable([]page.Column{{Label: v.t("project.phase")}, {Label: v.t("project.money"), Numeric: true}, {Label: v.t("project.land"), Numeric: true}, {Label: v.t("project.status")}}, phases)},
		{Title: v.t("project.parties"), Table: page.NewTable([]page.Column{{Label: v.t("project.party")}, {Label: v.t("project.role")}}, parties)},
	}
	for i := range p.Blocks {
		p.Blocks[i].Table.Empty = page.Empty{Text: v.t("project.unknown")}
	}
	if differ := v.otherSources(out, said); differ != nil {
		p.Blocks = append(p.Blocks, *differ)
	}
	return v.show(p)
}

// projectFacts are what is known of a project, each leading to the sentence that says it.
func (v *visit) projectFacts(out app.ProjectPage, said []app.Said) []page.Fact {
	x := out.Project
	total := v.money(x.Total)
	words := map[string]string{}
	for _, s := range said {
		if !s.Differs {
			words[s.Field] = factURL(s.Fact.ID)
		}
	}
	about := ""
	if x.About {
		about = v.t("project.about")
	}
	facts := []page.Fact{{Label: v.t("project.total"), Value: total.Value, Unit: total.Unit, Note: about, URL: words["total"]}, {Label: v.t("project.land"), Value: i18n.Number(x.Land, 0), URL: words["land"]},
		{Label: v.t("project.stage-on"), Value: v.site.Words.Date(v.lang, x.StageOn), URL: words["stage"]}}
	for _, f := range []page.Fact{{Label: v.t("project.park"), Value: x.Park, URL: words["park"]}, {Label: v.t("project.chain"), Value: x.Chain, URL: words["chain"]}, {Label: v.t("project.products"), Value: x.Products, URL: words["products"]}} {
		if f.Value != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

// otherSources sets what another source says of a field beside what is known, each with
// its sentence; nil where all agree.
func (v *visit) otherSources(out app.ProjectPage, said []app.Said) *page.Block {
	words := map[string]app.Said{}
	for _, s := range said {
		if !s.Differs {
			words[s.Field] = s
		}
	}
	known := map[string]string{}
	for _, s := range app.KnownOf(out) {
		known[s.Field] = s.Value
	}
	from := func(s app.Said) page.Cell {
		if s.Fact.ID == "" {
			return v.sourceCell(out.Project.Source)
		}
		return page.Cell{Text: s.Document.Title, URL: factURL(s.Fact.ID), Note: v.site.Words.Date(v.lang, s.Document.Date)}
	}
	var rows []page.Row
	for _, s := range said {
		if s.Differs {
			rows = append(rows, page.Row{Cells: []page.Cell{{Text: v.clashField(s.Field), Head: true}, {Text: i18n.InLang(v.lang, known[s.Field])}, from(words[s.Field]),
				{Text: i18n.InLang(v.lang, s.Value), Tone: page.ToneBehind}, from(s)}})
		}
	}
	if rows == nil {
		return nil
	}
	return &page.Block{Title: v.t("project.sources"), Table: page.NewTable([]page.Column{{Label: v.t("project.field")}, {Label: v.t("reader.known")}, {Label: v.t("directives.source")},
		{Label: v.t("project.elsewhere")}, {Label: v.t("directives.source")}}, rows)}
}
