-- +goose Up

-- Facts are counted by document and state, and those around one are found, without the
-- contents of all others being read.
DROP INDEX fact_document;
CREATE INDEX fact_document ON fact (district_id, document_id, kind, start_rune, end_rune, state);
