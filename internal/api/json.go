package api

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Words of readJSON, which huma hands on as text; faultOf knows them.
const (
	saysMalformed = "malformed JSON at byte %v"
	saysEncoding  = "not UTF-8"
	saysMistyped  = "wrong type of %v"
)

// readJSON reads one JSON value of valid UTF-8 in NFC form. Unknown fields and
// wrong types are found against the schema.
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
	}
	return err
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
