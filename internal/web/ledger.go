package web

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/catalogue"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/ledger"
	"tupo/internal/record"
	"tupo/internal/web/page"
)

func (s *Site) ledgerRoutes(get, post routeMaker) []httpx.Route {
	return []httpx.Route{
		get("/ledger", access.ViewLedger, (*visit).ledger),
		get("/ledger/{seq}", access.ViewLedger, (*visit).entry),
		get("/history", access.ViewHistory, (*visit).history),
		get("/ledger/verify", access.VerifyLedger, (*visit).verifyForm),
		post("/ledger/verify", access.VerifyLedger, (*visit).verify),
		get("/ledger/checkpoint", access.ViewBoard, (*visit).checkpoint),
		get("/ledger/checkpoint.txt", access.ViewBoard, (*visit).checkpointFile),
	}
}

// ledgerLines is how many entries stand on a page.
const ledgerLines = 100

func (v *visit) ledger() error {
	before, err := v.seq(v.r.URL.Query().Get("before"))
	if err != nil {
		return err
	}
	entries, err := v.site.App.Entries(v.ctx, v.who, before, ledgerLines)
	if err != nil {
		return err
	}
	d, err := v.dresser()
	if err != nil {
		return err
	}
	p := page.List{Frame: v.frame(v.t("nav.ledger")), Heading: page.Heading{Title: v.t("nav.ledger"), Standfirst: page.Plain(v.t("ledger.lead")),
		Buttons: []page.Button{{Text: v.t("checkpoint.title"), URL: "/ledger/checkpoint"}}}}
	if v.may(access.VerifyLedger) {
		p.Heading.Buttons = append(p.Heading.Buttons, page.Button{Text: v.t("verify.title"), URL: "/ledger/verify", Primary: true})
	}
	var rows []page.Row
	for _, e := range entries {
		rows = append(rows, page.Row{ID: "e-" + itoa(e.Seq), Cells: []page.Cell{
			{Text: i18n.Count(int64(e.Seq)), URL: "/ledger/" + itoa(e.Seq)}, {Text: v.clock(e.Time)}, {Text: d.account(e.Actor)},
			{Text: v.deed(e.Action)}, {Text: d.changed(e)}, {Text: e.Reason}}})
	}
	table := page.NewTable([]page.Column{{Label: v.t("ledger.col.no")}, {Label: v.t("ledger.col.when"), Whole: true}, {Label: v.t("ledger.col.who")}, {Label: v.t("ledger.col.deed")},
		{Label: v.t("ledger.col.what")}, {Label: v.t("ledger.col.why"), Minor: true}}, rows)
	table.Dense, table.Empty = true, page.Empty{Text: v.t("ledger.empty")}
	p.Blocks = []page.Block{{Table: table}}
	if len(entries) > 0 {
		newest, oldest := entries[0].Seq, entries[len(entries)-1].Seq
		p.Pager = &page.Pager{Text: v.t("ledger.range", "from", i18n.Count(int64(oldest)), "to", i18n.Count(int64(newest)))}
		if oldest > 1 {
			p.Pager.Next = "/ledger?before=" + itoa(oldest)
		}
		if before != 0 && newest+1 >= before {
			p.Pager.Prev = "/ledger?before=" + itoa(newest+1+ledgerLines)
		}
	}
	return v.show(p)
}

// seq reads an entry's number; the empty text is 0.
func (v *visit) seq(text string) (core.Seq, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n < 1 {
		return 0, access.Missing()
	}
	return core.Seq(n), nil
}

// fewRows is up to how many rows an entry is named by its foremost one.
const fewRows = 40

// foremost ranks the sorts of rows by which an entry is best named.
func foremost() []string {
	return []string{"report", "target_change", "reopening", "period_lock", "district", "programme", "document", "task_progress", "observation"}
}

// changed says what an entry touched: its foremost row by name and how many more,
// or, of a large entry, how many of which sort.
func (d dresser) changed(e record.Entry) string {
	switch n := len(e.Changes); {
	case n == 0:
		return ""
	case n == 1:
		return d.changedRow(e.Changes[0])
	case n <= fewRows:
		return d.v.t("ledger.and-more", "what", d.changedRow(e.Changes[d.foremost(e)]), "n", i18n.Count(int64(n-1)))
	}
	counts, order := map[int]int{}, []int{}
	for _, c := range e.Changes {
		if counts[c.Table] == 0 {
			order = append(order, c.Table)
		}
		counts[c.Table]++
	}
	var words []string
	for _, table := range order {
		if row, ok := catalogue.New(table); ok {
			words = append(words, d.v.t("ledger.rows", "what", d.v.tableName(row.Table().Name), "n", i18n.Count(int64(counts[table]))))
		}
	}
	return strings.Join(words, d.v.list())
}

