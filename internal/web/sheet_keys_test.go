package web_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"tupo/internal/testing/browser"
)

// Arrow keys and Enter walk down the figures, and a column copied from a
// worksheet fills from the cell it is pasted into: in a real browser, since that
// is what holds the conveniences together with the names of the inputs.
func TestSheetByKeyboard(t *testing.T) {
	o := openOffice(t)
	ctx := browser.New(t)
	run := func(script string) string {
		t.Helper()
		got, err := chromedp.Run(ctx, chromedp.Evaluate[string](script, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatalf("%s: %v", script, err)
		}
		return got
	}
	open := func(path string) {
		t.Helper()
		if err := chromedp.Do(ctx, chromedp.Navigate(o.server.URL+path)); err != nil {
			t.Fatalf("open %s: %v", path, err)
		}
	}
	open("/login")
	run(fmt.Sprintf(`fetch("/login", {method: "POST", body: new URLSearchParams({login: "reporter", secret: %q})}).then(() => "ok")`, officeSecret))
	open(sheetPath)
	const press = `((key, shift) => { document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: key, shiftKey: shift, bubbles: true, cancelable: true})); return document.activeElement.name; })`
	first := run(`document.querySelector(".figures td input").focus(), document.activeElement.name`)
	for _, c := range []struct{ key, shift, want string }{
		{"ArrowDown", "false", "value.park.xq"}, {"Enter", "false", "value.parking.xq"}, {"Enter", "false", "value.parking.xq"},
		{"ArrowUp", "false", "value.park.xq"}, {"Enter", "true", first}, {"ArrowUp", "false", first},
	} {
		if got := run(press + `("` + c.key + `", ` + c.shift + `)`); got != c.want {
			t.Errorf("%s (shift %s) leads to %q, want %q", c.key, c.shift, got, c.want)
		}
	}
	got := run(`(() => {
		const data = new DataTransfer();
		data.setData("text/plain", "93.1\r\n20\r\n４,０１２\r\n");
		document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
		return ["value.garbage.xq", "value.park.xq", "value.parking.xq", "remark.park.xq"].map(n => document.getElementsByName(n)[0].value).join("|");
	})()`)
	if want := "93.1|20|４,０１２|"; got != want {
		t.Errorf("pasting a column gives %q, want %q", got, want)
	}
}
