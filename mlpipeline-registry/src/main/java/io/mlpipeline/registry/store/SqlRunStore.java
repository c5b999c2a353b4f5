package io.mlpipeline.registry.store;

import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.experiment.MetricPoint;
import io.mlpipeline.registry.experiment.NewRun;
import io.mlpipeline.registry.experiment.Run;
import io.mlpipeline.registry.experiment.RunId;
import io.mlpipeline.registry.experiment.RunStatus;
import io.mlpipeline.registry.experiment.RunStore;
import io.mlpipeline.registry.version.ArtifactId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs in the tables of {@code V2}. */
final class SqlRunStore implements RunStore {
    private final Database database;

    SqlRunStore(Database database) {
        this.database = database;
    }

    @Override
    public Optional<RunId> start(String tenant, String experiment, NewRun run, Act act) {
        return database.write(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO experiment (tenant, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    tenant,
                    experiment);
            int number = Sql.query(
                            connection,
                            "UPDATE experiment SET latest_run = latest_run + 1 WHERE tenant = ? AND name = ?"
                                    + " RETURNING latest_run",
                            row -> row.getInt(1),
                            tenant,
                            experiment)
                    .get(0);
            if (run.parent().isPresent() && run.parent().getAsInt() >= number) {
                Sql.update(
                        connection,
                        "UPDATE experiment SET latest_run = latest_run - 1 WHERE tenant = ? AND name = ?",
                        tenant,
                        experiment);
                return Optional.empty();
            }
            RunId id = new RunId(experiment, number);
            long row = insert(connection, tenant, id, run, act.actor());
            addAll(connection, row, RunRows.PARAMETER, run.parameters());
            addAll(connection, row, RunRows.ENVIRONMENT, run.environment());
            AuditTrail.add(connection, tenant, id.toString(), act);
            return Optional.of(id);
        });
    }

    private static long insert(Connection connection, String tenant, RunId id, NewRun run, String actor)
            throws SQLException {
        Integer parent = run.parent().isPresent() ? run.parent().getAsInt() : null;
        String sql = "INSERT INTO run (tenant, experiment, number, status, started_by, code_version, data_fingerprint,"
                + " started_at" + (parent == null ? "" : ", parent") + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?"
                + (parent == null ? "" : ", " + parent) + ") RETURNING id";
        return Sql.query(
                        connection,
                        sql,
                        row -> row.getLong(1),
                        tenant,
                        id.experiment(),
                        id.number(),
                        RunStatus.RUNNING.name(),
                        actor,
                        run.codeVersion(),
                        run.dataFingerprint(),
                        Micros.of(run.startedAt()))
                .get(0);
    }

    private static void addAll(Connection connection, long run, String kind, Map<String, String> texts)
            throws SQLException {
        for (Map.Entry<String, String> text : texts.entrySet()) {
            put(connection, run, kind, text.getKey(), text.getValue());
        }
    }

    private static void put(Connection connection, long run, String kind, String name, String value)
            throws SQLException {
        Sql.update(
                connection,
                "INSERT INTO run_text (run_id, kind, name, value) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (run_id, kind, name) DO UPDATE SET value = excluded.value",
                run,
                kind,
                name,
                value);
    }

    @Override
    public boolean end(String tenant, RunId run, RunStatus status, Instant at, Act act) {
        if (status == RunStatus.RUNNING) {
            throw new IllegalArgumentException(run + " cannot end as " + status);
        }
        return database.write(connection -> {
            int ended = Sql.update(
                    connection,
                    "UPDATE run SET status = ?, ended_at = ? WHERE tenant = ? AND experiment = ? AND number = ?"
                            + " AND status = 'RUNNING'",
                    status.name(),
                    Micros.of(at),
                    tenant,
                    run.experiment(),
                    run.number());
            if (ended == 1) {
                AuditTrail.add(connection, tenant, run.toString(), act);
            }
            return ended == 1;
        });
    }

    @Override
    public boolean record(String tenant, RunId run, List<MetricPoint> points) {
        return whileRunning(tenant, run, (connection, row) -> {
            for (MetricPoint point : points) {
                Sql.update(
                        connection,
                        "INSERT INTO run_metric (run_id, name, step, value) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (run_id, name, step) DO UPDATE SET value = excluded.value",
                        row,
                        point.name(),
                        point.step(),
                        point.value());
            }
        });
    }

    @Override
    public boolean attach(String tenant, RunId run, String name, ArtifactId artifact) {
        return whileRunning(
                tenant,
                run,
                (connection, row) -> Sql.update(
                        connection,
                        "INSERT INTO run_artifact (run_id, name, sha256, size) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (run_id, name) DO UPDATE SET sha256 = excluded.sha256,"
                                + " size = excluded.size",
                        row,
                        name,
                        artifact.sha256(),
                        artifact.size()));
    }

    /** The update locks the run until the end of the transaction: it cannot end meanwhile. */
    private boolean whileRunning(String tenant, RunId run, Addition addition) {
        return database.write(connection -> {
            List<Long> found = Sql.query(
                    connection,
                    "UPDATE run SET status = status WHERE tenant = ? AND experiment = ? AND number = ?"
                            + " AND status = 'RUNNING' RETURNING id",
                    row -> row.getLong(1),
                    tenant,
                    run.experiment(),
                    run.number());
            if (!found.isEmpty()) {
                addition.add(connection, found.get(0));
            }
            return !found.isEmpty();
        });
    }

    @Override
    public boolean tag(String tenant, RunId run, String key, String value) {
        return database.write(connection -> {
            List<Long> found = RunRows.idOf(connection, tenant, run);
            if (!found.isEmpty()) {
                put(connection, found.get(0), RunRows.TAG, key, value);
            }
            return !found.isEmpty();
        });
    }

    @Override
    public Optional<Run> find(String tenant, RunId run) {
        return database.read(RunRows.numbered(tenant, run)::in).stream().findFirst();
    }

    @Override
    public List<Run> runs(String tenant, String experiment) {
        return List.copyOf(database.read(RunRows.all(tenant, experiment)::in));
    }

    @Override
    public List<String> experiments(String tenant) {
        return List.copyOf(database.read(connection -> Sql.query(
                connection,
                "SELECT name FROM experiment WHERE tenant = ? AND latest_run > 0 ORDER BY name",
                row -> row.getString(1),
                tenant)));
    }

    @Override
    public List<MetricPoint> metric(String tenant, RunId run, String metric) {
        return List.copyOf(database.read(connection -> Sql.query(
                connection,
                "SELECT m.step, m.value FROM run_metric m JOIN run r ON r.id = m.run_id"
                        + " WHERE r.tenant = ? AND r.experiment = ? AND r.number = ? AND m.name = ? ORDER BY m.step",
                row -> new MetricPoint(metric, row.getLong(1), VersionRows.doubleIn(row, 2)),
                tenant,
                run.experiment(),
                run.number(),
                metric)));
    }

    /** What to add to a run. */
    @FunctionalInterface
    private interface Addition {
        void add(Connection connection, long run) throws SQLException;
    }
}
