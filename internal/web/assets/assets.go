// Package assets holds what a browser loads beside the pages: one style sheet
// in ordered parts (css/), one script, one icon. There are no fonts and nothing
// from elsewhere; every page works without the script.
package assets

import "embed"

// Files are the assets, at the root.
//
//go:embed css *.js *.svg
var Files embed.FS
