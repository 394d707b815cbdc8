-- Accounts, grants, and the events of the access log.
-- A table holds the current rows, its _past the versions that an entry closed.

-- +goose Up

CREATE TABLE account (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    post_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    closed BIGINT NOT NULL DEFAULT 0,
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE account_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    login TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    post_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    closed BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX account_past_key ON account_past (district_id, id);

CREATE TABLE access_grant (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    role TEXT COLLATE "C" NOT NULL DEFAULT '',
    unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    valid_from TEXT COLLATE "C" NOT NULL DEFAULT '',
    valid_to TEXT COLLATE "C" NOT NULL DEFAULT '',
    granted_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE access_grant_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    role TEXT COLLATE "C" NOT NULL DEFAULT '',
    unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    valid_from TEXT COLLATE "C" NOT NULL DEFAULT '',
    valid_to TEXT COLLATE "C" NOT NULL DEFAULT '',
    granted_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX access_grant_past_key ON access_grant_past (district_id, id);

CREATE TABLE access_event (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL DEFAULT 0,
    account_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    action TEXT COLLATE "C" NOT NULL DEFAULT '',
    subject TEXT COLLATE "C" NOT NULL DEFAULT '',
    remote TEXT COLLATE "C" NOT NULL DEFAULT '',
    detail TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE access_event_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL DEFAULT 0,
    account_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    action TEXT COLLATE "C" NOT NULL DEFAULT '',
    subject TEXT COLLATE "C" NOT NULL DEFAULT '',
    remote TEXT COLLATE "C" NOT NULL DEFAULT '',
    detail TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX access_event_past_key ON access_event_past (district_id, id);

CREATE INDEX account_login ON account (district_id, login);

CREATE INDEX access_grant_account ON access_grant (district_id, account_id);
