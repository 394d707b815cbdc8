package cli_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
	_ "modernc.org/sqlite"

	"tupo/internal/app"
	"tupo/internal/config"
	"tupo/internal/core"
	"tupo/internal/document"
	"tupo/internal/sheet"
	"tupo/internal/sheet/sheettest"
)

// command is a script's own command.
type command = func(ts *testscript.TestScript, neg bool, args []string)

func scriptCommands() map[string]command {
	return map[string]command{
		"copydemo": copyDemo, "copydir": copyDir, "freeport": freePort, "ready": ready, "bigheader": bigHeader, "get": get, "tamper": tamper, "flip": flip,
		"workbook": workbook, "json": checkJSON, "keys": checkKeys, "save": saveJSON, "part": savePart, "cell": checkCell, "under": under,
		"code": exitCode, "refuse": refuse, "fill": fillCell, "samebook": sameBook, "signed": signed,
	}
}

// want fails the script on a wrong number of arguments.
func want(ts *testscript.TestScript, args []string, usage string) {
	if n := len(strings.Fields(usage)) - 1; len(args) != n {
		ts.Fatalf("usage: %s", usage)
	}
}

// exitCode runs a command line and asks for its exit code and a text in what it
// printed to standard error: code tupo board x 2 'Want 0 arguments'.
func exitCode(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) < 3 {
		ts.Fatalf("usage: code COMMAND... NUMBER TEXT")
	}
	line, number, text := args[:len(args)-2], args[len(args)-2], args[len(args)-1]
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(line[0], line[1:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	said := ts.ReadFile("stderr")
	if strconv.Itoa(got) != number || !strings.Contains(said, text) {
		ts.Fatalf("%s: exit code %d, want %s; standard error has no %q:\n%s", strings.Join(line, " "), got, number, text, said)
	}
}

// copyDemo: a fresh copy of the demonstration.
func copyDemo(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "copydemo DIR")
	dir, err := template()
	ts.Check(err)
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(dir)))
}

func copyDir(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "copydir FROM TO")
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}

func freePort(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "freeport VARIABLE")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Setenv(args[0], strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
	ts.Check(l.Close())
}

// ready waits for a server.
func ready(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "ready PORT")
	address := "http://127.0.0.1:" + args[0] + "/healthz"
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		res, err := http.Get(address)
		if err != nil {
			continue
		}
		res.Body.Close()
		if res.StatusCode == http.StatusOK {
			return
		}
	}
	ts.Fatalf("no server at %s", address)
}

// bigHeader sends more header than anybody needs.
func bigHeader(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "bigheader PORT")
	req, err := http.NewRequest(http.MethodGet, "http://127.0.0.1:"+args[0]+"/healthz", nil)
	ts.Check(err)
	req.Header.Set("X-Much", strings.Repeat("a", 100<<10))
	res, err := http.DefaultClient.Do(req)
	ts.Check(err)
	res.Body.Close()
	if res.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		ts.Fatalf("GET /healthz with 100 KB of header = %d, want 431", res.StatusCode)
	}
}

// get fetches a page as an account of the demonstration into a file. It asks for a
// few seconds until the page contains the text.
func get(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "get PORT LOGIN PATH CONTAINS")
	jar, err := cookiejar.New(nil)
	ts.Check(err)
	client := http.Client{Jar: jar}
	base := "http://127.0.0.1:" + args[0]
	res, err := client.PostForm(base+"/login", url.Values{"login": {args[1]}, "secret": {"tupo-demo-2023"}})
	ts.Check(err)
	res.Body.Close()
	var body bytes.Buffer
	for end := time.Now().Add(5 * time.Second); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		res, err := client.Get(base + args[2])
		ts.Check(err)
		body.Reset()
		_, err = body.ReadFrom(res.Body)
		ts.Check(err)
		ts.Check(res.Body.Close())
		if strings.Contains(body.String(), args[3]) {
			return
		}
	}
	ts.Fatalf("%s: got no %q in %s", args[2], args[3], body.String())
}

// tamper runs statements on a folder's database behind the program's back. Each
// must change a row.
func tamper(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", filepath.Join(ts.MkAbs(args[0]), "tupo.db"))
	ts.Check(err)
	defer db.Close()
	for _, statement := range args[1:] {
		res, err := db.Exec(statement)
		ts.Check(err)
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			ts.Fatalf("%s: changed %d rows (%v), want some", statement, n, err)
		}
	}
}

