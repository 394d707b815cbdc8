-- Who there is and what is to be done.
-- A table holds the current rows, its _past the versions that an entry closed.

-- +goose Up

CREATE TABLE district (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    time_zone TEXT NOT NULL DEFAULT '',
    specimen INTEGER NOT NULL DEFAULT 0,
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE district_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    time_zone TEXT NOT NULL DEFAULT '',
    specimen INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX district_past_key ON district_past (district_id, id);

CREATE TABLE unit (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    parent_id TEXT NOT NULL DEFAULT '',
    sort_order INTEGER NOT NULL DEFAULT 0,
    valid_from TEXT NOT NULL DEFAULT '',
    valid_to TEXT NOT NULL DEFAULT '',
    successor_id TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE unit_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    parent_id TEXT NOT NULL DEFAULT '',
    sort_order INTEGER NOT NULL DEFAULT 0,
    valid_from TEXT NOT NULL DEFAULT '',
    valid_to TEXT NOT NULL DEFAULT '',
    successor_id TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX unit_past_key ON unit_past (district_id, id);

CREATE TABLE post (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    unit_id TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    leader INTEGER NOT NULL DEFAULT 0,
    valid_from TEXT NOT NULL DEFAULT '',
    valid_to TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE post_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    unit_id TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    leader INTEGER NOT NULL DEFAULT 0,
    valid_from TEXT NOT NULL DEFAULT '',
    valid_to TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX post_past_key ON post_past (district_id, id);

CREATE TABLE person (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    personal_hash TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE person_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    personal_hash TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX person_past_key ON person_past (district_id, id);

CREATE TABLE holding (
    district_id TEXT NOT NULL,
    post_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, post_id, person_id, valid_from)
) STRICT;

CREATE TABLE holding_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    post_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX holding_past_key ON holding_past (district_id, post_id, person_id, valid_from);

CREATE TABLE programme (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    theme TEXT NOT NULL DEFAULT '',
    start_year INTEGER NOT NULL DEFAULT 0,
    end_year INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT '',
    no_approval INTEGER NOT NULL DEFAULT 0,
    counts_from TEXT NOT NULL DEFAULT '',
    rule_id TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL DEFAULT '',
    release_at INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE programme_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    theme TEXT NOT NULL DEFAULT '',
    start_year INTEGER NOT NULL DEFAULT 0,
    end_year INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT '',
    no_approval INTEGER NOT NULL DEFAULT 0,
    counts_from TEXT NOT NULL DEFAULT '',
    rule_id TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL DEFAULT '',
    release_at INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX programme_past_key ON programme_past (district_id, id);

CREATE TABLE action (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    programme_id TEXT NOT NULL DEFAULT '',
    no INTEGER NOT NULL DEFAULT 0,
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    short TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    lead_post_id TEXT NOT NULL DEFAULT '',
    lead_unit_id TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE action_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    programme_id TEXT NOT NULL DEFAULT '',
    no INTEGER NOT NULL DEFAULT 0,
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    short TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    lead_post_id TEXT NOT NULL DEFAULT '',
    lead_unit_id TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX action_past_key ON action_past (district_id, id);

CREATE TABLE task (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    action_id TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    deliverable TEXT NOT NULL DEFAULT '',
    lead_unit_id TEXT NOT NULL DEFAULT '',
    supporting TEXT NOT NULL DEFAULT '',
    supervising_unit_id TEXT NOT NULL DEFAULT '',
    start_on TEXT NOT NULL DEFAULT '',
    due_on TEXT NOT NULL DEFAULT '',
    weight INTEGER,
    specimen INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE task_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    action_id TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    deliverable TEXT NOT NULL DEFAULT '',
    lead_unit_id TEXT NOT NULL DEFAULT '',
    supporting TEXT NOT NULL DEFAULT '',
    supervising_unit_id TEXT NOT NULL DEFAULT '',
    start_on TEXT NOT NULL DEFAULT '',
    due_on TEXT NOT NULL DEFAULT '',
    weight INTEGER,
    specimen INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX task_past_key ON task_past (district_id, id);

CREATE TABLE milestone (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    task_id TEXT NOT NULL DEFAULT '',
    no INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    due_on TEXT NOT NULL DEFAULT '',
    done_on TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE milestone_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    task_id TEXT NOT NULL DEFAULT '',
    no INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    due_on TEXT NOT NULL DEFAULT '',
    done_on TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX milestone_past_key ON milestone_past (district_id, id);
