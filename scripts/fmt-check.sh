#!/bin/sh
# Fails with the names of the Go files that gofmt would change.
set -eu
cd "$(dirname "$0")/.."
# The gofmt of the toolchain in use, which need not be the first on the PATH.
wrong=$("$(go env GOROOT)/bin/gofmt" -l .)
if [ -n "$wrong" ]; then
	echo "gofmt would change:" >&2
	echo "$wrong" >&2
	exit 1
fi
