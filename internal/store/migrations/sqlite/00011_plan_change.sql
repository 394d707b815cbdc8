-- Change control of all that a plan wants, judges or counts: what a request would
-- change, field by field, and when a running plan was last revised.

-- +goose Up

ALTER TABLE target ADD COLUMN revised_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE target_past ADD COLUMN revised_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE programme ADD COLUMN revised_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE programme_past ADD COLUMN revised_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE indicator ADD COLUMN revised_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE indicator_past ADD COLUMN revised_at INTEGER NOT NULL DEFAULT 0;

ALTER TABLE target_change ADD COLUMN object TEXT NOT NULL DEFAULT '';
ALTER TABLE target_change ADD COLUMN decided_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE target_change ADD COLUMN word TEXT NOT NULL DEFAULT '';
ALTER TABLE target_change_past ADD COLUMN object TEXT NOT NULL DEFAULT '';
ALTER TABLE target_change_past ADD COLUMN decided_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE target_change_past ADD COLUMN word TEXT NOT NULL DEFAULT '';

CREATE TABLE change_item (
    district_id TEXT NOT NULL,
    change_id TEXT NOT NULL,
    no TEXT NOT NULL,
    object TEXT NOT NULL DEFAULT '',
    field TEXT NOT NULL DEFAULT '',
    old_text TEXT NOT NULL DEFAULT '',
    new_text TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, change_id, no)
) STRICT;

CREATE TABLE change_item_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    change_id TEXT NOT NULL,
    no TEXT NOT NULL,
    object TEXT NOT NULL DEFAULT '',
    field TEXT NOT NULL DEFAULT '',
    old_text TEXT NOT NULL DEFAULT '',
    new_text TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX change_item_past_key ON change_item_past (district_id, change_id, no);
