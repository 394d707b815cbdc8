package view_test

import (
	"bytes"
	"regexp"
	"testing"

	"tupo/internal/i18n"
	"tupo/internal/web/view"
)

func newRenderer(t *testing.T) *view.Renderer {
	t.Helper()
	assets, err := view.NewAssets()
	if err != nil {
		t.Fatalf("NewAssets: %v", err)
	}
	return view.New(assets)
}

// TestEveryPageRenders executes each page in both languages and holds what a
// strict content security policy and the reader's language ask of the result.
func TestEveryPageRenders(t *testing.T) {
	r := newRenderer(t)
	forbidden := regexp.MustCompile(`(?i) style=| on[a-z]+=|<script(>| [^s])|javascript:|ZgotmplZ|<no value>|\{\{`)
	for _, lang := range i18n.Langs() {
		for name, p := range newSampler(t, lang).pages() {
			body, err := r.Render(p)
			if err != nil {
				t.Errorf("Render(%s, %s): %v", name, lang, err)
				continue
			}
			if found := forbidden.Find(body); found != nil {
				t.Errorf("Render(%s, %s) holds %q, want none", name, lang, found)
			}
			if want := []byte(`<html lang="` + lang.Tag() + `">`); !bytes.Contains(body, want) {
				t.Errorf("Render(%s, %s) lacks %s", name, lang, want)
			}
		}
	}
}

// BenchmarkFrontPage renders the home page with thirteen actions and five gaps;
// the aim of the whole request is 2 ms at the median.
func BenchmarkFrontPage(b *testing.B) {
	assets, err := view.NewAssets()
	if err != nil {
		b.Fatal(err)
	}
	c, err := i18n.Load(nil)
	if err != nil {
		b.Fatal(err)
	}
	r := view.New(assets)
	p := sampler{lang: i18n.ZH, words: c.For(i18n.ZH)}.front(13)
	for b.Loop() {
		if _, err := r.Render(p); err != nil {
			b.Fatal(err)
		}
	}
}
