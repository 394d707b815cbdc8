package zh

import "testing"

func TestParseNumber(t *testing.T) {
	for _, tt := range []struct {
		in, want string
		ok       bool
	}{
		{"0", "0", true}, {"50", "50", true}, {"1.4", "1.4", true}, {"１２００", "1200", true}, {"１．５", "1.5", true},
		{"3,000", "3000", true}, {"1,234,567.80", "1234567.8", true}, {"-2.8", "-2.8", true}, {"−2", "-2", true},
		{"12,34", "", false}, {"1.", "", false}, {"", "", false}, {"万", "", false}, {"亿元", "", false},
		{"零", "0", true}, {"〇", "0", true}, {"十", "10", true}, {"十三", "13", true}, {"二十", "20", true}, {"廿三", "23", true}, {"卅", "30", true},
		{"两百", "200", true}, {"二百零五", "205", true}, {"一千零一", "1001", true}, {"三千五百", "3500", true},
		{"二〇二三", "2023", true}, {"一九九五", "1995", true}, {"三亿五千万", "350000000", true}, {"一万二千", "12000", true},
		{"一点五", "1.5", true}, {"十二点零五", "12.05", true}, {"五六十", "", false}, {"几十", "", false}, {"百分之五", "", false},
		{"99999999999999999999", "", false},
	} {
		d, ok := ParseNumber(tt.in)
		if ok != tt.ok || ok && d.String() != tt.want {
			t.Errorf("ParseNumber(%q) = %s, %v; want %s, %v", tt.in, d, ok, tt.want, tt.ok)
		}
	}
}

func TestScanAmount(t *testing.T) {
	for _, tt := range []struct {
		in, text, values, unit, canonical string
		bound                             Bound
	}{
		{"约50亿元，占地", "约50亿元", "50", "亿元", "5000000000", Approximate},
		{"50亿元", "50亿元", "50", "亿元", "5000000000", Equal},
		{"400亩,分", "400亩", "400", "亩", "400", Equal},
		{"1.4万余亩的", "1.4万余亩", "1.4", "万亩", "14000", MoreThan},
		{"三期建设", "三期", "3", "期", "3", Equal},
		{"5%左右", "5%左右", "5", "%", "5", Approximate},
		{"110万人以上", "110万人以上", "110", "万人", "1100000", AtLeast},
		{"近２６００万吨", "近２６００万吨", "2600", "万吨", "26000000", Approximate},
		{"5100多亿元", "5100多亿元", "5100", "亿元", "510000000000", MoreThan},
		{"4.5-5%", "4.5-5%", "4.5 5", "%", "4.5 5", Between},
		{"3,000个以内", "3,000个以内", "3000", "个", "3000", AtMost},
		{"1.2万亿元", "1.2万亿元", "1.2", "万亿元", "1200000000000", Equal},
		{"十余亿元", "十余亿元", "10", "亿元", "1000000000", MoreThan},
		{"五十亿元", "五十亿元", "50", "亿元", "5000000000", Equal},
		{"三百万平方米", "三百万平方米", "300", "万平方米", "3000000", Equal},
		{"0.6个百分点", "0.6个百分点", "0.6", "个百分点", "0.6", Equal},
		{"20公顷。", "20公顷", "20", "公顷", "20", Equal},
		{"7", "7", "7", "", "7", Equal},
		{"-2.8%", "-2.8%", "-2.8", "%", "-2.8", Equal},
		{"上千人", "上千人", "1000", "人", "1000", AtLeast},
		{"五六十家", "五六十家", "50 60", "家", "50 60", Between},
		{"百分之五点五左右", "百分之五点五左右", "5.5", "%", "5.5", Approximate},
		{"3亿5000万元", "3亿5000万元", "350000000", "元", "350000000", Equal},
		{"数百万元", "数百万元", "100", "万元", "1000000", MoreThan},
	} {
		a, ok := ScanAmount(tt.in)
		if !ok {
			t.Errorf("ScanAmount(%q) found nothing", tt.in)
			continue
		}
		c, _ := a.Canonical()
		if tt.in[a.Start:a.End] != tt.text || join(a.Values) != tt.values || a.Written() != tt.unit || join(c) != tt.canonical || a.Bound != tt.bound {
			t.Errorf("ScanAmount(%q) = %q %s %s canonical %s %s; want %q %s %s %s %s", tt.in, tt.in[a.Start:a.End], join(a.Values), a.Written(), join(c), a.Bound,
				tt.text, tt.values, tt.unit, tt.canonical, tt.bound)
		}
	}
	for _, in := range []string{"", "约", "近年来", "亿元", "千亩", "多", "上午", "项目", "99999999999999999999元"} {
		if a, ok := ScanAmount(in); ok {
			t.Errorf("ScanAmount(%q) = %+v; want nothing", in, a)
		}
	}
}

func join(ds []Decimal) string {
	s := ""
	for i, d := range ds {
		if i > 0 {
			s += " "
		}
		s += d.String()
	}
	return s
}

