# The commands of Tupo. `make demo` needs Go and nothing else; `make test` says
# what else it needs, and installs it when it runs as root on Debian.

GO        ?= go
DATA      ?= demo-data
ADDR      ?= 127.0.0.1:8080
TESTFLAGS ?= -count=1
STEP      := scripts/step.sh

# Go stamps the commit into the program. Where git cannot tell it (no git, no
# commit yet, a clone that belongs to somebody else) the build must not fail.
ifneq ($(shell git rev-parse --verify HEAD >/dev/null 2>&1 && git status >/dev/null 2>&1 && echo yes),yes)
export GOFLAGS := $(GOFLAGS) -buildvcs=false
endif

# The program is built without C. One setting for all steps also means that they
# share what they compile; only -race needs C.
export CGO_ENABLED := 0

.NOTPARALLEL:
.DELETE_ON_ERROR:
.PHONY: help build demo demo-reset test test-full test-race check-shared \
	fmt-check vet staticcheck cross vuln torture bench

help:
	@echo 'make demo          build, make a demonstration district in $(DATA)/, serve it on http://$(ADDR)'
	@echo 'make demo-reset    the same, starting anew'
	@echo 'make build         bin/tupo'
	@echo 'make test          everything: format, vet, staticcheck, cross build, tests, tests under -race'
	@echo 'make check-shared  the tests that read the folder ../shared'
	@echo 'make vuln          known vulnerabilities in what is used (needs the network)'
	@echo 'make torture       300 kills under load'
	@echo 'make bench         the benchmarks'

build:
	$(GO) build -o bin/tupo ./cmd/tupo

demo: build
	bin/tupo demo --data $(DATA) --addr $(ADDR)

demo-reset: build
	bin/tupo demo --anew --data $(DATA) --addr $(ADDR)

# The order is that of the price: the cheapest refusal comes first.
test:
	@$(STEP) 'what the tests need' scripts/need.sh
	@$(STEP) 'gofmt' $(MAKE) -s fmt-check
	@$(STEP) 'go vet' $(MAKE) -s vet
	@$(STEP) 'staticcheck' $(MAKE) -s staticcheck
	@$(STEP) 'cross build' $(MAKE) -s cross
	@scripts/postgres.sh with $(MAKE) -s test-full test-race
	@echo '==> all of it passed'

test-full:
	@$(STEP) 'tests' $(GO) test $(TESTFLAGS) -vet=off -timeout 20m ./...

# Left out under -race: what drives one browser, or replays a year, one step at a
# time, and packages that start nothing beside themselves and share no value but tables
# that are made once (their users are watched). All ran in full just before. SQLite's own package, which is
# translated C and instantiates no generic of another, is not watched: watched it is
# some thirty times slower. Its driver and all else are.
test-race:
	@$(STEP) 'tests under -race, short' env CGO_ENABLED=1 $(GO) test $(TESTFLAGS) -vet=off -race -short -timeout 20m \
		-gcflags='modernc.org/...=-d=checkptr=0' -gcflags='github.com/tetratelabs/...=-d=checkptr=0' -gcflags='modernc.org/sqlite/lib=-race=false -d=checkptr=0' \
		$$($(GO) list ./... | grep -vE '/internal/(walk|demo|web/view|sheet|ledger|extract|zh|pdf.*|textin.*|testing/.*)$$')

check-shared:
	@$(STEP) 'what the tests need' scripts/need.sh
	@$(STEP) 'tests that read ../shared' scripts/postgres.sh with scripts/check-shared.sh

fmt-check:
	@scripts/fmt-check.sh

# Both ways of building: the files behind the tag are code too.
vet:
	$(GO) vet ./...
	$(GO) vet -tags shared ./...

staticcheck:
	$(GO) tool staticcheck -tags shared ./...

cross:
	@for arch in amd64 arm64 loong64; do \
		$(STEP) "linux/$$arch" env GOOS=linux GOARCH=$$arch $(GO) build ./... || exit 1; \
	done

vuln:
	$(GO) run golang.org/x/vuln/cmd/govulncheck@v1.9.0 ./...

torture:
	$(GO) test ./internal/torture -run TestTorture -count=1 -timeout 2h -v -torture.kills=300

bench:
	scripts/postgres.sh with $(GO) test -run '^$$' -bench . -benchmem -timeout 1h ./...
