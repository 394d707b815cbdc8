#!/bin/sh
# A PostgreSQL that lives for one run of the tests, in a new folder, on a free
# port of the loopback address, behind a password of its own.
#
#   postgres.sh where          print the folder of the server's programs
#   postgres.sh with COMMAND   run COMMAND with TUPO_TEST_POSTGRES set, then stop;
#                              with the variable already set, only run COMMAND
#   postgres.sh hold           print the address, stop when standard input ends
#
# It refuses servers older than 15, and never touches a cluster it did not make.
set -eu

dir=
bin=

die() {
	echo "PostgreSQL for the tests: $*" >&2
	exit 1
}

# where finds initdb, pg_ctl and postgres in one folder, version 15 or newer.
# Debian keeps them off the PATH.
where() {
	for candidate in \
		"$(dirname "$(readlink -f "$(command -v initdb || echo /nowhere/initdb)")")" \
		/usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin /usr/pgsql-*/bin; do
		[ -x "$candidate/initdb" ] && [ -x "$candidate/pg_ctl" ] && [ -x "$candidate/postgres" ] || continue
		major=$("$candidate/postgres" --version | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
		[ "${major:-0}" -ge 15 ] || continue
		echo "$candidate"
		return 0
	done
	die "no initdb, pg_ctl and postgres of version 15 or newer: install the Debian package postgresql-15, or set TUPO_TEST_POSTGRES"
}

# owner runs a command as the user that owns the cluster: the server refuses root.
owner() {
	if [ "$(id -u)" -eq 0 ]; then
		(cd / && runuser -u postgres -- "$@")
	else
		"$@"
	fi
}

# folder makes $dir, short enough for a socket's name (107 bytes) and reachable
# for the owner.
folder() {
	for parent in "${TMPDIR:-/tmp}" /tmp; do
		[ "${#parent}" -le 70 ] || continue
		dir=$(mktemp -d "$parent/tupo-postgres.XXXXXX")
		[ "$(id -u)" -ne 0 ] || chown postgres "$dir"
		if owner test -w "$dir"; then
			return 0
		fi
		rmdir "$dir"
		dir=
	done
	die "no temporary folder that the server's user can write"
}

# cluster makes the data folder. The database's own collation is Chinese on
# purpose: a column that forgets COLLATE "C" then sorts otherwise than SQLite,
# and a test sees it.
cluster() {
	# The file is made empty and closed to others before the secret goes in.
	: >"$dir/password"
	chmod 600 "$dir/password"
	[ "$(id -u)" -ne 0 ] || chown postgres "$dir/password"
	echo "$password" >"$dir/password"
	owner "$bin/initdb" -D "$dir/data" -k -N -U postgres -A scram-sha-256 --pwfile="$dir/password" \
		--encoding=UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=zh \
		>"$dir/initdb.log" 2>&1 || {
		cat "$dir/initdb.log" >&2
		die "initdb failed"
	}
	cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = '$dir'
max_connections = 300
shared_buffers = 128MB
fsync = on
synchronous_commit = on
CONF
}

# start brings the server up and sets $address. A port cannot be reserved from
# a shell, so another program may take it first: then the next one is tried.
# The range lies below the ports the kernel gives to clients.
start() {
	bin=$(where)
	if [ "$(id -u)" -eq 0 ] && ! id postgres >/dev/null 2>&1; then
		die "the server refuses to run as root, and there is no user postgres to run it: install the Debian package postgresql-15"
	fi
	trap stop EXIT
	trap 'exit 129' HUP
	trap 'exit 130' INT
	trap 'exit 141' PIPE
	trap 'exit 143' TERM
	folder
	password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
	cluster
	tries=0
	while :; do
		port=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
		if owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -o "-p $port" -w -t 120 start >/dev/null 2>&1; then
			break
		fi
		tries=$((tries + 1))
		if [ "$tries" -ge 20 ] || ! grep -q 'could not create any TCP/IP sockets' "$dir/server.log"; then
			cat "$dir/server.log" >&2
			die "the server did not start"
		fi
	done
	address="postgres://postgres:$password@127.0.0.1:$port/postgres?sslmode=disable"
}

# stop ends the server named in our own data folder and removes the folder.
# Nothing in it is worth a clean shutdown.
stop() {
	trap '' HUP INT PIPE TERM
	[ -n "$dir" ] || return 0
	if [ -e "$dir/data/postmaster.pid" ]; then
		owner "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1 || true
	fi
	rm -rf "$dir"
	dir=
}

case "${1:-}" in
where)
	where
	;;
with)
	shift
	if [ -n "${TUPO_TEST_POSTGRES:-}" ]; then
		exec "$@"
	fi
	start
	TUPO_TEST_POSTGRES=$address "$@"
	;;
hold)
	start
	echo "$address"
	cat >/dev/null
	;;
*)
	echo "usage: $0 where | with COMMAND [ARGUMENT...] | hold" >&2
	exit 2
	;;
esac
