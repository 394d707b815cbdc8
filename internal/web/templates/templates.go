// Package templates holds the pages' HTML as embedded files: layout.html, the
// parts that pages share, and one file for each page, which defines "head" and
// "main". They print structs of package page and do nothing else: no lookup, no
// arithmetic, no question of rights. No style attribute, no inline script.
package templates

import "embed"

// Files are the templates, at the root.
//
//go:embed *.html
var Files embed.FS
