-- What is measured, and how much of it is wanted.
-- A table holds the current rows, its _past the versions that an entry closed.

-- +goose Up

CREATE TABLE indicator (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    aliases TEXT COLLATE "C" NOT NULL DEFAULT '',
    unit TEXT COLLATE "C" NOT NULL DEFAULT '',
    display_unit TEXT COLLATE "C" NOT NULL DEFAULT '',
    decimals BIGINT NOT NULL DEFAULT 0,
    competent_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    verifier_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    direction TEXT COLLATE "C" NOT NULL DEFAULT '',
    accumulation TEXT COLLATE "C" NOT NULL DEFAULT '',
    statistical BIGINT NOT NULL DEFAULT 0,
    rises_only BIGINT NOT NULL DEFAULT 0,
    frequency TEXT COLLATE "C" NOT NULL DEFAULT '',
    jan_feb BIGINT NOT NULL DEFAULT 0,
    due_day BIGINT NOT NULL DEFAULT 0,
    release_day BIGINT NOT NULL DEFAULT 0,
    numerator_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    denominator_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    sample_rate BIGINT NOT NULL DEFAULT 0,
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE indicator_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    aliases TEXT COLLATE "C" NOT NULL DEFAULT '',
    unit TEXT COLLATE "C" NOT NULL DEFAULT '',
    display_unit TEXT COLLATE "C" NOT NULL DEFAULT '',
    decimals BIGINT NOT NULL DEFAULT 0,
    competent_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    verifier_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    direction TEXT COLLATE "C" NOT NULL DEFAULT '',
    accumulation TEXT COLLATE "C" NOT NULL DEFAULT '',
    statistical BIGINT NOT NULL DEFAULT 0,
    rises_only BIGINT NOT NULL DEFAULT 0,
    frequency TEXT COLLATE "C" NOT NULL DEFAULT '',
    jan_feb BIGINT NOT NULL DEFAULT 0,
    due_day BIGINT NOT NULL DEFAULT 0,
    release_day BIGINT NOT NULL DEFAULT 0,
    numerator_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    denominator_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    sample_rate BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX indicator_past_key ON indicator_past (district_id, id);

CREATE TABLE target (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    programme_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    action_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    indicator_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    parent_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    dimension TEXT COLLATE "C" NOT NULL DEFAULT '',
    year BIGINT NOT NULL DEFAULT 0,
    value BIGINT,
    high BIGINT,
    floor_value BIGINT,
    stretch BIGINT,
    original BIGINT,
    reference TEXT COLLATE "C" NOT NULL DEFAULT '',
    kind TEXT COLLATE "C" NOT NULL DEFAULT '',
    origin TEXT COLLATE "C" NOT NULL DEFAULT '',
    weight BIGINT,
    lead_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    responsible_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    supporting TEXT COLLATE "C" NOT NULL DEFAULT '',
    supervising_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    shape TEXT COLLATE "C" NOT NULL DEFAULT '',
    rule_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    valid_from TEXT COLLATE "C" NOT NULL DEFAULT '',
    level TEXT COLLATE "C" NOT NULL DEFAULT '',
    specimen BIGINT NOT NULL DEFAULT 0,
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE target_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    code TEXT COLLATE "C" NOT NULL DEFAULT '',
    programme_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    action_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    indicator_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    parent_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    dimension TEXT COLLATE "C" NOT NULL DEFAULT '',
    year BIGINT NOT NULL DEFAULT 0,
    value BIGINT,
    high BIGINT,
    floor_value BIGINT,
    stretch BIGINT,
    original BIGINT,
    reference TEXT COLLATE "C" NOT NULL DEFAULT '',
    kind TEXT COLLATE "C" NOT NULL DEFAULT '',
    origin TEXT COLLATE "C" NOT NULL DEFAULT '',
    weight BIGINT,
    lead_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    responsible_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    supporting TEXT COLLATE "C" NOT NULL DEFAULT '',
    supervising_unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    shape TEXT COLLATE "C" NOT NULL DEFAULT '',
    rule_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    valid_from TEXT COLLATE "C" NOT NULL DEFAULT '',
    level TEXT COLLATE "C" NOT NULL DEFAULT '',
    specimen BIGINT NOT NULL DEFAULT 0,
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX target_past_key ON target_past (district_id, id);

CREATE TABLE trajectory (
    district_id TEXT COLLATE "C" NOT NULL,
    target_id TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    planned BIGINT,
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, target_id, period)
);

CREATE TABLE trajectory_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    target_id TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    planned BIGINT,
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX trajectory_past_key ON trajectory_past (district_id, target_id, period);

CREATE TABLE rule (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    kind TEXT COLLATE "C" NOT NULL DEFAULT '',
    green BIGINT,
    yellow BIGINT,
    points_yellow BIGINT,
    points_red BIGINT,
    missed_red BIGINT NOT NULL DEFAULT 0,
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE rule_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL DEFAULT 0,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    name_en TEXT COLLATE "C" NOT NULL DEFAULT '',
    kind TEXT COLLATE "C" NOT NULL DEFAULT '',
    green BIGINT,
    yellow BIGINT,
    points_yellow BIGINT,
    points_red BIGINT,
    missed_red BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX rule_past_key ON rule_past (district_id, id);

CREATE TABLE target_change (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    target_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    old_value BIGINT,
    new_value BIGINT,
    reason TEXT COLLATE "C" NOT NULL DEFAULT '',
    state TEXT COLLATE "C" NOT NULL DEFAULT '',
    asked_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    asked_at BIGINT NOT NULL DEFAULT 0,
    approved_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE target_change_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    target_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    old_value BIGINT,
    new_value BIGINT,
    reason TEXT COLLATE "C" NOT NULL DEFAULT '',
    state TEXT COLLATE "C" NOT NULL DEFAULT '',
    asked_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    asked_at BIGINT NOT NULL DEFAULT 0,
    approved_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX target_change_past_key ON target_change_past (district_id, id);
