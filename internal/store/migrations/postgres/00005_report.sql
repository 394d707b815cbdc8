-- What was observed and reported.
-- A table holds the current rows, its _past the versions that an entry closed.

-- +goose Up

CREATE TABLE observation (
    district_id TEXT COLLATE "C" NOT NULL,
    indicator_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    basis TEXT COLLATE "C" NOT NULL,
    value BIGINT,
    vintage TEXT COLLATE "C" NOT NULL DEFAULT '',
    standing TEXT COLLATE "C" NOT NULL DEFAULT '',
    report_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    revision BIGINT NOT NULL DEFAULT 0,
    released_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    specimen BIGINT NOT NULL DEFAULT 0,
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, indicator_id, unit_id, period, basis)
);

CREATE TABLE observation_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    indicator_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    basis TEXT COLLATE "C" NOT NULL,
    value BIGINT,
    vintage TEXT COLLATE "C" NOT NULL DEFAULT '',
    standing TEXT COLLATE "C" NOT NULL DEFAULT '',
    report_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    revision BIGINT NOT NULL DEFAULT 0,
    released_on TEXT COLLATE "C" NOT NULL DEFAULT '',
    specimen BIGINT NOT NULL DEFAULT 0,
    source TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX observation_past_key ON observation_past (district_id, indicator_id, unit_id, period, basis);

CREATE TABLE report (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    period TEXT COLLATE "C" NOT NULL DEFAULT '',
    revision BIGINT NOT NULL DEFAULT 0,
    state TEXT COLLATE "C" NOT NULL DEFAULT '',
    content_hash TEXT COLLATE "C" NOT NULL DEFAULT '',
    reason TEXT COLLATE "C" NOT NULL DEFAULT '',
    note TEXT COLLATE "C" NOT NULL DEFAULT '',
    submitted_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    submitted_at BIGINT NOT NULL DEFAULT 0,
    approved_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    approved_at BIGINT NOT NULL DEFAULT 0,
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE report_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    period TEXT COLLATE "C" NOT NULL DEFAULT '',
    revision BIGINT NOT NULL DEFAULT 0,
    state TEXT COLLATE "C" NOT NULL DEFAULT '',
    content_hash TEXT COLLATE "C" NOT NULL DEFAULT '',
    reason TEXT COLLATE "C" NOT NULL DEFAULT '',
    note TEXT COLLATE "C" NOT NULL DEFAULT '',
    submitted_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    submitted_at BIGINT NOT NULL DEFAULT 0,
    approved_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    approved_at BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX report_past_key ON report_past (district_id, id);

CREATE TABLE report_line (
    district_id TEXT COLLATE "C" NOT NULL,
    report_id TEXT COLLATE "C" NOT NULL,
    indicator_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL DEFAULT '',
    value BIGINT,
    note TEXT COLLATE "C" NOT NULL DEFAULT '',
    doubt TEXT COLLATE "C" NOT NULL DEFAULT '',
    cause TEXT COLLATE "C" NOT NULL DEFAULT '',
    answer TEXT COLLATE "C" NOT NULL DEFAULT '',
    standing TEXT COLLATE "C" NOT NULL DEFAULT '',
    method TEXT COLLATE "C" NOT NULL DEFAULT '',
    verified_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    verified_at BIGINT NOT NULL DEFAULT 0,
    reason TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, report_id, indicator_id, unit_id)
);

CREATE TABLE report_line_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    report_id TEXT COLLATE "C" NOT NULL,
    indicator_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL DEFAULT '',
    value BIGINT,
    note TEXT COLLATE "C" NOT NULL DEFAULT '',
    doubt TEXT COLLATE "C" NOT NULL DEFAULT '',
    cause TEXT COLLATE "C" NOT NULL DEFAULT '',
    answer TEXT COLLATE "C" NOT NULL DEFAULT '',
    standing TEXT COLLATE "C" NOT NULL DEFAULT '',
    method TEXT COLLATE "C" NOT NULL DEFAULT '',
    verified_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    verified_at BIGINT NOT NULL DEFAULT 0,
    reason TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX report_line_past_key ON report_line_past (district_id, report_id, indicator_id, unit_id);