// refuse refuses a document's first proposed fact of a kind, as the page Read does.
func refuse(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "refuse DIR DOCUMENT KIND")
	ctx := context.Background()
	a, err := app.Open(ctx, app.Place{Config: config.Config{Data: ts.MkAbs(args[0])}, Wall: time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler)})
	ts.Check(err)
	defer a.Close()
	w, err := a.OperatorOf(ctx, "")
	ts.Check(err)
	read, err := a.Document(ctx, w, core.DocumentID(args[1]))
	ts.Check(err)
	for _, f := range read.Facts {
		if f.Kind == args[2] && f.State == document.Proposed {
			_, err := a.Decide(ctx, w, read.Document.ID, []app.Decision{{Fact: f.ID}})
			ts.Check(err)
			return
		}
	}
	ts.Fatalf("no proposed %s in %s", args[2], args[1])
}

// flip changes one byte in the middle of a file.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "flip FILE")
	name := ts.MkAbs(args[0])
	raw, err := os.ReadFile(name)
	ts.Check(err)
	raw[len(raw)/2] ^= 0x10
	ts.Check(os.WriteFile(name, raw, 0o600))
}

// workbook writes one of the specimen workbooks, or what a file FILE.sheets of the
// script describes.
func workbook(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "workbook KIND FILE")
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), specimen(ts, args[0]), 0o600))
}

func specimen(ts *testscript.TestScript, kind string) []byte {
	switch sheets := sheettest.Minimal(); kind {
	case "minimal":
		return sheettest.Build(sheets...)
	case "wrong": // no such action, and no number
		sheets[4].Rows[1][0], sheets[4].Rows[2][3] = "没有的行动", "七"
		return sheettest.Build(sheets...)
	case "units": // one new unit for a district that is there
		return sheettest.Build(sheettest.Sheet{Name: "单位", Rows: [][]any{{"代码", "名称", "类别", "上级"}, {"XINZ", "新增镇", "镇街", "XQ"}}})
	case "year":
		var out bytes.Buffer
		book, figures := sheettest.Book()
		ts.Check(sheet.Export(&out, sheet.Existing{Book: book, Observations: figures}, "zh"))
		return out.Bytes()
	}
	if strings.HasSuffix(kind, ".sheets") {
		return sheettest.Build(described(ts.ReadFile(kind))...)
	}
	ts.Fatalf("no specimen workbook %q", kind)
	return nil
}

// described reads sheets from lines: [name of a sheet], then its rows of cells with
// | between them.
func described(text string) []sheettest.Sheet {
	var all []sheettest.Sheet
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "["); ok {
			all = append(all, sheettest.Sheet{Name: strings.TrimSuffix(name, "]")})
			continue
		}
		if line == "" || len(all) == 0 {
			continue
		}
		var row []any
		for cell := range strings.SplitSeq(line, "|") {
			row = append(row, strings.TrimSpace(cell))
		}
		s := &all[len(all)-1]
		s.Rows = append(s.Rows, row)
	}
	return all
}

// checkCell compares a cell of a workbook, or looks at “any” of the sheet; ~ before
// the text asks only that the cell contain it.
func checkCell(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, args, "cell FILE SHEET CELL TEXT")
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	got := []string{""}
	if args[2] == "any" {
		rows, err := f.GetRows(args[1])
		ts.Check(err)
		got = slices.Concat(rows...)
	} else {
		got[0], err = f.GetCellValue(args[1], args[2])
		ts.Check(err)
	}
	text, contains := strings.CutPrefix(args[3], "~")
	fits := func(cell string) bool { return cell == text || contains && strings.Contains(cell, text) }
	if slices.ContainsFunc(got, fits) == neg {
		ts.Fatalf("%s!%s = %q, want %s", args[1], args[2], got, args[3])
	}
}

// fillCell writes a text into the row of a sheet that begins with a code, under the
// header that is to be filled in.
func fillCell(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "fill FILE SHEET CODE TEXT OUT")
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	rows, err := f.GetRows(args[1])
	ts.Check(err)
	column := 0
	for i, row := range rows {
		for n, text := range row {
			if strings.HasSuffix(text, " *") {
				column = n + 1
			}
		}
		if column > 0 && row[0] == args[2] {
			at, err := excelize.CoordinatesToCellName(column, i+1)
			ts.Check(err)
			ts.Check(f.SetCellStr(args[1], at, args[3]))
			ts.Check(f.SaveAs(ts.MkAbs(args[4])))
			return
		}
	}
	ts.Fatalf("%s has no row %s", args[1], args[2])
}

