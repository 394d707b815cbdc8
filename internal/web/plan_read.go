package web

import (
	"errors"
	"strings"
	"time"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/plan"
	"tupo/internal/record"
)

// read turns the input into rows. Every wrong input is named.
func (f *planPage) read() (app.PlanEdit, error) {
	edit := app.PlanEdit{Reason: f.in.Reason}
	row := f.kind.fresh()
	for i, field := range row.Fields() {
		field.Set(f.row.Fields()[i].Value())
	}
	var faults []error
	for _, s := range f.kind.sections {
		for _, column := range s.columns {
			if f.fixed(column) {
				continue
			}
			field, _ := columnOf(row, column)
			if err := f.readColumn(row, field); err != nil {
				faults = append(faults, err)
			}
		}
	}
	edit.Put = []record.Row{row}
	if t, ok := row.(*plan.Target); ok && t.ID != "" {
		faults = append(faults, f.readPoints(t, &edit), f.readParts(t, &edit))
	}
	return edit, errors.Join(faults...)
}

// fixed reports whether a column is shown and not sent.
func (f *planPage) fixed(column string) bool {
	switch column {
	case "original", "version":
		return true
	}
	if !f.edit {
		return true
	}
	t, ok := f.row.(*plan.Target)
	return ok && t.ID != "" && column == "indicator_id" && len(f.points(t.ID)) > 0
}

func (f *planPage) draft(id core.ProgrammeID) bool {
	for _, p := range f.book.Programmes {
		if p.ID == id {
			return p.State == plan.Draft
		}
	}
	return true
}

func (f *planPage) points(id core.TargetID) map[string]plan.Point {
	out := map[string]plan.Point{}
	for _, p := range f.book.Points {
		if p.Target == id {
			out[p.Period] = p
		}
	}
	return out
}

// readColumn reads one input into its column.
func (f *planPage) readColumn(row record.Row, field record.Field) error {
	text := strings.TrimSpace(f.in.Columns[field.Column])
	switch {
	case field.Column == "release_at" && text == f.shown(f.row, field.Column):
		return nil // the hour that the form does not show stays
	case field.Column == "release_at":
		return f.readRelease(field, text)
	case field.Column == "supporting":
		return f.readUnits(field, text)
	case isDate(field.Column):
		if text == "" {
			field.Set(record.Value{})
			return nil
		}
		d, err := httpx.ReadDate(text)
		if err != nil {
			return errs.Field(field.Column, "date.malformed", "value", text)
		}
		field.Set(record.Value{Text: string(d)})
		return nil
	}
	switch field.Type {
	case record.TypeText:
		field.Set(record.Value{Text: text})
	case record.TypeFlag:
		field.Set(record.Value{Num: map[bool]int64{true: 1}[text != ""]})
	case record.TypeInt:
		q, err := core.ReadQuantity(text)
		if err != nil || q.Micro()%core.Scale != 0 {
			return errs.Field(field.Column, "form.whole", "value", text)
		}
		field.Set(record.Value{Num: q.Micro() / core.Scale})
	case record.TypeQuantity:
		if text == f.shown(f.row, field.Column) {
			return nil // untouched: what the display cannot show is not lost
		}
		q, err := f.quantity(row, field.Column, text)
		if err != nil {
			return err
		}
		field.Set(record.Value{Num: q.Micro(), Known: q.Known()})
	}
	return nil
}

func isDate(column string) bool {
	return strings.HasPrefix(column, "valid_") || strings.HasSuffix(column, "_on")
}

func (f *planPage) readRelease(field record.Field, text string) error {
	if text == "" {
		field.Set(record.Value{})
		return nil
	}
	d, err := httpx.ReadDate(text)
	if err != nil {
		return errs.Field(field.Column, "date.malformed", "value", text)
	}
	t := d.Time()
	first := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, f.d.v.site.App.Zone(f.d.v.who.District))
	field.Set(record.Value{Num: int64(core.InstantOf(first))})
	return nil
}

// readUnits reads a list of units by code or name.
func (f *planPage) readUnits(field record.Field, text string) error {
	var ids []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",，、;； \t\n", r) }) {
		id := ""
		for _, u := range f.book.Units {
			if strings.EqualFold(u.Code, word) || u.Name == word {
				id = string(u.ID)
			}
		}
		if id == "" {
			return errs.Field(field.Column, "plan.no-such", "value", word)
		}
		ids = append(ids, id)
	}
	field.Set(record.Value{Text: strings.Join(ids, ",")})
	return nil
}

// indicator is the one in whose unit a target's values are.
func (f *planPage) indicator(row record.Row) *plan.Indicator {
	t, ok := row.(*plan.Target)
	if !ok {
		return nil
	}
	for i := range f.book.Indicators {
		if f.book.Indicators[i].ID == t.Indicator {
			return &f.book.Indicators[i]
		}
	}
	return nil
}

func inUnit(column string) bool {
	switch column {
	case "value", "high", "floor_value", "stretch", "original":
		return true
	}
	return false
}

// quantity reads a number; one of a target is in its indicator's display unit.
func (f *planPage) quantity(row record.Row, column, text string) (core.Quantity, error) {
	x := f.indicator(row)
	if !inUnit(column) {
		x = nil
	}
	return f.d.v.readAmount(column, text, x)
}

// readAmount reads what a person typed in the unit that stands beside the field, or
// in the unit written behind the number.
func (v *visit) readAmount(field, text string, x *plan.Indicator) (core.Quantity, error) {
	if x == nil {
		q, err := core.ReadQuantity(text)
		return q, app.AmountFault(field, text, nil, err)
	}
	q, err := app.ReadAmount(v.retyped(text, x), x)
	return q, app.AmountFault(field, text, x, err)
}

// typed prints a quantity as it would be typed: exactly, in the unit beside the
// field where that can hold it.
func (v *visit) typed(q core.Quantity, x *plan.Indicator) string {
	if x == nil || !q.Known() {
		return q.String()
	}
	if x.Accumulation == plan.YesNo {
		return v.figure(q, x)
	}
	return v.toType(x.Shown(q).String(), x)
}

// shown is a column as the form shows it.
func (f *planPage) shown(row record.Row, column string) string {
	field, ok := columnOf(row, column)
	if !ok {
		return ""
	}
	value := field.Value()
	switch {
	case column == "release_at":
		if value.Num == 0 {
			return ""
		}
		return string(core.Instant(value.Num).Date(f.d.v.site.App.Zone(f.d.v.who.District)))
	case column == "supporting":
		return f.codes(value.Text)
	case field.Type == record.TypeQuantity:
		q := core.Quantity{}
		if value.Known {
			q = core.Micro(value.Num)
		}
		if !inUnit(column) {
			return q.String()
		}
		return f.d.v.typed(q, f.indicator(row))
	}
	return field.Type.Show(value)
}

// codes names units by their codes, as the form reads them back.
func (f *planPage) codes(ids string) string {
	var out []string
	for _, id := range strings.Split(ids, ",") {
		for _, u := range f.book.Units {
			if string(u.ID) == id {
				out = append(out, u.Code)
			}
		}
	}
	return strings.Join(out, ", ")
}
