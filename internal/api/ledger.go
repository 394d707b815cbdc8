package api

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/catalogue"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/ledger"
	"tupo/internal/record"
)

// Entry is one entry of the ledger.
type Entry struct {
	Seq     int64        `json:"seq"`
	Time    string       `json:"time"`
	Actor   string       `json:"actor" doc:"account; system is the operator at the command line"`
	Action  string       `json:"action" doc:"the use case" example:"report.file"`
	Reason  string       `json:"reason"`
	Changes []RowChanged `json:"changes" nullable:"false" doc:"in the order in which they were made"`
}

// RowChanged is one row's change inside an entry.
type RowChanged struct {
	Ref    string      `json:"ref" doc:"the row, for GET /ledger/history" example:"report:0123456789abcdef"`
	Op     string      `json:"op" enum:"insert,update,delete"`
	Fields []FieldSaid `json:"fields" nullable:"false" doc:"the new version's fields that are not empty; none for a deletion"`
}

// FieldSaid is a column with its value: quantities in the storage unit.
type FieldSaid struct {
	Column string `json:"column"`
	Value  string `json:"value"`
}

// EntryProved is an entry with the proof that it is in the log.
type EntryProved struct {
	Entry
	Proof Proof `json:"proof"`
}

// Proof is an RFC 6962 inclusion proof: hash the leaf up the path to the root.
type Proof struct {
	Seq  int64    `json:"seq" doc:"the entry; its leaf's index is one less"`
	Leaf string   `json:"leaf" doc:"hash of the leaf, base64"`
	Path []string `json:"path" nullable:"false" doc:"audit path, base64"`
	Size int64    `json:"size" doc:"entries in the log"`
	Root string   `json:"root" doc:"its root, base64"`
	Code string   `json:"code" doc:"the printed code of this state"`
}

// History is who changed an object, when, from what to what and why.
type History struct {
	Ref     string `json:"ref"`
	Changes []Step `json:"changes" nullable:"false" doc:"newest first"`
	Proof   Proof  `json:"proof" doc:"of the newest change"`
}

// Step is one change of an object.
type Step struct {
	Seq     int64        `json:"seq"`
	Time    string       `json:"time"`
	Actor   string       `json:"actor"`
	Action  string       `json:"action"`
	Reason  string       `json:"reason"`
	Op      string       `json:"op" enum:"insert,update,delete"`
	Differs []Difference `json:"differs" nullable:"false"`
}

// Difference is one column before and after.
type Difference struct {
	Column string `json:"column"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

// Witness is what the ledger is compared with: nothing, a printed code, or a signed checkpoint.
type Witness struct {
	Code       string `json:"code,omitempty" maxLength:"200" doc:"as printed on a page"`
	Checkpoint string `json:"checkpoint,omitempty" maxLength:"10000" doc:"as GET /ledger/checkpoint gave it"`
	Key        string `json:"key,omitempty" maxLength:"400" doc:"the verifier key that must have signed the checkpoint; without it the place's own"`
}

// Verified is the outcome of a verification.
type Verified struct {
	Well     bool      `json:"well" doc:"nothing was found"`
	Witness  bool      `json:"witness" doc:"it was compared with something outside; else rollback and fork are not excluded"`
	Logins   bool      `json:"witness_access" doc:"the witness told of the log of logins and administration, and that log bears it out"`
	Key      string    `json:"key,omitempty" enum:"own,given,stated" doc:"whose signature the checkpoint has; stated: of a key that only the checkpoint itself names, which proves no more than that one hand wrote both"`
	Seq      int64     `json:"seq"`
	Root     string    `json:"root" doc:"base64"`
	Code     string    `json:"code" doc:"the printed code of this state"`
	Entries  int64     `json:"entries" doc:"how many were recomputed, those of the access log included"`
	Rows     int64     `json:"rows" doc:"how many rows were compared"`
	Findings []Finding `json:"findings" nullable:"false"`
	More     int64     `json:"more" doc:"findings beyond those listed"`
}

// Finding is one contradiction.
type Finding struct {
	Key    string `json:"key"`
	Log    string `json:"log" enum:"main,access"`
	Seq    int64  `json:"seq"`
	Table  string `json:"table"`
	Row    string `json:"row"`
	Column string `json:"column"`
	Want   string `json:"want" doc:"what the leaves say"`
	Got    string `json:"got" doc:"what is stored"`
}

type entriesInput struct {
	Lang
	Cursor string `query:"cursor" maxLength:"40" doc:"next of the page before; without it the newest"`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"entries on a page"`
}

type entryInput struct {
	Lang
	Seq int64 `path:"seq" minimum:"1" doc:"number of the entry"`
}

type historyInput struct {
	Lang
	Ref string `query:"ref" required:"true" maxLength:"200" doc:"kind:id, as answers give it" example:"target:0123456789abcdef"`
}

type witnessInput struct {
	Lang
	Body Witness
}

func (s *service) ledgerOperations(t *table) {
	read := func(path, id, summary string, may access.Permission) operation {
		return operation{Method: http.MethodGet, Path: path, ID: id, Tag: "ledger", Summary: summary, May: may}
	}
	register(t, read("/ledger/entries", "list-entries", "Entries, newest first", access.ViewLedger), s.entries)
	register(t, read("/ledger/entries/{seq}", "get-entry", "One entry with its inclusion proof", access.ViewLedger), s.entry)
	register(t, read("/ledger/history", "get-history", "What happened to an object", access.ViewHistory), s.history)
	t.plain(read("/ledger/checkpoint", "get-checkpoint", "The ledger's present state as a signed note", access.ViewBoard),
		func(op *huma.Operation) { gives(op, "text/plain", "A C2SP signed note") }, s.checkpoint)
	register(t, operation{Method: http.MethodPost, Path: "/ledger/verification", ID: "verify-ledger", Tag: "ledger", May: access.VerifyLedger,
		Summary: "Recompute everything from the leaves and compare", Detail: "An answer 200 with well=false means that the stored data contradicts the log."}, s.verifyLedger)
}

