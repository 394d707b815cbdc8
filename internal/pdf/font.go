package pdf

import (
	"embed"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
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

// fontFolder is where pdfium looks for fonts.
const fontFolder = "usr/share/fonts"

// lentFont finds a Chinese font of the machine, which is lent to pages whose file does
// not bring its own: "" where there is none. Whatever is found first is taken, the most
// usual name first.
func lentFont(folders ...string) string {
	names := []string{"NotoSansCJK-Regular.ttc", "NotoSansCJKsc-Regular.otf", "SourceHanSansSC-Regular.otf", "NotoSerifCJK-Regular.ttc",
		"wqy-microhei.ttc", "wqy-zenhei.ttc", "uming.ttc", "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf"}
	best, rank := "", len(names)
	for _, folder := range folders {
		_ = filepath.WalkDir(folder, func(at string, e fs.DirEntry, err error) error {
			if err != nil {
				return fs.SkipDir
			}
			for i, name := range names[:rank] {
				if e.Name() == name && e.Type().IsRegular() {
					best, rank = at, i
					break
				}
			}
			return nil
		})
	}
	return best
}

// machineFonts are the folders in which machines keep their fonts.
func machineFonts() []string { return []string{"/" + fontFolder, "/usr/local/share/fonts"} }

// withFont is the file system in which the font of a path stands in place of the boxes.
type withFont struct {
	fs.FS
	path string
}

// Open opens the font or a folder on the way to it; the last lists nothing else.
func (f withFont) Open(name string) (fs.File, error) {
	switch name {
	case fontFolder + "/" + filepath.Base(f.path):
		return os.Open(f.path)
	case fontFolder:
		folder, err := f.FS.Open(name)
		if err != nil {
			return nil, err
		}
		about, err := os.Stat(f.path)
		if err != nil {
			return nil, errors.Join(err, folder.Close())
		}
		return &listing{folder, []fs.DirEntry{fs.FileInfoToDirEntry(about)}}, nil
	case ".", path.Dir(fontFolder), path.Dir(path.Dir(fontFolder)):
		return f.FS.Open(name)
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// listing is an open folder with what is left to be listed.
type listing struct {
	fs.File
	left []fs.DirEntry
}

// ReadDir lists as fs.ReadDirFile says.
func (l *listing) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(l.left) == 0 {
		return nil, io.EOF
	}
	if n <= 0 {
		n = len(l.left)
	}
	out := l.left[:min(n, len(l.left))]
	l.left = l.left[len(out):]
	return out, nil
}
