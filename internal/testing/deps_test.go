// Package testing_test holds the house's own laws: who may import whom, what the
// pure packages keep out, and that every module has its reason written down.
//
// It reads the import clauses of all files, whatever their build tags, and runs
// nothing. Test files may import what they like; programs may not import test
// helpers.
package testing_test

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
)

// A house names every package and says which imports are lawful.
type house struct {
	// ranks gives the floor of each folder under internal (and cmd). Imports
	// point to a lower number. A subfolder lives with the folder it is in.
	ranks map[string]int
	// siblings allows single imports that do not point down, with the reason.
	siblings map[edge]string
	// only limits a package to the packages named, beside its subfolders.
	only map[string][]string
	// never forbids single imports that would point down.
	never map[edge]string
}

type edge struct{ from, to string }

// pure is the highest floor that does no input and output.
const pure = 5

// impure is what pure packages do not import.
var impure = []string{"context", "net/http", "database/sql"}

func tupo() house {
	return house{
		ranks: map[string]int{
			"errs": 0,
			"core": 1,
			"zh":   2, "lexicon": 2, "record": 2, "i18n": 2, "config": 2, "metrics": 2,
			"plan":   3,
			"report": 4, "project": 4, "meeting": 4, "document": 4,
			"progress": 5, "forecast": 5, "score": 5, "access": 5, "ledger": 5, "extract": 5,
			"textin": 5, "sheet": 5, "paper": 5, "chart": 5, "catalogue": 5,
			"store": 6, "pdf": 6,
			"board": 7, "httpx": 7, "password": 7,
			"app":  8,
			"demo": 9, "web": 9, "api": 9, "notify": 9, "cli": 9, "bench": 9,
			"serve": 10,
			"cmd":   11, "torture": 11, "walk": 11,
		},
		siblings: map[edge]string{
			{"lexicon", "zh"}:        "amounts of a unit of measure are written in Chinese numerals",
			{"i18n", "lexicon"}:      "the English names of units stand where the units are",
			{"catalogue", "access"}:  "grants, accounts and the policy are versioned types",
			{"catalogue", "ledger"}:  "what a ledger keeps about itself is versioned too",
			{"forecast", "progress"}: "a forecast starts from what is achieved to date",
			{"sheet", "textin"}:      "a workbook is a zip file, and the limits on unpacking are written once",
			{"score", "progress"}:    "an assessment starts from completion",
			{"paper", "chart"}:       "a printed document carries the page's charts",
			{"cli", "demo"}:          "tupo demo",
			{"cli", "web"}:           "tupo serve puts the parts of the server together",
			{"cli", "api"}:           "tupo serve puts the parts of the server together",
			{"cli", "notify"}:        "tupo serve puts the parts of the server together",
			{"cli", "bench"}:         "tupo bench",
			{"bench", "demo"}:        "the front page is measured on the demonstration",
			{"bench", "api"}:         "filing is measured through the API",
		},
		only: map[string][]string{
			"meeting":  {"errs", "core", "record"},
			"document": {"errs", "core", "record"},
		},
		never: map[edge]string{
			{"web", "store"}: "pages go through app, where permission is checked",
			{"api", "store"}: "calls go through app, where permission is checked",
			{"cli", "store"}: "commands go through app, where permission is checked",
		},
	}
}

// An importer is one package and what its files import, tests left out.
type importer struct {
	path    string // "internal/store/storetest", "cmd/tupo"
	imports []string
}

// violations returns one sentence for each unlawful import of p.
func (h house) violations(p importer) []string {
	from := family(p.path)
	if isTestHelper(p.path) {
		return nil
	}
	rank, known := h.ranks[from]
	if !known {
		return []string{fmt.Sprintf("%s: %q is in no floor of the house: say in internal/testing/deps_test.go where it lives", p.path, from)}
	}
	var found []string
	for _, path := range p.imports {
		inside, ours := strings.CutPrefix(path, "tupo/")
		if !ours {
			if rank <= pure && slices.Contains(impure, path) {
				found = append(found, fmt.Sprintf("%s imports %s: packages up to floor %d are pure", p.path, path, pure))
			}
			continue
		}
		if why := h.refuse(from, rank, inside); why != "" {
			found = append(found, fmt.Sprintf("%s imports %s: %s", p.path, inside, why))
		}
	}
	return found
}

