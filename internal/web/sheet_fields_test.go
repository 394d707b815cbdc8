package web

import "testing"

// What is typed in English beside “bn yuan” was once read in 亿元: ten times too little.
func TestRestated(t *testing.T) {
	for _, c := range []struct{ text, from, to, want string }{
		{"7.217", "bn yuan", "亿元", "72.17"}, {"72.17", "亿元", "bn yuan", "7.217"}, {"1,234.5", "m yuan", "万元", "123450"},
		{"265亿元", "bn yuan", "亿元", "265亿元"}, {"26.5 bn yuan", "bn yuan", "亿元", "26.5 bn yuan"}, {"约7", "bn yuan", "亿元", "约7"},
		{"", "bn yuan", "亿元", ""}, {"0.0000001", "bn yuan", "亿元", "0.0000001"}, {"0.000001", "亿元", "bn yuan", "0.000001 亿元"},
		{"6.4", "%", "%", "6.4"}, {"290", "number", "个", "290"}, {"64.8", "thousand mu", "万亩", "6.48"},
	} {
		if got := restated(c.text, c.from, c.to); got != c.want {
			t.Errorf("restated(%q, %s, %s) = %q, want %q", c.text, c.from, c.to, got, c.want)
		}
	}
}
