package ledger

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Checkpoint is the state of one log at one moment. Signed, it is the witness
// kept outside: whoever holds it can prove any later change of what it covers.
type Checkpoint struct {
	Origin string // the log's name, e.g. "tupo/370211"; printable ASCII without space and "+"
	Size   int64  // leaves
	Root   Hash
	Suite  string // hash suite; SuiteSHA256
	Time   int64  // Unix milliseconds, UTC, not negative
}

const (
	maxMessage = 64 << 10 // bytes; room for a hundred witnesses' signatures
	maxOrigin  = 128      // bytes
	suiteLine  = "suite "
	timeLine   = "time "
)

// text gives the note's text as C2SP tlog-checkpoint lays it out: origin, size
// in decimal, root in base64, and as extension lines suite and time.
func (c Checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n%s%s\n%s%d\n", c.Origin, c.Size, c.Root, suiteLine, c.Suite, timeLine, c.Time)
}

// check refuses a checkpoint that no honest log can have.
func (c Checkpoint) check() error {
	switch {
	case !validOrigin(c.Origin):
		return malformed("origin")
	case c.Size < 0 || c.Size > MaxSize:
		return malformed("size")
	case c.Suite != SuiteSHA256:
		return invalid(ErrSuite, "suite", c.Suite)
	case c.Size == 0 && c.Root != EmptyRoot():
		return malformed("root")
	case c.Time < 0:
		return malformed("time")
	}
	return nil
}

func malformed(part string) error { return invalid(ErrCheckpoint, "part", part) }

// validOrigin holds origins and key names to what a signed note can carry and
// a person can tell apart.
func validOrigin(s string) bool {
	return s != "" && len(s) <= maxOrigin &&
		strings.IndexFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || r == '+' }) < 0
}

// covers reports whether a key of this name may sign for the log: the name is
// the log's origin or a path above it. So one key "tupo" can serve every
// district of a house, and "tupo/370211" that district's second log.
func covers(keyName, origin string) bool {
	return origin == keyName || strings.HasPrefix(origin, keyName+"/")
}

// Sign gives the checkpoint as a C2SP signed note. A faulty checkpoint is
// ErrCheckpoint or ErrSuite, a key of another name ErrOtherLog; the signer's
// own error comes back wrapped.
func Sign(c Checkpoint, signer note.Signer) ([]byte, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	if !covers(signer.Name(), c.Origin) {
		return nil, invalid(ErrOtherLog, "have", c.Origin, "want", signer.Name())
	}
	msg, err := note.Sign(&note.Note{Text: c.text()}, signer)
	if err != nil {
		return nil, fmt.Errorf("sign checkpoint of %s at %d: %w", c.Origin, c.Size, err)
	}
	return msg, nil
}

// OpenCheckpoint reads a signed checkpoint and verifies that the key signed it
// and may sign for its log. Signatures of other keys (witnesses, an earlier
// key) are passed over, and so are extension lines after the two known ones.
//
// Errors: ErrUnsigned when the key did not sign, ErrSignature when its
// signature is wrong, ErrCheckpoint, ErrSuite, ErrOtherLog. Which log the
// caller expects is checked by CompareCheckpoint.
func OpenCheckpoint(msg []byte, verifier note.Verifier) (Checkpoint, error) {
	if len(msg) > maxMessage {
		return Checkpoint{}, malformed("length")
	}
	n, err := note.Open(msg, note.VerifierList(verifier))
	var unsigned *note.UnverifiedNoteError
	var wrong *note.InvalidSignatureError
	switch {
	case errors.As(err, &unsigned):
		return Checkpoint{}, invalid(ErrUnsigned, "want", verifier.Name())
	case errors.As(err, &wrong):
		return Checkpoint{}, damaged(ErrSignature)
	case err != nil:
		return Checkpoint{}, malformed("note")
	case !canonical(n.Sigs):
		return Checkpoint{}, damaged(ErrSignature)
	}
	c, err := parseCheckpoint(n.Text)
	if err != nil {
		return Checkpoint{}, err
	}
	if !covers(verifier.Name(), c.Origin) {
		return Checkpoint{}, invalid(ErrOtherLog, "have", c.Origin, "want", verifier.Name())
	}
	return c, nil
}

// canonical refuses a signature in another spelling: base64 leaves bits of its
// last letter unused, and package note does not look at them.
func canonical(signatures []note.Signature) bool {
	for _, s := range signatures {
		raw, err := base64.StdEncoding.DecodeString(s.Base64)
		if err != nil || base64.StdEncoding.EncodeToString(raw) != s.Base64 {
			return false
		}
	}
	return true
}

// parseCheckpoint reads a note's text. Every line has one spelling, so what is
// accepted begins with exactly the text of the result.
func parseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if len(lines) < 5 || !strings.HasSuffix(text, "\n") {
		return Checkpoint{}, malformed("lines")
	}
	for _, extension := range lines[5:] {
		if extension == "" {
			return Checkpoint{}, malformed("lines")
		}
	}
	c := Checkpoint{Origin: lines[0]}
	var ok bool
	if c.Size, ok = parseDecimal(lines[1]); !ok {
		return Checkpoint{}, malformed("size")
	}
	var err error
	if c.Root, err = tlog.ParseHash(lines[2]); err != nil || c.Root.String() != lines[2] {
		return Checkpoint{}, malformed("root")
	}
	if c.Suite, ok = strings.CutPrefix(lines[3], suiteLine); !ok {
		return Checkpoint{}, malformed("suite")
	}
	millis, named := strings.CutPrefix(lines[4], timeLine)
	if c.Time, ok = parseDecimal(millis); !ok || !named {
		return Checkpoint{}, malformed("time")
	}
	if err := c.check(); err != nil {
		return Checkpoint{}, err
	}
	return c, nil
}

// parseDecimal reads a number ≥ 0 in its only spelling.
func parseDecimal(s string) (int64, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	return n, err == nil && n >= 0 && decimal(n) == s
}

// GenerateKey makes an Ed25519 key pair in note's text form. name is the
// origin the key signs for, or a path above it; another name is ErrKey. The
// signer key is a secret; the verifier key is public and belongs on paper and
// on another machine. random must be cryptographically secure.
func GenerateKey(random io.Reader, name string) (signerKey, verifierKey string, err error) {
	if !validOrigin(name) {
		return "", "", invalid(ErrKey)
	}
	signerKey, verifierKey, err = note.GenerateKey(random, name)
	if err != nil {
		return "", "", fmt.Errorf("generate key %s: %w", name, err)
	}
	return signerKey, verifierKey, nil
}

// ParseSigner reads a signer key; ErrKey never repeats the secret.
func ParseSigner(key string) (note.Signer, error) {
	s, err := note.NewSigner(strings.TrimSpace(key))
	if err != nil {
		return nil, invalid(ErrKey)
	}
	return s, nil
}

// ParseVerifier reads a verifier key; ErrKey when it is none.
func ParseVerifier(key string) (note.Verifier, error) {
	v, err := note.NewVerifier(strings.TrimSpace(key))
	if err != nil {
		return nil, invalid(ErrKey)
	}
	return v, nil
}
