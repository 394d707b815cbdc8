// Package pgtest gives a test an empty PostgreSQL database of its own.
//
// The server is the one that TUPO_TEST_POSTGRES names; without the variable,
// each test process starts a throw-away one with scripts/postgres.sh, which
// ends when the process ends, however it ends. A missing server fails the test
// and names the package to install: nothing here ever skips.
//
// It refuses to touch a database that it did not create, and it knows nothing
// of Tupo's tables.
package pgtest

import (
	"bufio"
	"bytes"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Variable is the environment variable with the address of a server, as a
// postgres:// URL of a role that may create databases.
const Variable = "TUPO_TEST_POSTGRES"

// own starts this process's server once, at first need. It is the one value of
// the package that changes: a cluster takes seconds to make and has no owner
// narrower than the process.
var own = sync.OnceValues(start)

// DSN creates an empty database and returns its postgres:// URL. The database
// is dropped when t ends, with whatever connections are then still open to it.
// Any fault ends t at once.
func DSN(t testing.TB) string {
	t.Helper()
	// template0: template1 cannot be copied while anybody is connected to it.
	return database(t, "template0")
}

// Copy creates a database with all that is in the one that model, an address
// given by DSN, names; nobody may be connected to that. Otherwise as DSN.
func Copy(t testing.TB, model string) string {
	t.Helper()
	u, err := url.Parse(model)
	if err != nil {
		t.Fatalf("pgtest.Copy: the model is no address given by DSN")
	}
	return database(t, strings.TrimPrefix(u.Path, "/"))
}

// database creates a database from a template and returns its address.
func database(t testing.TB, template string) string {
	t.Helper()
	server, err := address(os.Getenv(Variable))
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	name := "tupo_test_" + random()
	if err := run(server, "CREATE DATABASE "+name+" TEMPLATE "+pgx.Identifier{template}.Sanitize()); err != nil {
		t.Fatalf("pgtest: create database %s as %s: %v", name, template, err)
	}
	t.Cleanup(func() {
		if err := run(server, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Errorf("pgtest: drop database %s: %v", name, err)
		}
	})
	return within(server, name)
}

// address reads the variable's value, or starts a server when it is empty.
func address(value string) (*url.URL, error) {
	if value == "" {
		c, err := own()
		if err != nil {
			return nil, fmt.Errorf("%s is not set and no server could be started: %w", Variable, err)
		}
		return c.address, nil
	}
	u, err := url.Parse(value)
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") {
		// The value may hold a password, so it is not shown.
		return nil, fmt.Errorf("%s is no postgres:// URL", Variable)
	}
	return u, nil
}

// within returns the address of another database on the same server.
func within(server *url.URL, database string) string {
	u := *server
	u.Path = "/" + database
	return u.String()
}

// run executes one statement on a connection of its own: neither CREATE nor
// DROP DATABASE may stand in a transaction.
func run(server *url.URL, statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server.String())
	if err != nil {
		return err
	}
	_, err = conn.Exec(ctx, statement)
	return errors.Join(err, conn.Close(ctx))
}

func random() string {
	b := make([]byte, 8)
	rand.Read(b)
	return hex.EncodeToString(b)
}

// cluster is a running server of this process. The script stops the server when
// its standard input ends, so input must stay open, and referenced, as long as
// the process lives.
type cluster struct {
	address *url.URL
	input   io.WriteCloser
}

// start runs the script and reads the address it prints.
func start() (*cluster, error) {
	root, err := moduleRoot()
	if err != nil {
		return nil, err
	}
	cmd := exec.Command("/bin/sh", filepath.Join(root, "scripts", "postgres.sh"), "hold")
	// A session of its own: an interrupt typed at the terminal must end the
	// tests, and the script must then still be there to stop the server.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	var faults bytes.Buffer
	cmd.Stderr = &faults
	input, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	output, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start scripts/postgres.sh: %w", err)
	}
	line, readErr := bufio.NewReader(output).ReadString('\n')
	if readErr != nil {
		waitErr := cmd.Wait()
		return nil, fmt.Errorf("scripts/postgres.sh: %w: %s", errors.Join(readErr, waitErr), strings.TrimSpace(faults.String()))
	}
	u, err := url.Parse(strings.TrimSpace(line))
	if err != nil {
		return nil, errors.Join(errors.New("scripts/postgres.sh printed no address"), input.Close(), cmd.Wait())
	}
	return &cluster{address: u, input: input}, nil
}

// moduleRoot finds the folder of go.mod above the working directory, which for
// a test is its package's folder.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no go.mod above the working directory")
		}
		dir = parent
	}
}

// BothEngines runs the same test on a file (db is "") and on an empty PostgreSQL
// database (db is its address).
func BothEngines(t *testing.T, run func(t *testing.T, db string)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { run(t, "") })
	t.Run("postgres", func(t *testing.T) { run(t, DSN(t)) })
}
