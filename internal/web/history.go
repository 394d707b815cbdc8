package web

import (
	"strconv"
	"strings"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/board"
	"tupo/internal/catalogue"
	"tupo/internal/core"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/web/page"
)

// dresser turns stored values into what people call them.
type dresser struct {
	v     *visit
	s     *board.Snapshot
	names map[core.AccountID]app.Named
	asked []plan.Indicator // that come with the request at hand
}

func (v *visit) dresser() (dresser, error) {
	s, err := v.site.App.Seen(v.ctx, v.who)
	if err != nil {
		return dresser{}, err
	}
	d := dresser{v: v, s: s}
	if v.may(access.ViewHistory) || v.may(access.ViewLedger) {
		d.names, err = v.site.App.AccountNames(v.ctx, v.who)
	}
	return d, err
}

// value dresses the content of a column. x is the indicator whose unit of measure
// a quantity is in; nil when it has none.
func (d dresser) value(table, column, text string, x *plan.Indicator) string {
	if text == "" {
		return ""
	}
	v := d.v
	if e, ok := enumOf(table, column); ok {
		return v.word(e, text)
	}
	if to := selects(table, column); to != "" {
		return orText(d.object(to, text), text)
	}
	if q, isMeasure := measured(table, column, text); isMeasure && x != nil {
		return v.inDisplay(q, x).String()
	}
	switch column {
	case "supporting":
		var names []string
		for _, id := range strings.Split(text, ",") {
			names = append(names, orText(d.object("unit", id), id))
		}
		return strings.Join(names, v.list())
	case "period":
		return v.periodText(text)
	case "source", "ref", "object":
		return d.ref(text)
	case "level", "kind", "state":
		return text
	}
	return d.scalar(table, column, text)
}

// scalar dresses dates, moments, accounts, flags and plain numbers.
func (d dresser) scalar(table, column, text string) string {
	v := d.v
	switch columnType(table, column) {
	case record.TypeFlag:
		return v.t(map[bool]string{true: "yes", false: "no"}[text == "1"])
	case record.TypeQuantity:
		q, err := core.ParseQuantity(text)
		if err != nil {
			return text
		}
		return i18n.Number(q, decimalsOf(text))
	case record.TypeInt:
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil {
			return text
		}
		if strings.HasSuffix(column, "_at") {
			if n == 0 {
				return ""
			}
			return v.clock(core.Instant(n))
		}
		return text
	}
	switch {
	case strings.HasSuffix(column, "_on") || strings.HasPrefix(column, "valid_") || column == "dated":
		return v.site.Words.Date(v.lang, core.Date(text))
	case strings.HasSuffix(column, "_by") || column == "by_account" || column == "account_id":
		return d.account(text)
	}
	return text
}

// decimalsOf counts the decimals of a canonical decimal.
func decimalsOf(text string) int {
	_, part, _ := strings.Cut(text, ".")
	return len(part)
}

// columnType finds a column's type; text when the table is not known.
func columnType(table, column string) record.Type {
	for _, row := range catalogue.Rows() {
		if row.Table().Name != table {
			continue
		}
		if f, ok := columnOf(row, column); ok {
			return f.Type
		}
	}
	return record.TypeText
}

// measured reads the columns that are in an indicator's unit.
func measured(table, column, text string) (core.Quantity, bool) {
	switch table + "." + column {
	case "observation.value", "report_line.value", "target.value", "target.high", "target.floor_value", "target.stretch", "target.original",
		"trajectory.planned", "target_change.old_value", "target_change.new_value":
		q, err := core.ParseQuantity(text)
		return q, err == nil
	}
	return core.Quantity{}, false
}

// account names whoever did something.
func (d dresser) account(id string) string {
	return d.v.signer(id, func(a core.AccountID) string {
		if n, ok := d.names[a]; ok {
			return d.v.named(n.Name, n.NameEn)
		}
		return string(a)
	})
}

