package io.mlpipeline.registry.store;

import io.mlpipeline.registry.audit.Act;
import io.mlpipeline.registry.audit.AuditEntry;
import io.mlpipeline.registry.audit.AuditHead;
import io.mlpipeline.registry.version.ModelId;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Adds entries to audit logs, within the transaction of what they tell of. The head of a tenant's log is a row that each writer
 * takes, so entries have one order; it is taken last, so that no two writers wait for each other.
 */
final class AuditTrail {
    private AuditTrail() {}

    static void add(Connection connection, ModelId model, int version, Act act) throws SQLException {
        add(connection, model.tenant(), model.name() + " v" + version, act);
    }

    static void add(Connection connection, String tenant, String subject, Act act) throws SQLException {
        AuditHead before = take(connection, tenant);
        long sequence = before.sequence() + 1;
        String hash = AuditEntry.hash(tenant, before.hash(), sequence, act, subject);
        Sql.update(
                connection,
                "INSERT INTO audit (tenant, sequence, actor, action, subject, detail, happened_at, hash)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                tenant,
                sequence,
                act.actor(),
                act.action().name(),
                subject,
                act.detail(),
                Micros.of(act.at()),
                hash);
        Sql.update(connection, "UPDATE audit_head SET sequence = ?, hash = ? WHERE tenant = ?", sequence, hash, tenant);
    }

    /** Locks the head by writing it as it is; the first writer of a tenant makes it. */
    private static AuditHead take(Connection connection, String tenant) throws SQLException {
        return Sql.query(
                        connection,
                        "INSERT INTO audit_head (tenant, sequence, hash) VALUES (?, ?, ?)"
                                + " ON CONFLICT (tenant) DO UPDATE SET hash = audit_head.hash RETURNING sequence, hash",
                        row -> new AuditHead(row.getLong(1), row.getString(2)),
                        tenant,
                        AuditHead.EMPTY.sequence(),
                        AuditHead.EMPTY.hash())
                .get(0);
    }
}