CREATE TABLE task_progress (
    district_id TEXT COLLATE "C" NOT NULL,
    task_id TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    report_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    done TEXT COLLATE "C" NOT NULL DEFAULT '',
    blocked TEXT COLLATE "C" NOT NULL DEFAULT '',
    next_step TEXT COLLATE "C" NOT NULL DEFAULT '',
    percent BIGINT,
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, task_id, period)
);

CREATE TABLE task_progress_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    task_id TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    report_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    done TEXT COLLATE "C" NOT NULL DEFAULT '',
    blocked TEXT COLLATE "C" NOT NULL DEFAULT '',
    next_step TEXT COLLATE "C" NOT NULL DEFAULT '',
    percent BIGINT,
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX task_progress_past_key ON task_progress_past (district_id, task_id, period);

CREATE TABLE period_lock (
    district_id TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    locked BIGINT NOT NULL DEFAULT 0,
    locked_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    locked_at BIGINT NOT NULL DEFAULT 0,
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, period)
);

CREATE TABLE period_lock_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    locked BIGINT NOT NULL DEFAULT 0,
    locked_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    locked_at BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX period_lock_past_key ON period_lock_past (district_id, period);

CREATE TABLE reopening (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    period TEXT COLLATE "C" NOT NULL DEFAULT '',
    reason TEXT COLLATE "C" NOT NULL DEFAULT '',
    state TEXT COLLATE "C" NOT NULL DEFAULT '',
    asked_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    asked_at BIGINT NOT NULL DEFAULT 0,
    first_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    second_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE reopening_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL DEFAULT '',
    period TEXT COLLATE "C" NOT NULL DEFAULT '',
    reason TEXT COLLATE "C" NOT NULL DEFAULT '',
    state TEXT COLLATE "C" NOT NULL DEFAULT '',
    asked_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    asked_at BIGINT NOT NULL DEFAULT 0,
    first_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    second_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX reopening_past_key ON reopening_past (district_id, id);

CREATE TABLE evidence (
    district_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    media TEXT COLLATE "C" NOT NULL DEFAULT '',
    size BIGINT NOT NULL DEFAULT 0,
    added_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    added_at BIGINT NOT NULL DEFAULT 0,
    specimen BIGINT NOT NULL DEFAULT 0,
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, id)
);

CREATE TABLE evidence_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL DEFAULT '',
    media TEXT COLLATE "C" NOT NULL DEFAULT '',
    size BIGINT NOT NULL DEFAULT 0,
    added_by TEXT COLLATE "C" NOT NULL DEFAULT '',
    added_at BIGINT NOT NULL DEFAULT 0,
    specimen BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX evidence_past_key ON evidence_past (district_id, id);

CREATE TABLE attachment (
    district_id TEXT COLLATE "C" NOT NULL,
    evidence_id TEXT COLLATE "C" NOT NULL,
    ref TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, evidence_id, ref)
);

CREATE TABLE attachment_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    evidence_id TEXT COLLATE "C" NOT NULL,
    ref TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX attachment_past_key ON attachment_past (district_id, evidence_id, ref);

CREATE TABLE difference (
    district_id TEXT COLLATE "C" NOT NULL,
    indicator_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    cause TEXT COLLATE "C" NOT NULL DEFAULT '',
    note TEXT COLLATE "C" NOT NULL DEFAULT '',
    by_account TEXT COLLATE "C" NOT NULL DEFAULT '',
    from_seq BIGINT NOT NULL,
    PRIMARY KEY (district_id, indicator_id, unit_id, period)
);

CREATE TABLE difference_past (
    district_id TEXT COLLATE "C" NOT NULL,
    to_seq BIGINT NOT NULL,
    n BIGINT NOT NULL,
    from_seq BIGINT NOT NULL,
    indicator_id TEXT COLLATE "C" NOT NULL,
    unit_id TEXT COLLATE "C" NOT NULL,
    period TEXT COLLATE "C" NOT NULL,
    cause TEXT COLLATE "C" NOT NULL DEFAULT '',
    note TEXT COLLATE "C" NOT NULL DEFAULT '',
    by_account TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (district_id, to_seq, n)
);

CREATE INDEX difference_past_key ON difference_past (district_id, indicator_id, unit_id, period);

CREATE INDEX report_unit_period ON report (district_id, unit_id, period);

CREATE INDEX attachment_ref ON attachment (district_id, ref);

CREATE INDEX report_line_standing ON report_line (district_id, standing);

CREATE INDEX reopening_unit_period ON reopening (district_id, unit_id, period);
