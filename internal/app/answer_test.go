package app_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// answerPlace is a month place whose start rate is a yes or no.
func answerPlace(t *testing.T) *monthPlace {
	b := monthBook()
	x := &b.Indicators[2]
	x.Name, x.NameEn, x.Unit, x.Display, x.Decimals, x.Accumulation = "平台上线", "Platform in use", "项", "项", 0, plan.YesNo
	for i := range b.Targets {
		if y := &b.Targets[i]; y.Indicator == x.ID {
			y.Value, y.Original = core.Whole(1), core.Whole(1)
		}
	}
	return newPlaceOf(t, "", b)
}

func TestAnswersAreReadAsPeopleWriteThem(t *testing.T) {
	p := answerPlace(t)
	p.at("2023-04-04")
	quarter := core.Months(2023, 1, 3)
	for _, tt := range []struct {
		text string
		want int64
	}{{"是", 1}, {"否", 0}, {"yes", 1}, {"No", 0}, {"1", 1}, {"０", 0}, {"true", 1}, {"false", 0}} {
		p.file("reporter", quarterOf(tt.text, "", ""))
		p.wantFigure("rate", quarter, tt.want, report.Claimed)
	}
	before := p.seq()
	for _, text := range []string{"2", "0.5", "-1", "是的", "1项", "100%"} {
		_, err := p.app.File(t.Context(), p.as("reporter"), quarterOf(text, "", ""))
		p.wantFaults("File of "+text, before, err, "plan.yesno @ value.rate.fgj")
		if zh := sentence(t, "zh", err); zh != "是否类指标只能填“是”或“否”，现为“"+text+"”" {
			t.Errorf("File of %s says %q", text, zh)
		}
	}
	err := p.app.EnterOfficial(t.Context(), p.as("stats"), "", []app.Release{{Indicator: "rate", Unit: "fgj", Period: quarter, Value: "否",
		Basis: report.Official, Released: "2023-04-03", Source: "认定名单"}})
	if err != nil {
		t.Errorf("EnterOfficial of 否 = %v", err)
	}
}

// A sheet's workbook lets a yes or no be chosen, in the language of the workbook, and
// reads both languages.
func TestAnswersInASheetsWorkbook(t *testing.T) {
	p := answerPlace(t)
	p.at("2023-04-04")
	p.file("reporter", quarterOf("否", "", ""))
	for _, tt := range []struct{ lang, list, stands, typed, want string }{
		{"zh", "是,否", "否", "Yes", "1"}, {"en", "Yes,No", "Yes", "否", "0"}, {"en", "Yes,No", "No", "TRUE", "1"}} { // what is brought in is the draft of the next
		var book bytes.Buffer
		if err := p.app.ExportSheet(t.Context(), p.as("reporter"), "fgj", march, &book, tt.lang); err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(&book)
		if err != nil {
			t.Fatal(err)
		}
		name := f.GetSheetName(0)
		lists, err := f.GetDataValidations(name)
		if err != nil || len(lists) != 1 || strings.Trim(lists[0].Formula1, `"`) != tt.list {
			t.Fatalf("%s: lists of %s = %+v, %v, want one of %s", tt.lang, name, lists, err, tt.list)
		}
		cell := lists[0].Sqref
		if got, _ := f.GetCellValue(name, cell); got != tt.stands {
			t.Errorf("%s: %s says %q, want %q", tt.lang, cell, got, tt.stands)
		}
		if err := f.SetCellValue(name, cell, tt.typed); err != nil {
			t.Fatal(err)
		}
		var back bytes.Buffer
		if err := f.Write(&back); err != nil {
			t.Fatal(err)
		}
		got, err := p.app.ImportSheet(t.Context(), p.as("reporter"), "fgj", march, &back)
		if err != nil || got.Failed() {
			t.Fatalf("%s: ImportSheet of %s = %+v, %v", tt.lang, tt.typed, got.Wrong, err)
		}
		for _, l := range got.Filing.Lines {
			if l.Indicator == "rate" && l.Value != tt.want {
				t.Errorf("%s: %s is read as %q, want %q", tt.lang, tt.typed, l.Value, tt.want)
			}
		}
	}
}
