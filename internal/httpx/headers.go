package httpx

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"strings"
)

// policyOfPages lets a page load nothing but our own files: no inline script or
// style, no frame around it, no form that leads away. data: is for small images
// in our own style sheets.
const policyOfPages = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func secureHeaders(h http.Header, secure bool) {
	h.Set("Content-Security-Policy", policyOfPages)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY") // browsers that do not know frame-ancestors
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store") // nothing stays on a shared machine; assets say otherwise
	if secure {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
}

// ETag is the strong entity tag of a content.
func ETag(content []byte) string {
	sum := sha256.Sum256(content)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:16]) + `"`
}

// Fresh sets the entity tag of the answer to come and reports whether the client
// has it already; then 304 has been written and the handler is done. It is for
// pages whose content the tag determines for this very reader.
func Fresh(w http.ResponseWriter, r *http.Request, etag string) bool {
	h := w.Header()
	h.Set("ETag", etag)
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Vary", "Cookie, Accept-Language")
	if r.Method != http.MethodGet && r.Method != http.MethodHead || !matches(r.Header.Get("If-None-Match"), etag) {
		return false
	}
	w.WriteHeader(http.StatusNotModified)
	return true
}

// matches compares an If-None-Match list with a tag, weakly (RFC 9110, 13.1.2).
func matches(list, etag string) bool {
	want := strings.TrimPrefix(etag, "W/")
	for item := range strings.SplitSeq(list, ",") {
		item = strings.TrimSpace(item)
		if item == "*" || strings.TrimPrefix(item, "W/") == want {
			return true
		}
	}
	return false
}

// ServeAsset answers with one of our own files. With its hash in the path it
// may be kept for ever, because another content has another path.
func ServeAsset(w http.ResponseWriter, r *http.Request, media, etag string, hashed bool, content []byte) error {
	h := w.Header()
	h.Set("ETag", etag)
	if hashed {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	} else {
		h.Set("Cache-Control", "public, no-cache")
	}
	if matches(r.Header.Get("If-None-Match"), etag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", media)
	if r.Method == http.MethodHead {
		return nil
	}
	_, err := w.Write(content)
	return err
}

// LocalPath gives the page to go to after the login if it is one of ours, else
// "/": a link may not use our login to lead elsewhere.
func LocalPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" {
		return "/"
	}
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	return next
}
