package sheet

import (
	"strconv"
	"strings"

	"tupo/internal/core"
	"tupo/internal/record"
)

// cells reads the row's cells in the chosen columns into e.now.
func (r *resolver) cells(e *entry, chosen func(*column) bool) {
	fields := e.now.Fields()
	for i := range e.from.table.columns {
		c := &e.from.table.columns[i]
		if !chosen(c) {
			continue
		}
		p, ok := e.from.find(c.field)
		if !ok {
			continue
		}
		content := e.row.at(p.col)
		switch {
		case content.kind == faulty:
			r.fail(e, c.field, bad("workbook.error-cell"))
			continue
		case content.kind == uncached:
			r.fail(e, c.field, bad("workbook.uncached"))
			continue
		case content.kind == 0 || content.text == "":
			if c.required {
				r.fail(e, c.field, bad("workbook.required"))
			}
			continue
		}
		value, why := r.read(e, c, content)
		if !why.none() {
			r.unreadable(e, c, content, why)
			continue
		}
		if c.virtual {
			e.help = map[string]string{c.field: value.Text} // no sheet has two
			continue
		}
		e.given |= 1 << i
		if field, ok := fieldOf(fields, c.field); ok {
			field.Set(value)
		}
	}
}

// unreadable tells why a cell cannot be read, unless that is told elsewhere.
func (r *resolver) unreadable(e *entry, c *column, content cell, why problem) {
	r.doubt(e, c.field)
	w := e.fault(c.field, why)
	switch {
	case r.followsRead(e, c, content, why):
		r.silence(w)
	case severalKey(why.key) != "":
		scope := refTable(c.means)
		if c.means == asAction {
			scope += "\x00" + string(r.programmeOf(e))
		}
		r.once(scope+"\x00"+fold(missed(why, content)), w)
	default:
		r.report(w)
	}
}

func fieldOf(fields []record.Field, name string) (record.Field, bool) {
	for _, f := range fields {
		if f.Column == name {
			return f, true
		}
	}
	return record.Field{}, false
}

// read gives a cell's meaning as the record holds it.
func (r *resolver) read(e *entry, c *column, content cell) (record.Value, problem) {
	switch c.means {
	case asText:
		text, why := textOf(content, e.from.date04)
		return record.Value{Text: text}, why
	case asCode:
		return codeOf(content)
	case asWord:
		if value, ok := find(c.words, content.text); ok {
			return record.Value{Text: value}, problem{}
		}
		return record.Value{}, bad("workbook.word", "choices", listed(c.words))
	case asFlag:
		value, ok := find(c.words, content.text)
		if !ok {
			return record.Value{}, bad("workbook.flag")
		}
		return flagValue(value == yes), problem{}
	case asInt:
		n, why := wholeNumber(content, c.field == "sample_rate")
		return record.Value{Num: n}, why
	case asNumber:
		q, why := plainNumber(content)
		return quantityValue(q), why
	case asDate:
		d, why := dateOf(content, e.from.date04)
		return record.Value{Text: string(d)}, why
	case asMonth:
		p, why := monthOfText(content, e.from.date04)
		return record.Value{Text: p.String()}, why
	case asPeriod, asValue:
		return r.readFigure(e, c, content)
	}
	return r.readRef(e, c, content)
}

func flagValue(yes bool) record.Value {
	if yes {
		return record.Value{Num: 1}
	}
	return record.Value{}
}

func quantityValue(q core.Quantity) record.Value {
	return record.Value{Num: q.Micro(), Known: q.Known()}
}

// textOf checks a text cell once at the edge: no control characters, no more
// than a field can sensibly hold.
func textOf(c cell, from1904 bool) (string, problem) {
	if c.kind == numeric && c.format == dated {
		if d, why := serialDate(c.text, true, from1904); why.none() {
			return string(d), problem{}
		}
	}
	const limit = 4000
	if len(c.text) > 4*limit || len([]rune(c.text)) > limit {
		return "", bad("workbook.too-long", "limit", strconv.Itoa(limit))
	}
	for _, x := range c.text {
		if x < ' ' && x != '\n' && x != '\t' && x != '\r' || x == 0x7f || x == '\ufffd' {
			return "", bad("workbook.control")
		}
	}
	return c.text, problem{}
}

// codeOf checks a row's code: short, and without the signs that separate codes
// in a list.
func codeOf(c cell) (record.Value, problem) {
	const longest = 40
	text, why := textOf(cell{text: c.text, kind: textual}, false)
	if why.none() && (len([]rune(text)) > longest || strings.ContainsAny(text, "、，,;；\n\t\r")) {
		why = bad("workbook.code", "limit", strconv.Itoa(longest))
	}
	return record.Value{Text: text}, why
}

// overlay brings e.now together with the old row: given cells win, blank cells
// clear the field unless blank means “as it was”, fields without a column stay,
// and so do key and code, by which the row was found.
func (r *resolver) overlay(e *entry) {
	if e.old == nil {
		return
	}
	now, old := e.now.Fields(), e.old.Fields()
	for i, f := range now {
		c := e.from.table.column(f.Column)
		switch {
		case f.Key, c == nil, f.Column == codeField(&e.from.table), !e.from.has(f.Column), e.wrong[f.Column], !e.gave(f.Column) && c.keeps:
			f.Set(old[i].Value())
		}
	}
	r.table(e.now.Table().Name).rows[record.RefOf(e.now).ID] = e.now
}

// readFigure reads a period or a value, for which the row's indicator is needed.
func (r *resolver) readFigure(e *entry, c *column, content cell) (record.Value, problem) {
	x, year := r.indicatorOf(e)
	if x == nil {
		return record.Value{}, problem{key: "workbook.no-indicator"}
	}
	if c.means == asPeriod {
		p, why := periodOf(content, e.from.date04, year)
		if why.none() {
			p, why = releaseOf(p, x)
		}
		return record.Value{Text: p.String()}, why
	}
	if e.from.table.id == figuresSheet && isAbsent(content.text) {
		return record.Value{}, problem{}
	}
	q, why := valueOf(content, x)
	return quantityValue(q), why
}
