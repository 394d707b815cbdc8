package web

import (
	"bytes"
	"net/url"
	"strconv"
	"sync"
	"time"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/sheet"
	"tupo/internal/web/page"
)

const xlsxMedia = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// importInput says what to do with the workbook beside it.
type importInput struct {
	Do string `form:"do,oneof=check|import"`
}

func (v *visit) importForm() error { return v.show(v.importPage(nil)) }

func (v *visit) importPage(err error) page.Import {
	p := page.Import{Frame: v.frame(v.t("plan.import")), Heading: page.Heading{Title: v.t("plan.import"), Standfirst: page.Plain(v.t("import.lead")),
		Crumbs: []page.Link{{Text: v.t("nav.plan"), URL: "/plan"}}}, Blank: &page.Link{Text: v.t("import.blank"), URL: "/plan/template.xlsx"}}
	p.Form = page.Form{ID: "import", To: "/plan/import", Files: true, Sections: []page.Section{{Fields: []page.Field{
		{Kind: page.KindFile, Name: "file", Label: v.t("import.file"), Help: v.t("import.file.help"), Accept: ".xlsx", Required: true}}}},
		Submits: []page.Submit{{Text: v.t("import.check"), Name: "do", Value: "check", Primary: true}, {Text: v.t("import.do"), Name: "do", Value: "import"}},
		Cancel:  &page.Link{Text: v.t("form.cancel"), URL: "/plan"}}
	v.mark(&p.Form, err)
	return p
}

// workbook takes the uploaded workbook into memory, bounded, with the fields beside it.
func (v *visit) workbook() (name string, raw []byte, values url.Values, err error) {
	var content bytes.Buffer
	values, err = httpx.Upload(v.r, httpx.UploadLimits{File: app.MaxWorkbook, Files: 1, Whole: true}, func(f httpx.File) error {
		name = f.Name
		_, err := content.ReadFrom(f.Content)
		return err
	})
	if err == nil && name == "" {
		err = errs.Field("file", "form.required")
	}
	return name, content.Bytes(), values, err
}

func (v *visit) importBook() error {
	var in importInput
	name, raw, values, err := v.workbook()
	if err == nil {
		err = httpx.DecodeValues(values, &in)
	}
	var out app.Imported
	if err == nil {
		out, err = v.site.App.Import(v.ctx, v.who, bytes.NewReader(raw), in.Do != "import")
	}
	if err != nil {
		if mendable(err) {
			err = atField(err, "file")
			return v.refuse(v.importPage(err), err)
		}
		return err
	}
	p := v.importPage(nil)
	p.Done = !out.Dry && !out.Failed()
	v.importOutcome(&p, out)
	if out.Failed() {
		if v.keepMarked(name, raw, out.Wrong) {
			p.Copy = &page.Link{Text: v.t("import.marked"), URL: "/plan/import/marked.xlsx"}
		}
		return v.refuse(p, errs.Field("file", "import.refused"))
	}
	return v.show(p)
}

// importOutcome prints what is wrong, or what would be or was imported.
func (v *visit) importOutcome(p *page.Import, out app.Imported) {
	if len(out.Wrong) > 0 {
		t := v.wrongTable(out.Wrong)
		p.Errors = &t
		p.Warnings = !out.Failed()
	}
	if out.Failed() {
		return
	}
	total := out.Total()
	for _, c := range out.Summary {
		if c.New+c.Changed+c.Same > 0 {
			p.Preview = append(p.Preview, page.Fact{Label: c.Sheet, Value: i18n.Count(int64(c.New + c.Changed)), Note: v.t("import.count", "new", strconv.Itoa(c.New), "changed", strconv.Itoa(c.Changed), "same", strconv.Itoa(c.Same))})
		}
	}
	notice := page.Notice{Tone: page.ToneDone, Text: page.Plain(v.t("import.checked", "new", strconv.Itoa(total.New), "changed", strconv.Itoa(total.Changed)))}
	if !out.Dry {
		notice.Text = page.Plain(v.t("import.imported", "new", strconv.Itoa(total.New), "changed", strconv.Itoa(total.Changed), "seq", i18n.Count(int64(out.Seq))))
		notice.Link = &page.Link{Text: v.t("nav.plan"), URL: "/plan"}
	}
	p.Notices = append(p.Notices, notice)
	if out.Asked > 0 {
		asked := page.Notice{Tone: page.ToneBehind, Text: page.Plain(v.t("import.asked", "n", strconv.Itoa(out.Asked)))}
		if !out.Dry {
			asked.Link = &page.Link{Text: v.t("changes.title"), URL: "/plan/changes"}
		}
		p.Notices = append(p.Notices, asked)
	}
	if out.Waits > 0 {
		p.Notices = append(p.Notices, page.Notice{Tone: page.ToneBehind, Text: page.Plain(v.t("import.waits", "n", strconv.Itoa(out.Waits))),
			Link: &page.Link{Text: v.t("changes.title"), URL: "/plan/changes"}})
	}
}

