package ledger

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tupo/internal/errs"
)

// The code of a given state is on paper: it never changes.
func TestCodeGolden(t *testing.T) {
	tests := []struct {
		size int64
		want string
	}{
		{0, "0-V352Z-2M976-MYKBG-F31YE-C"},
		{1, "1-DT0B9-9VJ34-A8DH2-WKHHJ-P"},
		{1000, "1000-VH4C2-YVCKA-NGD7A-XFREZ-V"},
	}
	for _, test := range tests {
		if got := CodeOf(test.size, rootOf(test.size, 0)).String(); got != test.want {
			t.Errorf("CodeOf(%d, …).String() = %s, want %s", test.size, got, test.want)
		}
	}
}

func TestParseCodeTolerates(t *testing.T) {
	want := testCheckpoint(1000).Code()
	printed := want.String()
	full := strings.Map(func(r rune) rune { return r - '!' + '！' }, printed)
	tests := []struct{ name, in string }{
		{"as printed", printed},
		{"small letters", strings.ToLower(printed)},
		{"no dashes", strings.ReplaceAll(printed, "-", "")},
		{"spaces", " " + strings.ReplaceAll(printed, "-", "  ") + "\n"},
		{"dashes of all kinds", strings.NewReplacer("-", "—").Replace(printed[:8]) + strings.ReplaceAll(printed[8:], "-", "−")},
		{"odd grouping", printed[:2] + "-" + printed[2:9] + "　" + printed[9:]},
		{"full width", full},
		{"full width small", strings.ToLower(full)},
		{"invisible marks", "\ufeff" + strings.ReplaceAll(printed, "-", "-\u200b")},
		{"letters for digits", strings.NewReplacer("0", "O", "1", "l").Replace(printed)},
		{"other letters for digits", strings.NewReplacer("0", "o", "1", "I").Replace(printed)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got, err := ParseCode(test.in); err != nil || got != want {
				t.Errorf("ParseCode(%q) = %v, %v, want %v", test.in, got, err, want)
			}
		})
	}
}

// The masthead shows the beginning of the code; what is shown can be checked.
func TestParseShortCode(t *testing.T) {
	whole := testCheckpoint(1000).Code()
	for _, in := range []string{"1000-VH4C2-YVCKA", "1000-vh4c2yvcka", " 1000 − VH4C2 YVCKA ", "１０００－ＶＨ４Ｃ２－ＹＶＣＫＡ"} {
		c, err := ParseCode(in)
		if err != nil || !c.Short() || c.Bits() != 50 || c.String() != whole.Shortened().String() || !c.Matches(1000, rootOf(1000, 0)) {
			t.Errorf("ParseCode(%q) = %v (short %v, %d bits), %v; want %v", in, c, c.Short(), c.Bits(), err, whole.Shortened())
		}
		if c.Matches(1000, rootOf(1000, 1)) || c.Matches(999, rootOf(1000, 0)) {
			t.Errorf("ParseCode(%q) matches another log", in)
		}
	}
	for _, in := range []string{"1000VH4C2YVCKA", "1000-VH4C2", "1000-VH4C2-YVCKA-NGD7A", "01000-VH4C2-YVCKA", "-VH4C2-YVCKA"} {
		if c, err := ParseCode(in); err == nil {
			t.Errorf("ParseCode(%q) = %v, want an error", in, c)
		}
	}
}

