package io.mlpipeline.registry.store;

import io.mlpipeline.registry.version.ArtifactId;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.VersionQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads versions with their metrics and tags: three statements, however many versions. */
final class VersionRows {
    private static final String OF_MODEL = "tenant = ? AND model = ?";

    private final ModelId model;
    private final String condition;
    private final Object[] arguments;

    private VersionRows(ModelId model, String condition, Object... arguments) {
        this.model = model;
        this.condition = condition;
        this.arguments = arguments;
    }

    static VersionRows all(ModelId model) {
        return new VersionRows(model, OF_MODEL, model.tenant(), model.name());
    }

    static VersionRows numbered(ModelId model, int number) {
        return new VersionRows(model, OF_MODEL + " AND version = ?", model.tenant(), model.name(), number);
    }

    static VersionRows production(ModelId model) {
        // The stage stands here as a literal, or the partial index would not be used.
        return new VersionRows(model, OF_MODEL + " AND stage = 'PRODUCTION'", model.tenant(), model.name());
    }

    static VersionRows latest(ModelId model) {
        return new VersionRows(
                model,
                OF_MODEL + " AND version = (SELECT latest_version FROM model WHERE tenant = ? AND name = ?)",
                model.tenant(),
                model.name(),
                model.tenant(),
                model.name());
    }

    /** A page: the newest versions that a query asks for. */
    static VersionRows page(ModelId model, VersionQuery query) {
        StringBuilder page = new StringBuilder();
        List<Object> arguments = new ArrayList<>(List.of(model.tenant(), model.name(), query.before()));
        if (query.tag().isPresent()) {
            page.append("SELECT t.version_id FROM version_tag t JOIN version v ON v.id = t.version_id"
                    + " WHERE t.tenant = ? AND t.model = ? AND t.version < ? AND t.name = ? AND t.value = ?");
            arguments.add(query.tag().get());
            arguments.add(query.value());
        } else {
            page.append("SELECT v.id FROM version v WHERE v.tenant = ? AND v.model = ? AND v.version < ?");
        }
        query.stage().ifPresent(stage -> {
            page.append(" AND v.stage = ?");
            arguments.add(stage.name());
        });
        page.append(query.tag().isPresent() ? " ORDER BY t.version" : " ORDER BY v.version")
                .append(" DESC LIMIT ?");
        arguments.add(query.limit());
        return new VersionRows(model, "id IN (" + page + ")", arguments.toArray());
    }

    /** The versions by rising number. */
    List<ModelVersion> in(Connection connection) throws SQLException {
        Map<Long, SortedMap<String, Double>> metrics = labels(connection, "version_metric", VersionRows::metric);
        Map<Long, SortedMap<String, String>> tags = labels(connection, "version_tag", row -> row.getString("value"));
        return Sql.query(
                connection,
                "SELECT * FROM version WHERE " + condition + " ORDER BY version",
                row -> version(row, metrics, tags),
                arguments);
    }

    private <V> Map<Long, SortedMap<String, V>> labels(Connection connection, String table, Sql.RowReader<V> value)
            throws SQLException {
        Map<Long, SortedMap<String, V>> byVersion = new HashMap<>();
        String sql = "SELECT version_id, name, value FROM " + table
                + " WHERE version_id IN (SELECT id FROM version WHERE " + condition + ")";
        List<Label<V>> labels = new ArrayList<>(Sql.query(
                connection,
                sql,
                row -> new Label<>(row.getLong("version_id"), row.getString("name"), value.read(row)),
                arguments));
        for (Label<V> label : labels) {
            byVersion.computeIfAbsent(label.version(), id -> new TreeMap<>()).put(label.name(), label.value());
        }
        return byVersion;
    }

    private ModelVersion version(
            ResultSet row, Map<Long, SortedMap<String, Double>> metrics, Map<Long, SortedMap<String, String>> tags)
            throws SQLException {
        long id = row.getLong("id");
        return new ModelVersion(
                model.name(),
                row.getInt("version"),
                Stage.valueOf(row.getString("stage")),
                new ArtifactId(row.getString("artifact_sha256"), row.getLong("artifact_size")),
                metrics.getOrDefault(id, new TreeMap<>()),
                tags.getOrDefault(id, new TreeMap<>()),
                row.getString("description"),
                Micros.toInstant(row.getLong("created_at")),
                row.getString("created_by"));
    }

    private static double metric(ResultSet row) throws SQLException {
        return doubleIn(row, row.findColumn("value"));
    }

    /** SQLite keeps NaN as NULL. */
    static double doubleIn(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    private record Label<V>(long version, String name, V value) {}
}
