package httpx

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"tupo/internal/core"
	"tupo/internal/errs"
)

type kind string

// specimen has a field of each type.
type specimen struct {
	Name     string                   `form:"name,required,max=8"`
	Note     string                   `form:"note,lines,max=2000"`
	Secret   string                   `form:"secret,raw"`
	Code     string                   `form:"code,min=3,max=5"`
	Kind     kind                     `form:"kind,oneof=zone|town"`
	Day      int64                    `form:"due_day,min=1,max=31"`
	Weight   int                      `form:"weight,min=0"`
	Percent  int64                    `form:"percent,max=100"`
	From     core.Date                `form:"from"`
	Period   core.Period              `form:"period"`
	Value    core.Quantity            `form:"value"`
	Closed   bool                     `form:"closed"`
	Units    []core.UnitID            `form:"unit"`
	Cells    map[string]core.Quantity `form:"cell."`
	Untagged string
}

func TestDecodeValues(t *testing.T) {
	got := specimen{Untagged: "kept"}
	err := DecodeValues(url.Values{
		"name":       {"　青岛开发区 "},
		"note":       {"first\r\nsecond\n"},
		"secret":     {" ａ b "},
		"code":       {"A07"},
		"kind":       {"zone"},
		"due_day":    {"１５"},
		"weight":     {"1,000"},
		"from":       {"2023年11月4日"},
		"period":     {"2023-q3"},
		"value":      {"１，２３４．５"},
		"closed":     {"on"},
		"unit":       {"u1", "", "u2"},
		"cell.T0102": {"-3.25"},
		"cell.T0103": {""},
		"other":      {"ignored"},
	}, &got)
	if err != nil {
		t.Fatal(err)
	}
	value, _ := core.ParseQuantity("1234.5")
	cell, _ := core.ParseQuantity("-3.25")
	want := specimen{
		Name: "青岛开发区", Note: "first\nsecond", Secret: " ａ b ", Code: "A07", Kind: "zone", Day: 15, Weight: 1000,
		From: "2023-11-04", Period: core.Months(2023, 7, 9), Value: value, Closed: true, Units: []core.UnitID{"u1", "u2"},
		Cells: map[string]core.Quantity{"T0102": cell, "T0103": {}}, Untagged: "kept",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("DecodeValues:\n got %+v\nwant %+v", got, want)
	}
}

func TestDecodeNothing(t *testing.T) {
	got := specimen{Day: 9, Value: core.Whole(1), Units: []core.UnitID{"old"}}
	if err := DecodeValues(url.Values{"name": {"x"}, "due_day": {" "}, "value": {""}}, &got); err != nil {
		t.Fatal(err)
	}
	if got.Day != 0 || got.Value.Known() || got.Closed || got.From != "" || len(got.Cells) != 0 {
		t.Errorf("an empty form = %+v, want zero values", got)
	}
}

