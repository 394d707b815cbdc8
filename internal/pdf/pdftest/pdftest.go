// Package pdftest lets a test's own program be the process that reads PDFs, as tupo
// is outside tests.
package pdftest

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"tupo/internal/pdf"
)

// Main is a package's TestMain: it reads a PDF if the program was started for that,
// and runs the tests if not.
func Main(m *testing.M) {
	Child()
	os.Exit(m.Run())
}

// Child reads a PDF and ends the program if it was started for that: for a TestMain
// that has more to do.
func Child() {
	if len(os.Args) > 1 && os.Args[1] == pdf.Command {
		var s pdf.Settings
		flags := flag.NewFlagSet(pdf.Command, flag.ExitOnError)
		s.Bind(flags)
		err := flags.Parse(os.Args[2:])
		if err == nil {
			err = pdf.Serve(context.Background(), os.Stdin, os.Stdout, s)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
}

// Reader starts the test's own program. All tests share what compiling gave.
func Reader(t testing.TB, l pdf.Limits) *pdf.Reader {
	t.Helper()
	return pdf.NewReader(Program(t), Cache(), l)
}

// Program is the test's own program.
func Program(t testing.TB) string {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// Cache is where the tests of all packages keep what compiling gave; with no folder
// of one's own it is compiled for each file.
func Cache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "tupo-test", "pdf")
}

// Warm lets a place's folder use what compiling gave to other tests.
func Warm(t testing.TB, folder string) {
	t.Helper()
	shared := Cache()
	if shared == "" {
		return
	}
	for _, dir := range []string{shared, filepath.Join(folder, "cache")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(shared, filepath.Join(folder, "cache", "pdf")); err != nil {
		t.Fatal(err)
	}
}
