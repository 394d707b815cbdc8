-- What lies outside the ledger: no entry is made when these rows change.

-- +goose Up

CREATE TABLE draft (
    district_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    period TEXT NOT NULL,
    account_id TEXT NOT NULL,
    payload BLOB NOT NULL,
    saved_at INTEGER NOT NULL,
    PRIMARY KEY (district_id, unit_id, period, account_id)
) STRICT;

CREATE TABLE secret (
    district_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    must_change INTEGER NOT NULL,
    changed_at INTEGER NOT NULL,
    PRIMARY KEY (district_id, account_id)
) STRICT;

CREATE TABLE session (
    district_id TEXT NOT NULL,
    token TEXT NOT NULL,
    account_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    PRIMARY KEY (district_id, token)
) STRICT;

CREATE INDEX session_account ON session (district_id, account_id);

CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE attempt (
    district_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    failures INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    locked_until INTEGER NOT NULL,
    PRIMARY KEY (district_id, kind, subject)
) STRICT;

CREATE TABLE setting (
    district_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (district_id, name)
) STRICT;

CREATE TABLE personal (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    salt BLOB NOT NULL,
    value BLOB NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;
