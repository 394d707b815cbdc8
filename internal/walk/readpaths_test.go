package walk_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/demo"
	"tupo/internal/extract"
	"tupo/internal/pdf/pdftest"
)

// readPaths gives for every GET route of the program the addresses that are read,
// or why it is left out. A route that is not here fails the test.
func readPaths(d *district, t *testing.T) map[string][]string {
	t.Helper()
	doc, fact, order := d.readPage(t)
	drawn, drawnFact := d.readPDF(t)
	person := d.person(t)
	sheets := func(prefix string) []string {
		return []string{prefix + "/KFQ/" + month, prefix + "/XZB/" + month, prefix + "/XQ/" + month, prefix + "/QWB/" + month}
	}
	books := func(prefix, end string) (all []string) {
		for _, path := range sheets(prefix) {
			all = append(all, path+end)
		}
		return all
	}
	kinds := func(format string) (all []string) {
		for _, kind := range []string{"programme", "action", "indicator", "target", "task", "unit", "post", "rule"} {
			all = append(all, fmt.Sprintf(format, kind))
		}
		return all
	}
	find := url.QueryEscape(strings.ToUpper(marker))
	return map[string][]string{
		"/{$}":                                   {"/", "/?period=2023-09", "/?lang=en", "/?lang=zh"},
		"/public":                                {"/public"},
		"/gaps":                                  {"/gaps", "/gaps?action=A07", "/gaps?group=action&sort=-short"},
		"/corrections":                           {"/corrections", "/corrections?sort=when"},
		"/targets":                               {"/targets", "/targets?q=" + find, "/targets?light=far-behind", "/targets?action=A07", "/targets?period=2023-06"},
		"/targets/{code}":                        {"/targets/A07T1"},
		"/actions/{code}":                        {"/actions/A07"},
		"/units":                                 {"/units"},
		"/units/{code}":                          {"/units/QWB", "/units/XQ", "/units/KFQ"},
		"/projects/{code}":                       {"/projects/P0001"},
		"/directives":                            {"/directives"},
		"/directives/{code}":                     {"/directives/HIDX-D", "/directives/D001"},
		"/documents":                             {"/documents"},
		"/documents/figures":                     {"/documents/figures", "/documents/figures?sort=name"},
		"/documents/new":                         {"/documents/new"},
		"/documents/{id}":                        {"/documents/" + doc},
		"/documents/{id}/original":               {"/documents/" + doc + "/original"},
		"/documents/{id}/pages/{n}":              {"/documents/" + drawn + "/pages/1", "/documents/" + drawn + "/pages/1?fact=" + drawnFact},
		"/documents/{id}/pages/{n}/picture":      {"/documents/" + drawn + "/pages/1/picture"},
		"/facts/{id}":                            {"/facts/" + fact},
		"/facts/{id}/edit":                       {"/facts/" + order + "/edit"},
		"/evidence/{id}":                         {"/evidence/" + strings.Repeat("0", 64)},
		"/history":                               {"/history?ref=unit:qwb", "/history?ref=target:a07t1"},
		"/official":                              {"/official?period=" + month},
		"/periods":                               {"/periods"},
		"/periods/lock":                          {"/periods/lock?period=" + month},
		"/periods/reopenings/new":                {"/periods/reopenings/new?unit=KFQ&period=2023-09"},
		"/periods/reopenings/{id}":               {"/periods/reopenings/none"},
		"/plan":                                  {"/plan"},
		"/plan/changes":                          {"/plan/changes"},
		"/plan/changes/new":                      {"/plan/changes/new?target=A07T1"},
		"/plan/export.xlsx":                      {"/plan/export.xlsx"},
		"/plan/template.xlsx":                    {"/plan/template.xlsx"},
		"/plan/import":                           {"/plan/import"},
		"/plan/import/marked.xlsx":               {"/plan/import/marked.xlsx"},
		"/plan/{kind}":                           append(kinds("/plan/%s"), "/plan/target?q="+find),
		"/plan/{kind}/new":                       kinds("/plan/%s/new"),
		"/plan/{kind}/{id}":                      {"/plan/target/a07t1", "/plan/unit/kfq"},
		"/plan/{kind}/{id}/remove":               {"/plan/target/a07t1/remove", "/plan/unit/kfq/remove"},
		"/plan/units/rename":                     {"/plan/units/rename?units=KFQ"},
		"/plan/units/merge":                      {"/plan/units/merge?units=KFQ"},
		"/plan/units/split":                      {"/plan/units/split?units=KFQ"},
		"/persons":                               {"/persons"},
		"/persons/new":                           {"/persons/new"},
		"/persons/{id}":                          {"/persons/" + person},
		"/persons/{id}/erasure":                  {"/persons/" + person + "/erasure"},
		"/holdings":                              {"/holdings?person=" + person},
		"/api/v1/persons":                        {"/api/v1/persons"},
		"/queue":                                 {"/queue"},
		"/reconciliation":                        {"/reconciliation?period=" + month},
		"/sheets":                                {"/sheets?period=" + month, "/sheets?period=" + month + "&state=missing"},
		"/sheets/{unit}/{month}":                 sheets("/sheets"),
		"/sheets/{unit}/{month}/workbook.xlsx":   books("/sheets", "/workbook.xlsx"),
		"/api/v1/sheets/{unit}/{month}/workbook": books("/api/v1/sheets", "/workbook"),
		"/accounts":                              {"/accounts"},
		"/accounts/new":                          {"/accounts/new"},
		"/accounts/{id}":                         {"/accounts/acc-zone-reporter"},
		"/setup":                                 nil, // closed: see TestFirstYear
		"/login":                                 {"/login"},
		"/password":                              {"/password"},
		"/api/v1/actions":                        {"/api/v1/actions"},
		"/api/v1/board":                          {"/api/v1/board", "/api/v1/board?period=2023-09"},
		"/api/v1/corrections":                    {"/api/v1/corrections"},
		"/api/v1/gaps":                           {"/api/v1/gaps", "/api/v1/gaps?unit=QWB"},
		"/api/v1/guide":                          {"/api/v1/guide"},
		"/api/v1/units":                          {"/api/v1/units"},
		"/api/v1/targets":                        {"/api/v1/targets?limit=200", "/api/v1/targets?unit=QWB"},
		"/api/v1/targets/{code}":                 {"/api/v1/targets/A07T1"},
		"/api/v1/directives":                     {"/api/v1/directives"},
		"/api/v1/documents":                      {"/api/v1/documents"},
		"/api/v1/documents/{id}":                 {"/api/v1/documents/" + doc},
		"/api/v1/documents/{id}/pages/{n}":       {"/api/v1/documents/" + drawn + "/pages/1", "/api/v1/documents/" + drawn + "/pages/1?fact=" + drawnFact},
		"/api/v1/documents/{id}/pages/{n}/picture": {"/api/v1/documents/" + drawn + "/pages/1/picture"},
		"/api/v1/evidence/{id}":                    {"/api/v1/evidence/" + strings.Repeat("0", 64)},
		"/api/v1/ledger/history":                   {"/api/v1/ledger/history?ref=target:a07t1"},
		"/api/v1/plan/export":                      {"/api/v1/plan/export"},
		"/api/v1/plan/template":                    {"/api/v1/plan/template"},
		"/api/v1/programmes/{code}/unsettled":      {"/api/v1/programmes/CXTP2023/unsettled"},
		"/api/v1/projects":                         {"/api/v1/projects"},
		"/api/v1/published-figures":                {"/api/v1/published-figures"},
		"/api/v1/projects/{code}":                  {"/api/v1/projects/P0001"},
		"/api/v1/queue":                            {"/api/v1/queue"},
		"/api/v1/reopenings":                       {"/api/v1/reopenings"},
		"/api/v1/target-changes":                   {"/api/v1/target-changes", "/api/v1/target-changes?target=" + find},
		"/openapi.json":                            {"/openapi.json"},
		"/api/v1/documents/{id}/original":          {"/api/v1/documents/" + doc + "/original"},
		"/api/v1/reconciliation/{month}":           {"/api/v1/reconciliation/" + month},
		"/api/v1/sheets/{unit}/{month}":            sheets("/api/v1/sheets"),
		"/assets/":                                 nil, "/healthz": nil, "/readyz": nil, "/metrics": nil, // of no district
		// The ledger is read whole or not at all: see TestLedgerIsWholeOrNothing. A
		// checkpoint tells how many entries there are, by design to everybody.
		"/ledger": nil, "/ledger/{seq}": nil, "/ledger/verify": nil, "/api/v1/ledger/entries": nil, "/api/v1/ledger/entries/{seq}": nil,
		"/ledger/checkpoint": nil, "/ledger/checkpoint.txt": nil, "/api/v1/ledger/checkpoint": nil,
		"/accounts/log": nil, // lists the logins of this very test
	}
}

