// Package extract reads official Chinese prose (newspaper pages, meeting and
// signing news, commentaries) and says what it found as facts with exact spans.
//
// Read is a pure function: text in, Page out, no I/O and no clock. Offsets are
// Unicode code points over the text as given, 0-based, end exclusive; every
// stated text equals the source at its offsets, and a text that a column break
// cuts carries its re-joined form beside it. Every fact names the rule that found
// it and a confidence.
//
// It refuses to complete a sentence that the page cuts, to fill a field that no
// words state, and to guess a date without a reference. A doubtful fact is left
// out: a claim that its span does not say is worse than a miss.
//
// What it knows of the language lies in lexicon/*.txt: word lists and rules that
// an expert of the domain can read and extend; the code is only the engine.
package extract
