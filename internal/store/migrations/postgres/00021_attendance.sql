-- Who was at a meeting: posts as a page writes them, and persons, whose names lie apart.

-- +goose Up

CREATE TABLE attendance (
    district_id TEXT COLLATE "C" NOT NULL,
    meeting_id TEXT COLLATE "C" NOT NULL,
    no TEXT COLLATE "C" NOT NULL,
    post TEXT COLLATE "C" NOT NULL DEFAULT '',
    org TEXT COLLATE "C" NOT NULL DEFAULT '',
    role TEXT COLLATE "C" NOT NULL DEFAULT '',
    chair BIGINT NOT NULL DEFAULT 0,
    person_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, meeting_id, no)
);

CREATE TABLE attendance_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    meeting_id TEXT COLLATE "C" NOT NULL,
    no TEXT COLLATE "C" NOT NULL,
    post TEXT COLLATE "C" NOT NULL DEFAULT '',
    org TEXT COLLATE "C" NOT NULL DEFAULT '',
    role TEXT COLLATE "C" NOT NULL DEFAULT '',
    chair BIGINT NOT NULL DEFAULT 0,
    person_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX attendance_past_key ON attendance_past (district_id, meeting_id, no);
