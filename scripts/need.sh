#!/bin/sh
# What `make test` needs beside Go: a C compiler (for -race), PostgreSQL 15 or
# newer, Chromium and a Chinese font. As root on Debian what is missing is
# installed; everywhere else the script fails and names the packages. It never
# lets a test be left out.
set -eu
cd "$(dirname "$0")/.."

# missing prints the Debian packages whose work nothing on this machine does.
missing() {
	echo '#include <stdlib.h>' | gcc -E - >/dev/null 2>&1 || echo gcc libc6-dev
	if [ -z "${TUPO_TEST_POSTGRES:-}" ]; then
		scripts/postgres.sh where >/dev/null 2>&1 || echo postgresql-15
	fi
	command -v chromium >/dev/null 2>&1 ||
		command -v chromium-browser >/dev/null 2>&1 ||
		command -v google-chrome >/dev/null 2>&1 ||
		echo chromium
	# Without the font a screenshot shows boxes and no test would notice.
	if ! command -v fc-list >/dev/null 2>&1; then
		echo fontconfig fonts-noto-cjk
	elif [ -z "$(fc-list :lang=zh-cn family 2>/dev/null)" ]; then
		echo fonts-noto-cjk
	fi
}

want=$(missing | tr '\n' ' ')
[ -n "$want" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null 2>&1; then
	echo "the tests need these Debian packages (or what they stand for): $want" >&2
	echo "for PostgreSQL, TUPO_TEST_POSTGRES=postgres://... may name a server where databases can be created" >&2
	exit 1
fi

echo "installing: $want"
export DEBIAN_FRONTEND=noninteractive
apt-get -qq update
# A Debian newer than 12 has a newer PostgreSQL under the plain name.
if ! apt-cache show postgresql-15 >/dev/null 2>&1; then
	want=$(echo "$want" | sed 's/postgresql-15/postgresql/')
fi
# shellcheck disable=SC2086  # a list of words
apt-get -qq install -y --no-install-recommends $want >/dev/null

still=$(missing | tr '\n' ' ')
if [ -n "$still" ]; then
	echo "still missing after the installation: $still" >&2
	exit 1
fi
