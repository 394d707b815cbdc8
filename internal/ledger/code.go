package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"unicode"
)

// Code is a checkpoint small enough to be printed on a page, read out and
// typed in: the log's size and 100 bits derived from size and root, as text
//
//	1000-VH4C2-YVCKA-NGD7A-XFREZ-V
//
// that is the size, twenty base32 characters in fives, one check character.
//
// Why not eight hexadecimal digits, which would look so much tidier: whoever
// can rewrite the log can also try reasons, times and orderings of entries
// until the forged root's code equals the one on the paper. Against 32 bits
// that takes 2^32 trials of a few dozen hashes, an hour on an ordinary
// machine; against 100 bits it is out of reach. What 100 bits do not exclude
// is somebody who prepares both histories before the honest one is printed:
// two colliding codes cost about 2^50 trials. Against such a person keep the
// signed checkpoint as well, which carries the whole root.
//
// A screen shows the beginning only, 1000-VH4C2-YVCKA. ParseCode reads that too:
// 50 bits without a check character, enough against a mistake and not against
// somebody who forges for a week. Short tells the two apart.
type Code struct {
	Size  int64
	bits  [codeLength]byte // five bits each, most significant first
	short bool             // only the first shortLength are known
}

const (
	codeLength = 20 // characters
	codeGroup  = 5
	// shortLength is how many characters a screen shows.
	shortLength = 2 * codeGroup
	// alphabet is Crockford's base32: no I, L, O, U.
	alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	// codeTag keeps a code's hash apart from every leaf, node and other use.
	codeTag = "tupo printed code 1 " + SuiteSHA256 + "\n"
	// maxCodeInput bounds what ParseCode reads, in bytes: a code in full-width
	// characters with generous spacing is below 200.
	maxCodeInput = 512
)

// CodeOf derives the code of a log state: the first 100 bits of SHA-256 over
// tag, size (eight bytes, big end first) and root.
func CodeOf(size int64, root Hash) Code {
	buf := make([]byte, 0, len(codeTag)+8+len(root))
	buf = append(buf, codeTag...)
	buf = binary.BigEndian.AppendUint64(buf, uint64(size))
	buf = append(buf, root[:]...)
	sum := sha256.Sum256(buf)
	c := Code{Size: size}
	acc, have, next := uint(0), 0, 0
	for i := range c.bits {
		if have < 5 {
			acc = acc<<8 | uint(sum[next])
			have += 8
			next++
		}
		have -= 5
		c.bits[i] = byte(acc >> have & 31)
	}
	return c
}

// Code gives the checkpoint's printed code. It binds size and root, not origin
// and time: a page that prints it names the district and the date itself.
func (c Checkpoint) Code() Code { return CodeOf(c.Size, c.Root) }

// Matches reports whether a log of this size and root has this code.
func (c Code) Matches(size int64, root Hash) bool {
	return c == c.like(CodeOf(size, root))
}

// Shortened is the beginning of the code that a screen shows.
func (c Code) Shortened() Code {
	s := Code{Size: c.Size, short: true}
	copy(s.bits[:shortLength], c.bits[:])
	return s
}

// like shortens another code where c is short, so that the two can be read side by side.
func (c Code) like(other Code) Code {
	if c.short {
		return other.Shortened()
	}
	return other
}

// Short reports whether only the beginning of the code is known.
func (c Code) Short() bool { return c.short }

// Bits is how many bits of the log's state the code tells.
func (c Code) Bits() int {
	if c.short {
		return shortLength * 5
	}
	return codeLength * 5
}

// String gives the printed form.
func (c Code) String() string {
	size := decimal(c.Size)
	var b strings.Builder
	b.WriteString(size)
	for i, v := range c.bits {
		if c.short && i == shortLength {
			return b.String()
		}
		if i%codeGroup == 0 {
			b.WriteByte('-')
		}
		b.WriteByte(alphabet[v])
	}
	b.WriteByte('-')
	b.WriteByte(alphabet[checkSymbol(size, c.bits)])
	return b.String()
}

