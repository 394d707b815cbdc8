package api

import (
	"context"

	"tupo/internal/app"
)

// PublishedFigure is a figure that a document or a newspaper gave.
type PublishedFigure struct {
	Indicator string `json:"indicator" doc:"code"`
	Name      string `json:"name"`
	Unit      string `json:"unit" doc:"whose figure: code"`
	Period    string `json:"period"`
	Measure   string `json:"measure" doc:"unit of measure"`
	Value     string `json:"value"`
	Official  string `json:"official" doc:"the competent department's figure of the same period; empty while there is none"`
	Vintage   string `json:"vintage" doc:"preliminary, revised, final"`
	Released  string `json:"released" doc:"date of the document"`
	Source    string `json:"source" doc:"fact:… leads to the words that say it"`
}

type publishedInput struct {
	Lang
	Paging
}

func (s *service) publishedFigures(ctx context.Context, w app.Who, in *publishedInput) (reply[Page[PublishedFigure]], error) {
	all, err := s.app.PublishedFigures(ctx, w)
	if err != nil {
		return reply[Page[PublishedFigure]]{}, err
	}
	key := func(o app.PublishedFigure) string {
		return o.Period + "/" + string(o.Observation.Indicator) + "/" + string(o.Observation.Unit)
	}
	page, err := paged(all, key, in.Paging, func(o app.PublishedFigure) PublishedFigure {
		x := o.Indicator
		return PublishedFigure{Indicator: x.Code, Name: x.Name, Unit: o.Unit.Code, Period: o.Period, Measure: x.Measure(), Value: shown(o.Value, x),
			Official: shown(o.Official.Value, x), Vintage: string(o.Vintage), Released: string(o.Released), Source: o.Source}
	})
	return reply[Page[PublishedFigure]]{page}, err
}