// object names an object of the plan; "" when it is not there.
func (d dresser) object(kind, id string) string {
	v, s := d.v, d.s
	switch kind {
	case "unit":
		return v.unitName(s, core.UnitID(id))
	case "post":
		if p, ok := s.Post(core.PostID(id)); ok {
			return v.named(p.Name, p.NameEn)
		}
	case "programme":
		if p, ok := s.Programme(core.ProgrammeID(id)); ok {
			return v.named(p.Name, p.NameEn)
		}
	case "action":
		return v.actionName(s, core.ActionID(id))
	case "task":
		if t, ok := s.Task(core.TaskID(id)); ok {
			return v.named(t.Name, t.NameEn)
		}
	case "indicator":
		if x := d.indicator(id); x != nil {
			return v.named(x.Name, x.NameEn)
		}
	case "target":
		if t, ok := s.Target(core.TargetID(id)); ok {
			if x, known := s.Indicator(t.Indicator); known {
				return t.Code + " " + v.targetName(s, t, x)
			}
		}
	case "rule":
		return d.rule(id)
	case "person":
		return d.person(core.PersonID(id))
	}
	return ""
}

// person names a person to whoever may know the name; to others it is a person.
func (d dresser) person(id core.PersonID) string {
	x, err := d.v.site.App.Person(d.v.ctx, d.v.who, id)
	if err != nil {
		return d.v.thing("person")
	}
	return d.v.personName(x)
}

func (d dresser) rule(id string) string {
	for _, r := range append(d.s.Book().Rules, plan.DefaultRule()) {
		if string(r.ID) == id {
			return d.v.named(r.Name, r.NameEn)
		}
	}
	return ""
}

// ref names what a reference points at: its sort, then its name.
func (d dresser) ref(text string) string {
	ref, err := core.ParseRef(text)
	if err != nil || ref.Kind == "" {
		return d.v.term(text)
	}
	return d.title(ref)
}

// title names a row as people would: “调度数 固定资产投资 · 示例功能区 · 2023年9月”.
func (d dresser) title(ref core.Ref) string {
	kind := d.v.thing(ref.Kind)
	if name := d.object(ref.Kind, ref.ID); name != "" {
		return kind + " " + name
	}
	parts := strings.Split(ref.ID, "/")
	columns := keyColumns(ref.Kind)
	if len(columns) != len(parts) {
		return kind + " " + ref.ID
	}
	var words []string
	for i, c := range columns {
		switch {
		case c == "id" || ref.Kind == "report_line" && c == "report_id":
			continue // an identifier tells people nothing
		default:
			words = append(words, d.value(ref.Kind, c, parts[i], nil))
		}
	}
	return strings.TrimSpace(kind + " " + strings.Join(words, " · "))
}

// thing is what people call one row of a table.
func (v *visit) thing(table string) string {
	if v.site.Words.Has("thing." + table) {
		return v.t("thing." + table)
	}
	return table
}

// thingWithin is thing in the middle of a phrase: “Unit”, “New unit”.
func (v *visit) thingWithin(table string) string {
	name := v.thing(table)
	if v.lang == i18n.EN {
		name = strings.ToLower(name)
	}
	return name
}

// tableName is what people call the rows of a table together.
func (v *visit) tableName(table string) string {
	if v.site.Words.Has("table." + table) {
		return v.t("table." + table)
	}
	return table
}

func keyColumns(table string) []string {
	for _, row := range catalogue.Rows() {
		if row.Table().Name != table {
			continue
		}
		var out []string
		for _, f := range row.Fields() {
			if f.Key {
				out = append(out, f.Column)
			}
		}
		return out
	}
	return nil
}

