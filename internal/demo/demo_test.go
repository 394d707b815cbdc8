package demo

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"tupo/internal/access"
	"tupo/internal/core"
	"tupo/internal/lexicon"
	"tupo/internal/plan"
	"tupo/internal/report"
)

func TestBookIsSound(t *testing.T) {
	y := New()
	for _, f := range y.Book.Check() {
		if f.Severity == plan.Error {
			t.Errorf("Check: %s %s %s: %s %v", f.Kind, f.Code, f.Field, f.Key, f.Args)
		} else {
			t.Logf("warning: %s %s %s: %s %v", f.Kind, f.Code, f.Field, f.Key, f.Args)
		}
	}
}

func TestCounts(t *testing.T) {
	y := New()
	b := &y.Book
	parts, steps := 0, map[core.TaskID]int{}
	for _, x := range b.Targets {
		if x.Parent != "" {
			parts++
		}
	}
	for _, m := range b.Milestones {
		steps[m.Task]++
	}
	for _, c := range []struct {
		name           string
		got, low, high int
	}{
		{"actions", len(b.Actions), 13, 13},
		{"tasks", len(b.Tasks), 52, 52},
		{"targets", len(b.Targets), 110, 130},
		{"parts among them", parts, 20, 40},
		{"units", len(b.Units), 36, 44},
		{"months", len(y.Months), 10, 10},
		{"directives", len(y.Directives), 21, 21},
		{"meetings", len(y.Meetings), 2, 2},
		{"corrections", len(y.Corrections), 1, 1},
	} {
		t.Logf("%s: %d", c.name, c.got)
		if c.got < c.low || c.got > c.high {
			t.Errorf("number of %s = %d, want %d to %d", c.name, c.got, c.low, c.high)
		}
	}
	for _, task := range b.Tasks {
		if n := steps[task.ID]; n < 2 || n > 5 {
			t.Errorf("milestones of %s = %d, want 2 to 5", task.Code, n)
		}
	}
	t.Logf("history %d observations, %d accounts, %d projects", len(y.History), len(y.Accounts), len(y.Projects))
}

func TestSameYearEveryTime(t *testing.T) {
	if a, b := New(), New(); !reflect.DeepEqual(a, b) {
		t.Error("New() twice gave two different years")
	}
}

// Every figure is asked as it will be asked when it is filed. The questions left
// are few and have an answer; the planted one is among them.
func TestHonestFiguresRaiseFewQuestions(t *testing.T) {
	y := New()
	a := newAsker(&y.Book, y.History)
	filed, asked, planted := 0, 0, report.NoDoubt
	for _, m := range y.Months {
		for _, f := range m.Filings {
			for _, l := range f.Lines {
				filed++
				doubt := a.ask(&l)
				if doubt == report.NoDoubt {
					if l.Answer != "" {
						t.Errorf("%s %s %s is answered and was not asked", l.Indicator, l.Unit, l.Period)
					}
					continue
				}
				if name, text := l.Evidence(); l.Cause == "" || l.Answer == "" || name == "" || text == "" {
					t.Errorf("Question(%s %s %s %s) = %q has no answer", l.Indicator, l.Unit, l.Period, l.Value, doubt)
				}
				if l.Indicator == heldOf && l.Period == core.Month(theYear, 10) {
					planted = doubt
					continue
				}
				asked++
				t.Logf("asked: %s %s %s %s: %s", l.Indicator, l.Unit, l.Period, l.Value, doubt)
			}
		}
		for _, c := range y.Corrections {
			if c.Period != m.Period {
				continue
			}
			for _, l := range c.Lines {
				if doubt := a.ask(&l); doubt != report.NoDoubt && l.Answer == "" {
					t.Errorf("Question of the correction %s = %q has no answer", l.Indicator, doubt)
				}
			}
		}
	}
	t.Logf("%d figures filed, %d honest ones asked", filed, asked)
	if planted != report.ExactlyMet {
		t.Errorf("Question of the planted figure = %q, want %q", planted, report.ExactlyMet)
	}
	if asked*100 > filed {
		t.Errorf("honest figures asked = %d of %d, want at most 1 %%", asked, filed)
	}
}

