package app

import (
	"slices"
	"strings"

	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/plan"
)

// place proposes the action of a target and the unit that answers for it where a person
// says neither: of a target that is there its own, of a new one what the text and the
// plan say without doubt. Where they say nothing the target stands without them.
func (o *offering) place(it *intent, f document.Fact, d Decision) *errs.Error {
	c, x, known := &it.Choice, &it.figure.indicator, it.figure.known
	said := func(field string) bool { return slices.Contains(d.Said, field) }
	switch {
	case said("action"):
	case known != nil:
		c.Action = known.Action
	default:
		c.Action = o.actionFor(c.Programme, x)
	}
	switch {
	case said("responsible"):
	case known != nil:
		c.Responsible = known.Responsible
	default:
		c.Responsible = o.orderedUnit(f)
	}
	if a, ok := o.board.Action(c.Action); c.Action != "" && (!ok || a.Programme != c.Programme) {
		if !ok {
			return errs.Field("action", "plan.no-such-action", "code", string(c.Action))
		}
		return errs.Field("action", "plan.action-elsewhere", "action", a.Code)
	}
	if _, ok := o.board.Unit(c.Responsible); c.Responsible != "" && !ok {
		return errs.Field("responsible", "plan.no-such-unit", "code", string(c.Responsible))
	}
	return nil
}

// orderedUnit is the unit to which an order around a figure is addressed: 区商务局要实现…,
// （责任单位：区商务局）. "" where no order holds the figure, or no one unit is named.
func (o *offering) orderedUnit(f document.Fact) core.UnitID {
	if o.orders == nil {
		o.orders = []document.Fact{}
		for _, x := range o.facts {
			if x.Kind == extract.KindDirective {
				o.orders = append(o.orders, x)
			}
		}
	}
	for _, x := range o.orders {
		if x.Start > f.Start || x.End < f.End {
			continue
		}
		if in, err := payload[extract.Directive](x); err == nil && in.Subject != nil {
			return o.unitNamed(in.Subject.Reading())
		}
	}
	return o.unitNamed(o.labelled(f))
}

// labelled is the unit that the paragraph names after a figure: （责任单位：区商务局、区财政局）
// names 区商务局 first. "" where it names none.
func (o *offering) labelled(f document.Fact) string {
	text := o.words()
	if f.End < 0 || f.End > int64(len(text)) {
		return ""
	}
	rest := text[f.End:]
	rest = rest[:min(len(rest), labelWithin)]
	if i := slices.Index(rest, '\n'); i >= 0 {
		rest = rest[:i]
	}
	after := strings.ReplaceAll(string(rest), ":", "：")
	for _, label := range []string{"责任单位：", "牵头单位：", "责任部门：", "牵头部门：", "主责单位：", "主责部门："} {
		if _, named, ok := strings.Cut(after, label); ok {
			if i := strings.IndexAny(named, "、，,；;。）)：　 "); i >= 0 {
				named = named[:i]
			}
			return named
		}
	}
	return ""
}

// labelWithin is how many characters after a figure its label is looked for.
const labelWithin = 300

// actionFor is the one action of a programme that has targets of the indicator already,
// else the one whose name has a word in common with the indicator's; "" for none or
// several.
func (o *offering) actionFor(programme core.ProgrammeID, x *plan.Indicator) core.ActionID {
	b := o.board.Book()
	var measured, named []core.ActionID
	for _, t := range b.Targets {
		if t.Programme == programme && x.ID != "" && t.Indicator == x.ID && t.Action != "" && !slices.Contains(measured, t.Action) {
			measured = append(measured, t.Action)
		}
	}
	words := map[string]bool{}
	for _, k := range subjectsOf(x) {
		for pair := range pairsOf(k.name) {
			words[pair] = !commonPairs[pair]
		}
	}
	for _, a := range b.Actions {
		if a.Programme != programme {
			continue
		}
		for pair := range pairsOf(a.Name) {
			if words[pair] {
				named = append(named, a.ID)
				break
			}
		}
	}
	switch {
	case len(measured) == 1:
		return measured[0]
	case len(measured) == 0 && len(named) == 1:
		return named[0]
	}
	return ""
}

// commonPairs stand in names of actions and indicators whatever these are about.
var commonPairs = func() map[string]bool {
	out := map[string]bool{}
	for _, pair := range strings.Fields(`
		创新 突破 攻坚 专项 行动 工程 推进 提升 提质 增效 加快 加力 提速 发展 建设 质量 高质 水平 能力 工作
		重点 项目 产业 企业 经济 总额 总量 总值 增加 加值 增长 增速 新增 新建 全区 全市 全面 规模 完成 实现
		实施 综合 指标 数量 个数 以上 改造 改革 服务 管理 区域 城市 社会 生产`) {
		out[pair] = true
	}
	return out
}()

// textEnd ends the last line of a text as all others end.
const textEnd = "\n"

// words is the text of the document, then textEnd; what cannot be read is empty, and logged.
func (o *offering) words() []rune {
	if o.text == nil {
		text, err := o.app.text(o.doc)
		if err != nil {
			o.app.log.Error("the text of a document", "document", o.doc.ID, "error", err)
		}
		o.text = []rune(text + textEnd)
	}
	return o.text
}
