package web

import (
	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/plan"
)

// asked finds the indicator of the target that a request is about, whatever became of
// the request.
func (m *factRows) asked(id string) (*plan.Indicator, bool) {
	if m.changes == nil {
		m.changes = map[string]app.PlanChange{}
		if m.v.may(access.ExportPlan) {
			all, err := m.v.site.App.TargetChanges(m.v.ctx, m.v.who, "")
			if err != nil {
				m.v.site.Log.Error("the requests of a document's facts", "error", err)
			}
			for _, c := range all {
				m.changes[c.ID] = c
			}
		}
	}
	c := m.changes[id]
	if t, ok := m.s.Target(core.TargetID(c.Target)); ok {
		return m.s.Indicator(t.Indicator)
	}
	targets, indicators, err := c.Added()
	if err != nil || len(targets) == 0 {
		return nil, false
	}
	for i := range indicators {
		if indicators[i].ID == targets[0].Indicator {
			return &indicators[i], true
		}
	}
	return m.s.Indicator(targets[0].Indicator)
}
