package api

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"tupo/internal/errs"
)

// wording ties a sentence of huma's validation to a message key. says may hold
// one verb; what stands there becomes the argument.
type wording struct {
	says string
	key  string
	arg  string // name of the argument, "" for none
}

// wordings lists what huma can say of a schema or parameter of this package. It
// compares with huma's own constants; a sentence that is not here is answered as
// “wrong value”.
func wordings() []wording {
	return []wording{
		{validation.MsgUnexpectedProperty, "api.unknown-field", ""},
		{validation.MsgExpectedRequiredProperty, "form.required", "name"},
		{validation.MsgExpectedString, "api.want-string", ""},
		{validation.MsgExpectedInteger, "api.want-integer", ""},
		{validation.MsgExpectedNumber, "api.want-number", ""},
		{validation.MsgExpectedBoolean, "api.want-boolean", ""},
		{validation.MsgExpectedArray, "api.want-list", ""},
		{validation.MsgExpectedObject, "api.want-object", ""},
		{validation.MsgExpectedOneOf, "api.choice", "choices"},
		{validation.MsgExpectedMaxLength, "form.long", "max"},
		{validation.MsgExpectedMinLength, "form.short", "min"},
		{validation.MsgExpectedMaxItems, "api.many", "max"},
		{validation.MsgExpectedMinItems, "api.few", "min"},
		{validation.MsgExpectedMinimumNumber, "form.least", "min"},
		{validation.MsgExpectedMaximumNumber, "form.most", "max"},
		{"required query parameter is missing", "form.required", ""},
		{"required header parameter is missing", "form.required", ""},
		{"required path parameter is missing", "form.required", ""},
		{"unknown query parameter", "api.unknown-parameter", ""},
		{"invalid integer", "api.want-integer", ""},
		{"invalid boolean", "api.want-boolean", ""},
		{saysMalformed, "api.json", "at"},
		{saysEncoding, "api.encoding", ""},
		{saysMistyped, "api.mistyped", "name"},
		{saysRepeated, "form.twice", "name"},
	}
}

// match finds the argument of a sentence.
func (w wording) match(said string) (arg string, ok bool) {
	verb := strings.IndexByte(w.says, '%')
	if verb < 0 {
		return "", said == w.says
	}
	before, after := w.says[:verb], w.says[verb+2:]
	if len(said) < len(before)+len(after) || !strings.HasPrefix(said, before) || !strings.HasSuffix(said, after) {
		return "", false
	}
	return said[len(before) : len(said)-len(after)], true
}

// faultOf turns huma's error model into ours: every fault with its field.
func faultOf(status string, m *huma.ErrorModel) error {
	if status == fmt.Sprint(http.StatusUnsupportedMediaType) {
		return errs.New(errs.Invalid, "form.type")
	}
	if len(m.Errors) == 0 {
		if status == fmt.Sprint(http.StatusBadRequest) {
			return errs.New(errs.Invalid, "api.no-body")
		}
		return errors.New("api: " + m.Detail)
	}
	var all []error
	for _, d := range m.Errors {
		all = append(all, detailOf(d))
	}
	return errors.Join(all...)
}

func detailOf(d *huma.ErrorDetail) error {
	field := d.Location
	for _, place := range []string{"body.", "query.", "path.", "header."} {
		field = strings.TrimPrefix(field, place)
	}
	if field == "body" {
		field = ""
	}
	if d.Message == validation.MsgExpectedMatchExactlyOneSchema {
		return typedFault(field, d.Value)
	}
	for _, w := range wordings() {
		arg, ok := w.match(d.Message)
		if !ok {
			continue
		}
		var args []string
		switch {
		case w.says == validation.MsgExpectedRequiredProperty:
			field = strings.TrimPrefix(field+"."+arg, ".")
		case w.says == saysMistyped, w.says == saysRepeated:
			field, args = arg, []string{w.arg, arg}
		case w.arg != "":
			args = []string{w.arg, arg}
		}
		if text, isText := d.Value.(string); isText && w.arg != "" {
			args = append(args, "n", fmt.Sprint(utf8.RuneCountInString(text)))
		}
		return errs.Field(field, w.key, args...)
	}
	return errs.Field(field, "api.wrong")
}

// broken keeps a size limit what it is and makes any other failure of reading
// the client's.
func broken(err error) error {
	var tooBig *http.MaxBytesError
	if errors.As(err, &tooBig) {
		return err
	}
	return errs.New(errs.Invalid, "upload.broken").Because(err)
}

// relabel renames the fields of an error as this API spells them. Errors that
// no user can mend pass unchanged.
func relabel(err error, rename func(field string) string) error {
	if err == nil || errs.KindOf(err) != errs.Invalid {
		return err
	}
	var all []error
	for _, e := range errs.All(err) {
		c := *e
		if c.Field != "" {
			c.Field = rename(c.Field)
		}
		all = append(all, &c)
	}
	return errors.Join(all...)
}

// renamed is relabel by a table; other fields keep their names.
func renamed(err error, names map[string]string) error {
	return relabel(err, func(field string) string {
		if name, ok := names[field]; ok {
			return name
		}
		return field
	})
}

// unknownQuery names query parameters that a plain operation does not have.
func unknownQuery(r *http.Request, known map[string]bool) error {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return errs.New(errs.Invalid, "form.malformed").Because(err)
	}
	var all []error
	for name := range values {
		if !known[name] {
			all = append(all, errs.Field(name, "api.unknown-parameter"))
		}
	}
	slices.SortFunc(all, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(all...)
}
