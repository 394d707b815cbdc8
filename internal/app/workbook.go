package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"time"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
	"tupo/internal/record"
	"tupo/internal/report"
	"tupo/internal/sheet"
	"tupo/internal/store"
	"tupo/internal/textin/unzip"
)

// MaxWorkbook is the largest workbook taken, in bytes.
const MaxWorkbook = 20 << 20

// Imported is the outcome of an import: counts by sheet, or what is wrong and where.
type Imported struct {
	District core.DistrictID
	Seq      core.Seq
	Summary  []sheet.Count
	Wrong    []sheet.Wrong // nothing was imported when one of them is an error
	Asked    int           // requests for changes of what runs: another person decides them
	Waits    int           // fields whose change was asked for before and waits: not asked again
	Dry      bool
}

// Failed reports whether an error kept the workbook out; warnings do not.
func (x Imported) Failed() bool {
	for _, w := range x.Wrong {
		if w.Severity == plan.Error {
			return true
		}
	}
	return false
}

// Total adds up the rows of all sheets.
func (x Imported) Total() sheet.Count {
	var t sheet.Count
	for _, c := range x.Summary {
		t.New, t.Changed, t.Same = t.New+c.New, t.Changed+c.Changed, t.Same+c.Same
	}
	return t
}

// ReadWorkbook reads a workbook's bytes up to MaxWorkbook.
func ReadWorkbook(body io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(body, MaxWorkbook+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxWorkbook {
		return nil, &errs.Error{Kind: errs.TooLarge, Key: "unzip.input", Field: "file", Args: []string{"limit", strconv.Itoa(MaxWorkbook>>20) + " MB"}}
	}
	return raw, nil
}

func openWorkbook(body io.Reader) (*sheet.Workbook, error) {
	raw, err := ReadWorkbook(body)
	if err != nil {
		return nil, err
	}
	return sheet.Read(bytes.NewReader(raw), int64(len(raw)), sheet.Limits{Zip: unzip.Limits{Input: MaxWorkbook}})
}

// resolve matches a workbook with what exists; an identifier that cannot be made
// fails the whole.
func (a *App) resolve(book *sheet.Workbook, existing sheet.Existing, today core.Date) (sheet.Import, []sheet.Wrong, error) {
	var failed error
	in, wrong := book.Resolve(existing, func() string {
		id, err := a.newID()
		if err != nil {
			failed = err
		}
		return id
	}, today)
	return in, wrong, failed
}

// Import takes a programme workbook: all of it or nothing. With dry set it only
// says what would change. A changed value of a target in an active programme is
// not taken over: it becomes a request that another person approves. An operator
// who names no district lets the workbook make it.
func (a *App) Import(ctx context.Context, w Who, body io.Reader, dry bool) (Imported, error) {
	out := Imported{District: w.District, Dry: dry}
	if err := a.district(w, access.ImportPlan); err != nil {
		return out, err
	}
	book, err := openWorkbook(body)
	if err != nil {
		return out, err
	}
	if w.District == "" {
		return a.importNew(ctx, book, dry)
	}
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return out, err
	}
	existing := sheet.Existing{Book: *s.Book()}
	if existing.Observations, err = a.allFigures(ctx, w.District); err != nil {
		return out, err
	}
	if err := a.said(ctx, w.District, &existing); err != nil {
		return out, err
	}
	in, wrong, err := a.resolve(book, existing, a.Today(w.District))
	if err != nil {
		return out, err
	}
	out.Summary, out.Wrong = in.Summary, wrong
	if out.Failed() {
		return out, nil
	}
	if w.Operator && !book.Gives("programme", "state") {
		startNew(existing.Book, &in.Book)
	}
	out.Wrong = append(out.Wrong, in.Loose...)
	put, asked, waits, err := a.controlled(ctx, w, s, &in.Book)
	if err != nil {
		return out, err
	}
	out.Waits = waits
	if out.Asked = len(asked); dry {
		return out, nil
	}
	e := editing{app: a, who: w, board: s}
	written, err := a.write(ctx, w, "plan.import", "", func(tx *store.Tx) error {
		if err := errors.Join(e.unmoved(tx, sorted{put: put}), unfiled(tx, e.before, pointers[plan.Indicator](in.Book.Indicators))); err != nil {
			return err
		}
		rows := append(put, figureRows(&in)...)
		for _, r := range asked {
			rows = append(rows, r.rows()...)
		}
		if err := putAll(tx, rows); err != nil {
			return err
		}
		return a.askAgain(tx, w, s, in.Questions)
	})
	out.Seq = written.Seq
	return out, err
}

