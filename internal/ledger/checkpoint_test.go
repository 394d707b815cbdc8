package ledger

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"
	"pgregory.net/rapid"

	"tupo/internal/errs"
)

// testKey gives a key pair that is the same in every run.
func testKey(t testing.TB, name string, seed byte) (note.Signer, note.Verifier) {
	t.Helper()
	skey, vkey, err := GenerateKey(bytes.NewReader(bytes.Repeat([]byte{seed}, 64)), name)
	if err != nil {
		t.Fatalf("GenerateKey(%q): %v", name, err)
	}
	signer, err := ParseSigner(skey + "\n")
	if err != nil {
		t.Fatalf("ParseSigner: %v", err)
	}
	verifier, err := ParseVerifier(vkey + "\n")
	if err != nil {
		t.Fatalf("ParseVerifier(%q): %v", vkey, err)
	}
	return signer, verifier
}

func testCheckpoint(size int64) Checkpoint {
	return Checkpoint{
		Origin: "tupo/370211", Size: size, Root: rootOf(size, 0),
		Suite: SuiteSHA256, Time: 1699920000000,
	}
}

func mustSign(t testing.TB, c Checkpoint, signer note.Signer) []byte {
	t.Helper()
	msg, err := Sign(c, signer)
	if err != nil {
		t.Fatalf("Sign(%+v): %v", c, err)
	}
	return msg
}

// The signed form is on paper and in other people's files: it never changes. The
// first is as notes were before they told of the access log.
func TestCheckpointGolden(t *testing.T) {
	signer, verifier := testKey(t, "tupo/370211", 7)
	both := withAccess(testCheckpoint(1000), 12)
	both.Key = testPublicKey(t, "tupo/370211", 7)
	for file, c := range map[string]Checkpoint{"checkpoint.golden": testCheckpoint(1000), "checkpoint-both.golden": both} {
		got := mustSign(t, c, signer)
		want, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("Sign(%+v) =\n%s\nwant\n%s", c, got, want)
		}
		opened, err := OpenCheckpoint(want, verifier)
		if err != nil || opened != c {
			t.Errorf("OpenCheckpoint(%s) = %+v, %v, want %+v", want, opened, err, c)
		}
	}
}

func withAccess(c Checkpoint, size int64) Checkpoint {
	c.Access = State{size, rootOf(size, 3)}
	return c
}

// testPublicKey gives the verifier key that belongs to testKey's signer.
func testPublicKey(t testing.TB, name string, seed byte) string {
	t.Helper()
	skey, vkey, err := GenerateKey(bytes.NewReader(bytes.Repeat([]byte{seed}, 64)), name)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := PublicKey(skey + "\n"); err != nil || got != vkey {
		t.Fatalf("PublicKey = %q, %v, want %q", got, err, vkey)
	}
	return vkey
}

// TestStatedKey opens a note with nothing but the note, and sees that a note
// signed by another than it states is refused.
func TestStatedKey(t *testing.T) {
	signer, _ := testKey(t, "tupo/370211", 1)
	stranger, _ := testKey(t, "tupo/370211", 2)
	c := withAccess(testCheckpoint(5), 0)
	_, err := StatedKey(mustSign(t, c, signer))
	wantFault(t, "StatedKey of a note without one", err, ErrUnsigned, errs.Invalid)
	c.Key = testPublicKey(t, "tupo/370211", 1)
	verifier, err := StatedKey(mustSign(t, c, signer))
	if err != nil {
		t.Fatalf("StatedKey: %v", err)
	}
	if got, err := OpenCheckpoint(mustSign(t, c, signer), verifier); err != nil || got != c {
		t.Errorf("OpenCheckpoint with the stated key = %+v, %v, want %+v", got, err, c)
	}
	_, err = OpenCheckpoint(mustSign(t, c, stranger), verifier)
	wantFault(t, "OpenCheckpoint of a stranger's note", err, ErrUnsigned, errs.Invalid)
	_, err = StatedKey([]byte("no note"))
	wantFault(t, "StatedKey", err, ErrCheckpoint, errs.Invalid)
}

