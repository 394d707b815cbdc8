package i18n_test

import (
	"strings"
	"testing"

	"tupo/internal/i18n"
)

func TestByName(t *testing.T) {
	for _, test := range []struct {
		lang     i18n.Lang
		in, want string
	}{
		{i18n.ZH, "自然资源局 发展和改革局 安监局 税务局 商务局 城市管理局 统计局", "安监局 城市管理局 发展和改革局 商务局 税务局 统计局 自然资源局"},
		{i18n.ZH, "第10专班 海洋局 第9专班 BIM专班 2号园", "2号园 BIM专班 第9专班 第10专班 海洋局"},
		{i18n.EN, "Zone Audit bureau Park10 park9", "Audit bureau park9 Park10 Zone"},
	} {
		got := strings.Fields(test.in)
		i18n.ByName(test.lang, got, func(s *string) string { return *s })
		if text := strings.Join(got, " "); text != test.want {
			t.Errorf("ByName(%s, %s) = %s, want %s", test.lang, test.in, text, test.want)
		}
	}
}

func BenchmarkByName(b *testing.B) {
	names := strings.Fields("自然资源局 发展和改革局 税务局 商务局 城市管理局 统计局 督查室 财政局 公安分局 海洋发展局 司法局 民政局 农业农村局 科学技术局 教育和体育局 交通运输局 应急管理局 文化和旅游局 卫生健康局 投资促进局 市场监督管理局 生态环境分局 行政审批服务局 大数据发展管理局 工业和信息化局 住房和城乡建设局 人力资源和社会保障局 开发区 示例镇甲 示例镇乙 示例街道甲 示例街道乙 前湾综合保税区 国际经济合作区 董家口经济区 古镇口创新区 灵山湾影视文化产业区 海洋高新区 交通商务区 现代农业示范区")
	all := make([]string, len(names))
	b.ReportAllocs()
	for b.Loop() {
		copy(all, names)
		i18n.ByName(i18n.ZH, all, func(s *string) string { return *s })
	}
}
