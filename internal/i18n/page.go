package i18n

import "strconv"

// Page names a page of a file, or a sheet of a workbook by its name: 第 3 页,
// 工作表“一季度”.
func (c *Catalogue) Page(lang Lang, number int, sheet string) string {
	if sheet != "" {
		return c.Text(lang, "fact.page.sheet", "sheet", sheet)
	}
	return c.Text(lang, "fact.page.of", "n", strconv.Itoa(number))
}
