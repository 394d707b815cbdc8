package extract

import (
	"math/rand"
	"strings"
	"testing"
)

// TestPages reads five pages of other papers: meetings as title/date/place, people of
// the events, orders by speaker.
func TestPages(t *testing.T) {
	for _, tt := range []struct{ name, text, meetings, people, orders string }{
		{"a meeting with its chair, its list and its speaker",
			"我县召开春季造林绿化动员大会\n本报讯（记者 甘霖）2月27日，全县春季造林绿化动员大会召开。县委书记罗文出席会议并讲话，县委副书记、县长石磊主持会议，县人大常委会主任丁一、县政协主席白云参加。\n罗文强调，要抢抓春时，科学选种，落实管护责任。各乡镇要于3月底前完成整地；林业局要做好技术服务。\n石磊就贯彻会议精神提出要求，各级各部门要迅速行动，确保栽一片、活一片。\n副县长袁野宣读了表彰决定。",
			"全县春季造林绿化动员大会/2月27日/",
			"县委书记罗文=出席、讲话 县委副书记、县长石磊=主持 县人大常委会主任丁一=参加 县政协主席白云=参加 副县长袁野=宣读",
			"罗文:要抢抓春时，科学选种，落实管护责任。|罗文:各乡镇要于3月底前完成整地；|罗文:林业局要做好技术服务。|石磊:各级各部门要迅速行动，确保栽一片、活一片。"},
		{"a counted executive meeting",
			"市政府召开第36次常务会议\n□记者 方圆\n8月9日上午，市委副书记、市长秦岭主持召开市政府第36次常务会议，研究防汛抗旱、稳就业等工作。\n会议听取了全市防汛工作情况汇报。会议指出，当前正值主汛期，各级各部门要时刻绷紧防汛这根弦，加密巡查频次，及时转移群众。\n会议审议并原则通过《市级储备粮管理办法》。会议要求，市粮食和储备局要抓紧修改完善，按程序印发实施。",
			"市政府第36次常务会议/8月9日上午/",
			"市委副书记、市长秦岭=主持",
			"会议:当前正值主汛期，各级各部门要时刻绷紧防汛这根弦，加密巡查频次，及时转移群众。|会议:市粮食和储备局要抓紧修改完善，按程序印发实施。"},
		{"a signing between two persons",
			"云岭机器人产业园项目签约仪式举行\n本报5月18日讯（记者 江帆 通讯员 林海）今天下午，云岭机器人产业园项目签约仪式在云岭国际会议中心举行。市委常委、副市长高原出席并致辞，云岭高新区管委会主任马良与瑞捷机器人股份有限公司董事长沈浩签约。\n云岭机器人产业园项目总投资26亿元，占地320亩，由瑞捷机器人股份有限公司投资建设，分两期实施。一期投资12亿元，建成后年产工业机器人2万台，预计实现年产值40亿元，带动就业1500人。",
			"云岭机器人产业园项目签约仪式/今天下午/云岭国际会议中心",
			"市委常委、副市长高原=出席、致辞 云岭高新区管委会主任马良=签约 瑞捷机器人股份有限公司董事长沈浩=签约",
			""},
		{"a visit, and orders of 他",
			"李建国到柳林镇调研乡村振兴工作\n本报讯 （记者 周洲） 11月3日，区委书记李建国到柳林镇调研乡村振兴工作。区领导张弛、韩冰参加调研。\n李建国先后来到柳林村蔬菜大棚、党群服务中心，详细了解产业发展、基层治理等情况。他强调，要立足资源禀赋，做强特色产业；要健全联农带农机制，让农民更多分享增值收益。\n他要求，镇党委政府要压实责任，驻村工作队要沉下身子，年底前解决一批群众急难愁盼问题。",
			"",
			"区委书记李建国=调研 区领导张弛=参加 区领导韩冰=参加",
			"李建国:要立足资源禀赋，做强特色产业；|李建国:要健全联农带农机制，让农民更多分享增值收益。|李建国:镇党委政府要压实责任，驻村工作队要沉下身子，年底前解决一批群众急难愁盼问题。"},
		{"a meeting of two days with a guest's speech",
			"全省文旅融合发展现场推进会在我市召开\n省文化和旅游厅厅长叶青讲话 许诺致辞\n□融媒记者 田野 报道\n4月22日至23日，全省文旅融合发展现场推进会在我市召开。省文化和旅游厅党组书记、厅长叶青出席会议并讲话，市委书记许诺致辞，副市长冯媛作交流发言。\n叶青指出，要深入挖掘文化内涵，推动文旅深度融合。各地要学习借鉴先进经验，加快打造精品线路。\n会前，与会人员实地观摩了古城保护、民宿集群等项目。",
			"全省文旅融合发展现场推进会/4月22日至23日/我市",
			"省文化和旅游厅党组书记、厅长叶青=出席、讲话 市委书记许诺=致辞 副市长冯媛=作交流发言",
			"叶青:要深入挖掘文化内涵，推动文旅深度融合。|叶青:各地要学习借鉴先进经验，加快打造精品线路。"},
	} {
		page := Read(tt.text, Options{Date: "2026-12-01"})
		checkSpans(t, tt.text, page)
		if got := meetingsOf(page); got != tt.meetings {
			t.Errorf("%s: meetings %q; want %q", tt.name, got, tt.meetings)
		}
		if got := peopleOf(page); got != tt.people {
			t.Errorf("%s: people %q; want %q", tt.name, got, tt.people)
		}
		var orders []string
		for _, d := range page.Directives {
			orders = append(orders, d.Speaker+":"+d.Text)
		}
		if got := strings.Join(orders, "|"); got != tt.orders {
			t.Errorf("%s: orders %q; want %q", tt.name, got, tt.orders)
		}
	}
}

