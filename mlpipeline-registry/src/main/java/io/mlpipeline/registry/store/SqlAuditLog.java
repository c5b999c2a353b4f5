package io.mlpipeline.registry.store;

import io.mlpipeline.api.error.CorruptArtifactException;
import io.mlpipeline.registry.audit.Action;
import io.mlpipeline.registry.audit.AuditChain;
import io.mlpipeline.registry.audit.AuditEntry;
import io.mlpipeline.registry.audit.AuditHead;
import io.mlpipeline.registry.audit.AuditLog;
import io.mlpipeline.registry.audit.AuditVerification;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** One tenant's rows of the table {@code audit}. */
final class SqlAuditLog implements AuditLog {
    private static final int PAGE = 1_000;

    private final Database database;
    private final String tenant;

    SqlAuditLog(Database database, String tenant) {
        this.database = database;
        this.tenant = tenant;
    }

    @Override
    public List<AuditEntry> entries(long after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The most entries wanted must be 1 or more, got " + limit);
        }
        return List.copyOf(database.read(connection -> page(connection, tenant, SqlAuditLog::entry, after, limit)));
    }

    @Override
    public AuditHead head() {
        return database.read(connection -> head(connection, tenant));
    }

    @Override
    public AuditVerification verify(AuditHead known) {
        return database.read(connection -> verify(connection, tenant, known));
    }

    /** Verifies the log of every tenant. */
    static void requireIntact(Connection connection) throws SQLException {
        List<String> tenants = Sql.query(
                connection, "SELECT tenant FROM audit UNION SELECT tenant FROM audit_head", row -> row.getString(1));
        for (String tenant : tenants) {
            AuditVerification found = verify(connection, tenant, AuditHead.EMPTY);
            if (!found.intact()) {
                throw new CorruptArtifactException(
                        "The audit log of tenant '" + tenant + "' does not hold: " + found.explanation());
            }
        }
    }

    private static AuditVerification verify(Connection connection, String tenant, AuditHead known) throws SQLException {
        AuditChain chain = new AuditChain(tenant, known);
        long last = Long.MIN_VALUE;
        List<Long> page;
        do {
            page = page(connection, tenant, row -> follow(chain, row), last, PAGE);
            last = page.isEmpty() ? last : page.get(page.size() - 1);
        } while (!page.isEmpty());
        return chain.end(head(connection, tenant));
    }

    private static AuditHead head(Connection connection, String tenant) throws SQLException {
        return Sql.query(
                        connection,
                        "SELECT sequence, hash FROM audit_head WHERE tenant = ?",
                        row -> new AuditHead(row.getLong(1), row.getString(2)),
                        tenant)
                .stream()
                .findFirst()
                .orElse(AuditHead.EMPTY);
    }

    private static long follow(AuditChain chain, ResultSet row) throws SQLException {
        try {
            chain.follow(entry(row));
        } catch (CorruptArtifactException e) {
            chain.fail(String.valueOf(e.getMessage()));
        }
        return row.getLong(1);
    }

    private static <T> List<T> page(
            Connection connection, String tenant, Sql.RowReader<T> reader, long after, int limit) throws SQLException {
        return Sql.query(
                connection,
                "SELECT sequence, actor, action, subject, detail, happened_at, hash FROM audit"
                        + " WHERE tenant = ? AND sequence > ? ORDER BY sequence LIMIT ?",
                reader,
                tenant,
                after,
                limit);
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong(1),
                row.getString(2),
                action(row.getString(3), row.getLong(1)),
                row.getString(4),
                row.getString(5),
                Micros.toInstant(row.getLong(6)),
                row.getString(7));
    }

    private static Action action(String name, long sequence) {
        try {
            return Action.valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new CorruptArtifactException(
                    "entry " + sequence + " of the audit log was altered: there is no action '" + name + "'", e);
        }
    }
}
