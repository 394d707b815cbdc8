package extract

import "testing"

// nameCases are sentences written for this table that try how a name is put together: what is
// said of counted things, subjects of the clause before, lists, verbs between subject and number.
var nameCases = []struct{ text, want string }{
	{"去年，甲县新增企业13家，5家企业入选市级名单。",
		"甲县新增企业 | level eq | 13家 | 2025 result\n" +
			"入选市级名单企业 | level eq | 5家 | 2025 result"},
	{"去年，甲县推动12家企业提质增效。",
		"甲县提质增效企业 | level eq | 12家 | 2025 result"},
	{"去年，甲县完成3支产业基金组建。",
		"甲县组建产业基金 | level eq | 3支 | 2025 result"},
	{"去年，甲县在6个乡镇开展试点。",
		"开展试点乡镇 | level eq | 6个 | 2025 result"},
	{"去年，8个园区启动建设，60条河流稳定消劣。",
		"启动建设园区 | level eq | 8个 | 2025 result\n" +
			"稳定消劣河流 | level eq | 60条 | 2025 result"},
	{"去年，市场主体增量提质，总量突破6万户。",
		"市场主体总量 | level gt | 6万户 | 2025 result"},
	{"去年，甲县财政收入增长4%，总量突破90亿元。",
		"甲县财政收入 | growth eq | 4% | 2025 result\n" +
			"甲县财政收入 | level gt | 90亿元 | 2025 result"},
	{"去年，甲石化项目全面达产、完成产值120亿元。",
		"甲石化项目完成产值 | level eq | 120亿元 | 2025 result"},
	{"去年，甲县推进以旧换新，带动消费8亿元。",
		"以旧换新带动消费 | level eq | 8亿元 | 2025 result"},
	{"去年，甲县统筹3亿元支持园区建设。",
		"支持园区建设资金 | level eq | 3亿元 | 2025 result"},
	{"去年，甲县全年接待游客120万人次、实现收入9亿元，增长8%和11%。",
		"甲县全年接待游客 | level eq | 120万人次 | 2025 result\n" +
			"旅游收入 | level eq | 9亿元 | 2025 result\n" +
			"甲县全年接待游客 | growth eq | 8% | 2025 result\n" +
			"旅游收入 | growth eq | 11% | 2025 result"},
	{"去年，甲县对乙国、丙国出口分别增长5%、7%。",
		"甲县对乙国出口 | growth eq | 5% | 2025 result\n" +
			"丙国出口 | growth eq | 7% | 2025 result"},
	{"去年，限额以上通讯器材、家用电器零售额分别增长9%、6%。",
		"限额以上通讯器材零售额 | growth eq | 9% | 2025 result\n" +
			"限额以上家用电器零售额 | growth eq | 6% | 2025 result"},
	{"去年，甲县供电可靠率、自来水普及率分别达99.9%、94.5%。",
		"甲县供电可靠率 | level eq | 99.9% | 2025 result\n" +
			"自来水普及率 | level eq | 94.5% | 2025 result"},
	{"去年，甲县货物和旅客吞吐量分别增长9%、6%。",
		"甲县货物吞吐量 | growth eq | 9% | 2025 result\n" +
			"旅客吞吐量 | growth eq | 6% | 2025 result"},
	{"去年，甲县科技型企业达到19家、小微企业达到29家，均实现倍增。",
		"甲县科技型企业 | level eq | 19家 | 2025 result\n" +
			"小微企业 | level eq | 29家 | 2025 result\n" +
			"甲县科技型企业 | multiple eq | 2倍 | 2025 result\n" +
			"小微企业 | multiple eq | 2倍 | 2025 result"},
	{"去年，甲县补充教师80名，其中乡村教师30名。",
		"甲县补充教师 | level eq | 80名 | 2025 result\n" +
			"甲县补充乡村教师 | level eq | 30名 | 2025 result"},
	{"去年，甲县低保标准从2020年的600元/月提高到2025年的720元/月。",
		"甲县低保标准 | level eq | 600元/月 | 2020 result\n" +
			"甲县低保标准 | level eq | 720元/月 | 2025 result"},
	{"去年，甲县满意度连续5年保持在98%以上。",
		"甲县满意度 | level ge | 98% | 2025 result"},
	{"去年，甲县两项占比分别提高11.1、11.2个百分点。",
		"甲县两项占比 | pp_change eq | 11.1个百分点 | 2025 result\n" +
			"甲县两项占比 | pp_change eq | 11.2个百分点 | 2025 result"},
	{"去年，甲县建成中试平台28个，28个制造业平台投用。",
		"甲县建成中试平台 | level eq | 28个 | 2025 result\n" +
			"投用制造业平台 | level eq | 28个 | 2025 result"},
	{"去年，甲县外贸额突破50亿元大关。",
		"甲县外贸额 | level gt | 50亿元 | 2025 result"},
	{"去年，开工2个750千伏输变电工程，公交50米内换乘比例达91%。",
		"开工750千伏输变电工程 | level eq | 2个 | 2025 result\n" +
			"公交50米内换乘比例 | level eq | 91% | 2025 result"},
	{"去年，甲县优化服务3万多家庭。",
		"甲县优化服务家庭 | level gt | 3万 | 2025 result"},
	{"五年来，全县贷款余额120亿元，水利投资达30亿元。",
		"全县贷款余额 | level eq | 120亿元 | 2025 result\n" +
			"水利投资 | level eq | 30亿元 | 2021-2025 result"},
	{"去年，甲县民生支出占财政支出71%。",
		"甲县民生支出占财政支出比重 | level eq | 71% | 2025 result"},
	{"去年，甲县为60名老人提供助浴服务，其中失能老人20名。",
		"接受助浴服务的老人 | level eq | 60名 | 2025 result\n" +
			"接受助浴服务的失能老人 | level eq | 20名 | 2025 result"},
	{"去年，甲县人均预期寿命预计达78岁。",
		"甲县人均预期寿命 | level eq | 78岁 | 2025 result"},
	{"去年，新增水管超50公里、供水能力超3万吨。",
		"新增水管 | level gt | 50公里 | 2025 result\n" +
			"新增供水能力 | level gt | 3万吨 | 2025 result"},
	{"去年，刑事、涉诈警情分别下降8%、9%。",
		"刑事警情 | decline eq | 8% | 2025 result\n" +
			"涉诈警情 | decline eq | 9% | 2025 result"},
	{"去年，农村电视、互联网普及率分别达99%、91%。",
		"农村电视普及率 | level eq | 99% | 2025 result\n" +
			"农村互联网普及率 | level eq | 91% | 2025 result"},
	{"去年，甲县四大产业［3］产值增长5%。",
		"甲县四大产业产值 | growth eq | 5% | 2025 result"},
	{"去年，全县生产总值增长6%、突破80亿元，居民收入五年增长31%。",
		"全县生产总值 | growth eq | 6% | 2025 result\n" +
			"全县生产总值 | level gt | 80亿元 | 2025 result\n" +
			"居民收入 | growth eq | 31% | 2021-2025 result"},
	{"去年，全县70%村庄通硬化路，养老服务覆盖九成以上社区。",
		"通硬化路村庄占比 | level eq | 70% | 2025 result\n" +
			"养老服务覆盖社区占比 | level ge | 90% | 2025 result"},
	{"去年，甲县航线新增6条、达到20条，新增8处达到省级标准的公园。",
		"甲县航线新增 | level eq | 6条 | 2025 result\n" +
			"甲县航线 | level eq | 20条 | 2025 result\n" +
			"新增达到省级标准的公园 | level eq | 8处 | 2025 result"},
	{"去年，3家医院获评甲级、数量居全市第二，建设生态河道20条（段）。",
		"获评甲级医院 | level eq | 3家 | 2025 result\n" +
			"建设生态河道 | level eq | 20条(段) | 2025 result"},
	{"去年，出口增长3%，甲县外贸进出口20亿元、出口12亿元，财政收入9亿元、支出11亿元。",
		"出口 | growth eq | 3% | 2025 result\n" +
			"甲县外贸进出口 | level eq | 20亿元 | 2025 result\n" +
			"甲县外贸出口 | level eq | 12亿元 | 2025 result\n" +
			"财政收入 | level eq | 9亿元 | 2025 result\n" +
			"财政支出 | level eq | 11亿元 | 2025 result"},
	{"去年，新建3个国家级、9个省级重点专科。",
		"新建国家级重点专科 | level eq | 3个 | 2025 result\n" +
			"新建省级重点专科 | level eq | 9个 | 2025 result"},
	{"去年，甲县推出改革举措40项，其中6项获全省推广。",
		"甲县推出改革举措 | level eq | 40项 | 2025 result\n" +
			"获全省推广改革举措 | level eq | 6项 | 2025 result"},
	{"去年，纺织、制鞋等产业增加值分别增长5%、6%。",
		"纺织产业增加值 | growth eq | 5% | 2025 result\n" +
			"制鞋产业增加值 | growth eq | 6% | 2025 result"},
	{"去年，甲县大力推进茶叶全产业链发展，产值超9亿元，吸纳就业8000人。",
		"茶叶全产业链产值 | level gt | 9亿元 | 2025 result\n" +
			"茶叶全产业链吸纳就业 | level eq | 8000人 | 2025 result"},
	{"去年，启动乡村道路补短板工程，实施项目60个，完成投资7亿元。",
		"乡村道路补短板工程实施项目 | level eq | 60个 | 2025 result\n" +
			"乡村道路补短板工程完成投资 | level eq | 7亿元 | 2025 result"},
	{"去年，竹木产业聚焦精深加工，培育龙头企业。产值达到30亿元。",
		"竹木产业产值 | level eq | 30亿元 | 2025 result"},
	{"去年，实施学前免费教育政策、惠及6万名儿童，落实育儿补贴政策，惠及7000户家庭。",
		"学前免费教育政策惠及儿童 | level eq | 6万名 | 2025 result\n" +
			"育儿补贴政策惠及家庭 | level eq | 7000户 | 2025 result"},
	{"去年，居民收入比值由2.35缩小至2.28，投资、消费增速分别快于全市2.5个、1个百分点。",
		"居民收入比值 | level eq | 2.35 | 2024 result\n" +
			"居民收入比值 | level eq | 2.28 | 2025 result\n" +
			"投资 | gap_vs_benchmark eq | 2.5个百分点 | 2025 result | up 全市\n" +
			"消费 | gap_vs_benchmark eq | 1个百分点 | 2025 result | up 全市"},
	{"去年，汽车产量增长8%，其中新能源汽车增长40%，重大项目开工80个、竣工60个。",
		"汽车产量 | growth eq | 8% | 2025 result\n" +
			"新能源汽车产量 | growth eq | 40% | 2025 result\n" +
			"重大项目开工 | level eq | 80个 | 2025 result\n" +
			"重大项目竣工 | level eq | 60个 | 2025 result"},
	{"去年，为超900名孕妇免费提供产前筛查，光伏装机规模超50万千瓦、装机占比超60%。",
		"接受产前筛查的孕妇 | level gt | 900名 | 2025 result\n" +
			"光伏装机规模 | level gt | 50万千瓦 | 2025 result\n" +
			"光伏装机占比 | level gt | 60% | 2025 result"},
	{"去年，规模以上工业增加值增长7%。其中，采矿业增长2%，制造业增长8%。",
		"规模以上工业增加值 | growth eq | 7% | 2025 result\n" +
			"采矿业增加值 | growth eq | 2% | 2025 result\n" +
			"制造业增加值 | growth eq | 8% | 2025 result"},
	{"去年，教育支出9亿元，完成预算的98%，全县已改造小区6个，惠及居民900户。",
		"教育支出 | level eq | 9亿元 | 2025 result\n" +
			"教育支出 | level eq | 98% | 2025 result\n" +
			"改造小区 | level eq | 6个 | 2025 result\n" +
			"改造小区惠及居民 | level eq | 900户 | 2025 result"},
	{"去年，新增科技企业6家、创新企业5家，总数分别达到20家、40家。",
		"新增科技企业 | level eq | 6家 | 2025 result\n" +
			"新增创新企业 | level eq | 5家 | 2025 result\n" +
			"科技企业总数 | level eq | 20家 | 2025 result\n" +
			"创新企业总数 | level eq | 40家 | 2025 result"},
	{"去年，为超700名失能老人提供洗浴、护理等上门服务。",
		"接受上门服务的失能老人 | level gt | 700名 | 2025 result"},
	{"去年，存贷款余额均突破70亿元，净增企业30家、农场5家。",
		"存款余额 | level gt | 70亿元 | 2025 result\n" +
			"贷款余额 | level gt | 70亿元 | 2025 result\n" +
			"净增企业 | level eq | 30家 | 2025 result\n" +
			"净增农场 | level eq | 5家 | 2025 result"},
	{"去年，开放大学、职业学院均实现9个县全覆盖，农场超60家、较3年前增长20%。",
		"开放大学、职业学院覆盖县 | level eq | 9个 | 2025 result\n" +
			"农场 | level gt | 60家 | 2025 result\n" +
			"农场 | growth eq | 20% | 2025 result"},
	{"去年，统筹9亿元用于援企稳岗。",
		"用于援企稳岗资金 | level eq | 9亿元 | 2025 result"},
	{"去年，获评示范区和9个重点专科，育儿补贴惠及6万名婴幼儿。",
		"获评重点专科 | level eq | 9个 | 2025 result\n" +
			"育儿补贴惠及婴幼儿 | level eq | 6万名 | 2025 result"},
	{"去年，13个园区2025年营业收入突破20亿元。",
		"园区 | level eq | 13个 | 2025 result\n" +
			"园区营业收入 | level gt | 20亿元 | 2025 result"},
	{"去年，甲企业出口占同类产品出口总值的61%，5座水电站1000吨级通航设施开工。",
		"甲企业出口占同类产品出口总值比重 | level eq | 61% | 2025 result\n" +
			"开工水电站1000吨级通航设施 | level eq | 5座 | 2025 result"},
	{"去年，数字经济规模达到80亿元，占GDP比重超过45%，年均增长10%。",
		"数字经济规模 | level eq | 80亿元 | 2025 result\n" +
			"数字经济规模占GDP比重 | level gt | 45% | 2025 result\n" +
			"数字经济规模 | avg_growth eq | 10% | 2021-2025 result"},
	{"去年，引进各类人才86名，其中博士6名，外贸出口增长15%、进口增长5%，户均增收900元。",
		"引进各类人才 | level eq | 86名 | 2025 result\n" +
			"引进博士 | level eq | 6名 | 2025 result\n" +
			"外贸出口 | growth eq | 15% | 2025 result\n" +
			"外贸进口 | growth eq | 5% | 2025 result\n" +
			"户均增收 | level eq | 900元 | 2025 result"},
	{"去年，实施30个老旧小区、6个老旧街区改造，绿电装机占比54%、发电量占比51%。",
		"老旧小区改造 | level eq | 30个 | 2025 result\n" +
			"实施老旧街区改造 | level eq | 6个 | 2025 result\n" +
			"绿电装机占比 | level eq | 54% | 2025 result\n" +
			"绿电发电量占比 | level eq | 51% | 2025 result"},
	{"今年预期目标是：技术成交额2030年达到60亿元，融资平台数量削减50%。",
		"技术成交额 | level eq | 60亿元 | 2030 target\n" +
			"融资平台数量 | decline eq | 50% | 2026 target"},
	{"去年，接待游客、实现旅游总花费分别增长11%、12%。",
		"接待游客 | growth eq | 11% | 2025 result\n" +
			"旅游总花费 | growth eq | 12% | 2025 result"},
	{"去年，先进制造业、高技术制造业增加值占工业比重分别达56%、34%，班列累计开行600列、占全市23%。",
		"先进制造业增加值占工业比重 | level eq | 56% | 2025 result\n" +
			"高技术制造业增加值占工业比重 | level eq | 34% | 2025 result\n" +
			"班列累计开行 | level eq | 600列 | 2025 result\n" +
			"班列累计开行占全市比重 | level eq | 23% | 2025 result"},
	{"去年，所有乡镇和90%以上行政村通硬化路，光纤网络覆盖所有城区和93%行政村。",
		"通硬化路行政村占比 | level ge | 90% | 2025 result\n" +
			"光纤网络覆盖行政村占比 | level eq | 93% | 2025 result"},
	{"去年，城镇新增就业6万人、稳定在全省1/10以上，企业数3年翻一番，18个园区整合优化为12个。",
		"城镇新增就业 | level eq | 6万人 | 2025 result\n" +
			"城镇新增就业占全省比重 | level ge | 10% | 2025 result\n" +
			"企业数 | multiple eq | 2倍 | 2023-2025 result\n" +
			"园区 | level eq | 18个 | 2025 result\n" +
			"园区 | level eq | 12个 | 2025 result"},
	{"去年，粮食生产再获丰收。播种面积达到80万亩，总产量达到30万吨。",
		"粮食播种面积 | level eq | 80万亩 | 2025 result\n" +
			"粮食总产量 | level eq | 30万吨 | 2025 result"},
	{"去年，行政执法改革试点顺利推进、事项综合率达到71%。",
		"事项综合率 | level eq | 71% | 2025 result"},
	{"去年，基本民生保障标准提高6%，3所职业学校升格为本科高校，新增装机20万千瓦，新能源汽车新上牌900辆。",
		"基本民生保障标准 | growth eq | 6% | 2025 result\n" +
			"升格为本科高校职业学校 | level eq | 3所 | 2025 result\n" +
			"新增装机 | level eq | 20万千瓦 | 2025 result\n" +
			"新能源汽车新上牌 | level eq | 900辆 | 2025 result"},
	{"去年，培育国家级实验室3家、省级9家，全县共有A级景区6家，其中4A级2家。",
		"培育国家级实验室 | level eq | 3家 | 2025 result\n" +
			"培育省级实验室 | level eq | 9家 | 2025 result\n" +
			"全县共有A级景区 | level eq | 6家 | 2025 result\n" +
			"4A级景区 | level eq | 2家 | 2025 result"},
	{"去年，新增床位90张，每千名老人拥有床位42张，全县累计完成投资6亿元。",
		"新增床位 | level eq | 90张 | 2025 result\n" +
			"每千名老人拥有床位 | level eq | 42张 | 2025 result\n" +
			"全县累计完成投资 | level eq | 6亿元 | 2025 result"},
	{"去年，12个课题获省级奖，其中1项获一等奖。",
		"获省级奖课题 | level eq | 12个 | 2025 result\n" +
			"获一等奖课题 | level eq | 1项 | 2025 result"},
}

