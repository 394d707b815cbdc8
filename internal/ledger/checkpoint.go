package ledger

import (
	"crypto/ed25519"
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
	Access State  // of the same district's log of logins and administration; zero says nothing of it
	// Key is the verifier key that the note itself states, "" for none. Whoever
	// wrote the note wrote it too: it proves no more than that the two agree.
	Key string
}

// State is how far a log has come. The zero value is no log's: the empty log has
// a root too.
type State struct {
	Size int64 // leaves
	Root Hash
}

// Known reports whether anything is said.
func (s State) Known() bool { return s != State{} }

// possible reports whether an honest log can be in this state.
func (s State) possible() bool {
	return s.Size >= 0 && s.Size <= MaxSize && (s.Size > 0 || s.Root == EmptyRoot())
}

const (
	maxMessage = 64 << 10 // bytes; room for a hundred witnesses' signatures
	maxOrigin  = 128      // bytes
	suiteLine  = "suite "
	timeLine   = "time "
	accessLine = "access "
	keyLine    = "key "
)

// text gives the note's text as C2SP tlog-checkpoint lays it out: origin, size
// in decimal, root in base64, and as extension lines suite and time and, where
// they are known, size and root of the access log and the public key.
func (c Checkpoint) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%d\n%s\n%s%s\n%s%d\n", c.Origin, c.Size, c.Root, suiteLine, c.Suite, timeLine, c.Time)
	if c.Access.Known() {
		fmt.Fprintf(&b, "%s%d %s\n", accessLine, c.Access.Size, c.Access.Root)
	}
	if c.Key != "" {
		fmt.Fprintf(&b, "%s%s\n", keyLine, c.Key)
	}
	return b.String()
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
	case c.Access.Known() && !c.Access.possible():
		return malformed("access")
	}
	if c.Key != "" {
		if v, err := ParseVerifier(c.Key); err != nil || c.Key != strings.TrimSpace(c.Key) || !covers(v.Name(), c.Origin) {
			return malformed("key")
		}
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
	if err := c.extend(lines[5:]); err != nil {
		return Checkpoint{}, err
	}
	if err := c.check(); err != nil {
		return Checkpoint{}, err
	}
	return c, nil
}

// extend reads the lines that not every checkpoint has: access, then key, then
// lines of a later version, which say nothing to this one.
func (c *Checkpoint) extend(lines []string) error {
	if len(lines) > 0 {
		if state, ok := strings.CutPrefix(lines[0], accessLine); ok {
			size, root, _ := strings.Cut(state, " ")
			var err error
			if c.Access.Size, ok = parseDecimal(size); !ok {
				return malformed("access")
			}
			if c.Access.Root, err = tlog.ParseHash(root); err != nil || c.Access.Root.String() != root || !c.Access.Known() {
				return malformed("access")
			}
			lines = lines[1:]
		}
	}
	if len(lines) > 0 {
		if key, ok := strings.CutPrefix(lines[0], keyLine); ok {
			if key == "" {
				return malformed("key")
			}
			c.Key, lines = key, lines[1:]
		}
	}
	for _, later := range lines {
		switch {
		case later == "":
			return malformed("lines")
		case strings.HasPrefix(later, accessLine):
			return malformed("access")
		case strings.HasPrefix(later, keyLine):
			return malformed("key")
		}
	}
	return nil
}

// StatedKey gives the verifier key that a note states of itself, so that a note
// can be read where nobody kept its key; ErrUnsigned when it states none. That the
// signature then fits proves only that note and key come from one hand.
func StatedKey(msg []byte) (note.Verifier, error) {
	text, _, ok := strings.Cut(string(msg), "\n\n")
	if !ok || len(msg) > maxMessage {
		return nil, malformed("note")
	}
	c, err := parseCheckpoint(text + "\n")
	if err != nil {
		return nil, err
	}
	if c.Key == "" {
		return nil, invalid(ErrUnsigned, "want", c.Origin)
	}
	return ParseVerifier(c.Key)
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

// PublicKey gives the verifier key of a signer key in note's text form; ErrKey
// never repeats the secret.
func PublicKey(signerKey string) (string, error) {
	parts := strings.Split(strings.TrimSpace(signerKey), "+")
	if _, err := ParseSigner(signerKey); err != nil || len(parts) < 5 {
		return "", invalid(ErrKey)
	}
	raw, err := base64.StdEncoding.DecodeString(strings.Join(parts[4:], "+"))
	if err != nil || len(raw) != 1+ed25519.SeedSize { // the algorithm's number, the seed
		return "", invalid(ErrKey)
	}
	public, _ := ed25519.NewKeyFromSeed(raw[1:]).Public().(ed25519.PublicKey)
	return note.NewEd25519VerifierKey(parts[2], public)
}

// ParseVerifier reads a verifier key; ErrKey when it is none.
func ParseVerifier(key string) (note.Verifier, error) {
	v, err := note.NewVerifier(strings.TrimSpace(key))
	if err != nil {
		return nil, invalid(ErrKey)
	}
	return v, nil
}
