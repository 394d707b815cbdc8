package access

import (
	"tupo/internal/core"
	"tupo/internal/errs"
)

// Keys of the answers to those who may not.
const (
	KeyMissing   = "access.missing"
	KeyForbidden = "access.forbidden"
)

// Missing is the one answer for an object that is not there and for one that
// this actor may not know of. It names neither, so the two cannot be told apart.
func Missing() *errs.Error { return errs.New(errs.Missing, KeyMissing) }

// Forbidden is the answer to an actor who may see the object but not do this.
func Forbidden() *errs.Error { return errs.New(errs.Forbidden, KeyForbidden) }

// Decide gives the error for what was found out: Missing when the object may not
// be seen (whatever else is allowed), Forbidden when it may be seen only.
func Decide(visible, allowed bool) error {
	switch {
	case !visible:
		return Missing()
	case !allowed:
		return Forbidden()
	}
	return nil
}

// Hide makes any Missing error, such as the store's, the one that Decide gives;
// the cause stays for operators. Other errors pass.
func Hide(err error) error {
	if errs.KindOf(err) != errs.Missing {
		return err
	}
	return Missing().Because(err)
}

// Require asks for do at a unit, with see as the right to know of the object.
func (a Actor) Require(see, do Permission, unit core.UnitID, on core.Date) error {
	return Decide(a.May(see, unit, on), a.May(do, unit, on))
}

// RequireFigure is Require over one figure.
func (a Actor) RequireFigure(see, do Permission, f Figure, on core.Date) error {
	return Decide(a.MayFigure(see, f, on), a.MayFigure(do, f, on))
}