func TestParseCodeRefuses(t *testing.T) {
	printed := testCheckpoint(1000).Code().String()
	zero := testCheckpoint(0).Code().String()
	tests := []struct {
		name, in string
		want     Fault
	}{
		{"nothing", "", ErrCode},
		{"dashes only", "-----", ErrCode},
		{"no size", strings.TrimPrefix(zero, "0-"), ErrCode},
		{"leading zero", "0" + printed, ErrCode},
		{"letter in the size", "A" + printed, ErrCode},
		{"U is no character", strings.Replace(printed, "-", "-U", 1), ErrCode},
		{"Chinese", "突破" + printed, ErrCode},
		{"comma", "1,000" + strings.TrimPrefix(printed, "1000"), ErrCode},
		{"size past the bound", "999999999999999" + strings.TrimPrefix(printed, "1000"), ErrCode},
		{"size past int64", strings.Repeat("9", 30) + printed, ErrCode},
		{"endless", strings.Repeat(" ", maxCodeInput) + printed, ErrCode},
		{"broken UTF-8", printed + "\xff", ErrCode},
		{"check character", printed[:len(printed)-1] + other(printed[len(printed)-1]), ErrCodeTyped},
		{"wrong size", "2" + printed[1:], ErrCodeTyped},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParseCode(test.in)
			wantFault(t, "ParseCode("+test.in+")", err, test.want, errs.Invalid)
			if got != (Code{}) {
				t.Errorf("ParseCode(%q) = %v beside an error", test.in, got)
			}
		})
	}
}

// other gives another character of the alphabet.
func other(c byte) string {
	return string(alphabet[(strings.IndexByte(alphabet, c)+1)%len(alphabet)])
}

func drawCode(t *rapid.T) Code {
	size := rapid.Int64Range(0, MaxSize).Draw(t, "size")
	var root Hash
	copy(root[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "root"))
	return CodeOf(size, root)
}

func TestCodeRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCode(t)
		s := c.String()
		if got, err := ParseCode(s); err != nil || got != c {
			t.Fatalf("ParseCode(%s) = %v, %v, want it back", s, got, err)
		}
		if want := len(decimal(c.Size)) + 4*6 + 2; len(s) != want {
			t.Fatalf("%s has %d characters, want %d", s, len(s), want)
		}
	})
}

// Every wrong character and every exchange of unequal neighbours, at every
// place of a code, is refused.
func TestCodeFindsSlips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCode(t)
		plain := []byte(strings.ReplaceAll(c.String(), "-", ""))
		for i := range plain {
			for _, r := range []byte(alphabet) {
				typed := slices.Clone(plain)
				typed[i] = r
				if got, err := ParseCode(string(typed)); err == nil && r != plain[i] {
					t.Fatalf("ParseCode(%s) = %v, but it was printed %s", typed, got, plain)
				}
			}
			if i == 0 || plain[i] == plain[i-1] {
				continue
			}
			typed := slices.Clone(plain)
			typed[i-1], typed[i] = typed[i], typed[i-1]
			if got, err := ParseCode(string(typed)); err == nil {
				t.Fatalf("ParseCode(%s) = %v, but it was printed %s", typed, got, plain)
			}
		}
	})
}

// The generator of the check character runs through all 31 elements.
func TestDoubleIsAGenerator(t *testing.T) {
	seen := make(map[byte]bool)
	for v := byte(1); !seen[v]; v = double(v) {
		seen[v] = true
	}
	if len(seen) != 31 || seen[0] || double(0) != 0 {
		t.Errorf("powers of the generator: %d elements, want 31 without zero", len(seen))
	}
}

func TestCodeMatches(t *testing.T) {
	root := rootOf(1000, 0)
	c := CodeOf(1000, root)
	if !c.Matches(1000, root) {
		t.Errorf("%v.Matches its own state = false, want true", c)
	}
	if c.Matches(1001, root) || c.Matches(1000, rootOf(1000, 1)) {
		t.Errorf("%v.Matches another state = true, want false", c)
	}
}

func FuzzParseCode(f *testing.F) {
	printed := testCheckpoint(1000).Code().String()
	f.Add(printed)
	f.Add(strings.ToLower(printed))
	f.Add(strings.Map(func(r rune) rune { return r - '!' + '！' }, printed))
	f.Add("0")
	f.Add("－　\u200b−")
	f.Fuzz(func(t *testing.T, in string) {
		c, err := ParseCode(in)
		if err != nil {
			return
		}
		if again, err := ParseCode(c.String()); err != nil || again != c {
			t.Errorf("ParseCode(ParseCode(%q).String()) = %v, %v, want %v", in, again, err, c)
		}
	})
}
