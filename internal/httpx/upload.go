package httpx

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"unicode/utf8"

	"tupo/internal/errs"
)

// UploadLimits bound a multipart form while it is read. The whole body is
// bounded by the route's MaxBody, which must leave room for them.
type UploadLimits struct {
	File  int64 // bytes of one file
	Files int   // how many; 0 is none
	Whole bool  // read on past a file over its limit, for the rest of the form
}

// File is one file of a multipart form while it streams by.
type File struct {
	Field   string    // name of the input
	Name    string    // the file's, fit for any file system; see SafeName
	Media   string    // as the client claims; sniff before believing
	Content io.Reader // ends with errs.TooLarge past the limit
}

const (
	maxFields     = 5000     // a sheet of 500 rows has about 3,000
	maxFieldBytes = 64 << 10 // one text input
	maxFieldName  = 200
)

// Upload streams a multipart form: it calls take for each file as it comes, and
// gives the other fields, for DecodeValues. Nothing is kept in memory or on disk
// but the fields. take reads what it needs; it must have no effect that outlives
// an error of Upload, since a fault may come after it. With Whole the fault of a
// file over its limit, errs.TooLarge at its input, comes with all that was typed.
func Upload(r *http.Request, l UploadLimits, take func(f File) error) (url.Values, error) {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || media != "multipart/form-data" || params["boundary"] == "" || r.Body == nil {
		return nil, errs.New(errs.Invalid, keyMediaType)
	}
	body := &tail{from: r.Body}
	parts := multipart.NewReader(body, params["boundary"])
	values := url.Values{}
	files, fields := 0, 0
	var large []error
	for {
		part, err := parts.NextPart()
		if err == io.EOF && body.has("--"+params["boundary"]+"--") {
			return values, errors.Join(large...)
		}
		if err != nil {
			return nil, broken(err)
		}
		name := part.FormName()
		_, params, _ := mime.ParseMediaType(part.Header.Get("Content-Disposition"))
		claimed, isFile := params["filename"]
		switch {
		case name == "" || len(name) > maxFieldName || !utf8.ValidString(name):
			return nil, errs.New(errs.Invalid, "form.malformed")
		case !isFile:
			if fields++; fields > maxFields {
				return nil, errs.New(errs.TooLarge, "form.many", "max", strconv.Itoa(maxFields))
			}
			err = readField(part, name, values)
		case claimed == "": // a file input left alone
			err = mustBeEmpty(part)
		default:
			if files++; files > l.Files {
				return nil, &errs.Error{Kind: errs.TooLarge, Key: "upload.many", Field: name, Args: []string{"max", strconv.Itoa(l.Files)}}
			}
			if err = takeFile(part, name, claimed, l, take); l.Whole && errs.Is(err, errs.TooLarge) && !overBody(err) {
				large, err = append(large, err), nil
			}
		}
		if err != nil {
			return nil, err
		}
	}
}

// tail remembers the end of what was read. The multipart reader says io.EOF both
// after the closing boundary and when the body stops in a part's header; only
// the boundary tells a whole form from half of one.
type tail struct {
	from io.Reader
	last []byte
}

const tailBytes = 8 << 10 // more than the multipart reader reads ahead

func (t *tail) Read(p []byte) (int, error) {
	n, err := t.from.Read(p)
	t.last = append(t.last, p[:n]...)
	if spare := len(t.last) - tailBytes; spare > 0 {
		t.last = append(t.last[:0], t.last[spare:]...)
	}
	return n, err
}

func (t *tail) has(text string) bool { return bytes.Contains(t.last, []byte(text)) }

// mustBeEmpty refuses a file without a name.
func mustBeEmpty(part io.Reader) error {
	var one [1]byte
	switch _, err := io.ReadFull(part, one[:]); {
	case errors.Is(err, io.EOF):
		return nil
	case err != nil:
		return broken(err)
	}
	return errs.New(errs.Invalid, "form.malformed")
}

func readField(part io.Reader, name string, values url.Values) error {
	text, err := io.ReadAll(io.LimitReader(part, maxFieldBytes+1))
	switch {
	case err != nil:
		return broken(err)
	case len(text) > maxFieldBytes:
		return &errs.Error{Kind: errs.TooLarge, Key: "form.field-large", Field: name, Args: []string{"max", printSize(maxFieldBytes)}}
	}
	values.Add(name, string(text))
	return nil
}

func takeFile(part *multipart.Part, field, claimed string, l UploadLimits, take func(f File) error) error {
	name := SafeName(claimed)
	content := &bounded{from: part, left: l.File, fault: &errs.Error{
		Kind: errs.TooLarge, Key: "upload.large", Field: field, Args: []string{"file", name, "max", printSize(l.File)},
	}}
	err := take(File{Field: field, Name: name, Media: part.Header.Get("Content-Type"), Content: content})
	if content.failed != nil { // whatever take made of it
		return content.failed
	}
	return err
}

// bounded gives at most left bytes and then its fault; a content of exactly that
// length is whole.
type bounded struct {
	from   io.Reader
	left   int64
	fault  *errs.Error
	failed error
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.failed != nil {
		return 0, b.failed
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.from.Read(p)
	if int64(n) > b.left {
		n, b.failed = int(b.left), b.fault
		b.left = 0
		return n, b.failed
	}
	b.left -= int64(n)
	if err != nil && !errors.Is(err, io.EOF) {
		b.failed = broken(err)
		return n, b.failed
	}
	return n, err
}

// overBody reports whether the whole body is over its limit: there is no more to read.
func overBody(err error) bool {
	for _, e := range errs.All(err) {
		if e.Field == "" {
			return true
		}
	}
	return false
}

// broken makes a fault of the transfer the client's; a body over its limit stays
// what it is.
func broken(err error) error {
	var tooBig *http.MaxBytesError
	if errors.As(err, &tooBig) {
		return tooLarge(tooBig.Limit)
	}
	return errs.New(errs.Invalid, "upload.broken").Because(err)
}
