-- The logs themselves: one head, the entries and the full tiles of each log.
-- A district has two logs: main, and access for logins and administration.

-- +goose Up

CREATE TABLE head (
    district_id TEXT COLLATE "C" NOT NULL,
    log TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    frontier BYTEA NOT NULL,
    PRIMARY KEY (district_id, log)
);

-- leaf is the entry as the tree hashes it; seq, actor and at repeat it for
-- searching, hash is its leaf hash. idem_key is not in the leaf and is set to
-- NULL when it has served its time.
CREATE TABLE entry (
    district_id TEXT COLLATE "C" NOT NULL,
    log TEXT COLLATE "C" NOT NULL,
    seq BIGINT NOT NULL,
    at BIGINT NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    idem_key TEXT COLLATE "C",
    hash BYTEA NOT NULL,
    leaf BYTEA NOT NULL,
    PRIMARY KEY (district_id, log, seq)
);

CREATE UNIQUE INDEX entry_idem_key ON entry (district_id, idem_key, actor)
WHERE idem_key IS NOT NULL;

CREATE TABLE tile (
    district_id TEXT COLLATE "C" NOT NULL,
    log TEXT COLLATE "C" NOT NULL,
    level BIGINT NOT NULL,
    idx BIGINT NOT NULL,
    root BYTEA NOT NULL,
    hashes BYTEA NOT NULL,
    PRIMARY KEY (district_id, log, level, idx)
);