// readPage brings a page in and has it read. The order is a fact of which there is
// something to say.
func (d *district) readPage(t *testing.T) (doc, fact, order string) {
	t.Helper()
	text, err := os.ReadFile("../extract/testdata/eight-actions.txt")
	if err != nil {
		t.Fatal(err)
	}
	w := app.Operator(demo.District)
	in, err := d.app.AddDocument(t.Context(), w, app.NewDocument{Name: "page.txt", Kind: "news", Date: "2023-11-14", Source: "test", Body: bytes.NewReader(text)})
	if err != nil {
		t.Fatal(err)
	}
	reading, err := d.app.ReadPage(t.Context(), w, in.ID)
	if err != nil || len(reading.Facts) == 0 {
		t.Fatalf("ReadPage gives %d facts: %v", len(reading.Facts), err)
	}
	for _, f := range reading.Facts {
		if f.Kind == extract.KindDirective {
			order = string(f.ID)
		}
	}
	return string(in.ID), string(reading.Facts[0].ID), order
}

// readPDF brings a PDF of one page in and has it read.
func (d *district) readPDF(t *testing.T) (doc, fact string) {
	t.Helper()
	file := pdftest.Make(pdftest.Page{Content: pdftest.Text(73, 700, 16, "会议强调，要抓产业。")})
	w := app.Operator(demo.District)
	in, err := d.app.AddDocument(t.Context(), w, app.NewDocument{Name: "page.pdf", Kind: "minutes", Date: "2023-11-14", Source: "test", Body: bytes.NewReader(file)})
	if err != nil {
		t.Fatal(err)
	}
	reading, err := d.app.ReadPage(t.Context(), w, in.ID)
	if err != nil || len(reading.Facts) == 0 {
		t.Fatalf("ReadPage gives %d facts: %v", len(reading.Facts), err)
	}
	return string(in.ID), string(reading.Facts[0].ID)
}

