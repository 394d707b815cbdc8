package app

import (
	"testing"

	"tupo/internal/core"
	"tupo/internal/plan"
)

// TestUnitCalled: how a text writes the name of a unit.
func TestUnitCalled(t *testing.T) {
	var units []plan.Unit
	for _, name := range []string{"样区", "发展和改革局", "教育和体育局", "住房和城乡建设局", "工业和信息化局", "市场监督管理局", "城市管理局", "城乡管理局", "卫生健康委员会",
		"财政局", "人民政府办公室", "东城街道", "丰乐镇人民政府", "高新技术产业开发区管理委员会", "统计局"} {
		units = append(units, plan.Unit{ID: core.UnitID(name), Name: name})
	}
	for _, tt := range []struct{ text, want string }{
		{"财政局", "财政局"}, {"区财政局", "财政局"}, {"样区财政局", "财政局"}, {"我区财政局", "财政局"},
		{"区住建局", "住房和城乡建设局"}, {"住建局", "住房和城乡建设局"}, {"发改委", "发展和改革局"}, {"区发改局", "发展和改革局"}, {"发展和改革委员会", "发展和改革局"},
		{"样区教体局", "教育和体育局"}, {"工信局", "工业和信息化局"}, {"市场监管局", "市场监督管理局"}, {"区卫健委", "卫生健康委员会"}, {"区卫健局", "卫生健康委员会"},
		{"区人民政府办公室", "人民政府办公室"}, {"东城街道办事处", "东城街道"}, {"丰乐镇", "丰乐镇人民政府"}, {"高新区管委会", "高新技术产业开发区管理委员会"},
		{"区城管局", ""},  // of two
		{"市住建局", ""},  // of another level
		{"区建设局", ""},  // does not begin so
		{"丰镇", ""},    // places are not shortened
		{"区发改中心", ""}, // another kind of body
		{"各部门", ""}, {"", ""},
	} {
		if got := unitCalled(units, "样区", tt.text); string(got) != tt.want {
			t.Errorf("unitCalled(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}
