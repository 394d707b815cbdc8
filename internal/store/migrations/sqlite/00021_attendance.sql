-- Who was at a meeting: posts as a page writes them, and persons, whose names lie apart.

-- +goose Up

CREATE TABLE attendance (
    district_id TEXT NOT NULL,
    meeting_id TEXT NOT NULL,
    no TEXT NOT NULL,
    post TEXT NOT NULL DEFAULT '',
    org TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    chair INTEGER NOT NULL DEFAULT 0,
    person_id TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, meeting_id, no)
) STRICT;

CREATE TABLE attendance_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    meeting_id TEXT NOT NULL,
    no TEXT NOT NULL,
    post TEXT NOT NULL DEFAULT '',
    org TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    chair INTEGER NOT NULL DEFAULT 0,
    person_id TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX attendance_past_key ON attendance_past (district_id, meeting_id, no);