// refuse says why a package of the family from, on floor rank, may not import
// path; "" means that it may.
func (h house) refuse(from string, rank int, path string) string {
	to := family(path)
	if to == from {
		return ""
	}
	if isTestHelper(path) {
		return "only tests import test helpers"
	}
	if why, forbidden := h.never[edge{from, to}]; forbidden {
		return why
	}
	if names, limited := h.only[from]; limited && !slices.Contains(names, to) {
		return fmt.Sprintf("%s imports only %s", from, strings.Join(names, ", "))
	}
	target, known := h.ranks[to]
	if !known {
		return fmt.Sprintf("%q is in no floor of the house", to)
	}
	if _, allowed := h.siblings[edge{from, to}]; !allowed && target >= rank {
		return fmt.Sprintf("floor %d does not import floor %d; imports point down", rank, target)
	}
	return ""
}

// family is the folder under internal that a package lives in: "store" for
// internal/store/storetest; "cmd" for every program.
func family(path string) string {
	parts := strings.Split(path, "/")
	if parts[0] == "internal" && len(parts) > 1 {
		return parts[1]
	}
	return parts[0]
}

// isTestHelper tells packages that only tests import: those under
// internal/testing, and those named like storetest.
func isTestHelper(path string) bool {
	return family(path) == "testing" || strings.HasSuffix(path, "test")
}

func TestImportsPointDown(t *testing.T) {
	h := tupo()
	packages := readPackages(t)
	if len(packages) == 0 {
		t.Fatal("readPackages: got none, want the project's packages")
	}
	for _, p := range packages {
		for _, sentence := range h.violations(p) {
			t.Error(sentence)
		}
	}
}

func TestViolationsAreFound(t *testing.T) {
	h := tupo()
	tests := []struct {
		path, imports string
		want          string // part of the sentence; "" is lawful
	}{
		{"internal/core", "tupo/internal/errs", ""},
		{"internal/core", "tupo/internal/plan", "floor 1 does not import floor 3"},
		{"internal/report", "tupo/internal/plan", ""},
		{"internal/report", "tupo/internal/project", "floor 4 does not import floor 4"},
		{"internal/meeting", "tupo/internal/record", ""},
		{"internal/meeting", "tupo/internal/plan", "meeting imports only errs, core, record"},
		{"internal/plan", "context", "pure"},
		{"internal/extract", "net/http", "pure"},
		{"internal/sheet", "database/sql", "pure"},
		{"internal/store", "context", ""},
		{"internal/score", "tupo/internal/progress", ""},
		{"internal/progress", "tupo/internal/score", "imports point down"},
		{"internal/store", "tupo/internal/board", "imports point down"},
		{"internal/store", "tupo/internal/store/migrations", ""},
		{"internal/store", "tupo/internal/store/storetest", ""},
		{"internal/app", "tupo/internal/store/storetest", "only tests"},
		{"internal/app", "tupo/internal/store", ""},
		{"internal/app", "tupo/internal/testing/pgtest", "only tests"},
		{"internal/web/view", "tupo/internal/store", "go through app"},
		{"internal/api", "tupo/internal/store/migrations", "go through app"},
		{"internal/cli", "tupo/internal/store", "go through app"},
		{"internal/cli", "tupo/internal/web", ""},
		{"internal/web", "tupo/internal/cli", "imports point down"},
		{"cmd/tupo", "tupo/internal/cli", ""},
		{"internal/app", "tupo/cmd/tupo", "imports point down"},
		{"internal/kitchen", "fmt", "say in internal/testing/deps_test.go where it lives"},
		{"internal/app", "tupo/internal/kitchen", "in no floor"},
		{"internal/testing/sample", "tupo/internal/app", ""},
		{"internal/store/storetest", "tupo/internal/testing/pgtest", ""},
	}
	for _, test := range tests {
		got := strings.Join(h.violations(importer{test.path, []string{test.imports}}), "; ")
		if (test.want == "") != (got == "") || !strings.Contains(got, test.want) {
			t.Errorf("violations(%s imports %s): got %q, want %q", test.path, test.imports, got, test.want)
		}
	}
}

