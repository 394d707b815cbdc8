package web_test

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"tupo/internal/testing/browser"
)

// keysText is a plan in words of its own: results, targets with tiers, a bound and a
// reference, an order with a body and a date, a principle, a project.
const keysText = `全区年度安排的说明
2022年，全区粮食总产量达到31.2万吨，增长2.6%，新增绿道45公里。
2023年主要目标：一般公共预算收入增长7%，力争增长8%；新建口袋公园26处；城镇登记失业率控制在4.8%以内；居民收入增长与经济增长同步。
城市管理局要在12月底前建成口袋公园26处。要持续弘扬实干作风。
云岭光学器件基地项目总投资约18亿元，用地120亩，11月14日开工。
`

// A clerk decides the facts of a document by keyboard in a real browser, and counts the
// keys that each accepted fact took.
type clerk struct {
	t        *testing.T
	ctx      context.Context
	keys     int // since the current fact was reached
	all      int // in the whole document
	at       row
	accepted []int // keys of each accepted fact
}

// clerkAt opens a document as the office.
func clerkAt(t *testing.T, o *office, path string) *clerk {
	t.Helper()
	c := &clerk{t: t, ctx: browser.New(t)}
	c.visit(o, "/login")
	c.run(fmt.Sprintf(`fetch("/login", {method: "POST", body: new URLSearchParams({login: "office", secret: %q})}).then(() => "ok")`, officeSecret))
	c.visit(o, path)
	return c
}

func (c *clerk) visit(o *office, path string) {
	c.t.Helper()
	if err := chromedp.Do(c.ctx, chromedp.Navigate(o.server.URL+path)); err != nil {
		c.t.Fatalf("open %s: %v", path, err)
	}
}

