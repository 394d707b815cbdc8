package config

import (
	"net"
	"net/netip"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"tupo/internal/core"
	"tupo/internal/errs"
)

// binding ties a setting's name to the struct's memory, its reading, its check
// and its printing.
type binding struct {
	name     string
	standard string // default, as written
	secret   bool   // may hold a password
	place    bool   // says something of the place, wherever it lies
	set      func(text string) *errs.Error
	print    func() string
}

func bindings(c *Config) []binding {
	text := func(p *string) func() string { return func() string { return *p } }
	return []binding{
		{"data", "tupo-data", false, false, setText(&c.Data), text(&c.Data)},
		{"db", "", true, false, setDB(&c.DB), text(&c.DB)},
		{"addr", "127.0.0.1:8080", false, false, setAddr(&c.Addr), text(&c.Addr)},
		{"clock", "", false, true, setClock(&c.Clock), func() string { return string(c.Clock) }},
		{"sign-key", "", false, false, setText(&c.SignKey), text(&c.SignKey)},
		{"idle-minutes", "30", false, true, setMinutes(&c.IdleMinutes), func() string { return strconv.Itoa(c.IdleMinutes) }},
		{"max-upload", "50MB", false, true, setSize(&c.MaxUpload), func() string { return printSize(c.MaxUpload) }},
		{"proxies", "", false, false, setProxies(&c.Proxies), func() string { return strings.Join(c.Proxies, ",") }},
		{"log", "info", false, false, setLog(&c.Log), text(&c.Log)},
		{"demo", "false", false, true, setFlag(&c.Demo), func() string { return strconv.FormatBool(c.Demo) }},
	}
}

func setText(p *string) func(string) *errs.Error {
	return func(s string) *errs.Error {
		if strings.ContainsRune(s, 0) {
			return errs.New(errs.Invalid, "config.text")
		}
		*p = s
		return nil
	}
}

func setDB(p *string) func(string) *errs.Error {
	return func(s string) *errs.Error {
		if s != "" {
			u, err := url.Parse(s)
			if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" || u.Host == "" && u.Query().Get("host") == "" {
				return errs.New(errs.Invalid, "config.db")
			}
		}
		*p = s
		return nil
	}
}

func setAddr(p *string) func(string) *errs.Error {
	return func(s string) *errs.Error {
		_, port, err := net.SplitHostPort(s)
		if err != nil {
			return errs.New(errs.Invalid, "config.addr", "value", s)
		}
		if n, err := strconv.ParseUint(port, 10, 16); err != nil || n > 65535 {
			return errs.New(errs.Invalid, "config.addr", "value", s)
		}
		*p = s
		return nil
	}
}

func setClock(p *core.Date) func(string) *errs.Error {
	return func(s string) *errs.Error {
		if s == "" || s == "wall" {
			*p = ""
			return nil
		}
		d, err := core.ParseDate(s)
		if err != nil {
			return errs.New(errs.Invalid, "config.clock", "value", s)
		}
		*p = d
		return nil
	}
}

func setMinutes(p *int) func(string) *errs.Error {
	return func(s string) *errs.Error {
		n, err := strconv.Atoi(s)
		if err != nil || n < 1 || n > 24*60 {
			return errs.New(errs.Invalid, "config.minutes", "value", s, "min", "1", "max", "1440")
		}
		*p = n
		return nil
	}
}

func setLog(p *string) func(string) *errs.Error {
	return func(s string) *errs.Error {
		switch s {
		case "debug", "info", "warn", "error":
			*p = s
			return nil
		}
		return errs.New(errs.Invalid, "config.log", "value", s)
	}
}

func setFlag(p *bool) func(string) *errs.Error {
	return func(s string) *errs.Error {
		switch strings.ToLower(s) {
		case "true", "yes", "on", "1":
			*p = true
		case "false", "no", "off", "0", "":
			*p = false
		default:
			return errs.New(errs.Invalid, "config.flag", "value", s)
		}
		return nil
	}
}

func setProxies(p *[]string) func(string) *errs.Error {
	return func(s string) *errs.Error {
		var list []string
		for item := range strings.SplitSeq(s, ",") {
			if item = strings.TrimSpace(item); item == "" {
				continue
			}
			_, errNet := netip.ParsePrefix(item)
			_, errOne := netip.ParseAddr(item)
			if errNet != nil && errOne != nil {
				return errs.New(errs.Invalid, "config.proxies", "value", item)
			}
			list = append(list, item)
		}
		*p = list
		return nil
	}
}

// Networks gives the proxies as networks; a single address is a network of one.
func (c Config) Networks() []netip.Prefix {
	list := make([]netip.Prefix, 0, len(c.Proxies))
	for _, item := range c.Proxies {
		if n, err := netip.ParsePrefix(item); err == nil {
			list = append(list, n.Masked())
		} else if a, err := netip.ParseAddr(item); err == nil {
			list = append(list, netip.PrefixFrom(a, a.BitLen()))
		}
	}
	return list
}

// Bounds of an upload.
const (
	kilobyte  = 1 << 10
	megabyte  = 1 << 20
	gigabyte  = 1 << 30
	minUpload = kilobyte
	maxUpload = 2 * gigabyte
)

// setSize reads 50MB, 50 MiB, 512k or plain bytes; a megabyte is 2^20 bytes.
func setSize(p *int64) func(string) *errs.Error {
	return func(s string) *errs.Error {
		digits := strings.TrimRight(s, "kKmMgGiIbB ")
		unit := strings.ToLower(strings.TrimSpace(s[len(digits):]))
		factor := map[string]int64{
			"": 1, "b": 1, "k": kilobyte, "kb": kilobyte, "kib": kilobyte,
			"m": megabyte, "mb": megabyte, "mib": megabyte, "g": gigabyte, "gb": gigabyte, "gib": gigabyte,
		}[unit]
		n, err := strconv.ParseInt(digits, 10, 64)
		if err != nil || factor == 0 || n < 1 || n > maxUpload/factor || n*factor < minUpload {
			return errs.New(errs.Invalid, "config.size", "value", s, "min", printSize(minUpload), "max", printSize(maxUpload))
		}
		*p = n * factor
		return nil
	}
}

func printSize(n int64) string {
	switch {
	case n >= gigabyte && n%gigabyte == 0:
		return strconv.FormatInt(n/gigabyte, 10) + "GB"
	case n >= megabyte && n%megabyte == 0:
		return strconv.FormatInt(n/megabyte, 10) + "MB"
	case n >= kilobyte && n%kilobyte == 0:
		return strconv.FormatInt(n/kilobyte, 10) + "KB"
	}
	return strconv.FormatInt(n, 10)
}

var inQuery = regexp.MustCompile(`(?i)\b([a-z_]*(?:password|passwd|secret|token|passphrase)[a-z_]*)=[^&\s]*`)

// redact replaces the password of a database address, wherever it stands in it.
func redact(s string) string {
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil {
		return "…" // not even the form is known, so nothing of it is shown
	}
	return inQuery.ReplaceAllString(u.Redacted(), "$1=xxxxx")
}
