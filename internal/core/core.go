// Package core holds the words every other package is built from: identifiers,
// references, quantities, periods and instants.
//
// It does no I/O, reads no clock and knows no domain object. Quantities are
// never floats; forecasts, which are, live elsewhere and are never stored as
// facts.
package core

import (
	"encoding/base32"
	"encoding/binary"
	"fmt"
	"io"
)

// Identifiers are opaque text made by the application; people see codes.
type (
	DistrictID  string // GB/T 2260 division code of the tenant, e.g. "370211"
	UnitID      string
	PostID      string
	PersonID    string
	ProgrammeID string
	ActionID    string
	TaskID      string
	MilestoneID string
	IndicatorID string
	TargetID    string
	RuleID      string
	ReportID    string
	EvidenceID  string // SHA-256 of the content, lower-case hex
	DocumentID  string
	FactID      string
	ProjectID   string
	DirectiveID string
	MeetingID   string
	AccountID   string
	GrantID     string
)

// Seq is the number of an entry in a district's ledger. The first entry is 1;
// 0 means the empty ledger, and as an as-of argument “now”.
type Seq int64

// Ref points at an object of any domain package without importing it.
type Ref struct {
	Kind string // the record table's name, e.g. "target"
	ID   string // the key's columns joined by "/"
}

// String gives the reference as kind:id, the form stored in source columns.
func (r Ref) String() string {
	if r.Kind == "" {
		return ""
	}
	return r.Kind + ":" + r.ID
}

// ParseRef reads the form that String writes; the empty text is no reference.
func ParseRef(s string) (Ref, error) {
	if s == "" {
		return Ref{}, nil
	}
	for i := range len(s) {
		if s[i] == ':' && i > 0 && i+1 < len(s) {
			return Ref{Kind: s[:i], ID: s[i+1:]}, nil
		}
	}
	return Ref{}, fmt.Errorf("core: %q is no reference kind:id", s)
}

// idAlphabet sorts as its bytes do, so identifiers sort by the time they were made.
var idAlphabet = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewID makes a 16-character identifier: 40 bits of time in units of 32 ms (good for 1,100
// years) and 40 bits from random. Uniqueness inside a district is enforced by
// the primary key; the time part only keeps inserts local.
func NewID(now Instant, random io.Reader) (string, error) {
	var raw [10]byte
	var head [8]byte
	binary.BigEndian.PutUint64(head[:], uint64(now)>>5)
	copy(raw[:5], head[3:])
	if _, err := io.ReadFull(random, raw[5:]); err != nil {
		return "", fmt.Errorf("core: new id: %w", err)
	}
	return idAlphabet.EncodeToString(raw[:]), nil
}
