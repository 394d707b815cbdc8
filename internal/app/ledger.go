package app

import (
	"context"
	"slices"
	"strings"

	"tupo/internal/access"
	"tupo/internal/catalogue"
	"tupo/internal/core"
	"tupo/internal/ledger"
	"tupo/internal/record"
	"tupo/internal/store"
)

// Change is one step in an object's history as people read it.
type Change struct {
	Seq     core.Seq
	Time    core.Instant
	Actor   string
	Action  string
	Reason  string
	Op      record.Op
	Differs []record.Difference
}

// HistoryPage is an object's history with the proof that its last change is in the log.
type HistoryPage struct {
	Ref     core.Ref
	Changes []Change // newest first
	Proof   Proof    // of the newest change
}

// Proof shows that a leaf is part of the tree whose root the checkpoint signs.
type Proof struct {
	Seq  core.Seq
	Leaf ledger.Hash
	Path ledger.Proof
	Head store.Head
	Code string
}

// History lists who changed an object, when, from what to what and why. Objects
// the account may not see are Missing.
func (a *App) History(ctx context.Context, w Who, ref core.Ref) (HistoryPage, error) {
	page := HistoryPage{Ref: ref}
	if _, err := a.whole(ctx, w.District); err != nil {
		return page, err
	}
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		entries, err := v.EntriesOf(ref)
		if err != nil {
			return access.Hide(err)
		}
		row, err := lastOf(ref, entries)
		if err != nil {
			return err
		}
		if err := a.maySeeRow(v, w, row); err != nil {
			return err
		}
		if page.Changes, err = unfold(ref, entries); err != nil {
			return err
		}
		page.Proof, err = proofOf(v, page.Changes[0].Seq)
		return err
	})
	return page, err
}

// lastOf is the last version of a row that the entries hold; Missing when there is none.
func lastOf(ref core.Ref, entries []record.Entry) (record.Row, error) {
	var last record.Row
	for _, e := range entries {
		for _, c := range e.Changes {
			row, ok := catalogue.New(c.Table)
			if !ok || row.Table().Name != ref.Kind || c.Op == record.Delete {
				continue
			}
			if err := c.Load(row); err != nil {
				return nil, err
			}
			if record.RefOf(row) == ref {
				last = row
			}
		}
	}
	if last == nil {
		return nil, access.Missing()
	}
	return last, nil
}

// unfold turns the entries that touch one row into differences, newest first.
func unfold(ref core.Ref, entries []record.Entry) ([]Change, error) {
	var out []Change
	var before record.Row
	for _, e := range entries {
		for _, c := range e.Changes {
			row, ok := catalogue.New(c.Table)
			if !ok || row.Table().Name != ref.Kind {
				continue
			}
			if err := c.Load(row); err != nil {
				return nil, err
			}
			if record.RefOf(row) != ref {
				continue
			}
			step := Change{Seq: e.Seq, Time: e.Time, Actor: e.Actor, Action: e.Action, Reason: e.Reason, Op: c.Op}
			if c.Op == record.Delete {
				step.Differs = record.Diff(before, nil)
				before = nil
			} else {
				step.Differs = record.Diff(before, row)
				before = row
			}
			out = append(out, step)
		}
	}
	slices.Reverse(out)
	return out, nil
}

func proofOf(v *store.View, seq core.Seq) (Proof, error) {
	leaf, err := v.Leaf(seq)
	if err != nil {
		return Proof{}, err
	}
	path, head, err := v.Inclusion(seq)
	if err != nil {
		return Proof{}, err
	}
	p := Proof{Seq: seq, Leaf: ledger.LeafHash(leaf), Path: path, Head: head,
		Code: ledger.CodeOf(int64(head.Seq), head.Root).String()}
	return p, ledger.CheckInclusion(p.Path, int64(head.Seq), head.Root, int64(seq)-1, p.Leaf)
}

// Entries reads the ledger backwards from before (0 = the newest), at most limit.
func (a *App) Entries(ctx context.Context, w Who, before core.Seq, limit int) ([]record.Entry, error) {
	if err := a.district(w, access.ViewLedger); err != nil {
		return nil, err
	}
	var out []record.Entry
	err := a.db.View(ctx, w.District, func(v *store.View) error {
		head, err := v.Head()
		if err != nil {
			return err
		}
		if before == 0 || before > head.Seq+1 {
			before = head.Seq + 1
		}
		from := max(before-core.Seq(limit), 1)
		out, err = v.Entries(from, int(before-from))
		return err
	})
	slices.Reverse(out)
	return out, err
}

// Finding is one thing that a verification found.
type Finding = store.Finding

