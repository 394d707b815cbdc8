-- Facts are counted by document and state without their contents being read.
-- +goose Up

DROP INDEX fact_document;
CREATE INDEX fact_document ON fact (district_id, document_id, state);
