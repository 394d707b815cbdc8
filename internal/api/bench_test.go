package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"tupo/internal/access"
	"tupo/internal/api"
	"tupo/internal/core"
	"tupo/internal/httpx"
	"tupo/internal/plan"
	"tupo/internal/store"
)

// clients is how many ask at the same time.
const clients = 32

// BenchmarkFiling measures one figure filed over HTTP, the whole path: session,
// permission, JSON, checks, versioned write with synchronous=FULL, ledger entry,
// idempotency key, board.
func BenchmarkFiling(b *testing.B) {
	p, server := crowd(b)
	var n atomic.Int64
	load(b, p, server, func(client int) (path, key string, body any) {
		i := n.Add(1)
		f := figure(fmt.Sprintf("%d.%04d", 10+i/10000, i%10000))
		return fmt.Sprintf("%s/sheets/Z%02d/2023-10", api.Prefix, client), fmt.Sprintf("key-%d", i), f
	})
}

// BenchmarkPlainInsert measures one row written through the same stack: session,
// permission, JSON, one INSERT outside the ledger by the same writer.
func BenchmarkPlainInsert(b *testing.B) {
	p, server := crowd(b)
	var n atomic.Int64
	load(b, p, server, func(client int) (path, key string, body any) {
		i := n.Add(1)
		return "/plain", fmt.Sprintf("key-%d", i), figure(fmt.Sprintf("%d.%04d", 10+i/10000, i%10000))
	})
}

// crowd is a place with a unit for each client, served on a loopback port.
func crowd(b *testing.B) (*place, *httptest.Server) {
	b.Helper()
	plans := book()
	for i := range clients {
		id := core.UnitID(fmt.Sprintf("z%02d", i))
		plans.Units = append(plans.Units, plan.Unit{ID: id, Code: fmt.Sprintf("Z%02d", i), Name: string(id), Kind: plan.UnitTown, Parent: "root"})
		t := plans.Targets[0]
		t.ID, t.Code, t.Unit, t.Lead = core.TargetID(id), fmt.Sprintf("T9%02d", i), id, id
		plans.Targets = append(plans.Targets, t)
	}
	for i := range plans.Indicators {
		plans.Indicators[i].RisesOnly = false
	}
	p := open(b, plans)
	insert := httpx.Route{Method: "POST", Pattern: "/plain", Permission: access.FileReport, Handler: func(w http.ResponseWriter, r *http.Request) error {
		var f api.Filing
		if err := json.NewDecoder(r.Body).Decode(&f); err != nil {
			return err
		}
		payload, err := json.Marshal(f)
		if err != nil {
			return err
		}
		return p.db.Aside(r.Context(), func(a *store.Aside) error {
			return a.SaveDraft("370211", store.Draft{Unit: "zone", Period: "2023-10", Account: core.AccountID(r.Header.Get("Idempotency-Key")), Payload: payload})
		})
	}}
	p.serve(b, append(api.Routes(p.app, p.words, p.cache), insert))
	server := httptest.NewServer(p.server)
	b.Cleanup(server.Close)
	return p, server
}

// load sends b.N requests from all clients and reports the rate and the slow ones.
func load(b *testing.B, p *place, server *httptest.Server, request func(client int) (path, key string, body any)) {
	b.Helper()
	tokens := make([]string, clients)
	for i := range tokens {
		tokens[i] = p.login(b, "crowd").token
	}
	transport := &http.Transport{MaxIdleConnsPerHost: clients}
	b.Cleanup(transport.CloseIdleConnections)
	took := make([][]time.Duration, clients)
	var left atomic.Int64
	left.Store(int64(b.N))
	var all sync.WaitGroup
	b.ResetTimer()
	for i := range clients {
		all.Go(func() {
			for left.Add(-1) >= 0 {
				start := time.Now()
				path, key, body := request(i)
				if err := post(transport, server.URL+path, tokens[i], key, body); err != nil {
					b.Error(err)
					return
				}
				took[i] = append(took[i], time.Since(start))
			}
		})
	}
	all.Wait()
	b.StopTimer()
	every := slices.Concat(took...)
	slices.Sort(every)
	at := func(share float64) float64 { return every[int(share*float64(len(every)-1))].Seconds() * 1000 }
	b.ReportMetric(float64(len(every))/b.Elapsed().Seconds(), "req/s")
	b.ReportMetric(at(0.5), "p50-ms")
	b.ReportMetric(at(0.99), "p99-ms")
	b.ReportMetric(at(0.999), "p99.9-ms")
}

func post(t *http.Transport, url, token, key string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	r, err := http.NewRequest("POST", url, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Idempotency-Key", key)
	answer, err := t.RoundTrip(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("POST %s: %d %s", url, answer.StatusCode, text)
	}
	return err
}
