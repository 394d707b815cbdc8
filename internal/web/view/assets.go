package view

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"

	"tupo/internal/web/assets"
)

// Prefix is where assets live; the server routes it to Assets without a session.
const Prefix = "/assets/"

// Assets serves the embedded files under names that carry their content's
// hash, so that a browser may keep them for ever.
type Assets struct {
	byPath map[string]asset  // "/assets/tupo.3f2a…css"
	urls   map[string]string // "tupo.css" → path
}

type asset struct {
	body        []byte
	contentType string
}

// NewAssets reads and hashes the embedded files. The parts of css/ are joined
// in the order of their names into tupo.css.
func NewAssets() (*Assets, error) {
	a := &Assets{byPath: map[string]asset{}, urls: map[string]string{}}
	css, err := joinStyles()
	if err != nil {
		return nil, err
	}
	a.add("tupo.css", css)
	for _, name := range []string{"tupo.js", "documents.js", "pages.js", "upload.js", "icon.svg"} {
		body, err := assets.Files.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("view: asset %s: %w", name, err)
		}
		a.add(name, body)
	}
	return a, nil
}

func joinStyles() ([]byte, error) {
	parts, err := fs.Glob(assets.Files, "css/*.css") // in order of name
	if err != nil {
		return nil, fmt.Errorf("view: list styles: %w", err)
	}
	var all bytes.Buffer
	for _, part := range parts {
		body, err := assets.Files.ReadFile(part)
		if err != nil {
			return nil, fmt.Errorf("view: asset %s: %w", part, err)
		}
		all.Write(body)
	}
	return all.Bytes(), nil
}

func (a *Assets) add(name string, body []byte) {
	types := map[string]string{
		".css": "text/css; charset=utf-8",
		".js":  "text/javascript; charset=utf-8",
		".svg": "image/svg+xml",
	}
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	url := Prefix + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:8]) + ext
	a.byPath[url] = asset{body: body, contentType: types[ext]}
	a.urls[name] = url
}

// URL gives the path of an asset, and an error for a name there is none of, so
// that a template with a wrong name fails its test.
func (a *Assets) URL(name string) (string, error) {
	url, ok := a.urls[name]
	if !ok {
		return "", fmt.Errorf("view: no asset %q", name)
	}
	return url, nil
}

// ServeHTTP answers GET and HEAD for the exact hashed names, 404 for others.
func (a *Assets) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	found, ok := a.byPath[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", found.contentType)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	if r.Method == http.MethodHead {
		return
	}
	_, _ = w.Write(found.body) // the reader has gone; nothing can be told to it
}
