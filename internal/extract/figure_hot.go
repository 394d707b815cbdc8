package extract

// hotLists are the word lists that are looked into at every character.
type hotLists struct {
	keep       *words
	verb       *words
	act        *words
	lead       *words
	scope      *words
	generic    *words
	mid        *words
	first      *words
	topicEnd   *words
	said       *words
	state      *words
	stateBegin *words
	resultCue  *words
	targetCue  *words
	gap        *words
	gapAny     *words
	fiveYears  *words
	resultHead *words
	targetHead *words
	nextYears  *words
	spanCue    *words
	wholeSpan  *words
	meanCue    *words
	yearCue    *words
}

func (l *lexicon) hot() hotLists {
	return hotLists{
		keep:       l.index["figure_words.keep"],
		verb:       l.index["figure_words.verb"],
		act:        l.index["figure_words.act"],
		lead:       l.index["figure_words.lead"],
		scope:      l.index["figure_words.scope"],
		generic:    l.index["figure_words.generic"],
		mid:        l.index["figure_words.mid"],
		first:      l.index["figure_rank.first"],
		said:       l.index["figure_words.said"],
		topicEnd:   l.index["figure_words.topic_end"],
		state:      l.index["figure_rank.state"],
		stateBegin: l.index["figure_rank.state_begin"],
		resultCue:  l.index["figure_context.result_cue"],
		targetCue:  l.index["figure_context.target_cue"],
		gap:        l.index["figure_predicates.gap"],
		gapAny:     l.index["figure_predicates.gap_any"],
		fiveYears:  l.index["figure_context.five_years"],
		resultHead: l.index["figure_context.result_head"],
		targetHead: l.index["figure_context.target_head"],
		nextYears:  l.index["figure_context.next_years"],
		spanCue:    l.index["figure_context.span_cue"],
		wholeSpan:  l.index["figure_context.whole_span"],
		meanCue:    l.index["figure_context.mean_cue"],
		yearCue:    l.index["figure_context.year_cue"],
	}
}