func TestNames(t *testing.T) {
	checkLines(t, nameCases)
}

// TestStatements reads places that changed, places without a figure, and tasks to be fulfilled.
func TestStatements(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"去年，甲县汽车、钢材产量从全市第8位、第4位双双跃居第1位。", "甲县汽车产量 全市第8位; 钢材产量 第4位; 甲县汽车产量 第1位; 钢材产量 第1位"},
		{"去年，甲县财政收入从全市第9位升至第5位。", "甲县财政收入 全市第9位; 甲县财政收入 第5位"},
		{"去年，甲县收入增长6%，增速居全省前5位。", "甲县收入增速 全省前5位"},
		{"去年，甲县铜、钼等9种矿产查明资源量居全国第2位。", "甲县铜、钼等9种矿产查明资源量 全国第2位"},
		{"去年，甲县空气质量居全省前列。", "甲县空气质量 居全省前列"},
		{"去年，甲县制造业投资增长13%、连续48个月保持两位数增长。", "甲县制造业投资 保持两位数增长"},
		{"今年预期目标是：确保完成粮食生产任务，碳排放强度完成国家下达控制目标。", "粮食生产任务 确保完成; 碳排放强度 完成国家下达控制目标"},
		{"去年，甲县生产总值增长5%，好于预期。", "甲县生产总值 好于预期"},
		{"去年，主要指标好于预期。", ""},
	} {
		p := ReadProse(c.text, Options{Date: "2026-01-20"})
		got := ""
		for _, q := range append(p.Ranks, p.Nonnumeric...) {
			if got != "" {
				got += "; "
			}
			got += q.Resolved + " " + q.Value.Text
		}
		if got != c.want {
			t.Errorf("ReadProse(%q) = %q; want %q", c.text, got, c.want)
		}
	}
}
