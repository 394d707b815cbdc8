-- The logs themselves: one head, the entries and the full tiles of each log.
-- A district has two logs: main, and access for logins and administration.

-- +goose Up

CREATE TABLE head (
    district_id TEXT NOT NULL,
    log TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    frontier BLOB NOT NULL,
    PRIMARY KEY (district_id, log)
) STRICT;

-- leaf is the entry as the tree hashes it; seq, actor and at repeat it for
-- searching, hash is its leaf hash. idem_key is not in the leaf and is set to
-- NULL when it has served its time.
CREATE TABLE entry (
    district_id TEXT NOT NULL,
    log TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    idem_key TEXT,
    hash BLOB NOT NULL,
    leaf BLOB NOT NULL,
    PRIMARY KEY (district_id, log, seq)
) STRICT;

CREATE UNIQUE INDEX entry_idem_key ON entry (district_id, idem_key, actor)
WHERE idem_key IS NOT NULL;

CREATE TABLE tile (
    district_id TEXT NOT NULL,
    log TEXT NOT NULL,
    level INTEGER NOT NULL,
    idx INTEGER NOT NULL,
    root BLOB NOT NULL,
    hashes BLOB NOT NULL,
    PRIMARY KEY (district_id, log, level, idx)
) STRICT;