func meetingsOf(p *Page) string {
	var out []string
	for _, m := range p.Meetings {
		s := m.Title.Text + "/"
		if m.Date != nil {
			s += m.Date.Text
		}
		s += "/"
		if m.Place != nil {
			s += m.Place.Text
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

// peopleOf writes the people of a page but its reporters.
func peopleOf(p *Page) string {
	var out []string
	for _, q := range p.People {
		s := ""
		for _, x := range []*Span{q.Post, q.Name} {
			if x != nil {
				s += x.Text
			}
		}
		if roles := strings.Join(q.Role, "、"); roles != "报道" {
			out = append(out, s+"="+roles)
		}
	}
	return strings.Join(out, " ")
}

// TestRandomReports puts pieces of reports together at random, and each many times over:
// spans stay true.
func TestRandomReports(t *testing.T) {
	pieces := strings.Split("二、2026年重点工作\n 一、2025年工作回顾\n (一) 一是 ① —— 。 , ; : 、 “ ” 加快 推进 更加 地 持续 要 必须 我们要 我们将 我们一定 各部门要 今年 去年 了 是 不 新 再 以 为 把 围绕 目标 任务 "+
		"主要预期目标是: 办好十件民生实事 存在问题 名词解释\n 总投资5亿元的 年产30万吨 甲项目 工程 二期 段 和 等 5% 左右 以上 12.5 各位代表! 由县水利局牵头, 铁路, \n", " ")
	for seed := int64(1); seed <= 1500; seed++ {
		rnd := rand.New(rand.NewSource(seed))
		var b strings.Builder
		for n := rnd.Intn(50); n >= 0; n-- {
			b.WriteString(pieces[rnd.Intn(len(pieces))])
		}
		checkSpans(t, b.String(), Read(b.String(), Options{Date: "2026-01-20"}))
		ReadProse(b.String(), Options{Date: "2026-01-20"})
		if t.Failed() {
			t.Fatalf("seed %d: text %q", seed, b.String())
		}
	}
	for _, f := range pieces {
		text := tasksHead + strings.Repeat(f, 300)
		checkSpans(t, text, Read(text, Options{Date: "2026-01-20"}))
	}
}
