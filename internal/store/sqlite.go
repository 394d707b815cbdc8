package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"strconv"
	"strings"
)

// sqliteSession keeps its connection and the prepared statements on it.
type sqliteSession struct {
	pool  *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
}

// begin opens a transaction, connecting first when there is no connection. It
// takes the write lock at once: a deferred transaction that reads and then
// writes fails when another wrote in between.
func (s *sqliteSession) begin() error {
	if s.conn == nil {
		conn, err := s.pool.Conn(context.Background())
		if err != nil {
			return err
		}
		s.conn = conn
	}
	return s.later("BEGIN IMMEDIATE")
}

func (s *sqliteSession) commit() error { return s.later("COMMIT") }

func (s *sqliteSession) later(text string, args ...any) error {
	stmt, err := s.prepared(text)
	if err != nil {
		return err
	}
	_, err = stmt.Exec(args...)
	return err
}

func (s *sqliteSession) exec(text string, args ...any) (int64, error) {
	stmt, err := s.prepared(text)
	if err != nil {
		return 0, err
	}
	result, err := stmt.Exec(args...)
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}

func (s *sqliteSession) each(_ context.Context, text string, args []any, scan func(scanner) error) error {
	stmt, err := s.prepared(text)
	if err != nil {
		return err
	}
	rows, err := stmt.Query(args...)
	return eachRow(rows, err, scan)
}

// maxPrepared bounds the statements kept: the program has a few hundred texts,
// lists in a where clause could make more.
const maxPrepared = 1000

func (s *sqliteSession) prepared(text string) (*sql.Stmt, error) {
	if stmt, ok := s.stmts[text]; ok {
		return stmt, nil
	}
	if len(s.stmts) >= maxPrepared {
		if err := s.forget(); err != nil {
			return nil, err
		}
	}
	stmt, err := s.conn.PrepareContext(context.Background(), positional(text))
	if err != nil {
		return nil, err
	}
	s.stmts[text] = stmt
	return stmt, nil
}

// positional writes "?" for $1, $2 … where they stand in this order, each once.
// The driver looks every named parameter up in a list of all: a statement of
// five hundred would spend most of its time so.
func positional(text string) string {
	var out strings.Builder
	rest := text
	for n := 1; ; n++ {
		at := strings.IndexByte(rest, '$')
		if at < 0 {
			return out.String() + rest
		}
		name := "$" + strconv.Itoa(n)
		after, ok := strings.CutPrefix(rest[at:], name)
		if !ok || after != "" && after[0] >= '0' && after[0] <= '9' {
			return text
		}
		out.WriteString(rest[:at])
		out.WriteByte('?')
		rest = after
	}
}

// forget closes the prepared statements.
func (s *sqliteSession) forget() error {
	var all []error
	for _, stmt := range s.stmts {
		all = append(all, stmt.Close())
	}
	clear(s.stmts)
	return errors.Join(all...)
}

func (s *sqliteSession) rollback() {
	if s.conn == nil || s.later("ROLLBACK") == nil {
		return
	}
	// All errors here mean that the connection is gone, which is the aim.
	_ = s.forget()
	discard(s.conn)
	s.conn = nil
}

// lost is true when the connection had to be thrown away.
func (s *sqliteSession) lost() bool { return s.conn == nil }

// discard closes a connection instead of returning it to its pool.
func discard(conn *sql.Conn) {
	_ = conn.Raw(func(any) error { return driver.ErrBadConn })
	_ = conn.Close()
}

// rest keeps the connection: nobody else can write anyway.
func (s *sqliteSession) rest() {}

func (s *sqliteSession) close() error {
	if s.conn == nil {
		return nil
	}
	err := errors.Join(s.forget(), s.conn.Close())
	s.conn = nil
	return err
}
