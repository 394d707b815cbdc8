package sheet

import (
	"strings"

	"golang.org/x/text/width"

	"tupo/internal/i18n"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
	"tupo/internal/report"
)

// word is one choice of an enumeration: what the record holds and what people
// write. The first Chinese and English words are those that export writes.
type word struct {
	value string
	zh    string
	en    string
	also  []string
}

// show gives the word in a language; a value without one shows as itself.
func show(words []word, lang, value string) string {
	for _, w := range words {
		if w.value == value {
			if lang == english {
				return w.en
			}
			return w.zh
		}
	}
	return value
}

// find reads a word in any of its forms, letter case and width apart.
func find(words []word, text string) (string, bool) {
	for _, w := range words {
		if text == w.zh || text == w.en {
			return w.value, true
		}
	}
	key := fold(text)
	for _, w := range words {
		if key == fold(w.zh) || key == fold(w.en) || w.value != "" && key == fold(w.value) {
			return w.value, true
		}
		for _, other := range w.also {
			if key == fold(other) {
				return w.value, true
			}
		}
	}
	return "", false
}

// fold makes text comparable: half width, one case, no spaces.
func fold(s string) string {
	s = strings.ToUpper(width.Fold.String(s))
	return strings.Join(strings.Fields(s), "")
}

// choices lists the words in a language for a drop-down and for messages.
func choices(words []word, lang string) []string {
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = w.zh
		if lang == english {
			all[i] = w.en
		}
	}
	return all
}

// listed gives the words for a message that does not know its reader yet.
func listed(words []word) string {
	return i18n.Either(strings.Join(choices(words, ""), "、"), strings.Join(choices(words, english), ", "))
}

const (
	english = "en"
	yes     = "1"
)

func yesNo() []word {
	var all []word
	for _, a := range lexicon.Answers() {
		value := "0"
		if a.Yes {
			value = yes
		}
		all = append(all, word{value, a.Chinese, a.English, a.Also})
	}
	return all
}

func unitKinds() []word {
	return []word{
		{string(plan.UnitDistrict), "本级", "District", []string{"区本级", "区", "县", "市", "全区", "区县"}},
		{string(plan.UnitDepartment), "部门", "Department", []string{"区直部门", "局"}},
		{string(plan.UnitZone), "功能区", "Functional zone", []string{"zone", "园区", "开发区"}},
		{string(plan.UnitTown), "镇街", "Town", []string{"镇", "街道", "乡镇", "town or street office"}},
		{string(plan.UnitEnterprise), "企业", "Enterprise", []string{"公司", "company"}},
		{string(plan.UnitTaskForce), "专班", "Task force", []string{"工作专班"}},
	}
}

func states() []word {
	return []word{
		{string(plan.Draft), "草稿", "Draft", []string{"编制中"}},
		{string(plan.Active), "执行中", "Active", []string{"已下达", "生效"}},
		{string(plan.Closed), "已关闭", "Closed", []string{"已收官", "结束"}},
	}
}

func levels() []word {
	return []word{
		{string(plan.LevelInternal), "内部", "Internal", nil},
		{string(plan.LevelPublic), "公开", "Public", nil},
		{string(plan.LevelSecret), "工作秘密", "Work secret", nil},
	}
}

func countings() []word {
	return []word{
		{string(plan.CountsSubmitted), "填报即计", "On reporting", []string{"submitted"}},
		{string(plan.CountsApproved), "审核后计", "On approval", nil},
		{string(plan.CountsVerified), "核实后计", "On verification", nil},
	}
}

func directions() []word {
	return []word{
		{string(plan.AtLeast), "不低于", "At least", []string{"≥", ">=", "不少于", "以上", "正向"}},
		{string(plan.AtMost), "不高于", "At most", []string{"≤", "<=", "不超过", "以内", "控制在", "逆向"}},
		{string(plan.Reach), "达到", "Reach", []string{"=", "等于", "reaches"}},
		{string(plan.Range), "区间", "Range", []string{"介于", "between"}},
	}
}

func accumulations() []word {
	return []word{
		{string(plan.Cumulative), "年内累计", "Cumulated from January", []string{"累计", "累计值"}},
		{string(plan.Flow), "当期", "Flow of the period", []string{"当期值", "当月", "本期"}},
		{string(plan.SinceStart), "自启动累计", "Cumulated since the start", []string{"跨年累计", "起始年起累计"}},
		{string(plan.Stock), "期末数", "Stock at period end", []string{"存量", "时点", "期末存量"}},
		{string(plan.YearMean), "全年平均", "Year mean", []string{"平均", "均值"}},
		{string(plan.Growth), "增速", "Growth", []string{"同比", "同比增速", "增长率"}},
		{string(plan.Rate), "比率", "Rate", []string{"占比", "比例", "share"}},
		{string(plan.Rank), "位次", "Rank", []string{"排名"}},
		{string(plan.Score), "年度评分", "Annual score", []string{"评分", "得分"}},
		{string(plan.YesNo), "是否", "Yes-no", []string{"是否完成"}},
	}
}

func frequencies() []word {
	return []word{
		{string(plan.Monthly), "月度", "Monthly", []string{"月", "每月", "月报"}},
		{string(plan.Quarterly), "季度", "Quarterly", []string{"季", "每季", "季报"}},
		{string(plan.HalfYear), "半年", "Half-yearly", []string{"半年度", "半年报"}},
		{string(plan.Yearly), "年度", "Yearly", []string{"年", "每年", "年报"}},
	}
}

func targetKinds() []word {
	return []word{
		{string(plan.Expected), "预期性", "Expected", nil},
		{string(plan.Binding), "约束性", "Binding", nil},
	}
}

func origins() []word {
	return []word{
		{string(plan.Own), "自定", "Own", []string{"本级自定"}},
		{string(plan.Assigned), "上级下达", "Assigned from above", []string{"下达"}},
	}
}

func shapes() []word {
	return []word{
		{string(plan.Linear), "按月均分", "Linear", []string{"线性", "均分"}},
		{string(plan.LastYear), "参照上年", "As last year", []string{"上年同期"}},
		{string(plan.Flat), "持平", "Flat", []string{"全年一致"}},
		{string(plan.Final), "年底", "At year end", []string{"年末", "年底完成"}},
		{string(plan.Typed), "逐期填写", "Typed", []string{"按轨迹", "手工", "按时序计划"}},
	}
}

func ruleKinds() []word {
	return []word{
		{string(plan.ByRatio), "比计划进度", "Against plan", nil},
		{string(plan.ByElapsed), "比时序进度", "Against elapsed time", nil},
		{string(plan.ByMissed), "按连续未达", "By releases missed", nil},
	}
}

func bases() []word {
	return []word{
		{string(report.Operational), "调度数", "Operational", []string{"调度", "快报"}},
		{string(report.Official), "统计数", "Official", []string{"统计"}},
		{string(report.Published), "公开数", "Published", []string{"公开"}},
	}
}

func vintages() []word {
	return []word{
		{string(report.Preliminary), "初步数", "Preliminary", []string{"初步"}},
		{string(report.Revised), "修订数", "Revised", []string{"修订"}},
		{string(report.Final), "最终数", "Final", []string{"最终"}},
	}
}
