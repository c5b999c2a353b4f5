package io.mlpipeline.registry.store;

import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.version.Approval;
import io.mlpipeline.registry.version.ModelId;
import io.mlpipeline.registry.version.VersionSignature;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Approvals, aliases and signatures in the tables of {@code V2}. */
final class SqlGovernanceStore implements GovernanceStore {
    private static final String OF_VERSION = " WHERE tenant = ? AND model = ? AND version = ?";
    private static final String OF_ALIAS = " WHERE tenant = ? AND model = ? AND name = ?";

    private final Database database;

    SqlGovernanceStore(Database database) {
        this.database = database;
    }

    @Override
    public boolean approve(ModelId model, int version, Approval approval, Act act) {
        return database.write(connection -> {
            if (!moveOn(connection, model, version)) {
                return false;
            }
            Sql.update(
                    connection,
                    "INSERT INTO approval (tenant, model, version, status, decided_by, reason, decided_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    model.tenant(),
                    model.name(),
                    version,
                    approval.status().name(),
                    approval.by(),
                    approval.reason(),
                    Micros.of(approval.at()));
            AuditTrail.add(connection, model, version, act);
            return true;
        });
    }

    @Override
    public List<Approval> approvals(ModelId model, int version) {
        return List.copyOf(database.read(connection -> Sql.query(
                connection,
                "SELECT status, decided_by, reason, decided_at FROM approval" + OF_VERSION + " ORDER BY id",
                row -> new Approval(
                        Approval.Status.valueOf(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        Micros.toInstant(row.getLong(4))),
                model.tenant(),
                model.name(),
                version)));
    }

    @Override
    public AliasChange setAlias(ModelId model, String name, int version, boolean alsoProtected, Act act) {
        return database.write(connection -> {
            if (!lock(connection, model) || !exists(connection, model, version)) {
                return AliasChange.UNKNOWN;
            }
            if (!alsoProtected && isProtected(connection, model, name)) {
                return AliasChange.PROTECTED;
            }
            Sql.update(
                    connection,
                    "INSERT INTO alias (tenant, model, name, version) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT (tenant, model, name) DO UPDATE SET version = excluded.version",
                    model.tenant(),
                    model.name(),
                    name,
                    version);
            AuditTrail.add(connection, model, version, act);
            return AliasChange.DONE;
        });
    }

    @Override
    public AliasChange removeAlias(ModelId model, String name, boolean alsoProtected, Act act) {
        return database.write(connection -> {
            if (!lock(connection, model)) {
                return AliasChange.UNKNOWN;
            }
            if (!alsoProtected && isProtected(connection, model, name)) {
                return AliasChange.PROTECTED;
            }
            List<Integer> removed = Sql.query(
                    connection,
                    "DELETE FROM alias" + OF_ALIAS + " RETURNING version",
                    row -> row.getInt(1),
                    model.tenant(),
                    model.name(),
                    name);
            if (removed.isEmpty()) {
                return AliasChange.UNKNOWN;
            }
            AuditTrail.add(connection, model, removed.get(0), act);
            return AliasChange.DONE;
        });
    }

    @Override
    public SortedMap<String, Integer> aliases(ModelId model) {
        SortedMap<String, Integer> aliases = new TreeMap<>();
        database.read(connection -> Sql.query(
                connection,
                "SELECT name, version FROM alias WHERE tenant = ? AND model = ?",
                row -> aliases.put(row.getString(1), row.getInt(2)),
                model.tenant(),
                model.name()));
        return aliases;
    }

    @Override
    public OptionalInt aliased(ModelId model, String name) {
        return database
                .read(connection -> Sql.query(
                        connection,
                        "SELECT version FROM alias" + OF_ALIAS,
                        row -> row.getInt(1),
                        model.tenant(),
                        model.name(),
                        name))
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    @Override
    public boolean protectAlias(ModelId model, String name, boolean isProtected, Act act) {
        return database.write(connection -> {
            if (!lock(connection, model)) {
                return false;
            }
            Sql.update(
                    connection,
                    isProtected
                            ? "INSERT INTO protected_alias (tenant, model, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
                            : "DELETE FROM protected_alias" + OF_ALIAS,
                    model.tenant(),
                    model.name(),
                    name);
            AuditTrail.add(connection, model.tenant(), model.name(), act);
            return true;
        });
    }

    @Override
    public SortedSet<String> protectedAliases(ModelId model) {
        List<String> names = database.read(connection -> Sql.query(
                connection,
                "SELECT name FROM protected_alias WHERE tenant = ? AND model = ?",
                row -> row.getString(1),
                model.tenant(),
                model.name()));
        return new TreeSet<>(names);
    }

    @Override
    public boolean sign(ModelId model, int version, VersionSignature signature, Act act) {
        return database.write(connection -> {
            if (!moveOn(connection, model, version)) {
                return false;
            }
            Sql.update(
                    connection,
                    "INSERT INTO version_signature (tenant, model, version, key_id, signature) VALUES (?, ?, ?, ?, ?)"
                            + " ON CONFLICT (tenant, model, version, key_id) DO UPDATE SET signature = excluded.signature",
                    model.tenant(),
                    model.name(),
                    version,
                    signature.keyId(),
                    signature.value());
            AuditTrail.add(connection, model, version, act);
            return true;
        });
    }

    @Override
    public List<VersionSignature> signatures(ModelId model, int version) {
        return List.copyOf(database.read(connection -> Sql.query(
                connection,
                "SELECT key_id, signature FROM version_signature" + OF_VERSION + " ORDER BY key_id",
                row -> new VersionSignature(row.getString(1), row.getString(2)),
                model.tenant(),
                model.name(),
                version)));
    }

    /** Makes whoever has read the model's revision look again. */
    private static boolean moveOn(Connection connection, ModelId model, int version) throws SQLException {
        return exists(connection, model, version) && touch(connection, model, 1);
    }

    /** Keeps other writers of the model waiting until the end of the transaction. */
    private static boolean lock(Connection connection, ModelId model) throws SQLException {
        return touch(connection, model, 0);
    }

    private static boolean touch(Connection connection, ModelId model, int revisions) throws SQLException {
        return Sql.update(
                        connection,
                        "UPDATE model SET revision = revision + ? WHERE tenant = ? AND name = ?",
                        revisions,
                        model.tenant(),
                        model.name())
                == 1;
    }

    /** Versions are never removed, so what exists now exists at the end of the transaction. */
    private static boolean exists(Connection connection, ModelId model, int version) throws SQLException {
        return !Sql.query(
                        connection,
                        "SELECT 1 FROM version" + OF_VERSION,
                        row -> row.getInt(1),
                        model.tenant(),
                        model.name(),
                        version)
                .isEmpty();
    }

    private static boolean isProtected(Connection connection, ModelId model, String name) throws SQLException {
        return !Sql.query(
                        connection,
                        "SELECT 1 FROM protected_alias" + OF_ALIAS,
                        row -> row.getInt(1),
                        model.tenant(),
                        model.name(),
                        name)
                .isEmpty();
    }
}
