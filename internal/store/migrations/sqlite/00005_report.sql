-- What was observed and reported.
-- A table holds the current rows, its _past the versions that an entry closed.

-- +goose Up

CREATE TABLE observation (
    district_id TEXT NOT NULL,
    indicator_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    period TEXT NOT NULL,
    basis TEXT NOT NULL,
    value INTEGER,
    vintage TEXT NOT NULL DEFAULT '',
    standing TEXT NOT NULL DEFAULT '',
    report_id TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 0,
    released_on TEXT NOT NULL DEFAULT '',
    specimen INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, indicator_id, unit_id, period, basis)
) STRICT;

CREATE TABLE observation_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    indicator_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    period TEXT NOT NULL,
    basis TEXT NOT NULL,
    value INTEGER,
    vintage TEXT NOT NULL DEFAULT '',
    standing TEXT NOT NULL DEFAULT '',
    report_id TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 0,
    released_on TEXT NOT NULL DEFAULT '',
    specimen INTEGER NOT NULL DEFAULT 0,
    source TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX observation_past_key ON observation_past (district_id, indicator_id, unit_id, period, basis);

CREATE TABLE report (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL DEFAULT '',
    period TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT '',
    content_hash TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    submitted_by TEXT NOT NULL DEFAULT '',
    submitted_at INTEGER NOT NULL DEFAULT 0,
    approved_by TEXT NOT NULL DEFAULT '',
    approved_at INTEGER NOT NULL DEFAULT 0,
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE report_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL DEFAULT '',
    period TEXT NOT NULL DEFAULT '',
    revision INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT '',
    content_hash TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    submitted_by TEXT NOT NULL DEFAULT '',
    submitted_at INTEGER NOT NULL DEFAULT 0,
    approved_by TEXT NOT NULL DEFAULT '',
    approved_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX report_past_key ON report_past (district_id, id);

CREATE TABLE report_line (
    district_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    indicator_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    period TEXT NOT NULL DEFAULT '',
    value INTEGER,
    note TEXT NOT NULL DEFAULT '',
    doubt TEXT NOT NULL DEFAULT '',
    cause TEXT NOT NULL DEFAULT '',
    answer TEXT NOT NULL DEFAULT '',
    standing TEXT NOT NULL DEFAULT '',
    method TEXT NOT NULL DEFAULT '',
    verified_by TEXT NOT NULL DEFAULT '',
    verified_at INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, report_id, indicator_id, unit_id)
) STRICT;

CREATE TABLE report_line_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    report_id TEXT NOT NULL,
    indicator_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    period TEXT NOT NULL DEFAULT '',
    value INTEGER,
    note TEXT NOT NULL DEFAULT '',
    doubt TEXT NOT NULL DEFAULT '',
    cause TEXT NOT NULL DEFAULT '',
    answer TEXT NOT NULL DEFAULT '',
    standing TEXT NOT NULL DEFAULT '',
    method TEXT NOT NULL DEFAULT '',
    verified_by TEXT NOT NULL DEFAULT '',
    verified_at INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX report_line_past_key ON report_line_past (district_id, report_id, indicator_id, unit_id);

CREATE TABLE task_progress (
    district_id TEXT NOT NULL,
    task_id TEXT NOT NULL,
    period TEXT NOT NULL,
    report_id TEXT NOT NULL DEFAULT '',
    done TEXT NOT NULL DEFAULT '',
    blocked TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    percent INTEGER,
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, task_id, period)
) STRICT;

CREATE TABLE task_progress_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    task_id TEXT NOT NULL,
    period TEXT NOT NULL,
    report_id TEXT NOT NULL DEFAULT '',
    done TEXT NOT NULL DEFAULT '',
    blocked TEXT NOT NULL DEFAULT '',
    next_step TEXT NOT NULL DEFAULT '',
    percent INTEGER,
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX task_progress_past_key ON task_progress_past (district_id, task_id, period);

CREATE TABLE period_lock (
    district_id TEXT NOT NULL,
    period TEXT NOT NULL,
    locked INTEGER NOT NULL DEFAULT 0,
    locked_by TEXT NOT NULL DEFAULT '',
    locked_at INTEGER NOT NULL DEFAULT 0,
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, period)
) STRICT;

CREATE TABLE period_lock_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    period TEXT NOT NULL,
    locked INTEGER NOT NULL DEFAULT 0,
    locked_by TEXT NOT NULL DEFAULT '',
    locked_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX period_lock_past_key ON period_lock_past (district_id, period);

CREATE TABLE reopening (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL DEFAULT '',
    period TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    asked_by TEXT NOT NULL DEFAULT '',
    asked_at INTEGER NOT NULL DEFAULT 0,
    first_by TEXT NOT NULL DEFAULT '',
    second_by TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE reopening_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    unit_id TEXT NOT NULL DEFAULT '',
    period TEXT NOT NULL DEFAULT '',
    reason TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    asked_by TEXT NOT NULL DEFAULT '',
    asked_at INTEGER NOT NULL DEFAULT 0,
    first_by TEXT NOT NULL DEFAULT '',
    second_by TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX reopening_past_key ON reopening_past (district_id, id);

CREATE TABLE evidence (
    district_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    media TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL DEFAULT 0,
    added_by TEXT NOT NULL DEFAULT '',
    added_at INTEGER NOT NULL DEFAULT 0,
    specimen INTEGER NOT NULL DEFAULT 0,
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, id)
) STRICT;

CREATE TABLE evidence_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    media TEXT NOT NULL DEFAULT '',
    size INTEGER NOT NULL DEFAULT 0,
    added_by TEXT NOT NULL DEFAULT '',
    added_at INTEGER NOT NULL DEFAULT 0,
    specimen INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX evidence_past_key ON evidence_past (district_id, id);

CREATE TABLE attachment (
    district_id TEXT NOT NULL,
    evidence_id TEXT NOT NULL,
    ref TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, evidence_id, ref)
) STRICT;

CREATE TABLE attachment_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    evidence_id TEXT NOT NULL,
    ref TEXT NOT NULL,
    note TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX attachment_past_key ON attachment_past (district_id, evidence_id, ref);

CREATE TABLE difference (
    district_id TEXT NOT NULL,
    indicator_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    period TEXT NOT NULL,
    cause TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    by_account TEXT NOT NULL DEFAULT '',
    from_seq INTEGER NOT NULL,
    PRIMARY KEY (district_id, indicator_id, unit_id, period)
) STRICT;

CREATE TABLE difference_past (
    district_id TEXT NOT NULL,
    to_seq INTEGER NOT NULL,
    n INTEGER NOT NULL,
    from_seq INTEGER NOT NULL,
    indicator_id TEXT NOT NULL,
    unit_id TEXT NOT NULL,
    period TEXT NOT NULL,
    cause TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    by_account TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
) STRICT;

CREATE INDEX difference_past_key ON difference_past (district_id, indicator_id, unit_id, period);

CREATE INDEX report_unit_period ON report (district_id, unit_id, period);

CREATE INDEX attachment_ref ON attachment (district_id, ref);

CREATE INDEX report_line_standing ON report_line (district_id, standing);

CREATE INDEX reopening_unit_period ON reopening (district_id, unit_id, period);
