package api

import (
	"context"
	"net/http"

	"tupo/internal/access"
	"tupo/internal/app"
	"tupo/internal/core"
	"tupo/internal/errs"
	"tupo/internal/plan"
)

// Person holds posts. Name and telephone lie apart from the ledger and are empty
// once they were erased.
type Person struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	Phone    string    `json:"phone"`
	Asked    bool      `json:"erasure_asked" doc:"an erasure was asked for and not done yet"`
	Erased   bool      `json:"erased"`
	Holdings []Holding `json:"holdings" nullable:"false" doc:"the latest first; only posts whose holders the reader may see"`
	Ref      string    `json:"ref" doc:"for GET /ledger/history"`
}

// Holding is a post held for a time.
type Holding struct {
	Post string `json:"post" maxLength:"40" doc:"code"`
	From string `json:"from" maxLength:"20" doc:"date, may lie in the past"`
	To   string `json:"to,omitempty" maxLength:"20" doc:"date; empty while in office"`
}

// NewPerson is a person as entered.
type NewPerson struct {
	Name   string `json:"name" maxLength:"100"`
	Phone  string `json:"phone,omitempty" maxLength:"100"`
	Reason string `json:"reason,omitempty" maxLength:"1000"`
}

// NewHolding enters a holder; who held the post until then ends the day before.
type NewHolding struct {
	Holding
	Reason string `json:"reason,omitempty" maxLength:"1000"`
}

// Erasure asks for an erasure, does what another account asked for, or ends the request.
type Erasure struct {
	Do     string `json:"do" enum:"ask,erase,keep"`
	Reason string `json:"reason,omitempty" maxLength:"1000" doc:"needed to ask and to keep; no names in it"`
}

// Removal takes a row of the plan out.
type Removal struct {
	Ref    string `json:"ref" maxLength:"100" doc:"as other answers give it" example:"target:t0102"`
	Reason string `json:"reason" maxLength:"1000"`
}

type personsInput struct {
	Lang
	Paging
}

type newPersonInput struct {
	Lang
	Body NewPerson
}

type personInput struct {
	Lang
	ID   string `path:"id" maxLength:"40"`
	Body NewPerson
}

type holdingInput struct {
	Lang
	ID   string `path:"id" maxLength:"40"`
	Body NewHolding
}

type erasureInput struct {
	Lang
	ID   string `path:"id" maxLength:"40"`
	Body Erasure
}

type removalInput struct {
	Lang
	Body Removal
}

func (s *service) personOperations(t *table) {
	register(t, operation{Method: http.MethodGet, Path: "/persons", ID: "list-persons", Tag: "plan", May: access.ViewPersons,
		Summary: "Who holds or held posts", Detail: "Of a unit's posts to those who work there and below; of all posts to the district's office and leaders."}, s.persons)
	register(t, operation{Method: http.MethodPost, Path: "/persons", ID: "enter-person", Tag: "plan", May: access.EditUnits, Status: created,
		Summary: "Enter a person", Detail: "The ledger gets a salted hash of name and telephone."}, s.enterPerson)
	register(t, operation{Method: http.MethodPost, Path: "/persons/{id}", ID: "change-person", Tag: "plan", May: access.EditUnits,
		Summary: "Correct a name or a telephone number"}, s.changePerson)
	register(t, operation{Method: http.MethodPost, Path: "/persons/{id}/holdings", ID: "hold-post", Tag: "plan", May: access.EditUnits,
		Summary: "Say who holds a post from which day on"}, s.holdPost)
	register(t, operation{Method: http.MethodPost, Path: "/persons/{id}/erasure", ID: "erase-person", Tag: "plan", May: access.ErasePersonal,
		Summary: "Erase name and telephone", Detail: "One account asks, another one does it."}, s.erasePerson)
	register(t, operation{Method: http.MethodPost, Path: "/plan/removals", ID: "remove-plan-row", Tag: "plan", May: access.EditPlan,
		Summary: "Take a row of the plan out that nothing uses", Detail: "What still uses it is named in the problem. What belongs to a programme that runs is asked to be taken out: another account decides. The ledger keeps all its versions."}, s.removePlan)
}

func (s *service) persons(ctx context.Context, w app.Who, in *personsInput) (reply[Page[Person]], error) {
	all, err := s.app.Persons(ctx, w)
	if err != nil {
		return reply[Page[Person]]{}, err
	}
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return reply[Page[Person]]{}, err
	}
	page, err := paged(all, func(p app.PersonView) string { return string(p.ID) }, in.Paging, func(p app.PersonView) Person {
		out := Person{ID: string(p.ID), Name: p.Name, Phone: p.Phone, Asked: p.AskedBy != "" && !p.Erased(), Erased: p.Erased(),
			Ref: core.Ref{Kind: "person", ID: string(p.ID)}.String()}
		out.Holdings = each(p.Holdings, func(h plan.Holding) Holding {
			x := Holding{From: string(h.From), To: string(h.To)}
			if post, ok := board.Post(h.Post); ok {
				x.Post = post.Code
			}
			return x
		})
		return out
	})
	return reply[Page[Person]]{page}, err
}

func (s *service) enterPerson(ctx context.Context, w app.Who, in *newPersonInput) (reply[Made], error) {
	id, err := s.app.SavePerson(ctx, w, app.PersonEdit{PersonalData: app.PersonalData{Name: in.Body.Name, Phone: in.Body.Phone}, Reason: in.Body.Reason})
	return reply[Made]{Made{string(id)}}, err
}

func (s *service) changePerson(ctx context.Context, w app.Who, in *personInput) (done, error) {
	_, err := s.app.SavePerson(ctx, w, app.PersonEdit{ID: core.PersonID(in.ID), PersonalData: app.PersonalData{Name: in.Body.Name, Phone: in.Body.Phone}, Reason: in.Body.Reason})
	return done{}, err
}

func (s *service) holdPost(ctx context.Context, w app.Who, in *holdingInput) (done, error) {
	board, err := s.app.Seen(ctx, w)
	if err != nil {
		return done{}, err
	}
	for _, p := range board.Book().Posts {
		if p.Code == in.Body.Post {
			h := plan.Holding{Post: p.ID, Person: core.PersonID(in.ID), From: core.Date(in.Body.From), To: core.Date(in.Body.To)}
			return done{}, s.app.Hold(ctx, w, h, in.Body.Reason)
		}
	}
	return done{}, errs.Field("post", "person.no-such-post")
}

func (s *service) erasePerson(ctx context.Context, w app.Who, in *erasureInput) (done, error) {
	id := core.PersonID(in.ID)
	switch in.Body.Do {
	case "ask":
		return done{}, s.app.AskErasure(ctx, w, id, in.Body.Reason)
	case "erase":
		return done{}, s.app.Erase(ctx, w, id)
	}
	return done{}, s.app.KeepPerson(ctx, w, id, in.Body.Reason)
}

// Removed says whether a row is gone or another person has to agree first.
type Removed struct {
	Change string `json:"change" doc:"the request that waits for a decision; empty when the row is taken out"`
}

func (s *service) removePlan(ctx context.Context, w app.Who, in *removalInput) (reply[Removed], error) {
	ref, err := core.ParseRef(in.Body.Ref)
	if err != nil || ref.Kind == "" {
		return reply[Removed]{}, errs.Field("ref", "api.ref")
	}
	change, err := s.app.RemovePlan(ctx, w, ref, in.Body.Reason)
	return reply[Removed]{Removed{change}}, err
}