func TestScanTime(t *testing.T) {
	ref := Date{2023, 11, 14}
	for _, tt := range []struct {
		in, text, period string
		half             HalfDay
		limit, since     bool
	}{
		{"11月14日讯", "11月14日", "2023-11-14", "", false, false},
		{"今天上午,", "今天上午", "2023-11-14", Morning, false, false},
		{"今日下午", "今日下午", "2023-11-14", Afternoon, false, false},
		{"昨天", "昨天", "2023-11-13", "", false, false},
		{"明日晚", "明日晚", "2023-11-15", Afternoon, false, false},
		{"11月14日下午", "11月14日下午", "2023-11-14", Afternoon, false, false},
		{"2022年11月揭牌", "2022年11月", "2022-11", "", false, false},
		{"2023年11月14日", "2023年11月14日", "2023-11-14", "", false, false},
		{"二〇二三年十一月十四日", "二〇二三年十一月十四日", "2023-11-14", "", false, false},
		{"２０２３年", "２０２３年", "2023", "", false, false},
		{"四季度", "四季度", "2023Q4", "", false, false},
		{"第三季度末", "第三季度末", "2023Q3", "", true, false},
		{"前三季度", "前三季度", "2023-01/2023-09", "", false, false},
		{"明年", "明年", "2024", "", false, false},
		{"明年一季度", "明年一季度", "2024Q1", "", false, false},
		{"明年6月底前", "明年6月底前", "2024-06", "", true, false},
		{"年底前", "年底前", "2023", "", true, false},
		{"年末", "年末", "2023", "", true, false},
		{"今年年底前", "今年年底前", "2023", "", true, false},
		{"2023年底线目标", "2023年", "2023", "", false, false},
		{"2023年底线上发放", "2023年", "2023", "", false, false},
		{"12月底前完成", "12月底前", "2023-12", "", true, false},
		{"12月20日前", "12月20日前", "2023-12-20", "", true, false},
		{"全年", "全年", "2023", "", false, false},
		{"上半年", "上半年", "2023H1", "", false, false},
		{"2024年上半年", "2024年上半年", "2024H1", "", false, false},
		{"12月1日至2日,", "12月1日至2日", "2023-12-01/2023-12-02", "", false, false},
		{"2023年9月29日—10月6日", "2023年9月29日—10月6日", "2023-09-29/2023-10-06", "", false, false},
		{"1—9月", "1—9月", "2023-01/2023-09", "", false, false},
		{"2021—2025年", "2021—2025年", "2021-2025", "", false, false},
		{"“十四五”期间", "“十四五”期间", "2021-2025", "", false, false},
		{"十五五规划", "十五五规划", "2026-2030", "", false, false},
		{"年初以来", "年初以来", "2023", "", false, true},
		{"今年以来", "今年以来", "2023", "", false, true},
		{"2023-11-14", "2023-11-14", "2023-11-14", "", false, false},
		{"本月底前", "本月底前", "2023-11", "", true, false},
		{"下月", "下月", "2023-12", "", false, false},
		{"12月30日", "12月30日", "2023-12-30", "", false, false},
		{"1月3日", "1月3日", "2024-01-03", "", false, false},
	} {
		got, ok := ScanTime(tt.in, ref)
		if !ok || tt.in[:got.End] != tt.text || got.Period != tt.period || got.Half != tt.half || got.Limit != tt.limit || got.Since != tt.since {
			t.Errorf("ScanTime(%q) = %q %+v, %v; want %q %s %s limit %v since %v", tt.in, tt.in[:got.End], got, ok, tt.text, tt.period, tt.half, tt.limit, tt.since)
		}
	}
	for _, in := range []string{"", "年", "月", "年均", "一批", "2月30日", "年底线", "本区", "上午", "13月", "第一", "11—2月", "2025—2021年"} {
		if got, ok := ScanTime(in, ref); ok && got.Period != "" {
			t.Errorf("ScanTime(%q) = %+v; want nothing", in, got)
		}
	}
	for _, in := range []string{"今天", "四季度", "明年", "11月14日", "年底前", "本月"} {
		if got, ok := ScanTime(in, Date{}); !ok || got.Period != "" {
			t.Errorf("ScanTime(%q) without reference = %+v, %v; want found and unresolved", in, got, ok)
		}
	}
}

func TestFindTimes(t *testing.T) {
	s := "迈入四季度,到12月底前,完成1400亩,明年再开工。"
	var got []string
	for _, f := range FindTimes(s, Date{2023, 11, 14}) {
		got = append(got, s[f.Start:f.End]+"="+f.Period)
	}
	want := []string{"四季度=2023Q4", "12月底前=2023-12", "明年=2024"}
	if len(got) != len(want) {
		t.Fatalf("FindTimes(%q) = %q; want %q", s, got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("FindTimes(%q)[%d] = %q; want %q", s, i, got[i], want[i])
		}
	}
}

func TestParseDate(t *testing.T) {
	for in, want := range map[string]string{"2023-11-14": "2023-11-14", "2023-02-30": "", "": "", "14.11.2023": ""} {
		d, ok := ParseDate(in)
		if d.String() != want || ok != (want != "") {
			t.Errorf("ParseDate(%q) = %s, %v; want %q", in, d, ok, want)
		}
	}
}
