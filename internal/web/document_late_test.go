package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"testing"
)

// A text that was read before is not read as another: whoever brings it again is told,
// for the kind and the date that he gave do not hold.
func TestTheSameTextAgain(t *testing.T) {
	r := openOffice(t).login("office")
	text := []byte("2022年，全区实际使用外资完成9.6亿美元。\n")
	first := r.upload("/documents", "file", "甲.txt", text, url.Values{"date": {"2023-11-14"}, "kind": {"report"}})
	r.follow(first).want(t, "read first", http.StatusOK, "已读入，请逐条采纳或不采纳")
	again := r.upload("/documents", "file", "乙.txt", text, url.Values{"date": {"2023-10-01"}, "kind": {"news"}})
	if again.location != first.location {
		t.Errorf("the same text is at %s and %s", first.location, again.location)
	}
	r.follow(again).want(t, "read again", http.StatusOK, "已经读入，这就是当时的那份", "2023年11月14日", "工作报告")
}

// Whoever decides on a page that is no longer true is told what became of the fact,
// also without the page's script.
func TestDecidedTooLate(t *testing.T) {
	o := openOffice(t)
	one, two := o.login("office"), o.login("office2")
	page := one.follow(one.upload("/documents", "file", "外资.txt", []byte("2022年，全区实际使用外资完成9.6亿美元。\n"), url.Values{"date": {"2023-11-14"}}))
	fact := regexp.MustCompile(`data-url="([^"]+)"`).FindStringSubmatch(page.body)[1]
	one.post(fact, url.Values{"do": {"accept"}})
	two.post(fact, url.Values{"do": {"refuse"}}).want(t, "refused too late", http.StatusUnprocessableEntity, "这条事实已采纳，不能再拒绝")
}

// Whoever sends a form after the session has ended finds the way to the login.
func TestFormAfterTheSession(t *testing.T) {
	v := openOffice(t).login("")
	v.post("/facts/none", url.Values{"do": {"accept"}}).want(t, "without a session", http.StatusUnauthorized, `href="/login?next=%2F"`)
}
