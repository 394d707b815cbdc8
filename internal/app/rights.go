package app

import (
	"sync"

	"tupo/internal/access"
	"tupo/internal/plan"
	"tupo/internal/record"
)

// rights tells whoever keeps sessions in memory that accounts, grants or the tree
// of units have changed, whatever changed them: a form, a workbook, a call or a
// command.
type rights struct {
	mu   sync.Mutex
	told []func()
}

// OnRights calls f after every commit that changes what accounts may do.
func (a *App) OnRights(f func()) {
	a.rights.mu.Lock()
	defer a.rights.mu.Unlock()
	a.rights.told = append(a.rights.told, f)
}

// tell runs after the board with these entries is published.
func (r *rights) tell(entries []record.Entry) {
	if !moveRights(entries) {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, f := range r.told {
		f()
	}
}

func moveRights(entries []record.Entry) bool {
	unit, account, grant := (&plan.Unit{}).Table().No, (&access.Account{}).Table().No, (&access.Grant{}).Table().No
	for i := range entries {
		for j := range entries[i].Changes {
			switch entries[i].Changes[j].Table {
			case unit, account, grant:
				return true
			}
		}
	}
	return false
}
