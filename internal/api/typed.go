package api

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"tupo/internal/errs"
)

// typed is a figure as a request gives it: a text or, of a yes-no indicator, also true
// or false.
type typed string

// UnmarshalJSON takes true and false as the words that they are.
func (t *typed) UnmarshalJSON(raw []byte) error {
	switch text := string(raw); text {
	case "true", "false":
		*t = typed(text)
		return nil
	}
	return json.Unmarshal(raw, (*string)(t))
}

// UnmarshalJSON reads a line whose figure may be true or false.
func (l *FilingLine) UnmarshalJSON(raw []byte) error {
	type plain FilingLine
	in := struct {
		*plain
		Value typed `json:"value"`
	}{plain: (*plain)(l)}
	err := json.Unmarshal(raw, &in)
	l.Value = string(in.Value)
	return err
}

// TransformSchema says that the figure may be true or false.
func (FilingLine) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema { return answered(s) }

// UnmarshalJSON reads a release whose figure may be true or false.
func (r *Release) UnmarshalJSON(raw []byte) error {
	type plain Release
	in := struct {
		*plain
		Value typed `json:"value"`
	}{plain: (*plain)(r)}
	err := json.Unmarshal(raw, &in)
	r.Value = string(in.Value)
	return err
}

// TransformSchema says that the figure may be true or false.
func (Release) TransformSchema(_ huma.Registry, s *huma.Schema) *huma.Schema { return answered(s) }

// typedFault is the fault of a figure that is neither a text, or too long a one, nor
// true or false: no other property has two forms.
func typedFault(field string, value any) error {
	text, ok := value.(string)
	if !ok {
		return errs.Field(field, "api.want-string")
	}
	return errs.Field(field, "form.long", "max", fmt.Sprint(maxTyped), "n", fmt.Sprint(utf8.RuneCountInString(text)))
}

// maxTyped is how many characters a figure has at most, as its tag says.
const maxTyped = 60

// answered lets the property “value” of a schema be a text, as it is described, or
// true or false.
func answered(s *huma.Schema) *huma.Schema {
	text := *s.Properties["value"]
	either := huma.Schema{Description: text.Description, Examples: text.Examples}
	text.Description, text.Examples = "", nil
	either.OneOf = []*huma.Schema{&text, {Type: huma.TypeBoolean}}
	either.PrecomputeMessages()
	s.Properties["value"] = &either
	return s
}
