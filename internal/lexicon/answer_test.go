package lexicon_test

import (
	"testing"

	"tupo/internal/lexicon"
)

func TestReadAnswer(t *testing.T) {
	for text, want := range map[string]bool{"是": true, " 是 ": true, "Yes": true, "YES": true, "ｙｅｓ": true, "y": true, "true": true, "TRUE": true, "1": true, "１": true, "√": true,
		"否": false, "no": false, "N": false, "False": false, "0": false, "×": false} {
		if got, ok := lexicon.ReadAnswer(text); !ok || got != want {
			t.Errorf("ReadAnswer(%q) = %t, %t, want %t", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "2", "是否", "yes and no", "10", "-1"} {
		if got, ok := lexicon.ReadAnswer(text); ok {
			t.Errorf("ReadAnswer(%q) = %t, want none", text, got)
		}
	}
}
