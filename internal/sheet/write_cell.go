package sheet

import (
	"math/big"
	"strings"

	"github.com/xuri/excelize/v2"

	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
)

// row gives a row's cells in the order of the columns.
func (w *writer) row(t *table, row record.Row) []any {
	fields := row.Fields()
	cells := make([]any, len(t.columns))
	x := w.measure(row)
	for i := range t.columns {
		c := &t.columns[i]
		if field, ok := fieldOf(fields, c.field); ok && !c.virtual {
			cells[i] = w.cell(c, field, row, x)
		} else if c.virtual {
			cells[i] = w.virtual(row)
		}
	}
	return cells
}

// measure finds the indicator whose unit the row's values have.
func (w *writer) measure(row record.Row) *plan.Indicator {
	switch x := row.(type) {
	case *plan.Target:
		return w.indicators[x.Indicator]
	case *plan.Point:
		if t := w.targets[x.Target]; t != nil {
			return w.indicators[t.Indicator]
		}
	case *Question:
		return w.indicators[x.Line.Indicator]
	case *report.Observation:
		return w.indicators[x.Indicator]
	}
	return nil
}

// virtual is the programme of a task, by way of its action: the column that
// keeps equal action codes of several programmes apart.
func (w *writer) virtual(row record.Row) any {
	task, ok := row.(*plan.Task)
	if !ok {
		return nil
	}
	return blankOr(w.programmes[task.Action])
}

func blankOr(s string) any {
	if s == "" {
		return nil
	}
	return guard(s)
}

func (w *writer) cell(c *column, f record.Field, row record.Row, x *plan.Indicator) any {
	v := f.Value()
	switch c.means {
	case asCode:
		if v.Text == "" {
			return blankOr(record.RefOf(row).ID)
		}
	case asWord:
		if word := show(c.words, w.lang, v.Text); word != "" {
			return word
		}
		return nil
	case asFlag:
		return choices(c.words, w.lang)[1-v.Num]
	case asInt:
		if v.Num == 0 && !c.keeps {
			return nil
		}
		return v.Num
	case asDate:
		if n := serialOf(core.Date(v.Text)); n > 0 {
			return excelize.Cell{StyleID: w.date, Value: n}
		}
	case asNumber:
		return decimalCell(v, 1)
	case asValue:
		return w.value(c, v, x)
	case asUnits:
		codes := strings.Split(v.Text, ",")
		for i := range codes {
			codes[i] = w.code("unit", codes[i])
		}
		return blankOr(strings.Join(codes, "、"))
	case asAction:
		return blankOr(w.code("action", v.Text))
	default:
		if table := refTable(c.means); table != "" {
			return blankOr(w.code(table, v.Text))
		}
	}
	return blankOr(v.Text)
}

func (w *writer) code(table, id string) string {
	if code := w.codes[table+":"+id]; code != "" {
		return code
	}
	return id
}

func (w *writer) value(c *column, v record.Value, x *plan.Indicator) any {
	if !v.Known {
		if c.field != "value" || !c.required {
			return nil
		}
		if w.lang == english {
			return "n/a"
		}
		return "无数据"
	}
	factor := int64(1)
	if x != nil {
		factor, _ = scaleOf(x)
	}
	return decimalCell(v, factor)
}

// decimalCell writes a quantity divided by factor: as a number where a
// spreadsheet's 15 digits hold it, else as text, so that nothing is rounded.
func decimalCell(v record.Value, factor int64) any {
	if !v.Known {
		return nil
	}
	r := new(big.Rat).SetFrac(big.NewInt(v.Num), new(big.Int).Mul(big.NewInt(core.Scale), big.NewInt(factor)))
	text := r.FloatString(20)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	digits := strings.TrimLeft(strings.NewReplacer(".", "", "-", "").Replace(text), "0")
	const exact = 15
	if f, _ := r.Float64(); len(digits) <= exact {
		return f
	}
	return text
}
