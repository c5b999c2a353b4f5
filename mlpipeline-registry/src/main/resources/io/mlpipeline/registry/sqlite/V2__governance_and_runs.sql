-- Who registered a version; unknown for those that an older library registered.
ALTER TABLE version ADD COLUMN created_by TEXT NOT NULL DEFAULT '';

-- With the version's key in the row, versions with a tag are found by one index.
CREATE TABLE version_tag_by_model (
    version_id INTEGER NOT NULL REFERENCES version (id),
    tenant TEXT NOT NULL,
    model TEXT NOT NULL,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (version_id, name)
) STRICT, WITHOUT ROWID;

INSERT INTO version_tag_by_model (version_id, tenant, model, version, name, value)
    SELECT t.version_id, v.tenant, v.model, v.version, t.name, t.value
    FROM version_tag t JOIN version v ON v.id = t.version_id;

DROP TABLE version_tag;
ALTER TABLE version_tag_by_model RENAME TO version_tag;
CREATE INDEX version_by_tag ON version_tag (tenant, model, name, value, version);
CREATE INDEX version_by_artifact ON version (artifact_sha256);

CREATE TABLE approval (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant TEXT NOT NULL,
    model TEXT NOT NULL,
    version INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED')),
    decided_by TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    FOREIGN KEY (tenant, model, version) REFERENCES version (tenant, model, version)
) STRICT;

CREATE INDEX approval_by_version ON approval (tenant, model, version, id);

CREATE TRIGGER approval_is_never_altered BEFORE UPDATE ON approval
BEGIN
    SELECT RAISE(ABORT, 'approvals are only ever added');
END;

CREATE TRIGGER approval_is_never_deleted BEFORE DELETE ON approval
BEGIN
    SELECT RAISE(ABORT, 'approvals are only ever added');
END;

CREATE TABLE alias (
    tenant TEXT NOT NULL,
    model TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    PRIMARY KEY (tenant, model, name),
    FOREIGN KEY (tenant, model, version) REFERENCES version (tenant, model, version)
) STRICT;

CREATE TABLE protected_alias (
    tenant TEXT NOT NULL,
    model TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (tenant, model, name),
    FOREIGN KEY (tenant, model) REFERENCES model (tenant, name)
) STRICT;

CREATE TABLE version_signature (
    tenant TEXT NOT NULL,
    model TEXT NOT NULL,
    version INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (tenant, model, version, key_id),
    FOREIGN KEY (tenant, model, version) REFERENCES version (tenant, model, version)
) STRICT;

-- Each row's hash covers the row and the hash before it; the head says where the chain ends.
CREATE TABLE audit (
    tenant TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (tenant, sequence)
) STRICT;

CREATE TABLE audit_head (
    tenant TEXT NOT NULL PRIMARY KEY,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_is_never_altered BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit log is only ever added to');
END;

CREATE TABLE experiment (
    tenant TEXT NOT NULL,
    name TEXT NOT NULL,
    latest_run INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, name)
) STRICT;

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    tenant TEXT NOT NULL,
    experiment TEXT NOT NULL,
    number INTEGER NOT NULL,
    parent INTEGER,
    status TEXT NOT NULL CHECK (status IN ('RUNNING', 'FINISHED', 'FAILED')),
    started_by TEXT NOT NULL,
    code_version TEXT NOT NULL,
    data_fingerprint TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    UNIQUE (tenant, experiment, number),
    FOREIGN KEY (tenant, experiment) REFERENCES experiment (tenant, name),
    FOREIGN KEY (tenant, experiment, parent) REFERENCES run (tenant, experiment, number)
) STRICT;

CREATE INDEX run_by_parent ON run (tenant, experiment, parent);

-- kind: PARAMETER, TAG or ENVIRONMENT.
CREATE TABLE run_text (
    run_id INTEGER NOT NULL REFERENCES run (id),
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (run_id, kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_metric (
    run_id INTEGER NOT NULL REFERENCES run (id),
    name TEXT NOT NULL,
    step INTEGER NOT NULL,
    value REAL,
    PRIMARY KEY (run_id, name, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_artifact (
    run_id INTEGER NOT NULL REFERENCES run (id),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    size INTEGER NOT NULL CHECK (size >= 0),
    PRIMARY KEY (run_id, name)
) STRICT, WITHOUT ROWID;

CREATE INDEX run_by_artifact ON run_artifact (sha256);
