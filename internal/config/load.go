package config

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"tupo/internal/errs"
)

// Sources are where settings come from. Flags holds only the flags that were
// given, by setting name; Getenv is os.LookupEnv, ReadFile os.ReadFile; either
// may be nil.
type Sources struct {
	Flags    map[string]string
	Getenv   func(name string) (value string, set bool)
	ReadFile func(path string) ([]byte, error)
}

// maxFile is more than any settings file needs.
const maxFile = 64 << 10

// Load reads the settings: flag, else environment, else file, else default. The
// file is tupo.conf in the data folder, so it cannot name the folder itself; it
// need not be there. All faults are reported together, each naming the setting
// as its field and, in the file, the line.
func Load(s Sources) (Config, error) {
	var c Config
	c.from = map[string]Origin{}
	all := bindings(&c)
	var faults []error
	data, origin := s.outside("data")
	if origin == FromDefault {
		data = all[0].standard
	}
	file, err := s.file(filepath.Join(data, FileName))
	if err != nil {
		faults = append(faults, err)
	}
	for _, b := range all {
		value, origin := s.outside(b.name)
		if line, inFile := file[b.name]; origin == FromDefault && inFile {
			value, origin = line, FromFile
		}
		if origin == FromDefault {
			value = b.standard
		}
		c.from[b.name] = origin
		if e := b.set(strings.TrimSpace(value)); e != nil {
			e.Field = b.name
			e.Args = append(e.Args, "from", string(origin))
			faults = append(faults, e)
		}
	}
	if c.Data == "" {
		faults = append(faults, errs.Field("data", "config.empty"))
	}
	for name := range s.Flags {
		if find(all, name) == nil {
			faults = append(faults, errs.Field(name, "config.unknown", "name", name))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return Config{}, err
	}
	return c, nil
}

// outside looks a setting up in flags and environment.
func (s Sources) outside(name string) (string, Origin) {
	if v, given := s.Flags[name]; given {
		return v, FromFlag
	}
	if s.Getenv != nil {
		if v, given := s.Getenv(Setting{Name: name}.Env()); given {
			return v, FromEnvironment
		}
	}
	return "", FromDefault
}

// file reads “name = value” lines; # starts a comment at the beginning of a line
// or after white space. A value may stand in double quotes, then # and outer
// spaces are part of it.
func (s Sources) file(path string) (map[string]string, error) {
	if s.ReadFile == nil {
		return nil, nil
	}
	raw, err := s.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("config: read %s: %w", FileName, err)
	case len(raw) > maxFile || !utf8.Valid(raw):
		return nil, errs.New(errs.Invalid, "config.file", "file", FileName)
	}
	known := bindings(new(Config))
	values := map[string]string{}
	var faults []error
	text := strings.TrimPrefix(string(raw), "\ufeff") // Windows editors put a mark before the first line
	for i, line := range strings.Split(text, "\n") {
		name, value, err := readLine(line)
		if name == "" && err == nil {
			continue
		}
		at := []string{"file", FileName, "line", strconv.Itoa(i + 1)}
		_, twice := values[name]
		switch {
		case err != nil:
			faults = append(faults, errs.New(errs.Invalid, "config.line", at...))
		case name == "data":
			faults = append(faults, errs.Field(name, "config.data-in-file", at...))
		case find(known, name) == nil:
			faults = append(faults, errs.Field(name, "config.unknown-line", append(at, "name", name)...))
		case twice:
			faults = append(faults, errs.Field(name, "config.twice", append(at, "name", name)...))
		}
		values[name] = value
	}
	return values, errors.Join(faults...)
}

var errLine = errors.New("config: want name = value")

// readLine takes one line apart; the name is empty for blank lines and comments.
func readLine(line string) (name, value string, err error) {
	line = strings.TrimSpace(line)
	if line == "" || line[0] == '#' {
		return "", "", nil
	}
	name, value, ok := strings.Cut(line, "=")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	if !ok || name == "" {
		return "", "", errLine
	}
	if strings.HasPrefix(value, `"`) {
		quoted, err := strconv.QuotedPrefix(value)
		if err != nil {
			return "", "", errLine
		}
		if rest := strings.TrimSpace(value[len(quoted):]); rest != "" && rest[0] != '#' {
			return "", "", errLine
		}
		value, err = strconv.Unquote(quoted)
		return name, value, err
	}
	for _, mark := range []string{" #", "\t#"} {
		value, _, _ = strings.Cut(value, mark)
	}
	return name, strings.TrimSpace(value), nil
}

func find(all []binding, name string) *binding {
	for i := range all {
		if all[i].name == name {
			return &all[i]
		}
	}
	return nil
}
