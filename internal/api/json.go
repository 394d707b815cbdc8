package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"golang.org/x/text/unicode/norm"
)

// Words of readJSON, which huma hands on as text; faultOf knows them.
const (
	saysMalformed = "malformed JSON at byte %v"
	saysEncoding  = "not UTF-8"
	saysMistyped  = "wrong type of %v"
	saysRepeated  = "repeated %v"
)

// The library takes a name in any case unless this says otherwise; it has no other
// place for it.
func init() { huma.ValidateStrictCasing = true }

// readJSON reads one JSON value of valid UTF-8 in NFC form, in which no object has
// a name twice. Unknown fields and wrong types are found against the schema.
func readJSON(data []byte, v any) error {
	if !utf8.Valid(data) {
		return errors.New(saysEncoding)
	}
	if !norm.NFC.IsNormal(data) {
		data = norm.NFC.Bytes(data)
	}
	err := json.Unmarshal(data, v)
	var syntax *json.SyntaxError
	var mistyped *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf(saysMalformed, syntax.Offset)
	case errors.As(err, &mistyped):
		return fmt.Errorf(saysMistyped, mistyped.Field)
	case err != nil:
		return err
	}
	if name := repeated(json.NewDecoder(bytes.NewReader(data)), ""); name != "" {
		return fmt.Errorf(saysRepeated, name)
	}
	return nil
}

// repeated gives the path of the first name that an object of a well-formed value
// has twice, in whatever case, such as lines[0].value; "" when there is none.
func repeated(d *json.Decoder, path string) string {
	token, err := d.Token()
	if err != nil {
		return "" // unreachable: the value was read before
	}
	switch token {
	case json.Delim('['):
		for i := 0; d.More(); i++ {
			if name := repeated(d, fmt.Sprintf("%s[%d]", path, i)); name != "" {
				return name
			}
		}
	case json.Delim('{'):
		seen := map[string]bool{}
		for d.More() {
			key, err := d.Token()
			name, ok := key.(string)
			if err != nil || !ok {
				return ""
			}
			below := strings.TrimPrefix(path+"."+name, ".")
			if seen[strings.ToLower(name)] {
				return below
			}
			seen[strings.ToLower(name)] = true
			if name := repeated(d, below); name != "" {
				return name
			}
		}
	default:
		return ""
	}
	_, _ = d.Token() // the closing bracket
	return ""
}

// writeJSON writes a value as one line.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

// answerJSON answers a plain operation.
func answerJSON(w http.ResponseWriter, status int, v any) error {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	return writeJSON(w, v)
}
