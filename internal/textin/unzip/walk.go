package unzip

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"

	"tupo/internal/errs"
)

// Visitor is told of a part's elements as they pass. Any of its functions may be
// nil. Namespace prefixes are for it to ignore: the strict and the transitional
// forms of Office documents then read alike.
type Visitor struct {
	Enter func(xml.StartElement) error
	Leave func(local string) error
	Text  func([]byte)
}

// Walk reads an XML part as a stream. It fails with errs.Invalid unzip.part on a
// part that is not well formed or ends early; an *errs.Error of the visitor
// passes unchanged, and errs.TooLarge unzip.token is a tag or text beyond 1 MB. Entities are not expanded: the decoder knows only XML's own.
func (a *Archive) Walk(name string, v Visitor) error {
	r, err := a.Open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	d := xml.NewDecoder(&guard{r: r, left: maxToken})
	depth := 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) && depth == 0 {
			return nil
		}
		if err == nil {
			err = v.visit(token, &depth)
		}
		if err != nil {
			return part(name, err)
		}
	}
}

func (v Visitor) visit(token xml.Token, depth *int) error {
	switch t := token.(type) {
	case xml.StartElement:
		*depth++
		if v.Enter != nil {
			return v.Enter(t)
		}
	case xml.EndElement:
		if *depth--; *depth < 0 {
			return errors.New("more elements end than begin")
		}
		if v.Leave != nil {
			return v.Leave(t.Name.Local)
		}
	case xml.CharData:
		if v.Text != nil {
			v.Text(t)
		}
	}
	return nil
}

// maxToken bounds one tag or one run of text: 32,767 characters are the most a
// cell can hold. The decoder would keep whatever length comes.
const maxToken = 1 << 20

// guard fails when too many bytes pass without the end of a tag.
type guard struct {
	r    io.Reader
	left int
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.r.Read(p[:min(len(p), maxToken)])
	if i := bytes.LastIndexByte(p[:n], '>'); i >= 0 {
		g.left = maxToken - (n - i - 1)
	} else {
		g.left -= n
	}
	if g.left < 0 {
		return 0, errs.New(errs.TooLarge, "unzip.token")
	}
	return n, err
}

func part(name string, cause error) error {
	var known *errs.Error
	if errors.As(cause, &known) {
		return cause
	}
	return errs.New(errs.Invalid, "unzip.part", "part", name).Because(cause)
}

// Attr gives an attribute by its local name, "" when there is none.
func Attr(e xml.StartElement, local string) string {
	for _, a := range e.Attr {
		if a.Name.Local == local && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}
