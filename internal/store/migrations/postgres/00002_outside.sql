-- What lies outside the ledger: no entry is made when these rows change.

-- +goose Up

CREATE TABLE draft (
    district_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL,
    payload BYTEA NOT NULL,
    saved_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, unit_id, period, account_id)
);

CREATE TABLE secret (
    district_id TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    must_change BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, account_id)
);

CREATE TABLE session (
    district_id TEXT COLLATE "C" NOT NULL,
    token TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (district_id, token)
);

CREATE INDEX session_account ON session (district_id, account_id);

CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE attempt (
    district_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    failures BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    locked_until BIGINT NOT NULL,
    PRIMARY KEY (district_id, kind, subject)
);

CREATE TABLE setting (
    district_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    value BYTEA NOT NULL,
    PRIMARY KEY (district_id, name)
);

CREATE TABLE personal (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    salt BYTEA NOT NULL,
    value BYTEA NOT NULL,
    PRIMARY KEY (district_id, id)
);
