package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/text/width"

	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/password"
	"tupo/internal/pdf"
	"tupo/internal/plan"
	"tupo/internal/store"
)

// Place is where an application works and what it takes from the process.
type Place struct {
	Config   config.Config
	Wall     func() time.Time
	Random   io.Reader
	Log      *slog.Logger
	ReadOnly bool   // beside a running server
	Program  string // path of this program, which is started again to read a PDF; "" reads none
}

// Open opens the place. A folder that another process writes to is errs.Busy.
func Open(ctx context.Context, p Place) (*App, error) {
	open := store.Open
	if p.ReadOnly {
		open = store.OpenReadOnly
	}
	db, err := open(ctx, store.Config{Dir: p.Config.Data, URL: p.Config.DB})
	if err != nil {
		return nil, err
	}
	zone, err := time.LoadLocation(homeZone)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	keys := filepath.Join(p.Config.Data, "keys")
	if p.Config.SignKey != "" {
		keys = p.Config.SignKey
	}
	var reader *pdf.Reader
	var album *pdf.Album
	if p.Program != "" {
		reader = pdf.NewReader(p.Program, filepath.Join(p.Config.Data, "cache", "pdf"), pdf.Limits{})
		album = pdf.NewAlbum(reader, filepath.Join(p.Config.Data, "cache", "pages"), 0, p.Wall)
	}
	return New(Options{DB: db, PDF: reader, Album: album, Clock: config.Clock(p.Config.Clock, zone, p.Wall),
		Wall: func() core.Instant { return core.InstantOf(p.Wall()) }, Random: p.Random,
		Passwords: password.NewHasher(), Log: p.Log, KeyDir: keys, Shared: p.Config.DB != "", MaxFile: p.Config.MaxUpload, Settings: p.Config.Portable()}), nil
}

// homeZone is where a pinned calendar day is pinned and where a new district
// lies: China has one time zone.
const homeZone = "Asia/Shanghai"

// BusinessDay is today at home, for rights that hold between dates.
func (a *App) BusinessDay() core.Date { return a.clock().Date(a.zone(homeZone)) }

// Close waits for writes under way and closes the place.
func (a *App) Close() error { return a.db.Close() }

// Districts lists the districts of the place.
func (a *App) Districts(ctx context.Context) ([]core.DistrictID, error) { return a.db.Districts(ctx) }

// OperatorOf is the operator of the named district, or of the only one.
func (a *App) OperatorOf(ctx context.Context, d core.DistrictID) (Who, error) {
	all, err := a.db.DistrictsLeft(ctx) // the operator verifies what is damaged, too
	switch {
	case err != nil:
		return Who{}, err
	case d != "":
		return Operator(d), nil
	case len(all) == 0:
		return Who{}, errs.New(errs.Missing, "app.no-district")
	case len(all) > 1:
		return Who{}, errs.Field("district", "app.which-district")
	}
	return Operator(all[0]), nil
}

// UnitByCode finds a unit by its code; "" is the root.
func (a *App) UnitByCode(ctx context.Context, w Who, code string) (plan.Unit, error) {
	s, err := a.Seen(ctx, w)
	if err != nil {
		return plan.Unit{}, err
	}
	for _, u := range s.Book().Units {
		if u.Code == code || code == "" && u.Parent == "" {
			return u, nil
		}
	}
	return plan.Unit{}, errs.Field("unit", "plan.no-such-unit", "code", code)
}

// Alive reports whether the database answers.
func (a *App) Alive(ctx context.Context) error { return a.db.Ping(ctx) }

