package app

import (
	"context"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"golang.org/x/mod/sumdb/note"

	"tupo/internal/access"
	"tupo/internal/catalogue"
	"tupo/internal/core"
	"tupo/internal/errs"
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

// Checked is the outcome of a verification.
type Checked struct {
	store.Verdict
	Code      string
	ShortBits int // of a shortened code that was the witness; 0 for a whole code or a file
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
	if o.Code != nil && o.Code.Short() {
		out.ShortBits = o.Code.Bits()
	}
	return out, err
}

// VerifyAgainst compares with a signed checkpoint, whose signature must be this place's own.
func (a *App) VerifyAgainst(ctx context.Context, w Who, signed []byte) (Checked, error) {
	if err := a.district(w, access.VerifyLedger); err != nil {
		return Checked{}, err
	}
	verifier, err := a.signers.verifier(w.District)
	if err != nil {
		return Checked{}, err
	}
	cp, err := ledger.OpenCheckpoint(signed, verifier)
	if err != nil {
		return Checked{}, err
	}
	return a.verify(ctx, store.VerifyOptions{District: w.District, Checkpoint: &cp})
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

// Checkpoint signs the ledger's present state, for whoever may see the board: the
// more people keep one, the less can be changed unseen.
func (a *App) Checkpoint(ctx context.Context, w Who) ([]byte, error) {
	if err := a.anywhere(w, access.ViewBoard); err != nil {
		return nil, err
	}
	stamp, err := a.stampAt(ctx, w.District, 0)
	if err != nil {
		return nil, err
	}
	return a.sign(w.District, stamp.Head.Seq, stamp.Head.Root)
}

// SignVerified signs the state that a verification has just passed, for the operator.
func (a *App) SignVerified(c Checked, w Who) ([]byte, error) {
	if !w.Operator || !c.OK() {
		return nil, access.Forbidden()
	}
	return a.sign(w.District, c.Seq, c.Root)
}

func (a *App) sign(d core.DistrictID, seq core.Seq, root ledger.Hash) ([]byte, error) {
	signer, err := a.signers.signer(d)
	if err != nil {
		return nil, err
	}
	return ledger.Sign(ledger.Checkpoint{Origin: origin(d), Size: int64(seq), Root: root,
		Suite: ledger.SuiteSHA256, Time: int64(a.clock())}, signer)
}

func origin(d core.DistrictID) string { return "tupo/" + string(d) }

// signers keeps one key pair per district in files that only the owner reads.
type signers struct {
	dir    string
	making *sync.Mutex
}

func (s signers) names(d core.DistrictID) (secret, public string) {
	return filepath.Join(s.dir, string(d)+".key"), filepath.Join(s.dir, string(d)+".pub")
}

// signer gives the key that signs, made at first need.
func (s signers) signer(d core.DistrictID) (note.Signer, error) {
	s.making.Lock()
	defer s.making.Unlock()
	secret, public := s.names(d)
	key, err := os.ReadFile(secret)
	if errors.Is(err, fs.ErrNotExist) {
		return s.make(d, secret, public)
	}
	if err != nil {
		return nil, err
	}
	return ledger.ParseSigner(string(key))
}

// verifier gives the public key. It makes none: a checkpoint that a new key does
// not know would look forged. The public key alone is enough, for instance beside
// a restored copy.
func (s signers) verifier(d core.DistrictID) (note.Verifier, error) {
	_, public := s.names(d)
	pub, err := os.ReadFile(public)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errs.New(errs.Missing, "ledger.no-public-key", "name", public).Because(err)
	}
	if err != nil {
		return nil, err
	}
	return ledger.ParseVerifier(string(pub))
}

// make never replaces a public key: it may be all that is left of the pair that
// signed earlier checkpoints.
func (s signers) make(d core.DistrictID, secret, public string) (note.Signer, error) {
	key, pub, err := ledger.GenerateKey(rand.Reader, origin(d))
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return nil, err
	}
	if err := writeNew(public, pub, 0o644); err != nil {
		return nil, errs.New(errs.Conflict, "ledger.public-key-there", "name", public).Because(err)
	}
	if err := writeNew(secret, key, 0o600); err != nil {
		return nil, err
	}
	return ledger.ParseSigner(key)
}

// writeNew writes a file that must not be there yet.
func writeNew(name, content string, mode os.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.WriteString(content)
	return errors.Join(err, f.Sync(), f.Close())
}
