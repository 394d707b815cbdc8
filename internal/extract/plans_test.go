package extract

import "testing"

// The same words of a five-year plan speak of what was done or of what is to come, by the
// year of the text.
func TestPlansStandToTheYearOfTheText(t *testing.T) {
	for _, c := range []struct{ date, text, kind, period string }{
		{"2021-01-20", "“十三五”时期工作回顾\n新建学校150所，农村公路总里程达到3200公里。", "result", "2016-2020"},
		{"2021-01-20", "“十四五”时期主要目标\n新建学校150所，农村公路总里程达到3200公里。", "target", "2021-2025"},
		{"2026-01-20", "“十四五”时期工作回顾\n新建学校150所，农村公路总里程达到3200公里。", "result", "2021-2025"},
		{"2016-02-01", "“十三五”时期主要目标\n新建学校150所，农村公路总里程达到3200公里。", "target", "2016-2020"},
		{"2023-01-20", "“十四五”时期主要指标\n新建学校150所，农村公路总里程达到3200公里。", "target", "2021-2025"},
		{"2023-01-20", "“十四五”以来工作回顾\n新建学校150所，农村公路总里程达到3200公里。", "result", "2021-2022"},
		{"2006-02-01", "“十五”时期工作回顾\n新建学校150所，农村公路总里程达到3200公里。", "result", "2001-2005"},
	} {
		got := ReadProse(c.text, Options{Date: c.date}).Quantities
		if len(got) == 0 || got[0].Kind != c.kind || got[0].Period != c.period {
			t.Errorf("%s %q: %+v; want %s of %s", c.date, c.text, got, c.kind, c.period)
		}
	}
}
