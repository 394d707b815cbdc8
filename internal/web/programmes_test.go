package web_test

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"tupo/internal/core"
	"tupo/internal/demo"
	"tupo/internal/plan"
)

// twoProgrammes is the demonstration's year beside a second programme, which has an
// action A01 too: S01 wants another value of a figure that the first programme plans,
// S02 is as short as A07T1.
func twoProgrammes(t *testing.T) *demo.Year {
	t.Helper()
	year := demo.New()
	b := &year.Book
	b.Programmes = append(b.Programmes, plan.Programme{ID: "sj", Code: "SJ2026", Name: "三年行动", NameEn: "Three-year action",
		StartYear: 2023, EndYear: 2025, State: plan.Active})
	b.Actions = append(b.Actions, plan.Action{ID: "sj1", Programme: "sj", No: 1, Code: "A01", Name: "园区提质", NameEn: "Better parks"})
	copied := func(id core.TargetID, code string, from *plan.Target) plan.Target {
		x := *from
		x.ID, x.Code, x.Programme, x.Action, x.Parent, x.Dimension, x.Shape = id, code, "sj", "sj1", "", "", plan.Linear
		x.Floor, x.Stretch = core.Quantity{}, core.Quantity{}
		return x
	}
	var more []plan.Target
	for i := range b.Targets {
		switch x := &b.Targets[i]; {
		case x.Indicator == "park" && x.Unit == "xq":
			s := copied("s01", "S01", x)
			s.Value = core.Whole(240)
			more = append(more, s)
		case x.Code == "A07T1":
			more = append(more, copied("s02", "S02", x))
		}
	}
	if len(more) != 2 {
		t.Fatalf("the demonstration has %d of the 2 targets that are copied", len(more))
	}
	b.Targets = append(b.Targets, more...)
	return year
}

var counted = regexp.MustCompile(`<span class="figure">(\d+)</span>`)

// Two programmes with an action A01 each stood in one strip that named neither, the
// box of one counted the other's, and the second A01 had no page.
func TestTwoProgrammesWithTheSameCodes(t *testing.T) {
	o := openOfficeOf(t, twoProgrammes(t))
	r := o.login("office")

	front := r.get("/")
	front.want(t, "the front page", http.StatusOK, `href="/actions/CXTP2023:A01"`, `href="/actions/SJ2026:A01"`, `href="/actions/A07"`, "· 创新突破年 · 01 国家战略")
	strips := strings.Split(front.body, `<h2 class="strip-name"`)
	if len(strips) != 3 {
		t.Fatalf("the front page names %d programmes over their actions, want 2", len(strips)-1)
	}
	for i, want := range []struct {
		name    string
		actions int
	}{{"创新突破年", 13}, {"三年行动", 1}} {
		strip, _, _ := strings.Cut(strips[i+1], "</section>")
		tiles, tally, _ := strings.Cut(strip, `<li class="tally">`)
		sum := 0
		for _, m := range counted.FindAllStringSubmatch(tally, -1) {
			n, _ := strconv.Atoi(m[1])
			sum += n
		}
		if !strings.Contains(tiles, ">"+want.name+"</h2>") || strings.Count(tiles, `class="no"`) != want.actions || sum != want.actions {
			t.Errorf("strip %d has %d tiles and counts %d lights, want %d of %s: %.300s", i, strings.Count(tiles, `class="no"`), sum, want.actions, want.name, tiles)
		}
	}

	for _, c := range []struct {
		path       string
		has, lacks []string
	}{
		{"/actions/SJ2026:A01", []string{"三年行动", "01 园区提质", `href="/targets/S01"`, `href="/gaps?action=SJ2026%3AA01"`}, []string{`href="/targets/A01T1"`}},
		{"/actions/CXTP2023:A01", []string{"创新突破年", `href="/targets/A01T1"`}, []string{`href="/targets/S01"`}},
		{"/actions/CXTP2023:A07", []string{`href="/targets/A07T1"`}, []string{`href="/targets/S02"`}},
		{"/actions/A01", []string{`href="/actions/CXTP2023:A01"`, `href="/actions/SJ2026:A01"`, "三年行动"}, nil},
		{"/gaps?action=SJ2026:A01", []string{"三年行动 · 01 园区提质", `href="/targets/S02"`, `value="SJ2026:A01" selected`}, []string{`href="/targets/A07T1"`}},
		{"/gaps?action=A07", []string{`href="/targets/A07T1"`}, []string{`href="/targets/S02"`}},
		{"/gaps?group=action", []string{`id="SJ2026:A01"`, `id="A07"`}, nil},
		{"/targets?action=CXTP2023:A01", []string{`href="/targets/A01T1"`}, []string{`href="/targets/S01"`}},
		{"/targets/S01", []string{`href="/actions/SJ2026:A01"`, "三年行动 · 01 园区提质"}, nil},
	} {
		a := r.get(c.path)
		a.want(t, c.path, http.StatusOK, c.has...)
		for _, x := range c.lacks {
			if strings.Contains(a.body, x) {
				t.Errorf("GET %s has %s", c.path, x)
			}
		}
	}
	r.get("/actions/SJ2026:A07").want(t, "an action of the other programme", http.StatusNotFound)
	for _, path := range []string{"/gaps?action=A01", "/targets?action=A01"} {
		r.get(path).want(t, path, http.StatusUnprocessableEntity, "CXTP2023:A01, SJ2026:A01")
	}
}