// sameBook compares what two workbooks show, cell by cell.
func sameBook(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "samebook FILE FILE")
	var all [2]*excelize.File
	for i := range all {
		f, err := excelize.OpenFile(ts.MkAbs(args[i]))
		ts.Check(err)
		defer f.Close()
		all[i] = f
	}
	for _, name := range all[0].GetSheetList() {
		a, err := all[0].GetRows(name)
		ts.Check(err)
		b, err := all[1].GetRows(name)
		ts.Check(err)
		for i := range max(len(a), len(b)) {
			if i >= len(a) || i >= len(b) || !slices.Equal(a[i], b[i]) {
				ts.Fatalf("%s row %d: %q beside %q", name, i+1, a[min(i, len(a)-1)], b[min(i, len(b)-1)])
			}
		}
	}
}

// at reads a value of a JSON file by a path of keys and numbers: gaps.0.code. A
// step code=A07 takes the element of a list whose field has that value; len is a length.
func at(ts *testscript.TestScript, name, path string) any {
	var v any
	if err := json.Unmarshal([]byte(ts.ReadFile(name)), &v); err != nil {
		ts.Fatalf("%s is no JSON: %v\n%s", name, err, ts.ReadFile(name))
	}
	for step := range strings.SplitSeq(path, "/") {
		v = down(ts, v, step)
	}
	return v
}

func down(ts *testscript.TestScript, v any, step string) any {
	switch v := v.(type) {
	case map[string]any:
		if x, ok := v[step]; ok {
			return x
		}
	case []any:
		if step == "len" {
			return len(v)
		}
		if key, value, ok := strings.Cut(step, "="); ok {
			i := slices.IndexFunc(v, func(x any) bool { return fmt.Sprint(x.(map[string]any)[key]) == value })
			if i >= 0 {
				return v[i]
			}
		} else if i, err := strconv.Atoi(step); err == nil && i < len(v) {
			return v[i]
		}
	}
	return "(none)"
}

func checkJSON(ts *testscript.TestScript, neg bool, args []string) {
	want(ts, args, "json FILE PATH VALUE")
	if got := fmt.Sprint(at(ts, args[0], args[1])); (got == args[2]) == neg {
		ts.Fatalf("%s %s = %s, want %s (not: %t)", args[0], args[1], got, args[2], neg)
	}
}

// checkKeys compares the names of an object's fields, sorted.
func checkKeys(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "keys FILE PATH NAMES")
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(args[0])), &v))
	if args[1] != "." {
		v = at(ts, args[0], args[1])
	}
	var names []string
	for name := range v.(map[string]any) {
		names = append(names, name)
	}
	sort.Strings(names)
	if got := strings.Join(names, ","); got != args[2] {
		ts.Fatalf("fields of %s = %s, want %s", args[1], got, args[2])
	}
}

func saveJSON(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "save FILE PATH VARIABLE")
	ts.Setenv(args[2], fmt.Sprint(at(ts, args[0], args[1])))
}

// savePart keeps the last word of a text.
func savePart(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "part FILE VARIABLE")
	words := strings.Fields(ts.ReadFile(args[0]))
	ts.Setenv(args[1], words[len(words)-1])
}

// signed checks who signed the newest entry of a place.
func signed(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "signed DIR ACTOR")
	ctx := context.Background()
	a, err := app.Open(ctx, app.Place{Config: config.Config{Data: ts.MkAbs(args[0])}, Wall: time.Now, Random: rand.Reader, Log: slog.New(slog.DiscardHandler), ReadOnly: true})
	ts.Check(err)
	defer a.Close()
	w, err := a.OperatorOf(ctx, "")
	ts.Check(err)
	last, err := a.Entries(ctx, w, 0, 1)
	ts.Check(err)
	if last[0].Actor != args[1] {
		ts.Fatalf("the newest entry (%s) is signed %q, want %q", last[0].Action, last[0].Actor, args[1])
	}
}

// under compares two numbers.
func under(ts *testscript.TestScript, _ bool, args []string) {
	want(ts, args, "under SMALL LARGE")
	small, err := strconv.ParseFloat(args[0], 64)
	ts.Check(err)
	large, err := strconv.ParseFloat(args[1], 64)
	ts.Check(err)
	if small >= large {
		ts.Fatalf("%v is not under %v", small, large)
	}
}
