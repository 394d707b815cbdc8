package i18n_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tupo/internal/i18n"
)

// TestEveryErrorHasASentence reads the program's own source: each key that
// errs.New or errs.Field is called with as a literal has a message in both
// languages, and the call gives every argument the message has a hole for.
func TestEveryErrorHasASentence(t *testing.T) {
	c := load(t)
	calls := 0
	root := os.DirFS("..")
	err := fs.WalkDir(root, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		set := token.NewFileSet()
		text, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		file, err := parser.ParseFile(set, path, text, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for node := range ast.Preorder(file) {
			if key, given, exact := errorCall(node); key != "" {
				calls++
				checkError(t, c, set.Position(node.Pos()).String(), key, given, exact)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatalf("read the source: %v", err)
	}
	if calls < 100 {
		t.Errorf("found %d errors in the source, want over 100: the test looks in the wrong place", calls)
	}
}

func checkError(t *testing.T, c *i18n.Catalogue, at, key string, given []string, exact bool) {
	t.Helper()
	if !c.Has(key) {
		t.Errorf("%s: no message %q in both languages", at, key)
		return
	}
	for _, hole := range c.Holes(i18n.ZH, key) {
		if exact && !slices.Contains(given, hole) {
			t.Errorf("%s: message %q has a hole {%s}, which the call does not fill; it gives %q", at, key, hole, given)
		}
	}
}

// errorCall reads a call of errs.New or errs.Field with a literal key, with the
// names of its arguments; exact is false when some are not literals.
func errorCall(node ast.Node) (key string, given []string, exact bool) {
	call, ok := node.(*ast.CallExpr)
	if !ok || len(call.Args) < 2 {
		return "", nil, false
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || selector.Sel.Name != "New" && selector.Sel.Name != "Field" {
		return "", nil, false
	}
	if pkg, ok := selector.X.(*ast.Ident); !ok || pkg.Name != "errs" {
		return "", nil, false
	}
	exact = call.Ellipsis == token.NoPos
	for i := 2; i < len(call.Args); i += 2 {
		name, ok := literal(call.Args[i])
		exact = exact && ok
		given = append(given, name)
	}
	key, _ = literal(call.Args[1])
	return key, given, exact
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}
