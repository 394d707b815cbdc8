package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/ledger"
)

// VerifyOptions says what to verify and against which witness. A checkpoint
// names its log by its origin, and one of the main log may tell of the access log
// too; a printed code is of the main log.
type VerifyOptions struct {
	District   core.DistrictID
	Checkpoint *ledger.Checkpoint
	Code       *ledger.Code
}

// Finding is one contradiction, or a note. Which fields are set depends on Key;
// Row is the key's columns joined by "/".
type Finding struct {
	Key       string
	Log       Log
	Seq       core.Seq
	Table     string // a past row names the table with _past
	Row       string
	Column    string
	Want, Got string
}

// OfAccess reports whether the finding is of the log of logins and administration.
func (f Finding) OfAccess() bool { return f.Log == AccessLog }

// Keys of findings.
const (
	FoundCellEdited     = "verify.cell-edited"      // Table, Row, Column, Want, Got, Seq of the version
	FoundRowDeleted     = "verify.row-deleted"      // Table, Row, Seq of the version
	FoundRowAdded       = "verify.row-added"        // Table, Row, Seq it claims
	FoundEntryMoved     = "verify.entry-moved"      // Seq of the place, Want that place, Got what the leaf says
	FoundEntryMissing   = "verify.entry-missing"    // Seq: a hole in the middle
	FoundEntryAdded     = "verify.entry-added"      // Seq: beyond the head
	FoundEntryEdited    = "verify.entry-edited"     // Seq, Column, Want, Got: a column that repeats the leaf
	FoundLogTruncated   = "verify.log-truncated"    // Seq of the last entry, Want the head's number
	FoundLeafEdited     = "verify.leaf-edited"      // Seq, Want and Got hashes
	FoundLeafUnreadable = "verify.leaf-unreadable"  // Seq, Got why
	FoundHeadEdited     = "verify.head-edited"      // Want root of the leaves, Got root of the head
	FoundHeadTime       = "verify.head-time"        // Seq of the last entry, Want its time, Got the head's
	FoundHeadUnreadable = "verify.head-unreadable"  // Got why
	FoundHeadMissing    = "verify.head-missing"     //
	FoundTileEdited     = "verify.tile-edited"      // Row level/index
	FoundTileMissing    = "verify.tile-missing"     // Row level/index
	FoundTileAdded      = "verify.tile-added"       // Row level/index
	FoundRolledBack     = "verify.rolled-back"      // Want entries of the witness, Got entries here
	FoundForked         = "verify.forked"           // Seq of the witness, Want, Got roots
	FoundCodeDiffers    = "verify.code-differs"     // Seq of the witness, Want, Got codes
	FoundAccessRolled   = "verify.access-rolled"    // Want entries of the witness, Got entries here: the access log
	FoundAccessForked   = "verify.access-forked"    // Seq of the witness, Want, Got roots: the access log
	FoundTableMissing   = "verify.table-missing"    // Table
	FoundColumnMissing  = "verify.column-missing"   // Table, Column
	FoundUniqueMissing  = "verify.unique-missing"   // Table, Column: the columns by which no two rows may be alike
	FoundMadeForeign    = "verify.made-foreign"     // Table, Row: a trigger, rule or view that the program did not make
	FoundUnreadable     = "verify.unreadable"       // Table, Got why
	FoundLogAdded       = "verify.log-added"        // Table, Row: the name of a log that does not exist
	FoundKeyWrong       = "verify.key-wrong"        // Seq, Got: an idempotency key that no writer leaves there
	FoundBlobMissing    = "verify.blob-missing"     // Table, Row, Want SHA-256
	FoundBlobAltered    = "verify.blob-altered"     // Table, Row, Want, Got SHA-256
	FoundPersonalEdited = "verify.personal-edited"  // Table, Row, Want, Got hashes
	FoundPersonalGone   = "verify.personal-gone"    // Table, Row: deleted, and no erasure is recorded
	FoundPersonalKept   = "verify.personal-kept"    // Table, Row: there, though an erasure is recorded
	FoundPersonalAdded  = "verify.personal-added"   // Table, Row: of nobody
	FoundSecretEdited   = "verify.secret-edited"    // Table, Row: an account's password record is not the one that was set
	FoundSecretGone     = "verify.secret-gone"      // Table, Row: deleted past the program
	FoundSecretAdded    = "verify.secret-added"     // Table, Row: there, though it was taken away
	FoundSecretUsed     = "verify.secret-used"      // Table, Row, Seq: somebody logged in with a record that nobody had set
	NotedSecretUntold   = "verify.secret-untold"    // Table, Row: a note; set before the log told of such
	NotedPersonalErased = "verify.personal-erased"  // Table, Row: a note
	NotedRowsUnchecked  = "verify.rows-not-checked" // Log: a note; its entries are not all there
)

// maxFindings bounds what a verdict lists; Verdict.More counts the rest.
const maxFindings = 1000

