-- Change control of all that a plan wants, judges or counts: what a request would
-- change, field by field, and when a running plan was last revised.

-- +goose Up

ALTER TABLE target ADD COLUMN revised_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE target_past ADD COLUMN revised_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE programme ADD COLUMN revised_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE programme_past ADD COLUMN revised_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE indicator ADD COLUMN revised_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE indicator_past ADD COLUMN revised_at BIGINT NOT NULL DEFAULT 0;

ALTER TABLE target_change ADD COLUMN object TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE target_change ADD COLUMN decided_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE target_change ADD COLUMN word TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE target_change_past ADD COLUMN object TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE target_change_past ADD COLUMN decided_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE target_change_past ADD COLUMN word TEXT COLLATE "C" NOT NULL DEFAULT '';

CREATE TABLE change_item (
    district_id TEXT COLLATE "C" NOT NULL,
    change_id TEXT COLLATE "C" NOT NULL,
    no TEXT COLLATE "C" NOT NULL,
    object TEXT COLLATE "C" NOT NULL DEFAULT '',
    field TEXT COLLATE "C" NOT NULL DEFAULT '',
    old_text TEXT COLLATE "C" NOT NULL DEFAULT '',
    new_text TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, change_id, no)
);

CREATE TABLE change_item_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    change_id TEXT COLLATE "C" NOT NULL,
    no TEXT COLLATE "C" NOT NULL,
    object TEXT COLLATE "C" NOT NULL DEFAULT '',
    field TEXT COLLATE "C" NOT NULL DEFAULT '',
    old_text TEXT COLLATE "C" NOT NULL DEFAULT '',
    new_text TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX change_item_past_key ON change_item_past (district_id, change_id, no);
