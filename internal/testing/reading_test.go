package testing_test

import (
	"reflect"
	"slices"
	"testing"

	"tupo/internal/app"
	"tupo/internal/board"
)

// TestBoardsAreTheReaders: package app hands out boards by the methods named here
// only, and each of them takes the reader. The whole board has no exported name.
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
		if !takes {
			t.Errorf("App.%s gives a board and does not ask who reads it", m.Name)
		}
	}
	if want := []string{"Judge", "Seen"}; !slices.Equal(found, want) {
		t.Errorf("methods of App that give a board = %q, want %q", found, want)
	}
}
