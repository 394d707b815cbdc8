package httpx

import (
	"fmt"
	"io"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/unicode/norm"
)

// maxName is the longest file name in bytes: what common file systems take, less
// room for a suffix.
const maxName = 200

// SafeName makes a file name that any system stores and no reader mistakes:
// the last part of a path in either writing, NFC, without control characters,
// direction marks and what Windows forbids, the extension kept when it is cut.
// A name in GB18030 is read as such. Of nothing it makes “file”.
func SafeName(name string) string {
	if !utf8.ValidString(name) {
		decoded, err := simplifiedchinese.GB18030.NewDecoder().String(name)
		if err != nil || strings.ContainsRune(decoded, utf8.RuneError) {
			return "file"
		}
		name = decoded
	}
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	name = strings.Map(safeRune, norm.NFC.String(name))
	name = strings.TrimLeft(strings.TrimRight(name, ". "), ". ")
	if name == "" {
		return "file"
	}
	if stem, _, _ := strings.Cut(name, "."); reserved(stem) {
		name = "_" + name
	}
	return shorten(name)
}

func safeRune(r rune) rune {
	switch {
	case strings.ContainsRune(`<>:"|?*`, r):
		return '_'
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == utf8.RuneError:
		return -1
	}
	return r
}

// reserved reports whether a name means a device on Windows.
func reserved(stem string) bool {
	s := strings.ToUpper(strings.TrimSpace(stem))
	switch s {
	case "CON", "PRN", "AUX", "NUL":
		return true
	}
	return len(s) == 4 && (s[:3] == "COM" || s[:3] == "LPT") && s[3] >= '0' && s[3] <= '9'
}

func shorten(name string) string {
	if len(name) <= maxName {
		return name
	}
	ext := path.Ext(name)
	if len(ext) > 16 {
		ext = ""
	}
	stem := name[:maxName-len(ext)]
	for !utf8.ValidString(stem) {
		stem = stem[:len(stem)-1]
	}
	return strings.TrimRight(stem, ". ") + ext
}

// Attachment is a stored file to be given back.
type Attachment struct {
	Name    string
	Media   string // as sniffed when it was stored
	SHA256  string // hex; becomes the entity tag
	Content io.ReadSeeker
}

// Attach answers with a stranger's file: always to be saved, never shown by the
// browser, and powerless if it is shown all the same. Ranges are served.
func Attach(w http.ResponseWriter, r *http.Request, a Attachment) error {
	h := w.Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Disposition", disposition(SafeName(a.Name)))
	h.Set("Content-Type", harmless(a.Media))
	h.Set("Cache-Control", "private, no-cache")
	if a.SHA256 != "" {
		h.Set("ETag", `"`+a.SHA256+`"`)
	}
	http.ServeContent(w, r, "", time.Time{}, a.Content)
	return nil
}

// Download announces a file made on the spot (a workbook, a backup), which the
// handler then writes.
func Download(w http.ResponseWriter, name, media string) {
	h := w.Header()
	h.Set("Content-Security-Policy", "sandbox; default-src 'none'")
	h.Set("Content-Disposition", disposition(SafeName(name)))
	h.Set("Content-Type", media)
}

// harmless keeps the media types that no browser runs; the rest is plain bytes.
func harmless(media string) string {
	base, _, err := mime.ParseMediaType(media)
	if err != nil {
		return "application/octet-stream"
	}
	switch base {
	case "application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp", "image/tiff", "image/bmp", "text/csv",
		"application/zip", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint", "application/ofd":
		return base
	case "text/plain":
		return media
	}
	if strings.HasPrefix(base, "application/vnd.openxmlformats-officedocument.") {
		return base
	}
	return "application/octet-stream"
}

// disposition names a file in ASCII for old programs and in UTF-8 for the rest
// (RFC 6266).
func disposition(name string) string {
	plain := strings.Map(func(r rune) rune {
		if r < 0x20 || r > 0x7e || r == '"' || r == '\\' || r == '%' {
			return '_'
		}
		return r
	}, name)
	var exact strings.Builder
	for i := range len(name) {
		b := name[i]
		if b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("!#$&+-.^_`|~", b) >= 0 {
			exact.WriteByte(b)
		} else {
			fmt.Fprintf(&exact, "%%%02X", b)
		}
	}
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + exact.String()
}