func (c *clerk) run(script string) string {
	c.t.Helper()
	got, err := chromedp.Run(c.ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
	if err != nil {
		c.t.Fatalf("%s: %v", script, err)
	}
	return got
}

// settled waits for the answer to what was sent and says how the page stands: the
// current row's number, what is decided of it, whether its form is open, a fault or a
// clash in it, and how many are accepted.
const settled = `new Promise(function done(yes) {
	if (document.querySelector("[aria-busy]")) { setTimeout(done, 4, yes); return; }
	const row = document.querySelector(".fact-row.current");
	const is = name => row.classList.contains(name);
	yes([row.dataset.no, is("accepted") ? "accepted" : is("refused") ? "refused" : "proposed", row.querySelector(".fact-form") ? "open" : "closed",
		row.querySelector(".fault, [aria-invalid]") ? "fault" : "", document.querySelector("[data-count=accepted]").textContent, row.querySelector(".clash") ? "clash" : ""].join(" "));
})`

// row is the page after a key.
type row struct {
	no, state, form, fault, clash string
	accepted                      int
}

// press types keys one by one and counts them.
func (c *clerk) press(keys string, options ...chromedp.KeyOption) row {
	c.t.Helper()
	for _, key := range keys {
		before := c.at
		if err := chromedp.Do(c.ctx, chromedp.KeyEvent(string(key), options...)); err != nil {
			c.t.Fatalf("key %q: %v", key, err)
		}
		c.keys, c.all = c.keys+1, c.all+1
		if c.now().accepted > before.accepted {
			c.accepted, c.keys = append(c.accepted, c.keys), 0
		} else if c.at.no != before.no {
			c.keys = 0
		}
	}
	return c.at
}

func (c *clerk) now() row {
	c.t.Helper()
	parts := strings.Split(c.run(settled), " ")
	n, err := strconv.Atoi(parts[4])
	if err != nil {
		c.t.Fatalf("the page counts %q accepted facts", parts[4])
	}
	c.at = row{no: parts[0], state: parts[1], form: parts[2], fault: parts[3], accepted: n, clash: parts[5]}
	return c.at
}

// median of the keys per accepted fact.
func (c *clerk) median() int {
	if len(c.accepted) == 0 {
		return 0
	}
	all := slices.Clone(c.accepted)
	slices.Sort(all)
	return all[len(all)/2]
}

// The document is run through without a mouse: accepted, refused and taken back, edited,
// merged, kept as a principle. A fault names its field and keeps what was typed, and so
// does a connection that fails.
func TestDocumentByKeyboard(t *testing.T) {
	o := openOffice(t)
	added := o.login("office").upload("/documents", "file", "安排.txt", []byte(keysText), url.Values{"date": {"2023-11-14"}, "kind": {"plan"}})
	c := clerkAt(t, o, added.location+"?lang=zh")
	is := func(what string, got row, no, state string, accepted int) {
		t.Helper()
		if got.no != no || got.state != state || got.accepted != accepted {
			t.Errorf("%s: the page stands at %+v with %q, want row %s %s and %d accepted", what, got, c.run(`document.querySelector(".fact-row.current .what").textContent`), no, state, accepted)
		}
	}
	is("on arriving", c.now(), "1", "proposed", 0)
	is("a", c.press("a"), "2", "proposed", 1)
	is("a Enter", c.press("a\r"), "4", "proposed", 3)
	is("down and up", c.press("jk"+kb.ArrowDown+kb.ArrowUp), "4", "proposed", 3)
	if got := c.run(`document.querySelector("mark.here").textContent`); !strings.Contains(got, "7%") {
		t.Errorf("the text marks %q beside the fourth fact", got)
	}

	c.run(`window.kept = window.fetch, window.fetch = () => Promise.reject(new TypeError("offline")), "ok"`)
	is("a without a network", c.press("a"), "4", "proposed", 3)
	if got := c.run(`document.querySelector(".said").textContent`); !strings.Contains(got, "网络中断") {
		t.Errorf("a failed connection says %q", got)
	}
	c.run(`window.fetch = window.kept, "ok"`)
	is("a with a network", c.press("a"), "5", "proposed", 4)

	is("r", c.press("r"), "6", "proposed", 4)
	is("u", c.press("u"), "5", "refused", 4)
	is("u twice", c.press("u"), "6", "proposed", 5)

	if got := c.press("e"); got.form != "open" {
		t.Fatalf("e: %+v, want the form", got)
	}
	c.press("a", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	if got := c.press("x二\r"); got.no != "6" || got.form != "open" || got.fault == "" {
		t.Errorf("a value that is none: %+v, want the form with its fault", got)
	}
	if got := c.run(`document.activeElement.name + document.activeElement.value`); got != "valuex二" {
		t.Errorf("after the fault the cursor is at %q, want the value as typed", got)
	}
	c.press("a", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	is("the value mended", c.press("28\r"), "7", "proposed", 6)

	if got := c.press("m"); got.form != "open" {
		t.Errorf("m: %+v, want the form", got)
	}
	is("Escape", c.press(kb.Escape), "7", "proposed", 6)
	is("n", c.press("n"), "8", "proposed", 6)
	is("a at a clash", c.press("a"), "9", "proposed", 7)
	is("p", c.press("p"), "10", "proposed", 8)
	is("rest", c.press("raa"), "12", "accepted", 10)
	if got := c.press("?"); c.run(`String(document.querySelector(".keys-help").hidden)`) != "false" {
		t.Errorf("?: %+v and no help", got)
	}
	if got := c.median(); got > 2 {
		t.Errorf("keys per accepted fact: %v, median %d, want at most 2", c.accepted, got)
	}
	if got := c.run(`["proposed", "accepted", "refused", "undecided"].map(k => document.querySelector("[data-count=" + k + "]").textContent).join(" ")`); got != "1 10 1 1" {
		t.Errorf("the tally says %q, want 1 proposed, 10 accepted, 1 refused, 1 undecided", got)
	}
	c.visit(o, added.location+"?show=undecided")
	if got := c.run(`String(document.querySelectorAll(".fact-row").length)`); got != "1" {
		t.Errorf("after loading anew %s facts are undecided, want the one that was passed over", got)
	}
}
