-- What an idempotency key was sent with, hashed: the same key with something
-- else is another request. Not in the leaf; goes when the key goes.

-- +goose Up

ALTER TABLE entry ADD COLUMN idem_hash BYTEA;
