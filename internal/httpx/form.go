package httpx

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tupo/internal/errs"
)

// DecodeForm reads a form into the struct that dst points to: the query of a
// GET, the body of any other request (urlencoded, or multipart without files).
// See DecodeValues.
func DecodeForm(r *http.Request, dst any) error {
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		values, err := url.ParseQuery(r.URL.RawQuery)
		if err != nil {
			return errs.New(errs.Invalid, "form.malformed").Because(err)
		}
		return DecodeValues(values, dst)
	}
	media := r.Header.Get("Content-Type")
	base, params, err := mime.ParseMediaType(media)
	switch {
	case media == "" && r.ContentLength == 0:
		return DecodeValues(url.Values{}, dst)
	case err != nil, params["charset"] != "" && !strings.EqualFold(params["charset"], "utf-8"):
		return errs.New(errs.Invalid, keyMediaType)
	case base == "multipart/form-data":
		values, err := Upload(r, UploadLimits{}, nil)
		if err != nil {
			return err
		}
		return DecodeValues(values, dst)
	case base != "application/x-www-form-urlencoded":
		return errs.New(errs.Invalid, keyMediaType)
	}
	if err := r.ParseForm(); err != nil {
		var tooBig *http.MaxBytesError
		if errors.As(err, &tooBig) {
			return tooLarge(tooBig.Limit)
		}
		return errs.New(errs.Invalid, "form.malformed").Because(err)
	}
	return DecodeValues(r.PostForm, dst)
}

// DecodeValues reads named values into the struct that dst points to. Its fields
// carry a tag, the input's name and rules:
//
//	Name   string           `form:"name,required,max=80"`
//	Note   string           `form:"note,lines,max=2000"`   // may have several lines
//	Kind   plan.UnitKind    `form:"kind,oneof=zone|town"`  // any type of text
//	Day    int64            `form:"due_day,min=1,max=31"`
//	From   core.Date        `form:"from"`                  // also 2023/11/14, 2023年11月14日
//	Period core.Period      `form:"period"`
//	Value  core.Quantity    `form:"value"`                 // full-width digits, separators
//	Closed bool             `form:"closed"`                // a check box
//	Units  []core.UnitID    `form:"unit"`                  // given several times
//	Cells  map[string]core.Quantity `form:"value."`        // value.T0102=…; keyed by what follows
//
// Text is trimmed and in NFC; a line break in a field without “lines” becomes a
// space; “raw” keeps outer spaces (passwords). Text is at most 1,000 characters
// unless max says otherwise. What is not given leaves the zero value; values
// that no field names are ignored. Every wrong field is reported, together, as
// errs.Invalid with Field set; on an error dst is not to be used.
func DecodeValues(values url.Values, dst any) error {
	target := reflect.ValueOf(dst)
	if target.Kind() != reflect.Pointer || target.Elem().Kind() != reflect.Struct {
		return fmt.Errorf("httpx: decode into %T: want a pointer to a struct", dst)
	}
	count := 0
	for name, list := range values {
		if count += len(list); count > maxFields || len(name) > maxFieldName {
			return errs.New(errs.TooLarge, "form.many", "max", strconv.Itoa(maxFields))
		}
	}
	var faults []error
	target = target.Elem()
	for i := range target.NumField() {
		tag, tagged := target.Type().Field(i).Tag.Lookup("form")
		if !tagged {
			continue
		}
		rule, err := parseRule(tag)
		if err != nil {
			return fmt.Errorf("httpx: decode into %T: field %s: %w", dst, target.Type().Field(i).Name, err)
		}
		found, err := rule.decode(values, target.Field(i))
		if err != nil {
			return fmt.Errorf("httpx: decode into %T: field %s: %w", dst, target.Type().Field(i).Name, err)
		}
		faults = append(faults, found...)
	}
	return errors.Join(faults...)
}

// rule is a parsed tag.
type rule struct {
	name     string
	required bool
	lines    bool
	raw      bool
	min, max int64
	hasMin   bool
	hasMax   bool
	oneOf    []string
}

const defaultMaxText = 1000

var errTag = errors.New("malformed form tag")