// A figure that two programmes plan differently showed the first one's plan alone, to
// those who fill it in and to those who verify it.
func TestFigurePlannedTwice(t *testing.T) {
	o := openOfficeOf(t, twoProgrammes(t))
	reporter := o.login("reporter")
	reporter.get(sheetPath).want(t, "the sheet", http.StatusOK, `data-label="计划">A08T5 21`, `<span class="note">S01 200</span>`)
	book, err := excelize.OpenReader(strings.NewReader(reporter.get(sheetPath + "/workbook.xlsx").body))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("应报数据")
	if err != nil || !strings.Contains(strings.Join(slices.Concat(rows...), "|"), "|A08T5 21\nS01 200|") {
		t.Errorf("the workbook has no “A08T5 21, S01 200”: %v %q", err, rows)
	}
	if a := reporter.upload(sheetPath, "", "", nil, reporter.filled("20", "4012", "93.1")); a.status != http.StatusSeeOther {
		t.Fatalf("POST %s = %d: %.600s", sheetPath, a.status, a.text())
	}
	approver := o.login("approver")
	form := approver.get(sheetPath).fields()
	form.Set("do", "approve")
	approver.post(sheetPath+"/verdict", form)
	o.login("verifier2").get("/queue").want(t, "the queue", http.StatusOK, "A08T5 21", "S01 200")
}

// A programme with many targets that nobody answers for listed them all beside its form.
func TestOwnerlessTargetsInParts(t *testing.T) {
	year := demo.New()
	b := &year.Book
	for i := range 60 {
		x := plan.Indicator{ID: core.IndicatorID(fmt.Sprintf("m%02d", i)), Code: fmt.Sprintf("M%02d", i), Name: fmt.Sprintf("第%d项任务", i+1),
			Direction: plan.AtLeast, Accumulation: plan.Cumulative, Frequency: plan.Monthly}
		x.MeasureIn("个")
		b.Indicators = append(b.Indicators, x)
		b.Targets = append(b.Targets, plan.Target{ID: core.TargetID(fmt.Sprintf("n%02d", i)), Code: fmt.Sprintf("N%02d", i), Programme: b.Programmes[0].ID, Indicator: x.ID,
			Unit: districtOf(b), Year: 2023, Value: core.Whole(1), Shape: x.UsualShape()})
	}
	o := openOfficeOf(t, year)
	r := o.login("office")
	path := "/plan/programme/" + string(b.Programmes[0].ID)
	listed := regexp.MustCompile(`href="/plan/target/n\d\d"`)
	for _, c := range []struct {
		query string
		want  int
		more  bool
	}{{"", 50, true}, {"?ownerless=all", 60, false}} {
		a := r.get(path + c.query)
		got, more := len(listed.FindAllString(a.body, -1)), strings.Contains(a.body, path+"?ownerless=all")
		if got != c.want || more != c.more || !strings.Contains(a.text(), "没有责任单位的目标 60") {
			t.Errorf("GET %s = %d: %d targets, a link to all is %v, want %d, %v", path+c.query, a.status, got, more, c.want, c.more)
		}
	}
}

// districtOf is the unit that stands for the whole district.
func districtOf(b *plan.Book) core.UnitID {
	i := slices.IndexFunc(b.Units, func(u plan.Unit) bool { return u.Kind == plan.UnitDistrict })
	return b.Units[i].ID
}
