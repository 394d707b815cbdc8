-- What is measured, and how much of it is wanted.
-- A table holds the current rows, its _past the versions that an entry closed.

-- +goose Up

CREATE TABLE indicator (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    aliases TEXT NOT NULL DEFAULT '',
    unit TEXT NOT NULL DEFAULT '',
    display_unit TEXT NOT NULL DEFAULT '',
    decimals INTEGER NOT NULL DEFAULT 0,
    competent_unit_id TEXT NOT NULL DEFAULT '',
    verifier_unit_id TEXT NOT NULL DEFAULT '',
    direction TEXT NOT NULL DEFAULT '',
    accumulation TEXT NOT NULL DEFAULT '',
    statistical INTEGER NOT NULL DEFAULT 0,
    rises_only INTEGER NOT NULL DEFAULT 0,
    frequency TEXT NOT NULL DEFAULT '',
    jan_feb INTEGER NOT NULL DEFAULT 0,
    due_day INTEGER NOT NULL DEFAULT 0,
    release_day INTEGER NOT NULL DEFAULT 0,
    numerator_id TEXT NOT NULL DEFAULT '',
    denominator_id TEXT NOT NULL DEFAULT '',
    sample_rate INTEGER NOT NULL DEFAULT 0,
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE indicator_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    aliases TEXT NOT NULL DEFAULT '',
    unit TEXT NOT NULL DEFAULT '',
    display_unit TEXT NOT NULL DEFAULT '',
    decimals INTEGER NOT NULL DEFAULT 0,
    competent_unit_id TEXT NOT NULL DEFAULT '',
    verifier_unit_id TEXT NOT NULL DEFAULT '',
    direction TEXT NOT NULL DEFAULT '',
    accumulation TEXT NOT NULL DEFAULT '',
    statistical INTEGER NOT NULL DEFAULT 0,
    rises_only INTEGER NOT NULL DEFAULT 0,
    frequency TEXT NOT NULL DEFAULT '',
    jan_feb INTEGER NOT NULL DEFAULT 0,
    due_day INTEGER NOT NULL DEFAULT 0,
    release_day INTEGER NOT NULL DEFAULT 0,
    numerator_id TEXT NOT NULL DEFAULT '',
    denominator_id TEXT NOT NULL DEFAULT '',
    sample_rate INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX indicator_past_key ON indicator_past (district_id, id);

CREATE TABLE target (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    programme_id TEXT NOT NULL DEFAULT '',
    action_id TEXT NOT NULL DEFAULT '',
    indicator_id TEXT NOT NULL DEFAULT '',
    unit_id TEXT NOT NULL DEFAULT '',
    parent_id TEXT NOT NULL DEFAULT '',
    dimension TEXT NOT NULL DEFAULT '',
    year INTEGER NOT NULL DEFAULT 0,
    value INTEGER,
    high INTEGER,
    floor_value INTEGER,
    stretch INTEGER,
    original INTEGER,
    reference TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT '',
    weight INTEGER,
    lead_unit_id TEXT NOT NULL DEFAULT '',
    responsible_unit_id TEXT NOT NULL DEFAULT '',
    supporting TEXT NOT NULL DEFAULT '',
    supervising_unit_id TEXT NOT NULL DEFAULT '',
    shape TEXT NOT NULL DEFAULT '',
    rule_id TEXT NOT NULL DEFAULT '',
    valid_from TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL DEFAULT '',
    specimen INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE target_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    code TEXT NOT NULL DEFAULT '',
    programme_id TEXT NOT NULL DEFAULT '',
    action_id TEXT NOT NULL DEFAULT '',
    indicator_id TEXT NOT NULL DEFAULT '',
    unit_id TEXT NOT NULL DEFAULT '',
    parent_id TEXT NOT NULL DEFAULT '',
    dimension TEXT NOT NULL DEFAULT '',
    year INTEGER NOT NULL DEFAULT 0,
    value INTEGER,
    high INTEGER,
    floor_value INTEGER,
    stretch INTEGER,
    original INTEGER,
    reference TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    origin TEXT NOT NULL DEFAULT '',
    weight INTEGER,
    lead_unit_id TEXT NOT NULL DEFAULT '',
    responsible_unit_id TEXT NOT NULL DEFAULT '',
    supporting TEXT NOT NULL DEFAULT '',
    supervising_unit_id TEXT NOT NULL DEFAULT '',
    shape TEXT NOT NULL DEFAULT '',
    rule_id TEXT NOT NULL DEFAULT '',
    valid_from TEXT NOT NULL DEFAULT '',
    level TEXT NOT NULL DEFAULT '',
    specimen INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX target_past_key ON target_past (district_id, id);

CREATE TABLE trajectory (
    district_id TEXT NOT NULL,
    target_id TEXT NOT NULL,
    period TEXT NOT NULL,
    planned INTEGER,
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, target_id, period)
) STRICT;

CREATE TABLE trajectory_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    target_id TEXT NOT NULL,
    period TEXT NOT NULL,
    planned INTEGER,
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX trajectory_past_key ON trajectory_past (district_id, target_id, period);

CREATE TABLE rule (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    green INTEGER,
    yellow INTEGER,
    points_yellow INTEGER,
    points_red INTEGER,
    missed_red INTEGER NOT NULL DEFAULT 0,
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE rule_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 0,
    name TEXT NOT NULL DEFAULT '',
    name_en TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '',
    green INTEGER,
    yellow INTEGER,
    points_yellow INTEGER,
    points_red INTEGER,
    missed_red INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX rule_past_key ON rule_past (district_id, id);

CREATE TABLE target_change (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    target_id TEXT NOT NULL DEFAULT '',
    old_value INTEGER,
    new_value INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    asked_by TEXT NOT NULL DEFAULT '',
    asked_at INTEGER NOT NULL DEFAULT 0,
    approved_by TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE target_change_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    target_id TEXT NOT NULL DEFAULT '',
    old_value INTEGER,
    new_value INTEGER,
    reason TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    asked_by TEXT NOT NULL DEFAULT '',
    asked_at INTEGER NOT NULL DEFAULT 0,
    approved_by TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX target_change_past_key ON target_change_past (district_id, id);
