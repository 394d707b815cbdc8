-- Papers and facts, meetings and directives, projects.
-- A table holds the current rows, its _past the versions that an entry closed.

-- +goose Up

CREATE TABLE document (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL DEFAULT '',
    kind TEXT COLLATE "C" NOT NULL DEFAULT '',
    dated TEXT COLLATE "C" NOT NULL DEFAULT '',
    text_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    runes BIGINT NOT NULL DEFAULT 0,
    added_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    added_at BIGINT NOT NULL DEFAULT 0,
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE document_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL DEFAULT '',
    kind TEXT COLLATE "C" NOT NULL DEFAULT '',
    dated TEXT COLLATE "C" NOT NULL DEFAULT '',
    text_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    runes BIGINT NOT NULL DEFAULT 0,
    added_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    added_at BIGINT NOT NULL DEFAULT 0,
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX document_past_key ON document_past (district_id, id);

CREATE TABLE fact (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    document_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    kind TEXT COLLATE "C" NOT NULL DEFAULT '',
    start_rune BIGINT NOT NULL DEFAULT 0,
    end_rune BIGINT NOT NULL DEFAULT 0,
    text TEXT COLLATE "C" NOT NULL DEFAULT '',
    payload TEXT COLLATE "C" NOT NULL DEFAULT '',
    fingerprint TEXT COLLATE "C" NOT NULL DEFAULT '',
    found_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    confidence BIGINT NOT NULL DEFAULT 0,
    state TEXT COLLATE "C" NOT NULL DEFAULT '',
    object TEXT COLLATE "C" NOT NULL DEFAULT '',
    decided_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE fact_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    document_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    kind TEXT COLLATE "C" NOT NULL DEFAULT '',
    start_rune BIGINT NOT NULL DEFAULT 0,
    end_rune BIGINT NOT NULL DEFAULT 0,
    text TEXT COLLATE "C" NOT NULL DEFAULT '',
    payload TEXT COLLATE "C" NOT NULL DEFAULT '',
    fingerprint TEXT COLLATE "C" NOT NULL DEFAULT '',
    found_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    confidence BIGINT NOT NULL DEFAULT 0,
    state TEXT COLLATE "C" NOT NULL DEFAULT '',
    object TEXT COLLATE "C" NOT NULL DEFAULT '',
    decided_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX fact_past_key ON fact_past (district_id, id);

CREATE TABLE meeting (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL DEFAULT '',
    held_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    half_day TEXT COLLATE "C" NOT NULL DEFAULT '',
    place TEXT COLLATE "C" NOT NULL DEFAULT '',
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE meeting_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    title TEXT COLLATE "C" NOT NULL DEFAULT '',
    held_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    half_day TEXT COLLATE "C" NOT NULL DEFAULT '',
    place TEXT COLLATE "C" NOT NULL DEFAULT '',
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX meeting_past_key ON meeting_past (district_id, id);

CREATE TABLE directive (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    text TEXT COLLATE "C" NOT NULL DEFAULT '',
    subject TEXT COLLATE "C" NOT NULL DEFAULT '',
    deadline TEXT COLLATE "C" NOT NULL DEFAULT '',
    due_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    lead_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    state TEXT COLLATE "C" NOT NULL DEFAULT '',
    meeting_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE directive_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    text TEXT COLLATE "C" NOT NULL DEFAULT '',
    subject TEXT COLLATE "C" NOT NULL DEFAULT '',
    deadline TEXT COLLATE "C" NOT NULL DEFAULT '',
    due_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    lead_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    state TEXT COLLATE "C" NOT NULL DEFAULT '',
    meeting_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX directive_past_key ON directive_past (district_id, id);

CREATE TABLE project (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    stage TEXT COLLATE "C" NOT NULL DEFAULT '',
    stage_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    total BIGINT,
    about BIGINT NOT NULL DEFAULT 0,
    land BIGINT,
    phases BIGINT NOT NULL DEFAULT 0,
    park TEXT COLLATE "C" NOT NULL DEFAULT '',
    chain TEXT COLLATE "C" NOT NULL DEFAULT '',
    sector TEXT COLLATE "C" NOT NULL DEFAULT '',
    content TEXT COLLATE "C" NOT NULL DEFAULT '',
    products TEXT COLLATE "C" NOT NULL DEFAULT '',
    zone_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    specimen BIGINT NOT NULL DEFAULT 0,
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE project_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    stage TEXT COLLATE "C" NOT NULL DEFAULT '',
    stage_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    total BIGINT,
    about BIGINT NOT NULL DEFAULT 0,
    land BIGINT,
    phases BIGINT NOT NULL DEFAULT 0,
    park TEXT COLLATE "C" NOT NULL DEFAULT '',
    chain TEXT COLLATE "C" NOT NULL DEFAULT '',
    sector TEXT COLLATE "C" NOT NULL DEFAULT '',
    content TEXT COLLATE "C" NOT NULL DEFAULT '',
    products TEXT COLLATE "C" NOT NULL DEFAULT '',
    zone_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    specimen BIGINT NOT NULL DEFAULT 0,
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX project_past_key ON project_past (district_id, id);

CREATE TABLE phase (
    district_id TEXT COLLATE "C" NOT NULL,
    project_id TEXT COLLATE "C" NOT NULL,
    no TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    money BIGINT,
    land BIGINT,
    status TEXT COLLATE "C" NOT NULL DEFAULT '',
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, project_id, no)
);

CREATE TABLE phase_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    project_id TEXT COLLATE "C" NOT NULL,
    no TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    money BIGINT,
    land BIGINT,
    status TEXT COLLATE "C" NOT NULL DEFAULT '',
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX phase_past_key ON phase_past (district_id, project_id, no);

CREATE TABLE party (
    district_id TEXT COLLATE "C" NOT NULL,
    project_id TEXT COLLATE "C" NOT NULL,
    no TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    role TEXT COLLATE "C" NOT NULL DEFAULT '',
    credit_code TEXT COLLATE "C" NOT NULL DEFAULT '',
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, project_id, no)
);

CREATE TABLE party_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    project_id TEXT COLLATE "C" NOT NULL,
    no TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    role TEXT COLLATE "C" NOT NULL DEFAULT '',
    credit_code TEXT COLLATE "C" NOT NULL DEFAULT '',
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX party_past_key ON party_past (district_id, project_id, no);

CREATE INDEX fact_document ON fact (district_id, document_id);

CREATE INDEX fact_fingerprint ON fact (district_id, fingerprint);

CREATE INDEX document_text ON document (district_id, text_id);
