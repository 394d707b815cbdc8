package store

import (
	"context"
	"database/sql"
	"errors"
)

// scanner is a row of a result.
type scanner interface {
	Scan(dest ...any) error
}

// querier is what rows are read through.
type querier interface {
	// each runs a statement and hands over its rows. The scanning function
	// must send no statement on the same connection.
	each(ctx context.Context, text string, args []any, scan func(scanner) error) error
}

// session is the connection that a lane writes through. It is used by one
// goroutine at a time and holds at most one transaction. Nothing in it carries
// a request's context: cancelling one request must not interrupt a statement on
// which its neighbours' writes depend.
type session interface {
	querier
	begin() error
	commit() error
	// exec runs a statement and counts the rows it changed.
	exec(text string, args ...any) (int64, error)
	// later runs a statement whose effect nobody waits for. It may be sent
	// together with the next one; its error then comes with the next one's
	// answer, or with the commit's.
	later(text string, args ...any) error
	// rollback ends the transaction without a trace. When even that fails the
	// connection is thrown away, which has the same effect, and lost is true
	// until the next begin.
	rollback()
	lost() bool
	// rest gives the connection back while there is no work, where connections
	// are shared.
	rest()
	close() error
}

func newSession(d dialect, pool *sql.DB) session {
	if d == postgres {
		return &postgresSession{pool: pool}
	}
	return &sqliteSession{pool: pool, stmts: make(map[string]*sql.Stmt)}
}

// snapshot is a reading transaction as a querier.
type snapshot struct{ tx *sql.Tx }

func (s snapshot) each(ctx context.Context, text string, args []any, scan func(scanner) error) error {
	rows, err := s.tx.QueryContext(ctx, text, args...)
	return eachRow(rows, err, scan)
}

// eachRow hands over the rows of a result and closes it.
func eachRow(rows *sql.Rows, err error, scan func(scanner) error) error {
	if err != nil {
		return err
	}
	for rows.Next() {
		if err := scan(rows); err != nil {
			return errors.Join(err, rows.Close())
		}
	}
	return errors.Join(rows.Err(), rows.Close())
}
