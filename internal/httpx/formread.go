package httpx

import (
	"errors"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tupo/internal/core"
	"tupo/internal/errs"
)

// readScalar reads a text that is clean and not empty into its place.
type readScalar func(r rule, name, text string, into reflect.Value) *errs.Error

// reader finds how a type is read; nil when a form cannot fill it.
func reader(into reflect.Value) readScalar {
	switch into.Interface().(type) {
	case core.Quantity:
		return readQuantity
	case core.Date:
		return readDate
	case core.Period:
		return readPeriod
	}
	switch into.Kind() {
	case reflect.String:
		return readText
	case reflect.Bool:
		return readFlag
	case reflect.Int, reflect.Int64:
		return readWhole
	}
	return nil
}

func readText(r rule, name, text string, into reflect.Value) *errs.Error {
	most := int64(defaultMaxText)
	if r.hasMax {
		most = r.max
	}
	n := int64(utf8.RuneCountInString(text))
	switch {
	case len(r.oneOf) > 0 && !slices.Contains(r.oneOf, text):
		return errs.Field(name, "form.choice", "value", excerpt(text))
	case n > most:
		return errs.Field(name, "form.long", "max", strconv.FormatInt(most, 10), "n", strconv.FormatInt(n, 10))
	case r.hasMin && n < r.min:
		return errs.Field(name, "form.short", "min", strconv.FormatInt(r.min, 10), "n", strconv.FormatInt(n, 10))
	}
	into.SetString(text)
	return nil
}

func readFlag(_ rule, name, text string, into reflect.Value) *errs.Error {
	switch strings.ToLower(text) {
	case "on", "true", "yes", "1":
		into.SetBool(true)
	case "off", "false", "no", "0":
		into.SetBool(false)
	default:
		return errs.Field(name, "form.flag", "value", excerpt(text))
	}
	return nil
}

func readWhole(r rule, name, text string, into reflect.Value) *errs.Error {
	q, err := core.ReadQuantity(text)
	if err != nil || !q.Known() || q.Micro()%core.Scale != 0 {
		return errs.Field(name, "form.whole", "value", excerpt(text))
	}
	n := q.Micro() / core.Scale
	switch {
	case r.hasMin && r.hasMax && (n < r.min || n > r.max):
		return errs.Field(name, "form.between", "min", strconv.FormatInt(r.min, 10), "max", strconv.FormatInt(r.max, 10))
	case r.hasMin && n < r.min:
		return errs.Field(name, "form.least", "min", strconv.FormatInt(r.min, 10))
	case r.hasMax && n > r.max:
		return errs.Field(name, "form.most", "max", strconv.FormatInt(r.max, 10))
	}
	into.SetInt(n)
	return nil
}

func readQuantity(_ rule, name, text string, into reflect.Value) *errs.Error {
	q, err := core.ReadQuantity(text)
	key := "form.number"
	switch {
	case err == nil && q.Known():
		into.Set(reflect.ValueOf(q))
		return nil
	case errors.Is(err, core.ErrTooFine):
		key = "form.number-fine"
	case errors.Is(err, core.ErrOverflow):
		key = "form.number-range"
	}
	return errs.Field(name, key, "value", excerpt(text))
}

func readDate(_ rule, name, text string, into reflect.Value) *errs.Error {
	d, err := ReadDate(text)
	if err != nil {
		return errs.Field(name, "form.date", "value", excerpt(text))
	}
	into.SetString(string(d))
	return nil
}

var writtenDate = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))$`)

// ReadDate reads a date as people type it: 2023-11-14, 2023/11/14, 2023.11.14,
// 20231114, 2023年11月14日, one-digit months and days, full-width characters,
// spaces around the parts.
func ReadDate(text string) (core.Date, error) {
	plain := strings.Join(strings.Fields(norm.NFKC.String(text)), "")
	m := writtenDate.FindStringSubmatch(plain)
	if m == nil {
		return core.ParseDate(plain)
	}
	iso := m[1]
	for _, part := range m[2:] {
		switch len(part) {
		case 1:
			iso += "-0" + part
		case 2:
			iso += "-" + part
		}
	}
	return core.ParseDate(iso)
}

func readPeriod(_ rule, name, text string, into reflect.Value) *errs.Error {
	p, err := core.ParsePeriod(strings.ToUpper(norm.NFKC.String(text)))
	if err != nil {
		return errs.Field(name, "form.period", "value", excerpt(text))
	}
	into.Set(reflect.ValueOf(p))
	return nil
}