func parseRule(tag string) (rule, error) {
	parts := strings.Split(tag, ",")
	r := rule{name: parts[0]}
	if r.name == "" {
		return r, errTag
	}
	for _, part := range parts[1:] {
		key, value, _ := strings.Cut(part, "=")
		var err error
		switch key {
		case "required":
			r.required = true
		case "lines":
			r.lines = true
		case "raw":
			r.raw = true
		case "min":
			r.hasMin = true
			r.min, err = strconv.ParseInt(value, 10, 64)
		case "max":
			r.hasMax = true
			r.max, err = strconv.ParseInt(value, 10, 64)
		case "oneof":
			r.oneOf = strings.Split(value, "|")
		default:
			err = errTag
		}
		if err != nil {
			return r, errTag
		}
	}
	return r, nil
}

// decode fills one field: faults are the user's, err is the programmer's.
func (r rule) decode(values url.Values, into reflect.Value) (faults []error, err error) {
	switch into.Kind() {
	case reflect.Map:
		return r.decodeMap(values, into)
	case reflect.Slice:
		return r.decodeSlice(values[r.name], into)
	}
	given := values[r.name]
	if len(given) > 1 {
		return []error{errs.Field(r.name, "form.twice")}, nil
	}
	text := ""
	if len(given) == 1 {
		text = given[0]
	}
	fault, err := r.scalar(r.name, text, into)
	return some(fault), err
}

func some(fault *errs.Error) []error {
	if fault == nil {
		return nil
	}
	return []error{fault}
}

func (r rule) decodeSlice(given []string, into reflect.Value) (faults []error, err error) {
	item := r
	item.required = false
	list := reflect.MakeSlice(into.Type(), 0, len(given))
	for _, text := range given {
		one := reflect.New(into.Type().Elem()).Elem()
		fault, err := item.scalar(r.name, text, one)
		if err != nil {
			return nil, err
		}
		if faults = append(faults, some(fault)...); strings.TrimSpace(text) != "" {
			list = reflect.Append(list, one)
		}
	}
	if r.required && list.Len() == 0 {
		faults = append(faults, errs.Field(r.name, "form.required"))
	}
	if list.Len() > 0 {
		into.Set(list)
	}
	return faults, nil
}

// decodeMap takes every value whose name starts with the rule's; empty ones are
// in the map too, as the zero value, since an emptied cell says something.
func (r rule) decodeMap(values url.Values, into reflect.Value) (faults []error, err error) {
	if into.Type().Key().Kind() != reflect.String || !strings.HasSuffix(r.name, ".") {
		return nil, errTag
	}
	var names []string
	for name := range values {
		if len(name) > len(r.name) && strings.HasPrefix(name, r.name) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	all := reflect.MakeMapWithSize(into.Type(), len(names))
	for _, name := range names {
		one := reflect.New(into.Type().Elem()).Elem()
		key, fault := cleanText(name[len(r.name):], false, false)
		if fault == "" && len(values[name]) > 1 {
			fault = "form.twice"
		}
		if fault != "" {
			faults = append(faults, errs.Field(strings.ToValidUTF8(name, "�"), fault))
			continue
		}
		wrong, err := r.scalar(name, values[name][0], one)
		if err != nil {
			return nil, err
		}
		faults = append(faults, some(wrong)...)
		all.SetMapIndex(reflect.ValueOf(key).Convert(into.Type().Key()), one)
	}
	into.Set(all)
	return faults, nil
}

// scalar reads one text into one place.
func (r rule) scalar(name, text string, into reflect.Value) (*errs.Error, error) {
	text, fault := cleanText(text, r.lines, r.raw)
	if fault != "" {
		return errs.Field(name, fault), nil
	}
	read := reader(into)
	if read == nil {
		return nil, fmt.Errorf("no form can fill a %s", into.Type())
	}
	if text == "" {
		if r.required {
			return errs.Field(name, "form.required"), nil
		}
		into.SetZero()
		return nil, nil
	}
	return read(r, name, text, into), nil
}

// cleanText brings a text into the form in which it is stored, or names what is
// wrong with it: not UTF-8, control characters, marks that turn the direction.
func cleanText(text string, lines, raw bool) (clean, fault string) {
	if !utf8.ValidString(text) {
		return "", "form.text"
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	for _, r := range text {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 {
			return "", "form.text"
		}
	}
	if text = norm.NFC.String(text); !raw {
		text = strings.TrimFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' })
	}
	if !lines {
		text = strings.ReplaceAll(text, "\n", " ")
	}
	return text, ""
}

// excerpt is as much of a wrong text as a message repeats.
func excerpt(text string) string {
	const most = 30
	if utf8.RuneCountInString(text) <= most {
		return text
	}
	return string([]rune(text)[:most]) + "…"
}