// startNew makes the import's new programmes active, where the workbook leaves
// their state open: an operator imports a plan in order to run it. In the browser
// they begin as drafts, and the office starts them.
func startNew(old plan.Book, in *plan.Book) {
	for i := range in.Programmes {
		p := &in.Programmes[i]
		if !slices.ContainsFunc(old.Programmes, func(x plan.Programme) bool { return x.ID == p.ID }) {
			p.State = plan.Active
		}
	}
}

// controlled holds change control over an import, as SavePlan does over a form: what
// may be written at once stays in the import, what has to be asked for becomes a
// request for each target with its parts, or for each other object. What already
// waits for a decision is counted and not asked for again.
func (a *App) controlled(ctx context.Context, w Who, s *board.Snapshot, in *plan.Book) (put []record.Row, asked []request, waits int, err error) {
	old := s.Book()
	parts := sortingOf(old)
	for _, row := range in.Rows() {
		if err := keepRunning(s, parts.old[record.RefOf(row)], row); err != nil {
			return nil, nil, 0, err
		}
	}
	follows, err := followers(old, in)
	if err != nil {
		return nil, nil, 0, err
	}
	for _, row := range in.Rows() {
		before := parts.old[record.RefOf(row)]
		switch _, follower := follows[record.RefOf(row).String()]; {
		case follower:
			parts.restate(row)
		case before == nil || len(record.Diff(before, row)) > 0:
			parts.put(row)
		}
	}
	if len(parts.out.items) == 0 {
		return parts.out.put, nil, 0, nil
	}
	waiting, err := a.waitingItems(ctx, w)
	if err != nil {
		return nil, nil, 0, err
	}
	var order []core.Ref
	groups := map[core.Ref][]plan.ChangeItem{}
	for _, x := range parts.out.items {
		if y := waiting[itemPlace{x.Object, x.Field}]; y != nil && y.New == x.New {
			waits++
			continue
		}
		root, follower := follows[x.Object]
		if !follower {
			root = groupOf(x.Object, old, in)
		}
		if groups[root] == nil {
			order = append(order, root)
		}
		groups[root] = append(groups[root], x)
	}
	for _, root := range order {
		r, err := a.requestFor(w, root, groups[root], importReason)
		if err != nil {
			return nil, nil, 0, err
		}
		asked = append(asked, r)
	}
	return parts.out.put, asked, waits, nil
}

// keepRunning leaves to the program what a workbook may not set, and refuses what no
// request can ask for: another state of a programme that runs, anything of a closed one.
func keepRunning(s *board.Snapshot, before, row record.Row) error {
	switch r := row.(type) {
	case *plan.Target:
		keepOriginal(s, r)
	case *plan.Programme:
		old, known := before.(*plan.Programme)
		if !known {
			return nil
		}
		if r.Revised = old.Revised; r.State != old.State && old.State != plan.Draft {
			return errs.New(errs.Conflict, "plan.state-order")
		}
	case *plan.Indicator:
		if old, known := before.(*plan.Indicator); known {
			r.Revised = old.Revised
		}
	}
	e := editing{board: s, book: *s.Book()}
	for _, x := range []record.Row{before, row} {
		if x == nil || before != nil && len(record.Diff(before, row)) == 0 {
			continue
		}
		_, programme := e.placeOf(x)
		if p, ok := s.Programme(programme); ok && p.State == plan.Closed {
			return errs.New(errs.Conflict, "plan.programme-closed", "programme", p.Name)
		}
	}
	return nil
}

