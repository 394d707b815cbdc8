package config

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"time"

	"tupo/internal/core"
	"tupo/internal/errs"
)

// sources makes Sources of maps; file "" is no file.
func sources(flags, env map[string]string, file string) Sources {
	return Sources{
		Flags:  flags,
		Getenv: func(name string) (string, bool) { v, ok := env[name]; return v, ok },
		ReadFile: func(path string) ([]byte, error) {
			if file == "" {
				return nil, fs.ErrNotExist
			}
			return []byte(file), nil
		},
	}
}

func TestDefaults(t *testing.T) {
	c, err := Load(Sources{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Data != "tupo-data" || c.Addr != "127.0.0.1:8080" || c.IdleMinutes != 30 || c.MaxUpload != 50<<20 || c.Log != "info" || c.Demo || c.Clock != "" {
		t.Errorf("Load() = %s", c)
	}
}

func TestWeight(t *testing.T) {
	flags := map[string]string{"addr": "127.0.0.1:1"}
	env := map[string]string{"TUPO_ADDR": "127.0.0.1:2", "TUPO_IDLE_MINUTES": "20"}
	file := "# settings\naddr = 127.0.0.1:3\nidle-minutes = 10\nlog = warn # loud enough\n\nsign-key = \"/keys/a #1\"\r\n"
	c, err := Load(sources(flags, env, file))
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range []struct {
		name, got, want string
		from            Origin
	}{
		{"addr", c.Addr, "127.0.0.1:1", FromFlag},
		{"idle-minutes", time.Duration(c.IdleMinutes).String(), "20ns", FromEnvironment},
		{"log", c.Log, "warn", FromFile},
		{"sign-key", c.SignKey, "/keys/a #1", FromFile},
		{"db", c.DB, "", FromDefault},
	} {
		if w.got != w.want || c.Origin(w.name) != w.from {
			t.Errorf("%s = %q from %s, want %q from %s", w.name, w.got, c.Origin(w.name), w.want, w.from)
		}
	}
}

func TestFileLiesInTheDataFolder(t *testing.T) {
	var asked string
	s := sources(map[string]string{"data": "/srv/district"}, nil, "")
	s.ReadFile = func(path string) ([]byte, error) { asked = path; return []byte("\ufefflog = debug\n"), nil }
	c, err := Load(s)
	if err != nil || asked != "/srv/district/tupo.conf" || c.Log != "debug" {
		t.Errorf("Load read %q: %v, log %q; want /srv/district/tupo.conf, debug", asked, err, c.Log)
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name string
		s    Sources
		want []string // field:key
	}{
		{"several at once", sources(map[string]string{"addr": "8080", "log": "loud"}, map[string]string{"TUPO_CLOCK": "2023-13-01"}, ""),
			[]string{"addr:config.addr", "clock:config.clock", "log:config.log"}},
		{"port", sources(map[string]string{"addr": "h:99999"}, nil, ""), []string{"addr:config.addr"}},
		{"minutes", sources(map[string]string{"idle-minutes": "0"}, nil, ""), []string{"idle-minutes:config.minutes"}},
		{"size", sources(map[string]string{"max-upload": "9999999999GB"}, nil, ""), []string{"max-upload:config.size"}},
		{"size without a number", sources(map[string]string{"max-upload": "MB"}, nil, ""), []string{"max-upload:config.size"}},
		{"database", sources(map[string]string{"db": "mysql://h/x"}, nil, ""), []string{"db:config.db"}},
		{"database without a host", sources(map[string]string{"db": "postgres:///x"}, nil, ""), []string{"db:config.db"}},
		{"flag", sources(map[string]string{"demo": "perhaps"}, nil, ""), []string{"demo:config.flag"}},
		{"proxies", sources(map[string]string{"proxies": "10.0.0.1, everyone"}, nil, ""), []string{"proxies:config.proxies"}},
		{"no folder", sources(map[string]string{"data": " "}, nil, ""), []string{"data:config.empty"}},
		{"unknown flag", sources(map[string]string{"colour": "red"}, nil, ""), []string{"colour:config.unknown"}},
		{"nul", sources(map[string]string{"sign-key": "a\x00b"}, nil, ""), []string{"sign-key:config.text"}},
		{"unknown line", sources(nil, nil, "log = info\ncolour = red\n"), []string{"colour:config.unknown-line"}},
		{"no equals sign", sources(nil, nil, "hello\n"), []string{":config.line"}},
		{"open quote", sources(nil, nil, "sign-key = \"abc\n"), []string{":config.line"}},
		{"after the quote", sources(nil, nil, "sign-key = \"abc\" def\n"), []string{":config.line"}},
		{"twice", sources(nil, nil, "log = info\nlog = warn\n"), []string{"log:config.twice"}},
		{"data in the file", sources(nil, nil, "data = /x\n"), []string{"data:config.data-in-file"}},
		{"not text", sources(nil, nil, "log = \xff\xfe"), []string{":config.file"}},
		{"too large", sources(nil, nil, strings.Repeat("# more\n", 20_000)), []string{":config.file"}},
	} {
		got, err := Load(c.s)
		var faults []string
		for _, e := range errs.All(err) {
			faults = append(faults, e.Field+":"+e.Key)
		}
		slices.Sort(faults)
		if !slices.Equal(faults, c.want) || got.Addr != "" {
			t.Errorf("%s: Load = %v (addr %q), want %v and no settings", c.name, faults, got.Addr, c.want)
		}
	}
}

func TestUnreadableFile(t *testing.T) {
	s := sources(nil, nil, "")
	s.ReadFile = func(string) ([]byte, error) { return nil, fs.ErrPermission }
	if _, err := Load(s); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("Load with an unreadable file = %v, want its error", err)
	}
}

func TestPrintedWithoutSecrets(t *testing.T) {
	for _, db := range []string{
		"postgres://tupo:hunter2@db:5432/tupo?sslmode=disable",
		"postgres://tupo@db/tupo?password=hunter2&sslmode=disable",
		"postgresql://tupo@db/tupo?sslpassword=hunter2",
	} {
		c, err := Load(sources(map[string]string{"db": db}, nil, ""))
		if err != nil {
			t.Fatal(err)
		}
		if got := c.String(); strings.Contains(got, "hunter2") || !strings.Contains(got, "xxxxx") || !strings.Contains(got, "tupo") {
			t.Errorf("String() of %s = %s", db, got)
		}
		if c.DB != db {
			t.Errorf("DB = %q, want it unchanged", c.DB)
		}
	}
	if _, err := Load(sources(map[string]string{"db": "mysql://u:hunter2@h/x"}, nil, "")); strings.Contains(err.Error(), "hunter2") {
		t.Errorf("the fault of a bad address repeats its password: %v", err)
	}
	if got := redact("postgres://u:hunter2@[::1"); strings.Contains(got, "hunter2") {
		t.Errorf("redact of a malformed address = %q", got)
	}
}

// TestLinesReadBack: what is printed is a settings file that says the same.
func TestLinesReadBack(t *testing.T) {
	given := map[string]string{
		"addr": "[::1]:9000", "clock": "2023-11-14", "idle-minutes": "45", "max-upload": "3 MiB",
		"proxies": "10.0.0.0/8, 192.0.2.7", "log": "error", "demo": "yes", "sign-key": `C:\keys\a #1`, "db": "postgres://tupo@db/x",
	}
	c, err := Load(sources(given, nil, ""))
	if err != nil {
		t.Fatal(err)
	}
	back, err := Load(sources(nil, nil, strings.Join(c.Lines()[1:], "\n")))
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range bindings(&back) {
		if got, want := b.print(), bindings(&c)[i].print(); got != want {
			t.Errorf("%s reads back as %q, want %q", b.name, got, want)
		}
	}
	if n := c.Networks(); len(n) != 2 || n[0].String() != "10.0.0.0/8" || n[1].String() != "192.0.2.7/32" {
		t.Errorf("Networks() = %v", n)
	}
}

func TestSizes(t *testing.T) {
	for in, want := range map[string]int64{"1024": 1024, "512k": 512 << 10, "50MB": 50 << 20, "1 GiB": 1 << 30, "2gb": 2 << 30} {
		var got int64
		if e := setSize(&got)(in); e != nil || got != want {
			t.Errorf("size %q = %d, %v; want %d", in, got, e, want)
		}
	}
}

func TestSettings(t *testing.T) {
	var names []string
	for _, s := range Settings() {
		names = append(names, s.Name+"="+s.Env())
	}
	want := "data=TUPO_DATA db=TUPO_DB addr=TUPO_ADDR clock=TUPO_CLOCK sign-key=TUPO_SIGN_KEY idle-minutes=TUPO_IDLE_MINUTES " +
		"max-upload=TUPO_MAX_UPLOAD proxies=TUPO_PROXIES log=TUPO_LOG demo=TUPO_DEMO"
	if got := strings.Join(names, " "); got != want {
		t.Errorf("Settings() = %s\nwant %s", got, want)
	}
}

func TestClock(t *testing.T) {
	place := time.FixedZone("UTC+8", 8*3600)
	wall := func() time.Time { return time.Date(2026, 11, 23, 23, 30, 15, 250e6, time.UTC) } // 07:30:15 on the 24th at the place
	if got, want := Clock("", place, wall)(), core.InstantOf(wall()); got != want {
		t.Errorf("Clock of the wall = %v, want %v", got.Time(), want.Time())
	}
	got := Clock("2023-11-14", place, wall)()
	if want := core.InstantOf(time.Date(2023, 11, 14, 7, 30, 15, 250e6, place)); got != want || got.Date(place) != "2023-11-14" {
		t.Errorf("Clock pinned = %v, want %v", got.Time(), want.Time())
	}
}
