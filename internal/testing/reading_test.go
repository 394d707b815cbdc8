package testing_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"tupo/internal/app"
	"tupo/internal/board"
)

// wholeBoard is the one exported way to a board from which nothing is left out. It
// is package app's own; readers have Seen and Judge.
const wholeBoard = "Board"

// TestBoardsAreTheReaders: package app hands out boards by the methods named here
// only, and but for wholeBoard each of them takes the reader.
func TestBoardsAreTheReaders(t *testing.T) {
	boards := []reflect.Type{reflect.TypeFor[*board.Snapshot](), reflect.TypeFor[*board.View](), reflect.TypeFor[app.Judged](), reflect.TypeFor[*board.Shelf]()}
	var found []string
	methods := reflect.TypeFor[*app.App]()
	for i := range methods.NumMethod() {
		m := methods.Method(i)
		gives, takes := false, false
		for out := range m.Type.Outs() {
			gives = gives || slices.Contains(boards, out)
		}
		for in := range m.Type.Ins() {
			takes = takes || in == reflect.TypeFor[app.Who]()
		}
		if !gives {
			continue
		}
		found = append(found, m.Name)
		if !takes && m.Name != wholeBoard {
			t.Errorf("App.%s gives a board and does not ask who reads it", m.Name)
		}
	}
	if want := []string{wholeBoard, "Judge", "Seen"}; !slices.Equal(found, want) {
		t.Errorf("methods of App that give a board = %q, want %q", found, want)
	}
}

// TestNobodyReadsTheWholeBoard: outside of package app no file, test or program,
// calls wholeBoard.
func TestNobodyReadsTheWholeBoard(t *testing.T) {
	root := filepath.Join("..", "..")
	own := filepath.Join(root, "internal", "app")
	files := 0
	err := filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || filepath.Dir(name) == own {
			return err
		}
		files++
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if x, is := n.(*ast.SelectorExpr); is && x.Sel.Name == wholeBoard && !packageOf(file, x.X) {
				t.Errorf("%s reads the whole board: call Seen or Judge", set.Position(x.Pos()))
			}
			return true
		})
		return nil
	})
	if err != nil || files == 0 {
		t.Fatalf("read %d files: %v", files, err)
	}
}

// packageOf reports whether x is the name of a package that the file imports, whose
// types a selector may name.
func packageOf(file *ast.File, x ast.Expr) bool {
	name, is := x.(*ast.Ident)
	return is && slices.ContainsFunc(file.Imports, func(i *ast.ImportSpec) bool {
		if i.Name != nil {
			return i.Name.Name == name.Name
		}
		return path.Base(strings.Trim(i.Path.Value, `"`)) == name.Name
	})
}
