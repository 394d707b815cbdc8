package ledger

import (
	"strconv"

	"tupo/internal/errs"
)

// Fault names one way in which a log, a checkpoint, a proof or a code can be
// wrong. Its string is the message key. Every error of this package, but those
// of a Source, a signer or a source of randomness, is an *errs.Error with that
// key whose cause is the Fault: errors.Is(err, ErrForked) and errs.KindOf(err)
// both work.
type Fault string

// What contradicts the log is Damaged; what was handed in wrongly is Invalid.
const (
	ErrRolledBack Fault = "ledger.rolled-back"      // Damaged; args have, want: leaves here and in the checkpoint
	ErrForked     Fault = "ledger.forked"           // Damaged; args size, have, want: roots in base64
	ErrCodeDiffer Fault = "ledger.code-mismatch"    // Damaged; args size, have, want: codes
	ErrProof      Fault = "ledger.proof-failed"     // Damaged; args kind: inclusion or consistency
	ErrSignature  Fault = "ledger.signature-wrong"  // Damaged; a known key's signature does not fit the text
	ErrTile       Fault = "ledger.tile-damaged"     // Damaged; args level, index
	ErrFrontier   Fault = "ledger.frontier-damaged" // Damaged; no args

	ErrUnsigned   Fault = "ledger.signature-missing"    // Invalid; args want: the key's name
	ErrCheckpoint Fault = "ledger.checkpoint-malformed" // Invalid; args part: which part of the text
	ErrSuite      Fault = "ledger.suite-unknown"        // Invalid; args suite
	ErrOtherLog   Fault = "ledger.other-log"            // Invalid; args have, want: origins
	ErrKey        Fault = "ledger.key-malformed"        // Invalid; no args
	ErrCode       Fault = "ledger.code-malformed"       // Invalid; no args
	ErrCodeTyped  Fault = "ledger.code-mistyped"        // Invalid; no args: shape right, check character wrong
	ErrRange      Fault = "ledger.out-of-range"         // Invalid; args n, size
)

// Error is the operator's sentence; people get the translated key.
func (f Fault) Error() string {
	switch f {
	case ErrRolledBack:
		return "the log is shorter than the checkpoint"
	case ErrForked:
		return "the log's root at the checkpoint's size is another one"
	case ErrCodeDiffer:
		return "the log's code at the printed size is another one"
	case ErrProof:
		return "the proof does not lead to the root"
	case ErrSignature:
		return "the signature does not fit the checkpoint's text"
	case ErrTile:
		return "a stored tile has the wrong number of hashes"
	case ErrFrontier:
		return "the stored frontier cannot be read"
	case ErrUnsigned:
		return "no signature of the expected key"
	case ErrCheckpoint:
		return "not a checkpoint"
	case ErrSuite:
		return "unknown hash suite"
	case ErrOtherLog:
		return "the checkpoint belongs to another log"
	case ErrKey:
		return "not a signing or verifying key"
	case ErrCode:
		return "not a printed code"
	case ErrCodeTyped:
		return "the check character does not fit"
	case ErrRange:
		return "outside the log"
	default:
		return string(f)
	}
}

func damaged(f Fault, args ...string) *errs.Error {
	return errs.New(errs.Damaged, string(f), args...).Because(f)
}

func invalid(f Fault, args ...string) *errs.Error {
	return errs.New(errs.Invalid, string(f), args...).Because(f)
}

func outOfRange(n, size int64) error {
	return invalid(ErrRange, "n", decimal(n), "size", decimal(size))
}

func decimal(n int64) string { return strconv.FormatInt(n, 10) }
