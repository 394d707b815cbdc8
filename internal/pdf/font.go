package pdf

import (
	"embed"
	"io/fs"
)

// root is the whole file system that pdfium sees: one font in which each character
// is a box. Pdfium leaves out characters of fonts that it has no outlines of, where
// they stand alone or repeat the line before, and Chinese offices often do not put
// the usual fonts into their PDFs. It is found as the font for Chinese because of
// its name; font_test.go makes it.
//
//go:embed root
var root embed.FS

func fonts() (fs.FS, error) { return fs.Sub(root, "root") }
