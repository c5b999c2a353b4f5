package io.mlpipeline.registry;

import io.mlpipeline.registry.access.Operation;
import io.mlpipeline.registry.audit.AuditEntry;
import io.mlpipeline.registry.audit.AuditHead;
import io.mlpipeline.registry.audit.AuditLog;
import io.mlpipeline.registry.audit.AuditVerification;
import java.util.List;

/** A tenant's audit log for those who may read it. */
final class GuardedAuditLog implements AuditLog {
    private final AuditLog log;
    private final Door door;

    GuardedAuditLog(AuditLog log, Door door) {
        this.log = log;
        this.door = door;
    }

    @Override
    public List<AuditEntry> entries(long after, int limit) {
        door.admit(Operation.READ_AUDIT);
        return log.entries(after, limit);
    }

    @Override
    public AuditHead head() {
        door.admit(Operation.READ_AUDIT);
        return log.head();
    }

    @Override
    public AuditVerification verify(AuditHead known) {
        door.admit(Operation.READ_AUDIT);
        return log.verify(known);
    }
}
