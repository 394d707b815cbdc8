-- The plan through time: names that units bore, targets and tasks that changed
-- hands, and who asked for and did the erasure of personal data.

-- +goose Up

ALTER TABLE person ADD COLUMN erase_asked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN erase_asked_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person ADD COLUMN erase_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN erased_by TEXT NOT NULL DEFAULT '';
ALTER TABLE person ADD COLUMN erased_at INTEGER NOT NULL DEFAULT 0;

ALTER TABLE person_past ADD COLUMN erase_asked_by TEXT NOT NULL DEFAULT '';
ALTER TABLE person_past ADD COLUMN erase_asked_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person_past ADD COLUMN erase_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE person_past ADD COLUMN erased_by TEXT NOT NULL DEFAULT '';
ALTER TABLE person_past ADD COLUMN erased_at INTEGER NOT NULL DEFAULT 0;

CREATE TABLE unit_name (
    district_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, unit_id, valid_to)
) STRICT;

CREATE TABLE unit_name_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    unit_id TEXT NOT NULL,
    valid_to TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX unit_name_past_key ON unit_name_past (district_id, unit_id, valid_to);

CREATE TABLE transfer (
    district_id TEXT NOT NULL,
    object TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    old_unit_id TEXT NOT NULL,
    new_unit_id TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, object, valid_from, old_unit_id)
) STRICT;

CREATE TABLE transfer_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    object TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    old_unit_id TEXT NOT NULL,
    new_unit_id TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX transfer_past_key ON transfer_past (district_id, object, valid_from, old_unit_id);
