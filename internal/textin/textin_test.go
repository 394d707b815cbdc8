package textin_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	uni "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"

	"tupo/internal/errs"
	"tupo/internal/textin"
)

const chinese = "云溪区召开工作会议，听取各行动牵头单位目标任务完成情况的汇报。\n会议要求，要全力推进重点项目建设，加快产业发展，确保全年目标实现。总投资约12亿元，占地200亩。\n"

func encoded(t testing.TB, e encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := e.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatalf("encode %q: %v", s, err)
	}
	return b
}

func keyOf(err error) string {
	var e *errs.Error
	if errors.As(err, &e) {
		return e.Kind.String() + " " + e.Key
	}
	if err != nil {
		return err.Error()
	}
	return ""
}

func TestReadPlain(t *testing.T) {
	japaneseText := "本日の会議では、新しい計画について説明がありました。来年度の予算は増加する見込みです。関係者は協力して事業を進めます。"
	koreanText := "오늘 회의에서는 새로운 계획에 대한 설명이 있었습니다. 내년 예산은 증가할 것으로 예상됩니다. 관계자들은 협력하여 사업을 추진합니다."
	traditional := "雲溪區召開工作會議，聽取各行動牽頭單位目標任務完成情況的匯報。會議要求，要全力推進重點項目建設，加快產業發展。"
	noise := make([]byte, 4000)
	_, _ = rand.NewChaCha8([32]byte{7}).Read(noise)
	for i := range noise {
		noise[i] |= 0x80
	}
	tests := []struct {
		name     string
		in       []byte
		want     string
		encoding textin.Encoding
		fault    string
	}{
		{"utf-8", []byte(chinese), chinese, textin.UTF8, ""},
		{"utf-8 with mark", append([]byte("\xef\xbb\xbf"), chinese...), chinese, textin.UTF8, ""},
		{"ascii", []byte("GDP 5.5%\r\nnext\rlast"), "GDP 5.5%\nnext\nlast", textin.UTF8, ""},
		{"decomposed", []byte("cafe\u0301"), "café", textin.UTF8, ""},
		{"utf-16le with mark", encoded(t, uni.UTF16(uni.LittleEndian, uni.UseBOM), chinese), chinese, textin.UTF16LE, ""},
		{"utf-16be with mark", encoded(t, uni.UTF16(uni.BigEndian, uni.UseBOM), chinese), chinese, textin.UTF16BE, ""},
		{"utf-16le without", encoded(t, uni.UTF16(uni.LittleEndian, uni.IgnoreBOM), chinese), chinese, textin.UTF16LE, ""},
		{"utf-16be without", encoded(t, uni.UTF16(uni.BigEndian, uni.IgnoreBOM), chinese), chinese, textin.UTF16BE, ""},
		{"gb18030", encoded(t, simplifiedchinese.GB18030, chinese), chinese, textin.GB18030, ""},
		{"gb18030, four bytes", encoded(t, simplifiedchinese.GB18030, chinese+"𠮷"), chinese + "𠮷", textin.GB18030, ""},
		{"gb18030, short", encoded(t, simplifiedchinese.GB18030, "固定资产投资完成120亿元"), "固定资产投资完成120亿元", textin.GB18030, ""},
		{"big5", encoded(t, traditionalchinese.Big5, traditional), "", "", "invalid textin.encoding"},
		{"shift-jis", encoded(t, japanese.ShiftJIS, japaneseText), "", "", "invalid textin.encoding"},
		{"euc-jp", encoded(t, japanese.EUCJP, japaneseText), "", "", "invalid textin.encoding"},
		{"euc-kr", encoded(t, korean.EUCKR, koreanText), "", "", "invalid textin.encoding"},
		{"latin-1", encoded(t, charmap.ISO8859_1, "Überprüfung der Maßnahmen für das nächste Jahr"), "", "", "invalid textin.encoding"},
		{"gb18030 cut in a character", encoded(t, simplifiedchinese.GB18030, chinese)[:41], "", "", "invalid textin.encoding"},
		{"broken utf-8 behind a mark", []byte("\xef\xbb\xbf\xe4\xba"), "", "", "invalid textin.encoding"},
		{"odd utf-16", []byte("\xff\xfeab\x00"), "", "", "invalid textin.encoding"},
		{"noise", noise, "", "", "invalid textin.encoding"},
		{"control characters", []byte("a\x01b"), "", "", "invalid textin.binary"},
		{"nothing", nil, "", "", "invalid textin.empty"},
		{"blank", []byte(" \n\t"), "", "", "invalid textin.empty"},
		{"pdf", []byte("%PDF-1.7\n…"), "", "", "invalid textin.pdf"},
		{"pdf behind rubbish", []byte("\x00\x00%PDF-1.4"), "", "", "invalid textin.pdf"},
		{"doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1…"), "", "", "invalid textin.old-format"},
		{"docx or xlsx with a password", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1…E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), "", "", "invalid textin.locked"},
		{"web archive", []byte("MIME-Version: 1.0\r\n"), "", "", "invalid textin.unknown"},
		{"other xml", []byte("<?xml version='1.0'?><a/>"), "", "", "invalid textin.unknown"},
		{"text that begins like a zip", []byte("PK赛结束"), "PK赛结束", textin.UTF8, ""},
		{"traditional and full width", []byte("雲溪區　ＧＤＰ５．５％"), "雲溪區　ＧＤＰ５．５％", textin.UTF8, ""},
		{"rtf", []byte(`{\rtf1 a}`), "", "", "invalid textin.rtf"},
		{"png", []byte("\x89PNG\r\n"), "", "", "invalid textin.picture"},
		{"damaged docx", []byte("PK\x03\x04 and no more than that, so that there is no end"), "", "", "invalid unzip.damaged"},
	}
	for _, tt := range tests {
		got, err := textin.Read(bytes.NewReader(tt.in), textin.Limits{}, nil)
		if got.Text != tt.want || got.Encoding != tt.encoding || keyOf(err) != tt.fault {
			t.Errorf("Read(%s) = %q, %s, %q, want %q, %s, %q", tt.name, got.Text, got.Encoding, keyOf(err), tt.want, tt.encoding, tt.fault)
		}
	}
}

