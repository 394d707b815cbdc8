// Package config holds the settings of the program: one struct, filled from
// flags, environment, the data folder's file and defaults, in that order of
// weight, and judged once.
//
// It opens no file, no socket and no database, and reads no clock: what it needs
// of the outside comes in through Sources. It never prints a secret.
package config

import (
	"fmt"
	"strconv"
	"strings"

	"tupo/internal/core"
)

// Config is every setting. The zero Config with a Data folder works.
type Config struct {
	Data        string    // folder of the database, the files and tupo.conf
	DB          string    // postgres://… ; "" is SQLite in Data
	Addr        string    // host:port to serve on
	Clock       core.Date // pins the calendar day, for demonstrations; "" is the wall clock
	SignKey     string    // folder of the keys that sign checkpoints; "" is one in Data
	IdleMinutes int       // a session ends after this long without a request
	MaxUpload   int64     // bytes of one file
	Proxies     []string  // addresses or networks whose X-Forwarded headers are believed
	Log         string    // debug, info, warn, error
	Demo        bool      // the login page lists the demonstration's accounts

	from map[string]Origin
}

// Origin says which source a setting came from.
type Origin string

const (
	FromDefault     Origin = "default"
	FromFile        Origin = "file"
	FromEnvironment Origin = "environment"
	FromFlag        Origin = "flag"
)

// FileName is the settings file inside the data folder.
const FileName = "tupo.conf"

// Setting describes one setting for the commands' flags, the documentation and
// the listing.
type Setting struct {
	Name    string // of the flag and in the file: "idle-minutes"
	Default string
	Key     string // message that explains it
}

// Env is the setting's environment variable: TUPO_IDLE_MINUTES.
func (s Setting) Env() string {
	return "TUPO_" + strings.ToUpper(strings.ReplaceAll(s.Name, "-", "_"))
}

// Settings lists all settings in the order of the documentation.
func Settings() []Setting {
	list := make([]Setting, 0, 10)
	for _, b := range bindings(new(Config)) {
		list = append(list, Setting{Name: b.name, Default: b.standard, Key: "config.help." + b.name})
	}
	return list
}

// Origin says where the setting of this name came from.
func (c Config) Origin(name string) Origin { return c.from[name] }

// Lines prints every setting as “name = value”, with its origin as a comment, in
// the form of the settings file. Passwords inside are replaced.
func (c Config) Lines() []string {
	lines := make([]string, 0, 10)
	for _, b := range bindings(&c) {
		value := b.print()
		if b.secret {
			value = redact(value)
		}
		if strings.ContainsAny(value, "#\"\\") {
			value = strconv.Quote(value)
		}
		lines = append(lines, fmt.Sprintf("%s = %s  # %s", b.name, value, c.from[b.name]))
	}
	return lines
}

// String is Lines on one line, for the log.
func (c Config) String() string { return strings.Join(c.Lines(), "; ") }

// Portable prints, in the form of the settings file, what that file says of the
// place itself and not of the machine: a copy elsewhere goes by it too. Addresses,
// folders, proxies and the log are the machine's; what a flag or the environment
// says holds for one run.
func (c Config) Portable() []byte {
	var text strings.Builder
	for _, b := range bindings(&c) {
		if b.place && c.from[b.name] == FromFile {
			fmt.Fprintf(&text, "%s = %s\n", b.name, b.print())
		}
	}
	return []byte(text.String())
}