func TestDecodeFaults(t *testing.T) {
	for _, c := range []struct {
		name, value, want string // want is field:key
	}{
		{"name", "", "name:form.required"},
		{"name", "　 \u200b", "name:form.required"},
		{"name", "123456789", "name:form.long"},
		{"name", "a\x00b", "name:form.text"},
		{"name", "a\x1bb", "name:form.text"},
		{"name", "abc\u202efdp", "name:form.text"},
		{"name", "\xce\xf7\xba\xa3\xb0\xb6", "name:form.text"}, // 西海岸 in GB18030
		{"note", strings.Repeat("长", 2001), "note:form.long"},
		{"code", "A", "code:form.short"},
		{"kind", "village", "kind:form.choice"},
		{"due_day", "0", "due_day:form.between"},
		{"due_day", "32", "due_day:form.between"},
		{"due_day", "1.5", "due_day:form.whole"},
		{"due_day", "十五", "due_day:form.whole"},
		{"due_day", "99999999999999999999", "due_day:form.whole"},
		{"weight", "-1", "weight:form.least"},
		{"percent", "101", "percent:form.most"},
		{"from", "2023-02-30", "from:form.date"},
		{"from", "2023-13-01", "from:form.date"},
		{"from", "23-1-1", "from:form.date"},
		{"from", "2023/11-14", "from:form.date"},
		{"from", "soon", "from:form.date"},
		{"period", "2023-13", "period:form.period"},
		{"value", "1,23", "value:form.number"},
		{"value", "约5", "value:form.number"},
		{"value", "1e5", "value:form.number"},
		{"value", "0.0000001", "value:form.number-fine"},
		{"value", "9999999999999999", "value:form.number-range"},
		{"closed", "maybe", "closed:form.flag"},
		{"unit", "a\x00", "unit:form.text"},
		{"cell.T0102", "abc", "cell.T0102:form.number"},
		{"cell.T\x00", "1", "cell.T\x00:form.text"},
	} {
		values := url.Values{"name": {"ok"}}
		values.Set(c.name, c.value)
		var got []string
		for _, e := range errs.All(DecodeValues(values, &specimen{})) {
			got = append(got, e.Field+":"+e.Key)
			if e.Kind != errs.Invalid {
				t.Errorf("%s=%q: kind %s, want invalid", c.name, c.value, e.Kind)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("DecodeValues(%s=%q) = %v, want %s", c.name, c.value, got, c.want)
		}
	}
}

func TestDecodeReportsAllFaultsTogether(t *testing.T) {
	err := DecodeValues(url.Values{
		"kind": {"village"}, "due_day": {"x"}, "value": {"1", "2"}, "cell.b": {"y"}, "cell.a": {"z"}, "cell.c": {"1", "1"},
	}, &specimen{})
	var got []string
	for _, e := range errs.All(err) {
		got = append(got, e.Field+":"+e.Key)
	}
	want := "name:form.required kind:form.choice due_day:form.whole value:form.twice cell.a:form.number cell.b:form.number cell.c:form.twice"
	if strings.Join(got, " ") != want {
		t.Errorf("DecodeValues = %v\nwant %s", got, want)
	}
}

func TestDecodeRequiredList(t *testing.T) {
	var form struct {
		Units []core.UnitID `form:"unit,required"`
	}
	if err := DecodeValues(url.Values{"unit": {" "}}, &form); err == nil || errs.All(err)[0].Key != "form.required" || form.Units != nil {
		t.Errorf("a required list of nothing = %v, %v; want form.required", form.Units, err)
	}
}

func TestReadDate(t *testing.T) {
	for in, want := range map[string]core.Date{
		"2023-11-14": "2023-11-14", "2023/11/14": "2023-11-14", "2023.1.4": "2023-01-04", "20231114": "2023-11-14",
		"2023年11月14日": "2023-11-14", "２０２３年１月４日": "2023-01-04", " 2023 年 11 月 14 日 ": "2023-11-14", "2023／11／14": "2023-11-14",
		"2024-02-29": "2024-02-29", "2023-02-29": "", "2023年11月": "", "1899-12-31": "", "": "", "2023111": "", "14/11/2023": "",
	} {
		if got, err := ReadDate(in); got != want || (err == nil) != (want != "") {
			t.Errorf("ReadDate(%q) = %q, %v; want %q", in, got, err, want)
		}
	}
}

func TestDecodeRefusesItsOwnMistakes(t *testing.T) {
	for _, dst := range []any{
		specimen{}, new(string), nil,
		&struct {
			A string `form:""`
		}{},
		&struct {
			A string `form:"a,max=many"`
		}{},
		&struct {
			A string `form:"a,requird"`
		}{},
		&struct {
			A float64 `form:"a"`
		}{},
		&struct {
			A map[string]string `form:"a"`
		}{},
		&struct {
			A []float64 `form:"a"`
		}{},
	} {
		if err := DecodeValues(url.Values{"a": {"1"}, "a.b": {"1"}}, dst); err == nil || errs.KindOf(err) != errs.Internal {
			t.Errorf("DecodeValues into %T = %v, want an internal error", dst, err)
		}
	}
}

func TestDecodeForm(t *testing.T) {
	type small struct {
		Q string `form:"q"`
	}
	multi, multiType := multipartBody(t, map[string]string{"q": "多部分"}, nil)
	file, fileType := multipartBody(t, nil, map[string]string{"q": "content"})
	many := strings.Repeat("a=1&", 6000)
	for _, c := range []struct {
		name, method, target, media, body string
		want, key                         string
		status                            int
	}{
		{"query", "GET", "/x?q=%E6%9F%A5", "", "", "查", "", 0},
		{"query, malformed", "GET", "/x?q=%zz", "", "", "", "form.malformed", 400},
		{"query is not the body", "POST", "/x?q=query", "application/x-www-form-urlencoded", "q=body", "body", "", 0},
		{"query does not fill in", "POST", "/x?q=query", "application/x-www-form-urlencoded", "", "", "", 0},
		{"charset", "POST", "/x", "application/x-www-form-urlencoded; charset=UTF-8", "q=1", "1", "", 0},
		{"other charset", "POST", "/x", "application/x-www-form-urlencoded; charset=gb18030", "q=1", "", "form.type", 415},
		{"nothing", "POST", "/x", "", "", "", "", 0},
		{"json", "POST", "/x", "application/json", `{"q":1}`, "", "form.type", 415},
		{"no type", "POST", "/x", "", "q=1", "", "form.type", 415},
		{"malformed", "POST", "/x", "application/x-www-form-urlencoded", "q=%zz", "", "form.malformed", 400},
		{"multipart", "POST", "/x", multiType, multi, "多部分", "", 0},
		{"multipart with a file", "POST", "/x", fileType, file, "", "upload.many", 413},
		{"multipart cut off", "POST", "/x", multiType, multi[:len(multi)/2], "", "upload.broken", 400},
		{"put", "PUT", "/x", "application/x-www-form-urlencoded", "q=1", "1", "", 0},
		{"very many", "POST", "/x", "application/x-www-form-urlencoded", many, "", "form.many", 413},
	} {
		r := httptest.NewRequest(c.method, c.target, strings.NewReader(c.body))
		if c.media != "" {
			r.Header.Set("Content-Type", c.media)
		}
		var got small
		err := DecodeForm(r, &got)
		key := ""
		if err != nil {
			key = keyOf(err)
		}
		if got.Q != c.want || key != c.key || err != nil && Status(err) != c.status {
			t.Errorf("%s: DecodeForm = %q, %v; want %q, %q %d", c.name, got.Q, err, c.want, c.key, c.status)
		}
	}
}

func TestDecodeFormTooLarge(t *testing.T) {
	r := httptest.NewRequest("POST", "/x", strings.NewReader("q="+strings.Repeat("x", 100)))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Body = http.MaxBytesReader(httptest.NewRecorder(), r.Body, 50)
	if err := DecodeForm(r, &struct{}{}); !errs.Is(err, errs.TooLarge) {
		t.Errorf("DecodeForm past the limit = %v, want too large", err)
	}
}

// FuzzDecodeForm: whatever is sent, there is either a struct of clean values or
// faults that each name a field, never a panic and never an internal error.
func FuzzDecodeForm(f *testing.F) {
	for _, seed := range []string{
		"name=a&note=b&value=1&from=2023-11-14", "name=%00&cell.=1&cell.a=%ff", "due_day=１５&period=2023-Q3&closed=on",
		"value=9223372036854.775808&value=1", "from=2023%E5%B9%B41%E6%9C%881%E6%97%A5", "name=%E2%80%AE", "unit=a&unit=b&unit=", "%zz", "=&=&;",
		"name=e%CC%81&secret=%20%20", "weight=-0&percent=--1&code=%F0%9F%98%80%F0%9F%98%80%F0%9F%98%80",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest("POST", "/x", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		var got specimen
		err := DecodeForm(r, &got)
		if err != nil {
			for _, e := range errs.All(err) {
				if e.Kind == errs.Internal || e.Kind == errs.Invalid && e.Field == "" && e.Key != "form.malformed" {
					t.Errorf("DecodeForm(%q): %v", body, e)
				}
			}
			if len(errs.All(err)) == 0 {
				t.Errorf("DecodeForm(%q): %v is no *errs.Error", body, err)
			}
			return
		}
		if got.Name == "" || utf8.RuneCountInString(got.Name) > 8 || got.Day < 0 || got.Day > 31 {
			t.Errorf("DecodeForm(%q) = %+v breaks its rules", body, got)
		}
		texts := []string{got.Name, got.Note, got.Secret, got.Code, string(got.Kind), string(got.From)}
		for _, u := range got.Units {
			texts = append(texts, string(u))
		}
		for key := range got.Cells {
			texts = append(texts, key)
		}
		for _, s := range texts {
			if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) || strings.ContainsRune(s, 0) {
				t.Errorf("DecodeForm(%q) let %q through", body, s)
			}
		}
		if got.From != "" {
			if _, err := core.ParseDate(string(got.From)); err != nil {
				t.Errorf("DecodeForm(%q) = %v", body, err)
			}
		}
	})
}