// foremost picks the row by which an entry is named: its first, unless one of the
// ranked sorts is there.
func (d dresser) foremost(e record.Entry) int {
	for _, table := range foremost() {
		for i, c := range e.Changes {
			if row, ok := catalogue.New(c.Table); ok && row.Table().Name == table {
				return i
			}
		}
	}
	return 0
}

func (d dresser) changedRow(c record.Change) string {
	row, ok := catalogue.New(c.Table)
	if !ok || c.Load(row) != nil {
		return strings.Join(c.Key, "/")
	}
	return d.rowTitle(row)
}

// rowTitle names a row by itself where the plan does not know it: by its own name.
func (d dresser) rowTitle(row record.Row) string {
	ref := record.RefOf(row)
	if d.object(ref.Kind, ref.ID) == "" {
		for _, column := range []string{"title", "name", "login", "code"} {
			if text := textOf(row, column); text != "" {
				if column == "name" {
					text = d.v.named(text, textOf(row, "name_en"))
				}
				return d.v.thing(ref.Kind) + " " + text
			}
		}
		if target := textOf(row, "target_id"); target != "" && ref.Kind == "target_change" {
			return d.v.thing(ref.Kind) + " " + d.object("target", target)
		}
		if unit := textOf(row, "unit_id"); unit != "" && textOf(row, "period") != "" && !strings.Contains(ref.ID, "/") {
			return d.v.thing(ref.Kind) + " " + d.value(ref.Kind, "unit_id", unit, nil) + " · " + d.v.periodText(textOf(row, "period"))
		}
	}
	return d.title(ref)
}

func (v *visit) entry() error {
	seq, err := v.seq(v.r.PathValue("seq"))
	if err != nil || seq == 0 {
		return access.Missing()
	}
	e, err := v.site.App.Entry(v.ctx, v.who, seq)
	if err != nil {
		return access.Hide(err)
	}
	d, err := v.dresser()
	if err != nil {
		return err
	}
	no := v.t("ledger.no", "n", i18n.Count(int64(seq)))
	p := page.Entry{Frame: v.frame(no), Heading: page.Heading{Kicker: no, Title: v.deed(e.Entry.Action), Crumbs: []page.Link{{Text: v.t("nav.ledger"), URL: "/ledger"}}}}
	p.Facts = []page.Fact{{Label: v.t("ledger.col.who"), Value: d.account(e.Entry.Actor)}, {Label: v.t("ledger.col.when"), Value: v.clock(e.Entry.Time)},
		{Label: v.t("ledger.col.deed"), Value: v.deed(e.Entry.Action)}}
	if e.Entry.Reason != "" {
		p.Facts = append(p.Facts, page.Fact{Label: v.t("ledger.col.why"), Value: e.Entry.Reason})
	}
	p.Facts = append(p.Facts, page.Fact{Label: v.t("ledger.changes"), Value: i18n.Count(int64(len(e.Entry.Changes)))})
	for i, r := range e.Rows {
		p.Records = append(p.Records, page.EntryRecord{What: v.t("op." + r.Op.String()), Key: d.changedRow(e.Entry.Changes[i]),
			URL: v.historyURL(r.Ref.String()), Diffs: d.diffs(r.Ref, r.Differs, d.indicatorOf(r.Ref, r.Differs))})
	}
	if e.More > 0 {
		p.Records = append(p.Records, page.EntryRecord{What: v.t("ledger.more", "n", i18n.Count(int64(e.More)))})
	}
	p.Proof = v.proof(e.Proof)
	p.Pager = &page.Pager{Text: no}
	if seq > 1 {
		p.Pager.Prev = "/ledger/" + itoa(seq-1)
	}
	if seq < e.Proof.Head.Seq {
		p.Pager.Next = "/ledger/" + itoa(seq+1)
	}
	return v.show(p)
}

