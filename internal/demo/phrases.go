package demo

// Phrases gives what the demonstration's sources say of themselves in Chinese, with
// the English for it: the product has no words for data that are made up.
func Phrases() map[string]string {
	out := map[string]string{}
	for _, f := range rows("phrases", 2) {
		out[f[0]] = f[1]
	}
	return out
}
