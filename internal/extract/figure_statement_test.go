package extract

import (
	"fmt"
	"strings"
	"testing"
)

// TestStatementsWithoutNumber holds what is said of an indicator without a number, and what is none.
func TestStatementsWithoutNumber(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"against a benchmark", "去年，甲县外贸依存度超全省平均水平，消费增速高于全省平均。", "甲县外贸依存度 | 超全省平均水平 | result\n消费 | 增速高于全省平均 | result"},
		{"an adverb before it", "今年要抓好外贸，进出口增速力争高于全省平均水平。", "进出口 | 增速力争高于全省平均水平 | target"},
		{"a place without a figure, of any scope", "去年，甲县财政收入居沿海县和百强县前列，乙港吞吐量稳居长江港口前列。", "甲县财政收入 | 居沿海县和百强县前列 | result\n乙港吞吐量 | 稳居长江港口前列 | result"},
		{"what is rated", "去年，甲县治污成效考核位居全省前列。", "甲县治污成效考核 | 位居全省前列 | result"},
		{"a record", "去年，甲县人才工程入选人数创历史新高。", "甲县人才工程入选人数 | 创历史新高 | result"},
		{"no record of a number or of work", "去年，粮食生产再创新高，甲县油菜产量达到6万吨、创历史新高。", ""},
		{"a name that begins like a record", "去年，科创债发行规模居全省前列。", "科创债发行规模 | 居全省前列 | result"},
		{"in quotation marks, of two", "去年，甲县事故起数和死亡人数持续“双下降”。", "甲县事故起数 | 双下降 | result\n甲县事故死亡人数 | 双下降 | result"},
		{"after a span of time", "去年，甲县新房销售面积连续13个月正增长。", "甲县新房销售面积 | 正增长 | result"},
		{"the rates of a list", "去年，规上工业产值、消费、进出口总额等主要指标增速均高于全省平均水平。", "规上工业产值 | 增速均高于全省平均水平 | result\n消费 | 增速均高于全省平均水平 | result\n进出口总额 | 增速均高于全省平均水平 | result"},
		{"指标 that belongs to the name", "今年预期目标是：碳排放强度、环境保护约束性指标完成国家下达目标。", "碳排放强度 | 完成国家下达目标 | target\n环境保护约束性指标 | 完成国家下达目标 | target"},
		{"a rate of fulfilment", "去年，甲县清欠任务完成率居全省前列。", "甲县清欠任务完成率 | 居全省前列 | result"},
		{"all names of the clause before", "去年，甲县实验室达到8个、工程中心45家、研发机构57家，均居全省前列。", "甲县实验室 | 均居全省前列 | result\n工程中心 | 均居全省前列 | result\n研发机构 | 均居全省前列 | result"},
		{"more than another thing", "去年，甲县绿电装机规模历史性超过火电，水质优良率优于年度目标。", "甲县绿电装机规模 | 超过火电 | result\n水质优良率 | 优于年度目标 | result"},
		{"more than an amount says no number", "今年，力争甲县竹产业产值超过百亿元。", ""},
		{"a rate before an adverb", "去年，甲县农民收入增速连续六年快于市民。", "甲县农民收入 | 增速连续六年快于市民 | result"},
		{"a mean rate", "五年来，甲县外贸年均增速快于全省。", "甲县外贸 | 年均增速快于全省 | result"},
		{"grades of water and air", "去年，甲河干流全线达到Ⅲ类水质，甲县PM10平均浓度首次达到国家二级标准。", "甲河干流水质 | 达到Ⅲ类水质 | result\n甲县PM10平均浓度 | 达到国家二级标准 | result"},
		{"a number of things", "去年，甲县获评大师突破两位数，溺水事故起数降至个位数。", "甲县获评大师 | 突破两位数 | result\n溺水事故起数 | 降至个位数 | result"},
		{"low", "去年，甲县不良贷款率保持低位，乙湖水位再创观测新高。", "甲县不良贷款率 | 保持低位 | result\n乙湖水位 | 再创观测新高 | result"},
		{"two that fall, in quotation marks", "去年，甲县秃斑地和盐碱地面积实现“双缩减”。", "甲县秃斑地面积 | 双缩减 | result\n盐碱地面积 | 双缩减 | result"},
		{"events that raise two things", "去年，甲县灯会、乙县庙会带动客流、消费双提升。", ""},
		{"names in quotation marks", "去年，甲县“民宿”“农庄”入住率均居全省前列。", "甲县“民宿”入住率 | 均居全省前列 | result\n“农庄”入住率 | 均居全省前列 | result"},
		{"a list of buyers", "去年，甲县茶叶、陶瓷出口均实现两位数增长。", "甲县茶叶出口 | 均实现两位数增长 | result\n陶瓷出口 | 均实现两位数增长 | result"},
		{"a fall that is to be fulfilled", "今年预期目标是：节能减排和甲县能耗强度下降完成上级下达任务。", "节能减排 | 完成上级下达任务 | target\n甲县能耗强度 | 完成上级下达任务 | target"},
		{"all that was done", "去年，甲县粮食产量12.5万吨，顺利完成全年主要目标任务。", ""},
		{"a bare noun after an amount", "去年，甲县技改投资增长21%、增速居全省前列，绿电外送12亿千瓦时、规模稳居西部前列。", "甲县技改投资增速 | 居全省前列 | result\n绿电外送规模 | 稳居西部前列 | result"},
		{"what the county was set, whatever it is", "今年预期目标是：碳排放双控完成国家下达任务，完成国家下达的总量减排目标。", "碳排放双控 | 完成国家下达任务 | target\n总量减排目标 | 完成国家下达的 | target"},
		{"the lowest and the highest", "去年，甲县传染病发病率保持全省最低水平，乙桥车流量屡创新高，贷款平均利率降至历史最低。", "甲县传染病发病率 | 保持全省最低水平 | result\n乙桥车流量 | 屡创新高 | result\n贷款平均利率 | 降至历史最低 | result"},
		{"what was not reached", "存在的问题是：甲县消费、出口等预期性指标未达到年初目标。", "甲县消费 | 未达到年初目标 | result\n出口 | 未达到年初目标 | result"},
		{"burdens", "今年要确保甲县企业税负只减不增，确保农户负担明显降低。", "甲县企业税负 | 只减不增 | target\n农户负担 | 明显降低 | target"},
		{"a plan that was met", "去年，甲县货运和邮政都超额完成了国家计划。", "甲县货运 | 都超额完成了国家计划 | result\n邮政 | 都超额完成了国家计划 | result"},
		{"more than ever", "去年，甲县粮食按人口平均占有量超过了建国以来的最高水平。", "甲县粮食按人口平均占有量 | 超过了建国以来的最高水平 | result"},
		{"the economy at large", "今年要全力推动经济稳定增长。", ""},
		{"a quoted slogan says nothing", "去年，甲县作风建设持续“深化拓展”。", ""},
	} {
		var got []string
		for _, q := range ReadProse(tt.text, Options{Date: "2026-01-20"}).Nonnumeric {
			got = append(got, fmt.Sprintf("%s | %s | %s", q.Resolved, q.Value.Text, q.Kind))
		}
		if got := strings.Join(got, "\n"); got != tt.want {
			t.Errorf("%s: the statements of %q are\n%s\nwant\n%s", tt.name, tt.text, got, tt.want)
		}
	}
}