func TestExceptionsAreOfTheHouse(t *testing.T) {
	h := tupo()
	for e, why := range h.siblings {
		from, okFrom := h.ranks[e.from]
		to, okTo := h.ranks[e.to]
		if !okFrom || !okTo || to < from || why == "" {
			t.Errorf("sibling edge %s → %s: want two known packages, not pointing down, and a reason", e.from, e.to)
		}
		if _, back := h.siblings[edge{e.to, e.from}]; back {
			t.Errorf("sibling edge %s → %s: is allowed in both directions", e.from, e.to)
		}
	}
}

// TestModulesAreJustified holds docs/decisions/dependencies.md to what is
// imported and to go.mod, in both directions.
func TestModulesAreJustified(t *testing.T) {
	root := moduleRoot(t)
	data, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatalf("read go.mod: %v", err)
	}
	mod, err := modfile.ParseLax("go.mod", data, nil)
	if err != nil {
		t.Fatalf("parse go.mod: %v", err)
	}
	required := map[string]bool{}
	for _, r := range mod.Require {
		required[r.Mod.Path] = true
	}
	justified := readJustified(t, filepath.Join(root, "docs", "decisions", "dependencies.md"))
	for module := range justified {
		if !required[module] {
			t.Errorf("dependencies.md justifies %s: go.mod does not require it", module)
		}
	}
	for path := range importedPaths(t) {
		module := moduleOf(path, required)
		if module != "" && !justified[module] {
			t.Errorf("import %s: module %s has no sentence in docs/decisions/dependencies.md", path, module)
		}
	}
}

// moduleOf finds the longest required module that path lies in; "" for the
// standard library and for ourselves.
func moduleOf(path string, required map[string]bool) string {
	for {
		if required[path] {
			return path
		}
		cut := strings.LastIndexByte(path, '/')
		if cut < 0 {
			return ""
		}
		path = path[:cut]
	}
}

// readJustified returns the modules in the first column of the document's
// table, each of which has a sentence in the last column.
func readJustified(t *testing.T, path string) map[string]bool {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("read the justifications: %v", err)
	}
	found := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimSpace(line), "|")
		if len(cells) < 4 {
			continue
		}
		module, quoted := strings.CutPrefix(strings.TrimSpace(cells[1]), "`")
		if !quoted {
			continue
		}
		if strings.TrimSpace(cells[len(cells)-2]) == "" {
			t.Errorf("dependencies.md: %s has no sentence", module)
		}
		found[strings.TrimSuffix(module, "`")] = true
	}
	return found
}

// readPackages returns every package of the module with the imports of its
// files, test files left out.
func readPackages(t *testing.T) []importer {
	t.Helper()
	imports := map[string]map[string]bool{}
	walkFiles(t, func(dir, file string, paths []string) {
		if imports[dir] == nil {
			imports[dir] = map[string]bool{}
		}
		if strings.HasSuffix(file, "_test.go") {
			return
		}
		for _, path := range paths {
			imports[dir][path] = true
		}
	})
	var packages []importer
	for _, dir := range slices.Sorted(maps.Keys(imports)) {
		packages = append(packages, importer{dir, slices.Sorted(maps.Keys(imports[dir]))})
	}
	return packages
}

// importedPaths returns what any file imports, test files included.
func importedPaths(t *testing.T) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	walkFiles(t, func(_, _ string, paths []string) {
		for _, path := range paths {
			found[path] = true
		}
	})
	return found
}

// walkFiles calls visit with the folder (slash-separated, below the module's
// root), name and imports of each Go file.
func walkFiles(t *testing.T, visit func(dir, file string, paths []string)) {
	t.Helper()
	root := moduleRoot(t)
	files := token.NewFileSet()
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() {
			if path != root && (name == "testdata" || name == "bin" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		parsed, err := parser.ParseFile(files, path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		var paths []string
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			paths = append(paths, imported)
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		visit(filepath.ToSlash(dir), name, paths)
		return nil
	})
	if err != nil {
		t.Fatalf("read the imports: %v", err)
	}
}

// moduleRoot is two folders above this package, where go test runs it.
func moduleRoot(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatalf("find the module's root: %v", err)
	}
	return root
}
