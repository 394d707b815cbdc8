-- The plan through time: names that units bore, targets and tasks that changed
-- hands, and who asked for and did the erasure of personal data.

-- +goose Up

ALTER TABLE person ADD COLUMN erase_asked_by TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN erase_asked_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN erase_reason TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN erased_by TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN erased_at BIGINT NOT NULL DEFAULT 0;

ALTER TABLE person_past ADD COLUMN erase_asked_by TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE person_past ADD COLUMN erase_asked_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE person_past ADD COLUMN erase_reason TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE person_past ADD COLUMN erased_by TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE person_past ADD COLUMN erased_at BIGINT NOT NULL DEFAULT 0;

CREATE TABLE unit_name (
    district_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    valid_to TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, unit_id, valid_to)
);

CREATE TABLE unit_name_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    valid_to TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX unit_name_past_key ON unit_name_past (district_id, unit_id, valid_to);

CREATE TABLE transfer (
    district_id TEXT COLLATE "C" NOT NULL,
    object TEXT COLLATE "C" NOT NULL,
    valid_from TEXT COLLATE "C" NOT NULL,
    old_unit_id TEXT COLLATE "C" NOT NULL,
    new_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, object, valid_from, old_unit_id)
);

CREATE TABLE transfer_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    object TEXT COLLATE "C" NOT NULL,
    valid_from TEXT COLLATE "C" NOT NULL,
    old_unit_id TEXT COLLATE "C" NOT NULL,
    new_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX transfer_past_key ON transfer_past (district_id, object, valid_from, old_unit_id);
