package io.mlpipeline.registry.store;

import io.mlpipeline.registry.experiment.Run;
import io.mlpipeline.registry.experiment.RunId;
import io.mlpipeline.registry.experiment.RunStatus;
import io.mlpipeline.registry.version.ArtifactId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads runs with all that belongs to them: four statements, however many runs. */
final class RunRows {
    static final String PARAMETER = "PARAMETER";
    static final String TAG = "TAG";
    static final String ENVIRONMENT = "ENVIRONMENT";

    private final String condition;
    private final Object[] arguments;

    private RunRows(String condition, Object... arguments) {
        this.condition = condition;
        this.arguments = arguments;
    }

    static RunRows all(String tenant, String experiment) {
        return new RunRows("tenant = ? AND experiment = ?", tenant, experiment);
    }

    static RunRows numbered(String tenant, RunId run) {
        return new RunRows("tenant = ? AND experiment = ? AND number = ?", tenant, run.experiment(), run.number());
    }

    static List<Long> idOf(Connection connection, String tenant, RunId run) throws SQLException {
        return Sql.query(
                connection,
                "SELECT id FROM run WHERE tenant = ? AND experiment = ? AND number = ?",
                row -> row.getLong(1),
                tenant,
                run.experiment(),
                run.number());
    }

    /** The runs by rising number. */
    List<Run> in(Connection connection) throws SQLException {
        Parts parts = new Parts();
        String these = "run_id IN (SELECT id FROM run WHERE " + condition + ")";
        Sql.query(
                connection,
                "SELECT run_id, kind, name, value FROM run_text WHERE " + these,
                row -> parts.texts(row.getString(2), row.getLong(1)).put(row.getString(3), row.getString(4)),
                arguments);
        // By step, so that the last value of each metric stays.
        Sql.query(
                connection,
                "SELECT run_id, name, value FROM run_metric WHERE " + these + " ORDER BY step",
                row -> Parts.of(parts.metrics, row.getLong(1)).put(row.getString(2), VersionRows.doubleIn(row, 3)),
                arguments);
        Sql.query(
                connection,
                "SELECT run_id, name, sha256, size FROM run_artifact WHERE " + these,
                row -> Parts.of(parts.artifacts, row.getLong(1))
                        .put(row.getString(2), new ArtifactId(row.getString(3), row.getLong(4))),
                arguments);
        return Sql.query(
                connection,
                "SELECT id, experiment, number, parent, status, started_by, code_version, data_fingerprint,"
                        + " started_at, ended_at FROM run WHERE " + condition + " ORDER BY number",
                row -> run(row, parts),
                arguments);
    }

    private static Run run(ResultSet row, Parts parts) throws SQLException {
        long id = row.getLong(1);
        int parent = row.getInt(4);
        OptionalInt of = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(parent);
        long end = row.getLong(10);
        boolean running = row.wasNull();
        return new Run(
                new RunId(row.getString(2), row.getInt(3)),
                of,
                RunStatus.valueOf(row.getString(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                parts.texts(PARAMETER, id),
                Parts.of(parts.metrics, id),
                parts.texts(TAG, id),
                parts.texts(ENVIRONMENT, id),
                Parts.of(parts.artifacts, id),
                Micros.toInstant(row.getLong(9)),
                running ? Optional.empty() : Optional.of(Micros.toInstant(end)));
    }

    /** What belongs to runs, by the run's row. */
    private static final class Parts {
        private final Map<String, Map<Long, SortedMap<String, String>>> texts = new HashMap<>();
        private final Map<Long, SortedMap<String, Double>> metrics = new HashMap<>();
        private final Map<Long, SortedMap<String, ArtifactId>> artifacts = new HashMap<>();

        SortedMap<String, String> texts(String kind, long run) {
            return of(texts.computeIfAbsent(kind, any -> new HashMap<>()), run);
        }

        static <V> SortedMap<String, V> of(Map<Long, SortedMap<String, V>> parts, long run) {
            return parts.computeIfAbsent(run, any -> new TreeMap<>());
        }
    }
}
