package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"

	"tupo/internal/app"
	"tupo/internal/errs"
)

// socketName is the operator's door of a running server. Only the owner of the
// data folder can reach it; whoever can could as well open the database.
const socketName = "tupo.sock"

// inUseError says that another process holds the folder.
type inUseError struct {
	folder string
	err    error
}

func (e *inUseError) Error() string { return e.err.Error() }
func (e *inUseError) Unwrap() error { return e.err }

// commandLine is what is handed to the server.
type commandLine struct {
	Args  []string `json:"args"`
	Dir   string   `json:"dir"`
	Lang  string   `json:"lang"`
	User  string   `json:"user"`
	Stdin []byte   `json:"stdin,omitempty"`
}

// piece is one part of the answer: output, messages, and last the exit code.
type piece struct {
	Out  []byte `json:"out,omitempty"`
	Err  []byte `json:"err,omitempty"`
	Exit *int   `json:"exit,omitempty"`
}

// maxStdin bounds what is handed over with a command line.
const maxStdin = 64 << 20

// forward has the running server carry out the command line. The server has
// printed what there was to say when the exit code comes.
func (p *Program) forward(ctx context.Context, busy *inUseError, args []string) error {
	code, err := p.ask(ctx, filepath.Join(busy.folder, socketName), args)
	switch {
	case err != nil:
		return errors.Join(busy.err, err)
	case code != ExitOK:
		return &exitError{code}
	}
	return nil
}

func (p *Program) ask(ctx context.Context, socket string, args []string) (int, error) {
	line := commandLine{Args: args, Dir: p.Dir, Lang: string(p.lang()), User: p.User}
	if line.Dir == "" {
		dir, err := os.Getwd()
		if err != nil {
			return 0, err
		}
		line.Dir = dir
	}
	for _, a := range args {
		if a != "-" {
			continue
		}
		if _, err := io.Copy(io.Discard, io.LimitReader(p.In, maxStdin)); err != nil {
			return 0, err
		}
		line.Stdin = p.taken.Bytes() // with what the command took before it was handed over
	}
	body, err := json.Marshal(line)
	if err != nil {
		return 0, err
	}
	client := http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		name, release, err := reachable(socket)
		if err != nil {
			return nil, err
		}
		defer release()
		var d net.Dialer
		return d.DialContext(ctx, "unix", name)
	}}}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://tupo/command", bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	res, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer res.Body.Close()
	return p.relay(res.Body)
}

func (p *Program) relay(answer io.Reader) (int, error) {
	dec := json.NewDecoder(answer)
	for {
		var x piece
		if err := dec.Decode(&x); err != nil {
			return 0, errs.New(errs.Busy, "cli.server-broke-off", "why", err.Error()).Because(err)
		}
		if x.Exit != nil {
			return *x.Exit, nil
		}
		if _, err := p.Out.Write(x.Out); err != nil {
			return 0, err
		}
		if _, err := p.Err.Write(x.Err); err != nil {
			return 0, err
		}
	}
}

// socketLength is how long a socket's name may be: the kernel keeps 108 bytes with
// a final zero.
const socketLength = 107

// reachable gives a name of the socket that the kernel takes. A long one goes
// through the folder's open file; release closes that.
func reachable(socket string) (name string, release func(), err error) {
	if len(socket) <= socketLength {
		return socket, func() {}, nil
	}
	folder, err := os.Open(filepath.Dir(socket))
	if err != nil {
		return "", nil, err
	}
	return fmt.Sprintf("/proc/self/fd/%d/%s", folder.Fd(), filepath.Base(socket)), func() { _ = folder.Close() }, nil
}

// listen opens the operator's door of a server and serves it until ctx ends.
func (p *Program) listen(ctx context.Context, folder string, a *app.App) error {
	socket := filepath.Join(folder, socketName)
	if err := os.Remove(socket); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	name, release, err := reachable(socket)
	if err != nil {
		return err
	}
	l, err := net.Listen("unix", name)
	if err != nil {
		release()
		return err
	}
	if err := os.Chmod(socket, 0o600); err != nil {
		release()
		return errors.Join(err, l.Close())
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /command", func(w http.ResponseWriter, r *http.Request) { p.carryOut(w, r, a) })
	server := &http.Server{Handler: mux, BaseContext: func(net.Listener) context.Context { return ctx }}
	context.AfterFunc(ctx, func() {
		_ = server.Close()
		release() // closing removes the socket by its name, which needs the folder
	})
	go func() { _ = server.Serve(l) }()
	return nil
}

func (p *Program) carryOut(w http.ResponseWriter, r *http.Request, a *app.App) {
	var line commandLine
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 2*maxStdin)).Decode(&line); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	var mu sync.Mutex
	enc := json.NewEncoder(w)
	flush := http.NewResponseController(w)
	send := func(x piece) (err error) {
		mu.Lock()
		defer mu.Unlock()
		if err = enc.Encode(x); err == nil {
			err = flush.Flush()
		}
		return err
	}
	inside := *p
	inside.hosted, inside.Dir, inside.User, inside.In = a, line.Dir, line.User, bytes.NewReader(line.Stdin)
	inside.Env = func(name string) string {
		if name == "TUPO_LANG" {
			return line.Lang
		}
		return p.Env(name)
	}
	inside.Out = writerFunc(func(b []byte) error { return send(piece{Out: b}) })
	inside.Err = writerFunc(func(b []byte) error { return send(piece{Err: b}) })
	code := inside.Run(r.Context(), line.Args)
	_ = send(piece{Exit: &code})
}

// writerFunc is a writer that hands each piece on.
type writerFunc func([]byte) error

func (f writerFunc) Write(b []byte) (int, error) {
	if err := f(b); err != nil {
		return 0, err
	}
	return len(b), nil
}
