package password

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/crypto/argon2"
)

// phc is a stored hash: $argon2id$v=19$m=19456,t=2,p=1$salt$sum, the salt and
// sum in base64 without padding (the PHC string format).
type phc struct {
	memory uint32 // KiB
	passes uint32
	lanes  uint8
	salt   []byte
	sum    []byte
}

// Bounds of what is believed when read back: a stored text must not be able to
// ask for a gigabyte.
const (
	maxMemory = 256 * 1024 // KiB
	maxPasses = 16
	maxLanes  = 8
	maxBytes  = 64
	minBytes  = 8
)

var errForm = errors.New("password: stored hash has another form")

// String writes the stored form.
func (p phc) String() string {
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s",
		argon2.Version, p.memory, p.passes, p.lanes, b64.EncodeToString(p.salt), b64.EncodeToString(p.sum))
}

// stale reports whether the hash was made at another cost than today's.
func (p phc) stale() bool {
	return p.memory != memory || p.passes != passes || p.lanes != lanes || len(p.salt) != saltLen || len(p.sum) != hashLen
}

// parse reads what String writes and nothing else.
func parse(s string) (phc, error) {
	parts := strings.Split(s, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != "v="+strconv.Itoa(argon2.Version) {
		return phc{}, errForm
	}
	costs := strings.Split(parts[3], ",")
	if len(costs) != 3 {
		return phc{}, errForm
	}
	var n [3]uint64
	for i, c := range []struct {
		name string
		max  uint64
	}{{"m=", maxMemory}, {"t=", maxPasses}, {"p=", maxLanes}} {
		text, ok := strings.CutPrefix(costs[i], c.name)
		v, err := strconv.ParseUint(text, 10, 32)
		if !ok || err != nil || v == 0 || v > c.max {
			return phc{}, errForm
		}
		n[i] = v
	}
	p := phc{memory: uint32(n[0]), passes: uint32(n[1]), lanes: uint8(n[2])}
	for i, into := range []*[]byte{&p.salt, &p.sum} {
		b, err := base64.RawStdEncoding.DecodeString(parts[4+i])
		if err != nil || len(b) < minBytes || len(b) > maxBytes {
			return phc{}, errForm
		}
		*into = b
	}
	return p, nil
}
