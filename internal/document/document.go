// Package document is the paper the year came from: documents, the facts read
// in them with their exact spans, and what became of each fact.
//
// Reading is done by package extract; this package only keeps what was found
// and decided. It points at plan objects by core.Ref.
package document

import (
	"tupo/internal/core"
	"tupo/internal/record"
)

// Document is a text as received. The text itself is stored by its hash, beside
// the evidence; spans count its runes.
type Document struct {
	ID      core.DocumentID
	Title   string
	Kind    string // "news", "report", "plan", "minutes", "other"
	Date    core.Date
	Text    core.EvidenceID // SHA-256 of the UTF-8 text
	Runes   int64
	AddedBy core.AccountID
	AddedAt core.Instant
	Source  string // where it came from, as the uploader says
}

func (d *Document) Table() record.Table { return record.Table{No: 40, Name: "document"} }

func (d *Document) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&d.ID)),
		record.Text(2, "title", &d.Title),
		record.Text(3, "kind", &d.Kind),
		record.Text(4, "dated", (*string)(&d.Date)),
		record.Text(5, "text_id", (*string)(&d.Text)),
		record.Int(6, "runes", &d.Runes),
		record.Text(7, "added_by", (*string)(&d.AddedBy)),
		record.Int(8, "added_at", (*int64)(&d.AddedAt)),
		record.Text(9, "source", &d.Source),
	}
}

// FactState is what a person decided of a fact.
type FactState string

const (
	Proposed FactState = "proposed"
	Accepted FactState = "accepted"
	Refused  FactState = "refused" // stays refused when the page is read again
)

// Fact is one thing the reader found, with the span that says it.
type Fact struct {
	ID          core.FactID
	Document    core.DocumentID
	Kind        string // as package extract names it: "action", "directive", "project" …
	Start, End  int64  // runes, end exclusive
	Text        string // with column breaks joined
	Payload     string // the fact's fields as the reader wrote them
	Fingerprint string // the same fact in the same text always has the same
	Rule        string // which rule found it
	Confidence  int64  // per mille
	State       FactState
	Object      string // core.Ref text of what was made of it
	DecidedBy   core.AccountID
}

func (f *Fact) Table() record.Table { return record.Table{No: 41, Name: "fact"} }

func (f *Fact) Fields() []record.Field {
	return []record.Field{
		record.Key(1, "id", (*string)(&f.ID)),
		record.Text(2, "document_id", (*string)(&f.Document)),
		record.Text(3, "kind", &f.Kind),
		record.Int(4, "start_rune", &f.Start),
		record.Int(5, "end_rune", &f.End),
		record.Text(6, "text", &f.Text),
		record.Text(7, "payload", &f.Payload),
		record.Text(8, "fingerprint", &f.Fingerprint),
		record.Text(9, "found_by", &f.Rule),
		record.Int(10, "confidence", &f.Confidence),
		record.Text(11, "state", (*string)(&f.State)),
		record.Text(12, "object", &f.Object),
		record.Text(13, "decided_by", (*string)(&f.DecidedBy)),
	}
}
