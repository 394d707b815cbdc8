//go:build linux && !race

package pdf

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The limit of memory holds: a process that takes more is ended, and not the machine.
func TestRestrain(t *testing.T) {
	const inside = "TUPO_TEST_HOG"
	if os.Getenv(inside) != "" {
		if err := restrain(); err != nil {
			t.Fatal(err)
		}
		for hog := [][]byte{}; len(hog) < 32; { // 4 GB
			b := make([]byte, 128<<20)
			for i := 0; i < len(b); i += 4096 {
				b[i] = 1
			}
			hog = append(hog, b)
		}
		return
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(program, "-test.run=^TestRestrain$")
	c.Env = append(os.Environ(), inside+"=1")
	if out, err := c.CombinedOutput(); err == nil || !strings.Contains(string(out), "cannot allocate memory") && !strings.Contains(string(out), "out of memory") {
		t.Errorf("a process that takes 4 GB after restrain() = %v, %.300s, want that it is refused memory", err, out)
	}
}