func TestPartsAddUpToWholes(t *testing.T) {
	y := New()
	values := map[seriesKey]map[core.Period]core.Quantity{}
	note := func(i core.IndicatorID, u core.UnitID, p core.Period, q core.Quantity) {
		key := seriesKey{i, u}
		if values[key] == nil {
			values[key] = map[core.Period]core.Quantity{}
		}
		values[key][p] = q
	}
	for _, o := range y.History {
		if o.Basis == report.Operational {
			note(o.Indicator, o.Unit, periodOf(o), o.Value)
		}
	}
	late := 0
	for _, m := range y.Months {
		for _, f := range m.Filings {
			for _, l := range f.Lines {
				note(l.Indicator, l.Unit, l.Period, l.Value)
			}
		}
	}
	for _, whole := range y.Book.Targets {
		for p, want := range values[seriesKey{whole.Indicator, whole.Unit}] {
			sum, parts, complete := core.Whole(0), 0, true
			for _, part := range y.Book.Targets {
				if part.Parent != whole.ID {
					continue
				}
				q, there := values[seriesKey{part.Indicator, part.Unit}][p]
				if complete = complete && there; complete {
					sum, parts = must(sum.Add(q)), parts+1
				}
			}
			switch {
			case parts == 0 && complete:
			case !complete:
				late++
			case sum != want:
				t.Errorf("%s %s: parts add up to %s, want %s", whole.Code, p, sum, want)
			}
		}
	}
	if late != 2 {
		t.Errorf("wholes with a silent part = %d, want 2: the late town has two of them", late)
	}
}

func TestFilingsFollowTheCalendar(t *testing.T) {
	y := New()
	accounts := map[core.AccountID]bool{}
	for _, a := range y.Accounts {
		accounts[a.ID] = true
	}
	for _, m := range y.Months {
		due := following(m.Period, 8)
		for _, f := range m.Filings {
			if f.FiledOn <= m.Period.LastDay() || f.ApprovedOn < f.FiledOn || f.ApprovedOn > due || m.VerifiedOn <= f.ApprovedOn {
				t.Errorf("%s %s: filed %s, approved %s, due %s, verified %s", m.Period, f.Unit, f.FiledOn, f.ApprovedOn, due, m.VerifiedOn)
			}
			if !accounts[f.By] || !accounts[f.ApprovedBy] {
				t.Errorf("%s %s: no account %s or %s", m.Period, f.Unit, f.By, f.ApprovedBy)
			}
			for _, l := range f.Lines {
				x := indicatorOf(y, l.Indicator)
				if p, ok := x.Period(theYear, int(m.Period.To)); !ok || p != l.Period {
					t.Errorf("%s %s: %s filed for %s, want %s (due %v)", m.Period, f.Unit, l.Indicator, l.Period, p, ok)
				}
				if l.VerifiedBy != "" && !accounts[l.VerifiedBy] {
					t.Errorf("%s: no account %s", l.Indicator, l.VerifiedBy)
				}
			}
		}
		for _, o := range m.Official {
			if o.Released > y.Clock || o.Basis == report.Official && o.Released <= m.Period.LastDay() {
				t.Errorf("%s %s released %s", o.Indicator, o.Period, o.Released)
			}
		}
		if m.LockedOn != "" && m.LockedOn <= m.VerifiedOn {
			t.Errorf("%s locked %s, verified %s", m.Period, m.LockedOn, m.VerifiedOn)
		}
	}
	if n := len(y.Months[9].Official); n != 0 {
		t.Errorf("official figures of October = %d, want none before their day", n)
	}
}

func TestPlantedTrouble(t *testing.T) {
	y := New()
	filed := func(m int) map[core.UnitID]bool {
		units := map[core.UnitID]bool{}
		for _, f := range y.Months[m-1].Filings {
			units[f.Unit] = true
		}
		return units
	}
	var silent []core.UnitID
	october := filed(10)
	for u := range filed(9) {
		if !october[u] {
			silent = append(silent, u)
		}
	}
	slices.Sort(silent)
	if want := []core.UnitID{lateBureau, lateTown}; !slices.Equal(silent, want) {
		t.Errorf("units that reported on September and not on October = %v, want %v", silent, want)
	}
	c := y.Corrections[0]
	for _, f := range y.Months[8].Filings {
		for _, l := range f.Lines {
			if l.Indicator == correctedOf {
				if off, err := l.Value.Sub(c.Lines[0].Value); err != nil || off != core.Whole(overstated) {
					t.Errorf("correction lowers September by %s, want %d", off, overstated)
				}
			}
		}
	}
	if c.First == c.Second || c.AskedBy == c.First || c.AskedBy == c.Second || c.OpenedOn <= y.Months[8].LockedOn {
		t.Errorf("reopening asked by %s, agreed by %s and %s on %s: want three accounts after the lock", c.AskedBy, c.First, c.Second, c.OpenedOn)
	}
}

