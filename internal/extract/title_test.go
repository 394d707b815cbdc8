package extract

import "testing"

// TestTitle holds what a text is called, whatever a site writes above it.
func TestTitle(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"under a site's menu", "下载\n打印\n全屏\n【字体：\n大\n小\n】\n2025年甲区政府工作报告\n——2025年1月9日在甲区人民代表大会上\n来源：甲区日报\n各位代表：\n过去一年，区里向好。", "2025年甲区政府工作报告"},
		{"under a path", "您的位置:\n首页\n>\n甲区要闻\n甲区要闻\n关于做好春耕的通知\n各镇：\n要抓好春耕。", "关于做好春耕的通知"},
		{"a caption above", "政府工作报告。 本报记者 摄\n政府工作报告\n（2025年1月9日）\n各位代表：\n过去一年，区里向好。", "政府工作报告"},
		{"a headline", "甲区掀起项目建设热潮\n本报记者 王一\n本报讯 甲区加快建设。", "甲区掀起项目建设热潮"},
		{"a paragraph", "过去一年，甲区财政收入增长6.1%，城镇化率达到61.5%，新建学校3所。", "过去一年，甲区财政收入增长6.1%，城镇化率达到61.5%，新建学校3所。"},
		{"over two lines", "甲区2023年国民经济和社会发展计划执行情况与2024年计划草案的\n报告\n一、2023年计划执行情况\n财政收入增长6.1%。", "甲区2023年国民经济和社会发展计划执行情况与2024年计划草案的报告"},
		{"over two lines, 的 below", "关于甲区2023年财政预算执行情况\n的报告\n（2024年1月9日）\n各位代表：\n过去一年，区里向好。", "关于甲区2023年财政预算执行情况的报告"},
		{"under a date", "2023年11月10日\n甲区推进会传达的几件事\n会上，甲区通报新建学校3所。", "甲区推进会传达的几件事"},
		{"over a date", "甲区推进会传达的几件事\n（2023年11月10日）\n会上，甲区通报新建学校3所。", "甲区推进会传达的几件事"},
		{"a date within", "2023年11月10日甲区例会\n会上，甲区通报新建学校3所。", "2023年11月10日甲区例会"},
		{"only a menu", "下载\n打印", "下载"},
		{"nothing", " \n", ""},
	} {
		if got := Title(tt.text); got != tt.want {
			t.Errorf("%s: Title(%q) = %q, want %q", tt.name, tt.text, got, tt.want)
		}
	}
}