func TestCheckpointRoundTrip(t *testing.T) {
	signer, verifier := testKey(t, "tupo", 1)
	rapid.Check(t, func(t *rapid.T) {
		c := Checkpoint{
			Origin: "tupo/" + rapid.StringMatching(`[0-9]{6}(/events)?`).Draw(t, "origin"),
			Size:   rapid.Int64Range(1, MaxSize).Draw(t, "size"),
			Suite:  SuiteSHA256,
			Time:   rapid.Int64Min(0).Draw(t, "time"),
		}
		copy(c.Root[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "root"))
		if rapid.Bool().Draw(t, "both") {
			c.Access = State{rapid.Int64Range(1, MaxSize).Draw(t, "access"), c.Root}
		}
		msg, err := Sign(c, signer)
		if err != nil {
			t.Fatalf("Sign(%+v): %v", c, err)
		}
		got, err := OpenCheckpoint(msg, verifier)
		if err != nil || got != c {
			t.Fatalf("OpenCheckpoint(%s) = %+v, %v, want %+v", msg, got, err, c)
		}
		at := rapid.IntRange(0, len(msg)-1).Draw(t, "at")
		bent := bytes.Clone(msg)
		bent[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		if got, err := OpenCheckpoint(bent, verifier); err == nil {
			t.Fatalf("OpenCheckpoint of a note with byte %d changed = %+v, want an error", at, got)
		}
	})
}

// TestSignatureHasOneSpelling bends the bits that base64 leaves unused in the
// signature's last letter.
func TestSignatureHasOneSpelling(t *testing.T) {
	signer, verifier := testKey(t, "tupo", 1)
	msg, err := Sign(testCheckpoint(5), signer)
	if err != nil {
		t.Fatal(err)
	}
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	last := len(msg) - len("=\n") - 1
	at := strings.IndexByte(letters, msg[last])
	for unused := 1; unused < 4; unused++ {
		bent := bytes.Clone(msg)
		bent[last] = letters[at^unused]
		if got, err := OpenCheckpoint(bent, verifier); !errors.Is(err, ErrSignature) {
			t.Errorf("OpenCheckpoint(…%s) = %+v, %v, want %s", bent[last:], got, err, ErrSignature)
		}
	}
}

func TestSignRefuses(t *testing.T) {
	signer, _ := testKey(t, "tupo/370211", 1)
	edit := func(change func(*Checkpoint)) Checkpoint {
		c := testCheckpoint(5)
		change(&c)
		return c
	}
	tests := []struct {
		name string
		c    Checkpoint
		want Fault
	}{
		{"no origin", edit(func(c *Checkpoint) { c.Origin = "" }), ErrCheckpoint},
		{"origin of two lines", edit(func(c *Checkpoint) { c.Origin = "tupo/370211\n9" }), ErrCheckpoint},
		{"origin with plus", edit(func(c *Checkpoint) { c.Origin = "tupo+1" }), ErrCheckpoint},
		{"origin in Chinese", edit(func(c *Checkpoint) { c.Origin = "突破" }), ErrCheckpoint},
		{"long origin", edit(func(c *Checkpoint) { c.Origin = strings.Repeat("t", 129) }), ErrCheckpoint},
		{"negative size", edit(func(c *Checkpoint) { c.Size = -1 }), ErrCheckpoint},
		{"size past the bound", edit(func(c *Checkpoint) { c.Size = MaxSize + 1 }), ErrCheckpoint},
		{"empty log with a root", edit(func(c *Checkpoint) { c.Size = 0 }), ErrCheckpoint},
		{"negative time", edit(func(c *Checkpoint) { c.Time = -1 }), ErrCheckpoint},
		{"access log of negative size", edit(func(c *Checkpoint) { c.Access = State{-1, EmptyRoot()} }), ErrCheckpoint},
		{"empty access log with a root", edit(func(c *Checkpoint) { c.Access = State{0, rootOf(5, 0)} }), ErrCheckpoint},
		{"no key", edit(func(c *Checkpoint) { c.Key = "key" }), ErrCheckpoint},
		{"key of another log", edit(func(c *Checkpoint) { c.Key = testPublicKey(t, "tupo/370212", 1) }), ErrCheckpoint},
		{"key and a line more", edit(func(c *Checkpoint) { c.Key = testPublicKey(t, "tupo/370211", 1) + "\n" }), ErrCheckpoint},
		{"other suite", edit(func(c *Checkpoint) { c.Suite = "sm3" }), ErrSuite},
		{"no suite", edit(func(c *Checkpoint) { c.Suite = "" }), ErrSuite},
		{"other district", edit(func(c *Checkpoint) { c.Origin = "tupo/370212" }), ErrOtherLog},
		{"longer name", edit(func(c *Checkpoint) { c.Origin = "tupo/3702112" }), ErrOtherLog},
		{"parent", edit(func(c *Checkpoint) { c.Origin = "tupo" }), ErrOtherLog},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			msg, err := Sign(test.c, signer)
			wantFault(t, "Sign", err, test.want, errs.Invalid)
			if msg != nil {
				t.Errorf("Sign = %q beside an error", msg)
			}
		})
	}
}

