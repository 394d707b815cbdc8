package view

import "testing"

func TestMarkChinese(t *testing.T) {
	for _, c := range []struct{ page, want string }{
		{`<p>all English, “26.64 bn yuan” – £5</p>`, `<p>all English, “26.64 bn yuan” – £5</p>`},
		{`<p>Who: 董家口经济区、自然资源局 at once</p>`, `<p>Who: <span lang="zh-CN">董家口经济区、自然资源局</span> at once</p>`},
		{`<p>完成“专家评审”，计划12月15日前。 Next &amp; last 一</p>`, `<p><span lang="zh-CN">完成“专家评审”，计划12月15日前。</span> Next &amp; last <span lang="zh-CN">一</span></p>`},
		{`<a lang="zh-CN" title="a>b">中<a>文</a>字</a>文`, `<a lang="zh-CN" title="a>b">中<a>文</a>字</a><span lang="zh-CN">文</span>`},
		{`<option value="a">区</option><input value="区"><input value="b">`, `<option value="a" lang="zh-CN">区</option><input value="区" lang="zh-CN"><input value="b">`},
		{`<svg><title>区: 5</title><text x="1">区</text></svg>`, `<svg><title lang="zh-CN">区: 5</title><text x="1" lang="zh-CN">区</text></svg>`},
		{`<script>"区"</script><b>区</b>`, `<script>"区"</script><b><span lang="zh-CN">区</span></b>`},
	} {
		if got := string(markChinese([]byte(c.page))); got != c.want {
			t.Errorf("markChinese(%s)\n got %s\nwant %s", c.page, got, c.want)
		}
	}
}
