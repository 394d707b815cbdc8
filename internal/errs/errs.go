// Package errs is the one error type that crosses package borders: a kind for
// machines, a key for people, a field to point at, a cause for operators.
//
// It knows no HTTP status and no sentence in any language: httpx maps kinds to
// statuses, i18n maps keys to sentences. An error that is not an *Error is
// internal by definition and its text is never shown to a user.
package errs

import (
	"errors"
	"strings"
)

// Kind classes an error by what the caller can do about it.
type Kind uint8

const (
	Internal        Kind = iota // nothing the user can mend; the cause is for operators
	Invalid                     // the input is wrong; Field says where
	Missing                     // no such object, or none that this account may see
	Conflict                    // the object changed since it was read, or the key is taken
	Forbidden                   // the account may see the object but not do this to it
	Unauthenticated             // nobody is logged in
	TooLarge                    // a size limit was passed while reading
	Busy                        // a queue is full; the same request may succeed later
	Damaged                     // stored data contradicts itself or the ledger
)

// String gives the kind's stable machine name, used in API problems and logs.
func (k Kind) String() string {
	switch k {
	case Invalid:
		return "invalid"
	case Missing:
		return "missing"
	case Conflict:
		return "conflict"
	case Forbidden:
		return "forbidden"
	case Unauthenticated:
		return "unauthenticated"
	case TooLarge:
		return "too-large"
	case Busy:
		return "busy"
	case Damaged:
		return "damaged"
	default:
		return "internal"
	}
}

// Error is one fault. Key names a message of the i18n catalogue; Args fill its
// named holes in order (name, value, name, value …); Field is the input's name
// as the form, sheet column or JSON property spells it.
type Error struct {
	Kind  Kind
	Key   string
	Field string
	Args  []string
	Cause error
}

// Error is the operator's text: kind, key, field, arguments and cause. People
// get the translated message instead.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Key)
	if e.Field != "" {
		b.WriteString(" (" + e.Field + ")")
	}
	for i := 0; i+1 < len(e.Args); i += 2 {
		b.WriteString(" " + e.Args[i] + "=" + e.Args[i+1])
	}
	if e.Cause != nil {
		b.WriteString(": " + e.Cause.Error())
	}
	return b.String()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }

// New makes an error of a kind with a message key and its named arguments.
func New(kind Kind, key string, args ...string) *Error {
	return &Error{Kind: kind, Key: key, Args: args}
}

// Field makes an Invalid error about one named input.
func Field(field, key string, args ...string) *Error {
	return &Error{Kind: Invalid, Key: key, Field: field, Args: args}
}

// Because returns a copy of e with a cause.
func (e *Error) Because(cause error) *Error {
	c := *e
	c.Cause = cause
	return &c
}

// KindOf finds the kind of the first *Error in err's tree; anything else is
// Internal. KindOf(nil) is meaningless and returns Internal.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// Is reports whether err's tree holds an *Error of this kind.
func Is(err error, kind Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == kind
}

// All lists every *Error in err's tree, left to right: a form with three wrong
// fields is errors.Join of three of them.
func All(err error) []*Error {
	if err == nil {
		return nil
	}
	if e, ok := err.(*Error); ok {
		return []*Error{e}
	}
	switch u := err.(type) {
	case interface{ Unwrap() []error }:
		var all []*Error
		for _, sub := range u.Unwrap() {
			all = append(all, All(sub)...)
		}
		return all
	case interface{ Unwrap() error }:
		return All(u.Unwrap())
	}
	return nil
}

// AtField points every fault of what was sent in err's tree that names no field at
// this one. Faults of other kinds stay as they are, and so does whatever else the tree
// holds, for operators to read.
func AtField(err error, field string) error {
	all := All(err)
	if len(all) == 0 {
		return err
	}
	out := pointed{was: err, strays: strays(err)}
	for _, e := range all {
		c := *e
		if c.Field == "" && (c.Kind == Invalid || c.Kind == TooLarge) {
			c.Field = field
		}
		out.all = append(out.all, &c)
	}
	return out
}

// pointed is an error whose faults name other fields than they did; its text is the
// error's own.
type pointed struct {
	was    error
	all    []error // the faults
	strays []error // what is no fault
}

func (p pointed) Error() string { return p.was.Error() }

func (p pointed) Unwrap() []error { return append(p.all[:len(p.all):len(p.all)], p.strays...) }

// strays lists the parts of an error's tree that hold no *Error.
func strays(err error) []error {
	if len(All(err)) == 0 {
		return []error{err}
	}
	var out []error
	if u, ok := err.(interface{ Unwrap() []error }); ok {
		for _, sub := range u.Unwrap() {
			if sub != nil {
				out = append(out, strays(sub)...)
			}
		}
	} else if u, ok := err.(interface{ Unwrap() error }); ok && u.Unwrap() != nil {
		if _, fault := err.(*Error); !fault {
			out = strays(u.Unwrap())
		}
	}
	return out
}
