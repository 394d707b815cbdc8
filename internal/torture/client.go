package torture

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"tupo/internal/core"
	"tupo/internal/store"
)

// window is how many requests are under way at once.
const window = 64

// Client sends keys and remembers which were acknowledged.
type Client struct {
	Dir     string
	Command func(dir string) *exec.Cmd // makes the process that serves
	Random  *rand.Rand

	Acknowledged map[string]core.Seq // the journal
	Kills        int
	pending      []string // sent in an earlier life and not acknowledged
	next         int
}

// Life starts the process, keeps it under load and kills it some time after its
// first answer. What it answered before its end is in the journal afterwards.
func (c *Client) Life() error {
	cmd := c.Command(c.Dir)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	sent, readErr := c.converse(cmd, in, bufio.NewScanner(out))
	_ = in.Close() // the other end is dead
	waitErr := cmd.Wait()
	var exit *exec.ExitError
	if !errors.As(waitErr, &exit) || exit.ExitCode() != -1 {
		return errors.Join(fmt.Errorf("the process ended by itself: %v", waitErr), readErr)
	}
	c.Kills++
	c.pending = c.pending[:0]
	for _, key := range sent {
		if _, ok := c.Acknowledged[key]; !ok {
			c.pending = append(c.pending, key)
		}
	}
	return readErr
}

// converse sends a window of keys, one more for each answer, until the process
// is dead and its last answer has been read.
func (c *Client) converse(cmd *exec.Cmd, in io.Writer, out *bufio.Scanner) (sent []string, err error) {
	again := append([]string(nil), c.pending...)
	send := func() {
		var key string
		if len(again) > 0 {
			key, again = again[0], again[1:]
		} else {
			key = fmt.Sprintf("k%06d", c.next)
			c.next++
		}
		sent = append(sent, key)
		_, _ = io.WriteString(in, key+"\n") // fails once the process is dead
	}
	for range window {
		send()
	}
	killed := false
	for out.Scan() {
		key, number, _ := strings.Cut(out.Text(), " ")
		seq, e := strconv.ParseInt(number, 10, 64)
		if e != nil {
			continue // a line cut by the kill
		}
		if core.Seq(seq) == refused {
			_ = cmd.Process.Kill()
			return sent, fmt.Errorf("key %s was refused", key)
		}
		if before, ok := c.Acknowledged[key]; ok && before != core.Seq(seq) {
			err = fmt.Errorf("key %s was acknowledged as entry %d and as %d", key, before, seq)
		}
		c.Acknowledged[key] = core.Seq(seq)
		if !killed {
			killed = true
			time.AfterFunc(time.Duration(1+c.Random.IntN(120))*time.Millisecond, func() {
				_ = cmd.Process.Kill() // it may be dead of a fault: Life reports that
			})
		}
		send()
	}
	return append(sent, again...), err
}

// Finish sends what is still unacknowledged to a process that lives on.
func (c *Client) Finish() error {
	cmd := c.Command(c.Dir)
	cmd.Stderr = os.Stderr
	cmd.Stdin = strings.NewReader(strings.Join(c.pending, "\n") + "\n")
	if len(c.pending) == 0 {
		cmd.Stdin = nil
	}
	out, err := cmd.Output()
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(out)) {
		key, number, _ := strings.Cut(strings.TrimSpace(line), " ")
		seq, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return fmt.Errorf("answer %q: %w", line, err)
		}
		c.Acknowledged[key] = core.Seq(seq)
	}
	for _, key := range c.pending {
		if _, ok := c.Acknowledged[key]; !ok {
			return fmt.Errorf("key %s was never acknowledged", key)
		}
	}
	c.pending = nil
	return nil
}

// Written reads the leaves and gives, by key, the entries that carry it.
func Written(ctx context.Context, db *store.DB) (map[string][]core.Seq, error) {
	found := make(map[string][]core.Seq)
	err := db.View(ctx, District, func(v *store.View) error {
		for from := core.Seq(1); ; {
			entries, err := v.Entries(from, 1000)
			if err != nil || len(entries) == 0 {
				return err
			}
			for _, e := range entries {
				if e.Action == "report.submit" {
					found[e.Reason] = append(found[e.Reason], e.Seq)
				}
			}
			from = entries[len(entries)-1].Seq + 1
		}
	})
	return found, err
}
