-- Who there is and what is to be done.
-- A table holds the current rows, its _past the versions that an entry closed.

-- +goose Up

CREATE TABLE district (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    time_zone TEXT COLLATE "C" NOT NULL DEFAULT '',
    specimen BIGINT NOT NULL DEFAULT 0,
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE district_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    time_zone TEXT COLLATE "C" NOT NULL DEFAULT '',
    specimen BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX district_past_key ON district_past (district_id, id);

CREATE TABLE unit (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    kind TEXT COLLATE "C" NOT NULL DEFAULT '',
    parent_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    sort_order BIGINT NOT NULL DEFAULT 0,
    valid_from TEXT COLLATE "C" NOT NULL DEFAULT '',
    valid_to TEXT COLLATE "C" NOT NULL DEFAULT '',
    successor_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE unit_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    kind TEXT COLLATE "C" NOT NULL DEFAULT '',
    parent_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    sort_order BIGINT NOT NULL DEFAULT 0,
    valid_from TEXT COLLATE "C" NOT NULL DEFAULT '',
    valid_to TEXT COLLATE "C" NOT NULL DEFAULT '',
    successor_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX unit_past_key ON unit_past (district_id, id);

CREATE TABLE post (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    leader BIGINT NOT NULL DEFAULT 0,
    valid_from TEXT COLLATE "C" NOT NULL DEFAULT '',
    valid_to TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE post_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    leader BIGINT NOT NULL DEFAULT 0,
    valid_from TEXT COLLATE "C" NOT NULL DEFAULT '',
    valid_to TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX post_past_key ON post_past (district_id, id);

CREATE TABLE person (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    personal_hash TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE person_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    personal_hash TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX person_past_key ON person_past (district_id, id);

CREATE TABLE holding (
    district_id TEXT COLLATE "C" NOT NULL,
    post_id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    valid_from TEXT COLLATE "C" NOT NULL,
    valid_to TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, post_id, person_id, valid_from)
);

CREATE TABLE holding_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    post_id TEXT COLLATE "C" NOT NULL,
    person_id TEXT COLLATE "C" NOT NULL,
    valid_from TEXT COLLATE "C" NOT NULL,
    valid_to TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX holding_past_key ON holding_past (district_id, post_id, person_id, valid_from);

CREATE TABLE programme (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    theme TEXT COLLATE "C" NOT NULL DEFAULT '',
    start_year BIGINT NOT NULL DEFAULT 0,
    end_year BIGINT NOT NULL DEFAULT 0,
    state TEXT COLLATE "C" NOT NULL DEFAULT '',
    no_approval BIGINT NOT NULL DEFAULT 0,
    counts_from TEXT COLLATE "C" NOT NULL DEFAULT '',
    rule_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    level TEXT COLLATE "C" NOT NULL DEFAULT '',
    release_at BIGINT NOT NULL DEFAULT 0,
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE programme_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    theme TEXT COLLATE "C" NOT NULL DEFAULT '',
    start_year BIGINT NOT NULL DEFAULT 0,
    end_year BIGINT NOT NULL DEFAULT 0,
    state TEXT COLLATE "C" NOT NULL DEFAULT '',
    no_approval BIGINT NOT NULL DEFAULT 0,
    counts_from TEXT COLLATE "C" NOT NULL DEFAULT '',
    rule_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    level TEXT COLLATE "C" NOT NULL DEFAULT '',
    release_at BIGINT NOT NULL DEFAULT 0,
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX programme_past_key ON programme_past (district_id, id);

CREATE TABLE action (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    programme_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    no BIGINT NOT NULL DEFAULT 0,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    short TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    lead_post_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    lead_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE action_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    programme_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    no BIGINT NOT NULL DEFAULT 0,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    short TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    lead_post_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    lead_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX action_past_key ON action_past (district_id, id);

CREATE TABLE task (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    action_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    deliverable TEXT COLLATE "C" NOT NULL DEFAULT '',
    lead_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    supporting TEXT COLLATE "C" NOT NULL DEFAULT '',
    supervising_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    start_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    due_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    weight BIGINT,
    specimen BIGINT NOT NULL DEFAULT 0,
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE task_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    action_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    deliverable TEXT COLLATE "C" NOT NULL DEFAULT '',
    lead_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    supporting TEXT COLLATE "C" NOT NULL DEFAULT '',
    supervising_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    start_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    due_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    weight BIGINT,
    specimen BIGINT NOT NULL DEFAULT 0,
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX task_past_key ON task_past (district_id, id);

CREATE TABLE milestone (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    task_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    no BIGINT NOT NULL DEFAULT 0,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    due_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    done_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE milestone_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    task_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    no BIGINT NOT NULL DEFAULT 0,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    due_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    done_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX milestone_past_key ON milestone_past (district_id, id);
