package web

import (
	"cmp"
	"net/http"
	"slices"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/httpx"
	"tupo/internal/plan"
	"tupo/internal/web/page"
)

// changes lists the asked changes of target values, the undecided first; whoever
// may decide one gets its two buttons on the page of that change.
func (v *visit) changes() error {
	p, err := v.changesPage(nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

// changesPage is the list, with the form of the change that is being decided.
func (v *visit) changesPage(fault error) (page.Changes, error) {
	all, err := v.site.App.TargetChanges(v.ctx, v.who, "")
	if err != nil {
		return page.Changes{}, err
	}
	d, err := v.dresser()
	if err != nil {
		return page.Changes{}, err
	}
	slices.SortStableFunc(all, func(x, y app.PlanChange) int {
		return cmp.Or(cmp.Compare(b2i(x.State != plan.ChangeAsked), b2i(y.State != plan.ChangeAsked)), cmp.Compare(y.AskedAt, x.AskedAt))
	})
	p := page.Changes{Frame: v.frame(v.t("changes.title")), Heading: page.Heading{Title: v.t("changes.title"), Standfirst: page.Plain(v.t("changes.lead")),
		Crumbs: []page.Link{{Text: v.t("nav.plan"), URL: "/plan"}}}, Empty: v.t("changes.none")}
	words, err := v.site.App.RequestQuotes(v.ctx, v.who, requestIDs(all))
	if err != nil {
		return p, err
	}
	for _, c := range all {
		one := v.changeEntry(d, c, fault)
		one.Words = v.quoted(words[c.ID])
		p.Changes = append(p.Changes, one)
	}
	return p, nil
}

func requestIDs(all []app.PlanChange) []string {
	var out []string
	for _, c := range all {
		out = append(out, c.ID)
	}
	return out
}

// changeEntry prints one request, field by field, with what may be done about it.
func (v *visit) changeEntry(d dresser, c app.PlanChange, fault error) page.TargetChange {
	ref := c.Ref()
	one := page.TargetChange{ID: "c-" + c.ID, Title: orText(d.object(ref.Kind, ref.ID), d.newName(c)), URL: v.objectURL(d, ref), Diffs: d.itemDiffs(c), Reason: c.Reason,
		Asked: v.t("changes.asked", "who", d.account(string(c.AskedBy)), "when", v.clock(c.AskedAt)), State: v.changeLight(c.TargetChange), Word: c.Word}
	if c.ApprovedBy != "" {
		one.Decided = v.t("changes.asked", "who", d.account(string(c.ApprovedBy)), "when", v.clock(c.DecidedAt))
	}
	if c.State != plan.ChangeAsked {
		return one
	}
	unit := core.UnitID("")
	if t, ok := d.s.Target(c.Target); ok {
		unit = t.Unit
		one.Chart, one.Caption = v.proposedChart(d, c, t)
	}
	switch {
	case c.AskedBy == v.who.ID() && v.may(access.ProposeTargetChange):
		one.Form = &page.Form{ID: "withdraw-" + c.ID, To: "/plan/changes/withdraw", Hidden: []page.Hidden{{Name: "id", Value: c.ID}},
			Submits: []page.Submit{{Text: v.t("changes.withdraw")}}}
	case c.AskedBy != v.who.ID() && v.mayAt(access.ApproveTargetChange, unit):
		one.Form = v.decideForm(c.ID, fault)
	}
	return one
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (v *visit) changeLight(c plan.TargetChange) page.Light {
	tones := map[plan.ChangeState]page.Tone{plan.ChangeAsked: page.ToneBehind, plan.ChangeApproved: page.ToneDone, plan.ChangeRefused: page.ToneFar, plan.ChangeWithdrawn: page.ToneUnknown}
	return page.Light{Tone: tones[c.State], Word: v.t("change-state." + string(c.State))}
}

func (v *visit) decideForm(id string, fault error) *page.Form {
	f := &page.Form{ID: "decide-" + id, To: "/plan/changes/decide", Hidden: []page.Hidden{{Name: "id", Value: id}},
		Sections: []page.Section{{Fields: []page.Field{{Kind: page.KindText, Name: "reason", ID: "f-reason-" + id, Label: v.t("changes.word"), Help: v.t("changes.word.help")}}}},
		Submits:  []page.Submit{{Text: v.t("changes.approve"), Name: "do", Value: "approve", Primary: true}, {Text: v.t("changes.refuse"), Name: "do", Value: "refuse"}}}
	if fault != nil && v.r.PostForm.Get("id") == id {
		v.mark(f, fault)
	}
	return f
}

// withdrawInput takes a request back.
type withdrawInput struct {
	ID string `form:"id,required"`
}

func (v *visit) withdrawChange() error {
	var in withdrawInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	if err := v.site.App.WithdrawTargetChange(v.ctx, v.who, in.ID); err != nil {
		return err
	}
	return v.seeOther("/plan/changes#c-"+in.ID, "changes.withdrawn")
}

// changeInput asks for another value of the year, and of the tiers around it.
type changeInput struct {
	Target  string `form:"target,required"`
	Value   string `form:"value"`
	Floor   string `form:"floor_value"`
	Stretch string `form:"stretch"`
	Reason  string `form:"reason,lines,max=500"`
}

// fields are the wanted values by column; a tier that the target has not, or that
// was not sent, stays.
func (in *changeInput) fields(v *visit, t *plan.Target) map[string]string {
	fields := map[string]string{"value": v.retypedFor(t, in.Value)}
	if t.Floor.Known() && v.r.PostForm.Has("floor_value") {
		fields["floor_value"] = v.retypedFor(t, in.Floor)
	}
	if t.Stretch.Known() && v.r.PostForm.Has("stretch") {
		fields["stretch"] = v.retypedFor(t, in.Stretch)
	}
	return fields
}

func (v *visit) newChange() error {
	in := changeInput{Target: v.r.URL.Query().Get("target")}
	p, err := v.changeForm(in, nil)
	if err != nil {
		return err
	}
	return v.show(p)
}

func (v *visit) askChange() error {
	var in changeInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	t, err := v.targetByCode(in.Target)
	if err != nil {
		return err
	}
	_, err = v.site.App.AskTarget(v.ctx, v.who, t.ID, in.fields(v, t), nil, in.Reason)
	switch {
	case err == nil:
		return v.seeOther("/plan/changes", "changes.sent")
	case !mendable(err):
		return err
	}
	p, pageErr := v.changeForm(in, err)
	if pageErr != nil {
		return pageErr
	}
	return v.refuse(p, err)
}

func (v *visit) targetByCode(code string) (*plan.Target, error) {
	b, err := v.site.App.PlanBook(v.ctx, v.who)
	if err != nil {
		return nil, err
	}
	t, ok := findTarget(&b, code)
	if !ok {
		return nil, access.Missing()
	}
	return t, nil
}

// retypedFor is retyped for a target's own indicator.
func (v *visit) retypedFor(t *plan.Target, text string) string {
	if s := v.board(); s != nil {
		if x, ok := s.Indicator(t.Indicator); ok {
			return v.retyped(text, x)
		}
	}
	return text
}

func (v *visit) changeForm(in changeInput, fault error) (page.FormPage, error) {
	t, err := v.targetByCode(in.Target)
	if err != nil {
		return page.FormPage{}, err
	}
	d, err := v.dresser()
	if err != nil {
		return page.FormPage{}, err
	}
	x, _ := d.s.Indicator(t.Indicator)
	p := page.FormPage{Frame: v.frame(v.t("target.change")), Heading: page.Heading{Kicker: v.t("target.change"), Title: d.object("target", string(t.ID)),
		Standfirst: page.Plain(v.t("changes.new.lead")), Crumbs: []page.Link{{Text: v.t("changes.title"), URL: "/plan/changes"}}}}
	unit := ""
	if x != nil {
		unit = v.measure(x)
		p.Facts = []page.Fact{{Label: v.t("column.target.value"), Value: v.figure(t.Value, x), Unit: unit}}
		if t.Original.Known() && t.Original != t.Value {
			p.Facts = append(p.Facts, page.Fact{Label: v.t("about.original"), Value: v.figure(t.Original, x), Unit: unit})
		}
	}
	fields := []page.Field{{Kind: page.KindNumber, Name: "value", Label: v.t("changes.value"), Value: in.Value, Unit: unit, Required: true, Short: true}}
	for _, tier := range []struct {
		column, sent string
		held         core.Quantity
	}{{"floor_value", in.Floor, t.Floor}, {"stretch", in.Stretch, t.Stretch}} {
		if tier.held.Known() {
			if v.r.Method == http.MethodGet {
				tier.sent = v.typed(tier.held, x)
			}
			fields = append(fields, page.Field{Kind: page.KindNumber, Name: tier.column, Label: v.label("target", tier.column), Value: tier.sent, Unit: unit, Short: true})
		}
	}
	fields = append(fields, page.Field{Kind: page.KindArea, Name: "reason", Label: v.t("changes.why"), Value: in.Reason, Required: true, Rows: "3"})
	p.Form = page.Form{ID: "change", To: "/plan/changes", Hidden: []page.Hidden{{Name: "target", Value: t.Code}}, Sections: []page.Section{{Fields: fields}},
		Submits: []page.Submit{{Text: v.t("changes.ask"), Primary: true}}, Cancel: &page.Link{Text: v.t("form.cancel"), URL: "/targets/" + t.Code}}
	v.mark(&p.Form, fault)
	return p, nil
}

// decideInput is a word on a change.
type decideInput struct {
	ID     string `form:"id,required"`
	Do     string `form:"do,oneof=approve|refuse"`
	Reason string `form:"reason,max=500"`
}

func (v *visit) decideChange() error {
	var in decideInput
	if err := httpx.DecodeForm(v.r, &in); err != nil {
		return err
	}
	var err error
	if in.Do == "" {
		err = errs.Field("do", "form.required")
	} else {
		err = v.site.App.DecideTargetChange(v.ctx, v.who, in.ID, in.Do == "approve", in.Reason)
	}
	switch {
	case err == nil:
		return v.seeOther("/plan/changes", "changes.done."+in.Do)
	case !mendable(err):
		return err
	}
	p, pageErr := v.changesPage(err)
	if pageErr != nil {
		return pageErr
	}
	return v.refuse(p, err)
}
