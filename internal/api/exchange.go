package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"tupo/internal/httpx"
)

// reading is the half of huma's context that an exchange leaves as it is. The name
// keeps the method Context free.
type reading huma.Context

// exchange is one request in huma's hands. It holds the answer back until huma
// is done, so that an error leaves nothing written and httpx renders it.
type exchange struct {
	reading
	w      http.ResponseWriter
	r      *http.Request
	body   bytes.Buffer
	status int
	source *watched
	fault  error
}

func newExchange(op *huma.Operation, w http.ResponseWriter, r *http.Request) *exchange {
	return &exchange{reading: humago.NewContext(op, r, w), w: w, r: r, status: http.StatusOK, source: &watched{from: r.Body}}
}

type exchangeKey struct{}

// Context carries the exchange itself, for register.
func (x *exchange) Context() context.Context {
	return context.WithValue(x.r.Context(), exchangeKey{}, x)
}

func exchangeOf(ctx context.Context) *exchange { return ctx.Value(exchangeKey{}).(*exchange) }

func (x *exchange) SetStatus(code int)    { x.status = code }
func (x *exchange) Status() int           { return x.status }
func (x *exchange) BodyWriter() io.Writer { return &x.body }
func (x *exchange) BodyReader() io.Reader { return x.source }

// finish sends the answer, or gives the error for httpx. What was read carries
// an entity tag, so that an unchanged answer is not sent twice.
func (x *exchange) finish() error {
	if x.fault != nil {
		return x.fault
	}
	reads := x.r.Method == http.MethodGet || x.r.Method == http.MethodHead
	untagged := x.w.Header().Get("ETag") == ""
	if reads && untagged && x.status == http.StatusOK && httpx.Fresh(x.w, x.r, httpx.ETag(x.body.Bytes())) {
		return nil
	}
	x.w.WriteHeader(x.status)
	if x.r.Method == http.MethodHead || x.body.Len() == 0 {
		return nil
	}
	_, err := x.w.Write(x.body.Bytes())
	return err
}

// takeFault is huma's last step before it writes: an error model of its own is
// taken out and becomes the exchange's fault.
func takeFault(ctx huma.Context, status string, v any) (any, error) {
	m, wrong := v.(*huma.ErrorModel)
	if !wrong {
		return v, nil
	}
	x, ours := ctx.(*exchange)
	if !ours {
		return nil, errors.New("api: a context that is not ours")
	}
	if x.fault == nil {
		x.fault = x.source.failed
	}
	if x.fault == nil {
		x.fault = faultOf(status, m)
	}
	return nil, nil // what is written now is thrown away
}

// watched remembers why reading the body failed: huma keeps the words only.
type watched struct {
	from   io.Reader
	failed error
}

func (b *watched) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		b.failed = broken(err)
	}
	return n, err
}
