-- An order says what is to be there when it is done, and who verifies that it is.

-- +goose Up

ALTER TABLE directive ADD COLUMN deliverable TEXT NOT NULL DEFAULT '';
ALTER TABLE directive ADD COLUMN closer_unit_id TEXT NOT NULL DEFAULT '';

ALTER TABLE directive_past ADD COLUMN deliverable TEXT NOT NULL DEFAULT '';
ALTER TABLE directive_past ADD COLUMN closer_unit_id TEXT NOT NULL DEFAULT '';

-- The words that an object comes from are looked up by the object.
CREATE INDEX fact_object ON fact (district_id, object);
