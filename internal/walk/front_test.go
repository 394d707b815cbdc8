package walk_test

import (
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"tupo/internal/app"
	"tupo/internal/demo"
	"tupo/internal/i18n"
	"tupo/internal/plan"
	"tupo/internal/serve"
)

// printedAt is the moment at which a page was made, to the minute.
var printedAt = regexp.MustCompile(`2023-11-14 \d\d:\d\d`)

// alone asks for a page of a server that has never answered anybody else: what it
// says is what this reader may read, whatever pages keep for each other.
func (d *district) alone(t *testing.T, r *reader, path string) string {
	t.Helper()
	conf := settings(d.folder)
	log := slog.New(slog.DiscardHandler)
	a, err := app.Open(t.Context(), app.Place{Config: conf, Wall: time.Now, Random: rand.Reader, Log: log, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}()
	words, err := i18n.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	handler, err := serve.Handler(serve.Options{App: a, Words: words, Config: conf, Log: log, Wall: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	listening := httptest.NewServer(handler)
	defer listening.Close()
	same := *r
	same.t, same.address = t, listening.URL
	got := same.get(path)
	if got.status != http.StatusOK {
		t.Fatalf("GET %s alone = %d", path, got.status)
	}
	return printedAt.ReplaceAllString(got.body, "(now)")
}

// TestFrontPageIsTheReadersOwn attacks what front pages keep for each other. A
// target that only some may know of is made the largest gap; then all readers ask
// for the front page at once and again, in both languages, for several moments. Each must
// get, byte for byte, the page that a server gives who never saw another reader.
func TestFrontPageIsTheReadersOwn(t *testing.T) {
	d := open(t)
	hidden := d.hideLargestGap(t)
	paths := []string{"/?lang=zh", "/?lang=en", "/?lang=zh&period=2023-08", "/?lang=en&asof=900"}
	want := map[string]string{}
	readers := map[string]*reader{}
	for _, login := range []string{"leader", "office", "office2", "reporter", "approver", "verifier", "verifier2"} {
		readers[login] = d.as(t, login)
		for _, path := range paths {
			want[login+path] = d.alone(t, readers[login], path)
		}
	}
	link := `/targets/` + hidden.Code + `"`
	if page := want["leader"+paths[0]]; !strings.Contains(page, link) {
		t.Fatalf("the leader's own front page lacks %s", link)
	}
	if page := want["reporter"+paths[0]]; strings.Contains(page, link) {
		t.Fatalf("the reporter's own front page holds %s: the test attacks nothing", link)
	}
	var all sync.WaitGroup
	for login, r := range readers {
		all.Go(func() {
			for range 3 {
				for _, path := range paths {
					got := printedAt.ReplaceAllString(r.get(path).body, "(now)")
					if got != want[login+path] {
						t.Errorf("GET %s as %s differs from what %s alone is given: %s", path, login, login, firstDifference(got, want[login+path]))
					}
				}
			}
		})
	}
	all.Wait()
}

// hideLargestGap makes the target of the lead story a work secret.
func (d *district) hideLargestGap(t *testing.T) plan.Target {
	t.Helper()
	w := app.Operator(demo.District)
	j, err := d.app.Judge(t.Context(), w, app.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	g, ok := j.Lead()
	if !ok {
		t.Fatal("nothing is short on the demonstration")
	}
	found, _ := j.Snapshot().Target(g.Target)
	target := *found
	target.Level = plan.LevelSecret
	if err := d.app.Enter(t.Context(), w, "plan.set", &target); err != nil {
		t.Fatal(err)
	}
	return target
}

// The lead is the largest single gap; which action is furthest below its plan is
// said beside the lights, with the figures that are missing, in every language.
func TestFrontPageNamesTheFurthestAction(t *testing.T) {
	d := open(t)
	office := d.as(t, "office")
	for path, want := range map[string]string{
		"/?lang=zh": "完成度差计划最多：08 城市更新，19 点（2 项按 0 计）",
		"/?lang=en": "Furthest below plan: 08 Urban renewal, 19 points (2 taken as 0)",
	} {
		body := office.get(path).body
		if link := `<p class="lag"><a href="/actions/A08">` + want + `</a></p>`; strings.Count(body, link) != 1 {
			t.Errorf("GET %s lacks %s", path, link)
		}
	}
}

// A figure in question was once counted twice: as one to verify and as a question.
func TestGuideCountsEachFigureOnce(t *testing.T) {
	d := open(t)
	verifier := d.as(t, "verifier2")
	queue := regexp.MustCompile(`(\d+) figures to verify, [1-9]\d* of them in question`).FindStringSubmatch(verifier.get("/queue?lang=en").body)
	if queue == nil {
		t.Fatal("the second verifier's queue holds no question: the test shows nothing")
	}
	if want := "<small>" + queue[1] + " waiting</small>"; !strings.Contains(verifier.get("/?lang=en").body, want) {
		t.Errorf("today’s guide lacks %s", want)
	}
}
