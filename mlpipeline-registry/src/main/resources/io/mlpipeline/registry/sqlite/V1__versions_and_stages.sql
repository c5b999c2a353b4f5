-- Times are microseconds since 1970-01-01T00:00:00Z.

CREATE TABLE model (
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    latest_version INTEGER NOT NULL DEFAULT 0,
    revision INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, name)
) STRICT;

CREATE TABLE version (
    id INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL,
    model TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    stage TEXT NOT NULL CHECK (stage IN ('NONE', 'STAGING', 'PRODUCTION', 'ARCHIVED')),
    artifact_sha256 TEXT NOT NULL CHECK (length(artifact_sha256) = 64),
    artifact_size INTEGER NOT NULL CHECK (artifact_size >= 0),
    description TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    UNIQUE (tenant, model, version),
    FOREIGN KEY (tenant, model) REFERENCES model (tenant, name)
) STRICT;

-- The one promise that no race, bug or second process can break.
CREATE UNIQUE INDEX at_most_one_in_production ON version (tenant, model) WHERE stage = 'PRODUCTION';

-- SQLite keeps NaN as NULL.
CREATE TABLE version_metric (
    version_id INTEGER NOT NULL REFERENCES version (id),
    name TEXT NOT NULL,
    value REAL,
    PRIMARY KEY (version_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE version_tag (
    version_id INTEGER NOT NULL REFERENCES version (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (version_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE stage_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant TEXT NOT NULL,
    model TEXT NOT NULL,
    version INTEGER NOT NULL,
    from_stage TEXT NOT NULL,
    to_stage TEXT NOT NULL,
    cause TEXT NOT NULL,
    reason TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    FOREIGN KEY (tenant, model, version) REFERENCES version (tenant, model, version)
) STRICT;

CREATE INDEX stage_change_by_model ON stage_change (tenant, model, id);

CREATE TRIGGER stage_change_is_never_altered BEFORE UPDATE ON stage_change
BEGIN
    SELECT RAISE(ABORT, 'the history of stages is only ever added to');
END;

CREATE TRIGGER stage_change_is_never_deleted BEFORE DELETE ON stage_change
BEGIN
    SELECT RAISE(ABORT, 'the history of stages is only ever added to');
END;
