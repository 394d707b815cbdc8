package app

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tupo/internal/access"
	"tupo/internal/board"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/errs"
	"tupo/internal/extract"
	"tupo/internal/meeting"
	"tupo/internal/store"
)

func byPlace(facts []document.Fact) { slices.SortFunc(facts, inPlace) }

func inPlace(a, b document.Fact) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
}

func newestFirst(docs []document.Document) {
	slices.SortFunc(docs, func(a, b document.Document) int { return cmp.Compare(b.AddedAt, a.AddedAt) })
}

// Decision is a person's word on one fact.
type Decision struct {
	Fact   core.FactID
	Accept bool
	Among  bool // accepted with all others, not looked at by itself: what would make something out of a bare name, clashes or is doubtful is left
	Choice Choice
	Said   []string // the fields of Choice that the person said: as, programme, value, floor_value …; for all others the offer stands
}

// Left is a fact that could not be accepted, and why; it is as it was.
type Left struct {
	Fact document.Fact
	Why  *errs.Error
}

// Decide accepts or refuses facts of a document. Accepting makes an object that
// keeps the fact as its source, or points at the object that is already there under
// that name. An action needs its programme: accepted before, or in the same call.
//
// A programme that runs or is closed is pointed at and does not change: an action
// that it does not have is left, and all else is decided. Where nothing else is, the
// error says why, fact by fact. Any other fault refuses the whole call, but for figures:
// each is decided for itself, in an entry of its own, after all others. Where something fails
// half way, what is done stays done, and all that is not is among those left: the one
// that failed with the reason, those after it as not reached.
func (a *App) Decide(ctx context.Context, w Who, id core.DocumentID, decisions []Decision) ([]Left, error) {
	if err := a.district(w, access.DecideFact); err != nil {
		return nil, err
	}
	once := map[core.FactID]bool{}
	for _, d := range decisions {
		if once[d.Fact] {
			return nil, errs.Field("fact", "document.fact-twice")
		}
		once[d.Fact] = true
	}
	s, err := a.Seen(ctx, w)
	if err != nil {
		return nil, err
	}
	p, err := a.paper(ctx, w, id, decisions...)
	if err != nil {
		return nil, err
	}
	together, figures := parted(p.facts, decisions)
	people, err := a.peopleRead(ctx, w, p, together)
	if err != nil {
		return nil, err
	}
	var left []Left
	taken := 0
	if len(together) > 0 {
		_, err = a.write(ctx, w, "document.decide", "", func(tx *store.Tx) error {
			d := deciding{app: a, tx: tx, who: w, people: people}
			if err := d.open(s, id, decisions); err != nil {
				return err
			}
			if err := d.all(d.offers.facts, together); err != nil {
				return err
			}
			left, taken = d.left, d.taken
			if len(figures) == 0 {
				return nothing(left, taken)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		if p, err = a.paper(ctx, w, id, decisions...); err != nil {
			return nil, err
		}
	}
	for i, x := range figures {
		if i > 0 { // the figures before may have asked for something: each request has codes of its own
			if p.asked, err = a.asked(ctx, w); err != nil {
				return append(left, stopped(p, figures[i:], err)...), nil
			}
		}
		why, err := a.acceptFigure(ctx, w, p, x)
		switch {
		case err != nil && taken == 0 && len(left) == 0:
			return nil, err
		case err != nil: // what is done stays done: each is told of
			a.log.Error("facts of a document decided in part", "document", id, "fact", x.Fact, "error", err)
			return append(left, stopped(p, figures[i:], err)...), nil
		case why != nil:
			left = append(left, *why)
		default:
			taken++
		}
	}
	if err := nothing(left, taken); err != nil {
		return nil, err
	}
	return left, nil
}

// stopped tells of the facts at which a call ended, the first with what ended it.
func stopped(p paper, rest []Decision, err error) []Left {
	var out []Left
	for i, d := range rest {
		x := Left{Fact: document.Fact{ID: d.Fact}, Why: errs.Field("fact", "document.not-reached")}
		if k := slices.IndexFunc(p.facts, func(f document.Fact) bool { return f.ID == d.Fact }); k >= 0 {
			x.Fact = p.facts[k]
		}
		if i == 0 {
			x.Why = errs.Field("fact", "document.failed").Because(err)
			if all := errs.All(err); len(all) > 0 && all[0].Kind != errs.Internal {
				x.Why = all[0]
			}
		}
		out = append(out, x)
	}
	return out
}

type deciding struct {
	app      *App
	tx       *store.Tx
	who      Who
	doc      document.Document
	offers   *offering
	people   map[core.FactID][]present // of meetings that are accepted
	taken    int
	decision Decision // on the fact at hand
	left     []Left
}

// open reads the document and the facts that are decided.
func (d *deciding) open(s *board.Snapshot, id core.DocumentID, decisions []Decision) (err error) {
	p, err := paperFor(d.tx, id, decisions)
	if err != nil {
		return err
	}
	d.doc = p.doc
	d.offers, err = d.app.offeringOf(d.tx, d.who, s, p)
	return err
}

// nothing is why nothing at all was decided, fact by fact; nil if anything was.
func nothing(left []Left, taken int) error {
	if taken > 0 {
		return nil
	}
	var all []error
	for _, x := range left {
		all = append(all, x.Why)
	}
	return errors.Join(all...)
}

// noRoom is why a fact is left: nothing in the transaction has failed.
type noRoom struct{ why *errs.Error }

func (e noRoom) Error() string { return e.why.Error() }

// all goes programme first, so that actions find theirs.
func (d *deciding) all(facts []document.Fact, decisions []Decision) error {
	wanted := map[core.FactID]Decision{}
	for _, x := range decisions {
		wanted[x.Fact] = x
	}
	for _, first := range []bool{true, false} {
		for _, f := range facts {
			x, named := wanted[f.ID]
			if !named || (f.Kind == extract.KindProgramme) != first {
				continue
			}
			delete(wanted, f.ID)
			d.decision = x
			if err := d.one(f, x.Accept); err != nil {
				return err
			}
		}
	}
	if len(wanted) > 0 {
		return errs.Field("fact", "document.no-such-fact")
	}
	return nil
}

func (d *deciding) one(f document.Fact, accept bool) error {
	if f.State == document.Accepted {
		if accept && len(d.decision.Said) > 0 {
			return errs.Field("fact", "document.decided-meanwhile")
		}
		if accept {
			return nil
		}
		return errs.Field("fact", "document.accepted-already")
	}
	was := f
	f.DecidedBy, f.State = d.who.ID(), document.Refused
	if accept && d.decision.Among && f.Confidence < LeastSure {
		d.left = append(d.left, Left{was, errs.Field("fact", "document.look-clash", "text", f.Text)})
		return nil
	}
	if accept {
		object, err := d.make(f)
		var left noRoom
		if errors.As(err, &left) {
			d.left = append(d.left, Left{was, left.why})
			return nil
		}
		if err != nil {
			return err
		}
		f.State, f.Object = document.Accepted, object.String()
	}
	d.taken++
	return d.tx.Put(&f)
}

func (d *deciding) make(f document.Fact) (core.Ref, error) {
	switch f.Kind {
	case extract.KindProgramme:
		return d.programme(f)
	case extract.KindAction:
		return d.action(f)
	case extract.KindDirective:
		return d.directive(f)
	case extract.KindMeeting:
		return d.meeting(f)
	case extract.KindProject:
		return d.project(f)
	}
	return core.Ref{}, errs.Field("fact", "document.not-decidable", "kind", f.Kind)
}

func payload[T any](f document.Fact) (T, error) {
	var v T
	if err := json.Unmarshal([]byte(f.Payload), &v); err != nil {
		return v, fmt.Errorf("fact %s: %w", f.ID, err)
	}
	return v, nil
}

// nextCode gives the code after the highest of those that are a prefix and a number,
// as wide as that one is written: D004 after D003. width is that of the first.
func nextCode[T any](prefix string, width int, all []T, code func(T) string) string {
	highest := 0
	for _, x := range all {
		digits, ok := strings.CutPrefix(code(x), prefix)
		n, err := strconv.Atoi(digits)
		if ok && err == nil && n >= highest {
			highest, width = n, len(digits)
		}
	}
	return fmt.Sprintf("%s%0*d", prefix, width, highest+1)
}

func source(f document.Fact) string { return core.Ref{Kind: "fact", ID: string(f.ID)}.String() }

const quotationMarks = "“”\"‘’《》「」『』"

// bare takes the quotation marks off a name that stands in them as a whole: not off
// “质量提升年”动员大会.
func bare(name string) string {
	inner := strings.Trim(name, quotationMarks)
	if strings.HasPrefix(name, inner) || strings.HasSuffix(name, inner) || strings.ContainsAny(inner, quotationMarks) {
		return name
	}
	return inner
}

func (d *deciding) directive(f document.Fact) (core.Ref, error) {
	in, err := payload[extract.Directive](f)
	if err != nil {
		return core.Ref{}, err
	}
	it, err := d.offers.directive(f, d.decision)
	switch {
	case err != nil:
		return core.Ref{}, err
	case it.Stop != nil:
		return core.Ref{}, noRoom{it.Stop}
	case d.decision.Among && it.Does != DoesLink && len(it.Near) > 0: // as Offer.Ready has it
		return core.Ref{}, noRoom{errs.Field("fact", "document.look-near", "text", it.Choice.Text, "code", it.Near[0].Code)}
	case d.decision.Among && len(it.Clash) > 0:
		return core.Ref{}, noRoom{errs.Field("fact", "document.look-clash", "text", it.Choice.Text)}
	case it.Does == DoesLink:
		return core.Ref{Kind: "directive", ID: string(it.Choice.Directive)}, nil
	}
	id, err := d.app.newID()
	if err != nil {
		return core.Ref{}, err
	}
	x := it.Choice.row(core.DirectiveID(id), &in, source(f))
	x.Code = nextCode("D", 3, d.offers.directives, func(x meeting.Directive) string { return x.Code })
	d.offers.directives = append(d.offers.directives, x)
	return core.Ref{Kind: "directive", ID: id}, d.tx.Insert(&x)
}

func (d *deciding) meeting(f document.Fact) (core.Ref, error) {
	in, err := payload[extract.Meeting](f)
	if err != nil {
		return core.Ref{}, err
	}
	m := meeting.Meeting{Title: bare(in.Title.Reading()), Source: source(f)}
	if in.Date != nil {
		day, half, _ := strings.Cut(in.Date.Resolved, " ")
		if held, err := core.ParseDate(day); err == nil {
			m.Held, m.Half = held, strings.ToLower(half)
		}
	}
	if in.Place != nil {
		m.Place = in.Place.Reading()
	}
	all, err := store.List[meeting.Meeting](d.tx, "title = $1 AND held_on = $2", m.Title, string(m.Held))
	if err != nil {
		return core.Ref{}, err
	}
	if len(all) > 0 {
		return core.Ref{Kind: "meeting", ID: string(all[0].ID)}, d.attend(all[0].ID, f)
	}
	id, err := d.app.newID()
	if err != nil {
		return core.Ref{}, err
	}
	m.ID = core.MeetingID(id)
	if err := d.tx.Insert(&m); err != nil {
		return core.Ref{}, err
	}
	return core.Ref{Kind: "meeting", ID: id}, d.attend(m.ID, f)
}