// groupOf is what a request about an item is about: the topmost whole of a target,
// by the plan as it is and as the workbook has it, else the object itself.
func groupOf(object string, books ...*plan.Book) core.Ref {
	id := TargetOfRef(object)
	if id == "" {
		ref, err := core.ParseRef(object)
		if err != nil {
			return core.Ref{}
		}
		return ref
	}
	for range 1 + len(books[0].Targets) + len(books[1].Targets) {
		parent := core.TargetID("")
		for _, b := range books {
			if i := slices.IndexFunc(b.Targets, func(t plan.Target) bool { return t.ID == id }); i >= 0 {
				parent = b.Targets[i].Parent
			}
		}
		if parent == "" {
			break
		}
		id = parent
	}
	return core.Ref{Kind: "target", ID: string(id)}
}

// importReason is why an import asks for another value; it is data and stays Chinese.
const importReason = "工作簿中的目标值与方案不同"

// importNew makes the district from the workbook's root unit. Its code is the
// root's if that is a division code, else 000000.
func (a *App) importNew(ctx context.Context, book *sheet.Workbook, dry bool) (Imported, error) {
	out := Imported{Dry: dry}
	zone, err := time.LoadLocation(homeZone)
	if err != nil {
		return out, err
	}
	in, wrong, err := a.resolve(book, sheet.Existing{}, a.clock().Date(zone))
	if err != nil {
		return out, err
	}
	out.Summary, out.Wrong = in.Summary, wrong
	if out.Failed() {
		return out, nil
	}
	root, ok := rootOf(in.Book.Units)
	if !ok {
		out.Wrong = append(out.Wrong, book.NoRoot())
		return out, nil
	}
	if !book.Gives("programme", "state") {
		startNew(plan.Book{}, &in.Book)
	}
	out.Wrong = append(out.Wrong, in.Loose...)
	in.Book.District = plan.District{ID: districtCode(root.Code), Name: root.Name, NameEn: root.NameEn, TimeZone: homeZone}
	out.District = in.Book.District.ID
	if dry {
		return out, nil
	}
	if err := a.CreateDistrict(ctx, in.Book); err != nil {
		return out, err
	}
	w := Operator(out.District)
	s, err := a.whole(ctx, w.District)
	if err != nil {
		return out, err
	}
	written, err := a.write(ctx, w, "plan.import", "", func(tx *store.Tx) error {
		if err := putAll(tx, append(in.Book.Rows(), figureRows(&in)...)); err != nil {
			return err
		}
		return a.askAgain(tx, w, s, in.Questions)
	})
	out.Seq = written.Seq
	return out, err
}

func rootOf(units []plan.Unit) (plan.Unit, bool) {
	for _, u := range units {
		if u.Parent == "" {
			return u, true
		}
	}
	return plan.Unit{}, false
}

// noDivision stands for a district whose workbook gives no division code.
const noDivision core.DistrictID = "000000"

func districtCode(code string) core.DistrictID {
	if _, ok := digits(code); ok && len(code) == len(noDivision) {
		return core.DistrictID(code)
	}
	return noDivision
}

// figureRows lists an import's figures and what is said of tasks.
func figureRows(in *sheet.Import) []record.Row {
	return append(pointers[report.Observation](in.Observations), pointers[report.Progress](in.Progress)...)
}

// Export writes the plan, as far as the account may see it, with the figures, what was
// said of tasks and the questions that wait for a verifier, as a workbook that Import
// reads back.
func (a *App) Export(ctx context.Context, w Who, out io.Writer, lang string) error {
	var what sheet.Existing
	var err error
	if what.Book, err = a.PlanBook(ctx, w); err != nil {
		return err
	}
	if what.Observations, err = a.seenFigures(ctx, w); err != nil {
		return err
	}
	if err := a.seenSaid(ctx, w, &what); err != nil {
		return err
	}
	return sheet.Export(out, what, lang)
}

// Template writes the empty workbook.
func (a *App) Template(out io.Writer, lang string) error { return sheet.Template(out, lang) }
