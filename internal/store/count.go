package store

import (
	"fmt"
	"strings"
)

// Counted is how many current rows have the same texts in some columns.
type Counted struct {
	Of   []string // the texts, in the order in which the columns were named
	Rows int
}

// Counts counts the current rows of a type by the texts of columns of its own, in the
// order of these texts, without reading anything else of a row. by is program text:
// never build it from input.
func Counts[T any, P RowOf[T]](r Reader, by ...string) ([]Counted, error) {
	in := r.reader()
	s, err := in.shape(P(new(T)))
	if err != nil {
		return nil, err
	}
	if in.tx != nil {
		if err := in.tx.sync(); err != nil {
			return nil, fmt.Errorf("store: count %s: %w", s.table.Name, err)
		}
	}
	columns := strings.Join(by, ", ")
	var out []Counted
	err = in.query(fmt.Sprintf(`
SELECT %s, COUNT(*)
FROM %s
WHERE district_id = $1
GROUP BY %s
ORDER BY %s`, columns, s.table.Name, columns, columns), []any{string(in.district)}, func(rows scanner) error {
		c := Counted{Of: make([]string, len(by))}
		dest := make([]any, 0, len(by)+1)
		for i := range c.Of {
			dest = append(dest, &c.Of[i])
		}
		if err := rows.Scan(append(dest, &c.Rows)...); err != nil {
			return &rowError{err}
		}
		out = append(out, c)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: count %s: %w", s.table.Name, err)
	}
	return out, nil
}
