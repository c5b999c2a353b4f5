package io.mlpipeline.registry.store;

import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.audit.AuditLog;
import io.mlpipeline.registry.experiment.RunStore;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.ModelVersion;
import io.mlpipeline.registry.version.Stage;
import io.mlpipeline.registry.version.StageChange;
import io.mlpipeline.registry.version.StageChange.Cause;
import io.mlpipeline.registry.version.VersionQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Models, versions and history in the tables of the migrations. */
final class SqlMetadataStore implements MetadataStore {
    private final Database database;

    SqlMetadataStore(Database database) {
        this.database = database;
    }

    @Override
    public ModelVersion add(ModelId model, NewVersion version, Act act) {
        return database.write(connection -> {
            Sql.update(
                    connection,
                    "INSERT INTO model (tenant, name) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    model.tenant(),
                    model.name());
            int number = nextNumber(connection, model);
            long id = insert(connection, model, number, version, act.actor());
            for (Map.Entry<String, Double> metric : version.metrics().entrySet()) {
                Sql.update(
                        connection,
                        "INSERT INTO version_metric (version_id, name, value) VALUES (?, ?, ?)",
                        id,
                        metric.getKey(),
                        metric.getValue());
            }
            AuditTrail.add(connection, model, number, act);
            return VersionRows.numbered(model, number).in(connection).get(0);
        });
    }

    @Override
    public Optional<ModelVersion> find(ModelId model, int version) {
        return first(VersionRows.numbered(model, version));
    }

    @Override
    public Optional<ModelVersion> latest(ModelId model) {
        return first(VersionRows.latest(model));
    }

    @Override
    public Optional<ModelVersion> production(ModelId model) {
        return first(VersionRows.production(model));
    }

    @Override
    public List<ModelVersion> versions(ModelId model) {
        return List.copyOf(database.read(VersionRows.all(model)::in));
    }

    @Override
    public List<ModelVersion> search(ModelId model, VersionQuery query) {
        List<ModelVersion> page = new ArrayList<>(database.read(VersionRows.page(model, query)::in));
        Collections.reverse(page);
        return List.copyOf(page);
    }

    @Override
    public List<String> models(String tenant) {
        return List.copyOf(database.read(connection -> Sql.query(
                connection, "SELECT name FROM model WHERE tenant = ? ORDER BY name", row -> row.getString(1), tenant)));
    }

    @Override
    public long revision(ModelId model) {
        List<Long> found = database.read(connection -> Sql.query(
                connection,
                "SELECT revision FROM model WHERE tenant = ? AND name = ?",
                row -> row.getLong(1),
                model.tenant(),
                model.name()));
        return found.isEmpty() ? 0 : found.get(0);
    }

    @Override
    public List<StageChange> history(ModelId model) {
        return List.copyOf(database.read(connection -> Sql.query(
                connection,
                "SELECT version, from_stage, to_stage, cause, reason, changed_at FROM stage_change"
                        + " WHERE tenant = ? AND model = ? ORDER BY id",
                row -> new StageChange(
                        row.getInt(1),
                        Stage.valueOf(row.getString(2)),
                        Stage.valueOf(row.getString(3)),
                        Cause.valueOf(row.getString(4)),
                        row.getString(5),
                        Micros.toInstant(row.getLong(6))),
                model.tenant(),
                model.name())));
    }

    @Override
    public boolean apply(ModelId model, long expectedRevision, List<StageChange> changes, Act act) {
        return database.write(connection -> {
            int moved = Sql.update(
                    connection,
                    "UPDATE model SET revision = revision + 1 WHERE tenant = ? AND name = ? AND revision = ?",
                    model.tenant(),
                    model.name(),
                    expectedRevision);
            if (moved == 0) {
                return false;
            }
            long earliest = lastChangeAt(connection, model);
            for (StageChange change : changes) {
                apply(connection, model, change, earliest);
            }
            AuditTrail.add(connection, model, changes.get(changes.size() - 1).version(), act);
            return true;
        });
    }

    @Override
    public boolean describe(ModelId model, int version, String description, Act act) {
        return database.write(connection -> {
            int described = Sql.update(
                    connection,
                    "UPDATE version SET description = ? WHERE tenant = ? AND model = ? AND version = ?",
                    description,
                    model.tenant(),
                    model.name(),
                    version);
            return recorded(connection, described == 1, model, version, act);
        });
    }

    @Override
    public boolean tag(ModelId model, int version, String key, String value, Act act) {
        return database.write(connection -> {
            int tagged = Sql.update(
                    connection,
                    "INSERT INTO version_tag (version_id, tenant, model, version, name, value)"
                            + " SELECT id, tenant, model, version, ?, ? FROM version"
                            + " WHERE tenant = ? AND model = ? AND version = ?"
                            + " ON CONFLICT (version_id, name) DO UPDATE SET value = excluded.value",
                    key,
                    value,
                    model.tenant(),
                    model.name(),
                    version);
            return recorded(connection, tagged == 1, model, version, act);
        });
    }