// Verdict is the outcome of a verification. Without a witness it says only that
// the data is consistent with itself: a rollback or a fork that took everything
// along is not excluded.
type Verdict struct {
	District core.DistrictID
	Seq      core.Seq     // the main log's head
	Root     ledger.Hash  // of the main log's leaves
	Logins   ledger.State // the access log's leaves
	Entries  int64        // read, both logs
	Rows     int64        // compared, current and past
	Blobs    int64        // read again
	Findings []Finding
	More     int64     // findings beyond those listed
	Notes    []Finding // what is no fault
	Witness  bool      // a checkpoint or code was given and is borne out

	WitnessAccess bool // and it told of the access log, which bears it out
}

// OK reports whether nothing was found.
func (v Verdict) OK() bool { return len(v.Findings) == 0 }

// verifier gathers what one verification finds.
type verifier struct {
	v       *View
	verdict Verdict
	blobs   map[string]blobUse // by SHA-256
	absent  map[string]bool    // tables that are not there, or not as they are read
}

// blobUse is a row that names a blob.
type blobUse struct{ table, row string }

// Verify holds one state of a district against its ledger: every current and
// past row is derived from the leaves again, both trees and their tiles are
// computed again, and the result is compared with a witness, if one is given.
// Writing goes on meanwhile. The error is for what prevents verifying; what is
// wrong with the data stands in the verdict.
func (db *DB) Verify(ctx context.Context, o VerifyOptions) (Verdict, error) {
	x := &verifier{verdict: Verdict{District: o.District}, blobs: make(map[string]blobUse), absent: make(map[string]bool)}
	err := db.View(ctx, o.District, func(v *View) error {
		x.v = v
		if err := x.layout(db.dialect); err != nil {
			return err
		}
		if err := x.made(db.dialect); err != nil {
			return err
		}
		for _, log := range []Log{MainLog, AccessLog} {
			if err := x.log(log, o); err != nil {
				return err
			}
		}
		if err := x.foreign(); err != nil {
			return err
		}
		return x.personal()
	})
	if err != nil {
		return Verdict{}, fmt.Errorf("store: verify %s: %w", o.District, err)
	}
	if err := x.files(ctx, db.blobs); err != nil {
		return Verdict{}, fmt.Errorf("store: verify %s: %w", o.District, err)
	}
	return x.verdict, nil
}

func (x *verifier) found(f Finding) {
	if len(x.verdict.Findings) >= maxFindings {
		x.verdict.More++
		return
	}
	x.verdict.Findings = append(x.verdict.Findings, f)
}

// witness compares the replayed log with what the checkpoint or code says of it.
func (x *verifier) witness(log Log, o VerifyOptions, replay *ledger.Replay) error {
	if c := o.Checkpoint; c != nil && witnessed(c) == log {
		x.verdict.Witness = true
		return x.judge(log, c.Size, ledger.CompareCheckpoint(replay, Origin(o.District, log), *c))
	} else if c != nil && log == AccessLog && c.Access.Known() {
		return x.judge(log, c.Access.Size, ledger.CompareState(replay, c.Access))
	}
	if o.Code != nil && log == MainLog {
		x.verdict.Witness = true
		return x.judge(log, o.Code.Size, ledger.CompareCode(replay, *o.Code))
	}
	return nil
}

// witnessed tells which log a checkpoint is of; one of another house or district
// goes to the main log, where it is refused.
func witnessed(c *ledger.Checkpoint) Log {
	if strings.HasSuffix(c.Origin, "/"+string(AccessLog)) {
		return AccessLog
	}
	return MainLog
}

// judge turns a comparison's outcome into a finding; a witness that proves
// nothing is the caller's error.
func (x *verifier) judge(log Log, size int64, err error) error {
	if err == nil {
		x.verdict.WitnessAccess = log == AccessLog
		return nil
	}
	var e *errs.Error
	x.verdict.Witness = false
	if !errors.As(err, &e) || e.Kind != errs.Damaged {
		return err
	}
	f := Finding{Log: log, Seq: core.Seq(size), Want: arg(e, "want"), Got: arg(e, "have")}
	switch {
	case errors.Is(err, ledger.ErrRolledBack):
		f.Key = FoundRolledBack
	case errors.Is(err, ledger.ErrForked):
		f.Key = FoundForked
	case errors.Is(err, ledger.ErrCodeDiffer):
		f.Key = FoundCodeDiffers
	default:
		return err
	}
	if log == AccessLog {
		f.Key = map[string]string{FoundRolledBack: FoundAccessRolled, FoundForked: FoundAccessForked}[f.Key]
	}
	x.found(f)
	return nil
}

// arg finds a named argument of an error.
func arg(e *errs.Error, name string) string {
	for i := 0; i+1 < len(e.Args); i += 2 {
		if e.Args[i] == name {
			return e.Args[i+1]
		}
	}
	return ""
}