// FuzzUpload: a hostile multipart body ends in fields or in a fault.
func FuzzUpload(f *testing.F) {
	body, media := multipartBody(f, map[string]string{"a": "1"}, map[string]string{"f": "content"})
	boundary := strings.TrimPrefix(media, "multipart/form-data; boundary=")
	f.Add(strings.ReplaceAll(body, boundary, "B"))
	f.Add("--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n\r\nx\r\n--B--")
	f.Add("--B\r\n\r\n--B--")
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequest("POST", "/x", strings.NewReader(body))
		r.Header.Set("Content-Type", "multipart/form-data; boundary=B")
		_, err := Upload(r, UploadLimits{File: 100, Files: 2}, func(f File) error {
			if SafeName(f.Name) != f.Name || f.Name == "" || strings.ContainsAny(f.Name, "/\\\x00") {
				t.Errorf("Upload gave the name %q", f.Name)
			}
			var b bytes.Buffer
			if n, err := b.ReadFrom(f.Content); n > 100 || err == nil && n > 100 {
				t.Errorf("Upload gave %d bytes, want at most 100", n)
			}
			return nil
		})
		if err != nil && errs.KindOf(err) == errs.Internal {
			t.Errorf("Upload(%q) = %v, want a fault of the client", body, err)
		}
	})
}

func BenchmarkDecodeValues(b *testing.B) {
	values := url.Values{"name": {"x"}, "value": {"1,234.5"}, "from": {"2023-11-14"}}
	for i := range 30 {
		values.Set(fmt.Sprintf("cell.T%04d", i), "12.5")
	}
	b.ReportAllocs()
	for b.Loop() {
		var got specimen
		if err := DecodeValues(values, &got); err != nil {
			b.Fatal(errors.Join(err))
		}
	}
}