    @Override
    public boolean untag(ModelId model, int version, String key, Act act) {
        return database.write(connection -> {
            Sql.update(
                    connection,
                    "DELETE FROM version_tag WHERE name = ? AND version_id ="
                            + " (SELECT id FROM version WHERE tenant = ? AND model = ? AND version = ?)",
                    key,
                    model.tenant(),
                    model.name(),
                    version);
            boolean known = !VersionRows.numbered(model, version).in(connection).isEmpty();
            return recorded(connection, known, model, version, act);
        });
    }

    @Override
    public GovernanceStore governance() {
        return new SqlGovernanceStore(database);
    }

    @Override
    public RunStore runs() {
        return new SqlRunStore(database);
    }

    @Override
    public AuditLog audit(String tenant) {
        return new SqlAuditLog(database, tenant);
    }

    @Override
    public boolean refersTo(String sha256) {
        return !database.read(connection -> Sql.query(
                        connection,
                        "SELECT 1 FROM version WHERE artifact_sha256 = ?"
                                + " UNION ALL SELECT 1 FROM run_artifact WHERE sha256 = ? LIMIT 1",
                        row -> row.getInt(1),
                        sha256,
                        sha256))
                .isEmpty();
    }

    @Override
    public void dump(Consumer<TableRow> visitor) {
        database.read(connection -> {
            Tables.dump(connection, visitor);
            return true;
        });
    }

    @Override
    public void load(List<TableRow> rows, Act act) {
        Tables.Inserts inserts = Tables.inserts(database.overriding());
        database.write(connection -> {
            if (!Tables.areEmpty(connection)) {
                throw new IllegalStateException("The registry in " + database
                        + " is not empty; an archive takes a new one, such as another file or schema");
            }
            for (TableRow row : rows) {
                inserts.add(connection, row);
            }
            for (String table : Tables.NUMBERED) {
                database.renumber(connection, table);
            }
            SqlAuditLog.requireIntact(connection);
            AuditTrail.add(connection, ModelId.DEFAULT_TENANT, "registry", act);
            return true;
        });
    }

    @Override
    public void close() {
        database.close();
    }

    @Override
    public String toString() {
        return database.toString();
    }

    private Optional<ModelVersion> first(VersionRows rows) {
        return database.read(rows::in).stream().findFirst();
    }

    private static boolean recorded(Connection connection, boolean done, ModelId model, int version, Act act)
            throws SQLException {
        if (done) {
            AuditTrail.add(connection, model, version, act);
        }
        return done;
    }

    private static int nextNumber(Connection connection, ModelId model) throws SQLException {
        return Sql.query(
                        connection,
                        "UPDATE model SET latest_version = latest_version + 1 WHERE tenant = ? AND name = ?"
                                + " RETURNING latest_version",
                        row -> row.getInt(1),
                        model.tenant(),
                        model.name())
                .get(0);
    }

    private static long insert(Connection connection, ModelId model, int number, NewVersion version, String actor)
            throws SQLException {
        return Sql.query(
                        connection,
                        "INSERT INTO version (tenant, model, version, stage, artifact_sha256, artifact_size, description,"
                                + " created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, '', ?, ?) RETURNING id",
                        row -> row.getLong(1),
                        model.tenant(),
                        model.name(),
                        number,
                        Stage.NONE.name(),
                        version.artifact().sha256(),
                        version.artifact().size(),
                        Micros.of(version.createdAt()),
                        actor)
                .get(0);
    }

    private static long lastChangeAt(Connection connection, ModelId model) throws SQLException {
        return Sql.query(
                        connection,
                        "SELECT changed_at FROM stage_change WHERE tenant = ? AND model = ? ORDER BY id DESC LIMIT 1",
                        row -> row.getLong(1),
                        model.tenant(),
                        model.name())
                .stream()
                .findFirst()
                .orElse(Long.MIN_VALUE);
    }

    private static void apply(Connection connection, ModelId model, StageChange change, long earliest)
            throws SQLException {
        int moved = Sql.update(
                connection,
                "UPDATE version SET stage = ? WHERE tenant = ? AND model = ? AND version = ? AND stage = ?",
                change.to().name(),
                model.tenant(),
                model.name(),
                change.version(),
                change.from().name());
        if (moved != 1) {
            throw new StoreException("Version " + change.version() + " of " + model + " is not in stage "
                    + change.from() + " or does not exist; it cannot go to " + change.to());
        }
        Sql.update(
                connection,
                "INSERT INTO stage_change (tenant, model, version, from_stage, to_stage, cause, reason, changed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                model.tenant(),
                model.name(),
                change.version(),
                change.from().name(),
                change.to().name(),
                change.cause().name(),
                change.reason(),
                Math.max(earliest, Micros.of(change.at())));
    }
}
