-- Papers and facts, meetings and directives, projects.
-- A table holds the current rows, its _past the versions that an entry closed.

-- +goose Up

CREATE TABLE document (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    dated TEXT NOT NULL DEFAULT '',
    text_id TEXT NOT NULL DEFAULT '',
    runes INTEGER NOT NULL DEFAULT 0,
    added_by TEXT NOT NULL DEFAULT '',
    added_at INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE document_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    dated TEXT NOT NULL DEFAULT '',
    text_id TEXT NOT NULL DEFAULT '',
    runes INTEGER NOT NULL DEFAULT 0,
    added_by TEXT NOT NULL DEFAULT '',
    added_at INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX document_past_key ON document_past (district_id, id);

CREATE TABLE fact (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    document_id TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    start_rune INTEGER NOT NULL DEFAULT 0,
    end_rune INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL DEFAULT '',
    payload TEXT NOT NULL DEFAULT '',
    fingerprint TEXT NOT NULL DEFAULT '',
    found_by TEXT NOT NULL DEFAULT '',
    confidence INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT '',
    object TEXT NOT NULL DEFAULT '',
    decided_by TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE fact_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    document_id TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    start_rune INTEGER NOT NULL DEFAULT 0,
    end_rune INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL DEFAULT '',
    payload TEXT NOT NULL DEFAULT '',
    fingerprint TEXT NOT NULL DEFAULT '',
    found_by TEXT NOT NULL DEFAULT '',
    confidence INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT '',
    object TEXT NOT NULL DEFAULT '',
    decided_by TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX fact_past_key ON fact_past (district_id, id);

CREATE TABLE meeting (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    held_on TEXT NOT NULL DEFAULT '',
    half_day TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE meeting_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL DEFAULT '',
    held_on TEXT NOT NULL DEFAULT '',
    half_day TEXT NOT NULL DEFAULT '',
    place TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX meeting_past_key ON meeting_past (district_id, id);

CREATE TABLE directive (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    deadline TEXT NOT NULL DEFAULT '',
    due_on TEXT NOT NULL DEFAULT '',
    lead_unit_id TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    meeting_id TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE directive_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    text TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    deadline TEXT NOT NULL DEFAULT '',
    due_on TEXT NOT NULL DEFAULT '',
    lead_unit_id TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    meeting_id TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX directive_past_key ON directive_past (district_id, id);

CREATE TABLE project (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    stage TEXT NOT NULL DEFAULT '',
    stage_on TEXT NOT NULL DEFAULT '',
    total INTEGER,
    about INTEGER NOT NULL DEFAULT 0,
    land INTEGER,
    phases INTEGER NOT NULL DEFAULT 0,
    park TEXT NOT NULL DEFAULT '',
    chain TEXT NOT NULL DEFAULT '',
    sector TEXT NOT NULL DEFAULT '',
    content TEXT NOT NULL DEFAULT '',
    products TEXT NOT NULL DEFAULT '',
    zone_id TEXT NOT NULL DEFAULT '',
    specimen INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE project_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    stage TEXT NOT NULL DEFAULT '',
    stage_on TEXT NOT NULL DEFAULT '',
    total INTEGER,
    about INTEGER NOT NULL DEFAULT 0,
    land INTEGER,
    phases INTEGER NOT NULL DEFAULT 0,
    park TEXT NOT NULL DEFAULT '',
    chain TEXT NOT NULL DEFAULT '',
    sector TEXT NOT NULL DEFAULT '',
    content TEXT NOT NULL DEFAULT '',
    products TEXT NOT NULL DEFAULT '',
    zone_id TEXT NOT NULL DEFAULT '',
    specimen INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX project_past_key ON project_past (district_id, id);

CREATE TABLE phase (
    district_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    no TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    money INTEGER,
    land INTEGER,
    status TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, project_id, no)
) STRICT;

CREATE TABLE phase_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    project_id TEXT NOT NULL,
    no TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    money INTEGER,
    land INTEGER,
    status TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX phase_past_key ON phase_past (district_id, project_id, no);

CREATE TABLE party (
    district_id TEXT NOT NULL,
    project_id TEXT NOT NULL,
    no TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    credit_code TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, project_id, no)
) STRICT;

CREATE TABLE party_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    project_id TEXT NOT NULL,
    no TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    role TEXT NOT NULL DEFAULT '',
    credit_code TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX party_past_key ON party_past (district_id, project_id, no);

CREATE INDEX fact_document ON fact (district_id, document_id);

CREATE INDEX fact_fingerprint ON fact (district_id, fingerprint);

CREATE INDEX document_text ON document (district_id, text_id);
