-- Accounts, grants, and the events of the access log.
-- A table holds the current rows, its _past the versions that an entry closed.

-- +goose Up

CREATE TABLE account (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    login TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    post_id TEXT NOT NULL DEFAULT '',
    unit_id TEXT NOT NULL DEFAULT '',
    closed INTEGER NOT NULL DEFAULT 0,
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE account_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    login TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    post_id TEXT NOT NULL DEFAULT '',
    unit_id TEXT NOT NULL DEFAULT '',
    closed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX account_past_key ON account_past (district_id, id);

CREATE TABLE access_grant (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    unit_id TEXT NOT NULL DEFAULT '',
    valid_from TEXT NOT NULL DEFAULT '',
    valid_to TEXT NOT NULL DEFAULT '',
    granted_by TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE access_grant_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    unit_id TEXT NOT NULL DEFAULT '',
    valid_from TEXT NOT NULL DEFAULT '',
    valid_to TEXT NOT NULL DEFAULT '',
    granted_by TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX access_grant_past_key ON access_grant_past (district_id, id);

CREATE TABLE access_event (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL DEFAULT 0,
    account_id TEXT NOT NULL DEFAULT '',
    action TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    remote TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE access_event_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    at INTEGER NOT NULL DEFAULT 0,
    account_id TEXT NOT NULL DEFAULT '',
    action TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    remote TEXT NOT NULL DEFAULT '',
    detail TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX access_event_past_key ON access_event_past (district_id, id);

CREATE INDEX account_login ON account (district_id, login);

CREATE INDEX access_grant_account ON access_grant (district_id, account_id);
