package view_test

import "tupo/internal/web/page"

// drawn is a page of a file with a fact's words marked on two lines.
func (s sampler) drawn() page.Drawn {
	return page.Drawn{Frame: s.frame(s.say("第 2 页 · 专题会议纪要", "page 2 · Minutes of the review meeting"), 6),
		Heading: page.Heading{Title: s.say("第 2 页，共 3 页", "Page 2 of 3"), Crumbs: []page.Link{{Text: s.say("文档", "Documents"), URL: "/documents"}, {Text: "专题会议纪要", URL: "/documents/D001"}}},
		Picture: &page.Picture{URL: "/documents/D001/pages/2/picture", Alt: s.say("《专题会议纪要》第 2 页的图像，标出的是“要抓产业。”", "Picture of page 2 of “专题会议纪要”. Marked: “要抓产业。”"), Width: 1400, Height: 1980,
			Marks: []page.PictureMark{{ID: "mark", Left: 900, Top: 300, Width: 300, Height: 40}, {Left: 170, Top: 350, Width: 200, Height: 40}}},
		Notes: []string{s.say("文件没有带上中文字体，这里用别的字体绘制，样子可能与原件不同。", "The file does not bring the font of its Chinese characters.")},
		Quote: &page.Quote{Before: "会议强调，", Text: "要抓产业", After: "。", From: "《专题会议纪要》", URL: "/documents/D001#f-12"},
		Place: &page.Link{Text: s.say("原文在第 3 页继续", "The words go on on page 3"), URL: "/documents/D001/pages/3?fact=12#mark"},
		Prev:  &page.Link{Text: s.say("← 上一页", "← Previous page"), URL: "/documents/D001/pages/1?fact=12"}, Next: &page.Link{Text: s.say("下一页 →", "Next page →"), URL: "/documents/D001/pages/3?fact=12"},
		Back: page.Link{Text: s.say("回到这条事实", "Back to the fact"), URL: "/documents/D001#f-12"}, Original: page.Link{Text: s.say("下载原件", "Download the original"), URL: "/documents/D001/original"}}
}

// undrawn is a page that could not be drawn.
func (s sampler) undrawn() page.Drawn {
	p := s.drawn()
	p.Picture, p.Notes, p.Place = nil, nil, nil
	p.Fault = s.say("这一页在 30 秒内没有画完；请下载原件查看", "The page could not be drawn within 30 seconds; download the original to see it")
	return p
}