// Ready reports whether every district's board can be read.
func (a *App) Ready(ctx context.Context) error {
	all, err := a.db.Districts(ctx)
	if err != nil {
		return err
	}
	for _, d := range all {
		if _, err := a.whole(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// Backup writes everything of the place to one archive while others write: the
// database, the files, and the settings that belong to the place. Keys that sign
// and settings of the machine stay where they are.
func (a *App) Backup(ctx context.Context, w io.Writer) error {
	return a.db.Backup(ctx, w, a.settings)
}

// Restore fills an empty place from an archive; a damaged archive leaves nothing behind.
func Restore(ctx context.Context, r io.Reader, c config.Config) error {
	return store.RestoreWith(ctx, r, store.Config{Dir: c.Data, URL: c.DB}, keepSettings)
}

// keepSettings writes the archive's settings into the restored place. A settings
// file that is there is its operator's and stays.
func keepSettings(folder string, settings []byte) error {
	if len(settings) == 0 {
		return nil
	}
	read, err := config.Load(config.Sources{ReadFile: func(string) ([]byte, error) { return settings, nil }})
	if err != nil {
		return errs.New(errs.Damaged, "store.archive-damaged").Because(fmt.Errorf("settings: %w", err))
	}
	f, err := os.OpenFile(filepath.Join(folder, config.FileName), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.Write(read.Portable())
	return errors.Join(err, f.Sync(), f.Close())
}

// ParseMoment reads an as-of: a ledger sequence, an instant (RFC 3339), a local
// minute “2023-11-01T18:00” or a date (2023年11月1日), whose end is meant. Local times are of
// the district's zone.
func (a *App) ParseMoment(ctx context.Context, d core.DistrictID, text string) (core.Seq, error) {
	text = plainMoment(text)
	if text == "" {
		return 0, nil
	}
	s, err := a.whole(ctx, d) // by which the district's zone is known too
	if err != nil {
		return 0, err
	}
	if seq, ok := digits(text); ok {
		if seq < 1 || seq > s.Seq() {
			return 0, errs.Field("as-of", "moment.no-such-entry", "value", text)
		}
		return seq, nil
	}
	t, err := a.localTime(d, text)
	if err != nil {
		return 0, err
	}
	at := core.InstantOf(t)
	if at > a.Now() {
		return 0, errs.Field("as-of", "moment.not-yet", "value", text)
	}
	var seq core.Seq
	err = a.db.View(ctx, d, func(v *store.View) (err error) {
		seq, err = v.SeqAt(at)
		return err
	})
	if err == nil && seq == 0 {
		return 0, errs.Field("as-of", "moment.before-the-ledger", "value", text)
	}
	return seq, err
}

// plainMoment writes a moment as localTime and digits read it, whatever the width of
// its characters and however its date is written: ２０２３年１１月１４日, 2023/11/14.
func plainMoment(text string) string {
	text = strings.TrimSpace(width.Narrow.String(text))
	text = strings.NewReplacer("年", "-", "月", "-", "/", "-", "日", " ", "时", ":", "分", "", "号", " ").Replace(text)
	return strings.TrimSuffix(strings.Join(strings.Fields(text), " "), ":")
}

func digits(text string) (core.Seq, bool) {
	var n core.Seq
	for _, r := range text {
		if r < '0' || r > '9' || n > 1<<53 {
			return 0, false
		}
		n = n*10 + core.Seq(r-'0')
	}
	return n, true
}

// localTime is the time that a plain moment names: of a date its last millisecond,
// of today's the present.
func (a *App) localTime(d core.DistrictID, text string) (time.Time, error) {
	zone := a.Zone(d)
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		return t, nil
	}
	for _, layout := range []string{"2006-1-2T15:04:05", "2006-1-2T15:04", "2006-1-2 15:04:05", "2006-1-2 15:04"} {
		if t, err := time.ParseInLocation(layout, text, zone); err == nil {
			return t, nil
		}
	}
	if t, err := time.ParseInLocation("2006-1-2", text, zone); err == nil {
		end, now := t.AddDate(0, 0, 1).Add(-time.Millisecond), a.Now().Time()
		if t.Before(now) && now.Before(end) {
			return now, nil
		}
		return end, nil
	}
	return time.Time{}, errs.Field("as-of", "moment.malformed", "value", text)
}
