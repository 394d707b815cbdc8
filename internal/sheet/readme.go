package sheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Names of the page that explains the workbook. It is not read back.
const (
	readMeZh = "说明"
	readMeEn = "Read me"
)

// guide is the text above the list of columns.
func guide(lang string) (title string, lines []string) {
	if lang == english {
		return "How to fill this workbook", []string{
			"One row is one thing. Headers are locked; columns may stand in any order, and those you do not need may stay blank or be left out.",
			"Columns marked * must be filled. Five sheets are enough to begin: Units, Programme, Actions, Indicators, Targets.",
			"The code is the row's fixed key. A second import finds the row by it and changes it; without a code one is made.",
			"Rows missing from the workbook are left as they are: an import deletes nothing.",
			"Values are given in the indicator's unit of measure. Thousands separators and full-width digits are understood; “about” and “over” are not.",
			"Nothing is imported unless every row is right. A wrong workbook comes back with its wrong cells marked.",
			"State secrets do not belong in this workbook. Names of persons neither: posts only.",
			"Example rows stand on this page only; they are not imported.",
		}
	}
	return "工作簿填写说明", []string{
		"一行一件事。表头已锁定；列的先后不限，用不到的列可留空，也可删去。",
		"标 * 的列必须填。先填五张表就能开始：单位、专项年、行动、指标、目标。",
		"编号是行的固定标识：再次导入按编号找到原来的行并更新；没有编号的自动编号。",
		"工作簿里没有的行保持原样：导入不删除任何内容。",
		"数值按指标的计量单位填写。千分位和全角数字可以识别，“约”“以上”等字样不可以。",
		"全部正确才会导入；有错的工作簿会标出错误单元格后退回。",
		"国家秘密不得填入本工作簿；也不填姓名，只填岗位。",
		"示例行只在本页，不会被导入。",
	}
}

// examples gives one example row for each sheet, by field; both languages share
// the codes.
func examples() map[string]map[string]string {
	return map[string]map[string]string{
		unitsSheet:      {"code": "TJJ", "name": "统计局", "name_en": "Statistics Bureau", "kind": "部门", "parent_id": "QJ"},
		postsSheet:      {"code": "PO01", "unit_id": "QJ", "name": "分管副区长", "leader": "是"},
		programmeSheet:  {"code": "CX2023", "name": "示例专项年", "start_year": "2023", "end_year": "2023", "state": "执行中"},
		actionsSheet:    {"code": "A01", "no": "1", "name": "示例行动", "short": "示例", "lead_post_id": "PO01", "lead_unit_id": "FGJ"},
		indicatorsSheet: {"code": "GDTZ", "name": "固定资产投资", "display_unit": "亿元", "decimals": "2", "verifier_unit_id": "TJJ", "direction": "不低于", "accumulation": "年内累计", "statistical": "是", "frequency": "月度"},
		targetsSheet:    {"code": "T0001", "action_id": "A01", "indicator_id": "GDTZ", "unit_id": "QJ", "year": "2023", "value": "1,200", "floor_value": "1150", "stretch": "1300", "kind": "约束性", "responsible_unit_id": "FGJ"},
		breakdownSheet:  {"code": "T0002", "parent_id": "T0001", "dimension": "功能区", "unit_id": "GX1", "value": "300"},
		trajectorySheet: {"target_id": "T0001", "period": "2023年1-2月", "planned": "120"},
		tasksSheet:      {"code": "W0001", "action_id": "A01", "name": "示例重点工作", "deliverable": "建成投用", "lead_unit_id": "FGJ", "due_on": "2023-12-31"},
		milestonesSheet: {"task_id": "W0001", "no": "1", "name": "开工", "due_on": "2023-03-31"},
		rulesSheet:      {"id": "R01", "name": "示例规则", "kind": "比计划进度", "green": "1", "yellow": "0.9"},
		progressSheet:   {"task_id": "W0001", "period": "2023-10", "done": "主体完工", "blocked": "外线供电未接入", "next_step": "十一月底前通电"},
		questionsSheet:  {"reporter_unit_id": "FGJ", "month": "2023-10", "indicator_id": "GDTZ", "unit_id": "QJ", "period": "2023-10", "value": "1300", "doubt": "与以往相差很大", "cause": "一次性大项", "answer": "示例项目设备款一次付清"},
		figuresSheet:    {"indicator_id": "GDTZ", "unit_id": "QJ", "period": "2023-09", "basis": "统计数", "value": "873.6", "vintage": "初步数", "released_on": "2023-10-20", "source": "月报"},
	}
}

// readMe writes the explaining page: general rules, then for each sheet its
// columns with meaning, allowed words and a marked example.
func (w *writer) readMe() error {
	name := readMeZh
	heads := []string{"工作表", "列", "必填", "怎么填", "示例（不导入）"}
	if w.lang == english {
		name = readMeEn
		heads = []string{"Sheet", "Column", "Required", "How to fill", "Example (not imported)"}
	}
	stream, err := w.begin(name)
	if err != nil {
		return err
	}
	for i, width := range []float64{16, 24, 10, 64, 24} {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	title, lines := guide(w.lang)
	at := 1
	put := func(cells ...any) {
		if err == nil {
			err = stream.SetRow(fmt.Sprintf("A%d", at), cells)
		}
		at++
	}
	put(excelize.Cell{StyleID: w.title, Value: title})
	for _, line := range lines {
		put(line)
	}
	at++
	header := make([]any, len(heads))
	for i, h := range heads {
		header[i] = excelize.Cell{StyleID: w.head, Value: h}
	}
	put(header...)
	for _, t := range tables() {
		put(excelize.Cell{StyleID: w.needed, Value: t.name(w.lang)}, nil, nil, excelize.Cell{StyleID: w.wrap, Value: t.note(w.lang)})
		for i := range t.columns {
			put(w.explained(&t, &t.columns[i])...)
		}
	}
	if err != nil {
		return err
	}
	return stream.Flush()
}

func (t *table) note(lang string) string {
	if lang == english {
		return t.noteEn
	}
	return t.noteZh
}

func (w *writer) explained(t *table, c *column) []any {
	note := c.note(w.lang)
	if c.means == asWord {
		note = strings.TrimRight(note, "。.") + "（" + strings.Join(choices(c.words, w.lang), " / ") + "）"
	}
	mark := ""
	if c.required {
		mark = "*"
	}
	example := examples()[t.id][c.field]
	if value, ok := find(c.words, example); ok {
		example = show(c.words, w.lang, value)
	}
	return []any{
		nil, c.header(w.lang), mark,
		excelize.Cell{StyleID: w.wrap, Value: note},
		excelize.Cell{StyleID: w.example, Value: example},
	}
}

// Names of the column that Annotate adds; a later import passes over it.
const (
	remarkZh = "检查结果"
	remarkEn = "Check result"
)

func isRemark(header string) bool {
	key := fold(header)
	return key == fold(remarkZh) || key == fold(remarkEn)
}