// person enters somebody who holds no post.
func (d *district) person(t *testing.T) string {
	t.Helper()
	id, err := d.app.SavePerson(t.Context(), app.Operator(demo.District), app.PersonEdit{PersonalData: app.PersonalData{Name: "某人", Phone: "0000"}})
	if err != nil {
		t.Fatal(err)
	}
	return string(id)
}

// allPaths flattens readPaths and holds it against the program's table.
func allPaths(t *testing.T, d *district) []string {
	t.Helper()
	known := readPaths(d, t)
	var all []string
	for _, r := range d.server.Routes() {
		if r.Method != http.MethodGet {
			continue
		}
		paths, ok := known[r.Pattern]
		if !ok {
			t.Errorf("route GET %s is in no test of what a reader sees: add it to readPaths", r.Pattern)
		}
		all = append(all, paths...)
	}
	return all
}

// What every answer may say of the ledger to everybody: how long it is, and the
// proof against its present root.
var (
	sequence = regexp.MustCompile(`"seq":\d+`)
	proof    = regexp.MustCompile(`(?s)<section class="block" id="proof">.*?</section>|"proof":\{.*?\}`)
	cells    = regexp.MustCompile(`<(?:t|v|f|formula1)\b[^>]*>([^<]*)<`)
)

// content is what a page or an answer says, without the ledger's state. Of a
// workbook it is what stands in its cells and lists.
func (a answer) content(t *testing.T) string {
	t.Helper()
	if strings.HasPrefix(a.body, "PK") {
		return fmt.Sprint(a.status) + unzipped(t, a.body)
	}
	text := a.main()
	if text == "" {
		text = sequence.ReplaceAllString(a.body, `"seq":0`)
	}
	return fmt.Sprint(a.status) + strings.ReplaceAll(proof.ReplaceAllString(text, ""), a.header.Get("X-Request-Id"), "(request)")
}

func unzipped(t *testing.T, body string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader([]byte(body)), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(z.File, func(x, y *zip.File) int { return strings.Compare(x.Name, y.Name) })
	var b strings.Builder
	for _, f := range z.File {
		if strings.HasPrefix(f.Name, "docProps/") {
			continue // when it was made
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		xml, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, f.Name)
		for _, cell := range cells.FindAllSubmatch(xml, -1) {
			fmt.Fprintln(&b, string(cell[1]))
		}
	}
	return b.String()
}

// TestReadPathsExist: no address of the list above is a slip of the pen: the office
// or another role of the district gets an answer that is not 404 there.
func TestReadPathsExist(t *testing.T) {
	d := open(t)
	d.staff(t)
	logins := []string{"office", "verifier", "reporter", "sysadmin", "auditor"}
	var readers []*reader
	for _, login := range logins {
		readers = append(readers, d.as(t, login))
	}
	for _, path := range allPaths(t, d) {
		if strings.Contains(path, "none") || strings.Contains(path, "0000") || strings.Contains(path, "marked.xlsx") || strings.Contains(path, strings.ToUpper(marker)) || strings.Contains(path, "reopenings/new") {
			continue // meant to be missing
		}
		if !slices.ContainsFunc(readers, func(r *reader) bool {
			return r.get(path).status == http.StatusOK || r.get(path).status == http.StatusSeeOther
		}) {
			t.Errorf("GET %s answers none of %q", path, logins)
		}
	}
}
