package ledger

import (
	"testing"

	"tupo/internal/errs"
)

func replayed(size int64, fork byte, watch ...int64) *Replay {
	r := NewReplay(watch...)
	for n := range size {
		r.Append(testLeaf(n, fork))
	}
	return r
}

func TestCompare(t *testing.T) {
	const origin = "tupo/370211"
	c := testCheckpoint(700)
	otherDistrict := c
	otherDistrict.Origin = "tupo/370212"
	otherSuite := c
	otherSuite.Suite = "sm3"
	damagedSource := newMemory(900, 0)
	delete(damagedSource.tiles, Tile{0, 1})

	tests := []struct {
		name      string
		ours      Roots
		c         Checkpoint
		want      Fault // "" for consistent
		wantKind  errs.Kind
		wantCode  Fault
		wantCKind errs.Kind
	}{
		{"same size", NewReader(700, newMemory(700, 0)), c, "", 0, "", 0},
		{"grown since", NewReader(900, newMemory(900, 0)), c, "", 0, "", 0},
		{"grown since, replayed", replayed(900, 0, 700), c, "", 0, "", 0},
		{"the empty checkpoint", replayed(9, 0, 0), testCheckpoint(0), "", 0, "", 0},
		{"one leaf short", NewReader(699, newMemory(699, 0)), c, ErrRolledBack, errs.Damaged, ErrRolledBack, errs.Damaged},
		{"emptied", NewReplay(700), c, ErrRolledBack, errs.Damaged, ErrRolledBack, errs.Damaged},
		{"forked, same size", NewReader(700, newMemory(700, 1)), c, ErrForked, errs.Damaged, ErrCodeDiffer, errs.Damaged},
		{"forked, longer", replayed(800, 1, 700), c, ErrForked, errs.Damaged, ErrCodeDiffer, errs.Damaged},
		{"size not watched", replayed(800, 0), c, ErrRange, errs.Invalid, ErrRange, errs.Invalid},
		{"other district", NewReader(700, newMemory(700, 0)), otherDistrict, ErrOtherLog, errs.Invalid, "", 0},
		{"other suite", NewReader(700, newMemory(700, 0)), otherSuite, ErrSuite, errs.Invalid, "", 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			check := func(call string, err error, want Fault, kind errs.Kind) {
				if want != "" {
					wantFault(t, call, err, want, kind)
				} else if err != nil {
					t.Errorf("%s = %v, want nil", call, err)
				}
			}
			check("CompareCheckpoint", CompareCheckpoint(test.ours, origin, test.c), test.want, test.wantKind)
			check("CompareCode", CompareCode(test.ours, test.c.Code()), test.wantCode, test.wantCKind)
		})
	}
	if err := CompareCheckpoint(NewReader(900, damagedSource), origin, c); errs.KindOf(err) != errs.Internal {
		t.Errorf("CompareCheckpoint over a source that lacks a tile = %v, want the source's error", err)
	}
}

// A log that was rewritten before the checkpoint but is long enough is a fork,
// whichever leaf was touched.
func TestCompareFindsEveryLeaf(t *testing.T) {
	c := testCheckpoint(60)
	for touched := range int64(60) {
		r := NewReplay(60)
		for n := range int64(64) {
			fork := byte(0)
			if n == touched {
				fork = 1
			}
			r.Append(testLeaf(n, fork))
		}
		wantFault(t, "CompareCheckpoint with leaf "+decimal(touched)+" changed",
			CompareCheckpoint(r, c.Origin, c), ErrForked, errs.Damaged)
	}
}

// Every fault has an operator's sentence besides its key.
func TestFaultSentences(t *testing.T) {
	for _, f := range []Fault{
		ErrRolledBack, ErrForked, ErrCodeDiffer, ErrProof, ErrSignature, ErrTile, ErrFrontier,
		ErrUnsigned, ErrCheckpoint, ErrSuite, ErrOtherLog, ErrKey, ErrCode, ErrCodeTyped, ErrRange,
	} {
		if f.Error() == string(f) {
			t.Errorf("Fault(%q).Error() has no sentence", string(f))
		}
	}
	if got := Fault("ledger.unheard-of").Error(); got != "ledger.unheard-of" {
		t.Errorf("Fault(ledger.unheard-of).Error() = %q, want the key", got)
	}
}