// Checked is the outcome of a verification.
type Checked struct {
	store.Verdict
	Code      string
	ShortBits int   // of a shortened code that was the witness; 0 for a whole code or a file
	Key       KeyOf // of a signed checkpoint that was the witness; "" for a code
	Silent    bool  // the witness is one that says nothing of the log of logins and administration
}

// Access is how many of the entries are of the log of logins and administration.
func (c Checked) Access() int64 { return c.Entries - int64(c.Seq) }

// VerifyLedger re-derives everything from the leaves; code, a printed code or "",
// is the outside witness.
func (a *App) VerifyLedger(ctx context.Context, w Who, code string) (Checked, error) {
	if err := a.district(w, access.VerifyLedger); err != nil {
		return Checked{}, err
	}
	o := store.VerifyOptions{District: w.District}
	if code != "" {
		c, err := ledger.ParseCode(code)
		if err != nil {
			return Checked{}, err
		}
		o.Code = &c
	}
	out, err := a.verify(ctx, o)
	out.Silent = o.Code != nil
	if o.Code != nil && o.Code.Short() {
		out.ShortBits = o.Code.Bits()
	}
	return out, err
}

// OperatorLeft is the operator of the district that a signed checkpoint names, for a
// place in which nothing is left that could tell; of none when signed is no checkpoint.
// Whether it is to be believed is VerifyAgainst's to say.
func OperatorLeft(signed []byte) Who {
	origin, _, _ := strings.Cut(string(signed), "\n")
	d, ok := strings.CutPrefix(strings.TrimSuffix(origin, "/"+string(store.AccessLog)), store.Origin("", store.MainLog))
	if !ok || strings.ContainsAny(d, `./\`) {
		d = ""
	}
	return Operator(core.DistrictID(d))
}

// VerifyAgainst compares with a signed checkpoint. key, a verifier key or "", is
// whose signature is asked for: without it this place's own or, where there is
// none, the one that the checkpoint states of itself. Checked.Key says which.
func (a *App) VerifyAgainst(ctx context.Context, w Who, signed []byte, key string) (Checked, error) {
	if err := a.district(w, access.VerifyLedger); err != nil {
		return Checked{}, err
	}
	verifier, whose, err := a.signers.asked(w.District, signed, key)
	if err != nil {
		return Checked{}, err
	}
	cp, err := ledger.OpenCheckpoint(signed, verifier)
	if err != nil {
		return Checked{}, err
	}
	out, err := a.verify(ctx, store.VerifyOptions{District: w.District, Checkpoint: &cp})
	out.Key, out.Silent = whose, !cp.Access.Known()
	return out, err
}

func (a *App) verify(ctx context.Context, o store.VerifyOptions) (Checked, error) {
	v, err := a.db.Verify(ctx, o)
	return Checked{Verdict: v, Code: ledger.CodeOf(int64(v.Seq), v.Root).String()}, err
}

// Stamp is what pages print at their foot.
type Stamp struct {
	Head store.Head
	Code string
}

// Checkpoint signs the present state of the ledger and of the log of logins and
// administration, for whoever may see the board: the more people keep one, the
// less can be changed unseen.
func (a *App) Checkpoint(ctx context.Context, w Who) (ledger.Checkpoint, []byte, error) {
	if err := a.anywhere(w, access.ViewBoard); err != nil {
		return ledger.Checkpoint{}, nil, err
	}
	var c ledger.Checkpoint
	err := a.db.View(ctx, w.District, func(v *store.View) (err error) {
		c, err = v.Checkpoint(store.MainLog)
		return err
	})
	if err != nil {
		return ledger.Checkpoint{}, nil, err
	}
	return a.sign(w.District, c)
}

// SignVerified signs the state that a verification has just passed, for the operator.
func (a *App) SignVerified(c Checked, w Who) ([]byte, error) {
	if !w.Operator || !c.OK() {
		return nil, access.Forbidden()
	}
	_, signed, err := a.sign(w.District, ledger.Checkpoint{Origin: store.Origin(w.District, store.MainLog), Size: int64(c.Seq), Root: c.Root,
		Suite: ledger.SuiteSHA256, Access: c.Logins})
	return signed, err
}

// sign states time and public key, and signs.
func (a *App) sign(d core.DistrictID, c ledger.Checkpoint) (ledger.Checkpoint, []byte, error) {
	signer, public, err := a.signers.signer(d)
	if err != nil {
		return c, nil, err
	}
	c.Time, c.Key = int64(a.clock()), public
	signed, err := ledger.Sign(c, signer)
	return c, signed, err
}
