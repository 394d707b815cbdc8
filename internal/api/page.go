package api

import (
	"encoding/base64"

	"tupo/internal/errs"
)

// Paging is how a list is asked for.
type Paging struct {
	Cursor string `query:"cursor" maxLength:"400" doc:"next of the page before; without it the first page"`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"100" doc:"items on a page"`
}

// Page is a part of a list.
type Page[T any] struct {
	Items []T    `json:"items" nullable:"false"`
	Next  string `json:"next" doc:"cursor of the next page; empty on the last"`
}

// BoardPage is a part of a list that was judged at a moment.
type BoardPage[T any] struct {
	Seq    int64  `json:"seq" doc:"ledger entry up to which the board knows; send it as as_of to page through an unchanging list"`
	Period string `json:"period" doc:"month at which it was judged" example:"2023-10"`
	Page[T]
}

// cut takes a page out of a list. A cursor names the last item given; an item
// that is no longer in the list cannot be continued after.
func cut[T any](all []T, key func(T) string, p Paging) ([]T, string, error) {
	from := 0
	if p.Cursor != "" {
		last, err := base64.RawURLEncoding.DecodeString(p.Cursor)
		if err != nil {
			return nil, "", errs.Field("cursor", "api.cursor")
		}
		for from < len(all) && key(all[from]) != string(last) {
			from++
		}
		if from++; from > len(all) {
			return nil, "", errs.Field("cursor", "api.cursor")
		}
	}
	to := min(from+p.Limit, len(all))
	next := ""
	if to < len(all) {
		next = base64.RawURLEncoding.EncodeToString([]byte(key(all[to-1])))
	}
	return all[from:to], next, nil
}

// paged converts the items of a page.
func paged[T, U any](all []T, key func(T) string, p Paging, convert func(T) U) (Page[U], error) {
	part, next, err := cut(all, key, p)
	if err != nil {
		return Page[U]{}, err
	}
	return Page[U]{Items: each(part, convert), Next: next}, nil
}

// each converts a list; the result is never nil.
func each[T, U any](all []T, convert func(T) U) []U {
	out := make([]U, 0, len(all))
	for _, x := range all {
		out = append(out, convert(x))
	}
	return out
}
