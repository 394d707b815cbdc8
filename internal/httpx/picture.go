package httpx

import "net/http"

// Picture answers with a picture (PNG) that the program drew itself. It may be shown,
// and nothing else: as a page of its own it runs nothing and loads nothing.
func Picture(w http.ResponseWriter, r *http.Request, png []byte) error {
	h := w.Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'")
	h.Set("Content-Type", "image/png")
	if Fresh(w, r, ETag(png)) {
		return nil
	}
	if r.Method == http.MethodHead {
		return nil
	}
	_, err := w.Write(png)
	return err
}
