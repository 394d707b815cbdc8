package demo

import (
	"strings"
	"testing"

	"tupo/internal/extract"
)

// The page has what a reader of such pages meets, and says what the book says.
func TestPageTellsTheProgramme(t *testing.T) {
	joined := strings.ReplaceAll(Page(), "\n\n", "")
	for _, want := range []string{
		"“创新突破年”", "“十三大创新突破行动”", "本报11月14日讯", "□本报评论员", "(下转第二版)", "今日导读",
		"相关报道见3版", "约50亿元", "400亩", "三期", "10亿元", "用地143亩", "青岛市新型显示产业园",
	} {
		if !strings.Contains(joined, want) {
			t.Errorf("Page() without its column breaks lacks %q", want)
		}
	}
	last := 0
	for _, a := range New().Book.Actions {
		at := strings.Index(joined, a.Name)
		if at < last {
			t.Errorf("Page() names %s at %d, want it after %d", a.Name, at, last)
		}
		last = at
	}
}

// What is read in the page fits the book: the same thirteen names in the same
// order, the meeting of the morning, and the base that is signed for.
func TestPageIsReadAsMeant(t *testing.T) {
	y := New()
	p := extract.Read(Page(), extract.Options{Date: string(y.Clock)})
	if p.Programme == nil || len(p.Programme.Actions) != len(y.Book.Actions) {
		t.Fatalf("Read(Page()): programme %+v, want one of %d actions", p.Programme, len(y.Book.Actions))
	}
	for i, a := range p.Programme.Actions {
		if got := a.Reading(); got != y.Book.Actions[i].Name {
			t.Errorf("action %d = %q, want %q", i+1, got, y.Book.Actions[i].Name)
		}
	}
	if len(p.Meetings) != 2 || p.Meetings[0].Title.Reading() != y.Meetings[1].Title {
		t.Errorf("Read(Page()): %d meetings, want 2, the first %q", len(p.Meetings), y.Meetings[1].Title)
	}
	if len(p.Articles) != 3 || p.GuideBox == nil || len(p.GuideBox.Items) != 2 || len(p.LineBreaks) != 4 {
		t.Errorf("Read(Page()): %d articles, guide box %v, %d column breaks; want 3, one of 2 items, 4", len(p.Articles), p.GuideBox, len(p.LineBreaks))
	}
	if len(p.Projects) != 1 {
		t.Fatalf("Read(Page()): %d projects, want 1", len(p.Projects))
	}
	for _, got := range y.Projects {
		if strings.Contains(got.Name, "翰博") {
			t.Errorf("project %s is in the book before the page is read", got.Name)
		}
	}
	if len(p.Directives) < 6 {
		t.Errorf("Read(Page()): %d directives, want at least 6", len(p.Directives))
	}
}