// ParseCode reads a code as people type it: capitals or small letters, full
// width or half, with any spaces and dashes or none, O for 0, I and L for 1.
// ErrCode when it has not the shape of a code; ErrCodeTyped when it has, but
// the check character shows a slip. Every single wrong character and every
// exchange of two neighbours is found.
//
// The beginning as a screen shows it is read too, if the dash behind the size is
// there: without it nobody could tell where the size ends.
func ParseCode(s string) (Code, error) {
	if c, ok := parseShort(s); ok {
		return c, nil
	}
	symbols, ok := normalize(s)
	if !ok || len(symbols) < 1+codeLength+1 {
		return Code{}, invalid(ErrCode)
	}
	tail := len(symbols) - codeLength - 1
	digits := make([]byte, tail)
	for i, v := range symbols[:tail] {
		digits[i] = alphabet[v]
	}
	size, ok := parseDecimal(string(digits))
	if !ok || size > MaxSize {
		return Code{}, invalid(ErrCode)
	}
	c := Code{Size: size, bits: [codeLength]byte(symbols[tail : tail+codeLength])}
	if checkSymbol(string(digits), c.bits) != symbols[len(symbols)-1] {
		return Code{}, invalid(ErrCodeTyped)
	}
	return c, nil
}

// parseShort reads the shortened form: the size, a dash, ten characters.
func parseShort(s string) (Code, bool) {
	at := strings.IndexFunc(s, isDash)
	if at < 0 {
		return Code{}, false
	}
	size, sizeOK := normalize(s[:at])
	symbols, ok := normalize(s[at:])
	if !sizeOK || !ok || len(symbols) != shortLength {
		return Code{}, false
	}
	digits := make([]byte, len(size))
	for i, v := range size {
		digits[i] = alphabet[v]
	}
	n, ok := parseDecimal(string(digits))
	if !ok || n > MaxSize {
		return Code{}, false
	}
	c := Code{Size: n, short: true}
	copy(c.bits[:], symbols)
	return c, true
}

// isDash knows the dashes that people and word processors write, and the minus sign.
func isDash(r rune) bool { return unicode.Is(unicode.Pd, r) || r == '\u2212' }

// normalize turns typed text into values 0 to 31, leaving out what only
// separates. False when anything else is in it.
func normalize(s string) ([]byte, bool) {
	if len(s) > maxCodeInput {
		return nil, false
	}
	var symbols []byte
	for _, r := range s {
		if r >= '！' && r <= '～' { // full-width forms of ASCII
			r -= '！' - '!'
		}
		// Cf are the invisible marks that come along when text is copied out of
		// Word or a PDF.
		if unicode.IsSpace(r) || isDash(r) || unicode.Is(unicode.Cf, r) {
			continue
		}
		if r >= 'a' && r <= 'z' {
			r -= 'a' - 'A'
		}
		switch r {
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		v := strings.IndexRune(alphabet, r)
		if v < 0 {
			return nil, false
		}
		symbols = append(symbols, byte(v))
	}
	return symbols, true
}

// checkSymbol gives the value that makes the weighted sum of all characters
// zero in the field of 32 elements. Weights are powers of a generator, from
// the right: check character 1, then the code, then the digits of the size. No
// weight is zero, so one wrong character changes the sum; neighbours have
// different weights, so exchanging two unequal ones does too.
func checkSymbol(size string, code [codeLength]byte) byte {
	var sum byte
	for _, d := range []byte(size) {
		sum = double(sum) ^ (d - '0')
	}
	for _, v := range code {
		sum = double(sum) ^ v
	}
	return double(sum)
}

// double multiplies by the generator x in GF(2)[x]/(x^5 + x^2 + 1), whose 31
// powers are all the elements but zero.
func double(v byte) byte {
	v <<= 1
	if v&32 != 0 {
		v ^= 0b100101
	}
	return v
}
