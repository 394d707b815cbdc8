package password

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tupo/internal/core"
	"tupo/internal/errs"
)

func TestHashAndCheck(t *testing.T) {
	h, ctx := NewHasher(), context.Background()
	stored, err := h.Hash(ctx, "马到成功２０２３ok")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(stored, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("Hash = %q, want the PHC form at 19 MiB, 2 passes, 1 lane", stored)
	}
	for _, c := range []struct {
		stored, password string
		want             bool
	}{
		{stored, "马到成功２０２３ok", true},
		{stored, "马到成功2023ok", true}, // typed without the input method
		{stored, "马到成功2023OK", false},
		{stored, "", false},
		{"", "马到成功2023ok", false},
		{"", "", false},
	} {
		got, err := h.Check(ctx, c.stored, c.password)
		if err != nil || got.OK != c.want || got.Stale {
			t.Errorf("Check(%.12q…, %q) = %+v, %v; want %v", c.stored, c.password, got, err, c.want)
		}
	}
	again, err := h.Hash(ctx, "马到成功２０２３ok")
	if err != nil || again == stored {
		t.Errorf("Hash twice = the same text (%v), want another salt", err)
	}
}

// TestCheckKnownHash holds the form to the reference implementation's own
// example (argon2 of the PHC, `argon2 somesalt -id -t 2 -m 16 -p 1`, password).
func TestCheckKnownHash(t *testing.T) {
	stored := "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	got, err := NewHasher().Check(context.Background(), stored, "password")
	if err != nil || !got.OK || !got.Stale {
		t.Errorf("Check(reference hash) = %+v, %v; want a match made at another cost", got, err)
	}
}

func TestCheckRefusesDamagedHashes(t *testing.T) {
	good := "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	if _, err := parse(good); err != nil {
		t.Fatalf("parse(%q): %v", good, err)
	}
	for _, swap := range [][2]string{
		{"argon2id", "argon2i"}, {"v=19", "v=16"}, {"m=19456", "m=99999999"}, {"m=19456", "m=0"}, {"t=2", "t=x"},
		{"t=2", "t=-1"}, {"p=1", "p=99"}, {"m=19456,t=2", "t=2,m=19456"}, {"c29tZXNhbHQ", ""}, {"c29tZXNhbHQ", "***"},
		{"$argon2id", "x$argon2id"}, {",p=1", ""}, {"c29tZXNhbHQ", strings.Repeat("A", 400)},
	} {
		bad := strings.Replace(good, swap[0], swap[1], 1)
		if _, err := NewHasher().Check(context.Background(), bad, "password"); !errs.Is(err, errs.Damaged) {
			t.Errorf("Check(%q) = %v, want damaged", bad, err)
		}
	}
}

// TestQueue fills both slots and the queue, and asks for one more.
func TestQueue(t *testing.T) {
	h := NewHasher()
	<-h.slots
	<-h.slots // nobody is served
	ctx, cancel := context.WithCancel(context.Background())
	var wait sync.WaitGroup
	faults := make(chan error, inQueue)
	for range inQueue {
		wait.Go(func() {
			_, err := h.Check(ctx, "", "x")
			faults <- err
		})
	}
	for h.waiting.Load() != inQueue {
		time.Sleep(time.Millisecond)
	}
	if _, err := h.Hash(context.Background(), "x"); !errs.Is(err, errs.Busy) {
		t.Errorf("Hash with %d waiting = %v, want busy", inQueue, err)
	}
	cancel()
	wait.Wait()
	close(faults)
	for err := range faults {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("a caller that left the queue got %v, want context.Canceled", err)
		}
	}
	h.slots <- struct{}{}
	if got, err := h.Check(context.Background(), "", "x"); err != nil || got.OK || h.waiting.Load() != 0 {
		t.Errorf("Check after the queue emptied = %+v, %v, %d waiting", got, err, h.waiting.Load())
	}
}

func TestAtMostTwoAtATime(t *testing.T) {
	h := NewHasher()
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if _, err := h.Check(context.Background(), "", "x"); err != nil {
				t.Errorf("Check: %v", err)
			}
		})
	}
	wait.Wait()
	if len(h.slots) != atOnce || cap(h.slots) != atOnce {
		t.Errorf("slots = %d of %d, want all %d back", len(h.slots), cap(h.slots), atOnce)
	}
}

