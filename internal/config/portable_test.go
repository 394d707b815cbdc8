package config_test

import (
	"testing"

	"tupo/internal/config"
)

// A copy elsewhere keeps what the file says of the place, not what it says of the
// machine, nor what a flag said for one run.
func TestPortable(t *testing.T) {
	const file = "clock = 2023-11-14\ndemo = true\naddr = 0.0.0.0:80\nlog = debug\nidle-minutes = 20\ndb = postgres://tupo:secret@host/tupo\n"
	c, err := config.Load(config.Sources{Flags: map[string]string{"idle-minutes": "5"}, ReadFile: func(string) ([]byte, error) { return []byte(file), nil }})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(c.Portable()), "clock = 2023-11-14\ndemo = true\n"; got != want {
		t.Errorf("Portable() = %q, want %q", got, want)
	}
}