func (s *service) entries(ctx context.Context, w app.Who, in *entriesInput) (reply[Page[Entry]], error) {
	var before core.Seq
	if in.Cursor != "" {
		n, err := strconv.ParseInt(in.Cursor, 10, 64)
		if err != nil || n < 1 {
			return reply[Page[Entry]]{}, errs.Field("cursor", "api.cursor")
		}
		before = core.Seq(n)
	}
	page := Page[Entry]{Items: []Entry{}}
	if before == 1 {
		return reply[Page[Entry]]{page}, nil
	}
	all, err := s.app.Entries(ctx, w, before, in.Limit)
	if err != nil {
		return reply[Page[Entry]]{}, err
	}
	page.Items = each(all, entryOf)
	if n := len(all); n > 0 && all[n-1].Seq > 1 {
		page.Next = strconv.FormatInt(int64(all[n-1].Seq), 10)
	}
	return reply[Page[Entry]]{page}, nil
}

func entryOf(e record.Entry) Entry {
	return Entry{Seq: int64(e.Seq), Time: moment(e.Time), Actor: e.Actor, Action: e.Action, Reason: e.Reason, Changes: each(e.Changes, rowChanged)}
}

// rowChanged names a change's row and columns; of a table that this program does
// not know it gives the numbers.
func rowChanged(c record.Change) RowChanged {
	out := RowChanged{Ref: core.Ref{Kind: strconv.Itoa(c.Table), ID: strings.Join(c.Key, "/")}.String(), Op: c.Op.String(), Fields: []FieldSaid{}}
	columns := map[int]string{}
	if row, ok := catalogue.New(c.Table); ok && c.Load(row) == nil {
		out.Ref = record.RefOf(row).String()
		for _, f := range row.Fields() {
			columns[f.No] = f.Column
		}
	}
	for _, f := range c.Fields {
		name, ok := columns[f.No]
		if !ok {
			name = strconv.Itoa(f.No)
		}
		out.Fields = append(out.Fields, FieldSaid{Column: name, Value: f.Type.Show(f.Value)})
	}
	return out
}

func (s *service) entry(ctx context.Context, w app.Who, in *entryInput) (reply[EntryProved], error) {
	p, err := s.app.Entry(ctx, w, core.Seq(in.Seq))
	if err != nil {
		return reply[EntryProved]{}, err
	}
	return reply[EntryProved]{EntryProved{entryOf(p.Entry), proofOf(p.Proof)}}, nil
}

func proofOf(p app.Proof) Proof {
	return Proof{Seq: int64(p.Seq), Leaf: p.Leaf.String(), Path: each(p.Path, ledger.Hash.String), Size: int64(p.Head.Seq),
		Root: p.Head.Root.String(), Code: p.Code}
}

func (s *service) history(ctx context.Context, w app.Who, in *historyInput) (reply[History], error) {
	ref, err := core.ParseRef(in.Ref)
	if err != nil || ref == (core.Ref{}) {
		return reply[History]{}, errs.Field("ref", "api.ref")
	}
	h, err := s.app.History(ctx, w, ref)
	if err != nil {
		return reply[History]{}, err
	}
	return reply[History]{History{Ref: h.Ref.String(), Proof: proofOf(h.Proof), Changes: each(h.Changes, func(c app.Change) Step {
		return Step{Seq: int64(c.Seq), Time: moment(c.Time), Actor: c.Actor, Action: c.Action, Reason: c.Reason, Op: c.Op.String(),
			Differs: each(c.Differs, func(d record.Difference) Difference { return Difference(d) })}
	})}}, nil
}

func (s *service) checkpoint(w http.ResponseWriter, r *http.Request, who app.Who) error {
	_, signed, err := s.app.Checkpoint(r.Context(), who)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err = w.Write(signed)
	return err
}

func (s *service) verifyLedger(ctx context.Context, w app.Who, in *witnessInput) (reply[Verified], error) {
	var v app.Checked
	var err error
	switch {
	case in.Body.Code != "" && in.Body.Checkpoint != "":
		return reply[Verified]{}, errs.Field("checkpoint", "api.one-witness")
	case in.Body.Key != "" && in.Body.Checkpoint == "":
		return reply[Verified]{}, errs.Field("key", "verify.key-alone")
	case in.Body.Checkpoint != "":
		v, err = s.app.VerifyAgainst(ctx, w, []byte(in.Body.Checkpoint), in.Body.Key)
	default:
		v, err = s.app.VerifyLedger(ctx, w, in.Body.Code)
	}
	if err != nil {
		return reply[Verified]{}, err
	}
	return reply[Verified]{verifiedOf(v)}, nil
}

func verifiedOf(v app.Checked) Verified {
	out := Verified{Well: v.OK(), Witness: v.Witness, Logins: v.WitnessAccess, Key: string(v.Key), Seq: int64(v.Seq), Root: v.Root.String(), Code: v.Code,
		Entries: v.Entries, Rows: v.Rows, More: v.More, Findings: []Finding{}}
	for _, f := range v.Findings {
		out.Findings = append(out.Findings, Finding{Key: f.Key, Log: cmp.Or(string(f.Log), "main"), Seq: int64(f.Seq), Table: f.Table, Row: f.Row, Column: f.Column, Want: f.Want, Got: f.Got})
	}
	return out
}
