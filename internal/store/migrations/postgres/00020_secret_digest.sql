-- Which password record an event set or used: the account's, and its digest. The
-- record itself stays outside the ledger.

-- +goose Up

ALTER TABLE access_event ADD COLUMN secret_of TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE access_event ADD COLUMN secret_digest TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE access_event ADD COLUMN secret_set BIGINT NOT NULL DEFAULT 0;
ALTER TABLE access_event_past ADD COLUMN secret_of TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE access_event_past ADD COLUMN secret_digest TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE access_event_past ADD COLUMN secret_set BIGINT NOT NULL DEFAULT 0;
