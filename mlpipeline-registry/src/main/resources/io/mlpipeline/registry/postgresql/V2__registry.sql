-- Times are microseconds since 1970-01-01T00:00:00Z.

CREATE FUNCTION only_ever_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME;
END
$$;

CREATE TABLE model (
    tenant TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    latest_version BIGINT NOT NULL DEFAULT 0,
    revision BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, name)
);

CREATE TABLE version (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant TEXT COLLATE "C" NOT NULL,
    model TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL CHECK (version >= 1),
    stage TEXT COLLATE "C" NOT NULL CHECK (stage IN ('NONE', 'STAGING', 'PRODUCTION', 'ARCHIVED')),
    artifact_sha256 TEXT COLLATE "C" NOT NULL CHECK (length(artifact_sha256) = 64),
    artifact_size BIGINT NOT NULL CHECK (artifact_size >= 0),
    description TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    created_by TEXT COLLATE "C" NOT NULL,
    UNIQUE (tenant, model, version),
    FOREIGN KEY (tenant, model) REFERENCES model (tenant, name)
);

-- The one promise that no race, bug or second process can break.
CREATE UNIQUE INDEX at_most_one_in_production ON version (tenant, model) WHERE stage = 'PRODUCTION';

CREATE TABLE version_metric (
    version_id BIGINT NOT NULL REFERENCES version (id),
    name TEXT COLLATE "C" NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (version_id, name)
);

CREATE TABLE version_tag (
    version_id BIGINT NOT NULL REFERENCES version (id),
    tenant TEXT COLLATE "C" NOT NULL,
    model TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (version_id, name)
);

CREATE TABLE stage_change (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant TEXT COLLATE "C" NOT NULL,
    model TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    from_stage TEXT COLLATE "C" NOT NULL,
    to_stage TEXT COLLATE "C" NOT NULL,
    cause TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    changed_at BIGINT NOT NULL,
    FOREIGN KEY (tenant, model, version) REFERENCES version (tenant, model, version)
);

CREATE INDEX stage_change_by_model ON stage_change (tenant, model, id);

CREATE TRIGGER stage_change_is_never_altered BEFORE UPDATE ON stage_change
    FOR EACH ROW EXECUTE FUNCTION only_ever_added();

CREATE TRIGGER stage_change_is_never_deleted BEFORE DELETE ON stage_change
    FOR EACH ROW EXECUTE FUNCTION only_ever_added();

CREATE INDEX version_by_tag ON version_tag (tenant, model, name, value, version);
CREATE INDEX version_by_artifact ON version (artifact_sha256);

CREATE TABLE approval (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant TEXT COLLATE "C" NOT NULL,
    model TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('PENDING', 'APPROVED', 'REJECTED')),
    decided_by TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    decided_at BIGINT NOT NULL,
    FOREIGN KEY (tenant, model, version) REFERENCES version (tenant, model, version)
);

CREATE INDEX approval_by_version ON approval (tenant, model, version, id);

CREATE TRIGGER approval_is_never_altered BEFORE UPDATE ON approval
    FOR EACH ROW EXECUTE FUNCTION only_ever_added();

CREATE TRIGGER approval_is_never_deleted BEFORE DELETE ON approval
    FOR EACH ROW EXECUTE FUNCTION only_ever_added();

CREATE TABLE alias (
    tenant TEXT COLLATE "C" NOT NULL,
    model TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (tenant, model, name),
    FOREIGN KEY (tenant, model, version) REFERENCES version (tenant, model, version)
);

CREATE TABLE protected_alias (
    tenant TEXT COLLATE "C" NOT NULL,
    model TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, model, name),
    FOREIGN KEY (tenant, model) REFERENCES model (tenant, name)
);

CREATE TABLE version_signature (
    tenant TEXT COLLATE "C" NOT NULL,
    model TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    key_id TEXT COLLATE "C" NOT NULL,
    signature TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, model, version, key_id),
    FOREIGN KEY (tenant, model, version) REFERENCES version (tenant, model, version)
);

-- Each row's hash covers the row and the hash before it; the head says where the chain ends.
CREATE TABLE audit (
    tenant TEXT COLLATE "C" NOT NULL,
    sequence BIGINT NOT NULL,
    actor TEXT COLLATE "C" NOT NULL,
    action TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL,
    detail TEXT COLLATE "C" NOT NULL,
    happened_at BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant, sequence)
);

CREATE TABLE audit_head (
    tenant TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL
);

CREATE TRIGGER audit_is_never_altered BEFORE UPDATE ON audit
    FOR EACH ROW EXECUTE FUNCTION only_ever_added();

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
    FOR EACH ROW EXECUTE FUNCTION only_ever_added();

CREATE TABLE experiment (
    tenant TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    latest_run BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant, name)
);

CREATE TABLE run (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant TEXT COLLATE "C" NOT NULL,
    experiment TEXT COLLATE "C" NOT NULL,
    number BIGINT NOT NULL,
    parent BIGINT,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('RUNNING', 'FINISHED', 'FAILED')),
    started_by TEXT COLLATE "C" NOT NULL,
    code_version TEXT COLLATE "C" NOT NULL,
    data_fingerprint TEXT COLLATE "C" NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at BIGINT,
    UNIQUE (tenant, experiment, number),
    FOREIGN KEY (tenant, experiment) REFERENCES experiment (tenant, name),
    FOREIGN KEY (tenant, experiment, parent) REFERENCES run (tenant, experiment, number)
);

CREATE INDEX run_by_parent ON run (tenant, experiment, parent);

-- kind: PARAMETER, TAG or ENVIRONMENT.
CREATE TABLE run_text (
    run_id BIGINT NOT NULL REFERENCES run (id),
    kind TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (run_id, kind, name)
);

CREATE TABLE run_metric (
    run_id BIGINT NOT NULL REFERENCES run (id),
    name TEXT COLLATE "C" NOT NULL,
    step BIGINT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (run_id, name, step)
);

CREATE TABLE run_artifact (
    run_id BIGINT NOT NULL REFERENCES run (id),
    name TEXT COLLATE "C" NOT NULL,
    sha256 TEXT COLLATE "C" NOT NULL CHECK (length(sha256) = 64),
    size BIGINT NOT NULL CHECK (size >= 0),
    PRIMARY KEY (run_id, name)
);

CREATE INDEX run_by_artifact ON run_artifact (sha256);