func (v *visit) wrongTable(wrong []sheet.Wrong) page.Table {
	var rows []page.Row
	for _, w := range wrong {
		light := page.Light{Tone: page.ToneFar, Word: v.t("import.error")}
		if w.Severity == plan.Warning {
			light = page.Light{Tone: page.ToneBehind, Word: v.t("import.warning")}
		}
		line := ""
		if w.Row > 0 {
			line = strconv.Itoa(w.Row)
		}
		column := w.Column
		if w.Header != "" {
			column = w.Header + " (" + w.Column + ")"
			if w.Column == "" {
				column = w.Header
			}
		}
		rows = append(rows, page.Row{Cells: []page.Cell{{Text: orText(w.Sheet, v.t("import.whole")), Head: true}, {Text: line}, {Text: column}, {Text: w.Value},
			{Light: &light, Text: v.t(w.Key, w.Args...)}}})
	}
	return page.NewTable([]page.Column{{Label: v.t("import.sheet")}, {Label: v.t("import.row"), Numeric: true}, {Label: v.t("import.column")}, {Label: v.t("import.value")}, {Label: v.t("import.reason")}}, rows)
}

// copies keeps the last marked workbook of each account for a while, so that its
// link works without a second upload. It is safe for concurrent use.
type copies struct {
	mu  sync.Mutex
	all map[core.AccountID]markedCopy
}

type markedCopy struct {
	name    string
	content []byte
	made    time.Time
}

// Bounds of what is kept: accounts, and how long.
const (
	mostCopies = 8
	copyLife   = 30 * time.Minute
)

func (c *copies) keep(id core.AccountID, m markedCopy) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.all == nil {
		c.all = map[core.AccountID]markedCopy{}
	}
	c.all[id] = m
	for len(c.all) > mostCopies {
		oldest := id
		for other, x := range c.all {
			if x.made.Before(c.all[oldest].made) {
				oldest = other
			}
		}
		delete(c.all, oldest)
	}
}

func (c *copies) take(id core.AccountID, now time.Time) (markedCopy, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m, ok := c.all[id]
	if ok && now.Sub(m.made) > copyLife {
		delete(c.all, id)
		return markedCopy{}, false
	}
	return m, ok
}

// keepMarked makes the copy with the wrong cells marked; a workbook too large to
// be marked has its list of faults only.
func (v *visit) keepMarked(name string, raw []byte, wrong []sheet.Wrong) bool {
	marked, err := sheet.Annotate(raw, wrong, string(v.lang), v.t)
	if err != nil {
		v.site.Log.Info("workbook not marked", "error", err)
		return false
	}
	v.site.copies.keep(v.who.ID(), markedCopy{name: v.t("import.marked-name", "name", name), content: marked, made: v.site.Wall()})
	return true
}

// markedBook gives the last refused workbook back with its wrong cells marked.
func (v *visit) markedBook() error {
	m, ok := v.site.copies.take(v.who.ID(), v.site.Wall())
	if !ok {
		return errs.New(errs.Missing, "import.no-copy")
	}
	httpx.Download(v.w, m.name, xlsxMedia)
	_, err := v.w.Write(m.content)
	return err
}

func (v *visit) exportBook() error {
	var b bytes.Buffer
	if err := v.site.App.Export(v.ctx, v.who, &b, string(v.lang)); err != nil {
		return err
	}
	return v.sendBook(v.t("plan.export-name", "date", string(v.site.App.Today(v.who.District))), b.Bytes())
}

func (v *visit) templateBook() error {
	var b bytes.Buffer
	if err := v.site.App.Template(&b, string(v.lang)); err != nil {
		return err
	}
	return v.sendBook(v.t("plan.template-name"), b.Bytes())
}

func (v *visit) sendBook(name string, content []byte) error {
	httpx.Download(v.w, name+".xlsx", xlsxMedia)
	_, err := v.w.Write(content)
	return err
}
