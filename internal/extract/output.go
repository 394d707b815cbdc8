package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sort"
	"strings"
)

// JSON is the page in its stable machine form, indented, with a final line feed.
// Keys are those of the labelled pages (gold files).
func (p *Page) JSON() ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(p); err != nil {
		return nil, fmt.Errorf("extract: encode page: %w", err)
	}
	return []byte(b.String()), nil
}

// Kinds of Fact.
const (
	KindProgramme  = "programme"
	KindAction     = "action"
	KindDirective  = "directive"
	KindProject    = "project"
	KindMeeting    = "meeting"
	KindPerson     = "person"
	KindQuantity   = "quantity"
	KindRank       = "rank"
	KindNonnumeric = "nonnumeric"
	KindStructure  = "structure"
)

// Facts flattens the page into the list that is proposed to a person, ordered by
// place. A fact's fingerprint depends on its kind and words only (and on a number
// if the same words stand several times), so that the same page read again gives
// the same fingerprints and a refused fact stays refused.
func (p *Page) Facts() []Fact {
	var out []Fact
	add := func(kind string, s Span, payload any) {
		out = append(out, Fact{Kind: kind, Start: s.Start, End: s.End, Text: s.Text, Joined: s.Reading(), Reason: s.Reason, Confidence: s.Confidence, Payload: payload})
	}
	if g := p.Programme; g != nil {
		add(KindProgramme, g.Name, g)
		for i := range g.Actions {
			add(KindAction, g.Actions[i].Span, &g.Actions[i])
		}
	}
	for i := range p.Directives {
		d := &p.Directives[i]
		add(KindDirective, d.Span, d)
		for _, sub := range d.SubOrders {
			if sub.Subject != nil { // an order of its own, to somebody else
				add(KindDirective, sub.Span, &Directive{ID: d.ID, Span: sub.Span, Speaker: d.Speaker, Subject: sub.Subject, Deadline: sub.Deadline})
			}
		}
	}
	for i := range p.Projects {
		add(KindProject, p.Projects[i].Name, &p.Projects[i])
	}
	for i := range p.Meetings {
		add(KindMeeting, p.Meetings[i].Title, &p.Meetings[i])
	}
	for i := range p.People {
		add(KindPerson, *p.People[i].place(), &p.People[i])
	}
	for i := range p.Quantities {
		add(KindQuantity, p.Quantities[i].Value, &p.Quantities[i])
	}
	for i := range p.Nonnumeric {
		add(KindNonnumeric, p.Nonnumeric[i].Value, &p.Nonnumeric[i])
	}
	for i := range p.Structure {
		add(KindStructure, p.Structure[i].Span, &p.Structure[i])
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	for i := range out {
		out[i].Fingerprint = fingerprint(out[i].Kind, out[i].Joined)
	}
	distinguish(out)
	return out
}

// distinguish numbers the fingerprints of facts with the same words, from the second on.
func distinguish(all []Fact) {
	seen := map[string]int{}
	for i := range all {
		f := all[i].Fingerprint
		if seen[f]++; seen[f] > 1 {
			all[i].Fingerprint = fmt.Sprintf("%s-%d", f, seen[f])
		}
	}
}

// fingerprint is the kind and 96 bits of the hash of the words.
func fingerprint(kind, words string) string {
	h := sha256.Sum256([]byte(kind + "\x00" + words))
	return kind + "-" + hex.EncodeToString(h[:12])
}