func TestSaltFailure(t *testing.T) {
	h := NewHasher()
	broken := errors.New("no randomness")
	h.salt = func([]byte) (int, error) { return 0, broken }
	if got, err := h.Hash(context.Background(), "x"); got != "" || !errors.Is(err, broken) {
		t.Errorf("Hash without randomness = %q, %v; want its error", got, err)
	}
}

func TestRules(t *testing.T) {
	for _, c := range []struct {
		login, password string
		want            []string
	}{
		{"office", "tupo-demo-office", nil},
		{"office", "correct horse battery", nil},
		{"wang", "三季度收官冲刺再出发", nil},
		{"wang", "k7mh-x3pq-9wtr", nil},
		{"wang", "短", []string{"password.short"}},
		{"wang", "", []string{"password.short"}},
		{"wang", "九个字的口令不够长", []string{"password.short"}},
		{"wang", strings.Repeat("长", MaxLength+1), []string{"password.long"}},
		{"gongxinju-zhang", "Gongxinju-Zhang", []string{"password.login"}},
		{"gongxinju", "gongxinju2023!", []string{"password.login"}},
		{"gongxinju-zhang", "gnahz-ujnixgnog", []string{"password.login"}},
		{"office", "office", []string{"password.short", "password.login"}},
		{"wang", "1234567890", []string{"password.common"}},
		{"wang", "0123456789012", []string{"password.common"}},
		{"wang", "9876543210", []string{"password.common"}},
		{"wang", "abcdefghijkl", []string{"password.common"}},
		{"wang", "aaaaaaaaaaaa", []string{"password.common"}},
		{"wang", "123123123123", []string{"password.common"}},
		{"wang", "abcdabcdabcd", []string{"password.common"}},
		{"wang", "Administrator1!", []string{"password.common"}},
		{"wang", "ｐａｓｓｗｏｒｄ１２３", []string{"password.common"}},
		{"wang", "woaini1314520", []string{"password.common"}},
	} {
		var got []string
		for _, e := range errs.All(Rules("new", c.login, c.password)) {
			if e.Field != "new" || e.Kind != errs.Invalid {
				t.Errorf("Rules(%q, %q): %+v is not about the field", c.login, c.password, e)
			}
			got = append(got, e.Key)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("Rules(%q, %q) = %v, want %v", c.login, c.password, got, c.want)
		}
	}
}

func TestRulesNeverRepeatThePassword(t *testing.T) {
	if err := Rules("new", "wang", "hunter2"); err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("Rules = %v, want a fault without the password in it", err)
	}
}

func TestTemporary(t *testing.T) {
	seen := map[string]bool{}
	for range 200 {
		got, err := Temporary(rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != 14 || got[4] != '-' || got[9] != '-' || strings.ContainsAny(got, "01ilo") || seen[got] {
			t.Errorf("Temporary = %q, want three new groups of four readable characters", got)
		}
		seen[got] = true
		if err := Rules("new", "wang", got); err != nil {
			t.Errorf("Rules(%q) = %v", got, err)
		}
	}
	if _, err := Temporary(bytes.NewReader([]byte{255, 255, 1})); err == nil {
		t.Error("Temporary with no randomness left: want an error")
	}
}

func TestLockedUntil(t *testing.T) {
	const last core.Instant = 1_700_000_000_000
	for _, c := range []struct {
		failures int
		want     core.Instant
	}{
		{0, 0}, {4, 0}, {5, last + 60_000}, {6, last + 120_000}, {8, last + 480_000},
		{9, last + 900_000}, {10, last + 900_000}, {1_000_000_000, last + 900_000},
	} {
		if got := LockedUntil(c.failures, last); got != c.want {
			t.Errorf("LockedUntil(%d, last) = last%+d, want last%+d", c.failures, got-last, c.want-last)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	h := NewHasher()
	for b.Loop() {
		if _, err := h.Check(context.Background(), "", "a password of usual length"); err != nil {
			b.Fatal(err)
		}
	}
}
