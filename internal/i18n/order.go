package i18n

import (
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// ByName sorts a list by what its rows are called in a language, as its readers
// look for a name: Chinese by pinyin, behind Latin letters and figures; English by
// letters, whatever their case; a number in a name counts as a number. Equal
// names keep their order.
//
// The order is computed where the list is shown and kept nowhere.
func ByName[T any](lang Lang, all []T, name func(*T) string) {
	tag := language.Chinese // its usual order is that of pinyin
	if lang == EN {
		tag = language.English
	}
	order := collate.New(tag, collate.Numeric, collate.IgnoreCase) // one list's own: it is not for several at once
	var keys collate.Buffer
	type named struct {
		row T
		key []byte
	}
	rows := make([]named, len(all))
	for i := range all {
		rows[i] = named{all[i], order.KeyFromString(&keys, name(&all[i]))}
	}
	slices.SortStableFunc(rows, func(a, b named) int { return slices.Compare(a.key, b.key) })
	for i := range rows {
		all[i] = rows[i].row
	}
}
