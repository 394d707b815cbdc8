package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"tupo/internal/errs"
)

// Restore reads an archive into an empty place: for SQLite a folder that is
// missing or empty, for PostgreSQL a database without districts and, for the
// files, a folder without blobs. errs.Conflict "store.restore-target" when the
// place is not empty.
//
// An archive that is truncated, extended or altered is refused whole with
// errs.Damaged "store.archive-damaged": the folder appears under its name only
// when all is read and checked, the database is filled in one transaction, and
// tables that were made for it are dropped again. Rows are derived from the
// leaves, so that what was wrong with the rows of the store that was copied does
// not come along.
func Restore(ctx context.Context, r io.Reader, into Config) error {
	return RestoreWith(ctx, r, into, func(string, []byte) error { return nil })
}

// Keeping writes the settings of the place that was copied, nil when it had none,
// into the folder that is being restored. Its error refuses the archive.
type Keeping func(folder string, settings []byte) error

// RestoreWith is Restore with somebody to keep the settings.
func RestoreWith(ctx context.Context, r io.Reader, into Config, keep Keeping) error {
	if err := into.check(); err != nil {
		return err
	}
	var err error
	if into.URL == "" {
		err = restoreFolder(ctx, r, into, keep)
	} else {
		err = restoreDatabase(ctx, r, into, keep)
	}
	if err != nil {
		return fmt.Errorf("store: restore into %s: %w", into, err)
	}
	return nil
}

func notEmpty(place string) error {
	return errs.New(errs.Conflict, "store.restore-target", "place", place)
}

// restoreFolder restores into a folder beside the wanted one and renames it.
func restoreFolder(ctx context.Context, r io.Reader, into Config, keep Keeping) (err error) {
	target, err := filepath.Abs(into.Dir)
	if err != nil {
		return err
	}
	if entries, err := os.ReadDir(target); err == nil && len(entries) > 0 {
		return notEmpty(into.String())
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	parent := filepath.Dir(target)
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return err
	}
	temp, err := os.MkdirTemp(parent, "."+filepath.Base(target)+".restore-")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.RemoveAll(temp))
		}
	}()
	beside := into
	beside.Dir = temp
	if err := fill(ctx, r, beside, keep); err != nil {
		return err
	}
	if err := syncFolder(temp); err != nil {
		return err
	}
	// Renaming onto an empty folder replaces it; onto another it fails.
	if err := os.Rename(temp, target); err != nil {
		return err
	}
	return syncFolder(parent)
}

// fill opens an empty store and reads the archive into it in one transaction.
func fill(ctx context.Context, r io.Reader, into Config, keep Keeping) (err error) {
	db, err := Open(ctx, into)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	districts, err := db.Districts(ctx)
	if err != nil {
		return err
	}
	if len(districts) > 0 {
		return notEmpty(into.String())
	}
	s := newSession(db.dialect, db.write)
	defer func() { err = errors.Join(err, s.close()) }()
	if err := s.begin(); err != nil {
		return err
	}
	f := &filler{ctx: ctx, db: db, session: s, archive: newArchiveReader(contextReader{ctx, r}, into.archiveLimit())}
	err = f.run()
	if err == nil {
		err = keep(into.Dir, f.settings)
	}
	if err != nil {
		s.rollback()
		return err
	}
	return s.commit()
}

// filler reads an archive into the transaction of a session.
type filler struct {
	ctx     context.Context
	db      *DB
	session session
	archive *archiveReader
	log     *logFiller // the log in hand
	heads   []archiveHead

	settings []byte
}

// run reads all members. Nothing of it holds until the manifest has been read.
func (f *filler) run() error {
	first, _, err := f.archive.next()
	if err != nil {
		return err
	}
	if text, err := f.archive.all(maxPart); err != nil || first.Name != headerName || string(text) != headerText {
		return errors.Join(badArchive("it does not begin as one"), err)
	}
	for {
		m, more, err := f.archive.next()
		if err != nil {
			return err
		}
		if !more {
			break
		}
		if err := f.member(m); err != nil {
			return err
		}
	}
	if err := f.endLog(); err != nil {
		return err
	}
	m, err := f.archive.end()
	if err != nil {
		return err
	}
	return f.compareHeads(m.Heads)
}

// member reads one member by the first part of its name.
func (f *filler) member(m member) (err error) {
	path := strings.Split(m.Name, "/")
	switch {
	case path[0] == "log" && len(path) == 4:
		return f.logPart(path[1], path[2])
	case path[0] == "outside" && len(path) == 3:
		return f.outsidePart(path[1])
	case path[0] == "blob" && len(path) == 2:
		return f.blob(path[1])
	case m.Name == settingsName && f.settings == nil:
		f.settings, err = f.archive.all(maxSettings)
		return err
	}
	return badArchive("unknown member %q", m.Name)
}

func (f *filler) outsidePart(name string) error {
	if err := f.endLog(); err != nil {
		return err
	}
	t, ok := outsideNamed(name)
	if !ok || !t.kept {
		return badArchive("unknown table %q", name)
	}
	content, err := f.archive.all(maxPart)
	if err != nil {
		return err
	}
	r := &frameReader{rest: content}
	row := newOutsideRow(t)
	into := &bulk{session: f.session, table: t.name, columns: append([]string{"district_id"}, t.names()...), wait: true}
	for len(r.rest) > 0 {
		args := row.read(r)
		if r.bad {
			return badArchive("a row of %q cannot be read", name)
		}
		if err := into.add(args...); err != nil {
			return err
		}
	}
	return into.flush()
}

func (f *filler) blob(sha string) error {
	if f.archive.open.Size > maxBlob {
		return badArchive("blob %s has %d bytes", sha, f.archive.open.Size)
	}
	got, _, _, err := f.db.blobs.Put(f.ctx, f.archive, f.archive.open.Size)
	if err != nil {
		return err
	}
	if got != sha {
		return badArchive("blob %q has the content of %s", sha, got)
	}
	return nil
}

// compareHeads holds the logs as they were read to the manifest's heads.
func (f *filler) compareHeads(want []archiveHead) error {
	if len(want) != len(f.heads) {
		return badArchive("%d logs, the manifest has %d", len(f.heads), len(want))
	}
	for i, h := range f.heads {
		if h != want[i] {
			return badArchive("log %s of %s does not lead to its head", h.Log, h.District)
		}
	}
	return nil
}
