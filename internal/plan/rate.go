package plan

import (
	"math/big"
	"strings"

	"tupo/internal/core"
	"tupo/internal/lexicon"
)

// Parts are what a rate is made of, numerator over denominator, with the figures of
// both for one unit, period and basis: quantities in the storage unit of each.
type Parts struct {
	Over, Under     *Indicator
	OverBy, UnderBy core.Quantity
}

// HasParts reports whether the indicator is a rate that is defined by a numerator
// and a denominator.
func (x *Indicator) HasParts() bool {
	return x.Accumulation == Rate && x.NumeratorOf != "" && x.Denominator != ""
}

// Covering gives the release of a part that goes with a release of its rate: the one
// that ends with it. A flow of the period alone must cover the same months.
func (x *Indicator) Covering(p core.Period) (core.Period, bool) {
	own, ok := x.Period(int(p.Year), int(p.To))
	return own, ok && (x.Accumulation != Flow || own == p)
}

// Follows gives the rate that follows from its parts, in the rate's storage unit: to
// the six decimals that a quantity holds and, rounded once, half away from zero, to
// the decimals that are shown. False where nothing follows: a part is unknown, there
// is none of the denominator, or the units of measure do not say how many one makes
// of the other.
func (x *Indicator) Follows(p Parts) (exact, shown core.Quantity, ok bool) {
	if !p.OverBy.Known() || !p.UnderBy.Known() || p.UnderBy.IsZero() {
		return exact, shown, false
	}
	times, over, ok := x.scale(p.Over.Unit, p.Under.Unit)
	if !ok {
		return exact, shown, false
	}
	n := new(big.Int).Mul(big.NewInt(p.OverBy.Micro()), big.NewInt(core.Scale))
	n.Mul(n, times)
	d := new(big.Int).Mul(big.NewInt(p.UnderBy.Micro()), over)
	exact, fine := rounded(n, d, 1)
	shown, rough := rounded(n, d, x.Step())
	return exact, shown, fine && rough
}

// Agrees reports whether a rate is the one that follows from its parts, but for the
// rounding to the decimals that are shown. exact is that of Follows.
func (x *Indicator) Agrees(rate, exact core.Quantity) bool {
	off, err := rate.Sub(exact)
	return err == nil && off.Magnitude().Micro() <= x.Step()/2
}

// scale gives by what fraction a numerator ÷ denominator in storage units becomes the
// rate in its own: 100 for a share in per cent of parts of one kind, and what a unit
// such as 元/人 or an amount per head says.
func (x *Indicator) scale(over, under string) (times, by *big.Int, ok bool) {
	share := func(of int64) (*big.Int, *big.Int, bool) {
		a, b, alike := lexicon.Sizes(over, under)
		return product(of, a), big.NewInt(b), alike
	}
	switch x.Unit {
	case "%":
		return share(100)
	case "‰":
		return share(1000)
	case "倍":
		return share(1)
	}
	amount, each, compound := strings.Cut(x.Unit, "/")
	if !compound { // an amount for each one that is counted: 元 of income for 人
		if amount, each = x.Unit, under; lexicon.IsCount(amount) || !lexicon.IsCount(each) {
			return nil, nil, false // beds (张) for a thousand people or for ten thousand?
		}
	}
	a, unitA, okA := lexicon.Sizes(over, amount)
	b, unitB, okB := lexicon.Sizes(under, each)
	return product(a, unitB), product(unitA, b), okA && okB
}

func product(a, b int64) *big.Int { return new(big.Int).Mul(big.NewInt(a), big.NewInt(b)) }

// rounded gives n ÷ d, in millionths, as a multiple of step; false beyond the range.
func rounded(n, d *big.Int, step int64) (core.Quantity, bool) {
	d = new(big.Int).Mul(d, big.NewInt(step))
	steps, rest := new(big.Int).QuoRem(n, d, new(big.Int))
	if rest.Lsh(rest, 1).CmpAbs(d) >= 0 {
		steps.Add(steps, big.NewInt(int64(n.Sign()*d.Sign())))
	}
	steps.Mul(steps, big.NewInt(step))
	return core.Micro(steps.Int64()), steps.IsInt64()
}
