package sheet_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// contents gives all cells of all sheets as text.
func contents(t testing.TB, workbook []byte) map[string][][]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string][][]string{}
	for _, name := range f.GetSheetList() {
		if all[name], err = f.GetRows(name); err != nil {
			t.Fatal(err)
		}
	}
	return all
}
