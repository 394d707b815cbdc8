package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"tupo/internal/i18n"
	"tupo/internal/web/page"
)

// A head's link sorts, turns round and gives the table's own order again; the other
// parameters stay, what has no figure comes last both ways, and equals stay in order.
func TestSorted(t *testing.T) {
	table := func() page.Table {
		row := func(name string, key page.Key) page.Row {
			return page.Row{Cells: []page.Cell{{Text: name}, {Text: "x", Key: key}}}
		}
		return page.NewTable([]page.Column{{Label: "名称", Sort: "name"}, {Label: "差", Sort: "short", Numeric: true}}, []page.Row{
			row("住建局", page.NumberKey(2, true)), row("财政局", page.NumberKey(0, false)), row("发改局", page.NumberKey(10, true)),
			row("城管局", page.NumberKey(2, true)), row("—", page.NumberKey(-1, true)),
		})
	}
	for _, c := range []struct {
		sort, order, marked, next string // next is the link of the marked head
	}{
		{"", "住建局 财政局 发改局 城管局 —", "", ""},
		{"short", "发改局 住建局 城管局 — 财政局", "descending", "/gaps?action=A07&sort=-short"},
		{"-short", "— 住建局 城管局 发改局 财政局", "ascending", "/gaps?action=A07"},
		{"name", "财政局 城管局 发改局 住建局 —", "ascending", "/gaps?action=A07&sort=-name"},
		{"-name", "住建局 发改局 城管局 财政局 —", "descending", "/gaps?action=A07"},
		{"colour", "住建局 财政局 发改局 城管局 —", "", ""},
	} {
		v := &visit{lang: i18n.ZH, r: httptest.NewRequest(http.MethodGet, "/gaps?action=A07&sort="+c.sort, nil)}
		got := v.sorted(table())
		var order []string
		for _, r := range got.Rows {
			order = append(order, r.Cells[0].Text)
		}
		marked, next := "", ""
		for _, col := range got.Columns {
			if col.Sorted != "" {
				marked, next = col.Sorted, col.SortURL
			}
		}
		if text := strings.Join(order, " "); text != c.order || marked != c.marked || next != c.next || !got.Sortable {
			t.Errorf("sorted by %q = %s, marked %q, next %q; want %s, %q, %q", c.sort, text, marked, next, c.order, c.marked, c.next)
		}
	}
}