// proof prints an inclusion proof so that it can be checked elsewhere. It was
// checked when it was made: a proof that fails is an error, not a page.
func (v *visit) proof(p app.Proof) page.Proof {
	out := page.Proof{Leaf: hex.EncodeToString(p.Leaf[:]), Size: i18n.Count(int64(p.Head.Seq)), Root: base64.StdEncoding.EncodeToString(p.Head.Root[:]),
		Valid: &page.Light{Tone: page.ToneDone, Word: v.t("ledger.proof-holds")}}
	var b strings.Builder
	fmt.Fprintf(&b, "tupo inclusion proof v1\norigin tupo/%s\nentry %d\nsize %d\nroot %s\nleaf %s\n", v.who.District, p.Seq, p.Head.Seq, out.Root, out.Leaf)
	for _, h := range p.Path {
		text := hex.EncodeToString(h[:])
		out.Path = append(out.Path, text)
		b.WriteString("path " + text + "\n")
	}
	b.WriteString("code " + p.Code + "\n")
	out.Text = b.String()
	return out
}

func (v *visit) checkpoint() error {
	c, signed, err := v.site.App.Checkpoint(v.ctx, v.who)
	if err != nil {
		return err
	}
	root := func(h ledger.Hash) string { return base64.StdEncoding.EncodeToString(h[:]) }
	p := page.CheckpointPage{Frame: v.frame(v.t("checkpoint.title")), Heading: page.Heading{Title: v.t("checkpoint.title"), Standfirst: page.Plain(v.t("checkpoint.lead"))},
		Code: c.Code().String(), Note: string(signed), File: &page.Link{Text: v.t("checkpoint.download"), URL: "/ledger/checkpoint.txt"}}
	p.Facts = []page.Fact{{Label: v.t("verify.entries"), Value: i18n.Count(c.Size)}, {Label: v.t("ledger.col.when"), Value: v.clock(core.Instant(c.Time))},
		{Label: v.t("entry.root"), Value: root(c.Root)}, {Label: v.t("verify.access"), Value: i18n.Count(c.Access.Size)}, {Label: v.t("checkpoint.access.root"), Value: root(c.Access.Root)},
		{Label: v.t("checkpoint.suite"), Value: "SHA-256"}, {Label: v.t("checkpoint.key"), Value: c.Key}}
	if v.may(access.VerifyLedger) {
		form := v.verifyInputs()
		p.Form = &form
	}
	return v.show(p)
}

func (v *visit) checkpointFile() error {
	_, signed, err := v.site.App.Checkpoint(v.ctx, v.who)
	if err != nil {
		return err
	}
	httpx.Download(v.w, "tupo-"+string(v.who.District)+"-"+string(v.site.App.Today(v.who.District))+".checkpoint", "text/plain; charset=utf-8")
	_, err = v.w.Write(signed)
	return err
}

// maxCheckpoint bounds a checkpoint file, in bytes; a true one has a few hundred.
const maxCheckpoint = 64 << 10

func (v *visit) verifyInputs() page.Form {
	return page.Form{ID: "verify", To: "/ledger/verify", Files: true, Sections: []page.Section{{Title: v.t("verify.against"), Note: page.Plain(v.t("verify.against.note")), Fields: []page.Field{
		{Kind: page.KindText, Name: "code", Label: v.t("verify.code"), Help: v.t("verify.code.help")},
		{Kind: page.KindFile, Name: "file", Label: v.t("verify.file")}}}},
		Submits: []page.Submit{{Text: v.t("verify.do"), Primary: true}}}
}

func (v *visit) verifyPage() page.Verify {
	return page.Verify{Frame: v.frame(v.t("verify.title")), Heading: page.Heading{Title: v.t("verify.title"), Standfirst: page.Plain(v.t("verify.lead")),
		Crumbs: []page.Link{{Text: v.t("nav.ledger"), URL: "/ledger"}}}, Form: v.verifyInputs()}
}

func (v *visit) verifyForm() error { return v.show(v.verifyPage()) }

// verifyInput is a printed code; a checkpoint file may come beside it.
type verifyInput struct {
	Code string `form:"code,max=80"`
}

func (v *visit) verify() error {
	var in verifyInput
	var signed []byte
	values, err := httpx.Upload(v.r, httpx.UploadLimits{File: maxCheckpoint, Files: 1}, func(f httpx.File) (err error) {
		signed, err = io.ReadAll(f.Content)
		return err
	})
	if err == nil {
		err = httpx.DecodeValues(values, &in)
	}
	if err == nil && len(signed) > 0 && in.Code != "" {
		err = errs.Field("code", "verify.one-of")
	}
	var out app.Checked
	switch {
	case err != nil:
	case len(signed) > 0:
		if out, err = v.site.App.VerifyAgainst(v.ctx, v.who, signed, ""); err != nil {
			err = atField(inputFault(err), "file")
		}
	default:
		if out, err = v.site.App.VerifyLedger(v.ctx, v.who, in.Code); err != nil {
			err = atField(err, "code")
		}
	}
	p := v.verifyPage()
	p.Form.Sections[0].Fields[0].Value = in.Code
	if err != nil {
		if !mendable(err) {
			return err
		}
		v.mark(&p.Form, err)
		return v.refuse(p, err)
	}
	v.verdict(&p, out)
	return v.show(p)
}

