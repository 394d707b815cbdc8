package password

import (
	"fmt"
	"io"
)

// readable leaves out what is misread on paper or over the telephone: 0 and o,
// 1, i and l.
const readable = "23456789abcdefghjkmnpqrstuvwxyz"

// Temporary makes a password of three groups of four characters, “k7mh-x3pq-9wtr”
// (59 bits), for an account's first login. random is crypto/rand.Reader.
func Temporary(random io.Reader) (string, error) {
	const fair = 256 - 256%len(readable) // bytes above would favour the first letters
	out := make([]byte, 0, 14)
	var one [1]byte
	for len(out) < cap(out) {
		if len(out) == 4 || len(out) == 9 {
			out = append(out, '-')
			continue
		}
		if _, err := io.ReadFull(random, one[:]); err != nil {
			return "", fmt.Errorf("password: temporary: %w", err)
		}
		if int(one[0]) < fair {
			out = append(out, readable[int(one[0])%len(readable)])
		}
	}
	return string(out), nil
}