func TestReadLimits(t *testing.T) {
	long := strings.NewReader(strings.Repeat("工作", 1000))
	if _, err := textin.Read(long, textin.Limits{Input: 100}, nil); keyOf(err) != "too-large textin.too-large" {
		t.Errorf("Read(6,000 bytes, limit 100) = %v, want too-large", err)
	}
	if left := long.Len(); left < 5000 {
		t.Errorf("Read(limit 100) took %d bytes, want about 100", 6000-left)
	}
	gb := encoded(t, simplifiedchinese.GB18030, strings.Repeat(chinese, 10))
	if _, err := textin.Read(bytes.NewReader(gb), textin.Limits{Text: len(gb)}, nil); keyOf(err) != "too-large textin.too-large" {
		t.Errorf("Read(text limit) = %v, want too-large", err)
	}
}

func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.WriteString(w, parts[i+1])
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const open = `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`

func TestReadWord(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"paragraphs", `<w:p><w:r><w:t>一、总体</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">约 50</w:t></w:r><w:r><w:t>亿元</w:t></w:r></w:p>`, "一、总体\n约 50亿元\n"},
		{"breaks and tabs", `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>`, "a\tb\nc\n"},
		{"table", `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>单位</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>目标</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, "单位\t目标\n\t1 2\n"},
		{"cells over several", `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>目标</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>单位</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`, "目标\t\t单位\n1\t2\t\n"},
		{"blank cells at the end", `<w:tbl>` + wordRow("任务", "牵头", "时限") + wordRow("修桥", "", "") + wordRow("清淤", "水利局", "") + wordRow("", "", "") + `</w:tbl>`, "任务\t牵头\t时限\n修桥\n清淤\t水利局\t\n\n"},
		{"deleted, inserted, hidden", `<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>见</w:t></w:r></w:p>`, "新见\n"},
		{"field and ruby", `<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:ruby><w:rt><w:r><w:t>yun</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>云</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>`, "云\n"},
		{"fall-back copy", `<w:p><w:r><AlternateContent><Choice><w:t>一</w:t></Choice><Fallback><w:t>一</w:t></Fallback></AlternateContent></w:r></w:p>`, "一\n"},
	}
	for _, tt := range tests {
		b := pack(t, "word/document.xml", open+tt.body+`</w:body></w:document>`)
		got, err := textin.Read(bytes.NewReader(b), textin.Limits{}, nil)
		if got.Text != tt.want || got.Form != textin.Word || err != nil {
			t.Errorf("Read(docx %s) = %q, %s, %v, want %q", tt.name, got.Text, got.Form, err, tt.want)
		}
	}
}

func TestReadWordRefuses(t *testing.T) {
	tests := []struct {
		name  string
		in    []byte
		fault string
	}{
		{"workbook without its parts", pack(t, "xl/workbook.xml", "<a/>"), "invalid unzip.damaged"},
		{"OFD", pack(t, "OFD.xml", "<a/>"), "invalid textin.ofd"},
		{"nothing in it", pack(t), "invalid textin.unknown"},
		{"other zip", pack(t, "a.txt", "a"), "invalid textin.unknown"},
		{"broken part", pack(t, "word/document.xml", open+"<w:p>"), "invalid unzip.part"},
		{"entity", pack(t, "word/document.xml", `<!DOCTYPE a [<!ENTITY x "xxxxxxxx">]><a>&x;</a>`), "invalid unzip.part"},
		{"bomb", pack(t, "word/document.xml", open+strings.Repeat(" ", 3<<20)+"</w:body></w:document>"), "too-large unzip.bomb"},
	}
	for _, tt := range tests {
		_, err := textin.Read(bytes.NewReader(tt.in), textin.Limits{}, nil)
		if keyOf(err) != tt.fault {
			t.Errorf("Read(%s) = %v, want %s", tt.name, err, tt.fault)
		}
	}
	long := pack(t, "word/document.xml", open+`<w:p><w:r><w:t>`+strings.Repeat("工作", 5000)+`</w:t></w:r></w:p></w:body></w:document>`)
	if _, err := textin.Read(bytes.NewReader(long), textin.Limits{Text: 1000}, nil); keyOf(err) != "too-large textin.too-large" {
		t.Errorf("Read(long docx, text limit 1000) = %v, want too-large", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(chinese))
	f.Add(encoded(f, simplifiedchinese.GB18030, chinese))
	f.Add(encoded(f, uni.UTF16(uni.LittleEndian, uni.UseBOM), chinese))
	f.Add(pack(f, "word/document.xml", open+`<w:p><w:r><w:t>一</w:t></w:r></w:p></w:body></w:document>`))
	f.Fuzz(func(t *testing.T, in []byte) {
		got, err := textin.Read(bytes.NewReader(in), textin.Limits{}, nil)
		if err != nil {
			if keyOf(err) == err.Error() {
				t.Errorf("Read(%q) = %v, want an *errs.Error", in, err)
			}
			return
		}
		if !utf8.ValidString(got.Text) || !norm.NFC.IsNormalString(got.Text) || strings.ContainsAny(got.Text, "\x00\r") {
			t.Errorf("Read(%q) = %q, want valid UTF-8 in NFC with \\n for lines", in, got.Text)
		}
	})
}

// wordRow is a table row of a Word file, "" a blank cell.
func wordRow(cells ...string) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(`<w:tc><w:p><w:r><w:t>` + c + `</w:t></w:r></w:p></w:tc>`)
	}
	return `<w:tr>` + b.String() + `</w:tr>`
}
