// Package app is the use cases: authorise, validate, one transaction, commit,
// publish. Whatever crosses two domains lives here; web, api and cli only
// translate between people and these calls.
//
// It renders nothing and knows no request, no template and no flag.
package app

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/password"
	"tupo/internal/pdf"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/store"
)

// Clock gives the present moment. Only the program's entry point reads the wall clock.
type Clock func() core.Instant

// App is the application over one place (a folder, or a PostgreSQL database). It is safe
// for concurrent use.
type App struct {
	db        *store.DB
	shelf     *board.Shelf
	clock     Clock // the district's business
	wall      Clock // sessions and limits
	random    io.Reader
	passwords *password.Hasher
	log       *slog.Logger
	loading   *sync.Mutex // one board is built at a time
	zones     *sync.Map   // time zones by name: loading one reads a file
	signers   signers
	shared    bool // other processes may write to the same database
	maxFile   int64
	turns     *turns
	settings  []byte // of the place, copied into backups
	pdf       *pdf.Reader
	album     *pdf.Album

	seenBoards *seenBoards
	layouts    *layouts
	desks      *desks
	rights     *rights
	running    *running
	first      *firstRun
}

// Options are what App does not make itself. Random must be a cryptographic
// source in production.
type Options struct {
	DB        *store.DB
	Clock     Clock // the district's business; a demonstration pins its day
	Wall      Clock // sessions and limits
	Random    io.Reader
	Passwords *password.Hasher
	Log       *slog.Logger
	KeyDir    string      // where signing keys lie; "" = the data folder
	Shared    bool        // other processes may write to the same database
	MaxFile   int64       // bytes of one evidence file; 0 is MaxEvidence
	Settings  []byte      // of the place, for its backups
	PDF       *pdf.Reader // nil: PDFs are refused
	Album     *pdf.Album  // of pages drawn; nil draws none
}

// New starts the application and keeps its boards in step with commits.
func New(o Options) *App {
	if o.MaxFile == 0 {
		o.MaxFile = MaxEvidence
	}
	a := &App{maxFile: o.MaxFile, turns: new(turns),
		db: o.DB, shelf: new(board.Shelf), loading: new(sync.Mutex), zones: new(sync.Map), clock: o.Clock, wall: o.Wall, random: o.Random,
		passwords: o.Passwords, log: o.Log, signers: signers{dir: o.KeyDir, making: new(sync.Mutex)}, shared: o.Shared, settings: o.Settings, pdf: o.PDF, album: o.Album, seenBoards: new(seenBoards), layouts: newLayouts(), desks: new(desks), rights: new(rights), running: newRunning(), first: new(firstRun),
	}
	o.DB.OnCommit(a.publish)
	return a
}

// WithClock gives the same application under another clock: for replaying a year.
func (a *App) WithClock(c Clock) *App {
	b := *a
	b.clock = c
	return &b
}

// Now is the present moment by the application's clock.
func (a *App) Now() core.Instant { return a.clock() }

// wallNow is the true time, for sessions and limits.
func (a *App) wallNow() core.Instant { return a.wall() }

// Today is the calendar date at the district.
func (a *App) Today(d core.DistrictID) core.Date { return a.clock().Date(a.Zone(d)) }

// Zone is the district's time zone, UTC before the district is known.
func (a *App) Zone(d core.DistrictID) *time.Location {
	s, ok := a.shelf.Current(d)
	if !ok {
		return time.UTC
	}
	return a.zone(s.District().TimeZone)
}

// zone is a time zone by name, UTC for an unknown one.
func (a *App) zone(name string) *time.Location {
	if z, ok := a.zones.Load(name); ok {
		return z.(*time.Location)
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		z = time.UTC
	}
	a.zones.Store(name, z)
	return z
}

// whole is the district's read model as of the last commit, with everything in
// it: for deeds, which must know all rules and figures. What is handed to a
// reader comes from Seen or Judge.
func (a *App) whole(ctx context.Context, d core.DistrictID) (*board.Snapshot, error) {
	if s, ok := a.shelf.Current(d); ok {
		return s, nil
	}
	a.loading.Lock()
	defer a.loading.Unlock()
	if s, ok := a.shelf.Current(d); ok {
		return s, nil
	}
	var s *board.Snapshot
	err := a.db.View(ctx, d, func(v *store.View) (err error) {
		s, err = load(v, 0)
		return err
	})
	if err != nil {
		return nil, err
	}
	a.desks.of(d).renew(s.Seq())
	a.shelf.Publish(d, s)
	a.running.published(d, a.wallNow())
	return s, nil
}

