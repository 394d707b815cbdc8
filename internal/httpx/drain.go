package httpx

import (
	"io"
	"net/http"
	"time"
)

// A client that writes its whole request before it reads the answer never sees why
// an upload was refused if the line is closed under it: what is still on its way is
// answered with a reset, which throws the answer away. So after a refusal the rest
// is read and forgotten, for as long as that is cheap; it takes no memory. Somebody
// whose session ended meanwhile is a visitor too.
const (
	drainBody        = 128 << 20 // bytes
	drainTime        = 30 * time.Second
	drainVisitorBody = 64 << 20
	drainVisitorTime = 5 * time.Second
	drainIdle        = 2 * time.Second // without a byte: the client waits for something else
	// drainFrom is up to where net/http reads the rest by itself and keeps the line.
	drainFrom = 256 << 10
)

// sent is a request's body as it comes from the line.
type sent struct {
	io.ReadCloser
	begun, ended bool
}

func (b *sent) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	b.begun = b.begun || n > 0
	b.ended = b.ended || err == io.EOF
	return n, err
}

// watchBody puts a sent in place of a body that may be large; nil for others.
func watchBody(r *http.Request) *sent {
	if r.Body == nil || r.Body == http.NoBody || r.ContentLength >= 0 && r.ContentLength <= drainFrom {
		return nil
	}
	b := &sent{ReadCloser: r.Body}
	r.Body = b
	return b
}

// refused reports whether a status leaves a body to be read off. A client that asks
// first has not sent it, and will not.
func (b *sent) refused(r *http.Request, status int) bool {
	return b != nil && status >= http.StatusBadRequest && !b.ended && (b.begun || r.Header.Get("Expect") == "")
}

// prepare is called before the header of a refusal is written: reading goes on
// after it, and the line is not used again.
func (b *sent) prepare(w http.ResponseWriter) {
	w.Header().Set("Connection", "close")
	_ = http.NewResponseController(w).EnableFullDuplex() // writers that do not know it are those of tests
}

// drain reads off what is left, after the answer was written.
func (b *sent) drain(w http.ResponseWriter, visitor bool) {
	left, patience := int64(drainBody), drainTime
	if visitor {
		left, patience = drainVisitorBody, drainVisitorTime
	}
	line := http.NewResponseController(w)
	_ = line.Flush()
	end := func() { _ = line.SetReadDeadline(time.Unix(1, 0)) }
	whole, idle := time.AfterFunc(patience, end), time.AfterFunc(drainIdle, end)
	defer whole.Stop()
	defer idle.Stop()
	buf := make([]byte, 32<<10)
	for left > 0 {
		n, err := b.Read(buf)
		if err != nil {
			return
		}
		left -= int64(n)
		idle.Reset(drainIdle)
	}
}