// indicatorOf finds the indicator in whose unit a row's quantities are. Rows of a
// change that was never decided name their target in diffs.
func (d dresser) indicatorOf(ref core.Ref, diffs []record.Difference) *plan.Indicator {
	parts := strings.Split(ref.ID, "/")
	var id core.IndicatorID
	target := core.TargetID("")
	switch ref.Kind {
	case "observation":
		id = core.IndicatorID(parts[0])
	case "report_line":
		if len(parts) > 1 {
			id = core.IndicatorID(parts[1])
		}
	case "target", "trajectory":
		target = core.TargetID(parts[0])
	}
	for _, x := range diffs {
		switch x.Column {
		case "target_id":
			target = core.TargetID(orText(x.New, x.Old))
		case "indicator_id":
			id = core.IndicatorID(orText(x.New, x.Old))
		}
	}
	if t, ok := d.s.Target(target); ok {
		id = t.Indicator
	}
	x, _ := d.s.Indicator(id)
	return x
}

// hiddenColumns are of no use to people: hashes that the proof covers, payloads.
func hiddenColumn(table, column string) bool {
	switch table + "." + column {
	case "fact.payload", "fact.fingerprint", "fact.found_by", "fact.confidence", "report.content_hash", "person.personal_hash":
		return true
	}
	return false
}

// diffs dresses the differences of one change.
func (d dresser) diffs(ref core.Ref, all []record.Difference, x *plan.Indicator) []page.Diff {
	var out []page.Diff
	for _, one := range all {
		if hiddenColumn(ref.Kind, one.Column) {
			continue
		}
		old, now := d.value(ref.Kind, one.Column, one.Old, x), d.value(ref.Kind, one.Column, one.New, x)
		if old == "" && now == "" {
			continue
		}
		diff := page.Diff{Field: d.v.label(ref.Kind, one.Column), Old: old, New: now}
		if one.Column == "source" {
			diff.OldURL, diff.NewURL = d.v.wordsOf(one.Old), d.v.wordsOf(one.New)
		}
		out = append(out, diff)
	}
	return out
}

// deed names what a use case did.
func (v *visit) deed(action string) string {
	if v.site.Words.Has("deed." + action) {
		return v.t("deed." + action)
	}
	return action
}

// history is everything that happened to one thing.
func (v *visit) history() error {
	ref, err := core.ParseRef(v.r.URL.Query().Get("ref"))
	if err != nil || ref.Kind == "" {
		return access.Missing()
	}
	h, err := v.site.App.History(v.ctx, v.who, ref)
	if err != nil {
		return err
	}
	d, err := v.dresser()
	if err != nil {
		return err
	}
	title := d.title(ref)
	p := page.History{Frame: v.frame(title), Heading: page.Heading{Kicker: v.t("history.title"), Title: title}, Empty: v.t("history.none")}
	ledger := v.may(access.ViewLedger)
	if ledger {
		p.Heading.Crumbs = []page.Link{{Text: v.t("nav.ledger"), URL: "/ledger"}}
	}
	if ref.Kind == "fact" && v.may(access.ViewDocument) {
		p.Heading.Buttons = []page.Button{{Text: v.t("source.span"), URL: "/facts/" + ref.ID}}
	}
	var all []record.Difference
	for _, c := range h.Changes {
		all = append(all, c.Differs...)
	}
	x := d.indicatorOf(ref, all)
	for _, c := range h.Changes {
		change := page.Change{ID: "e-" + itoa(c.Seq), No: v.t("ledger.no", "n", i18n.Count(int64(c.Seq))), When: v.clock(c.Time),
			Who: d.account(c.Actor), What: v.deed(c.Action), Why: c.Reason, Tone: toneOf(c.Op), Diffs: d.diffs(ref, c.Differs, x)}
		if ledger {
			change.URL = "/ledger/" + itoa(c.Seq)
			change.Proof = &page.Link{Text: v.t("ledger.proof"), URL: change.URL + "#proof"}
		}
		p.Changes = append(p.Changes, change)
	}
	proof := v.proof(h.Proof)
	p.Proof = &proof
	return v.show(p)
}

func toneOf(op record.Op) page.Tone {
	switch op {
	case record.Delete:
		return page.ToneFar
	case record.Update:
		return page.ToneBehind
	}
	return ""
}
