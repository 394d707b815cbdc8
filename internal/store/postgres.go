package store

import (
	"context"
	"database/sql"
	"fmt"

	"tupo/internal/errs"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// parsePostgres reads the address. The parser's own error may repeat the
// password, so it is not passed on.
func parsePostgres(address string) (*pgx.ConnConfig, error) {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, errs.New(errs.Invalid, "store.url")
	}
	return config, nil
}

// postgresSession takes a connection from the pool for as long as there is work
// and sends statements that nobody waits for together with the next one: a
// write costs one round trip instead of five.
type postgresSession struct {
	pool   *sql.DB
	conn   *sql.Conn
	queued []queued
}

// queued is a statement that is yet to be sent.
type queued struct {
	text string
	args []any
}

// maxQueued bounds what is kept back; an import makes thousands of statements.
const maxQueued = 500

// begin queues the opening. The locked head, read in the same round trip, is
// what keeps writers of a district apart: under READ COMMITTED each statement
// after it sees what the former holder of the lock committed.
func (s *postgresSession) begin() error {
	if s.conn == nil {
		conn, err := s.pool.Conn(context.Background())
		if err != nil {
			return err
		}
		s.conn = conn
	}
	s.queued = s.queued[:0]
	return s.later("BEGIN ISOLATION LEVEL READ COMMITTED")
}

func (s *postgresSession) commit() error {
	_, err := s.exec("COMMIT")
	return err
}

func (s *postgresSession) later(text string, args ...any) error {
	if len(s.queued) >= maxQueued {
		_, err := s.exec(text, args...)
		return err
	}
	s.queued = append(s.queued, queued{text, args})
	return nil
}

func (s *postgresSession) exec(text string, args ...any) (int64, error) {
	var n int64
	err := s.send(text, args, func(results pgx.BatchResults) error {
		tag, err := results.Exec()
		n = tag.RowsAffected()
		return err
	})
	return n, err
}

func (s *postgresSession) each(_ context.Context, text string, args []any, scan func(scanner) error) error {
	return s.send(text, args, func(results pgx.BatchResults) error {
		rows, err := results.Query()
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			if err := scan(rows); err != nil {
				return err
			}
		}
		return rows.Err()
	})
}

// send sends what is queued and a last statement in one round trip and hands
// over the results from the last one on.
func (s *postgresSession) send(text string, args []any, last func(pgx.BatchResults) error) error {
	if s.conn == nil {
		return fmt.Errorf("no connection: %w", sql.ErrConnDone)
	}
	batch := &pgx.Batch{}
	for _, q := range s.queued {
		batch.Queue(q.text, q.args...)
	}
	before := len(s.queued)
	clear(s.queued)
	s.queued = s.queued[:0]
	batch.Queue(text, args...)
	return s.conn.Raw(func(driverConn any) (err error) {
		results := driverConn.(*stdlib.Conn).Conn().SendBatch(context.Background(), batch)
		defer func() {
			if e := results.Close(); err == nil {
				err = e
			}
		}()
		for range before {
			if _, err := results.Exec(); err != nil {
				return err
			}
		}
		return last(results)
	})
}

func (s *postgresSession) rollback() {
	if s.conn == nil {
		return
	}
	clear(s.queued)
	s.queued = s.queued[:0]
	if _, err := s.exec("ROLLBACK"); err != nil {
		discard(s.conn)
		s.conn = nil
	}
}

func (s *postgresSession) lost() bool { return s.conn == nil }

func (s *postgresSession) rest() {
	if s.conn != nil {
		_ = s.conn.Close() // the pool itself discards what cannot be used again
		s.conn = nil
	}
}

func (s *postgresSession) close() error {
	s.rest()
	return nil
}