// inputFault makes a checkpoint whose signature or form is wrong the fault of who
// brought it; of this ledger it says nothing.
func inputFault(err error) error {
	var e *errs.Error
	if errors.As(err, &e) && e.Kind == errs.Damaged {
		c := *e
		c.Kind = errs.Invalid
		return &c
	}
	return err
}

// atField points faults of the input that name no field at the one they came from.
func atField(err error, field string) error { return errs.AtField(err, field) }

// verdict prints what a verification found.
func (v *visit) verdict(p *page.Verify, out app.Checked) {
	p.Facts = []page.Fact{{Label: v.t("verify.entries"), Value: i18n.Count(int64(out.Seq))}, {Label: v.t("verify.access"), Value: i18n.Count(out.Access())}, {Label: v.t("verify.rows"), Value: i18n.Count(out.Rows)},
		{Label: v.t("verify.files"), Value: i18n.Count(out.Blobs)}, {Label: v.t("verify.code.now"), Value: out.Code}}
	good := page.Light{Tone: page.ToneDone, Word: v.t("verify.agrees")}
	notice := page.Notice{Tone: page.ToneDone, Text: page.Plain(v.t("verify.alone"))}
	if out.Witness {
		notice.Text = page.Plain(v.t("verify.borne-out"))
		if out.ShortBits > 0 {
			notice.Text = page.Plain(v.t("verify.borne-out.short", "bits", itoa(out.ShortBits)))
		}
		if out.Key == app.KeyStated {
			notice.Text = page.Plain(v.t("verify.key-stated"))
		}
	}
	if !out.OK() {
		notice = page.Notice{Tone: page.ToneFar, Text: page.Plain(v.t("verify.differs", "n", i18n.Count(int64(len(out.Findings))+out.More)))}
	}
	p.Result = &notice
	if out.OK() {
		p.Checks = []page.Check{{Light: good, Name: v.t("verify.check.rows"), Text: v.t("verify.check.rows.n", "rows", i18n.Count(out.Rows), "entries", i18n.Count(out.Entries))},
			{Light: good, Name: v.t("verify.check.tree")}, {Light: good, Name: v.t("verify.check.files"), Text: v.t("verify.check.files.n", "n", i18n.Count(out.Blobs))}}
		if out.Witness {
			p.Checks = append(p.Checks, page.Check{Light: good, Name: v.t("verify.check.witness")})
			if out.Silent {
				p.Checks = append(p.Checks, page.Check{Light: page.Light{Tone: page.ToneUnknown, Word: v.t("verify.not-compared")}, Name: v.t("verify.access"), Text: v.t("verify.access-unsaid")})
			}
		} else {
			p.Checks = append(p.Checks, page.Check{Light: page.Light{Tone: page.ToneUnknown, Word: v.t("verify.not-compared")}, Name: v.t("verify.check.witness"), Text: v.t("verify.check.witness.none")})
		}
	}
	for _, f := range out.Findings {
		p.Checks = append(p.Checks, page.Check{Light: page.Light{Tone: page.ToneFar, Word: v.t("verify.not-agrees")},
			Name:  v.finding(f),
			Where: strings.TrimSpace(f.Table + " " + f.Row + " " + f.Column)})
	}
	for _, f := range out.Notes {
		p.Checks = append(p.Checks, page.Check{Light: page.Light{Tone: page.ToneUnknown, Word: v.t("verify.note")},
			Name: v.finding(f)})
	}
}

// finding says what is wrong, and of which log if it is not the ledger.
func (v *visit) finding(f app.Finding) string {
	text := v.t(f.Key, "seq", itoa(f.Seq), "table", v.tableName(f.Table), "row", f.Row, "column", v.columnName(f.Table, f.Column), "want", f.Want, "got", f.Got)
	if f.OfAccess() {
		text = v.t("verify.of-access", "text", text)
	}
	return text
}

// columnName is a column's label where there is one.
func (v *visit) columnName(table, column string) string {
	if v.site.Words.Has("column."+column) || v.site.Words.Has("column."+table+"."+column) {
		return v.label(table, column)
	}
	return column
}
