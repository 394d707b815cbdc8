package pgtest

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// query returns the single text value of a statement.
func query(t *testing.T, dsn, statement string) string {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatalf("connect: %v", err)
	}
	defer conn.Close(context.Background())
	var got string
	if err := conn.QueryRow(t.Context(), statement).Scan(&got); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
	return got
}

func execute(t *testing.T, dsn, statement string) {
	t.Helper()
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	if err := run(u, statement); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func TestDSNGivesEachTestItsOwnEmptyDatabase(t *testing.T) {
	first, second := DSN(t), DSN(t)
	if first == second {
		t.Fatalf("DSN twice: got the same database %s", first)
	}
	execute(t, first, "CREATE TABLE mark (n BIGINT)")
	count := "SELECT count(*)::text FROM pg_tables WHERE schemaname = 'public'"
	if got := query(t, second, count); got != "0" {
		t.Errorf("tables in the second database: got %s, want 0", got)
	}
}

func TestDSNDropsTheDatabaseThoughAConnectionIsOpen(t *testing.T) {
	var name string
	t.Run("user", func(t *testing.T) {
		dsn := DSN(t)
		name = query(t, dsn, "SELECT current_database()")
		if _, err := pgx.Connect(t.Context(), dsn); err != nil {
			t.Fatalf("connect: %v", err)
		}
	})
	got := query(t, DSN(t), "SELECT count(*)::text FROM pg_database WHERE datname = '"+name+"'")
	if got != "0" {
		t.Errorf("databases called %s after the test: got %s, want 0", name, got)
	}
}

func TestCopyHasWhatTheModelHas(t *testing.T) {
	model := DSN(t)
	execute(t, model, "CREATE TABLE mark AS SELECT 'model' AS owner")
	first, second := Copy(t, model), Copy(t, model)
	execute(t, first, "UPDATE mark SET owner = 'first'")
	for dsn, want := range map[string]string{model: "model", first: "first", second: "model"} {
		if got := query(t, dsn, "SELECT owner FROM mark"); got != want {
			t.Errorf("mark: got %s, want %s", got, want)
		}
	}
}

func TestTheServerIsDurable(t *testing.T) {
	dsn := DSN(t)
	for _, setting := range []string{"fsync", "synchronous_commit"} {
		if got := query(t, dsn, "SHOW "+setting); got != "on" {
			t.Errorf("SHOW %s: got %q, want %q", setting, got, "on")
		}
	}
}

func TestAddressRefusesWhatIsNoURL(t *testing.T) {
	for _, value := range []string{"host=127.0.0.1 password=sesame", "mysql://sesame@127.0.0.1/x", "postgres://[sesame"} {
		_, err := address(value)
		if err == nil {
			t.Errorf("address(%q): got no error, want one", value)
			continue
		}
		if strings.Contains(err.Error(), "sesame") {
			t.Errorf("address(%q): got %q, want the value not repeated", value, err)
		}
	}
}

func TestWithinKeepsServerAndOptions(t *testing.T) {
	tests := []struct{ server, want string }{
		{"postgres://a:b@127.0.0.1:5432/postgres?sslmode=disable", "postgres://a:b@127.0.0.1:5432/x?sslmode=disable"},
		{"postgres:///postgres?host=/run/pg", "postgres:///x?host=/run/pg"},
		{"postgres://127.0.0.1", "postgres://127.0.0.1/x"},
	}
	for _, test := range tests {
		u, err := url.Parse(test.server)
		if err != nil {
			t.Fatalf("url.Parse(%q): %v", test.server, err)
		}
		if got := within(u, "x"); got != test.want {
			t.Errorf("within(%q, x): got %q, want %q", test.server, got, test.want)
		}
	}
}