// signText signs any text, as a log that follows other rules would.
func signText(t *testing.T, text string, signers ...note.Signer) []byte {
	t.Helper()
	msg, err := note.Sign(&note.Note{Text: text}, signers...)
	if err != nil {
		t.Fatalf("note.Sign(%q): %v", text, err)
	}
	return msg
}

func TestOpenCheckpointRefuses(t *testing.T) {
	signer, verifier := testKey(t, "tupo/370211", 1)
	stranger, _ := testKey(t, "tupo/370211", 2)
	house, houseVerifier := testKey(t, "other", 3)
	good := testCheckpoint(5)
	text := good.text()
	both := withAccess(good, 7).text()
	swap := func(old, new string) []byte { return signText(t, strings.Replace(text, old, new, 1), signer) }
	signed := mustSign(t, good, signer)
	tests := []struct {
		name     string
		msg      []byte
		verifier note.Verifier
		want     Fault
		kind     errs.Kind
	}{
		{"nothing", nil, verifier, ErrCheckpoint, errs.Invalid},
		{"no note", []byte("5\n"), verifier, ErrCheckpoint, errs.Invalid},
		{"no signature", []byte(text + "\n"), verifier, ErrCheckpoint, errs.Invalid},
		{"too long", append(bytes.Clone(signed), make([]byte, maxMessage)...), verifier, ErrCheckpoint, errs.Invalid},
		{"edited size", bytes.Replace(signed, []byte("\n5\n"), []byte("\n6\n"), 1), verifier, ErrSignature, errs.Damaged},
		{"edited time", bytes.Replace(signed, []byte("1699"), []byte("1700"), 1), verifier, ErrSignature, errs.Damaged},
		{"stranger's key", mustSign(t, good, stranger), verifier, ErrUnsigned, errs.Invalid},
		{"key of another log", signText(t, text, house), houseVerifier, ErrOtherLog, errs.Invalid},
		{"plain checkpoint", signText(t, strings.Join(strings.SplitAfter(text, "\n")[:3], ""), signer), verifier, ErrCheckpoint, errs.Invalid},
		{"leading zero", swap("\n5\n", "\n05\n"), verifier, ErrCheckpoint, errs.Invalid},
		{"negative size", swap("\n5\n", "\n-5\n"), verifier, ErrCheckpoint, errs.Invalid},
		{"signed size", swap("\n5\n", "\n+5\n"), verifier, ErrCheckpoint, errs.Invalid},
		{"huge size", swap("\n5\n", "\n9223372036854775807\n"), verifier, ErrCheckpoint, errs.Invalid},
		{"size past int64", swap("\n5\n", "\n99999999999999999999\n"), verifier, ErrCheckpoint, errs.Invalid},
		{"empty log with a root", swap("\n5\n", "\n0\n"), verifier, ErrCheckpoint, errs.Invalid},
		{"short root", swap("=\n", "\n"), verifier, ErrCheckpoint, errs.Invalid},
		{"suite missing", swap("suite sha256\n", ""), verifier, ErrCheckpoint, errs.Invalid},
		{"suite unknown", swap("sha256", "sm3"), verifier, ErrSuite, errs.Invalid},
		{"time missing", swap("time 1699920000000\n", "note x\n"), verifier, ErrCheckpoint, errs.Invalid},
		{"time in words", swap("1699920000000", "2023-11-14"), verifier, ErrCheckpoint, errs.Invalid},
		{"order of lines", swap("suite sha256\ntime 1699920000000\n", "time 1699920000000\nsuite sha256\n"), verifier, ErrCheckpoint, errs.Invalid},
		{"access without root", signText(t, text+"access 5\n", signer), verifier, ErrCheckpoint, errs.Invalid},
		{"access with a leading zero", signText(t, text+"access 05 "+good.Root.String()+"\n", signer), verifier, ErrCheckpoint, errs.Invalid},
		{"empty access log with a root", signText(t, text+"access 0 "+good.Root.String()+"\n", signer), verifier, ErrCheckpoint, errs.Invalid},
		{"access twice", signText(t, both+"access 5 "+good.Root.String()+"\n", signer), verifier, ErrCheckpoint, errs.Invalid},
		{"access after a later line", signText(t, text+"later\naccess 5 "+good.Root.String()+"\n", signer), verifier, ErrCheckpoint, errs.Invalid},
		{"edited access", bytes.Replace(mustSign(t, withAccess(good, 7), signer), []byte("access 7"), []byte("access 6"), 1), verifier, ErrSignature, errs.Damaged},
		{"key of nothing", signText(t, text+"key \n", signer), verifier, ErrCheckpoint, errs.Invalid},
		{"malformed key", signText(t, text+"key tupo\n", signer), verifier, ErrCheckpoint, errs.Invalid},
		{"empty line", signText(t, text+"\nmore\n", signer), verifier, ErrCheckpoint, errs.Invalid},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := OpenCheckpoint(test.msg, test.verifier)
			wantFault(t, "OpenCheckpoint", err, test.want, test.kind)
			if got != (Checkpoint{}) {
				t.Errorf("OpenCheckpoint = %+v beside an error", got)
			}
		})
	}
}

