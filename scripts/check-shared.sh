#!/bin/sh
# The tests that read the folder ../shared: those in files built only with the
# tag "shared", and no other, so that nothing is run twice.
set -eu
cd "$(dirname "$0")/.."

if [ ! -d ../shared ]; then
	echo "the folder ../shared is missing: these tests read it and are not left out" >&2
	exit 1
fi

files=$(find . -name '*_test.go' -exec grep -l '^//go:build shared$' {} +) || true
if [ -z "$files" ]; then
	echo "no test file carries the tag shared: nothing would be checked" >&2
	exit 1
fi

# shellcheck disable=SC2086  # lists of words, here and below
packages=$(dirname $files | sort -u)
# shellcheck disable=SC2086
names=$(sed -n 's/^func \(\(Test\|Fuzz\|Example\)[A-Za-z0-9_]*\)(.*/\1/p' $files | sort -u | tr '\n' '|')
# The test cache does not watch files outside the module, hence -count=1.
# shellcheck disable=SC2086
go test -tags shared -count=1 -timeout 20m -run "^(${names%|})\$" $packages