func TestEveryRoleHasAnAccount(t *testing.T) {
	y := New()
	roles, logins := map[access.Role]int{}, map[string]bool{}
	for _, g := range y.Grants {
		roles[g.Role]++
	}
	if err := access.CheckGrants(y.Grants); err != nil {
		t.Errorf("CheckGrants = %v", err)
	}
	if got := len(Principals()); got != 12 {
		t.Errorf("Principals() lists %d accounts, want 12", got)
	}
	for _, a := range y.Accounts {
		if err := access.CheckLogin(a.Login); err != nil {
			t.Errorf("CheckLogin(%q) = %v", a.Login, err)
		}
		if logins[a.Login] {
			t.Errorf("login %q is taken", a.Login)
		}
		logins[a.Login] = true
	}
	for role, want := range map[access.Role]int{
		access.Leader: 1, access.Office: 3, access.Verifier: 2, access.Public: 1,
		access.SystemAdmin: 1, access.SecurityAdmin: 1, access.AuditAdmin: 1,
	} {
		if roles[role] != want {
			t.Errorf("grants of %s = %d, want %d", role, roles[role], want)
		}
	}
	if roles[access.Reporter] != roles[access.Approver] || roles[access.Reporter] < 30 {
		t.Errorf("reporters = %d, approvers = %d, want as many of both and at least 30", roles[access.Reporter], roles[access.Approver])
	}
}

// What is public carries its page; everything else says that it is invented.
func TestInventedFiguresSaySo(t *testing.T) {
	y := New()
	public := 0
	for _, o := range append(slices.Clone(y.History), official(y)...) {
		if o.Specimen != strings.HasPrefix(o.Source, specimenSource) {
			t.Errorf("%s %s %s %s: specimen %v, source %q", o.Indicator, o.Unit, o.Period, o.Basis, o.Specimen, o.Source)
		}
		if !o.Specimen {
			public++
		}
	}
	for _, x := range y.Book.Targets {
		if x.Specimen == (x.Source != "") {
			t.Errorf("target %s: specimen %v, source %q", x.Code, x.Specimen, x.Source)
		}
	}
	for _, p := range y.Projects {
		if p.Specimen != (p.Source == specimenSource) || p.Specimen != strings.HasPrefix(p.Name, "示例") {
			t.Errorf("project %s: specimen %v, source %q", p.Name, p.Specimen, p.Source)
		}
	}
	if want := len(readFacts()); public != want {
		t.Errorf("public figures = %d, want all %d", public, want)
	}
}

func official(y *Year) []report.Observation {
	var all []report.Observation
	for _, m := range y.Months {
		all = append(all, m.Official...)
	}
	return all
}

func TestDirectivesAfterTheirMeeting(t *testing.T) {
	y := New()
	states := map[string]int{}
	overdue := 0
	for _, d := range y.Directives {
		states[string(d.Row.State)]++
		if d.Closed != "" && (d.Closed < d.Issued || d.Closed > y.Clock) {
			t.Errorf("%s issued %s, closed %s", d.Row.Code, d.Issued, d.Closed)
		}
		if d.Closed == "" && d.Row.Due != "" && d.Row.Due < y.Clock {
			overdue++
		}
	}
	if states["closed"] != 14 || overdue != 3 {
		t.Errorf("directives = %v, overdue %d, want 14 closed and 3 overdue", states, overdue)
	}
}

// An alias is another name of the same thing: 固定资产投资 was once one of the zones'
// part of it, so that the district's figure was offered for theirs.
func TestNoAliasIsOfAnotherIndicator(t *testing.T) {
	same := map[string]string{"DEPOSIT": "本外币存款余额", "PM25": "PM2.5平均浓度"} // under a name that is not the lexicon's
	for _, x := range New().Book.Indicators {
		of, _ := lexicon.FindIndicator(x.Name)
		for _, alias := range x.AliasList() {
			if known, ok := lexicon.FindIndicator(alias); ok && known.Name != of.Name && known.Name != same[x.Code] {
				t.Errorf("%s %s has the alias %s, which is %s", x.Code, x.Name, alias, known.Name)
			}
		}
	}
}