// Prepare loads the board of a place with one district, so that its first reader
// does not wait for it. Of many districts each is loaded when it is asked for. A
// failure is told again to whoever asks for the board.
func (a *App) Prepare(ctx context.Context) error {
	all, err := a.Districts(ctx)
	if err != nil || len(all) != 1 {
		return err
	}
	_, err = a.Judge(ctx, Operator(all[0]), Moment{})
	return err
}

// wholeAsOf is the read model as it was after entry at; 0 is now.
func (a *App) wholeAsOf(ctx context.Context, d core.DistrictID, at core.Seq) (*board.Snapshot, error) {
	now, err := a.whole(ctx, d)
	if err != nil || at == 0 || at >= now.Seq() {
		return now, err
	}
	return a.shelf.AsOf(d, at, func() (s *board.Snapshot, err error) {
		err = a.db.View(ctx, d, func(v *store.View) error {
			s, err = load(v, at)
			return err
		})
		return s, err
	})
}

// publish runs after every commit, in commit order.
func (a *App) publish(d core.DistrictID, entries []record.Entry) {
	a.running.batches.Observe(float64(len(entries)))
	a.desks.of(d).touch(entries)
	defer a.rights.tell(entries)
	s, ok := a.shelf.Current(d)
	if !ok {
		return // built from the database at first use
	}
	next, err := s.ApplyAll(entries)
	if err != nil {
		a.log.Error("board does not follow the ledger; it will be rebuilt", "district", d, "error", err)
		a.shelf.Drop(d)
		return
	}
	a.shelf.Publish(d, next)
	a.running.published(d, a.wallNow())
}

// newID makes an identifier; a failing source of randomness is an operator's fault.
func (a *App) newID() (string, error) {
	id, err := core.NewID(a.clock(), a.random)
	if err != nil {
		return "", errs.New(errs.Internal, "app.no-randomness").Because(err)
	}
	return id, nil
}

// write is the one way to change a district.
func (a *App) write(ctx context.Context, w Who, action, reason string, f func(tx *store.Tx) error) (store.Written, error) {
	return a.repeatable(ctx, w, action, reason, "", nil, f)
}

// repeatable is write under an idempotency key: sent again with the same input
// it answers as the first time, with another input it is a Conflict.
func (a *App) repeatable(ctx context.Context, w Who, action, reason, key string, input any, f func(tx *store.Tx) error) (store.Written, error) {
	m := store.Meta{District: w.District, Actor: w.signature(), Now: a.clock(), Action: action, Reason: reason, Key: key}
	if key != "" {
		text, err := json.Marshal(input)
		if err != nil {
			return store.Written{}, fmt.Errorf("%s: %w", action, err)
		}
		body := sha256.Sum256(text)
		m.Body = body[:]
	}
	written, err := a.db.Write(ctx, m, f)
	if err != nil {
		return written, fmt.Errorf("%s: %w", action, err)
	}
	return written, nil
}

// allow is the check of every use case that names a unit: Missing when the
// account may not even see it, Forbidden when it may only see it.
func (a *App) allow(w Who, p access.Permission, unit core.UnitID) error {
	if w.Operator {
		return nil
	}
	return w.Actor.Require(access.ViewBoard, p, unit, a.Today(w.District))
}

// allowSheet is allow for a deed on a unit's sheet: of the sheet knows who sees
// the unit's reports, of the unit everybody.
func (a *App) allowSheet(w Who, p access.Permission, unit core.UnitID) error {
	if w.Operator {
		return nil
	}
	return w.Actor.Require(access.ViewReport, p, unit, a.Today(w.District))
}

// allowFigure is allow for a right that may come through the figure's indicator.
func (a *App) allowFigure(w Who, p access.Permission, unit core.UnitID, x *plan.Indicator) error {
	if w.Operator {
		return nil
	}
	f := access.Figure{Unit: unit, Verifier: x.Verifier, Competent: x.Competent}
	return w.Actor.RequireFigure(access.ViewReport, p, f, a.Today(w.District))
}

// anywhere allows what the account may do at some unit of the district.
func (a *App) anywhere(w Who, p access.Permission) error {
	if w.Operator || w.Actor.Holds(p, a.Today(w.District)) {
		return nil
	}
	return access.Forbidden()
}
