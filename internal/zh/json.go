package zh

import (
	"errors"
	"fmt"
)

var errNoDecimal = errors.New("zh: not a decimal number")

// UnmarshalJSON reads the number literal that MarshalJSON writes. Exponents and
// the full-width forms that ScanNumber knows are refused: a kept figure has one form.
func (d *Decimal) UnmarshalJSON(b []byte) error {
	text := string(b)
	if text == "null" {
		return nil
	}
	read, ok := ParseNumber(text)
	if !ok || !plainNumber(text) {
		return fmt.Errorf("%w: %.40q", errNoDecimal, text)
	}
	*d = read
	return nil
}

func plainNumber(text string) bool {
	for i := range len(text) {
		c := text[i]
		if (c < '0' || c > '9') && c != '.' && (c != '-' || i > 0) {
			return false
		}
	}
	return true
}
