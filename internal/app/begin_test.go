package app_test

import (
	"crypto/rand"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/testing/pgtest"
)

// vacant is a place without a district, on one of the engines.
func vacant(t *testing.T, engine string) *app.App {
	t.Helper()
	c := config.Config{Data: t.TempDir()}
	if engine == "postgres" {
		c.DB = pgtest.DSN(t)
	}
	a, err := app.Open(t.Context(), app.Place{Config: c, Wall: time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatalf("Open() = %v", err)
	}
	t.Cleanup(func() { _ = a.Close() })
	return a
}

func beginning() app.Beginning {
	in := app.Beginning{Code: "３７０２１１", Name: " 新湾区 ", NameEn: "New Bay"}
	for i, role := range app.FirstRoles() {
		in.Accounts = append(in.Accounts, app.FirstAccount{Role: role, Login: []string{"Sysadmin", "secadmin", "auditor", "office"}[i], Name: string(role)})
	}
	return in
}

func TestBegin(t *testing.T) {
	for _, engine := range []string{"sqlite", "postgres"} {
		t.Run(engine, func(t *testing.T) {
			a := vacant(t, engine)
			begun, err := a.Begin(t.Context(), beginning())
			if err != nil || begun.Seq != 1 || begun.District.ID != "370211" || begun.District.Name != "新湾区" || begun.District.TimeZone != "Asia/Shanghai" {
				t.Fatalf("Begin() = %+v, %v; want district 370211 in entry 1", begun.District, err)
			}
			for _, x := range begun.Accounts {
				session, err := a.Login(t.Context(), "370211", x.Login, x.Secret, "127.0.0.1")
				if err != nil || !session.MustChange {
					t.Errorf("Login(%s) = must change %t, %v; want a temporary password that opens", x.Login, session.MustChange, err)
				}
			}
			_, grants, err := a.Accounts(t.Context(), app.Operator("370211"))
			if err != nil || len(grants) != 4 {
				t.Errorf("Accounts() gives %d grants, %v; want 4", len(grants), err)
			}
			if _, err := a.Begin(t.Context(), beginning()); !errs.Is(err, errs.Conflict) {
				t.Errorf("Begin() again = %v, want conflict", err)
			}
		})
	}
}

// TestBeginFaults: every wrong field is named, and nothing is left behind.
func TestBeginFaults(t *testing.T) {
	a := vacant(t, "sqlite")
	for _, c := range []struct {
		name   string
		change func(*app.Beginning)
		want   []string
	}{
		{"nothing", func(in *app.Beginning) { *in = app.Beginning{} }, []string{"code", "name", "system-admin", "security-admin", "audit-admin", "office"}},
		{"five digits", func(in *app.Beginning) { in.Code = "37021" }, []string{"code"}},
		{"no province", func(in *app.Beginning) { in.Code = "990211" }, []string{"code"}},
		{"a long name", func(in *app.Beginning) { in.Name = strings.Repeat("长", 61) }, []string{"name", "root_name"}},
		{"no zone", func(in *app.Beginning) { in.TimeZone = "Asia/Qingdao" }, []string{"time_zone"}},
		{"this machine's zone", func(in *app.Beginning) { in.TimeZone = "Local" }, []string{"time_zone"}},
		{"a code with a space", func(in *app.Beginning) { in.RootCode = "X Q" }, []string{"root_code"}},
		{"one login for two", func(in *app.Beginning) { in.Accounts[3].Login = "SYSADMIN" }, []string{"office"}},
		{"a login in Chinese", func(in *app.Beginning) { in.Accounts[2].Login = "审计" }, []string{"audit-admin"}},
		{"one administrator for another", func(in *app.Beginning) { in.Accounts[1].Role = access.SystemAdmin }, []string{"system-admin", "security-admin"}},
		{"a leader besides", func(in *app.Beginning) {
			in.Accounts = append(in.Accounts, app.FirstAccount{Role: access.Leader, Login: "leader"})
		}, []string{""}},
	} {
		in := beginning()
		c.change(&in)
		_, err := a.Begin(t.Context(), in)
		var got []string
		for _, e := range errs.All(err) {
			got = append(got, e.Field)
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: Begin() names %q, want %q", c.name, got, c.want)
		}
	}
	if all, err := a.Districts(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("after refusals there are districts %v, %v", all, err)
	}
}

// TestFirstRunCode: without the code nothing is learnt, too many tries must rest,
// and two who hold it make one district.
func TestFirstRunCode(t *testing.T) {
	a := vacant(t, "sqlite")
	if _, err := a.BeginWith(t.Context(), "", beginning()); !errs.Is(err, errs.Missing) {
		t.Errorf("BeginWith() before a code was given = %v, want missing", err)
	}
	former, err := a.AwaitFirstRun(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	code, err := a.AwaitFirstRun(t.Context())
	if err != nil || code == former || len(code) != 24 {
		t.Fatalf("AwaitFirstRun() = %q after %q, %v; want another code of five groups", code, former, err)
	}
	for _, wrong := range []string{"", former, code[:len(code)-1]} {
		if _, err := a.BeginWith(t.Context(), wrong, app.Beginning{}); !errs.Is(err, errs.Forbidden) || len(errs.All(err)) != 1 {
			t.Errorf("BeginWith(wrong) = %v, want forbidden and nothing else", err)
		}
	}
	if _, err := a.BeginWith(t.Context(), code, app.Beginning{}); !errs.Is(err, errs.Invalid) {
		t.Errorf("BeginWith(code, nothing) = %v, want invalid", err)
	}
	made, refused := 0, 0
	var mu sync.Mutex
	var both sync.WaitGroup
	for _, d := range []core.DistrictID{"370211", "370212"} {
		both.Go(func() {
			in := beginning()
			in.Code = d
			_, err := a.BeginWith(t.Context(), strings.ToLower(strings.ReplaceAll(code, "-", " ")), in)
			mu.Lock()
			defer mu.Unlock()
			var fault *errs.Error
			switch {
			case err == nil:
				made++
			case errors.As(err, &fault) && fault.Kind == errs.Missing:
				refused++
			}
		})
	}
	both.Wait()
	if open, err := a.AwaitsFirstRun(t.Context()); made != 1 || refused != 1 || open || err != nil {
		t.Errorf("two at once: %d made, %d refused, open %t, %v; want one, one and closed", made, refused, open, err)
	}
	if code, err := a.AwaitFirstRun(t.Context()); code != "" || err != nil {
		t.Errorf("AwaitFirstRun() with a district = %q, %v; want no code", code, err)
	}
}

func TestFirstRunRests(t *testing.T) {
	a := vacant(t, "sqlite")
	if _, err := a.AwaitFirstRun(t.Context()); err != nil {
		t.Fatal(err)
	}
	for range 10 {
		if _, err := a.BeginWith(t.Context(), "guess", app.Beginning{}); !errs.Is(err, errs.Forbidden) {
			t.Fatalf("BeginWith(guess) = %v, want forbidden", err)
		}
	}
	if _, err := a.BeginWith(t.Context(), "guess", app.Beginning{}); !errs.Is(err, errs.Busy) {
		t.Errorf("BeginWith(guess) for the eleventh time = %v, want a rest", err)
	}
}
