package core

import (
	"bytes"
	"errors"
	"math"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func TestReadQuantity(t *testing.T) {
	for _, c := range []struct {
		in, want string
		err      error
	}{
		{"266", "266", nil},
		{" 1,234,567.80 ", "1234567.8", nil},
		{"１２３．４", "123.4", nil},
		{"－3.5", "-3.5", nil},
		{"−0.000001", "-0.000001", nil},
		{"1，234", "1234", nil},
		{"", "", nil},
		{"0.50", "0.5", nil},
		{".5", "0.5", nil},
		{"1,23", "", ErrSyntax},
		{"1234,567", "", ErrSyntax},
		{"约5", "", ErrSyntax},
		{"1e5", "", ErrSyntax},
		{"--1", "", ErrSyntax},
		{"-", "", ErrSyntax},
		{"1.2.3", "", ErrSyntax},
		{"0.0000001", "", ErrTooFine},
		{"9223372036854.775807", "9223372036854.775807", nil},
		{"-9223372036854.775808", "-9223372036854.775808", nil},
		{"9223372036854.775808", "", ErrOverflow},
	} {
		got, err := ReadQuantity(c.in)
		if got.String() != c.want || !errors.Is(err, c.err) {
			t.Errorf("ReadQuantity(%q) = %q, %v; want %q, %v", c.in, got, err, c.want, c.err)
		}
	}
}

func TestRatioAgreesWithBigArithmetic(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b")
		got, err := Ratio(Micro(a), Micro(b))
		if b == 0 {
			if err == nil {
				t.Fatalf("Ratio(%d, 0) = %d, want an error", a, got)
			}
			return
		}
		num := new(big.Int).Mul(new(big.Int).Abs(big.NewInt(a)), big.NewInt(Scale))
		den := new(big.Int).Abs(big.NewInt(b))
		num.Add(num, new(big.Int).Div(den, big.NewInt(2)))
		want := num.Div(num, den)
		if (a < 0) != (b < 0) {
			want.Neg(want)
		}
		limit := big.NewInt(math.MaxInt64)
		if new(big.Int).Abs(want).Cmp(limit) > 0 {
			if err == nil {
				t.Fatalf("Ratio(%d, %d) = %d, want overflow (%s)", a, b, got, want)
			}
			return
		}
		if err != nil || big.NewInt(got).Cmp(want) != 0 {
			t.Fatalf("Ratio(%d, %d) = %d, %v; want %s", a, b, got, err, want)
		}
	})
}

// TestSteppedRoundsOnce: the multiple of the step nearest to the exact fraction, the
// greater of two that are equally near.
func TestSteppedRoundsOnce(t *testing.T) {
	if got, err := Micro(49_999_999).Stepped(1, 10, 10_000_000); err != nil || got.Micro() != 0 {
		t.Errorf("49,999,999 ÷ 10 in steps of 10,000,000 = %s, %v; want 0, not rounded twice", got, err)
	}
	rapid.Check(t, func(t *rapid.T) {
		any64 := rapid.OneOf(rapid.Int64Range(-200, 200), rapid.Int64())
		n, num, den := any64.Draw(t, "n"), any64.Draw(t, "num"), any64.Draw(t, "den")
		step := rapid.SampledFrom([]int64{1, 2, 3, 10, 1e6, 1e10, 1e18}).Draw(t, "step")
		got, err := Micro(n).Stepped(num, den, step)
		if den == 0 {
			if err == nil {
				t.Fatalf("%d × %d ÷ 0 = %s, want an error", n, num, got)
			}
			return
		}
		exact := new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(n), big.NewInt(num)), big.NewInt(den))
		steps := new(big.Rat).Quo(new(big.Rat).Abs(exact), new(big.Rat).SetInt64(step))
		steps.Add(steps, big.NewRat(1, 2))
		want := new(big.Int).Div(steps.Num(), steps.Denom())
		want.Mul(want, big.NewInt(step*int64(exact.Sign())))
		switch {
		case want.IsInt64() && want.Int64() != math.MinInt64:
			if err != nil || got.Micro() != want.Int64() {
				t.Fatalf("%d × %d ÷ %d in steps of %d = %d, %v; want %s", n, num, den, step, got.Micro(), err, want)
			}
		case err == nil:
			t.Fatalf("%d × %d ÷ %d in steps of %d = %d, want an overflow", n, num, den, step, got.Micro())
		}
	})
}

func TestAddNeverWraps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.Int64().Draw(t, "a"), rapid.Int64().Draw(t, "b")
		want := new(big.Int).Add(big.NewInt(a), big.NewInt(b))
		got, err := Micro(a).Add(Micro(b))
		if !want.IsInt64() {
			if !errors.Is(err, ErrOverflow) {
				t.Fatalf("Add(%d, %d) = %v, %v; want overflow", a, b, got, err)
			}
			return
		}
		if err != nil || got.Micro() != want.Int64() {
			t.Fatalf("Add(%d, %d) = %v, %v; want %s", a, b, got, err, want)
		}
	})
}

func TestQuantityTextRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := Micro(rapid.Int64().Draw(t, "micro"))
		back, err := ParseQuantity(q.String())
		if err != nil || back != q {
			t.Fatalf("ParseQuantity(%q) = %v, %v; want %v", q.String(), back, err, q)
		}
	})
}

func TestUnknownStaysUnknown(t *testing.T) {
	if _, err := (Quantity{}).Add(Whole(1)); !errors.Is(err, ErrUnknown) {
		t.Errorf("unknown + 1: %v, want ErrUnknown", err)
	}
	if (Quantity{}).Compare(Whole(-1)) != -1 || (Quantity{}).String() != "" {
		t.Error("unknown must sort first and print empty")
	}
}

func TestPeriodText(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Period
		ok   bool
	}{
		{"2023-10", Month(2023, 10), true},
		{"2023-01~02", Months(2023, 1, 2), true},
		{"2023-Q3", Months(2023, 7, 9), true},
		{"2023Q3", Months(2023, 7, 9), true},
		{"2023-H2", Months(2023, 7, 12), true},
		{"2023", Months(2023, 1, 12), true},
		{"2023-13", Period{}, false},
		{"2023-Q5", Period{}, false},
		{"2023-02~01", Period{}, false},
		{"202310", Period{}, false},
		{"2023-", Period{}, false},
		{"2023Q3", Months(2023, 7, 9), true},
		{"2023H2", Months(2023, 7, 12), true},
		// strconv takes a sign where two digits are wanted.
		{"2023-+1", Period{}, false},
		{"2023--1", Period{}, false},
		{"2023-01~+2", Period{}, false},
		{"+202", Period{}, false},
		{"+999-01", Period{}, false},
		{"-199", Period{}, false},
		{"2023- 1", Period{}, false},
		{"2023-00", Period{}, false},
		{"2023-Q+1", Period{}, false},
		{"2023-H", Period{}, false},
		{"2023-01~", Period{}, false},
		{"2023-01~02~03", Period{}, false},
		{"２０２３-10", Period{}, false},
		{"23-1", Period{}, false},
		{"", Period{}, false},
	} {
		got, err := ParsePeriod(c.in)
		if got != c.want || (err == nil) != c.ok {
			t.Errorf("ParsePeriod(%q) = %v, %v; want %v, ok %v", c.in, got, err, c.want, c.ok)
		}
		if c.ok {
			if back, err := ParsePeriod(got.String()); err != nil || back != got {
				t.Errorf("ParsePeriod(%q) = %v, %v; want %v", got.String(), back, err, got)
			}
		}
	}
	if got := Month(2024, 2).LastDay(); got != "2024-02-29" {
		t.Errorf("Month(2024, 2).LastDay() = %s, want 2024-02-29", got)
	}
}

func TestDates(t *testing.T) {
	if _, err := ParseDate("2023-02-30"); err == nil {
		t.Error("ParseDate accepted 2023-02-30")
	}
	if got := Date("2023-11-14").DaysUntil("2023-12-31"); got != 47 {
		t.Errorf("days from 2023-11-14 to 2023-12-31 = %d, want 47", got)
	}
}

func TestNewIDSortsByTime(t *testing.T) {
	random := bytes.NewReader(bytes.Repeat([]byte{7}, 10))
	a, err := NewID(1_700_000_000_000, random)
	if err != nil {
		t.Fatal(err)
	}
	b, err := NewID(1_700_000_000_032, random)
	if err != nil {
		t.Fatal(err)
	}
	if len(a) != 16 || a >= b {
		t.Errorf("NewID: %q then %q, want 16 characters in time order", a, b)
	}
	if _, err := NewID(1, random); err == nil {
		t.Error("NewID with no randomness left: want an error")
	}
}

func TestParseRef(t *testing.T) {
	got, err := ParseRef("target:abc/2023-10")
	if want := (Ref{"target", "abc/2023-10"}); err != nil || got != want {
		t.Errorf("ParseRef = %v, %v; want %v", got, err, want)
	}
	for _, bad := range []string{":x", "x:", "x"} {
		if _, err := ParseRef(bad); err == nil {
			t.Errorf("ParseRef(%q): want an error", bad)
		}
	}
}

// TestParsePeriodBuildsNoError: a period that is one costs no memory; the error
// used to be made before it was known to be needed.
func TestParsePeriodBuildsNoError(t *testing.T) {
	for _, text := range []string{"2023-10", "2023-01~02", "2023-Q3", "2023"} {
		got := testing.AllocsPerRun(100, func() {
			if _, err := ParsePeriod(text); err != nil {
				t.Error(err)
			}
		})
		if got != 0 {
			t.Errorf("ParsePeriod(%q) allocates %v times, want none", text, got)
		}
	}
}