// A witness's signature and a line of a later version do not disturb.
func TestOpenCheckpointPassesOver(t *testing.T) {
	signer, verifier := testKey(t, "tupo/370211", 1)
	witness, _ := testKey(t, "witness.example", 2)
	c := testCheckpoint(5)
	got, err := OpenCheckpoint(signText(t, c.text()+"later line\n", witness, signer), verifier)
	if err != nil || got != c {
		t.Errorf("OpenCheckpoint = %+v, %v, want %+v", got, err, c)
	}
}

func TestKeys(t *testing.T) {
	random := bytes.NewReader(bytes.Repeat([]byte{9}, 64))
	for _, name := range []string{"", "tu po", "tupo+1", "突破", "tupo\n", strings.Repeat("t", 129)} {
		_, _, err := GenerateKey(random, name)
		wantFault(t, "GenerateKey("+name+")", err, ErrKey, errs.Invalid)
	}
	if _, _, err := GenerateKey(bytes.NewReader(nil), "tupo"); err == nil || errors.Is(err, ErrKey) {
		t.Errorf("GenerateKey without randomness = %v, want the reader's error", err)
	}
	for _, key := range []string{"", "tupo", "PRIVATE+KEY+tupo+00000000+AAAA"} {
		_, err := ParseSigner(key)
		wantFault(t, "ParseSigner("+key+")", err, ErrKey, errs.Invalid)
		_, err = PublicKey(key)
		wantFault(t, "PublicKey("+key+")", err, ErrKey, errs.Invalid)
		_, err = ParseVerifier(key)
		wantFault(t, "ParseVerifier("+key+")", err, ErrKey, errs.Invalid)
	}
}

// brokenSigner is a key in a device that does not answer.
type brokenSigner struct{ note.Signer }

func (brokenSigner) Sign([]byte) ([]byte, error) { return nil, errMemory }

func TestSignPassesTheSignersError(t *testing.T) {
	signer, _ := testKey(t, "tupo/370211", 1)
	if _, err := Sign(testCheckpoint(5), brokenSigner{signer}); !errors.Is(err, errMemory) {
		t.Errorf("Sign with a broken signer = %v, want its error", err)
	}
}

func FuzzOpenCheckpoint(f *testing.F) {
	signer, verifier := testKey(f, "tupo/370211", 1)
	c := testCheckpoint(5)
	f.Add(mustSign(f, c, signer))
	f.Add([]byte(withAccess(c, 3).text()))
	f.Add([]byte(c.text() + "key " + testPublicKey(f, "tupo/370211", 1) + "\nlater\n"))
	f.Add([]byte(c.text()))
	f.Add([]byte(c.text() + "x\n"))
	f.Fuzz(func(t *testing.T, in []byte) {
		if got, err := OpenCheckpoint(in, verifier); err == nil && got != c {
			t.Errorf("OpenCheckpoint(%q) = %+v, which was never signed", in, got)
		}
		if got, err := parseCheckpoint(string(in)); err == nil && !strings.HasPrefix(string(in), got.text()) {
			t.Errorf("parseCheckpoint(%q) = %+v, which is spelled otherwise", in, got)
		}
	})
}
